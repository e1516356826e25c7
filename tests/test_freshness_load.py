"""The freshness benchmark in small: every commit is seen, and the other ways to look lose some."""

from collections.abc import Iterator

import psycopg
import pytest

from benchmarks.commits import controls, scratch
from benchmarks.commits.judging import judge
from benchmarks.commits.phase import Plan, run
from benchmarks.commits.watching import Sight
from benchmarks.commits.writing import Commit
from listings.models import Listing
from listings.search.criteria import Criteria
from tests.factories import ListingFactory, OptionFactory

pytestmark = pytest.mark.django_db(transaction=True)

QUESTIONS = [
    Criteria(),
    Criteria(sort="price", page=2),
    Criteria(bodies=("sedan",), sort="mileage"),
]


@pytest.fixture
def connected() -> Iterator[list[psycopg.Connection]]:
    """Three connections; the last one looks."""
    opened = [psycopg.connect(scratch.address()) for _ in range(3)]
    opened[2].autocommit = True
    yield opened
    for one in opened:
        one.close()


def write(database: psycopg.Connection, pk: int, price: int) -> None:
    database.execute("UPDATE listings_listing SET price_eur = %s WHERE id = %s", [price, pk])


# The oldest running transaction of this test's database: the tests beside it run some of their
# own in others, and those would hold up the controls that wait for all of the cluster.
OWN_XMIN = """(
    SELECT coalesce(min(backend_xid::text::bigint),
                    pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
    FROM pg_stat_activity WHERE datname = current_database()
)"""


def test_the_other_ways_to_look_lose_changes_or_wait(
    connected: list[psycopg.Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controls, "XMIN", OWN_XMIN)
    early, late = (ListingFactory().pk for _ in range(2))
    first, second, third = connected
    begun = controls.begin(third)
    seen: list[set[int]] = [set() for _ in begun]

    def look() -> list[int]:
        for control, rows in zip(begun, seen, strict=True):
            rows.update(controls.look(third, control))
        return [len(rows) for rows in seen]

    write(first, early, 7_000)
    write(second, late, 8_000)
    write(first, early, 7_500)
    first.commit()
    assert look() == [2, 2, 2]
    second.commit()
    assert look() == [2, 2, 3]  # the number of the last row lies between those seen
    second.execute("SELECT pg_current_xact_id()")
    write(first, early, 7_900)
    first.commit()
    assert look() == [3, 2, 3]  # who waits for a stranger sees nothing new
    second.rollback()
    assert look() == [3, 3, 4]


def test_the_judge_knows_what_is_missing_and_what_never_was() -> None:
    old, new = (1_000, False), (2_000, False)
    commits = [Commit(1, 5.0, 5.1, {7: new})]
    assert judge({7: old}, commits, [Sight(6.0, 6.1, {7: new})]).seconds == [1.0]
    assert judge({7: old}, commits, [Sight(6.0, 6.1, {7: old})]).missed == 1
    assert judge({7: old}, commits, [Sight(4.0, 4.1, {7: new})]).phantoms == 1
    back = [Sight(6.0, 6.1, {7: new}), Sight(7.0, 7.1, {7: old})]
    assert judge({7: old}, commits, back).phantoms == 1


def test_two_machines_see_every_commit_and_no_other() -> None:
    OptionFactory()
    for _ in range(24):
        ListingFactory()
    pool = scratch.make_pool(24)
    plan = Plan(
        scratch.address(), seconds=2, rate=60, connections=4, processes=2, after_seconds=0.5
    )
    outcome = run(plan, pool, QUESTIONS)
    assert len(outcome.load.commits) > 20
    assert outcome.load.rolled_back
    assert [(one.missed, one.phantoms) for one in outcome.verdicts] == [(0, 0)] * 2
    assert outcome.wrong_answers == [0, 0]
    assert Listing.objects.filter(pk__in=pool.cars).count() < len(pool.cars)
