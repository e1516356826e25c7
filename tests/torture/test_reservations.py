"""A hundred people reserve one car at the same moment: one gets it, the others are told so.

Ten rounds with TORTURE=yes, one in the suite.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from listings.choices import State
from listings.models import Listing, ListingChange, StateError
from tests.factories import ListingFactory
from tests.staff import LISTINGS_STAFF, person

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 100
ROUNDS = 10 if os.environ.get("TORTURE") else 1


def all_at_once(act: Callable[[], bool]) -> int:
    """How many of a hundred threads, let go at the same moment, were told that they succeeded."""
    gate = Barrier(PEOPLE)

    def one(_number: int) -> bool:
        connection.ensure_connection()
        gate.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as people:
        return sum(people.map(one, range(PEOPLE)))


@pytest.mark.parametrize("number", range(ROUNDS))
def test_one_wins(number: int) -> None:
    car = ListingFactory()

    def reserve() -> bool:
        try:
            Listing.objects.get(pk=car.pk).reserve()
        except StateError:
            return False
        return True

    assert all_at_once(reserve) == 1
    assert Listing.objects.get().state == State.RESERVED
    assert ListingChange.objects.filter(changed__state=["published", "reserved"]).count() == 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_one_wins_at_the_desk(number: int) -> None:
    car, user = ListingFactory(), person(LISTINGS_STAFF)
    url = reverse("admin:listings_listing_verb", args=[car.pk, "reserve"])
    seed = Client()
    seed.force_login(user)
    cookies = seed.cookies

    def reserve() -> bool:
        client = Client()
        client.cookies = cookies
        answer = client.post(url)
        assert answer.status_code == 302
        return [said.level_tag for said in get_messages(answer.wsgi_request)] == ["success"]

    assert all_at_once(reserve) == 1
    assert Listing.objects.get().state == State.RESERVED


def test_looking_first_and_writing_later_sells_it_twice() -> None:
    """The control: without the one conditional UPDATE the same hundred oversell."""
    car = ListingFactory()
    looked = Barrier(PEOPLE)

    def reserve() -> bool:
        with transaction.atomic():
            mine = Listing.objects.get(pk=car.pk)
            looked.wait()
            if mine.state != State.PUBLISHED:
                return False
        Listing.objects.filter(pk=car.pk).update(state=State.RESERVED)
        return True

    assert all_at_once(reserve) > 1
