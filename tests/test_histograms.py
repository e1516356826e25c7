"""A slider's numbers against cars that are counted one by one; no database in sight."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.search.criteria import Range
from listings.search.fields import BARS, EDGES
from listings.search_page import histograms
from listings.search_page.address import Address
from listings.search_page.histograms import HEALTH, MILEAGE, POWER, PRICE, YEAR, Shown
from listings.search_page.page import Slider
from tests.test_facets import EMPTY

UNKNOWN = 3  # cars without the number
Finds = Callable[[Range], int]


def finder(cars: list[int]) -> Finds:
    """Counts as the index does: who has no number is in no range."""

    def finds(wanted: Range) -> int:
        low, high = wanted.low or 0, wanted.high if wanted.high is not None else max(cars)
        return sum(low <= car <= high for car in cars) if wanted else len(cars) + UNKNOWN

    return finds


def slider(shown: Shown, cars: list[int], wanted: Range) -> Slider | None:
    finds = finder(cars)
    bars = [0] * len(EDGES[shown.field])
    for car in cars:
        bars[bisect_right(EDGES[shown.field], car) - 1] += 1
    answer = replace(EMPTY, total=finds(wanted), histograms={**EMPTY.histograms, shown.field: bars})
    ends = {"van": wanted.low, "tot": wanted.high}
    words = {f"{shown.param}_{end}": (str(number),) for end, number in ends.items() if number}
    facet = histograms.facet(shown, Address(words), answer, lambda _, other: finds(other))
    return facet.slider


def numbers(text: str) -> list[int | None]:
    """What stands at each stop: None where it is no end."""
    return [int(word.replace(".", "")) if word else None for word in text.split("|")]


@pytest.mark.parametrize("shown", [PRICE, MILEAGE, YEAR], ids=lambda shown: shown.param)
@given(data=st.data())
def test_every_two_stops_tell_what_they_find(shown: Shown, data: st.DataObject) -> None:
    near = st.builds(int.__add__, st.sampled_from(BARS[shown.field][1:]), st.integers(-1, 1))
    cars = data.draw(st.lists(near, min_size=2, max_size=12))
    made = slider(shown, cars, Range())
    if made is None:
        return
    finds = finder(cars)
    lows, highs = numbers(made.lows), numbers(made.highs)
    below, upto = numbers(made.below), numbers(made.upto)
    for low in range(len(lows)):
        for high in range(low + 1, len(highs)):
            wanted = Range(lows[low], highs[high])
            assert not wanted or (upto[high] or 0) - (below[low] or 0) == finds(wanted)
    assert made.all == len(cars) + UNKNOWN


@given(st.lists(st.integers(1, 60_000), min_size=2), st.integers(1, 60_000), st.integers(0, 60_000))
def test_typed_ends_are_counted_apart(cars: list[int], low: int, more: int) -> None:
    """So that one thumb can move while the other end lies between stops."""
    made = slider(PRICE, cars, Range(low, low + more))
    if made is not None:
        below, upto = numbers(made.now)
        assert below == sum(car < low for car in cars)
        assert upto == sum(car <= low + more for car in cars)


def test_thumbs_stand_at_the_stops_nearest_to_what_was_typed() -> None:
    cars = [5_000, 9_000, 14_000, 19_000]  # bars from € 5.000 to € 20.000
    at = {
        Range(): (0, 6),
        Range(8_000, 14_900): (1, 4),
        Range(1, 90_000): (0, 6),
        Range(7_500, 7_501): (1, 2),
    }
    for wanted, stops in at.items():
        made = slider(PRICE, cars, wanted)
        assert made is not None and made.at == stops, wanted


def test_power_stops_at_round_horsepower() -> None:
    made = slider(POWER, [50, 60, 80], Range())
    assert made is not None
    assert (made.lows, made.say) == ("|75|100", "{}\xa0pk")


def test_one_bar_leaves_nothing_to_slide() -> None:
    assert slider(HEALTH, [91, 92], Range()) is None
