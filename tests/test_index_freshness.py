"""The index follows the change log: every commit is seen, no rollback, in whatever order."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from listings.housekeeping import trim_change_log
from listings.models import Listing, ListingChange, Make, bulk_load
from listings.search import index, log
from listings.search.criteria import Criteria
from listings.search.index import Index
from listings.search.plain import Plain
from listings.vocabulary import dictionary
from tests.factories import ArticleFactory, CarModelFactory, ListingFactory, MakeFactory
from tests.transactions import wait_for_older_ones

pytestmark = pytest.mark.django_db(transaction=True)

CHEAPEST = Criteria(sort="price")
PRICE = "UPDATE listings_listing SET price_eur = %s WHERE id = %s"
MILEAGE = "UPDATE listings_listing SET mileage_km = %s WHERE id = %s"


class Session:
    """A second visitor of the database, in transactions of its own."""

    def __init__(self) -> None:
        self.database: BaseDatabaseWrapper = connection.copy()

    def begin(self) -> None:
        self.database.set_autocommit(False)

    def write(self, number: int, pk: int, statement: str = PRICE) -> None:
        with self.database.cursor() as cursor:
            cursor.execute(statement, [number, pk])

    def commit(self) -> None:
        self.database.commit()
        self.database.set_autocommit(True)

    def roll_back(self) -> None:
        self.database.rollback()
        self.database.set_autocommit(True)


@contextmanager
def sessions(number: int) -> Iterator[list[Session]]:
    opened = [Session() for _ in range(number)]
    try:
        yield opened
    finally:
        for session in opened:
            session.database.close()


def cars(number: int) -> list[int]:
    return [ListingFactory(price_eur=1_000 * (place + 1)).pk for place in range(number)]


def is_right() -> bool:
    """Whether the index, after a look, has the database's cars in the database's order."""
    return index.fresh().ids(CHEAPEST, 99) == Plain().ids(CHEAPEST, 99)


def moved(before: Index | Plain, after: Index | Plain, car: int) -> set[str]:
    """Which numbers moved: this car's, and those of what is no car."""
    old, new = before.versions, after.versions
    assert old
    assert new
    found = {name for name in ("articles", "catalogue") if old.other(name) != new.other(name)}
    return found | ({"car"} if old.of(car) != new.of(car) else set())


def test_sees_what_was_published_changed_and_sold() -> None:
    first, second = cars(2)
    assert index.search(CHEAPEST).ids == [first, second]
    third = ListingFactory(price_eur=500)
    Listing.objects.get(pk=first).mark_sold()
    Listing.objects.filter(pk=second).update(price_eur=400)
    assert index.search(CHEAPEST).ids == [second, third.pk]
    assert is_right()


def test_a_rollback_was_never_there() -> None:
    (car,) = cars(1)
    index.fresh()
    with sessions(1) as (session,):
        session.begin()
        session.write(7, car)
        assert is_right()
        session.roll_back()
    assert is_right()


def test_sees_the_earlier_transaction_that_commits_later() -> None:
    early, late = cars(2)
    index.fresh()
    with sessions(2) as (first, second):
        first.begin()
        first.write(9_000, early)
        second.begin()
        second.write(8_000, late)
        second.commit()
        assert index.search(CHEAPEST).ids == [early, late]
        first.commit()
    assert index.search(CHEAPEST).ids == [late, early]


def test_reading_by_sequence_would_miss_it() -> None:
    """The control: what the overlap rule is for."""
    early, late = cars(2)
    with sessions(2) as (first, second):
        first.begin()
        first.write(9_000, early)
        second.begin()
        second.write(8_000, late)
        second.commit()
        last_seen = ListingChange.objects.latest("seq").seq
        first.commit()
    assert not ListingChange.objects.filter(seq__gt=last_seen, listing_id=early).exists()


def test_a_transaction_held_open_delays_nobody() -> None:
    held, free = cars(2)
    with sessions(1) as (slow,):
        slow.begin()
        slow.write(9_000, held)
        index.fresh()
        for price in (800, 700, 600):
            Listing.objects.filter(pk=free).update(price_eur=price)
            assert index.search(CHEAPEST).ids == [free, held]
            assert is_right()
        slow.commit()
    assert is_right()


def test_rows_seen_before_are_not_read_again() -> None:
    held, free = cars(2)
    with sessions(1) as (slow,):
        slow.begin()
        slow.write(9_000, held)
        with transaction.atomic():
            mark = log.take_mark()
        Listing.objects.filter(pk=free).update(price_eur=800)
        news = log.look(mark)
        assert news.listings == {free}
        assert log.look(news.mark).listings == frozenset()
        slow.roll_back()


