"""The stock as columns: what a segment is built from, read from the database by COPY."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import (
    BigIntegerField,
    Case,
    Expression,
    F,
    FloatField,
    Func,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat
from numpy.typing import NDArray

from listings.by_ids import ByIds
from listings.choices import (
    PUBLIC_STATES,
    Body,
    Colour,
    Fuel,
    PriceType,
    SellerKind,
    Transmission,
)
from listings.models import Listing
from listings.search.fields import UNKNOWN

# Columns whose value is a word: in a stock they hold its place in this list, from 1 on.
WORDS: dict[str, list[str]] = {
    "state": list(PUBLIC_STATES),
    "body": Body.values,
    "fuel": Fuel.values,
    "transmission": Transmission.values,
    "colour": Colour.values,
    "seller_kind": SellerKind.values,
}
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
    "published",  # microseconds since 1970
    *WORDS,
)
PLACES = ("latitude", "longitude")

# The price that search may tell: none where the seller wants to be asked.
PRICE = Case(When(price_type=PriceType.ASKING, then="price_eur"), default=None)
# All words of a car that a question can meet.
TEXT = Concat(
    "title", Value(" "), "make__name", Value(" "), "model__name", output_field=TextField()
)
# Around and between the values of a row that COPY writes in binary form.
_HEADER, _TRAILER = 19, 2


@dataclass(frozen=True)
class Stock:
    """Listings as columns of equal length, by id; an unknown number or word is -1."""

    numbers: dict[str, NDArray[np.int64]]
    places: dict[str, NDArray[np.float64]]  # the sellers', in degrees
    option_rows: NDArray[np.int64]  # the entry …
    option_ids: NDArray[np.int64]  # … and one of its options
    texts: list[str]

    def __len__(self) -> int:
        return len(self.texts)

    def replaced(self, ids: Collection[int], news: "Stock") -> "Stock":
        """This stock without the listings ``ids``, and with those of ``news``, in that order."""
        kept = ~np.isin(self.numbers["id"], np.fromiter(ids, np.int64))
        rows = np.cumsum(kept) - 1  # where an entry that stays comes to stand
        stays = kept[self.option_rows]
        count = int(np.count_nonzero(kept))
        options = (rows[self.option_rows[stays]], news.option_rows + count)
        return Stock(
            numbers={
                name: np.append(column[kept], news.numbers[name])
                for name, column in self.numbers.items()
            },
            places={
                name: np.append(column[kept], news.places[name])
                for name, column in self.places.items()
            },
            option_rows=np.concatenate(options),
            option_ids=np.append(self.option_ids[stays], news.option_ids),
            texts=[self.texts[row] for row in np.flatnonzero(kept).tolist()] + news.texts,
        )


def nothing() -> Stock:
    """A stock without listings."""
    return Stock(
        numbers={name: np.array([], np.int64) for name in NUMBERS},
        places={name: np.array([], np.float64) for name in PLACES},
        option_rows=np.array([], np.int64),
        option_ids=np.array([], np.int64),
        texts=[],
    )


def read_stock(ids: Iterable[int] | None = None) -> Stock:
    """All public listings, or those of ``ids`` that are public.

    Several statements: they tell of one moment in a transaction that reads repeatably.
    """
    chosen = None if ids is None else list(ids)
    cars = _copied(*(_all() if chosen is None else _SOME.sql(chosen)), (*NUMBERS, *PLACES))
    listings = Listing.objects.public()
    if chosen is not None:
        listings = listings.filter(pk__any=chosen)
    texts = dict(listings.order_by("pk").values_list("pk", TEXT).iterator(50_000))
    taken = _options(chosen)
    rows, is_public = _places_of(taken[:, 0], cars["id"])
    return Stock(
        numbers={name: cars[name] for name in NUMBERS},
        places={name: cars[name] for name in PLACES},
        option_rows=rows[is_public],
        option_ids=taken[is_public, 1],
        texts=[texts[pk] for pk in cars["id"].tolist()],
    )


def _cars(listings: "QuerySet[Listing]") -> "QuerySet[Listing, Any]":
    return listings.order_by("pk").values_list(*_columns())


# Django takes longer to write this query than the database to answer it for a few cars.
_SOME = ByIds(lambda ids: _cars(Listing.objects.public().filter(pk__any=ids)))


@cache
def _all() -> tuple[str, Sequence[Any]]:
    return _cars(Listing.objects.public()).query.sql_with_params()


def _columns() -> list[Expression]:
    """Each column as eight bytes that are never null."""
    kind = F("seller__kind")
    named = {"published": _microseconds(), "price": PRICE, "seller_kind": kind}
    numbers = [_place_in_list(named.get(name, F(name)), name) for name in NUMBERS]
    exact = {"seller__latitude__isnull": False, "seller__longitude__isnull": False}
    places = [
        Case(When(**exact, then=f"seller__{name}"), default=f"seller__town__{name}")
        for name in PLACES
    ]
    nowhere = Value("NaN", output_field=FloatField())
    return [
        *(Coalesce(Cast(number, BigIntegerField()), UNKNOWN) for number in numbers),
        *(Coalesce(Cast(place, FloatField()), nowhere) for place in places),
    ]


def _microseconds() -> Func:
    template = "extract(epoch FROM %(expressions)s) * 1000000"
    return Func(F("published_at"), template=template, output_field=FloatField())


def _place_in_list(value: Any, name: str) -> Any:
    if name not in WORDS:
        return Func(value, function="trunc") if name == "battery_soh_percent" else value
    words = Value(WORDS[name], output_field=ArrayField(TextField()))
    return Func(words, value, function="array_position", output_field=BigIntegerField())


def _copied(sql: str, params: Sequence[Any], names: tuple[str, ...]) -> dict[str, NDArray[Any]]:
    """The query's columns of eight bytes each, by COPY: ten times as fast as row by row."""
    operations: Any = connection.ops  # PostgreSQL's
    statement = operations.compose_sql(sql, params)
    with connection.cursor() as cursor, cursor.copy(f"COPY ({statement}) TO STDOUT BINARY") as rows:
        told = b"".join(rows)
    values = [(name, ">f8" if name in PLACES else ">i8") for name in names]
    row = [
        ("count", ">i2"),
        *(part for value in values for part in ((f"|{value[0]}", ">i4"), value)),
    ]
    kind = np.dtype(row)
    count = (len(told) - _HEADER - _TRAILER) // kind.itemsize
    read = np.frombuffer(told, kind, count, _HEADER)
    return {name: read[name].astype(code.lstrip(">")) for name, code in values}


