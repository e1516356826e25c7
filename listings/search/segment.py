"""A segment: the stock, or a part of it, as arrays that are made once and never changed.

Rows are clustered by make, model and price, so that a make or a model is a run of rows. What
is counted is a set of rows per value (``listings.search.bits``); docs/search-index.md draws it.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from listings.search import bits
from listings.search.bits import Bits, Rows
from listings.search.criteria import Sort

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Runs:
    """Rows of one make and model lie together: run i is ``starts[i]`` ≤ row < ``starts[i + 1]``."""

    starts: Whole
    makes: Whole
    models: Whole

    @cached_property
    def by_make(self) -> "Groups":
        return Groups(*np.unique(self.makes, return_inverse=True))

    @cached_property
    def by_model(self) -> "Groups":
        return Groups(*np.unique(self.models, return_inverse=True))


@dataclass(frozen=True)
class Strips:
    """The runs of a model cut up by price: rows ``starts[i]`` ≤ row < ``starts[i + 1]`` cost the
    same, as far as the bars of the price tell: they stand in bar ``bars[i]``, from 1 on.
    """

    starts: Whole
    bars: Whole


@dataclass(frozen=True)
class Groups:
    """Runs by make or by model: the ids there are, and each run's place among them."""

    values: Whole
    of_run: Whole


@dataclass(frozen=True)
class Texts:
    """For each word, in alphabetical order, the rows that hold it.

    Word i is ``letters[ends[i]:ends[i + 1]]`` in ASCII, and its rows are
    ``rows[starts[i]:starts[i + 1]]``: arrays that all processes share, and no list of strings.
    """

    letters: NDArray[np.uint8]
    ends: Whole
    starts: Whole
    rows: Rows

    def rows_of(self, word: str, is_beginning: bool) -> Rows:
        """The rows with this word, or with any word that begins so; a row may come twice."""
        beyond = f"{word}\x7f" if is_beginning else f"{word}\x00"
        places = range(len(self.ends) - 1)
        first, end = (bisect_left(places, text.encode(), key=self._word) for text in (word, beyond))
        return self.rows[self.starts[first] : self.starts[end]]

    def _word(self, place: int) -> bytes:
        return self.letters[self.ends[place] : self.ends[place + 1]].tobytes()


@dataclass(frozen=True)
class Sellers:
    """The sellers (ids in order), their places in degrees, and whose each row is.

    The rows of seller i are ``rows[starts[i]:starts[i + 1]]``.
    """

    ids: Whole
    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    starts: Whole
    rows: Rows

    def rows_of(self, place: int) -> Rows:
        return self.rows[self.starts[place] : self.starts[place + 1]]


@dataclass(frozen=True)
class Values:
    """One facet: its values, and where their sets and records stand.

    ``sets[first + i]`` holds the rows with ``values[i]``. A row's number of this facet is i + 1,
    or 0 for none. Some facets share a ``column`` of the records, as minutes and hours share a
    number of minutes: there this one is ``record // step % (len(values) + 1)``. Options have no
    column: a row has many. The bars of a range are ``cumulative``: a set holds the rows of its
    bar and of all that follow, so that any range is what one set has and another has not.
    """

    values: list[Hashable]
    first: int
    column: int | None
    step: int = 1
    cumulative: bool = False

    @property
    def end(self) -> int:
        """The first record that this facet, and those with a lower step, cannot make."""
        return self.step * (len(self.values) + 1)

    @property
    def slice(self) -> slice:
        return slice(self.first, self.first + len(self.values))

    def of_each(self, counted: Whole) -> Whole:
        """What each value has, of the numbers that were counted in their sets."""
        each = counted.copy()
        if self.cumulative:
            each[:-1] -= counted[1:]
        return each

    def of_records(self, counted: Whole) -> Whole:
        """What each value has, of the numbers that each record was found in its column."""
        return counted.reshape(-1, len(self.values) + 1, self.step).sum(axis=(0, 2))[1:]

    @cached_property
    def places(self) -> dict[Hashable, int]:
        return {value: self.first + place for place, value in enumerate(self.values)}


@dataclass(frozen=True)
class Segment:
    ids: Whole
    by_id: Rows  # rows in the order of their ids
    runs: Runs
    strips: Strips
    facets: dict[str, Values]  # the facets, the ranges' bars, and "options"
    sets: Bits  # a row of words per value
    sizes: Whole  # how many rows each value has: the counts of an unfiltered search
    records: NDArray[np.uint16]  # what a row has of each facet, a few facets to a number
    option_records: Bits  # and a bit per option
    columns: dict[str, NDArray[Any]]  # numbers to compare with
    sellers: Sellers
    texts: Texts
    order: dict[Sort, Rows]  # all rows in each order
    rank: dict[Sort, Rows]  # and each row's place in it
    dead: Bits | None = None  # rows that a later segment replaces

    def __len__(self) -> int:
        return len(self.ids)

    def kinds(self, column: int | None) -> int:
        """How many different records a row may have in this column."""
        return max(facet.end for facet in self.facets.values() if facet.column == column)

    def rows_of_ids(self, ids: Iterable[int]) -> Rows:
        """The rows of these listings; ids that are not here are left out."""
        wanted = np.unique(np.fromiter(ids, np.int64))
        places = np.searchsorted(self.ids, wanted, sorter=self.by_id)
        rows = self.by_id[np.minimum(places, len(self) - 1)] if len(self) else self.by_id[:0]
        return rows[self.ids[rows] == wanted] if len(self) else rows

    def without(self, ids: Iterable[int]) -> "Segment":
        """The same segment in which these listings no longer count."""
        return replace(self, dead=bits.of_rows(self.rows_of_ids(ids), len(self)))

    def sort_keys(self, sort: Sort, rows: NDArray[np.integer]) -> Whole:
        """What an order compares: lower first, an unknown number last; ties go to the newer id."""
        name, descending = SORTS[sort]
        numbers = self.columns[name][rows].astype(np.int64)
        keys = -numbers if descending else numbers
        return np.where(numbers < 0, np.iinfo(np.int64).max, keys)


# Order → the column that it compares, and whether the highest comes first.
SORTS: dict[Sort, tuple[str, bool]] = {
    "newest": ("published", True),
    "price": ("price_eur", False),
    "price_desc": ("price_eur", True),
    "mileage": ("mileage_km", False),
    "year": ("year", True),
    "power": ("power_kw", True),
}
