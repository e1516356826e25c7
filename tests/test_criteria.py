"""What was asked, as a value."""

from listings.search.criteria import Criteria, Range
from listings.search.fields import EDGES, kw_from_pk, pk_from_kw


def test_equal_searches_are_equal_values() -> None:
    assert Criteria(makes=(1, 2)) == Criteria(makes=(1, 2))
    assert len({Criteria(makes=(1,)), Criteria(makes=(1,))}) == 1


def test_active_names_the_filters_that_narrow() -> None:
    criteria = Criteria(makes=(1,), price_eur=Range(None, 0), sort="price", page=3)
    assert criteria.active() == ("makes", "price_eur")


def test_without_a_filter_begins_at_the_first_page() -> None:
    criteria = Criteria(bodies=("suv",), fuels=("petrol",), sort="price", page=3)
    assert criteria.without("bodies") == Criteria(fuels=("petrol",), sort="price")


def test_excluding_adds_to_what_was_excluded() -> None:
    assert Criteria(excluded=(5,)).excluding([3, 5]).excluded == (3, 5)


def test_open_range_is_no_filter_and_zero_is_one() -> None:
    assert not Range()
    assert Range(high=0)
    assert Range(low=0)


def test_power_goes_there_and_back() -> None:
    for pk in range(1, 700):
        assert pk_from_kw(kw_from_pk(pk)) >= pk
        assert pk_from_kw(kw_from_pk(pk) - 1) < pk


def test_bars_begin_at_zero_and_rise() -> None:
    for edges in EDGES.values():
        assert edges[0] == 0
        assert list(edges) == sorted(set(edges))
