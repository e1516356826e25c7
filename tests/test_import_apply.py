"""A plan becomes cars: each whole, in small transactions, and nobody's own decision undone."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from listings.choices import State
from listings.intake.feeds import applying, runs, turns
from listings.intake.feeds.formats.own import OwnCars
from listings.models import (
    Feed,
    FeedCar,
    ImportRun,
    Listing,
    ListingChange,
    Photo,
    PhotoUpload,
    StateError,
)
from tests.factories import (
    CarModelFactory,
    OptionFactory,
    PhotoFactory,
    SellerFactory,
    SuperuserFactory,
)
from tests.feed_files import counts, feed_of, imported, planned, row, started

pytestmark = pytest.mark.django_db
DONE = ImportRun.State.DONE


@pytest.fixture
def feed(db: None, settings: Any, tmp_path: Any) -> Feed:
    settings.DATA = tmp_path
    CarModelFactory()
    OptionFactory()
    return feed_of(SellerFactory())


def car(number: int) -> Listing:
    return Listing.objects.get(external_id=f"A{number}")


def state(number: int) -> str:
    return str(car(number).state)


def jobs(task: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s", [task])
        return [args for (args,) in cursor.fetchall()]


def test_a_new_car_is_there_with_all_that_it_has(feed: Feed) -> None:
    run = imported(feed, [row(1, battery_kwh="77.5", version=None, apk_until="2027-03-01")])
    new = car(1)
    assert (run.state, run.applied, new.state) == (DONE, 1, State.PUBLISHED)
    assert (new.seller, new.source, new.make and new.make.slug) == (
        feed.seller, "own-jsonl", "peugeot",
    )  # fmt: skip
    assert (new.mileage_km, str(new.battery_kwh), str(new.apk_until)) == (
        10_001, "77.5", "2027-03-01",
    )  # fmt: skip
    assert new.published_at and new.revision == 1 and new.version == ""
    new.full_clean()
    assert [option.slug for option in new.options.all()] == ["trekhaak"]
    upload = PhotoUpload.objects.get()
    assert (upload.listing, upload.url, upload.name) == (new, row(1)["photos"][0], "1.jpg")
    assert jobs("listings.make_photo") == [f'{{"upload_id": {upload.pk}}}']
    logged = ListingChange.objects.filter(listing_id=new.pk)
    assert {change.actor for change in logged} == {f"feed own-jsonl #{run.pk}"}
    feed.refresh_from_db()
    assert feed.confirmed_at


def test_a_car_without_a_title_has_its_name(feed: Feed) -> None:
    imported(feed, [row(1, title="", version="GT")])
    assert car(1).title == "Peugeot 508 GT"
    imported(feed, [row(1, title="", version="GT", price_eur=1)])
    assert (car(1).title, car(1).price_eur) == ("Peugeot 508 GT", 1)


def test_an_import_has_the_feed_to_itself(feed: Feed) -> None:
    def is_free() -> bool:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [turns.CLASS, feed.pk])
                return bool(cursor.fetchone()[0])
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        with turns.turn(feed.pk):
            assert not other.submit(is_free).result()
        assert other.submit(is_free).result()


def test_the_same_feed_again_writes_nothing(feed: Feed) -> None:
    rows = [row(n, state="reserved" if n == 2 else None) for n in range(4)]
    imported(feed, rows)
    before = ListingChange.objects.count(), PhotoUpload.objects.count()
    assert counts(imported(feed, rows)) == (0, 0, 4, 0, 0)
    FeedCar.objects.update(digest="said in other words")
    assert counts(imported(feed, rows)) == (0, 0, 4, 0, 0)
    assert counts(imported(feed, rows)) == (0, 0, 4, 0, 0)
    assert before == (ListingChange.objects.count(), PhotoUpload.objects.count())


def test_an_unchanged_row_is_not_read_until_a_word_means_something_else(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row(1, body="sedanette"), row(2)]
    imported(feed, rows)
    with monkeypatch.context() as patch:
        patch.setattr(OwnCars, "incoming", None)
        assert counts(imported(feed, rows)) == (0, 0, 2, 0, 0)
    word = feed.words.get()
    assert (word.word, word.value, word.cars) == ("sedanette", None, 1)
    feed.words.update(value="sedan")
    assert counts(imported(feed, rows)) == (0, 1, 1, 0, 0) and car(1).body == "sedan"


def test_what_changed_is_written_and_nothing_else(feed: Feed) -> None:
    OptionFactory(slug="navigatie")
    imported(feed, [row(1), row(2), row(3)])
    untouched = ListingChange.objects.filter(listing_id=car(3).pk).count()
    by = SuperuserFactory(username="sanne")
    run = started(feed, [row(1, price_eur=9_000), row(2, options=["navigatie"]), row(3)])
    run.started_by = by.username
    run.save()
    runs.carry_out(run)
    assert car(1).price_eur == 9_000 and car(1).revision == 2
    assert [option.slug for option in car(2).options.all()] == ["navigatie"]
    change = ListingChange.objects.filter(listing_id=car(1).pk).latest("seq")
    assert change.changed == {"price_eur": [20_001, 9_000]} and change.actor.endswith(", sanne")
    assert ListingChange.objects.filter(listing_id=car(3).pk).count() == untouched


def test_photos_follow_the_feed_and_staffs_own_stay(feed: Feed) -> None:
    first, second, third = (f"https://fotos.example/{n}.jpg" for n in "abc")
    imported(feed, [row(1, photos=[first, second])])
    PhotoUpload.objects.filter(url=first).delete()
    made = PhotoFactory(listing=car(1), source_url=first, position=0)
    own = PhotoFactory(listing=car(1), position=1)
    run = imported(feed, [row(1, photos=[third, first])])
    assert counts(run) == (0, 1, 0, 0, 0)
    assert list(PhotoUpload.objects.values_list("url", "position")) == [(third, 0)]
    assert dict(Photo.objects.values_list("pk", "position")) == {made.pk: 1, own.pk: 1}
    assert counts(imported(feed, [row(1, photos=[third, first])])) == (0, 0, 1, 0, 0)


def test_gone_cars_are_withdrawn_and_come_back_when_named_again(feed: Feed) -> None:
    rows = [row(n) for n in range(6)]
    imported(feed, rows)
    published_at = car(5).published_at
    imported(feed, rows[:5])
    assert state(5) == State.WITHDRAWN
    assert counts(imported(feed, rows)) == (0, 1, 5, 0, 0)
    assert state(5) == State.PUBLISHED and car(5).published_at == published_at


@pytest.mark.parametrize("verb", ["mark_sold", "withdraw", "reserve", "expire"])
def test_a_state_that_people_gave_is_theirs(feed: Feed, verb: str) -> None:
    imported(feed, [row(1)])
    getattr(car(1), verb)()
    before = state(1)
    run = imported(feed, [row(1, price_eur=9_000)])
    assert (state(1), car(1).price_eur) == (before, 9_000)
    assert run.rows.get().kept == {"state": [before, "published"]}


def test_the_feed_moves_what_it_moved_itself(feed: Feed) -> None:
    for told, expected in [
        ("reserved", "reserved"), (None, "published"), ("withdrawn", "withdrawn"),
        ("sold", "sold"), (None, "sold"),
    ]:  # fmt: skip
        imported(feed, [row(1, state=told)])
        assert state(1) == expected


def test_a_draft_is_published_once_it_is_complete_and_then_stays(feed: Feed) -> None:
    imported(feed, [row(1, mileage_km=None)])
    assert state(1) == State.DRAFT
    imported(feed, [row(1)])
    assert state(1) == State.PUBLISHED
    imported(feed, [row(1, price_eur=""), row(2)])
    assert (state(1), car(1).price_eur) == (State.PUBLISHED, 20_001)


def test_between_plan_and_application_a_sale_stays_a_sale(feed: Feed) -> None:
    imported(feed, [row(n) for n in range(6)])
    run = planned(feed, [row(0, price_eur=1), row(1, price_eur=2), *map(row, range(2, 5)), row(7)])
    car(0).mark_sold()
    car(1).delete()
    car(5).reserve()
    Listing.objects.filter(external_id="A0").update(locked_fields=["price_eur"])
    assert counts(imported(feed, [row(7)], complete=False))[0] == 1  # came by another run
    ImportRun.objects.filter(pk=run.pk).update(planned_at=timezone.now())
    runs.apply(run)
    assert run.state == DONE and (state(0), car(0).price_eur) == (State.SOLD, 20_000)
    assert not Listing.objects.filter(external_id="A1").exists()
    assert state(5) == State.WITHDRAWN and Listing.objects.filter(external_id="A7").count() == 1


def test_an_older_plan_never_undoes_a_later_file(feed: Feed) -> None:
    imported(feed, [row(1)])
    old = planned(feed, [row(1, price_eur=1)])
    imported(feed, [row(1, price_eur=2)])
    runs.apply(old)
    assert old.state == ImportRun.State.DISCARDED and car(1).price_eur == 2


def test_a_plan_that_waits_is_applied_when_a_person_confirms(feed: Feed) -> None:
    imported(feed, [row(n) for n in range(3)])
    run = imported(feed, [row(1)])
    assert run.state == ImportRun.State.WAITING and state(2) == State.PUBLISHED
    runs.confirm(run, SuperuserFactory(username="sanne"))
    run.refresh_from_db()
    runs.apply(run)
    assert (run.state, run.confirmed_by, state(2)) == (DONE, "sanne", State.WITHDRAWN)
    assert jobs("listings.apply_import") == [f'{{"run_id": {run.pk}}}']
    with pytest.raises(runs.RunError):
        runs.discard(run, None)


def test_a_dry_run_is_only_a_plan(feed: Feed) -> None:
    run = imported(feed, [row(1)], dry=True)
    assert run.state == ImportRun.State.PLANNED and not Listing.objects.exists()
    runs.discard(run, None)
    with pytest.raises(runs.RunError):
        runs.confirm(run, None)


def test_it_stops_between_transactions_and_goes_on(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "CARS", 2)
    run = planned(feed, [row(n) for n in range(5)])
    seen: list[int] = []

    def told(applied: int) -> None:
        seen.append(applied)
        if applied == 2:
            runs.stop(run)

    runs.apply(run, told=told)
    assert run.state == ImportRun.State.STOPPED and Listing.objects.count() in {2, 4}
    runs.confirm(run, None)
    runs.apply(run, told=seen.append)
    run.refresh_from_db()
    assert (run.state, run.applied, Listing.objects.count()) == (DONE, 5, 5)
    assert FeedCar.objects.count() == 5 and seen == sorted(seen)


def test_a_car_that_the_database_refuses_costs_no_other(feed: Feed) -> None:
    run = planned(feed, [row(n) for n in range(5)])
    bad = run.rows.get(external_id="A2")
    bad.facts["price_eur"] = 0
    bad.save()
    runs.apply(run)
    assert counts(run) == (4, 0, 0, 0, 1) and run.state == DONE and run.applied == 4
    assert "listing_price_not_zero" in run.rows.get(external_id="A2").reason
    assert Listing.objects.count() == 4


def test_statements_do_not_grow_with_the_cars(feed: Feed) -> None:
    imported(feed, [row(n) for n in range(20)])
    few, many = ([row(n, price_eur=100 + n, options=[]) for n in range(size)] for size in (2, 20))
    used = []
    for rows in (few, many):
        run = planned(feed, rows, complete=False)
        with CaptureQueriesContext(connection) as queries:
            runs.apply(run)
        used.append(len(queries))
    assert used[0] == used[1]
    assert Listing.objects.annotate(n=Count("options")).filter(n=0).count() == 20


def test_a_verb_and_a_feed_agree_what_may_move(feed: Feed) -> None:
    imported(feed, [row(1)])
    car(1).mark_sold()
    with pytest.raises(StateError):
        car(1).publish()


@pytest.mark.django_db(transaction=True)
def test_two_that_apply_one_plan_at_once_write_each_car_once(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a lost connection: the turn alone would keep them apart."""
    monkeypatch.setattr(applying, "CARS", 3)
    monkeypatch.setattr(applying, "turn", nullcontext)
    run = planned(feed, [row(n) for n in range(30)])
    gate = Barrier(2)

    def apply() -> None:
        gate.wait()
        runs.apply(ImportRun.objects.get(pk=run.pk))
        connection.close()

    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(apply) for _ in range(2)]:
            done.result()
    run.refresh_from_db()
    assert (run.state, run.applied, Listing.objects.count()) == (DONE, 30, 30)
    assert PhotoUpload.objects.count() == FeedCar.objects.count() == 30
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")  # for the tests after this one
