"""Sets of rows as bits, and a segment built by hand of a handful of cars."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from listings.search import bits, counting
from listings.search.answers import counted, find, rows_between
from listings.search.building import build_segment
from listings.search.criteria import Criteria, Near, Range
from listings.search.index import Index
from listings.search.places import distances_km
from listings.search.segment import Segment
from listings.search.stock import NUMBERS, WORDS, Stock

NOW = datetime(2026, 11, 22, tzinfo=UTC)
masks = st.lists(st.booleans(), max_size=300).map(lambda flags: np.array(flags, np.bool_))


# --- Bits ---------------------------------------------------------------------------------------


@given(masks)
def test_packing_keeps_every_row(mask: NDArray[np.bool_]) -> None:
    packed = bits.packed(mask)
    assert bits.rows_of(packed).tolist() == np.flatnonzero(mask).tolist()
    assert bits.unpacked(packed)[: len(mask)].tolist() == mask.tolist()
    assert bits.count(packed) == mask.sum()


@given(masks)
def test_a_complement_has_the_other_rows_and_no_more(mask: NDArray[np.bool_]) -> None:
    others = bits.complement(bits.packed(mask), len(mask))
    assert bits.rows_of(others).tolist() == np.flatnonzero(~mask).tolist()


@given(masks, st.lists(st.integers(0, 300), min_size=1, max_size=8).map(sorted))
def test_counts_between_any_starts(mask: NDArray[np.bool_], starts: list[int]) -> None:
    ends = [min(start, len(mask)) for start in starts]
    expected = [int(mask[a:b].sum()) for a, b in pairwise(ends)]
    assert bits.counts_between(bits.packed(mask), np.array(ends)).tolist() == expected


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_a_range_is_the_rows_from_first_to_end(rows: int, first: int, end: int) -> None:
    first, end = min(first, rows), min(end, rows)
    assert bits.rows_of(bits.of_ranges([(first, end)], rows)).tolist() == list(range(first, end))


@pytest.mark.parametrize("taking", [0.0, 1e9])
def test_counts_do_not_depend_on_the_way(taking: float, monkeypatch: pytest.MonkeyPatch) -> None:
    table = np.random.default_rng(1).integers(0, 2**63, (7, 5)).astype(np.uint64)
    table[3, 1:3] = 0
    expected = [bits.count(row & table[3]) for row in table]
    monkeypatch.setattr(bits, "TAKING", taking)
    assert bits.counts(table, table[3]).tolist() == expected


def test_counts_do_not_depend_on_the_step(monkeypatch: pytest.MonkeyPatch) -> None:
    table = np.random.default_rng(1).integers(0, 2**63, (7, 5)).astype(np.uint64)
    at_once = bits.counts(table, table[3])
    monkeypatch.setattr(bits, "STEP", 1)
    assert bits.counts(table, table[3]).tolist() == at_once.tolist()


@pytest.mark.parametrize("rows", [0, 1, 255, 256, 257, 1_000, 5_000])
def test_adders_count_each_bit(rows: int) -> None:
    chance = np.random.default_rng(rows)
    table = chance.integers(0, 2**64, (rows, 2), np.uint64, endpoint=False)
    table[:, 1] |= np.uint64(3)
    lines = np.unpackbits(table.view(np.uint8), axis=1, bitorder="little")
    assert bits.counts_per_bit(table).tolist() == lines.sum(axis=0).tolist()


# --- A segment ----------------------------------------------------------------------------------


def stock(count: int) -> Stock:
    """Cars 1 … count: every second an estate, every third electric, each cheaper and newer."""
    ids = np.arange(1, count + 1)
    numbers = {name: np.full(count, 5) for name in NUMBERS}
    numbers |= {"id": ids, "make_id": ids % 2, "model_id": ids % 4, "price": 50_000 - ids * 100}
    numbers["published"] = ids * 60_000_000
    numbers["power_kw"] = np.where(ids % 5 == 0, -1, ids)
    numbers |= {name: np.full(count, -1) for name in WORDS}
    estate, suv = (WORDS["body"].index(word) + 1 for word in ("estate", "suv"))
    numbers["body"] = np.where(ids % 2 == 0, estate, suv)
    numbers["fuel"] = np.where(ids % 3 == 0, WORDS["fuel"].index("electric") + 1, -1)
    return Stock(
        numbers=numbers,
        places={name: np.full(count, np.nan) for name in ("latitude", "longitude")},
        option_rows=np.arange(0, count, 2),
        option_ids=np.full(len(range(0, count, 2)), 9),
        texts=[f"Auto nr {pk}" for pk in ids],
    )


@pytest.fixture(scope="module")
def segment() -> Segment:
    return build_segment(stock(1_000))


def ids(segment: Segment, criteria: Criteria, most: int = 5) -> list[int]:
    return Index((segment,)).ids(criteria, most, NOW)


def test_newest_first(segment: Segment) -> None:
    assert ids(segment, Criteria()) == [1_000, 999, 998, 997, 996]


def test_what_is_unknown_comes_last(segment: Segment) -> None:
    strongest = ids(segment, Criteria(sort="power"), 1_000)
    assert strongest[:2] == [999, 998]
    assert strongest[-200:] == list(range(1_000, 0, -5))


def test_values_are_alternatives_and_facets_narrow(segment: Segment) -> None:
    assert ids(segment, Criteria(bodies=("estate",), fuels=("electric",)), 2) == [996, 990]
    assert Index((segment,)).total(Criteria(bodies=("estate", "suv"))) == 1_000


def test_an_unknown_value_finds_nothing(segment: Segment) -> None:
    for criteria in (Criteria(bodies=("mpv",)), Criteria(options=(9, 10)), Criteria(makes=(7,))):
        assert Index((segment,)).total(criteria) == 0


def test_a_number_that_is_unknown_is_in_no_range(segment: Segment) -> None:
    assert Index((segment,)).total(Criteria(power_kw=Range(None, 10))) == 8


def test_the_last_word_is_a_prefix_and_others_are_whole(segment: Segment) -> None:
    assert ids(segment, Criteria(words=("auto", "99")), 20) == [*range(999, 989, -1), 99]
    assert ids(segment, Criteria(words=("99", "auto"))) == [99]


def test_since_counts_from_the_moment_asked(segment: Segment) -> None:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    at = epoch + timedelta(days=1, minutes=998)
    assert Index((segment,)).total(Criteria(since_days=1), at) == 3


def test_a_facet_leaves_its_own_choice_out(segment: Segment) -> None:
    answer = Index((segment,)).search(Criteria(bodies=("suv",), fuels=("electric",)))
    assert answer.total == answer.counts["bodies"]["suv"] == 167
    assert answer.counts["bodies"]["estate"] == 166
    assert answer.counts["fuels"] == {"electric": 167}
    assert answer.counts["options"] == {9: 167}


@pytest.mark.parametrize("low", [0, 10, 480, 490, 499])
def test_every_depth_of_a_dense_and_a_sparse_result(segment: Segment, low: int) -> None:
    for criteria in (Criteria(bodies=("suv",)), Criteria(bodies=("suv",), makes=(1,))):
        found = find(segment, criteria, NOW)
        rows = rows_between(segment, found.matches, "newest", low, low + 5)
        expected = list(range(999 - 2 * low, 0, -2))[:5]
        assert segment.ids[rows].tolist() == expected


@pytest.mark.parametrize("makes", [(), (0,), (1,)])
def test_counting_by_sets_and_by_records_is_the_same(
    segment: Segment, makes: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find(segment, Criteria(makes=makes, fuels=("electric",)), NOW)
    by_price = counted(segment, found.sets, found.matches)
    for costs in ((0.0, 0.0), (1e-9, 0.0), (1e9, 1e9)):  # by sets, by strips, by records
        for name, cost in zip(("SET_NS", "STRIP_NS"), costs, strict=True):
            monkeypatch.setattr(counting, name, cost)
        assert counted(segment, found.sets, found.matches) == by_price


def test_facets_share_columns_as_far_as_they_fit(
    segment: Segment, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Index((segment,)).search(Criteria(fuels=("electric",)))
    monkeypatch.setattr("listings.search.building.RECORDS", 2)
    alone = build_segment(stock(1_000))
    assert alone.records.shape[1] > segment.records.shape[1]
    assert Index((alone,)).search(Criteria(fuels=("electric",))) == answer


def test_a_page_beyond_the_last_is_the_last(segment: Segment) -> None:
    answer = Index((segment,)).search(Criteria(page=10_000))
    assert (answer.page, answer.pages) == (42, 42)
    assert answer.ids[-1] == 1


def test_replaced_rows_no_longer_count(segment: Segment) -> None:
    index = Index((segment.without([1_000, 998, 123_456]),))
    assert index.total(Criteria()) == 998
    assert index.ids(Criteria(), 2) == [999, 997]
    assert sum(index.counts["makes"].values()) == 998


def test_segments_merge_into_one_order_at_any_depth(segment: Segment) -> None:
    changed = list(range(5, 1_000, 7))
    part = stock(1_000)
    small = build_segment(_only(part, changed))
    merged = Index((segment.without(changed), small))
    for page in (1, 2, 20, 41, 42):
        criteria = Criteria(sort="price", page=page)
        assert merged.search(criteria) == Index((segment,)).search(criteria)


def _only(whole: Stock, wanted: list[int]) -> Stock:
    nothing = whole.replaced(range(len(whole) + 1), replace(whole, **_EMPTY))
    rest = set(range(1, len(whole) + 1)) - set(wanted)
    return whole.replaced(rest, nothing)


_EMPTY: dict[str, Any] = {
    "numbers": {name: np.array([], int) for name in NUMBERS},
    "places": {name: np.array([], float) for name in ("latitude", "longitude")},
    "option_rows": np.array([], int),
    "option_ids": np.array([], int),
    "texts": [],
}


def test_a_stock_takes_in_what_changed() -> None:
    whole = stock(9)
    changed = replace(_only(whole, [3, 4]), texts=["drie", "vier"])
    together = whole.replaced({3, 4, 5}, changed)
    assert together.numbers["id"].tolist() == [1, 2, 6, 7, 8, 9, 3, 4]
    assert together.texts[-2:] == ["drie", "vier"]
    with_options = together.numbers["id"][together.option_rows].tolist()
    assert sorted(with_options) == [1, 3, 7, 9]


def test_an_empty_stock_answers() -> None:
    empty = Index((build_segment(_only(stock(2), [])),))
    answer = empty.search(Criteria(makes=(1,), words=("x",), excluded=(3,)))
    assert (answer.total, answer.ids, answer.pages) == (0, [], 1)
    assert empty.counts["makes"] == {}


def test_distance_is_as_the_crow_flies() -> None:
    utrecht = Near(52.0908, 5.1222, 0)
    zwolle, unknown = distances_km(utrecht, np.array([52.5126, np.nan]), np.array([6.0936, 5.0]))
    assert zwolle == pytest.approx(81.0, abs=0.5)
    assert np.isnan(unknown)