@pytest.mark.parametrize("seed", range(4))
def test_any_interleaving_ends_right(seed: int) -> None:
    chance = random.Random(seed)
    with sessions(3) as opened:
        own = [cars(3) for _ in opened]  # each its own, so that none waits for another
        is_busy = [False] * len(opened)
        index.fresh()
        for _ in range(60):
            place = chance.randrange(len(opened))
            session = opened[place]
            if not is_busy[place]:
                session.begin()
                is_busy[place] = True
            elif chance.random() < 0.6:
                session.write(chance.randrange(1, 99), chance.choice(own[place]))
            else:
                chance.choice([session.commit, session.commit, session.roll_back])()
                is_busy[place] = False
            assert chance.random() < 0.5 or is_right()
        for session in opened:
            session.roll_back()
    assert is_right()
    assert index.search(CHEAPEST) == Plain().search(CHEAPEST)


def test_trimming_between_looks_loses_nothing() -> None:
    """Three readers with marks of any age, while rows are written and trimmed in any order."""
    chance = random.Random(4)
    pks = cars(4)
    known = [dict.fromkeys(pks, 80_000) for _ in range(3)]  # what each reader holds
    with transaction.atomic():
        marks = [log.take_mark()] * 3

    def look(reader: int) -> bool:
        news = log.look(marks[reader])
        marks[reader] = news.mark
        told = Listing.objects.filter(pk__in=pks if news.everything else news.listings)
        known[reader] |= told.values_list("pk", "mileage_km")
        assert known[reader] == dict(Listing.objects.values_list("pk", "mileage_km"))
        return news.is_lost

    with sessions(2) as opened:
        for session in opened:
            session.begin()
        for step in range(240):
            writer, reader = chance.randrange(2), chance.randrange(3)
            opened[writer].write(step, chance.choice(pks[writer::2]), MILEAGE)
            if chance.random() < 0.3:
                chance.choice([opened[writer].commit, opened[writer].roll_back])()
                opened[writer].begin()
            if chance.random() < 0.2:
                trim_change_log(timezone.now() + timedelta(days=3_650))
            if chance.random() < 0.1:
                look(reader)
        for session in opened:
            session.roll_back()
    Listing.objects.filter(pk=pks[0]).update(mileage_km=1)
    wait_for_older_ones()
    trim_change_log(timezone.now() + timedelta(days=3_650))
    assert all(look(reader) for reader in range(3))
    assert not any(look(reader) for reader in range(3))


def test_only_what_changed_is_read_again() -> None:
    pks = cars(3)
    before = index.fresh()
    Listing.objects.filter(pk=pks[0]).update(price_eur=1)
    after = index.fresh()
    assert isinstance(before, Index)
    assert isinstance(after, Index)
    main, small = after.segments
    assert main.sets is before.segments[0].sets
    assert small.ids.tolist() == [pks[0]]


def test_many_changes_build_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "DELTA_ROWS", 2)
    cars(4)
    index.fresh()
    Listing.objects.update(mileage_km=1)
    after = index.fresh()
    assert isinstance(after, Index)
    assert len(after.segments) == 1
    assert is_right()


def test_a_bulk_load_builds_anew() -> None:
    (car,) = cars(1)
    index.fresh()
    with bulk_load():
        Listing.objects.filter(pk=car).update(price_eur=5)
    assert is_right()


def test_new_words_are_known_after_a_look() -> None:
    index.fresh()
    assert "tesla" not in dictionary.current().make_by_slug
    MakeFactory(slug="tesla")
    index.fresh()
    assert "tesla" in dictionary.current().make_by_slug


def test_a_new_model_moves_the_vocabulary_and_no_car() -> None:
    (car,) = cars(1)
    before = index.fresh()
    CarModelFactory(make__slug="tesla", slug="model-3")
    after = index.fresh()
    assert isinstance(before, Index)
    assert isinstance(after, Index)
    assert after.segments is before.segments
    assert moved(before, after, car) == {"catalogue"}


def test_a_renamed_make_moves_the_words_of_its_cars() -> None:
    (car,) = cars(1)
    other = ListingFactory(model=CarModelFactory(make__slug="tesla", slug="model-3")).pk
    before = index.fresh()
    Make.objects.filter(slug="peugeot").update(name="Zastava")
    after = index.fresh()
    assert before.total(Criteria(words=("zastava",))) == 0
    assert after.ids(Criteria(words=("zastava",)), 9) == [car]
    assert moved(before, after, car) == {"car", "catalogue"}
    assert moved(before, after, other) == {"catalogue"}


