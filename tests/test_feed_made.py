"""Made feed files: whole, without a refusal, and saying what their cars are."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest

from listings.demo.feeds import feed_texts, number
from listings.demo.stock import stock
from listings.intake.feeds.incoming import Ending, Incoming
from listings.intake.feeds.reading import read
from listings.intake.feeds.words import FeedWords
from listings.vocabulary import shipped

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
COUNT = 150


@pytest.mark.parametrize(
    "format", ["own-csv", "own-jsonl", "autoscout24-json", "mobilede-json", "hexon-xml"]
)
def test_made_cars_are_read_as_they_are(format: str) -> None:
    file = io.BytesIO("".join(feed_texts(format, COUNT, at=AT)).encode())
    words = FeedWords(dictionary=shipped.dictionary())
    *rows, end = read(format, file, words)
    assert end == Ending(True)
    assert not words.unknown.words
    read_back = {row.external_id: row.facts for row in rows if isinstance(row, Incoming)}
    cars = {number(car): car for car in stock(COUNT, at=AT)}
    assert read_back.keys() == cars.keys()
    for name, car in cars.items():
        assert {key: read_back[name][key] for key in said(car)} == said(car)


def said(car: Any) -> dict[str, Any]:
    return {
        "make": car.line.make,
        "model": f"{car.line.make}_{car.line.slug}",
        "fuel": car.fuel,
        "transmission": car.transmission,
        "colour": car.colour,
        "mileage_km": car.mileage_km,
        "price_eur": car.price_eur,
        "power_kw": car.engine.kw,
        "seats": car.seats,
    }
