"""The tests beside one another share a cluster, and with it the oldest running transaction."""

import time

from django.db import connection

MOST_SECONDS = 120


def wait_for_older_ones() -> None:
    """Until every transaction is over that began before this moment, in any database."""
    deadline = time.monotonic() + MOST_SECONDS
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (mine,) = cursor.fetchone()
        while True:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            if cursor.fetchone()[0] > mine:
                return
            assert time.monotonic() < deadline, "a transaction of another test does not end"
            time.sleep(0.05)
