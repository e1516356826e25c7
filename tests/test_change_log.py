"""What the log tells of what is no listing, and what of it may be trimmed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from articles.models import ArticleCorrection, ArticlePin
from listings.housekeeping import NEWS_DAYS, trim_change_log
from listings.models import CarModel, Listing, ListingChange, LogTrim, Make, Option, Seller, Town
from listings.search import log
from tests.factories import (
    ArticleFactory,
    CarModelFactory,
    GenerationFactory,
    ListingFactory,
    OptionFactory,
    SellerFactory,
    TownFactory,
)
from tests.staff import signed_in
from tests.transactions import wait_for_older_ones

migration = import_module("listings.migrations.0005_finer_change_log")
pytestmark = pytest.mark.django_db


@contextmanager
def logged() -> Iterator[list[tuple[int | None, str]]]:
    """The rows that are written inside: (listing, word)."""
    last = max([0, *ListingChange.objects.values_list("seq", flat=True)])
    found: list[tuple[int | None, str]] = []
    yield found
    rows = ListingChange.objects.filter(seq__gt=last).order_by("seq")
    found += [(row.listing_id, next(iter(row.changed))) for row in rows]


CATALOGUE = (None, "catalogue")


def test_a_new_or_deleted_name_moves_the_vocabulary_alone() -> None:
    with logged() as rows:
        make = Make.objects.create(slug="lada", name="Lada")
        make.delete()
        OptionFactory()
        Option.objects.update(name_nl="Haak")
    assert rows == [CATALOGUE] * 4


def test_statements_that_touch_nothing_log_nothing() -> None:
    car = ListingFactory()
    with logged() as rows:
        for table in (Make, CarModel, Option, Town, Seller, Listing, ArticlePin):
            table.objects.filter(pk=-1).update(id=F("id"))
            table.objects.filter(pk=-1)._raw_delete("default")
        Seller.objects.filter(pk=car.seller_id).update(name=car.seller.name)
    assert rows == []


def test_what_no_car_shows_moves_the_vocabulary_alone() -> None:
    car = ListingFactory()
    with logged() as rows:
        Make.objects.update(aliases=["leeuw"])
        CarModel.objects.update(segment="upper")
        Town.objects.update(population=1)
    assert rows == [CATALOGUE] * 3
    assert car.pk


@pytest.mark.parametrize("word", ["make", "model", "generation", "town"])
def test_a_new_name_is_told_of_each_car_that_shows_it(word: str) -> None:
    town = TownFactory(slug="delft", name="Delft")
    model = CarModelFactory(make__slug="lada", slug="niva")
    car = ListingFactory(
        model=model, generation=GenerationFactory(model=model), seller=SellerFactory(town=town)
    )
    ListingFactory()
    renamed = {"make": car.make, "model": model, "generation": car.generation, "town": town}[word]
    assert renamed
    with logged() as rows:
        for name in (renamed.name, "Anders"):
            type(renamed).objects.filter(pk=renamed.pk).update(name=name)
    assert rows == [CATALOGUE, CATALOGUE, (car.pk, word)]
    assert ListingChange.objects.latest("seq").changed == {word: [renamed.name, "Anders"]}


def test_a_town_that_moved_moves_its_cars() -> None:
    car = ListingFactory()
    with logged() as rows:
        Town.objects.update(latitude=52.5)
    assert rows == [CATALOGUE, (car.pk, "town")]


def test_a_name_on_very_many_cars_is_told_as_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migration, "MOST", 1)
    few, other = ListingFactory(), CarModelFactory(make__slug="lada", slug="niva")
    ListingFactory(model=other)
    ListingFactory(model=other)
    with connection.cursor() as cursor, logged() as rows:
        cursor.execute(migration.renaming("make").replace("CREATE", "CREATE OR REPLACE"))
        Make.objects.filter(pk=few.make_id).update(name="Anders")
        Make.objects.filter(pk=other.make_id).update(name="Ook anders")
    assert rows == [CATALOGUE, (few.pk, "make"), (None, "everything")]


def test_a_sellers_address_is_told_of_its_cars() -> None:
    car = ListingFactory()
    with logged() as rows:
        Seller.objects.update(street="Kade 1")
    assert rows == [(car.pk, "seller")]


def test_articles_are_told_once_a_statement() -> None:
    article = ArticleFactory()
    model = CarModelFactory()
    with logged() as rows:
        type(article).objects.filter(pk=article.pk).update(title="Anders")
        ArticlePin.objects.create(article=article, model=model)
        ArticleCorrection.objects.create(article=article, words="508", folded="508")
        ArticlePin.objects.all().delete()
    assert rows == [(None, "articles")] * 4


@pytest.mark.parametrize(
    ("table", "word"),
    [
        ("listings_listing_options", "everything"),
        ("listings_listingchange", "everything"),
        ("articles_articlepin", "articles"),
    ],
)
def test_emptying_a_table_is_told(table: str, word: str) -> None:
    with connection.cursor() as cursor, logged() as rows:
        cursor.execute(f"TRUNCATE {table}")
    assert rows == [(None, word)]


def test_a_look_tells_them_apart() -> None:
    with transaction.atomic():
        mark = log.take_mark()
    car = ListingFactory()
    ArticleFactory()
    news = log.look(mark)
    assert (news.listings, news.others) == ({car.pk}, {"articles", "catalogue"})
    assert not news.everything
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE listings_photo")
    assert log.look(mark).everything


def test_the_desk_tells_of_names_and_leaves_articles_to_their_own_history() -> None:
    car = ListingFactory()
    ArticleFactory()
    Town.objects.update(name="Delft")
    html = signed_in("superuser").get("/admin/listings/listingchange/").content.decode()
    assert f">{car.pk}</a>" in html
    assert "Plaats: Utrecht → Delft" in html
    assert "Catalogus: – → plaatsen" in html
    assert "Artikelen: " not in html


# --- Trimming -------------------------------------------------------------------------------------

LATER = timezone.now() + timedelta(days=3_650)


def log_of(pk: int) -> list[str]:
    rows = ListingChange.objects.filter(listing_id=pk).order_by("seq")
    return [" ".join(sorted(row.changed)) for row in rows]


def write_and_commit() -> tuple[int, int]:
    """A car that stays and one that is deleted, each with changes of three kinds."""
    kept, gone = ListingFactory(options=[OptionFactory()]), ListingFactory()
    Listing.objects.filter(pk=kept.pk).update(mileage_km=1)
    Listing.objects.filter(pk=kept.pk).update(mileage_km=2, price_eur=900)
    pks = kept.pk, gone.pk
    gone.delete()
    return pks


@pytest.mark.django_db(transaction=True)
def test_trimming_keeps_what_pages_tell_of_a_car() -> None:
    kept, gone = write_and_commit()
    wait_for_older_ones()
    assert trim_change_log(timezone.now()) == 0
    assert trim_change_log(timezone.now() + timedelta(days=NEWS_DAYS + 1)) > 0
    assert not ListingChange.objects.filter(listing_id=None).exists()
    assert log_of(kept) == ["price_eur state", "options", "mileage_km", "mileage_km price_eur"]
    assert log_of(gone) == ["price_eur state", "state title"]
    trim_change_log(LATER)
    assert log_of(kept) == ["price_eur state", "mileage_km price_eur"]
    assert log_of(gone) == []


@pytest.mark.django_db(transaction=True)
def test_a_mark_from_before_a_trim_is_lost() -> None:
    with transaction.atomic():
        old = log.take_mark()
    write_and_commit()
    wait_for_older_ones()
    before = log.look(old).mark
    trim_change_log(LATER)
    assert log.look(old).is_lost
    assert not log.look(before).is_lost
    assert not log.look(log.look(old).mark).everything


def test_trimming_leaves_what_a_running_transaction_may_follow() -> None:
    _, gone = write_and_commit()  # in this test's own transaction
    trim_change_log(LATER)
    assert log_of(gone)


@pytest.mark.django_db(transaction=True)
def test_rows_of_another_servers_dump_are_no_news() -> None:
    write_and_commit()
    ListingChange.objects.update(xid=2**60)
    LogTrim.objects.create(trimmed_below=2**60, at=LATER)
    with transaction.atomic():
        mark = log.take_mark()
    assert not log.look(mark).is_lost
    assert trim_change_log(LATER) > 0
    with transaction.atomic():
        assert log.take_mark().seen == {}
    assert LogTrim.objects.get().trimmed_below == 1