def test_an_edited_article_moves_the_articles_alone() -> None:
    (car,) = cars(1)
    article = ArticleFactory()
    before = index.fresh()
    article.title = "Anders"
    article.save()
    after = index.fresh()
    assert moved(before, after, car) == {"articles"}


def test_an_emptied_table_empties_the_search() -> None:
    cars(2)
    assert index.fresh().total(Criteria()) == 2
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE listings_listing CASCADE")
    assert index.fresh().total(Criteria()) == 0


def test_words_read_before_the_first_look_are_read_again() -> None:
    dictionary.current()
    MakeFactory(slug="tesla")
    index.fresh()
    assert "tesla" in dictionary.current().make_by_slug


def test_looks_once_in_a_while(settings: Any) -> None:
    settings.SEARCH_LOOK_SECONDS = 3_600
    cars(1)
    assert index.search(Criteria()).total == 1
    cars(1)
    assert index.search(Criteria()).total == 1
    assert index.fresh(now=True).total(Criteria()) == 2


def test_a_transaction_sees_its_own_world_alone() -> None:
    cars(1)
    index.fresh()
    with transaction.atomic():
        cars(1)
        assert index.search(Criteria()).total == 2
        transaction.set_rollback(True)
    assert index.search(Criteria()).total == 1


@pytest.mark.parametrize("seed", range(6))
def test_a_transaction_sees_what_it_did_took_back_and_others_did(seed: int) -> None:
    choose = random.Random(seed)
    mine, others = cars(3), cars(3)
    if seed % 2:
        index.fresh()
    with sessions(1) as (session,), transaction.atomic():
        points = []
        for _ in range(25):
            match choose.choice(["write", "write", "mark", "take back", "other", "rename"]):
                case "write":
                    Listing.objects.filter(pk=choose.choice(mine)).update(
                        price_eur=choose.randrange(9_000)
                    )
                case "mark":
                    points.append(transaction.savepoint())
                case "take back" if points:
                    transaction.savepoint_rollback(points[-1])
                case "other":
                    session.write(choose.randrange(9_000), choose.choice(others))
                case "rename":
                    Make.objects.update(name=f"Merk {choose.randrange(99)}")
            assert is_right()
            names = {make.name for make in dictionary.current().make_by_id.values()}
            assert names == set(Make.objects.values_list("name", flat=True))
        transaction.set_rollback(True)
    assert is_right()


def test_a_transaction_reads_the_stock_again_only_for_news() -> None:
    with transaction.atomic():
        cars(1)
        before = index.fresh()
        assert index.fresh() is before
        cars(1)
        assert index.fresh() is not before


@pytest.mark.parametrize("server", [("7", 1, 1), (None, None, 1)])
def test_another_server_means_another_index(server: log.Server) -> None:
    with transaction.atomic():
        mark = log.take_mark()
    assert not log.look(mark).everything
    assert log.look(replace(mark, server=server)).everything


def test_follows_where_the_identity_may_not_be_read() -> None:
    with transaction.atomic():
        known = log.take_mark()
    mark = replace(known, may_ask=False, server=(None, None, known.server[2]))
    pks = cars(1)
    news = log.look(mark)
    assert news.listings == set(pks)
    assert news.mark.server == mark.server


def test_the_database_answers_while_the_first_index_is_built() -> None:
    cars(2)
    with index._one_looks:  # as another thread holds it that builds
        assert isinstance(index.fresh(), Plain)
        assert index.search(CHEAPEST) == Plain().search(CHEAPEST)


def test_a_first_look_that_another_thread_takes_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index, "FIRST_LOOK_SECONDS", 60)
    cars(2)
    index._one_looks.acquire()
    with ThreadPoolExecutor(1) as others:
        answer = others.submit(_fresh_in_a_thread)
        assert not wait([answer], timeout=0.2).done
        index._look()
        index._one_looks.release()
        assert isinstance(answer.result(), Index)


def _fresh_in_a_thread() -> object:
    try:
        return index.fresh()
    finally:
        connection.close()


def test_a_look_that_is_cancelled_leaves_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """A replica cancels what is in the way of its recovery; the next look finds it all."""
    (car,) = cars(1)
    index.fresh()
    Listing.objects.filter(pk=car).update(price_eur=7)

    def cancelled(_mark: log.Mark) -> log.News:
        raise OperationalError("canceling statement due to conflict with recovery")

    with monkeypatch.context() as patch:
        patch.setattr(log, "look", cancelled)
        assert index.fresh().ids(CHEAPEST, 9) == [car]
    assert is_right()
