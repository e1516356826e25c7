"""For tests with transactions of their own, on a cluster that several processes share."""

import time
from functools import cache

from django.db import connection, transaction

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
    """All but what migrations filled, which Django's flush would make anew.

    TRUNCATE makes new files of a hundred tables and their indexes; a superuser, who may pass over
    triggers and keys, deletes the rows that are there instead, which is sooner done.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser') = 'on'")
        if not cursor.fetchone()[0]:
            cursor.execute(f"TRUNCATE {', '.join(_tables())}")
            return
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            " UNION ALL ".join(f"(SELECT '{name}' FROM {name} LIMIT 1)" for name in _tables())  # noqa: S608
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608


@cache
def _tables() -> list[str]:
    names = connection.introspection.table_names()
    return [connection.ops.quote_name(name) for name in names if name not in KEPT]
