"""Cars as Hexon's "Doorlinken Voorraad" sends them, in bulk or one by one; see docs/feed-format.md.

A car comes as XML or as a form with the same names; both are read from the same plain values.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from listings.choices import PriceType, State
from listings.intake.feeds.fields import MAX_EUR, MAX_KM, SMALL, Fields, Refused, shown
from listings.intake.feeds.formats import hexon_names as names
from listings.intake.feeds.formats.hexon_record import plain
from listings.intake.feeds.incoming import Incoming
from listings.intake.feeds.records import Record
from listings.intake.feeds.telling import (
    LONGEST_DESCRIPTION,
    LONGEST_TITLE,
    LONGEST_WORD,
    Telling,
    first_of,
)
from listings.intake.feeds.words import FeedWords
from listings.intake.feeds.xml_values import TEXT

CAR = "voertuig"
ROOTS = frozenset({"voorraad", "voertuigen", CAR})
IDS = ("voertuignr_hexon", "voertuignr", "voertuignr_klant")  # the first is theirs for every site
ID_NAMES = {*IDS, *(alias for alias, name in names.ALIASES.items() if name in IDS)}
# The price that a private buyer pays; with both the lower one, and last the one "as it stands".
PRICES = ("actieprijs", "verkoopprijs_particulier", "meeneemprijs")
KM_PER_MILE = 1.609344
HP_PER_KW = 1.35962
NUMBERS = {
    "engine_cc": ("cilinderinhoud", 1, SMALL),
    "doors": ("aantal_deuren", 1, 9),
    "seats": ("aantal_zitplaatsen", 1, 30),
    "weight_kg": ("massa", 100, SMALL),
    "previous_owners": ("aantal_eigenaren", 0, 99),
}
# The first of these fields that says something.
ONE_OF = {
    "towing_kg": (("max_trekgewicht_geremd", "max_trekgewicht"), 1, SMALL),
    "co2_g_km": (("wltp_co2_uitstoot_combined", "co2_uitstoot"), 0, 1_000),
    "range_km": (
        ("wltp_actieradius_elektrisch_combined", "actieradius_elektrisch", "actieradius"),
        1,
        2_000,
    ),
}
_SIGNS = re.compile(r"(?:€|eur)?\s*([\d.,]{1,25}?)(?:,-+|,=)?\s*(?:€|eur|km)?", re.IGNORECASE)
_CENTS = re.compile(r"(\d{1,3}(?:\.\d{3})++),(\d{1,2})", re.ASCII)
_BREAK = re.compile(r"<(?:br|/p|/li|/div)\b[^<>]{0,100}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
NO_DAY = re.compile(r"[0\s./-]*")


class Hexon:
    def __init__(self, words: FeedWords) -> None:
        self._words, self._year = words, timezone.localdate().year
        words.add_codes(names.CODES)

    def external_id(self, record: Record) -> str:
        values = record.values.items()
        told = {name: value for name, value in values if name.removeprefix("@") in ID_NAMES}
        return first_of(plain(told), *IDS)

    def incoming(self, record: Record) -> Incoming:
        values = plain(record.values)
        told = str(values.get("actie", ""))
        action = names.ACTIONS.get(told.lower())
        if action is None:
            raise Refused("actie", _("“%s” is none of: add, change, delete") % shown(told))
        number = first_of(values, *IDS)
        if not number:
            raise Refused(IDS[0], _("The car has no number of its own."))
        if action == "delete":
            return Incoming(number, record.line, {}, is_gone=True)
        return _car(Telling(Record(record.line, values), self._words, self._year), number)


def _car(telling: Telling, number: str) -> Incoming:
    may = telling.may
    kind = may.text("voertuigsoort", LONGEST_WORD)
    if kind.lower().startswith(names.NO_CARS):
        raise Refused("voertuigsoort", _("“%s” is no car.") % shown(kind))
    make = may.text("merk", LONGEST_WORD) or may.text("merk_orig", LONGEST_WORD)
    model = may.text("model", LONGEST_WORD)
    if not make:
        raise Refused("merk", _("The make is missing."))
    telling.car(make, model)
    telling.name(make, model, _version(may))
    if title := may.text("titel", LONGEST_TITLE):
        telling.facts["title"] = title
    _add_registration(telling)
    _add_mileage(telling)
    _add_price(telling)
    telling.body("carrosserie", may.text("carrosserie", LONGEST_WORD))
    telling.word("transmission", "transmissie", may.text("transmissie", LONGEST_WORD))
    colour = may.text("basiskleur", LONGEST_WORD)
    telling.word("colour", "basiskleur", colour or may.text("kleur", LONGEST_WORD))
    _add_fuel(telling)
    _add_measures(telling)
    _add_options(telling)
    text = may.long_text("opmerkingen", 2 * LONGEST_DESCRIPTION)
    telling.facts["description"] = _without_tags(text)[:LONGEST_DESCRIPTION].strip()
    return telling.incoming(
        number, pictures=telling.pictures("afbeeldingen", "url", TEXT), state=_state(may)
    )


# --- What a car is --------------------------------------------------------------------------


def _version(may: Fields) -> str:
    told, level = may.text("type", 300), may.text("uitrustingsniveau", LONGEST_WORD)
    return told if level.lower() in told.lower() else f"{told} {level}".strip()


def _add_registration(telling: Telling) -> None:
    """The first admission to any road; a year of building is all that some cars have."""
    days = ("datum_deel_1", "datum_deel_1a", "bouwjaar")
    values = telling.must.values
    told = [name for name in days if not NO_DAY.fullmatch(str(values.get(name, "")))]
    telling.registration(told[0] if told else "")
    telling.facts["model_year"] = telling.may.whole("modeljaar", 1900, 2100)


def _add_mileage(telling: Telling) -> None:
    unit = telling.must.text("tellerstand@eenheid", 20).lower()
    if unit not in names.KILOMETRES | names.MILES:
        raise Refused("tellerstand", _("Is this in kilometres or miles? “%s”") % shown(unit))
    told = _numbers(telling.must, "tellerstand").whole("tellerstand", 0, MAX_KM)
    is_miles = told is not None and unit in names.MILES
    telling.facts["mileage_km"] = round((told or 0) * KM_PER_MILE) if is_miles else told


def _add_price(telling: Telling) -> None:
    prices = [amount for name in PRICES[:2] if (amount := _price(telling.must, name))]
    lowest = min(prices) if prices else _price(telling.must, PRICES[2])
    asked = telling.may.text("prijstype", 40).lower() in names.ON_REQUEST
    on_request = asked or (lowest is None and _says_on_request(telling.may))
    telling.facts["price_eur"] = None if on_request else lowest
    telling.facts["price_type"] = str(PriceType.ON_REQUEST if on_request else PriceType.ASKING)
    if telling.may.values.get("kosten_rijklaar") not in (None, "", "0", "0,00", "0.00"):
        telling.may.note("kosten_rijklaar", _("costs beside the price were not added to it"))
    kind = telling.may.text("btw_marge", 20).lower()
    telling.facts["vat_deductible"] = kind.startswith("b") if kind[:1] in {"b", "m"} else None


def _says_on_request(may: Fields) -> bool:
    value = may.values.get("verkoopprijs_particulier")
    return isinstance(value, str) and value.strip().lower() in names.ON_REQUEST


def _price(must: Fields, name: str) -> int | None:
    """Whole euros with VAT of <prijzen><prijs><bedrag>, of fewer of them, or of name_bedrag."""
    value = must.values.get(name)
    values: dict[str, Any] = {}
    if isinstance(value, str) and value.strip().lower() in names.ON_REQUEST:
        return None
    while isinstance(value, dict | list):
        values = _of_our_country(value) if isinstance(value, list) else value
        value = next((values[key] for key in ("prijzen", "prijs", "bedrag") if values.get(key)), "")
    amount = value or must.values.get(f"{name}_bedrag")
    beside = {
        key: values.get(key) or must.values.get(f"{name}_{key}") for key in ("munteenheid", "btw")
    }
    fields = _numbers(replace(must, values={name: amount, **beside}), name)
    price = fields.rounded(name, 0, MAX_EUR)
    if not price:  # 0 is what their form holds before anybody fills it in
        return None
    if (currency := fields.text("munteenheid", 10)).lower() not in names.EUROS:
        raise Refused(name, _("The price is in %s.") % shown(currency))
    if fields.text("btw", 20).lower().startswith("ex"):
        raise Refused(name, _("The price is without VAT."))
    return price


def _of_our_country(prices: list[Any]) -> dict[str, Any]:
    found = [one if isinstance(one, dict) else {"bedrag": one} for one in prices]
    ours = (one for one in found if str(one.get("@land", "")).lower() in {"nl", "nederland"})
    return next(ours, found[0] if found else {})


def _add_fuel(telling: Telling) -> None:
    may = telling.may
    telling.word("fuel", "brandstof", may.text("brandstof", LONGEST_WORD))
    kind = may.text("type_hybride", 40).lower()
    burns = telling.facts["fuel"] in {"petrol", "diesel", "hybrid", "electric", ""}
    if (may.truth("plugin_hybride") or kind.startswith(names.PLUG_IN)) and burns:
        telling.facts["fuel"] = "phev"
    elif kind not in names.NO_HYBRID and telling.facts["fuel"] in {"petrol", "diesel"}:
        telling.facts["fuel"] = "hybrid"


def _add_measures(telling: Telling) -> None:
    facts, may = telling.facts, telling.may
    telling.may = _numbers(may, *(name for name, _low, _high in NUMBERS.values()))
    telling.numbers(NUMBERS)
    telling.may = may
    for fact, (choices, low, high) in ONE_OF.items():
        facts[fact] = _first_number(may, choices, low, high)
    kw = _first_number(may, ("vermogen_motor_kw", "vermogen_brandstof_kw"), 1, 2_000)
    hp = _first_number(may, ("vermogen_motor_pk", "vermogen_brandstof_pk"), 1, 2_700)
    facts["power_kw"] = kw or (round(hp / HP_PER_KW) if hp else None)
    if NO_DAY.fullmatch(str(may.values.get("apk_tot", ""))):
        facts["apk_until"] = None
    else:
        telling.until("apk_until", "apk_tot")
    facts["license_plate"], facts["vin"] = may.plate("kenteken"), may.vin("vin")
    if (damaged := may.truth("schadevoertuig")) is not None:
        facts["is_damaged"] = damaged


def _first_number(may: Fields, choices: Iterable[str], low: int, high: int) -> int | None:
    told = [name for name in choices if may.values.get(name) not in (None, "", "0")]
    return _numbers(may, told[0]).rounded(told[0], low, high) if told else None


def _add_options(telling: Telling) -> None:
    may = telling.may
    telling.equipment("accessoires")
    telling.equipment("zoekaccessoires")
    telling.flags(names.FLAGS)
    trim = names.UPHOLSTERY.get(may.text("bekleding", LONGEST_WORD).lower())
    all_wheels = may.text("aandrijving", LONGEST_WORD).lower() in names.ALL_WHEELS
    telling.options.update(filter(None, [trim, "vierwielaandrijving" * all_wheels]))
    if _first_number(may, ("garantie_maanden", "garantielabel1_maanden"), 1, 1_000):
        telling.options.add("garantie")


def _state(may: Fields) -> str:
    """A car that is only expected is not shown yet; what is sold and reserved says so."""
    states = {"verkocht": State.SOLD, "gereserveerd": State.RESERVED, "verwacht": State.DRAFT}
    return str(next((state for name, state in states.items() if may.truth(name)), ""))


# --- Texts and numbers ----------------------------------------------------------------------


def _numbers(fields: Fields, *only: str) -> Fields:
    """With "€ 39.950,-" and "39.950,50" as the numbers that they are."""
    found = {name: _number(fields.values.get(name)) for name in only}
    return replace(fields, values={**fields.values, **found})


def _number(value: Any) -> Any:
    if not isinstance(value, str) or not (match := _SIGNS.fullmatch(value.strip())):
        return value
    if cents := _CENTS.fullmatch(match[1]):
        return f"{cents[1].replace('.', '')}.{cents[2]}"
    return match[1]


def _without_tags(text: str) -> str:
    """A dealer's HTML as text: lines where it breaks them."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    return html.unescape(text) if "&" in text else text
