"""Who builds the stored segment: one niced process at a time, whoever found that one is due."""

import contextlib
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator

from django.conf import settings
from django.db import connection, transaction

from listings.search import log, store
from listings.search.building import build_segment
from listings.search.stock import read_stock

logger = logging.getLogger(__name__)
PATIENCE_SECONDS = 5.0  # between two starts by one process, should a build fail at once
NICE = 10

_started: subprocess.Popen[bytes] | None = None
_started_at = -PATIENCE_SECONDS


@contextlib.contextmanager
def one_moment() -> Iterator[None]:
    """A transaction whose statements all see the stock of one moment."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def build() -> int | None:
    """Build and store the segment of all public listings; how many, or None.

    None: another process is at it. Raises ``store.DamagedError`` and OSError.
    """
    with store.writing() as may_write:
        if not may_write:
            return None
        store.tidy(unfinished=True)
        with one_moment():
            mark = log.take_mark()
            stock = read_stock()
        store.save(build_segment(stock), mark)
        return len(stock)


def start() -> None:
    """Have a process of its own build the segment, unless one is at it.

    Two web processes may still start one in the same moment: the second finds the lock taken.
    """
    global _started, _started_at  # noqa: PLW0603 -- the one child of this process
    if _started is not None and _started.poll() is None:
        return
    if time.monotonic() < _started_at + PATIENCE_SECONDS:
        return
    with store.writing() as nobody_builds:
        if not nobody_builds:
            return
    logger.info("Building the search index anew")
    _started_at = time.monotonic()
    _started = subprocess.Popen(  # noqa: S603 -- our own command
        [sys.executable, "-m", "django", "build_index", "--nice", str(NICE)],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATA": str(settings.DATA), "SEARCH_INDEX": str(settings.SEARCH_INDEX)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # it outlives the web process that asked for it
    )
