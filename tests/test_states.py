"""Verbs move a listing from state to state, and only along the allowed ways."""

import pytest
from django.db import IntegrityError, transaction

from listings.choices import State
from listings.models import Listing, ListingChange, StateError
from tests.factories import DraftListingFactory, ListingFactory, StaffFactory

pytestmark = pytest.mark.django_db

WAYS = {
    "publish": {State.DRAFT, State.RESERVED, State.WITHDRAWN, State.EXPIRED},
    "reserve": {State.PUBLISHED},
    "mark_sold": {State.PUBLISHED, State.RESERVED},
    "withdraw": {State.DRAFT, State.PUBLISHED, State.RESERVED, State.EXPIRED},
    "expire": {State.PUBLISHED, State.RESERVED},
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verb", WAYS)
def test_verb_is_allowed_or_refused(verb: str, state: State) -> None:
    listing = ListingFactory(state=state)
    if state in WAYS[verb]:
        getattr(listing, verb)()
        assert Listing.objects.get().state == listing.state != state
    else:
        with pytest.raises(StateError):
            getattr(listing, verb)()
        assert Listing.objects.get().state == state


def test_the_database_decides_not_the_instance() -> None:
    mine = ListingFactory()
    yours = Listing.objects.get()
    mine.reserve()
    with pytest.raises(StateError):
        yours.reserve()


def test_publishing_stamps_the_date_once() -> None:
    listing = DraftListingFactory()
    listing.publish()
    first = Listing.objects.get().published_at
    listing.reserve()
    listing.publish()
    assert first is not None
    assert Listing.objects.get().published_at == first


@pytest.mark.parametrize("field", ["make", "model", "mileage_km", "first_registration"])
def test_incomplete_car_is_not_published(field: str) -> None:
    listing = DraftListingFactory()
    Listing.objects.update(**{field: None})
    listing.refresh_from_db()
    with pytest.raises(StateError):
        listing.publish()
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.update(state=State.PUBLISHED)


@pytest.mark.parametrize(
    "values",
    [
        {"price_eur": 0},
        {"price_eur": None},
        {"mileage_km": 2_000_001},
        {"battery_soh_percent": 101},
        {"state": "stolen"},
        {"published_at": None},
    ],
)
def test_database_refuses(values: dict[str, object]) -> None:
    ListingFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.update(**values)


def test_one_external_id_per_source() -> None:
    first = ListingFactory(source="feed", external_id="7")
    ListingFactory(source="other", external_id="7", seller=first.seller)
    with pytest.raises(IntegrityError), transaction.atomic():
        ListingFactory(source="feed", external_id="7", seller=first.seller)


def test_change_log_names_the_actor() -> None:
    listing = ListingFactory()
    listing.reserve(by=StaffFactory(username="anna"))
    change = ListingChange.objects.filter(listing_id=listing.pk).first()
    assert change is not None
    assert (change.actor, change.changed) == ("anna", {"state": ["published", "reserved"]})
