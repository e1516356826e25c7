"""How many matches each value has: by its set, by strips of price, or by the matches' records."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from listings.search import bits
from listings.search.bits import Bits
from listings.search.results import Counts
from listings.search.segment import Groups, Segment, Whole

# Nanoseconds of a count by sets, per word and value, and by strips; of one by records, per row
# and column, and of options; per column before its first row, and per row of making the list of
# rows. Measured with numpy at 1,000,000 rows, they decide which way is the shorter.
SET_NS, STRIP_NS, RECORD_NS, OPTIONS_NS = 1.6, 17.0, 3.0, 14.0
COLUMN_NS, ROWS_NS = 20_000.0, 5.0

# A column of the records (None: the options' own) → the names of the facets that it tells.
ByColumn = dict[int | None, list[str]]


@dataclass(frozen=True)
class Matches:
    """Rows that match, as bits of the words from ``first`` on; outside there are none."""

    bits: Bits
    first: int = 0

    @property
    def words(self) -> slice:
        return slice(self.first, self.first + len(self.bits))

    @cached_property
    def number(self) -> int:
        return bits.count(self.bits)

    @cached_property
    def reach(self) -> float:
        """How many words a count by sets has to read, in the price of one that stands in line."""
        return min(len(self.bits), bits.TAKING * int(np.count_nonzero(self.bits)))

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        return bits.rows_of(self.bits) + self.first * bits.WORD


def count_values(segment: Segment, found: Matches, names: list[str], numbers: Whole) -> None:
    """Write how many matches each value of these facets has into its place of ``numbers``."""
    by_column: ByColumn = {}
    for name in names:
        by_column.setdefault(segment.facets[name].column, []).append(name)
    few = _read_by_row(segment, found, by_column)
    records = np.take(segment.records, found.rows, axis=0) if few else segment.records[:0]
    for column in few:
        if column is None:
            _count_options(segment, found.rows, numbers)
        else:
            _count_records(segment, records[:, column], by_column[column], numbers)
    dense = [name for column in by_column if column not in few for name in by_column[column]]
    if "price_eur" in dense and _strips_ns(segment) < _sets_ns(segment, found, "price_eur"):
        _count_strips(segment, found, numbers)
        dense.remove("price_eur")
    _count_sets(segment, found, dense, numbers)


def _read_by_row(segment: Segment, found: Matches, by_column: ByColumn) -> list[int | None]:
    """The columns that gain by it, if together they are worth making the list of rows."""
    gains = {column: _gain(segment, found, names) for column, names in by_column.items()}
    few = [column for column, gain in gains.items() if gain > 0]
    return few if sum(gains[column] for column in few) > found.number * ROWS_NS else []


def _gain(segment: Segment, found: Matches, names: list[str]) -> float:
    """Nanoseconds saved by reading the matches' records of a column instead of sets or strips."""
    otherwise = sum(_sets_ns(segment, found, name) for name in names if name != "price_eur")
    if "price_eur" in names:
        otherwise += min(_sets_ns(segment, found, "price_eur"), _strips_ns(segment))
    of_a_row = OPTIONS_NS if "options" in names else RECORD_NS
    return otherwise - COLUMN_NS - found.number * of_a_row


def _sets_ns(segment: Segment, found: Matches, name: str) -> float:
    return found.reach * len(segment.facets[name].values) * SET_NS


def _strips_ns(segment: Segment) -> float:
    return len(segment.strips.bars) * STRIP_NS


def _count_records(
    segment: Segment, records: NDArray[np.uint16], names: list[str], numbers: Whole
) -> None:
    """All facets of a column by one look at each row: how often is each record there?"""
    facets = [segment.facets[name] for name in names]
    told = np.bincount(records, minlength=segment.kinds(facets[0].column))
    for facet in facets:
        numbers[facet.slice] = facet.of_records(told)


def _count_options(segment: Segment, rows: NDArray[np.int64], numbers: Whole) -> None:
    options = segment.facets["options"]
    told = bits.counts_per_bit(np.take(segment.option_records, rows, axis=0))
    numbers[options.slice] = told[: len(options.values)]


def _count_sets(segment: Segment, found: Matches, names: list[str], numbers: Whole) -> None:
    facets = [segment.facets[name] for name in names]
    for places in _joined(facet.slice for facet in facets):
        numbers[places] = bits.counts(segment.sets[places, found.words], found.bits)
    for facet in facets:
        if facet.cumulative:
            numbers[facet.slice] = facet.of_each(numbers[facet.slice])


def _count_strips(segment: Segment, found: Matches, numbers: Whole) -> None:
    """Cars of a model stand by price, so a bar has a run of rows in each: fewer than words."""
    prices, strips = segment.facets["price_eur"], segment.strips
    starts = np.clip(strips.starts - found.first * bits.WORD, 0, len(found.bits) * bits.WORD)
    told = bits.counts_between(found.bits, starts)
    sums = np.bincount(strips.bars, told, len(prices.values) + 1)
    numbers[prices.slice] = sums[1:].astype(np.int64)


def _joined(slices: Iterable[slice]) -> list[slice]:
    """Slices that follow one another as one: to count them at once is less to say."""
    joined: list[slice] = []
    for part in sorted(slices, key=lambda part: part.start):
        if joined and joined[-1].stop == part.start:
            joined[-1] = slice(joined[-1].start, part.stop)
        else:
            joined.append(part)
    return joined


def runs_counted(segment: Segment, members: Bits) -> Counts:
    runs = segment.runs
    found = bits.counts_between(members, runs.starts)
    return {"makes": _grouped(runs.by_make, found), "models": _grouped(runs.by_model, found)}


def _grouped(groups: Groups, numbers: NDArray[np.int64]) -> dict[Any, int]:
    """The numbers of runs summed by make or model; floats hold whole numbers up to 2⁵³."""
    sums = np.bincount(groups.of_run, numbers, len(groups.values)).astype(np.int64)
    filled = np.flatnonzero(sums)
    return dict(zip(groups.values[filled].tolist(), sums[filled].tolist(), strict=True))


def named(segment: Segment, numbers: Whole) -> Counts:
    """The numbers of all sets by facet and value, without the values that have none."""
    told = numbers.tolist()
    return {
        name: {
            value: number
            for value, number in zip(facet.values, told[facet.slice], strict=True)
            if number
        }
        for name, facet in segment.facets.items()
    }
