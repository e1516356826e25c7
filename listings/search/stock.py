"""The stock as columns: what a segment is built from, read from the database in one query."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BigIntegerField,
    Case,
    F,
    FloatField,
    Func,
    OuterRef,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Concat
from numpy.typing import NDArray

from listings.choices import PriceType
from listings.models import Listing, Option
from listings.search.fields import UNKNOWN

NUMBERS = (
    "id",
    "make_id",
    "model_id",
    "generation_id",
    "seller_id",
    "year",
    "mileage_km",
    "power_kw",
    "battery_soh_percent",  # its decimals are cut off
    "doors",
    "seats",
    "price",
    "published",
)
CODES = ("state", "body", "fuel", "transmission", "colour", "seller__kind")
PLACES = ("latitude", "longitude")
CHUNK = 20_000  # rows held as Python objects at a time

# The price that search may tell: none where the seller wants to be asked.
PRICE = Case(When(price_type=PriceType.ASKING, then="price_eur"), default=None)
# All words of a car that a question can meet.
TEXT = Concat(
    "title", Value(" "), "make__name", Value(" "), "model__name", output_field=TextField()
)


@dataclass(frozen=True)
class Stock:
    """Listings as columns of equal length; an unknown number is -1, an unknown word ""."""

    numbers: dict[str, NDArray[np.int64]]
    codes: dict[str, NDArray[np.str_]]
    places: dict[str, NDArray[np.float64]]  # the sellers', in degrees
    option_rows: NDArray[np.uint32]  # the entry …
    option_ids: NDArray[np.int64]  # … and one of its options
    texts: list[str]

    def __len__(self) -> int:
        return len(self.texts)


def read_stock(ids: Iterable[int] | None = None) -> Stock:
    """All public listings, or those of ``ids`` that are public."""
    listings = Listing.objects.public()
    if ids is not None:
        listings = listings.filter(pk__in=list(ids))
    rows = listings.order_by().values_list(*NUMBERS[:-2], *_computed(), *CODES)
    return _together([_columns(chunk) for chunk in _chunks(rows.iterator(CHUNK))])


def _computed() -> list[Any]:
    microseconds = Func(
        F("published_at"),
        template="(extract(epoch FROM %(expressions)s) * 1000000)::bigint",
        output_field=BigIntegerField(),
    )
    options = Option.objects.filter(listings=OuterRef("pk")).order_by().values("pk")
    exact = {"seller__latitude__isnull": False, "seller__longitude__isnull": False}
    places = [
        Case(
            When(**exact, then=f"seller__{name}"),
            default=f"seller__town__{name}",
            output_field=FloatField(),
        )
        for name in PLACES
    ]
    return [PRICE, microseconds, TEXT, ArraySubquery(options), *places]


def _chunks(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _columns(chunk: list[tuple[Any, ...]]) -> Stock:
    columns = list(zip(*chunk, strict=True))
    numbers, rest = columns[: len(NUMBERS)], columns[len(NUMBERS) :]
    texts, options, latitudes, longitudes, *codes = rest
    counts = [len(ids) for ids in options]
    return Stock(
        numbers={name: _numbers(column) for name, column in zip(NUMBERS, numbers, strict=True)},
        codes={name: np.array(column) for name, column in zip(CODES, codes, strict=True)},
        places={"latitude": np.array(latitudes, float), "longitude": np.array(longitudes, float)},
        option_rows=np.repeat(np.arange(len(chunk), dtype=np.uint32), counts),
        option_ids=np.fromiter((pk for ids in options for pk in ids), np.int64, sum(counts)),
        texts=list(texts),
    )


def _numbers(column: tuple[int | None, ...]) -> NDArray[np.int64]:
    known = (UNKNOWN if number is None else number for number in column)
    return np.fromiter(known, np.int64, len(column))


def _together(parts: list[Stock]) -> Stock:
    """One stock of many; of none, an empty one."""
    starts = np.cumsum([0, *map(len, parts)])[: len(parts)].tolist()
    return Stock(
        numbers={name: _joined([part.numbers[name] for part in parts], int) for name in NUMBERS},
        codes={name: _joined([part.codes[name] for part in parts], str) for name in CODES},
        places={name: _joined([part.places[name] for part in parts], float) for name in PLACES},
        option_rows=_joined(
            [
                part.option_rows + np.uint32(start)
                for part, start in zip(parts, starts, strict=True)
            ],
            np.uint32,
        ),
        option_ids=_joined([part.option_ids for part in parts], int),
        texts=[text for part in parts for text in part.texts],
    )


def _joined(arrays: list[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate(arrays) if arrays else np.array([], kind)