def _options(ids: list[int] | None) -> NDArray[np.int64]:
    """A listing's id and an option's, for each pair there is; strung together by the database,
    since COPY hands out row by row, and of these there are many.
    """
    table = Listing.options.through._meta.db_table
    statement = f"""
        COPY (
            SELECT string_agg(int8send(listing_id) || int8send(option_id), ''::bytea)
            FROM {table} {"" if ids is None else "WHERE listing_id = ANY(%s)"}
            GROUP BY listing_id / 100000
        ) TO STDOUT BINARY
    """  # noqa: S608 -- the table's name is the model's
    operations: Any = connection.ops
    statement = operations.compose_sql(statement, None if ids is None else [ids])
    with connection.cursor() as cursor, cursor.copy(statement) as rows:
        rows.set_types(["bytea"])
        told = b"".join(pairs for (pairs,) in rows.rows())
    return np.frombuffer(told, ">i8").astype(np.int64).reshape(-1, 2)


def _places_of(
    wanted: NDArray[np.int64], known: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Where each wanted id stands in the sorted known ones, and whether it does."""
    places = np.searchsorted(known, wanted)
    found = np.zeros(len(wanted), np.bool_)
    if len(known):
        found = known[np.minimum(places, len(known) - 1)] == wanted
    return places, found
