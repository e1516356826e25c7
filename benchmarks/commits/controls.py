"""Three other ways to follow the log, each of which loses changes or waits for strangers."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import psycopg

from benchmarks.commits.writing import Commit

POLL_SECONDS = 0.1
XMIN = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
LOG = "FROM listings_listingchange WHERE"


@dataclass
class Control:
    """``statement`` gives (row, its transaction, xmin) of all rows after ``mark``."""

    name: str
    statement: str
    next_mark: Callable[[list[tuple[int, int, int]], int], int]
    mark: int = 0


def controls() -> list[Control]:
    return [
        Control(
            "seq > last",
            f"SELECT seq, xid, {XMIN} {LOG} seq > %s",
            lambda rows, mark: max([mark, *(seq for seq, _xid, _xmin in rows)]),
        ),
        Control(
            "seq > last, xid < xmin",
            f"SELECT seq, xid, {XMIN} {LOG} seq > %s AND xid < {XMIN}",
            lambda rows, mark: max([mark, *(seq for seq, _xid, _xmin in rows)]),
        ),
        Control(
            "xid >= last xmin, xid < xmin",
            f"SELECT seq, xid, {XMIN} {LOG} xid >= %s AND xid < {XMIN}",
            lambda rows, mark: max([mark, *(xmin for _seq, _xid, xmin in rows)]),
        ),
    ]


Rows = dict[int, float]  # seq → when it was seen, monotonic seconds


def begin(database: psycopg.Connection) -> list[Control]:
    """The three, with their marks at the end of the log as it is while nobody writes."""
    row = database.execute(
        f"SELECT coalesce(max(seq), 0), {XMIN} FROM listings_listingchange"  # noqa: S608
    ).fetchone()
    assert row is not None  # noqa: S101  an aggregate has a row
    begun = controls()
    for control in begun:
        control.mark = row[1] if control.statement.count("xid >=") else row[0]
    return begun


def follow(
    database: psycopg.Connection, begun: list[Control], is_over: Callable[[], bool]
) -> list[Rows]:
    """What each saw, and when."""
    seen: list[Rows] = [{} for _ in begun]
    while not is_over():
        for control, rows in zip(begun, seen, strict=True):
            found = look(database, control)
            now = time.monotonic()
            rows |= {seq: now for seq in found if seq not in rows}
        time.sleep(POLL_SECONDS)
    return seen


def look(database: psycopg.Connection, control: Control) -> list[int]:
    """The rows that are new to it."""
    rows = database.execute(control.statement, [control.mark]).fetchall()
    control.mark = control.next_mark(rows, control.mark)
    return [seq for seq, _xid, _xmin in rows]


def lags(
    rows: Rows, written: Iterable[tuple[int, int]], commits: list[Commit]
) -> tuple[int, list[float]]:
    """How many written rows (seq, xid) it never saw, and the seconds from commit to sight."""
    ended = {commit.xid: commit.ended for commit in commits}
    missed, seconds = 0, []
    for seq, xid in written:
        if seq not in rows:
            missed += 1
        elif xid in ended:
            seconds.append(max(0.0, rows[seq] - ended[xid]))
    return missed, seconds
