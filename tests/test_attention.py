"""What asks for attention is named by one rule each; a car beside it is left in peace."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from listings.attention import ATTENTION, asking
from listings.models import Listing, ListingChange
from tests.factories import (
    DraftListingFactory,
    ExpiredListingFactory,
    ListingFactory,
    PhotoFactory,
    SoldListingFactory,
)
from tests.staff import LISTINGS_STAFF, signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def aged(car: Listing, days: int) -> Listing:
    Listing.objects.filter(pk=car.pk).update(updated_at=NOW - timedelta(days=days))
    return car


def with_photo(car: Listing) -> Listing:
    PhotoFactory(listing=car)
    return car


def cheaper(car: Listing, days: int) -> Listing:
    Listing.objects.filter(pk=car.pk).update(price_eur=1_000 + car.pk)
    at = NOW - timedelta(days=days)
    ListingChange.objects.filter(listing_id=car.pk).update(at=at)
    return car


def same_plate() -> Listing:
    ListingFactory(license_plate="NX123B")
    return ListingFactory(license_plate="NX123B")


def among_five(price: int) -> Listing:
    for _number in range(5):
        ListingFactory(price_eur=20_000)
    return ListingFactory(price_eur=price)


CASES: dict[str, tuple[Callable[[], Listing], Callable[[], Listing]]] = {
    "expired": (ExpiredListingFactory, ListingFactory),
    "expiring": (
        lambda: ListingFactory(expires_at=NOW + timedelta(days=6)),
        lambda: ListingFactory(expires_at=NOW + timedelta(days=8)),
    ),
    "bare": (ListingFactory, lambda: with_photo(ListingFactory())),
    "price": (lambda: cheaper(ListingFactory(), 6), lambda: cheaper(ListingFactory(), 8)),
    "stale": (lambda: aged(ListingFactory(), 61), lambda: aged(ListingFactory(), 59)),
    "twice": (same_plate, lambda: ListingFactory(license_plate="NX124B")),
    "incomplete": (
        lambda: DraftListingFactory(mileage_km=None, price_eur=None),
        SoldListingFactory,
    ),
    "odd": (lambda: among_five(1_995), lambda: among_five(17_950)),
}


@pytest.mark.parametrize("name", ATTENTION)
def test_each_rule_names_its_cars_and_no_other(name: str) -> None:
    made, in_peace = CASES[name]
    named = made()
    assert named in asking(name, Listing.objects.all(), NOW)
    other = in_peace()
    assert other not in asking(name, Listing.objects.all(), NOW)


def test_a_first_price_is_no_changed_price() -> None:
    car = ListingFactory()
    ListingChange.objects.update(at=NOW)
    assert car not in asking("price", Listing.objects.all(), NOW)


@pytest.mark.parametrize("name", ATTENTION)
def test_the_desk_lists_them(name: str) -> None:
    page = signed_in(LISTINGS_STAFF).get(f"/admin/listings/listing/?attention={name}")
    assert page.status_code == 200


def test_nonsense_is_no_filter() -> None:
    client: Client = signed_in(LISTINGS_STAFF)
    ListingFactory()
    page = client.get("/admin/listings/listing/?attention=zwart")
    assert page.context["cl"].result_count == 1
