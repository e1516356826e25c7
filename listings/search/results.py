"""An answer as a value, whoever gave it: the index or the database."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

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
