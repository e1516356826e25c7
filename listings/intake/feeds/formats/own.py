"""The columns of our own formats: the same names in CSV and in JSON Lines, and what each holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
    found = fields.day(name, timezone.localdate().year + 20)
    return found[0] if found else None


def _choice(values: list[str]) -> Take:
    def take(fields: Fields, name: str) -> str:
        word = fields.text(name, 40)
        if word and word not in values:
            reason = _("“%(word)s” is none of: %(words)s")
            raise Refused(name, reason % {"word": shown(word), "words": ", ".join(values)})
        return word

    return take


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


@dataclass(frozen=True, slots=True)
class OwnCars:
    """Our own record, its lists as lists: what both formats share."""

    words: FeedWords

    def external_id(self, record: Record) -> str:
        number = record.values.get("external_id")
        return number[:80] if isinstance(number, str) else ""

    def incoming(self, record: Record) -> Incoming:
        fields = Fields(record.values)
        number, listing = fields.exact("external_id", 80), fields.whole("id", 1, MAX_ID)
        if not number and listing is None:
            raise Refused("external_id", _("A car needs a number of its own, here or as “id”."))
        facts = {name: take(fields, name) for name, take in PLAIN.items() if name in fields.values}
        self._add_price_type(facts, fields)
        self._add_registration(facts, fields)
        self._add_words(facts, fields)
        for name in record.values.keys() - set(COLUMNS):
            fields.note(shown(name), _("is no column of ours and was not read"))
        return Incoming(
            external_id=number,
            line=record.line,
            facts=facts,
            options=self._options(fields),
            pictures=_pictures(fields),
            state=_choice(State.values)(fields, "state"),
            listing_id=listing,
            notes=tuple(fields.notes),
        )

    def _add_price_type(self, facts: Facts, fields: Fields) -> None:
        # These two are never unknown: left empty they say nothing.
        if told := _choice(PriceType.values)(fields, "price_type"):
            facts["price_type"] = told
        if (damaged := fields.truth("is_damaged")) is not None:
            facts["is_damaged"] = damaged

    def _add_registration(self, facts: Facts, fields: Fields) -> None:
        next_year = timezone.localdate().year + 1
        if "model_year" in fields.values:
            facts["model_year"] = fields.whole("model_year", 1900, next_year)
        if "first_registration" not in fields.values:
            return
        told = fields.day("first_registration", next_year)
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
        for name, look, codes in (
            ("body", self.words.body, Body.values),
            ("fuel", self.words.fuel, Fuel.values),
            ("transmission", self.words.transmission, Transmission.values),
            ("colour", self.words.colour, Colour.values),
        ):
            if name in fields.values:
                word = fields.text(name, 100)
                # Our own codes mean what they say, whatever a person decided about a word.
                known_word = word if word in codes or not word else look(word)
                facts[name] = known_word or ""
                note_unknown(fields, name, word, known_word)

    def _options(self, fields: Fields) -> tuple[str, ...] | None:
        told = fields.items("options", MAX_OPTIONS)
        if told is None:
            return () if "options" in fields.values else None
        # A slug of ours means what it says, whatever a person decided about the word.
        slugs = self.words.dictionary.option_by_slug
        words = set(_texts("options", told, 100))
        ours = {word for word in words if word in slugs}
        return tuple(sorted(ours.union(self.words.options(words - ours))))


def _pictures(fields: Fields) -> tuple[str, ...] | None:
    told = fields.items("photos", MAX_PICTURES)
    if told is None:
        return () if "photos" in fields.values else None
    return tuple(_texts("photos", told, MAX_URL))


def _texts(name: str, values: list[Any], most: int) -> list[str]:
    return [Fields({name: value}).text(name, most) for value in values if value]
