"""An answer as a value, whoever gave it: the index or the database."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from listings.search.criteria import Range
from listings.search.fields import EDGES

Counts = dict[str, dict[Any, int]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found: ``ids`` are those of its page, the last one where asked beyond it.

    ``counts``: criteria's field → value → cars, without the values that have none.
    ``histograms``: range's field → cars in each bar of ``listings.search.fields.EDGES``.
    """

    total: int
    ids: list[int]
    counts: Counts
    histograms: dict[str, list[int]]
    page: int
    pages: int


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Cars as numbers: parallel columns by id, the lowest first; -1 for unknown.

    A price on request is unknown here too, as it is to a search.
    """

    ids: NDArray[np.int64]
    price_eur: NDArray[np.int64]
    mileage_km: NDArray[np.int64]
    year: NDArray[np.int64]

    @classmethod
    def of(cls, columns: NDArray[np.int64]) -> "Points":
        """Of a row per field; the order is the ids', whoever read them."""
        return cls(*columns[:, np.argsort(columns[0])])

    def __len__(self) -> int:
        return len(self.ids)

    def where(self, chosen: NDArray[Any]) -> "Points":
        """The cars of a mask, or of places in the order given."""
        columns = (self.ids, self.price_eur, self.mileage_km, self.year)
        return Points(*(column[chosen] for column in columns))

    def within_years(self, wanted: Range) -> "Points":
        """Cars first registered in these years; those of an unknown year are in no range."""
        if not wanted:
            return self
        inside = self.year >= max(0, wanted.low or 0)
        return self.where(inside if wanted.high is None else inside & (self.year <= wanted.high))


def page_limits(page: int, total: int) -> tuple[int, int, int]:
    """The page that exists, and the places where it begins and ends."""
    size = settings.SEARCH_PAGE_SIZE
    page = max(1, min(page, _pages(total)))
    return page, (page - 1) * size, min(page * size, total)


def answer_of(total: int, ids: list[int], counts: Counts, page: int) -> Answer:
    """The answer of counts in which a range's values are the numbers of its bars."""
    histograms = {
        name: [counts[name].get(bar, 0) for bar in range(len(edges))]
        for name, edges in EDGES.items()
    }
    values = {name: per_value for name, per_value in counts.items() if name not in EDGES}
    return Answer(total, ids, values, histograms, page, _pages(total))


def _pages(total: int) -> int:
    return max(1, -(-total // settings.SEARCH_PAGE_SIZE))
