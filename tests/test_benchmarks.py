"""The search benchmark asks what it says it asks, of every stock and on every run."""

from collections import Counter

import pytest

from benchmarks.peers import mix
from benchmarks.peers.cars import read_cars
from benchmarks.peers.checking import mismatches
from benchmarks.peers.peer import contexts_of
from listings.choices import State
from listings.search.criteria import Criteria, Range
from listings.search.index import fresh
from listings.search.plain import Plain
from tests.factories import ListingFactory, OptionFactory

COUNTS = {
    "makes": {1: 60, 2: 40},
    "models": {11: 50, 12: 10, 21: 40},
    "bodies": {"suv": 70, "estate": 30},
    "fuels": {"petrol": 60, "diesel": 40},
    "options": {option: 100 - option for option in range(1, 80)},
}
POPULAR = mix.Popular(
    counts=COUNTS,
    make_of={11: 1, 12: 1, 21: 2},
    towns={(52.09, 5.12): 3, (52.51, 6.09): 1},
    titles=[(["peugeot", "508"], ["508", "sw", "hybrid", "trekhaak"])],
)


def test_requests_are_the_mix_and_the_same_every_time() -> None:
    requests = mix.requests(POPULAR)
    assert requests == mix.requests(POPULAR)
    assert requests != mix.requests(POPULAR, seed=1)
    kinds = Counter(request.kind for request in requests)
    assert kinds["make"] == 60 and kinds["model"] == 75 and kinds["text"] == 15
    assert Counter(request.criteria.page for request in requests) == {1: 255, 2: 30, 20: 15}
    assert sum(request.criteria.near is not None for request in requests) == 60
    assert sum(request.criteria.sort == "newest" for request in requests) == 165


def test_a_facet_counts_without_its_own_filter() -> None:
    filters = {"fuels": [1], "price_eur": (0, 9_000), "options": [3]}
    result, *others = contexts_of(filters)
    assert result.filters == filters
    assert {"options", "lines", "bodies"} <= set(result.facets)
    assert {other.facets: set(other.filters) for other in others} == {
        ("fuels",): {"price_eur", "options"},
        ("price_eur",): {"fuels", "options"},
    }


@pytest.mark.django_db
def test_answers_are_compared_whole_and_cars_are_read_as_they_are() -> None:
    option = OptionFactory()
    cars = [ListingFactory(price_eur=price, state=State.PUBLISHED) for price in (9_000, 5_000)]
    cars[0].options.add(option)
    requests = [
        mix.Request("options, fuel", Criteria(options=(option.pk,))),
        mix.Request("make", Criteria(makes=(cars[0].make_id,), price_eur=Range(None, 6_000))),
    ]
    assert mismatches("ours", fresh().search, Plain().search, requests, lambda text: None) == 0
    other = fresh().search(Criteria())
    assert mismatches("other", lambda _: other, Plain().search, requests, lambda text: None) == 2
    read = read_cars()
    assert read.ids.tolist() == [cars[1].pk, cars[0].pk]  # cheap ones first
    assert read.filters(requests[1].criteria) == {"makes": ([1], []), "price_eur": (0, 6_000)}
    assert read.options == [option.pk] and read.option_starts.tolist() == [0, 0, 1]
