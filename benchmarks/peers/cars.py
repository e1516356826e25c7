"""The stock as columns of small numbers, which is what the peers load, read apart from our index.

A value that is counted has a code: its place among all values, from 1 on; 0 is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from numpy.typing import NDArray

from benchmarks.peers.mix import SORTS
from listings.models import Listing, Option, Seller
from listings.search.criteria import Criteria, Sort
from listings.search.fields import EDGES, FACETS
from listings.search.places import within
from listings.search.stock import PRICE, TEXT
from listings.search.words import words_of

Whole = NDArray[np.int64]
# The active filters by the criteria's names, in codes: see ``Cars.filters``.
Filters = dict[str, Any]

KEYS = ("pk", "make", "model", "seller")
NUMBERS = ("price", *(name for name in EDGES if name != "price_eur"))
CODES = tuple("seller__kind" if name == "seller_kind" else name for name in FACETS.values())
COUNTED_NUMBERS = ("doors", "seats")  # the codes that are no words
READ = (*KEYS, *NUMBERS, "published_at", *CODES, "text", "option_ids")
CHUNK = 20_000
UNKNOWN = -1


@dataclass(frozen=True)
class Coded:
    """A column of codes, and the values that they stand for."""

    values: list[Any]
    codes: Whole

    @cached_property
    def code(self) -> dict[Any, int]:
        return {value: code for code, value in enumerate(self.values, start=1)}

    def codes_of(self, chosen: tuple[Any, ...]) -> list[int]:
        """The codes of these values; one that no car has for a value that is nowhere."""
        return [self.code.get(value, len(self.values) + 1) for value in chosen]


@dataclass(frozen=True)
class Cars:
    """All public cars, those of a make and model together, cheap ones first."""

    ids: Whole
    coded: dict[str, Coded]  # makes, models, "lines" (a make with a model), sellers, the facets
    bars: dict[str, Coded]  # a range's histogram; the values are the numbers of the bars
    numbers: dict[str, Whole]  # of the ranges, -1 for unknown
    published: Whole  # microseconds since 1970
    options: list[int]  # their ids; the code is the place, from 1 on
    option_codes: Whole  # of all cars one after the other …
    option_starts: Whole  # … car i has those from starts[i] to starts[i + 1]
    words: list[str]  # folded, with single spaces between them
    positions: dict[int, tuple[float, float]]  # of the sellers that have one

    def __len__(self) -> int:
        return len(self.ids)

    def filters(self, criteria: Criteria) -> Filters:
        """The filters that are on: codes for a facet (makes come with models), ends for a range."""
        found: Filters = {}
        if criteria.makes or criteria.models:
            found["makes"] = (
                self.coded["makes"].codes_of(criteria.makes),
                self.coded["models"].codes_of(criteria.models),
            )
        for name in FACETS:
            if chosen := getattr(criteria, name):
                found[name] = self.coded[name].codes_of(chosen)
        for name in EDGES:
            if wanted := getattr(criteria, name):
                found[name] = (wanted.low or 0, wanted.high)
        if criteria.options:
            found["options"] = Coded(self.options, self.ids).codes_of(criteria.options)
        if criteria.near:
            inside = within(criteria.near, *self._degrees.T)
            found["near"] = self._placed[inside].tolist()
        if criteria.words:
            found["words"] = criteria.words
        return found

    @cached_property
    def _placed(self) -> Whole:
        """The codes of the sellers whose place is known."""
        code = self.coded["sellers"].code
        return np.array([code[pk] for pk in self.positions], np.int64)

    @cached_property
    def _degrees(self) -> NDArray[np.float64]:
        return np.array(list(self.positions.values()), float).reshape(-1, 2)

    def order(self, sort: Sort) -> Whole:
        """All rows in this order: an unknown number last, of equals the newer id first."""
        numbers = {"newest": self.published, "price": self.numbers["price_eur"]}
        numbers |= {"mileage": self.numbers["mileage_km"], "year": self.numbers["year"]}
        column = numbers[sort]
        descending = sort in ("newest", "year")
        keys = np.where(column < 0, np.iinfo(np.int64).max, -column if descending else column)
        return np.lexsort([-self.ids, keys])

    @cached_property
    def ranks(self) -> dict[Sort, Whole]:
        """Each car's place in each order."""
        ranks = {}
        for sort in SORTS:
            ranks[sort] = np.empty(len(self), np.int64)
            ranks[sort][self.order(sort)] = np.arange(len(self))
        return ranks


