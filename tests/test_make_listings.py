"""Cars by the million, tried with a few: the same every time, searchable, and gone when cleared."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count
from pytest_django.plugin import DjangoDbBlocker

from listings.choices import Fuel
from listings.models import Listing, ListingChange, Option, Seller
from listings.search import index
from listings.search.criteria import Criteria
from tests.factories import ListingFactory

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
FEW = 60
TOLD = ("title", "seller__slug", "price_eur", "mileage_km", "description", "state", "published_at")


def make(*args: str, **options: int | bool) -> str:
    out = io.StringIO()
    call_command("make_listings", *args, at=AT, stdout=out, **options)
    return out.getvalue()


def told() -> list[tuple[object, ...]]:
    """What the made cars say, in order, without their ids."""
    rows = Listing.objects.filter(source="made").order_by("pk")
    return list(rows.annotate(count=Count("options")).values_list(*TOLD, "count"))


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """What the command printed; its rows are there for the tests that ask for this."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_catalogue", verbosity=0, stdout=io.StringIO())
        yield make(str(FEW))
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_every_car_is_written_and_believable(made: str) -> None:
    assert f"{FEW} cars in" in made
    cars = Listing.objects.filter(source="made").annotate(count=Count("options"))
    assert cars.count() == FEW
    assert all(5 <= car.count <= 25 for car in cars)
    for car in cars.select_related("model", "generation"):
        assert car.model is not None
        assert car.first_registration is not None
        assert car.first_registration <= AT.date()
        assert car.model.year_from <= car.first_registration.year <= (car.model.year_to or 9999)
        assert car.generation is None or car.generation.model_id == car.model_id
        assert (car.battery_soh_percent is None) or car.fuel == Fuel.ELECTRIC
        assert car.price_eur is None or car.price_eur >= 495
    for car in cars[:5]:
        car.full_clean()


@pytest.mark.django_db
def test_index_finds_them(made: str) -> None:
    answer = index.fresh().search(Criteria())
    public = Listing.objects.public()
    assert answer.total == public.count() > FEW * 0.8
    fuels = dict(public.values_list("fuel").annotate(Count("pk")))
    assert answer.counts["fuels"] == fuels


@pytest.mark.django_db
def test_log_gets_one_row_per_statement(made: str) -> None:
    ids = Listing.objects.filter(source="made").values("pk")
    assert ListingChange.objects.filter(changed__everything="listings_listing").count() == 1
    assert not ListingChange.objects.filter(listing_id__in=ids).exists()


@pytest.mark.django_db
def test_same_seed_same_cars_and_clear_takes_no_others(made: str) -> None:
    before, other = told(), ListingFactory(source="demo")
    assert f"{FEW} cars" in make(clear=True)
    assert not Listing.objects.filter(source="made").exists()
    assert not Seller.objects.filter(slug__startswith="made-").exists()
    assert Listing.objects.filter(pk=other.pk).exists()
    make(str(FEW))
    assert told() == before
    make(str(FEW), clear=True, seed=7)
    assert told() != before


@pytest.mark.parametrize(
    ("given", "answer"),
    [(["0"], "is not a number"), (["many"], "is not a number"), ([], "Say how many")],
)
def test_bad_number_is_refused(given: list[str], answer: str) -> None:
    with pytest.raises(CommandError, match=answer):
        make(*given)


@pytest.mark.django_db
def test_without_catalogue_it_says_so() -> None:
    Option.objects.all().delete()
    with pytest.raises(CommandError, match="run load_catalogue first"):
        make("10")
