"""How one segment answers: criteria → sets → matches → counts → page, in four functions."""

from bisect import bisect_left
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from listings.search import bits
from listings.search.bits import Bits, Rows
from listings.search.counting import Matches, count_values, named, runs_counted
from listings.search.criteria import Criteria, Range, Sort
from listings.search.fields import EDGES, FACETS
from listings.search.places import within
from listings.search.results import Counts
from listings.search.segment import Segment

# Filters whose facet counts what the other filters leave, so that it shows its other choices.
ALTERNATIVES = ("makes", *FACETS, *EDGES)

Sets = dict[str, Bits]


@dataclass(frozen=True, slots=True)
class Found:
    """One segment's part of an answer."""

    segment: Segment
    sets: Sets
    matches: Matches
    total: int

    def counts(self) -> Counts:
        return counted(self.segment, self.sets, self.matches)


def find(segment: Segment, criteria: Criteria, at: datetime) -> Found:
    """What matches at the moment ``at``; counts and pages are made when they are asked for."""
    sets = sets_of(segment, criteria, at)
    found = matching(segment, sets)
    return Found(segment, sets, found, found.number)


# --- 1. Criteria → one set of rows for each filter that is on ----------------------------------


def sets_of(segment: Segment, criteria: Criteria, at: datetime) -> Sets:
    """For each active filter (``makes`` stands for makes and models) the rows that pass it."""
    sets: Sets = {}
    if segment.dead is not None:
        sets["dead"] = bits.complement(segment.dead, len(segment))
    if criteria.makes or criteria.models:
        sets["makes"] = _of_runs(segment, criteria)
    for name in FACETS:
        if chosen := getattr(criteria, name):
            sets[name] = _any_of(segment, name, chosen)
    for name in EDGES:
        if wanted := getattr(criteria, name):
            sets[name] = _in_range(segment, name, wanted)
    if criteria.options:
        sets["options"] = _all_of(segment, "options", criteria.options)
    if criteria.generations:
        sets["generations"] = _of_generations(segment, criteria.generations)
    if criteria.sellers or criteria.near:
        sets["sellers"] = _of_sellers(segment, criteria)
    if criteria.since_days is not None:
        sets["since_days"] = _since(segment, at - timedelta(days=criteria.since_days))
    if criteria.words:
        sets["words"] = _with_words(segment, criteria.words)
    if criteria.excluded:
        excluded = bits.of_rows(segment.rows_of_ids(criteria.excluded), len(segment))
        sets["excluded"] = bits.complement(excluded, len(segment))
    return sets


# --- 2. Sets → the rows that pass all of them -------------------------------------------------


def matching(segment: Segment, sets: Sets, without: str = "") -> Matches:
    """Rows in every set, but for the one of the filter ``without``."""
    chosen = [rows for name, rows in sets.items() if name != without]
    if not chosen:
        return Matches(bits.everything(len(segment)))
    words = slice(0, bits.words_for(len(segment)))
    if "makes" in sets and without != "makes":
        # Rows of a make lie together: look at no other words.
        filled = np.flatnonzero(sets["makes"] != 0)
        words = slice(filled[0], filled[-1] + 1) if len(filled) else slice(0, 0)
    result = chosen[0][words].copy()
    for rows in chosen[1:]:
        np.bitwise_and(result, rows[words], out=result)
    return Matches(result, int(words.start))


# --- 3. Matches → counts ------------------------------------------------------------------------


def counted(segment: Segment, sets: Sets, found: Matches) -> Counts:
    """Cars per value of each facet and per bar of each histogram.

    A facet that is filtered counts what all other filters leave. Makes and models are one
    facet; options narrow each other, so they count within the result.
    """
    numbers = np.zeros(len(segment.sets), np.int64)
    active = [name for name in ALTERNATIVES if name in sets]
    count_values(segment, found, [name for name in segment.facets if name not in active], numbers)
    for name in active:
        if name != "makes":
            count_values(segment, matching(segment, sets, name), [name], numbers)
    by_make = matching(segment, sets, "makes") if "makes" in sets else found
    return named(segment, numbers) | runs_counted(segment, by_make.bits)


def whole(segment: Segment) -> Counts:
    """The counts of an unfiltered search: those that were stored, less those of dead rows."""
    if segment.dead is None:
        alive, numbers = bits.everything(len(segment)), segment.sizes
    else:
        alive, gone = bits.complement(segment.dead, len(segment)), np.zeros_like(segment.sizes)
        count_values(segment, Matches(segment.dead), list(segment.facets), gone)
        numbers = segment.sizes - gone
    return named(segment, numbers) | runs_counted(segment, alive)


# --- 4. Matches → a page of rows ----------------------------------------------------------------


