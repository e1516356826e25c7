"""The search index of this process: exact totals, pages and counts, as fresh as the change log.

``search(criteria)`` is the door. An ``Index`` is a value: a look at the log makes a new one and
swaps one reference, so a request that keeps its ``fresh()`` sees one stock from total to cards.
docs/search-index.md tells how it works.
"""

import threading
import time
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from listings.search import log
from listings.search.answers import Found, find, keys, numbers, rows_between
from listings.search.building import read_segment
from listings.search.criteria import Criteria, Sort
from listings.search.plain import Plain
from listings.search.results import Answer, Counts, Points, answer_of, page_limits
from listings.search.segment import Segment
from listings.search.versions import Versions
from listings.vocabulary import dictionary

# Changed listings that the small segment may hold before all is built anew.
DELTA_ROWS = 1_000


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
        counts = _summed(found) if criteria.active() else self.counts
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
        return _summed(self._found(Criteria(), None))

    def _found(self, criteria: Criteria, at: datetime | None) -> list[Found]:
        now = at or timezone.now()
        return [find(segment, criteria, now) for segment in self.segments]


def _summed(found: list[Found]) -> Counts:
    total: Counts = {}
    for part in found:
        for name, per_value in part.counts().items():
            sums = total.setdefault(name, {})
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


# --- The index of this process --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Held:
    """What this process knows: swapped as one reference, never changed."""

    index: Index
    mark: log.Mark
    changed: frozenset[int]  # listings that changed since the main segment was built
    looked_at: float  # monotonic seconds


_held: _Held | None = None
_one_looks = threading.Lock()


def search(criteria: Criteria) -> Answer:
    """The answer from a fresh index."""
    return fresh().search(criteria)


def fresh(now: bool = False) -> Index | Plain:
    """The index, after a look at the change log unless the last one was just now.

    With ``now`` always after a look: staff see at once what they changed. While another thread
    builds the first index, the database answers. Inside a transaction the answer comes from an
    index of what that transaction sees, which nobody else gets.
    """
    if connection.in_atomic_block:
        dictionary.forget()  # its words, too, may be the transaction's own
        return Index((read_segment(),))
    held = _held
    if held and not now and time.monotonic() < held.looked_at + settings.SEARCH_LOOK_SECONDS:
        return held.index
    if not _one_looks.acquire(blocking=now):
        return held.index if held else Plain()
    try:
        return _looked().index
    finally:
        _one_looks.release()


def forget() -> None:
    """Drop the index; the next search builds one."""
    global _held  # noqa: PLW0603 -- the one cached value of this module
    with _one_looks:
        _held = None


def _looked() -> _Held:
    global _held  # noqa: PLW0603 -- the one cached value of this module
    started = time.monotonic()
    _held = _built(started) if _held is None else _followed(_held, started)
    return _held


def _built(started: float) -> _Held:
    """A new index and its mark in the log, both of one snapshot."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        mark = log.take_mark()
        # What the log said of the catalogue lies before this mark, and is not told again.
        dictionary.forget()
        return _Held(Index((read_segment(),), Versions.anew()), mark, frozenset(), started)


def _followed(held: _Held, started: float) -> _Held:
    """What is held, brought up to the log."""
    news = log.look(held.mark)
    changed = held.changed | news.listings
    if news.everything or len(changed) > DELTA_ROWS:
        return _built(started)
    index = held.index
    if news.listings:
        main = index.segments[0].without(changed)
        versions = index.versions and index.versions.heard(news.listings)
        index = Index((main, read_segment(sorted(changed))), versions)
    return _Held(index, news.mark, changed, started)
