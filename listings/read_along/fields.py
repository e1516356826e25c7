"""The fields that readers find: what stands under a word, and how a value is said."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from carsite.templatetags.site_text import euro, km, number, unit
from listings.choices import OptionGroup
from listings.search_page import wording
from listings.vocabulary import dictionary
from listings.vocabulary.facts import Fact
from listings.vocabulary.words import words


@dataclass(frozen=True, slots=True)
class Family:
    """Fields that look alike on the page; ``code`` is in the name of their style."""

    code: str
    label: Promise


MAKE = Family("make", pgettext_lazy("under a word", "make"))
MODEL = Family("model", pgettext_lazy("under a word", "model"))
BODY = Family("body", pgettext_lazy("under a word", "body"))
FUEL = Family("fuel", pgettext_lazy("under a word", "fuel"))
GEARBOX = Family("gearbox", pgettext_lazy("under a word", "gearbox"))
POWER = Family("power", pgettext_lazy("under a word", "engine"))
BATTERY = Family("battery", pgettext_lazy("under a word", "battery"))
TRIM = Family("trim", pgettext_lazy("under a word", "trim"))
YEAR = Family("year", pgettext_lazy("under a word", "year"))
MILEAGE = Family("mileage", pgettext_lazy("under a word", "mileage"))
PRICE = Family("price", pgettext_lazy("under a word", "price"))
OPTION = Family("option", pgettext_lazy("under a word", "option"))
STATUS = Family("status", pgettext_lazy("under a word", "status"))
SIZE = Family("size", pgettext_lazy("under a word", "doors, seats"))
COLOUR = Family("colour", pgettext_lazy("under a word", "colour"))
PLACE = Family("place", pgettext_lazy("under a word", "place"))
OTHER = Family("other", pgettext_lazy("under a word", "other"))
NO_CAR = Family("no-car", pgettext_lazy("under a word", "no car"))
LEFT = Family("left", pgettext_lazy("under a word", "not read"))

FAMILIES = (
    *(MAKE, MODEL, TRIM, BODY, FUEL, GEARBOX, POWER, BATTERY, YEAR, MILEAGE, PRICE),
    *(OPTION, STATUS, SIZE, COLOUR, PLACE, OTHER, NO_CAR, LEFT),
)
_FAMILY = {
    "make": MAKE,
    "model": MODEL,
    "generation": MODEL,
    "trim": TRIM,
    "body": BODY,
    "fuel": FUEL,
    "transmission": GEARBOX,
    "engine_litres": POWER,
    "power_hp": POWER,
    "power_hp_min": POWER,
    "power_kw": POWER,
    "battery_soh_percent": BATTERY,
    "soh_min": BATTERY,
    "year_min": YEAR,
    "year_max": YEAR,
    "mileage_max": MILEAGE,
    "price_min": PRICE,
    "price_max": PRICE,
    "option": OPTION,
    "doors": SIZE,
    "seats": SIZE,
    "seats_min": SIZE,
    "colour": COLOUR,
    "place": PLACE,
    "radius_km": PLACE,
}


def family(field: str, value: Any) -> Family:
    """How a fact looks: "NAP" and "1e eigenaar" are of the options, yet tell of the past."""
    if field == "option" and (option := dictionary.current().option_by_slug.get(value)):
        return STATUS if option.group == OptionGroup.STATUS else OPTION
    return _FAMILY.get(field, OTHER)


def say(field: str, value: Any) -> str:
    """A fact's value as people say it, in the language of the page: "Stationwagon"."""
    saying = _SAYING.get(field)
    return saying(value) if saying else str(value)


def opposite(field: str) -> str:
    """The other end of a range: of year_min it is year_max; "" of what has no two ends."""
    name, _mark, end = field.rpartition("_")
    return f"{name}_{_ENDS[end]}" if name in _PLAIN and end in _ENDS else ""


def say_between(low: Fact, high: Fact) -> str:
    """What the same words tell of both ends: "2018", "€ 10.000 tot € 15.000"."""
    plain = _PLAIN[low.field.removesuffix("_min")]
    if low.value == high.value:
        return plain(low.value)
    return _("%(low)s to %(high)s") % {"low": plain(low.value), "high": plain(high.value)}


def _make(slug: str) -> str:
    make = dictionary.current().make_by_slug.get(slug)
    return make.name if make else slug


def _model(word: str) -> str:
    model = dictionary.current().model_by_word.get(word)
    return model.full_name if model else word


def _option(slug: str) -> str:
    option = dictionary.current().option_by_slug.get(slug)
    return option.label(get_language() or "nl") if option else slug


def _town(slug: str) -> str:
    town = dictionary.current().town_by_slug.get(slug)
    return town.label() if town else slug


def _word(kind: str) -> Callable[[str], str]:
    def label(code: str) -> str:
        word = words(kind).by_code.get(code)
        return word.label(get_language() or "nl") if word else code

    return label


def _figure(value: float) -> str:
    """At most one decimal, with the comma or point of the language."""
    if value == int(value):
        return number(int(value))
    return f"{value:.1f}" if get_language() == "en" else f"{value:.1f}".replace(".", ",")


def _from(say: Callable[[int], str]) -> Callable[[float], str]:
    return lambda value: _("from %(low)s") % {"low": say(round(value))}


def _up_to(say: Callable[[int], str]) -> Callable[[float], str]:
    return lambda value: _("up to %(high)s") % {"high": say(round(value))}


_ENDS = {"min": "max", "max": "min"}
_PLAIN: dict[str, Callable[[Any], str]] = {"year": wording.year, "price": euro}
_SAYING: dict[str, Callable[[Any], str]] = {
    "make": _make,
    "model": _model,
    "option": _option,
    "place": _town,
    "body": _word("body"),
    "fuel": _word("fuel"),
    "transmission": _word("transmission"),
    "colour": _word("colour"),
    "engine_litres": lambda value: _("%(number)s litres") % {"number": _figure(value)},
    "power_hp": lambda value: wording.power(round(value)),
    "power_hp_min": _from(wording.power),
    "power_kw": lambda value: unit(round(value), "kW"),
    "battery_soh_percent": lambda value: (
        _("%(number)s%% of its capacity left") % {"number": _figure(value)}
    ),
    "soh_min": lambda value: (
        _("at least %(number)s%% of its capacity left") % {"number": _figure(value)}
    ),
    "doors": lambda value: wording.doors(str(value)),
    "seats": lambda value: wording.seats(str(value)),
    "seats_min": _from(lambda count: wording.seats(str(count))),
    "year_min": _from(wording.year),
    "year_max": _up_to(wording.year),
    "mileage_max": _up_to(km),
    "price_min": _from(euro),
    "price_max": _up_to(euro),
    "radius_km": lambda value: _("within %(km)s") % {"km": km(round(value))},
}
