"""The queue as the worker sees it: who lives, what dead workers left, what went wrong.

Who lives holds an advisory lock under its worker's number, in a session that ends with it.
"""

import logging
import sys
import traceback
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from django.db import DatabaseError, connection

log = logging.getLogger(__name__)

LOCKS = 20_261_122  # the class of our advisory locks; the object is the worker's number
# A job whose worker died this often is taken for the cause.
MOST_DEATHS = 10
KEEP_DONE = timedelta(days=2)
KEEP_FAILED = timedelta(days=90)
ERROR_LENGTH = 2_000
PLACES = 3
CHECKOUT = Path(__file__).parents[1]

ALIVE = """
    SELECT objid::bigint FROM pg_locks
    WHERE locktype = 'advisory' AND classid = %(class)s AND objsubid = 2 AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
# Workers hear of new jobs by themselves, of jobs that wait again by this.
WAKE = """
    SELECT pg_notify('procrastinate_queue_v1#' || name, '{"type": "job_inserted", "job_id": 0}')
    FROM unnest(ARRAY['default', 'slow']) AS name
"""

# In a transaction, so that of two who look after the dead one does it.
_DEAD = """
    SELECT id FROM procrastinate_workers
    WHERE id <> %(me)s AND pg_try_advisory_xact_lock(%(class)s, id::int)
"""
# A statement of a killed process may still be running, and even commit.
_END_SESSIONS = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = ANY(%s)
"""
_LEFT_BEHIND = """
    SELECT id, attempts, queueing_lock FROM procrastinate_jobs
    WHERE status = 'doing' AND (worker_id = ANY(%s) OR worker_id IS NULL) FOR UPDATE
"""
_TWIN_NOW = """
    UPDATE procrastinate_jobs SET scheduled_at = NULL
    WHERE queueing_lock = %s AND status = 'todo' RETURNING id
"""
_NOTE = """
    INSERT INTO carsite_jobfailure (job_id, at, error) VALUES (%s, now(), %s)
    ON CONFLICT (job_id) DO UPDATE SET at = excluded.at, error = excluded.error
"""
_TIDY = """
    WITH old AS (
        SELECT id FROM procrastinate_jobs AS job
        WHERE status NOT IN ('todo', 'doing')
          AND (SELECT max(at) FROM procrastinate_events WHERE job_id = job.id)
              < CASE status WHEN 'failed' THEN %(failed)s ELSE %(done)s END
    ), notes AS (
        DELETE FROM carsite_jobfailure WHERE job_id IN (SELECT id FROM old)
    )
    DELETE FROM procrastinate_jobs WHERE id IN (SELECT id FROM old)
"""


def session_name(worker: int) -> str:
    """What the sessions in which this worker does its jobs are called."""
    return f"work {worker}"


def register(session: "psycopg.Connection[Any]") -> int:
    """A number for a new worker, alive from the moment that others can see it."""
    with session.transaction():
        row = session.execute("SELECT * FROM procrastinate_register_worker_v1()").fetchone()
        number = int(row[0]) if row else 0
        session.execute("SELECT pg_advisory_lock(%s, %s)", [LOCKS, number])
    return number


def put_back(session: "psycopg.Connection[Any]", me: int) -> int:
    """Let the jobs of dead workers wait again, those that kill every worker excepted; how many."""
    with session.transaction():
        rows = session.execute(_DEAD, {"me": me, "class": LOCKS}).fetchall()
        dead = [row[0] for row in rows]
        if dead:
            session.execute(_END_SESSIONS, [[session_name(number) for number in dead]])
        left = session.execute(_LEFT_BEHIND, [dead]).fetchall()
        for job, attempts, queueing_lock in left:
            _put_back(session, job, attempts, queueing_lock)
        session.execute("DELETE FROM procrastinate_workers WHERE id = ANY(%s)", [dead])
        if left:
            session.execute(WAKE)
            log.warning("jobs of dead workers %s wait again: %s", dead, [row[0] for row in left])
    return len(left)


def _put_back(
    session: "psycopg.Connection[Any]", job: int, attempts: int, queueing_lock: str | None
) -> None:
    if attempts + 1 >= MOST_DEATHS:
        session.execute("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", [job])
        session.execute(_NOTE, [job, "The worker died while it did this, again and again."])
    elif queueing_lock and session.execute(_TWIN_NOW, [queueing_lock]).fetchone():
        session.execute("SELECT procrastinate_finish_job_v1(%s, 'aborted', false)", [job])
    else:
        again = "SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)"
        session.execute(again, [job])


def note_failure(job: int, error: Exception) -> None:
    """Keep what went wrong and where; a database that is away has other worries."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_NOTE, [job, describe(error)])
    except DatabaseError:
        log.exception("the failure of job %s could not be kept", job)


def describe(error: Exception) -> str:
    """The error, and the last lines of our own code on the way to it."""
    below_the_worker = traceback.extract_tb(error.__traceback__)[1:]
    frames = [(Path(frame.filename), frame) for frame in below_the_worker]
    places = [
        f"{path.relative_to(CHECKOUT)}:{frame.lineno} {frame.name}"
        for path, frame in frames
        if path.is_relative_to(CHECKOUT) and not path.is_relative_to(sys.prefix)
    ]
    text = f"{type(error).__name__}: {error}".replace("\0", "")[:ERROR_LENGTH]
    return "\n".join([text, *reversed(places[-PLACES:])])


def tidy(now: datetime) -> int:
    """Forget jobs that were done two days ago, or failed three months ago; how many."""
    before = {"done": now - KEEP_DONE, "failed": now - KEEP_FAILED}
    with connection.cursor() as cursor:
        cursor.execute(_TIDY, before)
        return int(cursor.rowcount)
