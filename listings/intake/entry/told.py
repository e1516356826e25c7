"""What one source tells about one field of a car's form."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from listings.choices import Body, Colour, Fuel, Transmission
from listings.intake.rdw.agreeing import agrees
from listings.intake.rdw.facts import RdwFact
from listings.models import Listing
from listings.vocabulary.dictionary import Dictionary

CHOICES = {"body": Body, "fuel": Fuel, "transmission": Transmission, "colour": Colour}
# How far two sources may lie apart and still say the same: rounding of litres, horsepower and
# weights "including driver" is no contradiction.
NEAR = {
    "engine_cc": 60,
    "power_kw": 2,
    "weight_kg": 100,
    "towing_kg": 50,
    "co2_g_km": 3,
    "battery_soh_percent": 0.05,
    "range_km": 10,
}


class Source(StrEnum):
    """Who says so. Their order is how much each is believed where nobody has decided yet."""

    TYPED = "typed"
    RDW = "rdw"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Told:
    """``value`` is what the form's field takes: a number, code, ISO date, or the row's id.

    ``said`` is the source's own wording; of a title also where it stands, ``start`` to ``end``.
    A rough value (1.6 litres is not 1598 cc) is compared with others and never filled in.
    """

    field: str
    value: Any
    source: Source
    said: str
    start: int = -1
    end: int = -1
    is_rough: bool = False

    def agrees_with(self, other: "Told") -> bool:
        for rdw, told in ((self, other), (other, self)):
            if rdw.source == Source.RDW and agrees(
                RdwFact(self.field, rdw.value, "", rdw.said), told.value
            ):
                return True
        near = NEAR.get(self.field)
        if near is None or not (_is_number(self.value) and _is_number(other.value)):
            return bool(self.value == other.value)
        return abs(float(self.value) - float(other.value)) <= near


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def in_words(field: str, value: Any, dictionary: Dictionary) -> str:
    """A value of the form as a person reads it, in the language of the request."""
    language = get_language() or "nl"
    if field in CHOICES:
        return str(CHOICES[field](value).label)
    terms: Any = {
        "make": dictionary.make_by_id,
        "model": dictionary.model_by_id,
        "option": dictionary.option_by_id,
    }.get(field)
    if terms is not None:
        term = terms.get(value)
        return term.label(language) if term else ""
    return _text(value)


def label(field: str) -> str:
    """The form's own name for a field."""
    name = "options" if field == "option" else field
    return str(Listing._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return _t("yes") if value else _t("no")
    return str(value)
