"""Two people edit one car: the second save merges what it can, shows the rest, loses nothing."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from listings.models import Listing, acting
from tests.admin_form import fields, sent_by
from tests.factories import ListingFactory, OptionFactory
from tests.staff import LISTINGS_STAFF, person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return signed_in(LISTINGS_STAFF)


@pytest.fixture
def colleague() -> User:
    return person(LISTINGS_STAFF)


def page(car: Listing) -> str:
    return f"/admin/listings/listing/{car.pk}/change/"


def changes(car: Listing, by: User, **facts: Any) -> None:
    with acting(by):
        Listing.objects.filter(pk=car.pk).update(**facts)


def test_different_fields_are_merged(desk: Client, colleague: User) -> None:
    car = ListingFactory()
    mine = fields(desk, page(car), mileage_km="81000")
    changes(car, colleague, price_eur=18_500, colour="red")
    answer = desk.post(page(car), mine, follow=True)
    car.refresh_from_db()
    assert (car.mileage_km, car.price_eur, car.colour) == (81_000, 18_500, "red")
    assert colleague.username in answer.text


def both(desk: Client, colleague: User, car: Listing) -> HttpResponse:
    mine = fields(desk, page(car), price_eur="17000")
    changes(car, colleague, price_eur=18_500)
    return desk.post(page(car), mine)  # type: ignore[return-value]


def test_the_same_field_shows_both_and_saves_neither(desk: Client, colleague: User) -> None:
    car = ListingFactory()
    answer = both(desk, colleague, car)
    car.refresh_from_db()
    assert car.price_eur == 18_500
    assert sent_by(answer)["price_eur"] == ["17000"]
    assert f"Intussen maakte {colleague.username} hier “18500” van" in answer.text


@pytest.mark.parametrize(("take", "price"), [({}, 17_000), ({"take-price_eur": "1"}, 18_500)])
def test_the_person_decides(
    desk: Client, colleague: User, take: dict[str, str], price: int
) -> None:
    car = ListingFactory()
    again = sent_by(both(desk, colleague, car)) | take
    assert desk.post(page(car), again).status_code == 302
    car.refresh_from_db()
    assert car.price_eur == price


def test_the_same_change_twice_is_no_dispute(desk: Client, colleague: User) -> None:
    car = ListingFactory()
    mine = fields(desk, page(car), price_eur="18500")
    changes(car, colleague, price_eur=18_500)
    assert desk.post(page(car), mine).status_code == 302


def test_options_of_both_are_kept(desk: Client, colleague: User) -> None:
    old, theirs, my = (OptionFactory(slug=slug) for slug in ("airco", "trekhaak", "navigatie"))
    car = ListingFactory(options=[old])
    mine = fields(desk, page(car), options=[str(my.pk)])  # without the old one
    car.options.add(theirs)
    assert desk.post(page(car), mine).status_code == 302
    assert set(car.options.all()) == {theirs, my}


def test_a_field_that_went_back_is_left_alone(desk: Client, colleague: User) -> None:
    car = ListingFactory(price_eur=19_950)
    mine = fields(desk, page(car), price_eur="17000")
    changes(car, colleague, price_eur=18_500)
    changes(car, colleague, price_eur=19_950)
    assert desk.post(page(car), mine).status_code == 302
    car.refresh_from_db()
    assert car.price_eur == 17_000
