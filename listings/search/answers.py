"""How one segment answers: criteria → sets → matches → counts → page, in four functions."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from listings.search import bits
from listings.search.bits import Bits, Rows
from listings.search.criteria import Criteria, Range, Sort
from listings.search.fields import EDGES, FACETS
from listings.search.places import within
from listings.search.results import Counts
from listings.search.segment import Segment, Values

# Filters whose facet counts what the other filters leave, so that it shows its other choices.
ALTERNATIVES = ("makes", *FACETS, *EDGES)
# Nanoseconds per word and value of a count by sets, and per row and column by records: their
# ratio, measured with numpy at 1,000,000 rows, decides which way is the shorter.
SET_NS, RECORD_NS, OPTIONS_NS = 1.2, 12.0, 110.0


Sets = dict[str, Bits]


@dataclass(frozen=True, slots=True)
class Matches:
    """Rows that match, as bits of the words from ``first`` on; outside there are none."""

    bits: Bits
    first: int = 0

    @property
    def words(self) -> slice:
        return slice(self.first, self.first + len(self.bits))

    @property
    def rows(self) -> Rows:
        return bits.rows_of(self.bits) + np.uint32(self.first * bits.WORD)


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
    return Found(segment, sets, found, bits.count(found.bits))


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
            sets[name] = _in_range(segment.columns[name], wanted)
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
        filled = np.flatnonzero(sets["makes"])
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
    active = [name for name in ALTERNATIVES if name in sets]
    others = [name for name in segment.facets if name not in active]
    counts = _values_counted(segment, found, others)
    for name in active:
        if name != "makes":
            counts |= _values_counted(segment, matching(segment, sets, name), [name])
    by_make = matching(segment, sets, "makes") if "makes" in sets else found
    return counts | _runs_counted(segment, by_make.bits)


def whole(segment: Segment) -> Counts:
    """The counts of an unfiltered search: those that were stored, less those of dead rows."""
    counts: Counts = {
        name: _named(facet.values, segment.sizes[facet.slice])
        for name, facet in segment.facets.items()
    }
    counts |= _runs_counted(segment, bits.everything(len(segment)))
    if segment.dead is None:
        return counts
    dead = counted(segment, {}, Matches(segment.dead))
    return {
        name: {
            value: left
            for value, number in per_value.items()
            if (left := number - dead[name].get(value, 0))
        }
        for name, per_value in counts.items()
    }


# --- 4. Matches → a page of rows ----------------------------------------------------------------


def rows_between(segment: Segment, found: Matches, sort: Sort, low: int, high: int) -> Rows:
    """The matching rows from place ``low`` up to ``high`` in this order, at any depth."""
    order = segment.order[sort]
    total = bits.count(found.bits)
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


def keys(segment: Segment, sort: Sort, rows: Rows) -> list[tuple[int, int]]:
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


def _in_range(column: NDArray[np.int32], wanted: Range) -> Bits:
    """An unknown number is never in a range."""
    low = max(0, wanted.low or 0)
    inside = column >= low
    return bits.packed(inside if wanted.high is None else inside & (column <= wanted.high))


def _of_generations(segment: Segment, chosen: tuple[int, ...]) -> Bits:
    return bits.packed(np.isin(segment.columns["generation"], chosen))


def _of_sellers(segment: Segment, criteria: Criteria) -> Bits:
    sellers = segment.sellers
    chosen = np.ones(len(sellers.ids), np.bool_)
    if criteria.sellers:
        chosen &= np.isin(sellers.ids, criteria.sellers)
    if criteria.near:
        chosen &= within(criteria.near, sellers.latitudes, sellers.longitudes)
    return bits.packed(chosen[sellers.of_row])


def _since(segment: Segment, moment: datetime) -> Bits:
    since_epoch = moment - datetime.fromtimestamp(0, moment.tzinfo)
    return bits.packed(segment.columns["published"] >= since_epoch // timedelta(microseconds=1))


def _with_words(segment: Segment, words: tuple[str, ...]) -> Bits:
    result = bits.everything(len(segment))
    for place, word in enumerate(words, start=1):
        rows = segment.texts.rows_of(word, is_beginning=place == len(words))
        result &= bits.of_rows(rows, len(segment))
    return result


# --- The counts ---------------------------------------------------------------------------------


def _values_counted(segment: Segment, found: Matches, names: list[str]) -> Counts:
    facets = {name: segment.facets[name] for name in names}
    if _is_sparse(found, facets):
        rows = found.rows
        arrays = {name: _by_records(segment, rows, facet) for name, facet in facets.items()}
    else:
        words = found.words
        arrays = {
            name: bits.counts(segment.sets[facet.slice, words], found.bits)
            for name, facet in facets.items()
        }
    return {name: _named(facet.values, arrays[name]) for name, facet in facets.items()}


def _is_sparse(found: Matches, facets: dict[str, Values]) -> bool:
    values = sum(len(facet.values) for facet in facets.values())
    per_row = sum(OPTIONS_NS if facet.column is None else RECORD_NS for facet in facets.values())
    return bits.count(found.bits) * per_row < len(found.bits) * values * SET_NS


def _by_records(segment: Segment, rows: Rows, facet: Values) -> NDArray[np.integer]:
    if facet.column is None:
        spread = np.unpackbits(segment.option_records[rows], axis=1, bitorder="little")
        return spread.sum(axis=0, dtype=np.int64)[: len(facet.values)]
    codes = segment.records[rows, facet.column]
    return np.bincount(codes, minlength=len(facet.values) + 1)[1:]


def _runs_counted(segment: Segment, members: Bits) -> Counts:
    runs = segment.runs
    found = bits.counts_between(members, runs.starts).tolist()
    counts: Counts = {"makes": {}, "models": {}}
    for make, model, number in zip(runs.makes.tolist(), runs.models.tolist(), found, strict=True):
        if number:
            counts["makes"][make] = counts["makes"].get(make, 0) + number
            counts["models"][model] = counts["models"].get(model, 0) + number
    return counts


def _named(values: list[Hashable], numbers: NDArray[np.integer]) -> dict[Any, int]:
    return {value: number for value, number in zip(values, numbers.tolist(), strict=True) if number}
