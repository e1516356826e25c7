"""One table of weights: a car at hand and the database come to the same percentage."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from listings.choices import Fuel, PriceType
from listings.intake.completeness import POINTS, completeness, percent
from listings.models import Listing, Photo
from tests.factories import DraftListingFactory, OptionFactory, SellerFactory

CAR = {
    "price_eur": 19_950,
    "mileage_km": 80_000,
    "doors": 5,
    "license_plate": "NX123B",
    "description": "Rijdt.",
}


def test_an_empty_car_has_nothing_and_a_full_one_everything() -> None:
    empty = completeness(Listing(), photos=0, options=0)
    assert empty.percent == 0
    assert {"make", "new_photos", "options"} <= {lack.name for lack in empty.missing}


def test_what_adds_most_is_named_first() -> None:
    missing = completeness(Listing(), photos=0, options=0).missing
    assert [lack.percent for lack in missing] == sorted(
        (lack.percent for lack in missing), reverse=True
    )


@pytest.mark.parametrize(("fuel", "asked"), [(Fuel.ELECTRIC, True), (Fuel.PETROL, False)])
def test_a_battery_is_asked_of_cars_that_have_one(fuel: str, asked: bool) -> None:
    missing = completeness(Listing(fuel=fuel), photos=0, options=0).missing
    assert ("battery_kwh" in {lack.name for lack in missing}) is asked


@pytest.mark.parametrize(
    ("kind", "asked"), [(PriceType.ASKING, True), (PriceType.ON_REQUEST, False)]
)
def test_a_price_on_request_lacks_no_price(kind: str, asked: bool) -> None:
    missing = completeness(Listing(price_type=kind), photos=0, options=0).missing
    assert ("price_eur" in {lack.name for lack in missing}) is asked


class TestTwins(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(
        names=st.sets(st.sampled_from(sorted(CAR))),
        fuel=st.sampled_from(["", *Fuel.values]),
        kind=st.sampled_from(PriceType.values),
        photos=st.integers(0, 10),
        options=st.integers(0, 7),
    )
    def test_database_and_memory_agree(
        self, names: set[str], fuel: str, kind: str, photos: int, options: int
    ) -> None:
        facts = {point.name: "" for point in POINTS if point.name in {"version", "description"}}
        facts |= {name: CAR[name] if name in names else None for name in CAR}
        facts |= {name: facts[name] or "" for name in ("license_plate", "description")}
        car = DraftListingFactory(seller=SellerFactory(), fuel=fuel, price_type=kind, **facts)
        Photo.objects.bulk_create(
            Photo(listing=car, digest=f"{n:064}", width=1, height=1) for n in range(photos)
        )
        car.options.set([OptionFactory(slug=f"optie-{n}") for n in range(options)])
        counted = Listing.objects.annotate(complete=percent()).get(pk=car.pk)
        assert counted.complete == completeness(car, photos=photos, options=options).percent
