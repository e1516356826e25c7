"""Small feeds for tests: rows of our own JSON Lines, and a run of them from file to plan."""

import io
import json
from collections.abc import Iterable
from typing import Any

from listings.intake.feeds import runs
from listings.models import Feed, ImportRun, Seller

Row = dict[str, Any]


def row(number: int, **facts: Any) -> Row:
    """A complete car; facts of None stay out."""
    car = {
        "external_id": f"A{number}",
        "title": f"Peugeot 508 GT nr {number}",
        "make": "peugeot",
        "model": "peugeot_508",
        "body": "sedan",
        "fuel": "petrol",
        "first_registration": "2020-05-01",
        "mileage_km": 10_000 + number,
        "price_eur": 20_000 + number,
        "options": ["trekhaak"],
        "photos": [f"https://fotos.example/{number}/1.jpg"],
    }
    return {name: value for name, value in (car | facts).items() if value is not None}


def feed_of(seller: Seller, form: str = Feed.Format.OWN_JSONL) -> Feed:
    return Feed.objects.get_or_create(seller=seller, format=form)[0]


def started(feed: Feed, rows: Iterable[Row | str], **options: Any) -> ImportRun:
    """A run of a file with these rows; text goes in as it is."""
    lines = (one if isinstance(one, str) else json.dumps(one) for one in rows)
    file = io.BytesIO("\n".join(lines).encode())
    return runs.start(feed, file, "auto's.jsonl", by=None, background=False, **options)


def planned(feed: Feed, rows: Iterable[Row | str], **options: Any) -> ImportRun:
    run = started(feed, rows, **options)
    runs.plan(run)
    return run


def imported(feed: Feed, rows: Iterable[Row | str], **options: Any) -> ImportRun:
    """The same, and applied if no person has to see it first."""
    run = started(feed, rows, **options)
    runs.carry_out(run)
    return run


def counts(run: ImportRun) -> tuple[int, ...]:
    """New, changed, unchanged, gone, refused."""
    run.refresh_from_db()
    return run.new, run.changed, run.unchanged, run.gone, run.refused
