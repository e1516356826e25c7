"""Background work: asked for in a transaction, done once, resumed after a kill."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from carsite.jobs import defer


def waiting() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args FROM procrastinate_jobs WHERE status = 'todo'")
        return list(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_job_is_part_of_the_transaction_that_asks() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        defer("listings.housekeeping")
        1 / 0  # noqa: B018
    assert not waiting()
    defer("listings.plan_import", run_id=3)
    assert waiting() == [("listings.plan_import", '{"run_id": 3}')]


@pytest.mark.django_db
def test_one_waiting_job_is_enough_and_the_earliest_time_counts() -> None:
    now = timezone.now()
    first = defer("a.b", queueing_lock="q", schedule_at=now + timedelta(days=1))
    assert defer("a.b", queueing_lock="q", schedule_at=now) == first != defer("a.b")
    with connection.cursor() as cursor:
        cursor.execute("SELECT scheduled_at FROM procrastinate_jobs WHERE id = %s", [first])
        assert cursor.fetchone() == (now,)
