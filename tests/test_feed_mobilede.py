"""mobile.de ads, read."""

import io
import json
from typing import Any

import pytest

from listings.intake.feeds.incoming import Incoming, Refusal
from listings.intake.feeds.reading import read
from listings.intake.feeds.words import FeedWords
from listings.vocabulary import shipped

CAR: dict[str, Any] = {
    "mobileAdId": 341234567, "vehicleClass": "Car", "category": "Limousine", "make": "VW",
    "model": "Golf", "modelDescription": "Golf 1.5 eTSI Style", "condition": "USED",
    "firstRegistration": "202103", "mileage": 41250, "power": 110, "cubicCapacity": 1498,
    "fuel": "PETROL", "gearbox": "AUTOMATIC_GEAR", "exteriorColor": "GREY", "doors": "FOUR_OR_FIVE",
    "seats": 5, "climatisation": "AUTOMATIC_CLIMATISATION", "electricHeatedSeats": True,
    "parkingAssistants": ["REAR_SENSORS", "REAR_VIEW_CAM"], "abs": True, "esp": False,
    "price": {"consumerPriceGross": "22950.00", "vatRate": "19.00", "currency": "EUR"},
    "images": [{"ref": "https://img.example.org/1.jpg", "hash": "ab"}], "reserved": False,
    "description": "Nette auto.\\\\**Dealer onderhouden**", "generalInspection": "202703",
}  # fmt: skip


def one(**changes: Any) -> Incoming | Refusal:
    """The car with these changes; a value of ... leaves the field out."""
    car = {name: value for name, value in {**CAR, **changes}.items() if value is not ...}
    file = io.BytesIO(json.dumps({"ads": [car], "total": 1}).encode())
    row, _end = read("mobilede-json", file, FeedWords(dictionary=shipped.dictionary()))
    assert isinstance(row, Incoming | Refusal)
    return row


def told(**changes: Any) -> Incoming:
    row = one(**changes)
    assert isinstance(row, Incoming), row
    return row


def test_an_ad_becomes_a_car() -> None:
    row = told()
    assert row.external_id == "341234567"
    assert row.facts == {
        "title": "Volkswagen Golf 1.5 eTSI Style", "version": "1.5 eTSI Style",
        "make": "volkswagen", "model": "volkswagen_golf", "body": "hatchback", "fuel": "petrol",
        "transmission": "automatic", "colour": "grey", "first_registration": "2021-03-01",
        "first_registration_month_known": True, "mileage_km": 41250, "price_eur": 22950,
        "price_type": "asking", "vat_deductible": True, "power_kw": 110, "engine_cc": 1498,
        "doors": 5, "seats": 5, "weight_kg": None, "towing_kg": None, "previous_owners": None,
        "co2_g_km": None, "apk_until": "2027-03-31", "vin": "",
        "description": "Nette auto.\nDealer onderhouden",
    }  # fmt: skip
    assert row.options == (
        "abs", "achteruitrijcamera", "climate-control", "parkeersensoren", "stoelverwarming"
    )  # fmt: skip
    assert row.pictures == ("https://img.example.org/1.jpg",)
    assert row.notes == ()


@pytest.mark.parametrize(
    ("changes", "fact", "value"),
    [
        ({"fuel": "HYBRID"}, "fuel", "hybrid"),
        ({"fuel": "HYBRID", "hybridPlugin": True}, "fuel", "phev"),
        ({"fuel": "ELECTRICITY"}, "fuel", "electric"),
        ({"gearbox": "SEMIAUTOMATIC_GEAR"}, "transmission", "automatic"),
        ({"category": "EstateCar"}, "body", "estate"),
        ({"category": "Limousine", "make": "BMW", "model": "7 Serie"}, "body", "sedan"),
        ({"make": "Mercedes-Benz", "model": "E 220"}, "model", "mercedes-benz_e-klasse"),
        ({"firstRegistration": "2021"}, "first_registration_month_known", False),
        ({"price": {"consumerPriceGross": 22950.5}}, "price_eur", 22951),
        ({"price": {"consumerPriceGross": 1, "vatRate": "0.00"}}, "vat_deductible", False),
        ({"doors": 3}, "doors", 3),
        ({"damageUnrepaired": True}, "is_damaged", True),
    ],
)
def test_their_words_are_ours(changes: dict[str, Any], fact: str, value: Any) -> None:
    assert told(**changes).facts[fact] == value


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("make", {"make": None}),
        ("mileage", {"mileage": -1}),
        ("firstRegistration", {"firstRegistration": "202113"}),
        ("price.consumerPriceGross", {"price": {"consumerPriceGross": "0.00"}}),
        ("price.currency", {"price": {"consumerPriceGross": 1, "currency": "USD"}}),
        ("vehicleClass", {"vehicleClass": "Motorbike"}),
        ("id", {"mobileAdId": ...}),
    ],
)
def test_refuses_what_would_sell_the_wrong_car(field: str, changes: dict[str, Any]) -> None:
    row = one(**changes)
    assert isinstance(row, Refusal)
    assert (row.field, bool(row.reason)) == (field, True)


def test_a_word_that_nobody_knows_is_noted() -> None:
    row = told(exteriorColor="SPARKLE", features=["Flux capacitor"])
    assert row.facts["colour"] == ""
    assert [note.partition(":")[0] for note in row.notes] == ["exteriorColor", "features"]


def test_reserved() -> None:
    assert told(reserved=True).state == "reserved"
