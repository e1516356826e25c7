"""The queue as people see it: what waits, runs, is stuck or has failed, and what they may do.

It is told by SQL alone, so that the desk needs no code of procrastinate.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.functional import Promise

from carsite.jobs import TASKS, defer
from carsite.queue import ALIVE, LOCKS, WAKE

SHOWN = 50  # jobs of a kind
SHOWN_DONE = 15
LONGEST_ARGUMENT = 80


class Kind(StrEnum):
    STUCK = "stuck"  # begun by a worker that is dead, or has not been heard of for a minute
    FAILED = "failed"
    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"


class Verb(StrEnum):
    AGAIN = "again"  # what failed or is stuck waits anew, with all its attempts before it
    NOW = "now"  # what waits for its time waits no longer
    CANCEL = "cancel"  # what waits, failed or is stuck is not done
    START = "start"  # a task of the clock is done now too


@dataclass(frozen=True, slots=True)
class Job:
    number: int
    name: str
    kind: Kind
    arguments: str
    attempts: int
    due: datetime | None
    since: datetime  # of its last step
    error: str
    ended: str  # of a job that is done: succeeded, cancelled, aborted

    @property
    def label(self) -> str | Promise:
        task = TASKS.get(self.name)
        return task.label if task else self.name

    @property
    def known(self) -> bool:
        return self.name in TASKS


@dataclass(frozen=True, slots=True)
class Clockwork:
    """A task that the clock starts."""

    name: str
    label: str | Promise
    last: datetime | None
    succeeded: bool | None
    next: datetime


@dataclass(frozen=True, slots=True)
class Workers:
    number: int
    heartbeat: datetime | None  # the last sign of life of any


_HEARD_OF = f"""
    EXISTS (SELECT FROM procrastinate_workers AS worker WHERE worker.id = job.worker_id
            AND worker.id IN ({ALIVE}) AND last_heartbeat > now() - interval '1 minute')
"""
_KINDS = {
    Kind.STUCK: f"status = 'doing' AND NOT {_HEARD_OF}",
    Kind.FAILED: "status = 'failed'",
    Kind.RUNNING: f"status = 'doing' AND {_HEARD_OF}",
    Kind.WAITING: "status = 'todo'",
    Kind.DONE: "status IN ('succeeded', 'cancelled', 'aborted')",
}
_NEWEST_FIRST = {Kind.FAILED, Kind.DONE}
_JOBS = """
    SELECT job.id, task_name, args::text, attempts, scheduled_at, coalesce(error, ''),
           status::text, (SELECT max(at) FROM procrastinate_events AS event
                          WHERE event.job_id = job.id AND type <> 'scheduled')
    FROM procrastinate_jobs AS job
    LEFT JOIN carsite_jobfailure AS failure ON failure.job_id = job.id
    WHERE {which} ORDER BY {order} LIMIT %(shown)s
"""
_COUNT = f"""
    SELECT count(*) FILTER (WHERE {_KINDS[Kind.STUCK]}),
           count(*) FILTER (WHERE status = 'failed'),
           count(*) FILTER (WHERE {_KINDS[Kind.RUNNING]}),
           count(*) FILTER (WHERE status = 'todo')
    FROM procrastinate_jobs AS job WHERE status IN ('todo', 'doing', 'failed')
"""  # noqa: S608
_CLOCK = """
    SELECT DISTINCT ON (task_name) task_name, at, type = 'succeeded'
    FROM procrastinate_jobs AS job JOIN procrastinate_events AS event ON event.job_id = job.id
    WHERE task_name = ANY(%s) AND type IN ('succeeded', 'failed', 'deferred_for_retry')
    ORDER BY task_name, event.id DESC
