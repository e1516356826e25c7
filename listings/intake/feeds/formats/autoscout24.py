"""Listings as AutoScout24's Listing Creation API has them; see docs/feed-format.md."""

from django.utils import timezone
from django.utils.translation import gettext as _

from listings.choices import State
from listings.intake.feeds.fields import SMALL, Refused, shown
from listings.intake.feeds.formats.autoscout24_codes import CATEGORY, CODES, FLAGS, UPHOLSTERY
from listings.intake.feeds.incoming import Incoming
from listings.intake.feeds.records import Record
from listings.intake.feeds.telling import (
    LONGEST_DESCRIPTION,
    LONGEST_WORD,
    Telling,
    first_of,
)
from listings.intake.feeds.words import FeedWords

MARKS = ("make",)
CARS = {"", "C", "X"}  # cars and vans; the others are bikes, caravans and trailers
NUMBERS = {
    "power_kw": ("power", 1, 2_000),
    "engine_cc": ("cylinderCapacity", 1, SMALL),
    "range_km": ("electricRange", 1, 2_000),
    "doors": ("doorCount", 1, 9),
    "seats": ("seatCount", 1, 30),
    "weight_kg": ("emptyWeight", 100, SMALL),
    "previous_owners": ("previousOwnerCount", 0, 99),
}


class AutoScout24:
    def __init__(self, words: FeedWords) -> None:
        self._words, self._year = words, timezone.localdate().year
        words.add_codes(CODES)

    def external_id(self, record: Record) -> str:
        """AutoScout24's own number, where the listing came from there; else the dealer's."""
        return first_of(record.values, "id", "crossReferenceId", "offerReferenceId")

    def incoming(self, record: Record) -> Incoming:
        telling = Telling(record, self._words, self._year)
        may = telling.may
        if (kind := may.text("vehicleType", LONGEST_WORD)) not in CARS:
            raise Refused("vehicleType", _("“%s” is neither a car nor a van") % shown(kind))
        must = telling.must
        make = must.name_or_number("make", LONGEST_WORD)
        model = must.name_or_number("model", LONGEST_WORD) or must.text("modelName", LONGEST_WORD)
        telling.car(make, model)
        telling.name(make, model, may.text("modelVersion", 300))
        telling.registration("firstRegistrationDate")
        telling.mileage("mileage")
        _add_price(telling)
        telling.body("bodyType", telling.code("bodyType"))
        telling.word("transmission", "transmission", telling.code("transmission"))
        colour = telling.code("bodyColor") or may.text("bodyColorName", LONGEST_WORD)
        telling.word("colour", "bodyColor", colour)
        _add_fuel(telling)
        telling.numbers(NUMBERS)
        telling.facts["battery_kwh"] = may.inside("battery").decimal("capacity", 1, 1_000, 1)
        # The other figure, of the old test cycle, is not comparable.
        wltp = may.inside("wltp")
        telling.facts["co2_g_km"] = wltp.rounded("co2EmissionsCombined", 0, 1_000)
        telling.until("apk_until", "nextInspectionDate")
        telling.facts["license_plate"] = may.plate("licencePlate")
        telling.facts["vin"] = may.vin("vin")
        telling.facts["description"] = may.long_text("description", LONGEST_DESCRIPTION)
        _add_options(telling)
        return telling.incoming(
            self.external_id(record),
            pictures=telling.pictures("images", "url", "previewUrl", "href"),
            state=str(State.RESERVED) if may.truth("isReserved") else "",
            is_gone=may.inside("publication").text("status", 40).lower() == "inactive",
        )


def _add_price(telling: Telling) -> None:
    public = telling.must.inside("prices").inside("public")
    telling.price(public, "price", on_request=public.unless_bad.truth("onRequestOnly"))
    telling.facts["vat_deductible"] = public.unless_bad.truth("isTaxDeductible")
    if (is_import := telling.may.truth("isEUReimport")) is not None:
        telling.facts["is_import"] = is_import


def _add_fuel(telling: Telling) -> None:
    """The category tells hybrids; a type names a petrol, and is all that some listings have."""
    if telling.may.truth("isPluginHybrid"):
        telling.facts["fuel"] = "phev"
        return
    category = telling.may.text("fuelCategory", LONGEST_WORD)
    if category:
        word = CATEGORY + category if len(category) == 1 else category
        telling.word("fuel", "fuelCategory", word)
        return
    telling.word("fuel", "primaryFuelType", telling.code("primaryFuelType"))
    more = telling.may.items("additionalFuelTypes", 20) or []
    burns = telling.facts["fuel"] in {"petrol", "diesel"}
    if burns and any(str(code).strip() == "12" for code in more):  # 12 is electricity
        telling.facts["fuel"] = "hybrid"


def _add_options(telling: Telling) -> None:
    telling.equipment("equipment")
    telling.flags(FLAGS)
    upholstery = UPHOLSTERY.get(telling.may.text("upholsteryType", LONGEST_WORD))
    all_wheels = telling.may.text("drivetrain", LONGEST_WORD) in {"A", "4"}
    telling.options.update(filter(None, [upholstery, "vierwielaandrijving" * all_wheels]))
