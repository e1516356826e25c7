"""Our own formats: CSV and JSON Lines, read and written."""

import io
import json
from typing import Any

import pytest

from listings.intake.feeds.incoming import Ending, Incoming, Refusal
from listings.intake.feeds.reading import Read, read
from listings.intake.feeds.words import FeedWords
from listings.vocabulary import shipped


def words() -> FeedWords:
    return FeedWords(dictionary=shipped.dictionary())


def lines(*rows: Any) -> list[Read]:
    text = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
    return list(read("own-jsonl", io.BytesIO(text.encode()), words()))


def test_a_line_becomes_a_car() -> None:
    car, end = lines(
        {
            "external_id": "A1", "title": "Peugeot 508 SW", "make": "Peugeot", "model": "508",
            "body": "stationwagen", "fuel": "phev", "price_eur": 24950, "mileage_km": None,
            "options": ["trekhaak", "Stoelverwarming"], "battery_kwh": 11.5,
        }
    )  # fmt: skip
    assert end == Ending(True)
    assert car == Incoming(
        external_id="A1",
        line=1,
        facts={
            "title": "Peugeot 508 SW", "make": "peugeot", "model": "peugeot_508",
            "body": "estate", "fuel": "phev", "price_eur": 24950, "mileage_km": None,
            "battery_kwh": "11.5",
        },
        options=("stoelverwarming", "trekhaak"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("price_eur", 0),
        ("mileage_km", 2_000_001),
        ("mileage_km", "12,345"),
        ("mileage_km", float("nan")),
        ("price_eur", True),
        ("first_registration", "1899-12"),
        ("first_registration", "2020-13"),
        ("title", 12),
        ("title", "a\0b"),
        ("title", "\ud800"),
        ("state", "gone"),
        ("options", "trekhaak"),
    ],
)
def test_refuses_a_value_with_its_name(field: str, value: Any) -> None:
    (row, _end) = lines({"external_id": "A1", field: value})
    assert isinstance(row, Refusal)
    assert (row.line, row.field, row.external_id) == (1, field, "A1")
    assert row.reason


def test_keeps_the_lines_around_a_broken_one() -> None:
    first, broken, twice, third, end = lines(
        {"external_id": "A1"}, '{"external_id": "A2"', {"external_id": "A1"}, {"external_id": "A3"}
    )
    assert isinstance(first, Incoming)
    assert isinstance(third, Incoming)
    assert isinstance(broken, Refusal)
    assert isinstance(twice, Refusal)
    assert [broken.line, twice.line, third.line] == [2, 3, 4]
    assert end == Ending(True)
