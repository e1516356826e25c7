"""The columns of our own formats: the same names in CSV and in JSON Lines, and what each holds."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from listings.choices import Body, Colour, Fuel, PriceType, State, Transmission
from listings.intake.feeds.fields import MAX_KM, SMALL, Fields, Refused, shown
from listings.intake.feeds.incoming import Facts, Incoming
from listings.intake.feeds.records import Record
from listings.intake.feeds.telling import note_unknown
from listings.intake.feeds.words import FeedWords

MAX_ID = 2**63 - 1
MAX_PICTURES, MAX_OPTIONS = 60, 200
MAX_URL = 500
LATEST = 2100  # year of a day that lies in the future
# What is looked at in every row: the choices' own lists are made anew each time.
STATES, PRICE_TYPES = tuple(State.values), tuple(PriceType.values)
CODES = {
    "body": frozenset(Body.values),
    "fuel": frozenset(Fuel.values),
    "transmission": frozenset(Transmission.values),
    "colour": frozenset(Colour.values),
}

Take = Callable[[Fields, str], Any]


def _exact(most: int) -> Take:
    return lambda fields, name: fields.exact(name, most)


def _whole(low: int, high: int) -> Take:
    return lambda fields, name: fields.whole(name, low, high)


def _decimal(low: int, high: int, places: int) -> Take:
    return lambda fields, name: fields.decimal(name, low, high, places)


def _truth(fields: Fields, name: str) -> bool | None:
    return fields.truth(name)


def _day(fields: Fields, name: str) -> str | None:
    found = fields.day(name, LATEST)
    return found[0] if found else None


def _choice(values: Collection[str]) -> Take:
    def take(fields: Fields, name: str) -> str:
        word = fields.text(name, 40)
        if word and word not in values:
            reason = _("“%(word)s” is none of: %(words)s")
            raise Refused(name, reason % {"word": shown(word), "words": ", ".join(values)})
        return word

    return take


_state, _price_type = _choice(STATES), _choice(PRICE_TYPES)
# What needs no second look: the name is the listing's own. The order is that of the CSV.
PLAIN: Mapping[str, Take] = {
    "title": _exact(300),
    "version": _exact(120),
    "mileage_km": _whole(0, MAX_KM),
    "price_eur": _whole(1, 2**31 - 1),
    "power_kw": _whole(0, SMALL),
    "engine_cc": _whole(0, SMALL),
    "battery_kwh": _decimal(0, 9999, 1),
    "battery_soh_percent": _decimal(0, 100, 2),
    "battery_soh_method": _exact(60),
    "battery_soh_date": _day,
    "range_km": _whole(0, SMALL),
    "doors": _whole(0, SMALL),
    "seats": _whole(0, SMALL),
    "weight_kg": _whole(0, SMALL),
    "towing_kg": _whole(0, SMALL),
    "co2_g_km": _whole(0, SMALL),
    "previous_owners": _whole(0, SMALL),
    "apk_until": _day,
    "vat_deductible": _truth,
    "is_import": _truth,
    "license_plate": _exact(10),
    "vin": _exact(17),
    "description": _exact(10_000),
}
COLUMNS = (
    *("id", "source", "external_id", "state", "title", "make", "model", "version"),
    *("body", "fuel", "transmission", "colour"),
    *("first_registration", "first_registration_month_known", "model_year"),
    *("mileage_km", "price_eur", "price_type", "power_kw", "engine_cc"),
    *("battery_kwh", "battery_soh_percent", "battery_soh_method", "battery_soh_date", "range_km"),
    *("doors", "seats", "weight_kg", "towing_kg", "co2_g_km", "previous_owners", "apk_until"),
    *("vat_deductible", "is_import", "is_damaged", "license_plate", "vin", "description"),
    *("options", "photos"),
)
KNOWN = frozenset(COLUMNS)


@dataclass(frozen=True, slots=True)
class OwnCars:
    """Our own record, its lists as lists: what both formats share."""

    words: FeedWords
    next_year: int = field(default_factory=lambda: timezone.localdate().year + 1)

    def external_id(self, record: Record) -> str:
        number = record.values.get("external_id")
        return number[:80] if isinstance(number, str) else ""

    def incoming(self, record: Record) -> Incoming:
        fields = Fields(record.values)
        number, listing = fields.exact("external_id", 80), fields.whole("id", 1, MAX_ID)
        if not number.strip() and listing is None:
            raise Refused("external_id", _("A car needs a number of its own, here or as “id”."))
        facts = {name: take(fields, name) for name, take in PLAIN.items() if name in fields.values}
        self._add_price_type(facts, fields)
        self._add_registration(facts, fields)
        self._add_words(facts, fields)
        for name in record.values.keys() - KNOWN:
            fields.note(shown(name), _("is no column of ours and was not read"))
        return Incoming(
            external_id=number,
            line=record.line,
            facts=facts,
            options=self._options(fields),
            pictures=_pictures(fields),
            state=_state(fields, "state"),
            listing_id=listing,
            notes=tuple(fields.notes),
        )

    def _add_price_type(self, facts: Facts, fields: Fields) -> None:
        # These two are never unknown: left empty they say nothing.
        if told := _price_type(fields, "price_type"):
            facts["price_type"] = told
        if (damaged := fields.truth("is_damaged")) is not None:
            facts["is_damaged"] = damaged

    def _add_registration(self, facts: Facts, fields: Fields) -> None:
        if "model_year" in fields.values:
            facts["model_year"] = fields.whole("model_year", 1900, self.next_year)
        if "first_registration" not in fields.values:
            return
        told = fields.day("first_registration", self.next_year)
        facts["first_registration"] = told[0] if told else None
        month = fields.truth("first_registration_month_known")
        if month is not None or told:
            facts["first_registration_month_known"] = told[1] if month is None and told else month

    def _add_words(self, facts: Facts, fields: Fields) -> None:
        if "make" in fields.values or "model" in fields.values:
            make, model = fields.text("make", 100), fields.text("model", 100)
            known = self.words.car(make, model)
            facts["make"], facts["model"] = known[0] or "", known[1] or ""
            note_unknown(fields, "make", make, known[0])
            note_unknown(fields, "model", model, known[1])
        for name, codes in CODES.items():
            if name in fields.values:
                word = fields.text(name, 100)
                # Our own codes mean what they say, whatever a person decided about a word.
                known_word = word if word in codes or not word else self.words.word(name, word)
                facts[name] = known_word or ""
                note_unknown(fields, name, word, known_word)

    def _options(self, fields: Fields) -> tuple[str, ...] | None:
        told = fields.texts("options", MAX_OPTIONS, 100)
        if told is None:
            return () if "options" in fields.values else None
        # A slug of ours means what it says, whatever a person decided about the word.
        slugs = self.words.dictionary.option_by_slug
        words = set(told)
        ours = {word for word in words if word in slugs}
        return tuple(sorted(ours.union(self.words.options(words - ours))))


def _pictures(fields: Fields) -> tuple[str, ...] | None:
    told = fields.texts("photos", MAX_PICTURES, MAX_URL)
    if told is None:
        return () if "photos" in fields.values else None
    return tuple(told)
