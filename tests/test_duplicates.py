"""The same car twice is noticed, by each thing that tells; a car that came back is not."""

from typing import Any

import pytest

from listings.choices import State
from listings.intake.duplicates import duplicates
from listings.models import Listing
from tests.factories import DraftListingFactory, ListingFactory, PhotoFactory, SellerFactory

pytestmark = pytest.mark.django_db

KEYS: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"license_plate": "NX123B"}, {"license_plate": "nx-123-b"}, "plate"),
    ({"vin": "VF3LBHZTWFS000001"}, {"vin": "vf3lbhztwfs000001"}, "vin"),
    ({"external_id": "A17"}, {"external_id": "A17", "source": "own-csv"}, "source"),
]


@pytest.mark.parametrize(("there", "here", "reason"), KEYS)
def test_the_same_car_is_noticed(there: dict[str, Any], here: dict[str, Any], reason: str) -> None:
    seller = SellerFactory()
    other = ListingFactory(seller=seller, **there)
    found = duplicates(Listing(seller=seller, **here))
    assert [(one.listing, one.reasons) for one in found] == [(other, (reason,))]


@pytest.mark.parametrize("state", [State.SOLD, State.WITHDRAWN, State.EXPIRED])
def test_a_car_that_is_over_is_no_duplicate(state: State) -> None:
    ListingFactory(license_plate="NX123B", state=state)
    assert duplicates(Listing(license_plate="NX123B")) == []


@pytest.mark.parametrize(("model", "noticed"), [("508", True), ("208", False)])
def test_a_photo_counts_among_cars_of_one_model(model: str, noticed: bool) -> None:
    mine = DraftListingFactory(model__slug="508")
    other = ListingFactory(model__slug=model)
    PhotoFactory(listing=other, digest="d" * 64)
    assert [one.reasons for one in duplicates(mine, digests=["d" * 64])] == [("photo",)] * noticed


def test_a_car_without_plate_or_number_is_like_nothing() -> None:
    ListingFactory(license_plate="", vin="")
    assert duplicates(Listing()) == []


def test_only_what_the_person_may_see() -> None:
    ListingFactory(license_plate="NX123B")
    assert duplicates(Listing(license_plate="NX123B"), among=Listing.objects.none()) == []
