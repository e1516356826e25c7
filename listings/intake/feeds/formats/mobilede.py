"""Ads as mobile.de's Seller API has them; see docs/feed-format.md."""

import re

from django.utils import timezone
from django.utils.translation import gettext as _

from listings.choices import State
from listings.intake.feeds.fields import SMALL, Refused, shown
from listings.intake.feeds.formats.mobilede_codes import CODES, DOORS, FLAGS, KINDS
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
CARS = {"", "Car", "VanUpTo7500"}  # the others are bikes, lorries, caravans and machines
NUMBERS = {
    "power_kw": ("power", 1, 2_000),
    "engine_cc": ("cubicCapacity", 1, SMALL),
    "seats": ("seats", 1, 30),
    "weight_kg": ("weight", 100, SMALL),
    "towing_kg": ("trailerLoadBraked", 1, SMALL),
    "previous_owners": ("numberOfPreviousOwners", 0, 99),
}
# Its descriptions have marks of their own: two backslashes for a new line, stars for bold.
_NEW_LINE = re.compile(r"\\\\")
_BOLD = re.compile(r"\*\*|^----+$", re.MULTILINE)


class MobileDe:
    def __init__(self, words: FeedWords) -> None:
        self._words, self._year = words, timezone.localdate().year
        words.add_codes(CODES)

    def external_id(self, record: Record) -> str:
        """mobile.de's own number, where the ad came from there; else the dealer's."""
        return first_of(record.values, "mobileAdId", "sellerInventoryKey", "internalNumber")

    def incoming(self, record: Record) -> Incoming:
        telling = Telling(record, self._words, self._year)
        may = telling.may
        if (kind := may.text("vehicleClass", LONGEST_WORD)) not in CARS:
            raise Refused("vehicleClass", _("“%s” is neither a car nor a van") % shown(kind))
        make = telling.must.name_or_number("make", LONGEST_WORD)
        model = telling.must.name_or_number("model", LONGEST_WORD)
        telling.car(make, model)
        telling.name(make, model, _version(telling, model))
        telling.registration("firstRegistration")
        telling.mileage("mileage")
        _add_price(telling)
        telling.body("category", may.text("category", LONGEST_WORD))
        telling.word("transmission", "gearbox", may.text("gearbox", LONGEST_WORD))
        colour = may.text("exteriorColor", LONGEST_WORD)
        telling.word("colour", "exteriorColor", colour or may.text("manufacturerColorName", 100))
        telling.word("fuel", "fuel", may.text("fuel", LONGEST_WORD))
        if may.truth("hybridPlugin"):
            telling.facts["fuel"] = "phev"
        _add_measures(telling)
        _add_options(telling)
        return telling.incoming(
            self.external_id(record),
            pictures=telling.pictures("images", "ref", "url"),
            state=str(State.RESERVED) if may.truth("reserved") else "",
        )


def _version(telling: Telling, model: str) -> str:
    """The description of the model, without the model's name that it mostly begins with."""
    told = telling.may.text("modelDescription", 300)
    rest = told[len(model) :].lstrip(" -,")
    return rest if model and told.lower().startswith(model.lower()) else told


def _add_price(telling: Telling) -> None:
    price = telling.must.inside("price")
    telling.price(price, "consumerPriceGross")
    if telling.facts["price_eur"]:
        # VAT is named where it can be deducted; a margin car has none.
        rate = price.unless_bad.decimal("vatRate", 0, 100, 2)
        telling.facts["vat_deductible"] = rate is not None and float(rate) > 0


def _add_measures(telling: Telling) -> None:
    may = telling.may
    telling.numbers(NUMBERS)
    doors = may.values.get("doors")
    telling.facts["doors"] = (
        DOORS[doors] if isinstance(doors, str) and doors in DOORS else may.whole("doors", 1, 9)
    )
    emissions = may.inside("emissions").inside("combined")
    telling.facts["co2_g_km"] = emissions.rounded("co2", 0, 1_000)
    telling.until(
        "apk_until", "generalInspection" if "generalInspection" in may.values else "nextInspection"
    )
    telling.facts["vin"] = may.vin("vin")
    if (damaged := may.truth("damageUnrepaired")) is not None:
        telling.facts["is_damaged"] = damaged
    text = may.long_text("description", 2 * LONGEST_DESCRIPTION)
    text = _BOLD.sub("", _NEW_LINE.sub("\n", text)).strip()
    telling.facts["description"] = text[:LONGEST_DESCRIPTION]


def _add_options(telling: Telling) -> None:
    telling.flags(FLAGS)
    for name in KINDS:
        value = telling.may.values.get(name)
        if isinstance(value, list):
            telling.equipment(name)
        elif not isinstance(value, bool):
            telling.option(name, telling.may.text(name, LONGEST_WORD))
        elif value and name == "trailerCouplingType":
            telling.options.add("trekhaak")
    telling.equipment("features")
    if telling.may.values.get("airbag"):
        telling.options.add("airbags")
