"""A visit of a car's page is counted, also of a kept one; robots, staff and other pages are not."""

import pytest
from django.test import Client
from django.utils import timezone

from listings import visits
from listings.models import Listing, ListingDay
from tests.factories import DraftListingFactory, ListingFactory
from tests.staff import LISTINGS_STAFF, signed_in

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


def views(car: Listing) -> int:
    visits.write()
    return sum(ListingDay.objects.filter(listing=car).values_list("views", flat=True))


def test_each_visit_counts() -> None:
    car = ListingFactory()
    for _time in range(3):
        Client().get(car.get_absolute_url(), headers={"user-agent": BROWSER})
    assert views(car) == 3
    Client().get(f"/en{car.get_absolute_url()}", headers={"user-agent": BROWSER})
    assert views(car) == 4
    assert ListingDay.objects.get().day == timezone.localdate()


def test_an_unchanged_page_was_seen_too() -> None:
    car, client = ListingFactory(), Client()
    first = client.get(car.get_absolute_url(), headers={"user-agent": BROWSER})
    seen = {"user-agent": BROWSER, "if-none-match": first["ETag"]}
    assert client.get(car.get_absolute_url(), headers=seen).status_code == 304
    assert views(car) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "Googlebot/2.1 (+http://www.google.com/bot.html)"},
        {"user-agent": ""},
        {"user-agent": BROWSER, "sec-purpose": "prefetch"},
    ],
)
def test_a_robot_is_no_visitor(headers: dict[str, str]) -> None:
    car = ListingFactory()
    Client().get(car.get_absolute_url(), headers=headers)
    assert views(car) == 0


def test_staff_and_pages_that_are_not_there_do_not_count() -> None:
    car, draft = ListingFactory(), DraftListingFactory()
    staff = signed_in(LISTINGS_STAFF)
    staff.get(car.get_absolute_url(), headers={"user-agent": BROWSER})
    Client().get(draft.get_absolute_url(), headers={"user-agent": BROWSER})
    Client().get("/occasions/", headers={"user-agent": BROWSER})
    assert views(car) == views(draft) == 0


def test_a_car_that_is_gone_meanwhile_loses_its_count_and_no_other() -> None:
    car, other = ListingFactory(), ListingFactory()
    visits.count(car.pk, timezone.localdate())
    visits.count(other.pk, timezone.localdate())
    car.delete()
    assert views(other) == 1
