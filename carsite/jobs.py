"""Background work, as the rooms see it: ``task`` says what can be done, ``defer`` asks for it.

The queue is procrastinate's tables. Neither needs its code, so that a web process does not load
it; ``carsite.worker`` does.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

Function = TypeVar("Function", bound=Callable[..., None])
QUICK, SLOW = ("default", "slow")
# A job that already waits is the one to run, but not before this transaction is over: locked by
# the update, no worker can take it and miss what is being written here.
_DEFER = """
    INSERT INTO procrastinate_jobs AS waiting
        (queue_name, task_name, args, queueing_lock, lock, scheduled_at, priority)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (queueing_lock) WHERE status = 'todo' DO UPDATE SET
        scheduled_at = least(coalesce(waiting.scheduled_at, now()),
                             coalesce(excluded.scheduled_at, now()))
    RETURNING id
"""
_DEFER_EACH = """
    INSERT INTO procrastinate_jobs (queue_name, task_name, args)
    SELECT %s, %s, jsonb_build_object(%s::text, value) FROM unnest(%s::bigint[]) AS value
"""


@dataclass(frozen=True, slots=True)
class Task:
    """Something that can be done in the background; ``every`` is a cron line (UTC) or empty."""

    name: str
    label: str | Promise
    function: Callable[..., None]
    every: str
    queue: str


TASKS: dict[str, Task] = {}


def task(
    name: str, label: str | Promise, *, every: str = "", slow: bool = False
) -> Callable[[Function], Function]:
    """Make a function in a room's ``tasks`` module something that ``defer`` can ask for by name.

    ``label`` tells people what it does. With ``every`` it is also done by the clock: then it takes
    no arguments, never waits twice and never runs twice at once. What may take minutes is ``slow``:
    a worker does one such thing at a time, beside the quick ones that people wait for.
    """

    def declare(function: Function) -> Function:
        TASKS[name] = Task(name, label, function, every, SLOW if slow else QUICK)
        return function

    return declare


@cache
def know_the_tasks() -> None:
    """Import the rooms' ``tasks`` modules; they load what they need when they are done."""
    autodiscover_modules("tasks")


def queue_of(task: str) -> str:
    know_the_tasks()
    return TASKS[task].queue if task in TASKS else QUICK


def defer(
    task: str,
    *,
    queueing_lock: str = "",
    lock: str = "",
    schedule_at: datetime | None = None,
    first: bool = False,
    **arguments: Any,
) -> int:
    """Ask for a task to be run once the current transaction has committed; the job's number.

    ``task`` is a name from a room's ``tasks`` module, as "listings.apply_import"; the arguments
    are plain JSON values. While a job with the same ``queueing_lock`` waits, that one will do and
    its number is returned; of jobs with the same ``lock`` one runs at a time, in order. What
    somebody watches being done goes ``first``, before all that waits. A task may be run again
    after a kill, so running it twice must do no more than running it once.
    """
    row = [
        queue_of(task),
        task,
        json.dumps(arguments),
        queueing_lock or None,
        lock or None,
        schedule_at,
        int(first),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_DEFER, row)
        return int(cursor.fetchone()[0])


def defer_each(task: str, argument: str, values: list[int]) -> None:
    """Ask for a task once for each value of its one argument, by one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_DEFER_EACH, [queue_of(task), task, argument, values])
