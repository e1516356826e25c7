"""Which cars stand beside an article or another car."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from listings.models import Listing
from listings.pick import Candidate, like_cars, pick, varied
from listings.search.criteria import Criteria
from tests.factories import (
    CarModelFactory,
    ListingFactory,
    PhotoFactory,
    ReservedListingFactory,
    SoldListingFactory,
)


def candidate(pk: int, look: str = "", **changes: Any) -> Candidate:
    values = {"has_photo": True, "has_price": True, **changes}
    return Candidate(pk, (1, look or str(pk), "blue"), **values)


def picked(cars: Iterable[Candidate], n: int, seed: str = "x", **beside: Any) -> list[int]:
    return [car.pk for car in varied(cars, n, seed, **beside)]


def test_a_pick_is_the_same_through_the_day_and_another_tomorrow() -> None:
    cars = [candidate(pk) for pk in range(40)]
    today = picked(cars, 4, "7 2026-11-22")
    assert picked(reversed(cars), 4, "7 2026-11-22") == today
    assert picked(cars, 4, "7 2026-11-23") != today


def test_photo_and_price_go_before() -> None:
    cars = [
        candidate(1, has_photo=False),
        candidate(2, has_price=False),
        candidate(3),
        candidate(4, has_photo=False, has_price=False),
    ]
    assert picked(cars, 4) == [3, 2, 1, 4]


def test_what_looks_alike_waits_for_what_does_not() -> None:
    cars = [candidate(pk, look="GT") for pk in range(10)] + [candidate(98), candidate(99)]
    first = picked(cars, 4)
    assert {98, 99} < set(first)
    assert Counter(pk < 10 for pk in first[:3]) == {True: 1, False: 2}


def test_never_three_of_one_look() -> None:
    cars = [candidate(pk, look="GT") for pk in range(10)]
    assert len(picked(cars, 4)) == 2
    assert len(picked(cars, 4, beside=[candidate(98, look="GT")])) == 1


def test_colours_take_turns() -> None:
    cars = [Candidate(pk, (1, str(pk), "black"), True, True) for pk in range(9)]
    cars += [Candidate(pk, (1, str(pk), "red"), True, True) for pk in (10, 11)]
    assert Counter(pk < 10 for pk in picked(cars, 4)) == {True: 2, False: 2}


def test_too_few_is_what_there_is() -> None:
    assert picked([candidate(1)], 4) == [1]
    assert picked([], 4) == []


@pytest.mark.django_db
def test_picks_from_what_matches() -> None:
    wanted = ListingFactory(body="estate")
    ListingFactory(body="suv")
    assert pick(Criteria(bodies=("estate",)), 3, "x") == [wanted.pk]


@pytest.mark.django_db
def test_a_car_with_a_photo_goes_before_a_bare_one() -> None:
    bare, pictured = ListingFactory(version="1.2"), ListingFactory(version="1.6")
    PhotoFactory(listing=pictured)
    assert pick(Criteria(), 2, "x") == [pictured.pk, bare.pk]


def ids(car: Listing) -> list[int]:
    return [like.listing.pk for like in like_cars(car)]


@pytest.mark.django_db
def test_like_cars_are_of_the_same_model_and_for_sale() -> None:
    car, other = ListingFactory(), ListingFactory()
    ReservedListingFactory()
    SoldListingFactory()
    assert ids(car) == [other.pk]
    assert like_cars(car)[0].reason == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "is_like"),
    [
        ({}, True),
        ({"price_eur": 24_900}, True),
        ({"price_eur": 25_000}, False),
        ({"price_eur": 14_900}, False),
        ({"first_registration": "2022-01-01"}, True),
        ({"first_registration": "2023-01-01"}, False),
    ],
)
def test_then_those_of_its_size_price_and_age(changes: dict[str, Any], is_like: bool) -> None:
    car = ListingFactory(price_eur=19_950)
    rival = CarModelFactory(slug="406", segment="mid")
    other = ListingFactory(model=rival, **{"price_eur": 19_950, **changes})
    assert ids(car) == ([other.pk] if is_like else [])
    assert all(like.reason for like in like_cars(car))


@pytest.mark.django_db
def test_another_size_is_not_like_it() -> None:
    car = ListingFactory()
    ListingFactory(model=CarModelFactory(slug="108", segment="mini"))
    assert ids(car) == []
