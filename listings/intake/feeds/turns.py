"""One process at a time works on a feed; the database forgets the turn of one that was killed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

CLASS = 0x46656564  # "Feed": our half of the database's advisory locks


@contextmanager
def turn(feed_id: int) -> Iterator[None]:
    """Waits until no other process plans or applies an import of this feed.

    It is the session's lock and outlives transactions. It is not what keeps a car whole: that is
    each transaction, also for two that were let in at once by a lost connection.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [CLASS, feed_id])
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [CLASS, feed_id])


def is_taken(feed_id: int) -> bool:
    """Whether a process works on an import of this feed at this moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [CLASS, feed_id])
        is_free = bool(cursor.fetchone()[0])
        if is_free:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [CLASS, feed_id])
    return not is_free
