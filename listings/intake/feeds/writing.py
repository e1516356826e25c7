"""A seller's cars in our own formats: what the readers read back as no change at all."""

import csv
import io
import json
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.storage import default_storage

from listings.csv_cells import made_text
from listings.intake.feeds.formats.own import COLUMNS, PLAIN
from listings.models import Feed, Listing, Photo, Seller
from listings.photo_files import fallback_name

CHUNK = 500  # cars whose options and photos are fetched at once
BOM = "\ufeff"  # or Excel takes UTF-8 for Windows-1252


def export(seller: Seller, format: str, out: BinaryIO) -> int:
    """Writes every car of the seller, in any state, oldest first; how many there were.

    ``format`` is own-csv or own-jsonl. Streams: a thousand cars take no more memory than one.
    """
    cars = -1  # the first piece is none
    for text in texts(_cars(seller), format):
        out.write(text.encode())
        cars += 1
    return cars


def texts(cars: Iterator[Listing], format: str) -> Iterator[str]:
    """The file in pieces: how it begins, then each car."""
    if format == Feed.Format.OWN_JSONL:
        lines = (json.dumps(as_record(car), ensure_ascii=False) + "\n" for car in cars)
        return chain([""], lines)
    if format == Feed.Format.OWN_CSV:
        return _csv_texts(cars)
    raise ValueError(f"{format} is not written")


def as_record(car: Listing) -> dict[str, Any]:
    """The car by the columns of our own formats; options and photos as lists, None for unknown."""
    day = car.first_registration
    return {
        "id": car.pk,
        "source": car.source,
        "external_id": car.external_id,
        "state": str(car.state),
        "make": car.make.slug if car.make else "",
        "model": f"{car.model.make.slug}_{car.model.slug}" if car.model else "",
        "body": car.body,
        "fuel": car.fuel,
        "transmission": car.transmission,
        "colour": car.colour,
        "first_registration": day.isoformat() if day else None,
        "first_registration_month_known": car.first_registration_month_known,
        "model_year": car.model_year,
        "price_type": car.price_type,
        "is_damaged": car.is_damaged,
        **{name: _plain(getattr(car, name)) for name in PLAIN},
        "options": sorted(option.slug for option in car.options.all()),
        "photos": _addresses(car),
    }


def _addresses(car: Listing) -> list[str]:
    """Of its photos, with those still on their way from a feed, in their order."""
    photos = [(photo.position, picture_address(photo)) for photo in car.photos.all()]
    coming = [(upload.position, upload.url) for upload in car.uploads.all() if upload.url]
    return [url for _, url in sorted([*photos, *coming], key=lambda pair: pair[0])]


def picture_address(photo: Photo) -> str:
    """Where a photo is to be had: at its source, or here. A plan compares a feed's with these."""
    if photo.source_url:
        return photo.source_url
    return urljoin(settings.SITE_URL, default_storage.url(fallback_name(photo.digest)))


def _cars(seller: Seller) -> Iterator[Listing]:
    cars = Listing.objects.filter(seller=seller).select_related("make", "model__make")
    cars = cars.prefetch_related("options", "photos", "uploads").order_by("pk")
    return cars.iterator(chunk_size=CHUNK)


def _plain(value: Any) -> Any:
    """Decimals and dates as the text that JSON has for them."""
    return value if value is None or isinstance(value, str | int) else str(value)


def _csv_texts(cars: Iterator[Listing]) -> Iterator[str]:
    yield BOM + _csv_row(COLUMNS)
    for car in cars:
        record = as_record(car)
        yield _csv_row([_cell(name, record[name]) for name in COLUMNS])


def _csv_row(cells: Any) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = ("|" if name == "options" else " ").join(value)
    return made_text(str(value))
