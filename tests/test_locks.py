"""Staff's word holds against a feed: what they change of its cars is locked, until they unlock."""

import pytest
from django.test import Client

from listings.models import Feed, FeedCar, Listing
from tests.admin_form import fields
from tests.factories import ListingFactory, UserFactory
from tests.staff import LISTINGS_STAFF, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return signed_in(LISTINGS_STAFF)


def fed_car(**facts: object) -> Listing:
    car = ListingFactory(source="own-csv", external_id="A1", **facts)
    feed = Feed.objects.create(seller=car.seller, format="own-csv")
    FeedCar.objects.create(listing=car, feed=feed, digest="d" * 64)
    return car


def page(car: Listing) -> str:
    return f"/admin/listings/listing/{car.pk}/change/"


def test_a_change_of_a_feeds_car_is_locked(desk: Client) -> None:
    car = fed_car()
    answer = desk.post(page(car), fields(desk, page(car), price_eur="17950"), follow=True)
    car.refresh_from_db()
    assert car.locked_fields == ["price_eur"]
    assert "De feed wijzigt voortaan niet meer" in answer.text


def test_a_car_of_our_own_has_nothing_to_lock(desk: Client) -> None:
    car = ListingFactory()
    assert "locked_fields" not in desk.get(page(car)).text
    desk.post(page(car), fields(desk, page(car), price_eur="17950"))
    car.refresh_from_db()
    assert car.locked_fields == []


@pytest.mark.parametrize(("ticked", "digest"), [(["colour"], "d" * 64), ([], "")])
def test_a_field_without_its_tick_follows_the_feed_again(
    desk: Client, ticked: list[str], digest: str
) -> None:
    car = fed_car(locked_fields=["colour"])
    desk.post(page(car), fields(desk, page(car), locked_fields=ticked))
    car.refresh_from_db()
    assert car.locked_fields == ticked
    assert FeedCar.objects.get().digest == digest


def test_a_dealers_save_takes_no_lock_off() -> None:
    car, client = fed_car(locked_fields=["colour"]), Client()
    user = UserFactory()
    car.seller.people.add(user)
    client.force_login(user)
    url = f"/dealer/listings/listing/{car.pk}/change/"
    assert client.post(url, fields(client, url, price_eur="17950")).status_code == 302
    car.refresh_from_db()
    assert (car.price_eur, car.locked_fields) == (17_950, ["colour"])
