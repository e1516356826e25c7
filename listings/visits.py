"""Visits of cars, counted in this process and written now and then: numbers, and nobody's."""

import atexit
import logging
import threading
import time
from collections import Counter
from datetime import date

from django.db import DatabaseError, connection, transaction

EVERY_SECONDS = 10.0
MOST_KEPT = 2_000  # cars, until they are written
# In the order of the cars, so that two processes that write at once wait and never lock up.
_WRITE = """
    INSERT INTO listings_listingday (listing_id, day, views)
    SELECT id, told.day, told.views FROM unnest(%s::bigint[], %s::date[], %s::int[])
        AS told (id, day, views) JOIN listings_listing USING (id) ORDER BY id, told.day
    ON CONFLICT (listing_id, day) DO UPDATE SET views = listings_listingday.views + excluded.views
"""

_lock = threading.Lock()
_counted: Counter[tuple[int, date]] = Counter()
_written_at = time.monotonic()
logger = logging.getLogger(__name__)


def count(listing_id: int, day: date) -> None:
    """One more visit of a car; writes what was counted where the last time is long ago."""
    with _lock:
        _counted[listing_id, day] += 1
        is_due = time.monotonic() - _written_at >= EVERY_SECONDS or len(_counted) >= MOST_KEPT
    if is_due:
        write()


@atexit.register
def write() -> None:
    """Add what was counted to ``ListingDay``. What cannot be written is lost: it is a count."""
    global _written_at  # noqa: PLW0603 -- the module's one clock
    with _lock:
        rows = sorted(_counted.items())
        _counted.clear()
        _written_at = time.monotonic()
    if not rows:
        return
    cars, days, views = zip(*((car, day, number) for (car, day), number in rows), strict=True)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_WRITE, [list(cars), list(days), list(views)])
    except DatabaseError as error:
        logger.warning("%d visits were not written: %s", sum(views), error)


def forget() -> None:
    """Drop what was counted, for tests."""
    with _lock:
        _counted.clear()
