"""AutoScout24 listings, read."""

import io
import json
from typing import Any

import pytest

from listings.intake.feeds.incoming import Incoming, Refusal
from listings.intake.feeds.reading import read
from listings.intake.feeds.words import FeedWords
from listings.vocabulary import shipped

CAR: dict[str, Any] = {
    "id": "5f0c", "vehicleType": "C", "offerType": "U", "make": "Volkswagen", "model": "Golf",
    "modelVersion": "1.5 eTSI Style", "firstRegistrationDate": "2021-03", "mileage": 41250,
    "prices": {"public": {"price": 22950, "currency": "EUR", "isTaxDeductible": False}},
    "power": 110, "cylinderCapacity": 1498, "bodyType": 6, "bodyColor": 2, "doorCount": 5,
    "seatCount": 5, "transmission": "A", "fuelCategory": "B", "primaryFuelType": 2,
    "equipment": [34, 20, "38", 10], "licencePlate": "k-123-bd", "vin": "WVWZZZCDZMW000001",
    "nextInspectionDate": "2028-02", "wltp": {"co2EmissionsCombined": 127.6},
    "images": [{"url": "https://images.example.org/1.jpg"}], "isReserved": False,
}  # fmt: skip


def one(words: FeedWords | None = None, **changes: Any) -> Incoming | Refusal:
    """The car with these changes; a value of ... leaves the field out."""
    car = {name: value for name, value in {**CAR, **changes}.items() if value is not ...}
    words = words or FeedWords(dictionary=shipped.dictionary())
    row, _end = read("autoscout24-json", io.BytesIO(json.dumps([car]).encode()), words)
    assert isinstance(row, Incoming | Refusal)
    return row


def facts(**changes: Any) -> dict[str, Any]:
    row = one(**changes)
    assert isinstance(row, Incoming), row
    return row.facts


def test_a_listing_becomes_a_car() -> None:
    row = one()
    assert isinstance(row, Incoming)
    assert row.external_id == "5f0c"
    assert row.facts == {
        "title": "Volkswagen Golf 1.5 eTSI Style", "version": "1.5 eTSI Style",
        "make": "volkswagen", "model": "volkswagen_golf", "body": "hatchback", "fuel": "petrol",
        "transmission": "automatic", "colour": "blue", "first_registration": "2021-03-01",
        "first_registration_month_known": True, "mileage_km": 41250, "price_eur": 22950,
        "price_type": "asking", "vat_deductible": False, "power_kw": 110, "engine_cc": 1498,
        "range_km": None, "doors": 5, "seats": 5, "weight_kg": None, "previous_owners": None,
        "battery_kwh": None, "co2_g_km": 128, "apk_until": "2028-02-29",
        "license_plate": "K123BD", "vin": "WVWZZZCDZMW000001", "description": "",
    }  # fmt: skip
    assert row.options == ("cruise-control", "stoelverwarming", "trekhaak")
    assert row.pictures == ("https://images.example.org/1.jpg",)
    assert (row.state, row.is_gone, row.notes) == ("", False, ())


@pytest.mark.parametrize(
    ("changes", "fuel"),
    [
        ({"fuelCategory": "2"}, "hybrid"),
        ({"fuelCategory": 3}, "hybrid"),
        ({"fuelCategory": "2", "isPluginHybrid": True}, "phev"),
        ({"fuelCategory": ..., "primaryFuelType": 2}, "petrol"),
        ({"fuelCategory": ..., "primaryFuelType": "3"}, "petrol"),
        ({"fuelCategory": ..., "primaryFuelType": 7}, "diesel"),
        ({"fuelCategory": ..., "primaryFuelType": 7, "additionalFuelTypes": [12]}, "hybrid"),
        ({"fuelCategory": ..., "primaryFuelType": "Elektrisch"}, "electric"),
        ({"fuelCategory": "O"}, ""),
    ],
)
def test_fuel_types_are_not_fuel_categories(changes: dict[str, Any], fuel: str) -> None:
    assert facts(**changes)["fuel"] == fuel


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("make", {"make": ...}),
        ("mileage", {"mileage": 2_000_001}),
        ("mileage", {"mileage": "veel"}),
        ("firstRegistrationDate", {"firstRegistrationDate": "2199-01"}),
        ("prices.public.price", {"prices": {"public": {"price": 0}}}),
        ("prices.public.currency", {"prices": {"public": {"price": 1, "currency": "CHF"}}}),
        ("prices", {"prices": 22950}),
        ("vehicleType", {"vehicleType": "B"}),
        ("id", {"id": "x" * 81}),
    ],
)
def test_refuses_what_would_sell_the_wrong_car(field: str, changes: dict[str, Any]) -> None:
    row = one(**changes)
    assert isinstance(row, Refusal)
    assert (row.field, bool(row.reason)) == (field, True)


@pytest.mark.parametrize(
    ("field", "fact", "value"),
    [
        ("vin", "vin", "WVWZZZCDZMW00000O"),
        ("licencePlate", "license_plate", "?"),
        ("power", "power_kw", 9_999),
        ("doorCount", "doors", {"x": 1}),
        ("nextInspectionDate", "apk_until", "morgen"),
        ("description", "description", 1e400),
        ("modelVersion", "version", "x" * 400),
    ],
)
def test_leaves_out_with_a_note_what_a_car_is_fine_without(
    field: str, fact: str, value: Any
) -> None:
    row = one(**{field: value})
    assert isinstance(row, Incoming)
    assert not row.facts[fact]
    assert row.notes[0].startswith(f"{field}: ")


def test_a_number_of_their_lists_is_no_name_of_ours() -> None:
    words = FeedWords(dictionary=shipped.dictionary())
    row = one(words, make=28, model=500)
    assert isinstance(row, Incoming)
    assert (row.facts["make"], row.facts["model"]) == ("", "")
    assert words.unknown.words == {("make", "#28"): 1}
    told = FeedWords(dictionary=shipped.dictionary(), decided={("make", "#28"): "fiat"})
    row = one(told, make=28, model="500")
    assert isinstance(row, Incoming)
    assert row.facts["model"] == "fiat_500"


def test_states() -> None:
    row = one(isReserved=True)
    assert isinstance(row, Incoming)
    assert row.state == "reserved"
    row = one(publication={"status": "Inactive"})
    assert isinstance(row, Incoming)
    assert row.is_gone


def test_a_price_on_request() -> None:
    found = facts(prices={"public": {"onRequestOnly": True, "price": 1}})
    assert (found["price_type"], found["price_eur"]) == ("on_request", None)


def test_only_addresses_are_pictures() -> None:
    row = one(images=["https://a.example/1", {"id": 7}, "javascript:alert(1)", "https://a b/"])
    assert isinstance(row, Incoming)
    assert row.pictures == ("https://a.example/1",)
    assert row.notes


def test_bytes_that_are_no_text_stay_with_their_car() -> None:
    file = io.BytesIO(json.dumps([CAR, {**CAR, "id": "2", "vin": ""}]).encode())
    file = io.BytesIO(file.getvalue().replace(b"Golf", b"Go\xfff", 1))
    first, second, _end = read("autoscout24-json", file, FeedWords(dictionary=shipped.dictionary()))
    assert isinstance(first, Refusal)
    assert (first.field, first.external_id) == ("model", "5f0c")
    assert isinstance(second, Incoming)
    assert not second.notes
