"""Background work: asked for in a transaction, done once, resumed after a kill."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import connector_params

from carsite import queue, work
from carsite.jobs import SLOW, TASKS, Task, defer, know_the_tasks
from carsite.models import JobFailure
from carsite.work import Job, Kind

from .postgres.users import CHECKOUT, wait_until

Worker = subprocess.Popen[bytes]


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


@pytest.mark.django_db
def test_what_somebody_waits_for_goes_first() -> None:
    defer("a.b")
    first = defer("a.b", first=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_jobs ORDER BY priority DESC, id")
        assert cursor.fetchone() == (first,)


@pytest.fixture
def start(transactional_db: None, tmp_path: Path) -> Iterator[Callable[[], Worker]]:
    """Starts a worker on the test's database; none is left in the end."""
    started: list[Worker] = []

    def begin() -> Worker:
        command = [sys.executable, "-m", "tests.worker", connection.settings_dict["NAME"]]
        started.append(subprocess.Popen([*command, str(tmp_path)], cwd=CHECKOUT))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()
    Group.objects.filter(name="club").delete()  # groups stay when tables are emptied


def numbers(kind: Kind) -> list[int]:
    return [job.number for job in work.jobs(kind)]


def test_job_of_a_killed_worker_is_resumed_and_done_once(
    start: Callable[[], Worker], tmp_path: Path
) -> None:
    job, begun = defer("tests.found", name="club"), tmp_path / "club.begun"
    first = start()
    wait_until(begun.exists)
    assert numbers(Kind.RUNNING) == [job]
    first.kill()
    first.wait()
    wait_until(lambda: numbers(Kind.STUCK) == [job])
    begun.unlink()
    second = start()
    wait_until(begun.exists)
    assert not Group.objects.filter(name="club").exists()
    (tmp_path / "go").touch()
    wait_until(lambda: numbers(Kind.DONE) == [job])
    assert Group.objects.filter(name="club").count() == 1
    second.send_signal(signal.SIGTERM)
    assert second.wait() == 0
    assert work.workers().number == 0


def test_failure_is_kept_and_tried_again_later(start: Callable[[], Worker]) -> None:
    job = defer("tests.fail", text="no such thing")
    start()
    found: list[Job] = []
    wait_until(lambda: found.extend(j for j in work.jobs(Kind.WAITING) if j.error) or bool(found))
    assert found[0].number == job
    assert found[0].error.startswith("ValueError: no such thing\ntests/worker.py:")
    assert found[0].due
    assert found[0].attempts == 1


def test_quick_job_waits_for_no_slow_one_and_neither_does_a_stop(
    start: Callable[[], Worker], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Task("tests.found", "", print, "", SLOW)
    monkeypatch.setitem(TASKS, "tests.found", slow)
    defer("tests.found", name="club")
    process = start()
    wait_until((tmp_path / "club.begun").exists)
    defer("tests.quick", name="quick")
    wait_until((tmp_path / "quick").exists)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0  # cut short, for another to resume
    wait_until(lambda: work.counts()[Kind.STUCK] == 1)


@pytest.mark.django_db
def test_job_that_kills_its_workers_is_given_up() -> None:
    job = defer("a.b")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = 9")
        with connection.connection.cursor() as psycopg_cursor:
            assert queue.put_back(psycopg_cursor.connection, 0) == 1
    assert numbers(Kind.FAILED) == [job]
    assert "again and again" in JobFailure.objects.get(pk=job).error


@pytest.mark.django_db
def test_old_jobs_are_forgotten_and_failures_later() -> None:
    with connection.cursor() as cursor:
        for status in ("todo", "failed", "succeeded"):
            job = defer("a.b")
            cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, job])
    assert queue.tidy(timezone.now() + queue.KEEP_DONE + timedelta(1)) == 1
    assert queue.tidy(timezone.now() + queue.KEEP_FAILED + timedelta(1)) == 1
    assert len(waiting()) == 1


def test_what_is_asked_for_can_be_done() -> None:
    """Names in ``defer`` calls are texts, which no type checker follows."""
    know_the_tasks()
    rooms = (path for room in ("carsite", "listings", "articles") for path in Path(room).rglob("*"))
    code = "".join(path.read_text() for path in rooms if path.suffix == ".py")
    assert set(re.findall(r'(?<![.\w])defer(?:_each)?\(\s*"([^"]+)"', code)) <= set(TASKS)


def test_rooms_name_their_tasks_after_themselves() -> None:
    know_the_tasks()
    assert {name.partition(".")[0] for name in TASKS} <= {"carsite", "listings", "articles"}
    assert all(str(task.label) for task in TASKS.values())


def test_worker_that_loses_its_session_ends(start: Callable[[], Worker]) -> None:
    process = start()
    wait_until(lambda: work.workers().number == 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid) "
            "WHERE classid = %s AND datname = current_database()",
            [queue.LOCKS],
        )
    assert process.wait(20) == 1


@pytest.mark.django_db(transaction=True)
def test_waiting_job_is_not_begun_before_who_asks_again_has_committed() -> None:
    job = defer("a.b", queueing_lock="one")
    fetch = "SELECT id FROM procrastinate_fetch_job_v2(NULL, NULL)"
    with psycopg.connect(**connector_params()) as worker:
        with transaction.atomic():
            assert defer("a.b", queueing_lock="one") == job
            assert worker.execute(fetch).fetchone() == (None,)
        assert worker.execute(fetch).fetchone() == (job,)