def rows_between(segment: Segment, found: Matches, sort: Sort, low: int, high: int) -> Rows:
    """The matching rows from place ``low`` up to ``high`` in this order, at any depth."""
    order = segment.order[sort]
    total = found.number
    if total > len(segment) // 8:
        return _walked(segment, found, order, low, high)
    ranks = segment.rank[sort][found.rows]
    if high < total:
        ranks = np.partition(ranks, high)[:high]
    return order[np.sort(ranks)[low:high]]


def _walked(segment: Segment, found: Matches, order: Rows, low: int, high: int) -> Rows:
    """Read the order from its start until the page is full: short where much matches."""
    whole = bits.none(len(segment))
    whole[found.words] = found.bits
    is_match = bits.unpacked(whole)
    page: list[Rows] = [order[:0]]
    seen, start, step = 0, 0, 4096
    while seen < high and start < len(order):
        mask = is_match[order[start : start + step]]
        number = int(np.count_nonzero(mask))
        if seen + number > low:
            members = order[start : start + step][mask]
            page.append(members[max(0, low - seen) : high - seen])
        seen, start, step = seen + number, start + step, step * 2
    return np.concatenate(page)


def keys(segment: Segment, sort: Sort, rows: NDArray[np.integer]) -> list[tuple[int, int]]:
    """What puts these rows in order beside those of another segment; the second is minus the id."""
    return list(
        zip(segment.sort_keys(sort, rows).tolist(), (-segment.ids[rows]).tolist(), strict=True)
    )


def numbers(found: Found) -> NDArray[np.int64]:
    """Id, price, mileage and year of every match, as the columns of ``results.Points``."""
    segment, rows = found.segment, found.matches.rows
    columns = (segment.columns[name][rows] for name in ("price_eur", "mileage_km", "year"))
    return np.stack([segment.ids[rows], *columns]).astype(np.int64)


# --- The filters --------------------------------------------------------------------------------


def _of_runs(segment: Segment, criteria: Criteria) -> Bits:
    runs = segment.runs
    chosen = np.isin(runs.makes, criteria.makes) | np.isin(runs.models, criteria.models)
    ends = runs.starts.tolist()
    ranges = [(ends[run], ends[run + 1]) for run in np.flatnonzero(chosen).tolist()]
    return bits.of_ranges(ranges, len(segment))


def _sets_of_values(segment: Segment, name: str, chosen: Iterable[Hashable]) -> list[Bits]:
    places = segment.facets[name].places
    return [segment.sets[places[value]] for value in chosen if value in places]


def _any_of(segment: Segment, name: str, chosen: tuple[Hashable, ...]) -> Bits:
    result = bits.none(len(segment))
    for rows in _sets_of_values(segment, name, chosen):
        result |= rows
    return result


def _all_of(segment: Segment, name: str, chosen: tuple[Hashable, ...]) -> Bits:
    sets = _sets_of_values(segment, name, chosen)
    if len(sets) < len(chosen):
        return bits.none(len(segment))
    return np.bitwise_and.reduce(sets)


def _in_range(segment: Segment, name: str, wanted: Range) -> Bits:
    """An unknown number is never in a range."""
    inside = _at_least(segment, name, max(0, wanted.low or 0))
    return inside if wanted.high is None else inside & ~_at_least(segment, name, wanted.high + 1)


def _at_least(segment: Segment, name: str, number: int) -> Bits:
    """A set that is there where a bar begins; in between, the rows are compared one by one."""
    edges, facet = EDGES[name], segment.facets[name]
    place = bisect_left(edges, number)
    if place < len(edges) and edges[place] == number:
        return segment.sets[facet.first + place]
    return bits.packed(segment.columns[name] >= number)


def _of_generations(segment: Segment, chosen: tuple[int, ...]) -> Bits:
    return bits.packed(np.isin(segment.columns["generation"], chosen))


def _of_sellers(segment: Segment, criteria: Criteria) -> Bits:
    sellers = segment.sellers
    chosen = np.ones(len(sellers.ids), np.bool_)
    if criteria.sellers:
        chosen &= np.isin(sellers.ids, criteria.sellers)
    if criteria.near:
        chosen &= within(criteria.near, sellers.latitudes, sellers.longitudes)
    rows = [sellers.rows_of(place) for place in np.flatnonzero(chosen).tolist()]
    return bits.of_rows(np.concatenate([sellers.rows[:0], *rows]), len(segment))


def _since(segment: Segment, moment: datetime) -> Bits:
    since_epoch = moment - datetime.fromtimestamp(0, moment.tzinfo)
    return bits.packed(segment.columns["published"] >= since_epoch // timedelta(microseconds=1))


def _with_words(segment: Segment, words: tuple[str, ...]) -> Bits:
    result = bits.everything(len(segment))
    for place, word in enumerate(words, start=1):
        rows = segment.texts.rows_of(word, is_beginning=place == len(words))
        result &= bits.of_rows(rows, len(segment))
    return result
