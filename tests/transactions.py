"""For tests with transactions of their own, on a cluster that several processes share."""

import time
from functools import cache

from django.core.management.color import no_style
from django.db import connection

MOST_SECONDS = 120
# Filled by migrations; tests that run after these still want them.
KEPT = {
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "django_migrations",
}


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


def empty_tables() -> None:
    """All but what migrations filled: Django's flush makes that again, which takes longer."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), _tables()):
            cursor.execute(statement)


@cache
def _tables() -> list[str]:
    return [name for name in connection.introspection.table_names() if name not in KEPT]
