"""Background work, as those who ask for it see it: ``defer`` puts a job in the queue.

The queue is procrastinate's tables. Asking needs none of its code, so that a web process does not
load it; ``carsite.worker`` does.
"""

import json
from datetime import datetime
from typing import Any

from django.db import connection

QUEUE = "default"
# A job that already waits is the one to run, but not before this transaction is over: locked by
# the update, no worker can take it and miss what is being written here.
_DEFER = """
    INSERT INTO procrastinate_jobs AS waiting
        (queue_name, task_name, args, queueing_lock, lock, scheduled_at)
    VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (queueing_lock) WHERE status = 'todo' DO UPDATE SET
        scheduled_at = least(coalesce(waiting.scheduled_at, now()),
                             coalesce(excluded.scheduled_at, now()))
    RETURNING id
"""


def defer(
    task: str,
    *,
    queueing_lock: str = "",
    lock: str = "",
    schedule_at: datetime | None = None,
    **arguments: Any,
) -> int:
    """Ask for a task to be run once the current transaction has committed; the job's number.

    ``task`` is a name from a room's ``tasks`` module, as "listings.apply_import"; the arguments
    are plain JSON values. While a job with the same ``queueing_lock`` waits, that one will do and
    its number is returned; of jobs with the same ``lock`` one runs at a time, in order. A task may
    be run again after a kill, so running it twice must do no more than running it once.
    """
    row = [QUEUE, task, json.dumps(arguments), queueing_lock or None, lock or None, schedule_at]
    with connection.cursor() as cursor:
        cursor.execute(_DEFER, row)
        return int(cursor.fetchone()[0])