"""
_DO = {
    Verb.AGAIN: f"""
        UPDATE procrastinate_jobs AS job SET status = 'todo', attempts = 0, scheduled_at = NULL,
            abort_requested = false, worker_id = NULL
        WHERE id = %(job)s AND (status = 'failed' OR {_KINDS[Kind.STUCK]})
    """,  # noqa: S608
    Verb.NOW: """
        UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE id = %(job)s AND status = 'todo'
    """,
    Verb.CANCEL: f"""
        UPDATE procrastinate_jobs AS job SET abort_requested = false, worker_id = NULL,
            status = CASE status WHEN 'doing' THEN 'aborted' ELSE 'cancelled' END
                     ::procrastinate_job_status
        WHERE id = %(job)s AND (status IN ('todo', 'failed') OR {_KINDS[Kind.STUCK]})
    """,  # noqa: S608
}


def counts() -> dict[Kind, int]:
    """How many jobs there are of each kind but those that are done."""
    row = next(_rows(_COUNT, {"class": LOCKS}))
    return dict(zip((Kind.STUCK, Kind.FAILED, Kind.RUNNING, Kind.WAITING), row, strict=True))


def jobs(kind: Kind) -> list[Job]:
    """The first of this kind: in the order in which they are done, or the newest."""
    shown = SHOWN_DONE if kind is Kind.DONE else SHOWN
    order = "job.id DESC" if kind in _NEWEST_FIRST else "priority DESC, job.id"
    statement = _JOBS.format(which=_KINDS[kind], order=order)
    return [_job(kind, row) for row in _rows(statement, {"class": LOCKS, "shown": shown})]


def one(number: int) -> Job | None:
    """The job of this number, wherever it stands."""
    for kind, which in _KINDS.items():
        statement = _JOBS.format(which=f"job.id = %(job)s AND {which}", order="job.id")
        for row in _rows(statement, {"class": LOCKS, "shown": 1, "job": number}):
            return _job(kind, row)
    return None


def number_that_needs_somebody() -> int:
    """How many jobs are stuck or have failed."""
    found = counts()
    return found[Kind.STUCK] + found[Kind.FAILED]


def workers() -> Workers:
    """Those that hold their lock at this moment."""
    statement = f"""
        SELECT count(*), max(last_heartbeat) FROM procrastinate_workers WHERE id IN ({ALIVE})
    """  # noqa: S608
    return next(Workers(*row) for row in _rows(statement, {"class": LOCKS}))


def clockwork(now: datetime) -> list[Clockwork]:
    """What the clock starts, with when it was last done and comes next."""
    from croniter import croniter

    tasks = [task for task in TASKS.values() if task.every]
    last = {name: how for name, *how in _rows(_CLOCK, [[task.name for task in tasks]])}
    found = []
    for task in tasks:
        at, succeeded = last.get(task.name, (None, None))
        coming = croniter(task.every, now.astimezone(UTC)).get_next(datetime)
        found.append(Clockwork(task.name, task.label, at, succeeded, coming))
    return found


def do(verb: Verb, job: int) -> bool:
    """Whether the job was still where the verb could reach it.

    False too where the same was asked for in the meantime, and waits.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_DO[verb], {"job": job, "class": LOCKS})
            done = bool(cursor.rowcount)
            cursor.execute(WAKE)
    except IntegrityError:
        return False
    return done


def start(task: str) -> None:
    """Do a task of the clock now too; nothing more where it waits already."""
    defer(task, queueing_lock=task, lock=task)


def _rows(statement: str, given: Any) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        yield from cursor.fetchall()


def _job(kind: Kind, row: tuple[Any, ...]) -> Job:
    number, name, arguments, attempts, due, error, ended, since = row
    return Job(number, name, kind, _words(arguments), attempts, due, since, error, ended)


def _words(arguments: str) -> str:
    """run_id=3, plate=…: what was asked, short enough to read."""
    given = {k: v for k, v in json.loads(arguments).items() if k != "timestamp"}
    text = ", ".join(f"{name}={value}" for name, value in given.items())
    return text if len(text) <= LONGEST_ARGUMENT else f"{text[:LONGEST_ARGUMENT]}…"
