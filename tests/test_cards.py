"""Cards: what they say, and that a kept one is never older than its car."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from listings.cards import NEW_FOR, Facts, card_of, cards, facts_of
from listings.models import Listing, Photo
from listings.search.versions import Versions
from listings.vocabulary import dictionary
from tests.factories import (
    CarModelFactory,
    ListingFactory,
    MakeFactory,
    ReservedListingFactory,
    SoldListingFactory,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def html(car: Listing, versions: Versions | None) -> str:
    (card,) = cards([car.pk], versions, NOW)
    return card.html()


def test_a_card_is_kept_until_the_log_names_its_car() -> None:
    car, other = ListingFactory(price_eur=9_000), ListingFactory(price_eur=8_000)
    before = Versions.anew()
    assert "9.000" in html(car, before)
    Listing.objects.update(price_eur=7_000)
    with CaptureQueriesContext(connection) as asked:
        assert "9.000" in html(car, before)
    assert len(asked) == 0
    after = before.heard([car.pk])
    assert "7.000" in html(car, after)
    assert "8.000" not in html(other, after)  # was never made before


def test_within_a_transaction_nothing_is_kept() -> None:
    car = ListingFactory(price_eur=9_000)
    assert "9.000" in html(car, None)
    Listing.objects.update(price_eur=7_000)
    assert "7.000" in html(car, None)


def test_each_language_has_its_own_card() -> None:
    car, versions = ListingFactory(price_eur=9_000), Versions.anew()
    assert "9.000" in html(car, versions)
    with translation.override("en"):
        assert "9,000" in html(car, versions)
    assert "9.000" in html(car, versions)


def test_a_reserved_car_says_so() -> None:
    versions = Versions.anew()
    assert "badge held" in html(ReservedListingFactory(), versions)
    assert "badge held" not in html(ListingFactory(), versions)


def test_new_falls_off_by_the_clock() -> None:
    car, versions = ListingFactory(published_at=NOW), Versions.anew()
    assert "badge new" in html(car, versions)
    for at, expected in ((NOW + NEW_FOR - timedelta(seconds=1), True), (NOW + NEW_FOR, False)):
        (card,) = cards([car.pk], versions, at)
        assert ("badge new" in card.html()) == expected


def test_they_stand_in_order_and_a_sold_car_is_left_out() -> None:
    first, gone, last = ListingFactory(), SoldListingFactory(), ListingFactory()
    found = cards([last.pk, gone.pk, first.pk], Versions.anew(), NOW, level=2, eager=True)
    assert [card.pk for card in found] == [last.pk, first.pk]
    assert all("<h2>" in card.html() for card in found)


def test_only_the_first_picture_is_in_sight_at_once() -> None:
    ids = [ListingFactory().pk for _ in range(2)]
    for pk in ids:
        Photo.objects.create(listing_id=pk, digest="a" * 64, width=900, height=600)
    found = cards(ids, Versions.anew(), NOW, eager=True)
    assert ["fetchpriority" in card.html() for card in found] == [True, False]
    assert ["lazy" in card.html() for card in found] == [False, True]


def test_nothing_that_a_dealer_writes_is_markup() -> None:
    car = ListingFactory(version='<b>"GT"</b>')
    Photo.objects.create(listing=car, digest="a" * 64, width=900, height=600, alt='"><script>')
    (card,) = cards([car.pk], None, NOW)
    shown = card.html(reason="<i>")
    assert "<b>" not in shown
    assert "<script>" not in shown
    assert "<i>" not in shown
    assert "&lt;b&gt;&quot;GT&quot;&lt;/b&gt;" in shown


def test_a_card_is_the_same_of_a_row_and_of_a_listing() -> None:
    car = ListingFactory(body="estate")
    (listing,) = Listing.objects.public().in_order([car.pk])
    facts = Facts.of(listing)
    assert facts == facts_of([car.pk])[car.pk]
    assert facts.name == listing.name
    assert f'href="{listing.get_absolute_url()}"' in card_of(facts, NOW).html()


def test_a_car_of_a_model_that_the_vocabulary_has_not_met_has_its_card() -> None:
    dictionary.current()
    car = ListingFactory(model=CarModelFactory(make=MakeFactory(name="Nieuw")))
    assert facts_of([car.pk])[car.pk].name == car.name
