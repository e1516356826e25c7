"""The plan of an import: what it finds, what it refuses, when it waits, and that it only looks."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from listings.choices import State
from listings.intake.feeds import files, planning, runs
from listings.intake.feeds.incoming import Ending, Incoming
from listings.models import (
    Feed,
    FeedCar,
    ImportRow,
    ImportRun,
    Listing,
    ListingChange,
    PhotoUpload,
)
from tests.factories import (
    CarModelFactory,
    GenerationFactory,
    ListingFactory,
    OptionFactory,
    SellerFactory,
    SoldListingFactory,
)
from tests.feed_files import counts, feed_of, imported, planned, row, started

pytestmark = pytest.mark.django_db
WAITING, PLANNED = ImportRun.State.WAITING, ImportRun.State.PLANNED


@pytest.fixture
def feed(settings: Any, tmp_path: Any) -> Feed:
    settings.DATA = tmp_path
    CarModelFactory()
    OptionFactory()
    return feed_of(SellerFactory())


def rows_of(run: ImportRun, kind: str) -> list[ImportRow]:
    return list(run.rows.filter(kind=kind))


def test_a_plan_tells_and_changes_nothing(feed: Feed) -> None:
    imported(feed, [row(n) for n in range(6)])
    before = ListingChange.objects.count()
    run = planned(feed, [row(0), row(1, price_eur=9_000), *(row(n) for n in range(2, 5)), row(9)])
    assert counts(run) == (1, 1, 4, 1, 0) and run.state == PLANNED
    (changed,) = rows_of(run, "changed")
    assert changed.changes == {"price_eur": [20_001, 9_000]} and changed.kept == {}
    assert [one.external_id for one in run.rows.all()] == ["A1", "A9", "A5"]  # gone cars come last
    assert ListingChange.objects.count() == before and Listing.objects.count() == 6


def test_every_kind_of_change_is_told(feed: Feed) -> None:
    OptionFactory(slug="navigatie")
    CarModelFactory(slug="308", name="308")
    imported(feed, [row(1)])
    run = planned(
        feed,
        [row(1, model="peugeot_308", options=["navigatie"], photos=["https://b.example/2.jpg"],
             state="reserved", mileage_km=5)],
    )  # fmt: skip
    (changed,) = rows_of(run, "changed")
    assert changed.changes == {
        "model": ["peugeot_508", "peugeot_308"],
        "mileage_km": [10_001, 5],
        "options": [["trekhaak"], ["navigatie"]],
        "photos": [["https://fotos.example/1/1.jpg"], ["https://b.example/2.jpg"]],
        "state": ["published", "reserved"],
    }


def test_what_staff_locked_is_kept(feed: Feed) -> None:
    imported(feed, [row(1)])
    locked = ["price_eur", "options", "photos", "state"]
    Listing.objects.update(locked_fields=locked, price_eur=18_000)
    run = planned(feed, [row(1, price_eur=9_000, mileage_km=5, options=[], photos=[])])
    (changed,) = rows_of(run, "changed")
    assert list(changed.changes) == ["mileage_km"]
    assert changed.kept["price_eur"] == [18_000, 9_000] and {"options", "photos"} < {*changed.kept}


def test_who_decides_the_model_decides_the_make(feed: Feed) -> None:
    CarModelFactory(make__slug="lada", slug="niva")
    imported(feed, [row(1)])
    Listing.objects.update(locked_fields=["model"])
    run = planned(feed, [row(1, make="lada", model="lada_niva", mileage_km=5)])
    (changed,) = rows_of(run, "changed")
    assert list(changed.changes) == ["mileage_km"] and {*changed.kept} == {"make", "model"}


def test_refused_rows_have_a_line_and_their_cars_are_not_gone(feed: Feed) -> None:
    imported(feed, [row(n) for n in range(6)])
    run = planned(
        feed,
        [row(0, mileage_km=-1), "{", row(2), row(2, price_eur=1), *(row(n) for n in range(3, 6))],
    )
    assert counts(run)[4] == 3
    assert [(one.line, bool(one.reason)) for one in rows_of(run, "refused")] == [
        (1, True), (2, True), (4, True),
    ]  # fmt: skip
    assert [one.external_id for one in rows_of(run, "gone")] == ["A1"]
    assert run.state == WAITING  # line 2 may have been that one
    report = runs.report(run)
    assert report["refused"] == 3 and report["refused_rows"][0]["line"] == 1


def test_cars_of_others_are_not_touched(feed: Feed) -> None:
    other = ListingFactory(source=feed.source, external_id="A1")
    own = ListingFactory(seller=feed.seller)
    run = planned(feed, [row(1), row(2, id=other.pk, external_id=""), row(3, id=own.pk)])
    assert counts(run) == (1, 1, 0, 0, 1)
    assert rows_of(run, "changed")[0].listing_id == own.pk


def test_one_car_under_two_names_is_refused_the_second_time(feed: Feed) -> None:
    imported(feed, [row(1)])
    pk = Listing.objects.get().pk
    assert counts(planned(feed, [row(1), row(2, id=pk)])) == (0, 0, 1, 0, 1)


@pytest.mark.parametrize(("left", "state"), [(8, PLANNED), (7, WAITING), (0, WAITING)])
def test_many_gone_cars_wait_for_a_person(feed: Feed, left: int, state: str) -> None:
    imported(feed, [row(n) for n in range(10)])
    run = planned(feed, [row(n) for n in range(left)])
    assert (run.gone, run.state) == (10 - left, state)
    assert bool(run.reason) == (state == WAITING)
    assert planned(feed, [row(n) for n in range(left)], dry=True).state == PLANNED


def test_from_a_cut_file_nothing_is_gone(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(feed, [row(n) for n in range(3)])

    def cut(*_: Any) -> Iterator[Incoming | Ending]:
        yield Incoming("A0", 1, {"mileage_km": 7})
        yield Ending(False, "Het bestand breekt af.")

    monkeypatch.setattr(planning.reading, "read", cut)
    run = planned(feed, [])
    assert counts(run) == (0, 1, 0, 0, 0)
    assert run.state == WAITING and "breekt af" in run.reason


def test_part_of_the_stock_takes_off_only_what_it_says(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(feed, [row(n) for n in range(3)])
    told = [Incoming(pk, 1, {}, is_gone=True) for pk in ("A1", "B7")]
    monkeypatch.setattr(planning.reading, "read", lambda *_: iter([*told, Ending(True)]))
    run = planned(feed, [], complete=False)
    assert counts(run) == (0, 0, 1, 1, 0) and run.state == PLANNED


def test_an_incomplete_car_becomes_a_draft_and_a_twin_is_named(feed: Feed) -> None:
    twin = ListingFactory(seller=feed.seller, license_plate="AB-123-C")
    run = planned(feed, [row(1, license_plate="AB123C"), row(2, price_eur=None)])
    first, second = rows_of(run, "new")
    assert f"#{twin.pk}" in first.reason and second.reason


def test_the_generation_follows_from_the_year(feed: Feed) -> None:
    model = CarModelFactory()
    GenerationFactory(model=model, name="I", year_from=2010, year_to=2018)
    GenerationFactory(model=model, name="II", year_from=2018)
    imported(feed, [row(1), row(2, first_registration="2018-03-01"), row(3)])
    assert [car.generation and car.generation.name for car in Listing.objects.order_by("pk")] == [
        "II", None, "II",
    ]  # fmt: skip
    Listing.objects.filter(external_id="A3").update(generation=None)
    Listing.objects.filter(external_id="A1").update(generation=model.generations.first())
    FeedCar.objects.update(digest="?")
    run = planned(feed, [row(1), row(2), row(3)])
    assert {one.external_id: {*one.changes} for one in rows_of(run, "changed")} == {
        "A2": {"first_registration", "generation"}, "A3": {"generation"},
    }  # fmt: skip


def test_a_sold_car_of_the_file_is_no_gone_car(feed: Feed) -> None:
    imported(feed, [row(1), row(2)])
    Listing.objects.filter(external_id="A2").update(state=State.SOLD)
    SoldListingFactory(seller=feed.seller, source=feed.source, external_id="A3")
    assert counts(planned(feed, [row(1)])) == (0, 0, 1, 0, 0)


def test_a_reader_that_breaks_fails_the_run(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Iterator[Incoming]:
        yield Incoming("A1", 1, {"title": "x"})
        raise ZeroDivisionError

    monkeypatch.setattr(planning.reading, "read", broken)
    run = started(feed, [])
    with pytest.raises(ZeroDivisionError):
        runs.plan(run)
    run.refresh_from_db()
    assert run.state == ImportRun.State.FAILED and not run.rows.exists()


def test_a_run_that_is_stopped_while_it_reads_leaves_no_plan(feed: Feed) -> None:
    run = started(feed, [row(1)])
    runs.stop(run)
    runs.plan(run)
    assert run.state == ImportRun.State.DISCARDED and not run.rows.exists()


def test_a_newer_file_takes_the_place_of_one_that_waits(feed: Feed) -> None:
    imported(feed, [row(n) for n in range(3)])
    waiting = imported(feed, [])
    assert waiting.state == WAITING
    imported(feed, [row(n) for n in range(3)])
    waiting.refresh_from_db()
    assert waiting.state == ImportRun.State.DISCARDED
    with pytest.raises(runs.RunError):
        runs.confirm(waiting, None)


def test_files_are_private_and_go_when_nobody_needs_them(feed: Feed) -> None:
    run = started(feed, [row(1)])
    assert files.folder().stat().st_mode & 0o77 == 0
    assert files.path_of(run).stat().st_mode & 0o77 == 0
    (files.folder() / "x.partial").touch()
    assert runs.tidy(timezone.now() + timedelta(days=2)) == 1
    assert files.path_of(run).exists() and not PhotoUpload.objects.exists()
