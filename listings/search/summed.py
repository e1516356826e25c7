"""Segments whose answers are summed: an index as a value, which never changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
from django.utils import timezone

from listings.search.answers import Found, find, keys, numbers, rows_between, whole
from listings.search.criteria import Criteria, Sort
from listings.search.results import Answer, Counts, Points, answer_of, page_limits
from listings.search.segment import Segment
from listings.search.versions import Versions


@dataclass(frozen=True)
class Index:
    """Segments whose answers are summed: the main one, and a small one of what changed since."""

    segments: tuple[Segment, ...]
    versions: Versions | None = None  # None: of one transaction, so nothing may be kept of it

    def search(self, criteria: Criteria, at: datetime | None = None) -> Answer:
        """Total, page of ids, counts and histograms at the moment ``at`` (now)."""
        found = self._found(criteria, at)
        total = sum(part.total for part in found)
        page, low, high = page_limits(criteria.page, total)
        ids = _merged(found, criteria.sort, low, high)
        counts = _summed(part.counts() for part in found) if criteria.active() else self.counts
        return answer_of(total, ids, counts, page)

    def total(self, criteria: Criteria, at: datetime | None = None) -> int:
        """How many listings match, and nothing else."""
        return sum(part.total for part in self._found(criteria, at))

    def ids(self, criteria: Criteria, most: int, at: datetime | None = None) -> list[int]:
        """The first ``most`` that match, in the criteria's order, whatever its page."""
        found = self._found(criteria, at)
        total = sum(part.total for part in found)
        return _merged(found, criteria.sort, 0, min(most, total))

    def points(self, criteria: Criteria, at: datetime | None = None) -> Points:
        """All that match as numbers, whatever the page: what pictures and prices are made of."""
        return Points.of(np.concatenate([numbers(part) for part in self._found(criteria, at)], 1))

    @cached_property
    def counts(self) -> Counts:
        """The counts of the whole stock, made once."""
        return _summed(map(whole, self.segments))

    def _found(self, criteria: Criteria, at: datetime | None) -> list[Found]:
        now = at or timezone.now()
        return [find(segment, criteria, now) for segment in self.segments]


def _summed(parts: Iterable[Counts]) -> Counts:
    """The first part's counts with those of the others added; it is nobody else's."""
    total, *others = parts
    for part in others:
        for name, per_value in part.items():
            sums = total[name]
            for value, number in per_value.items():
                sums[value] = sums.get(value, 0) + number
    return total


def _merged(found: list[Found], sort: Sort, low: int, high: int) -> list[int]:
    """Ids at the places ``low`` to ``high`` in the order of all segments' matches together."""
    main, *others = found
    extra = [key for part in others for key in keys(part.segment, sort, part.matches.rows)]
    # Each car of the small segments can push one of the main segment back by a place.
    start = min(max(0, low - len(extra)), main.total)
    rows = rows_between(main.segment, main.matches, sort, start, min(high, main.total))
    if not extra:
        return main.segment.ids[rows].tolist()
    together = sorted([*keys(main.segment, sort, rows), *extra])
    return [-key[1] for key in together[low - start : high - start]]
