"""Feeds of a few cars in each format, as records that can be damaged before they become a file."""

import copy
import csv
import io
import json
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from listings.intake.feeds.formats.own import COLUMNS

Car = dict[str, Any]
CARS = 6
OWN_CSV, OWN_JSONL = "own-csv", "own-jsonl"
HEXON, AUTOSCOUT24, MOBILEDE = "hexon-xml", "autoscout24-json", "mobilede-json"
FORMATS = (OWN_CSV, OWN_JSONL, HEXON, AUTOSCOUT24, MOBILEDE)
JSON = (OWN_JSONL, AUTOSCOUT24, MOBILEDE)
# Where each format keeps what every car has.
FIELDS = {
    "own": {
        "id": "external_id", "make": "make", "km": "mileage_km", "price": "price_eur",
        "date": "first_registration", "text": "description", "photos": "photos",
    },
    HEXON: {
        "id": "voertuignr_hexon", "make": "merk", "km": "tellerstand",
        "price": "verkoopprijs_particulier", "date": "datum_deel_1", "text": "opmerkingen",
        "photos": "afbeeldingen",
    },
    AUTOSCOUT24: {
        "id": "id", "make": "make", "km": "mileage", "price": "prices.public.price",
        "date": "firstRegistrationDate", "text": "description", "photos": "images",
    },
    MOBILEDE: {
        "id": "mobileAdId", "make": "make", "km": "mileage", "price": "price.consumerPriceGross",
        "date": "firstRegistration", "text": "description", "photos": "images",
    },
}  # fmt: skip
MODEL_AND_REST: dict[str, Car] = {
    "own": {"title": "Peugeot 508 GT", "model": "508", "fuel": "petrol"},
    HEXON: {"model": "508", "brandstof": "B", "transmissie": "A"},
    AUTOSCOUT24: {"model": "508", "vehicleType": "C", "fuelCategory": "B"},
    MOBILEDE: {"model": "508", "vehicleClass": "Car", "fuel": "PETROL"},
}


def path(format: str, key: str) -> str:
    """The format's own name for id, make, km, price, date, text or photos."""
    return FIELDS["own" if format.startswith("own") else format][key]


def put(car: Car, format: str, key: str, value: Any) -> None:
    """A value of ... takes the field away."""
    *outer, name = path(format, key).split(".")
    for one in outer:
        car = car.setdefault(one, {})
    if value is ...:
        car.pop(name, None)
    else:
        car[name] = value


def numbers(count: int = CARS) -> list[str]:
    return [f"T{number:05}" for number in range(count)]


def cars(format: str, count: int = CARS) -> list[Car]:
    """Good ones, that tell the same in each format; their texts have letters beyond ASCII."""
    found = []
    for place, number in enumerate(numbers(count)):
        car = copy.deepcopy(MODEL_AND_REST["own" if format.startswith("own") else format])
        said = {
            "id": number, "make": "Peugeot", "km": 10_000 + place, "price": 20_000 + place,
            "date": date(format, 2020), "text": f"Één nette auto, nr {place}: “privé” gereden.",
            "photos": ["https://fotos.example/1.jpg"],
        }  # fmt: skip
        for key, value in said.items():
            put(car, format, key, value)
        found.append(car)
    return found


def date(format: str, year: int) -> str:
    return f"{year}05" if format == MOBILEDE else f"{year}-05"


# --- Files ----------------------------------------------------------------------------------


def records(format: str, of: Iterable[Car]) -> list[str]:
    """Each car as it stands in the file, on lines of its own."""
    write = {OWN_CSV: as_row, HEXON: as_vehicle}.get(format, as_object)
    return [write(car) for car in of]


def as_row(car: Car, columns: Iterable[str] = COLUMNS) -> str:
    line = io.StringIO()
    cells = [car.get(name, "") for name in columns]
    csv.writer(line, delimiter=";").writerow(
        " ".join(cell) if isinstance(cell, list) else cell for cell in cells
    )
    return line.getvalue().removesuffix("\r\n")


def as_object(car: Car) -> str:
    return json.dumps(car, ensure_ascii=False)


def as_vehicle(car: Car) -> str:
    parts = "".join(f"  <{name}>{_inside(value)}</{name}>\n" for name, value in car.items())
    return f'<voertuig actie="add" versie="2.25">\n{parts}</voertuig>'


def _inside(value: Any) -> str:
    if isinstance(value, list):
        return "".join(f"<afbeelding><url>{escape(str(one))}</url></afbeelding>" for one in value)
    if isinstance(value, dict):
        return "".join(f"<{name}>{_inside(one)}</{name}>" for name, one in value.items())
    return escape(str(value))


def head(format: str) -> str:
    return {
        OWN_CSV: as_row({name: name for name in COLUMNS}) + "\n",
        OWN_JSONL: "",
        HEXON: '<?xml version="1.0" encoding="UTF-8"?>\n<voorraad>\n',
        AUTOSCOUT24: '{"listings": [\n',
        MOBILEDE: '{"ads": [\n',
    }[format]


def foot(format: str) -> str:
    return {HEXON: "</voorraad>\n", AUTOSCOUT24: "]}\n", MOBILEDE: "]}\n"}.get(format, "")


def file(format: str, texts: list[str]) -> str:
    between = ",\n" if format in (AUTOSCOUT24, MOBILEDE) else "\n"
    return head(format) + between.join(texts) + "\n" + foot(format)
