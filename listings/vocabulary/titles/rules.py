"""The rules by which titles are read: what each says, and a title that shows it.

Every fact names its rule by ``code``. A new rule is a function where its kind lives (cars, scan,
numbers, extras, drive, trims), an entry here, and nothing else: the test runs every example.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Rule:
    """A rule, and an example: the ``example`` title must give ``gives``, by this rule.

    ``gives`` has the fields of `answers.as_row`; of options it is one that must be there. A rule
    that reads words in order to say nothing gives what must stay unknown, as None.
    """

    code: str
    says: "str | Promise"
    example: str
    gives: Mapping[str, Any] = field(default_factory=dict)


_TABLE = (
    Rule(
        "make-name", _("A make by its name, also abbreviated."), "VW Golf", {"make": "Volkswagen"}
    ),
    Rule(
        "make-of-model",
        _("The title names no make; only this one has such a model."),
        "508 SW 1.6 PureTech Allure",
        {"make": "Peugeot", "model": "508"},
    ),
    Rule("model-name", _("A model of this make by its name."), "Mazda 3 2.0", {"model": "3"}),
    Rule(
        "type-code",
        _("A type code that stands for a model: its letters tell fuel and gearbox."),
        "BMW 520dA Executive",
        {"model": "5-serie", "fuel": "diesel", "transmission": "automatic"},
    ),
    Rule(
        "car-again",
        _("The car's name again, in other words."),
        "Opel Corsa OPEL CORSA 1.2 Edition",
        {"model": "Corsa", "trim": "Edition"},
    ),
    Rule(
        "generation",
        _("A generation's name or code, behind the model."),
        "Volkswagen Golf VII 1.2 TSI",
        {"generation": "VII"},
    ),
    Rule(
        "electric-name",
        _("The electric version's own name of a model."),
        "Opel Corsa-e Edition",
        {"model": "Corsa", "fuel": "electric"},
    ),
    Rule(
        "electric-model",
        _("A model that is only built as an electric car."),
        "Nissan Leaf Acenta",
        {"fuel": "electric"},
    ),
    Rule(
        "open-number",
        _("A C behind the number: the open car."),
        "Fiat 500C 1.2",
        {"body": "convertible"},
    ),
    Rule(
        "engine-name",
        _("A word for engine, gearbox or drive."),
        "Skoda Octavia 2.0 TDI DSG 4x4",
        {"fuel": "diesel", "transmission": "automatic", "options": "Vierwielaandrijving"},
    ),
    Rule(
        "bmw-drive",
        _("BMW's word for the drive, and the code behind it."),
        "BMW X3 xDrive30e",
        {"fuel": "phev", "options": "Vierwielaandrijving"},
    ),
    Rule(
        "bare-code",
        _("Two digits and the letter that tells the fuel."),
        "Jaguar XE 20d",
        {"fuel": "diesel"},
    ),
    Rule(
        "mercedes-number",
        _("Mercedes' number behind the class, with the letters of the fuel."),
        "Mercedes-Benz GLA 250 e Progressive",
        {"fuel": "phev"},
    ),
    Rule(
        "rover-number",
        _("Land Rover's and Jaguar's letter and power."),
        "Land Rover Discovery Sport D180 SE",
        {"fuel": "diesel"},
    ),
    Rule(
        "lexus-number", _("Lexus' number and letter."), "Lexus NX 300h Luxury", {"fuel": "hybrid"}
    ),
    Rule(
        "mini-letter",
        _("Mini's letter behind the version."),
        "Mini Clubman Cooper D",
        {"fuel": "diesel"},
    ),
    Rule(
        "plug-in-power",
        _("A hybrid whose power only the plug-in has."),
        "Peugeot 3008 Hybrid 225 Allure",
        {"fuel": "phev"},
    ),
    Rule(
        "size-letter",
        _("A letter behind the engine's size."),
        "Mazda 6 2.2D TS",
        {"fuel": "diesel"},
    ),
    Rule(
        "lone-letter",
        _("The letter of a type code that stands apart."),
        "BMW 318 Touring d Luxury Line",
        {"fuel": "diesel"},
    ),
    Rule(
        "battery-size",
        _("A battery large enough to drive the car by itself."),
        "Kia Niro 64 kWh",
        {"fuel": "electric", "power_hp": None},
    ),
    Rule("litres", _("The engine's size in litres."), "Fiat Panda 1,2", {"engine_litres": 1.2}),
    Rule(
        "weight",
        _("A weight in tons is no engine's size."),
        "Opel Movano 3.5t",
        {"engine_litres": None},
    ),
    Rule("power", _("A power in horsepower."), "Seat Ibiza 95PK", {"power_hp": 95}),
    Rule(
        "power-kw",
        _("A power in kilowatts, told in horsepower too."),
        "Audi A1 70kW",
        {"power_kw": 70, "power_hp": 95},
    ),
    Rule(
        "charger", _("A charger's power is not the car's."), "BYD Seal 11 kW AC", {"power_kw": None}
    ),
    Rule("doors", _("A number of doors."), "Kia Rio 5-drs", {"doors": 5}),
    Rule("seats", _("A number of seats."), "Opel Zafira 7 Sitze", {"seats": 7}),
    Rule(
        "wheel-size",
        _("A wheel's size alone tells alloy wheels."),
        "Ford Puma ST-Line 18 inch",
        {"options": "Lichtmetalen velgen"},
    ),
    Rule(
        "soh",
        _("The battery's state of health in per cent."),
        "Renault Zoe Life | accuconditie: 91,5%",
        {"battery_soh_percent": 91.5},
    ),
    Rule("year", _("A year is no power and no model."), "Peugeot 308 2008", {"model": "308"}),
    Rule("price", _("A price."), "Ford Ka € 1.950", {"engine_litres": None}),
    Rule("distance", _("Kilometres, driven or to go."), "Audi A3 98.000 km", {"power_hp": None}),
    Rule(
        "other-number",
        _("A number with a unit that no field holds."),
        "BMW i3 94 Ah",
        {"power_hp": None},
    ),
    Rule(
        "option-name", _("An option by one of its names."), "Kia Ceed airco", {"options": "Airco"}
    ),
    Rule(
        "dealer-word",
        _("An abbreviation that dealers use, some for one make only."),
        "BMW 118i PA",
        {"options": "Parkeerassistent"},
    ),
    Rule(
        "denied",
        _("A word before or behind takes it back."),
        "Opel Karl 1.0 Edition zonder airco",
        {"options": None},
    ),
    Rule(
        "shared-tail",
        _("Two options that share the end of their names."),
        "Opel Astra 1.4 Cosmo | stoel- en stuurverwarming",
        {"options": "Stoelverwarming"},
    ),
    Rule(
        "cut-off",
        _("The title's last words can only be the beginning of this option."),
        "Toyota Yaris 1.5 Hybrid Dynamic | Stoelverwa",
        {"options": "Stoelverwarming"},
    ),
    Rule("body-word", _("A word for the body."), "Audi A4 Avant", {"body": "estate"}),
    Rule(
        "body-of-make",
        _("A word that means a body at this make."),
        "Seat Leon ST",
        {"body": "estate"},
    ),
    Rule("suv-sportback", _("An SUV's Sportback is an SUV."), "Audi Q3 Sportback", {"body": "suv"}),
    Rule(
        "van-with-seats", _("A van's Combi carries people."), "Opel Vivaro Tourer", {"body": "mpv"}
    ),
    Rule("filler", _("Talk that no field holds."), "Mooie Opel Corsa", {"trim": None}),
    Rule(
        "filler-phrase",
        _("A package or talk that no field holds."),
        "Skoda Scala Style Sport Pakket",
        {"trim": "Style"},
    ),
    Rule(
        "trim-name",
        _("A trim by its name, before the first option."),
        "Renault Captur 0.9 TCe Xmod Airco",
        {"trim": "Xmod"},
    ),
    Rule(
        "trim-shape",
        _("A capitalised word where the trim stands, that no table knows."),
        "Skoda Fabia 1.0 Quendra Edition Airco",
        {"trim": "Quendra Edition"},
    ),
)
RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _TABLE})
# Rules that understand words in order to say nothing.
SILENT = frozenset(
    "car-again weight charger year price distance other-number denied filler filler-phrase".split()
)