def read_cars() -> Cars:
    """All public cars of the database."""
    options = Option.objects.filter(listings=OuterRef("pk")).order_by("pk").values("pk")
    cars = Listing.objects.public().annotate(
        price=PRICE, text=TEXT, option_ids=ArraySubquery(options)
    )
    rows = cars.order_by("make", "model", F("price"), "pk").values_list(*READ)
    return _together([_columns(chunk) for chunk in _chunks(rows.iterator(CHUNK))])


def _chunks(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _columns(chunk: list[tuple[Any, ...]]) -> dict[str, Any]:
    """Arrays by the names of ``READ``; the options as one array, with "option_counts"."""
    columns = dict(zip(READ, zip(*chunk, strict=True), strict=True))
    known: dict[str, Any] = {name: np.array(columns[name]) for name in CODES}
    known |= {name: _numbers(columns[name]) for name in (*KEYS, *NUMBERS, *COUNTED_NUMBERS)}
    moments = (round(moment.timestamp() * 1_000_000) for moment in columns["published_at"])
    known["published_at"] = np.fromiter(moments, np.int64)
    known["option_counts"] = np.array([len(pks) for pks in columns["option_ids"]], np.int64)
    known["option_ids"] = _numbers(tuple(pk for pks in columns["option_ids"] for pk in pks))
    known["words"] = [" ".join(words_of(text)) for text in columns["text"]]
    return known


def _numbers(column: tuple[Any, ...]) -> Whole:
    """Whole numbers, cut off; -1 for unknown."""
    return np.array([UNKNOWN if value is None else int(value) for value in column], np.int64)


def _together(parts: list[dict[str, Any]]) -> Cars:
    read = {
        name: np.concatenate([part[name] for part in parts]) for name in parts[0] if name != "words"
    }
    numbers = {name: read["price" if name == "price_eur" else name] for name in EDGES}
    lines, line_codes = np.unique(
        np.stack([read["make"], read["model"]]), axis=1, return_inverse=True
    )
    coded = {"makes": _coded(read["make"]), "models": _coded(read["model"])}
    coded["lines"] = Coded([tuple(line) for line in lines.T.tolist()], line_codes.ravel() + 1)
    coded["sellers"] = _coded(read["seller"])
    for name, column in zip(FACETS, CODES, strict=True):
        coded[name] = _coded(read[column])
    options = _coded(read["option_ids"])
    return Cars(
        ids=read["pk"],
        coded=coded,
        bars={name: _barred(name, column) for name, column in numbers.items()},
        numbers=numbers,
        published=read["published_at"],
        options=options.values,
        option_codes=options.codes,
        option_starts=np.cumsum([0, *read["option_counts"].tolist()]),
        words=[words for part in parts for words in part["words"]],
        positions=_positions(set(coded["sellers"].values)),
    )


def _coded(column: NDArray[Any]) -> Coded:
    values, codes = np.unique(column, return_inverse=True)
    if len(values) and values[0] in ("", UNKNOWN):  # it sorts before all others
        return Coded(values[1:].tolist(), codes)
    return Coded(values.tolist(), codes + 1)


def _barred(name: str, column: Whole) -> Coded:
    """Bars begin at their edges; an unknown number lies before the first, in none."""
    bars = np.searchsorted(np.array(EDGES[name]), column, side="right")
    return Coded(list(range(len(EDGES[name]))), bars)


def _positions(sellers: set[int]) -> dict[int, tuple[float, float]]:
    rows = Seller.objects.select_related("town").order_by("pk")
    return {row.pk: row.position for row in rows if row.pk in sellers and row.position}
