"""The rules of the question reader: what each does, for people, with a question that shows it.

A test reads every example and compares; a fact's ``rule`` is a code of this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Rule:
    """``example`` read in 2026 gives at least the facts ``gives``, all by this rule."""

    code: str
    says: Promise
    example: str
    gives: tuple[tuple[str, Any], ...]


_TABLE = (
    # ------------------------------------------------------------------ makes and models
    Rule("name", _("A make or model by its name."), "ford fiesta", (("model", "ford_fiesta"),)),
    Rule(
        "number-model",
        _("A model that is a number, told apart from years and prices."),
        "3008 2018 tot 20000",
        (("model", "peugeot_3008"),),
    ),
    Rule(
        "shared-name",
        _("An item of a list that shares a part of its name with another."),
        "bmw 3 of 5 serie",
        (("model", "bmw_3-serie"),),
    ),
    Rule(
        "type-code",
        _("A type code that stands for a model, and may tell the fuel."),
        "320d touring",
        (("model", "bmw_3-serie"), ("fuel", "diesel")),
    ),
    Rule(
        "typo",
        _("A word with a slip of the keyboard, where only one name can be meant."),
        "wolkswagen polo",
        (("make", "volkswagen"),),
    ),
    # ------------------------------------------------------------------ what kind of car
    Rule(
        "word",
        _("A word for a body, a fuel or a gearbox."),
        "stationwagen benzine automaat",
        (("body", "estate"), ("fuel", "petrol"), ("transmission", "automatic")),
    ),
    Rule(
        "body-code",
        _("Letters that mean a body behind a model of this make."),
        "leon st",
        (("body", "estate"),),
    ),
    Rule(
        "body-in-name",
        _("A letter of the model's name that tells the body."),
        "fiat 500c",
        (("body", "convertible"),),
    ),
    Rule(
        "electric-name",
        _("A model's name that tells what it drives on."),
        "e-208",
        (("fuel", "electric"),),
    ),
    Rule(
        "drive-name",
        _("A make's name for its drive, which is only one in this model."),
        "enyaq 80 iv",
        (("fuel", "electric"),),
    ),
    Rule(
        "engine",
        _("An engine or gearbox by its technical name."),
        "volvo v60 d4",
        (("fuel", "diesel"),),
    ),
    Rule(
        "kwh", _("Kilowatt hours: only electric cars have them."), "64 kwh", (("fuel", "electric"),)
    ),
    Rule(
        "colour",
        _("A colour, with its shade and ending; not of leather, wheels or an edition."),
        "knalrode mito",
        (("colour", "red"),),
    ),
    Rule(
        "option",
        _("Equipment by one of its many names."),
        "haak en pano",
        (("option", "trekhaak"), ("option", "panoramadak")),
    ),
    Rule(
        "wheel-size",
        _("A size in inches is that of alloy wheels."),
        "golf 18 inch",
        (("option", "lichtmetalen-velgen"),),
    ),
    # ------------------------------------------------------------------ figures
    Rule(
        "price",
        _("An amount of money; without more words it is the most to pay."),
        "onder 12 duizend euro",
        (("price_max", 12_000),),
    ),
    Rule(
        "price-range",
        _("Two amounts of money: at least and at most."),
        "tussen 10 en 15 mille",
        (("price_min", 10_000), ("price_max", 15_000)),
    ),
    Rule(
        "price-about",
        _("About an amount of money: a tenth to either side."),
        "rond de 8000",
        (("price_min", 7_200), ("price_max", 8_800)),
    ),
    Rule(
        "mileage",
        _("A number of kilometres, or one too large for a price; a ton is 100,000."),
        "max 150dkm",
        (("mileage_max", 150_000),),
    ),
    Rule(
        "year",
        _("One year: first registered in that year."),
        "polo uit 2016",
        (("year_min", 2016), ("year_max", 2016)),
    ),
    Rule(
        "year-limit",
        _("From a year on, or up to it; the year itself counts."),
        "2018 of nieuwer",
        (("year_min", 2018),),
    ),
    Rule(
        "year-range",
        _("Two years: from the one to the other."),
        "golf 2015-2018",
        (("year_min", 2015), ("year_max", 2018)),
    ),
    Rule(
        "age",
        _("An age in years, counted back from this year."),
        "maximaal 5 jaar oud",
        (("year_min", 2021),),
    ),
    Rule(
        "power",
        _("Power in pk or kilowatts: at least so much."),
        "vanaf 110 kw",
        (("power_hp_min", 150),),
    ),
    Rule("doors", _("A number of doors."), "polo 5drs", (("doors", 5),)),
    Rule("seats", _("A number of seats, or more."), "zevenzitter", (("seats_min", 7),)),
    Rule(
        "soh", _("How healthy the battery is, in per cent."), "minimaal 85% soh", (("soh_min", 85),)
    ),
    # ------------------------------------------------------------------ where
    Rule("place", _("A town in the Netherlands."), "omgeving den haag", (("place", "den-haag"),)),
    Rule(
        "postcode",
        _("Four digits of a postcode, as the town they lie in."),
        "9712 straal 20 km",
        (("place", "groningen"),),
    ),
    Rule(
        "radius",
        _("How far from a place."),
        "binnen 50 km van arnhem",
        (("radius_km", 50),),
    ),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _TABLE})
