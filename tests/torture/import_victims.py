"""Forks imports that kill themselves by SIGKILL at a point of their work that was asked for.

Run as a program, it answers each line of JSON on its input by one on its output. A child keeps a
feed's file unless that was done before, and then is the site's own background worker until no job
is left. Its points are the moments before and after each statement, commit and file operation.
"""

import json
import os
import pathlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, NoReturn

import django

django.setup()

from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402
from django.db.backends.signals import connection_created  # noqa: E402
from django.utils.module_loading import autodiscover_modules  # noqa: E402

from carsite import worker  # noqa: E402
from carsite.jobs import task  # noqa: E402
from listings.intake.feeds import applying, planning, runs  # noqa: E402
from listings.models import Feed, ImportRun  # noqa: E402

CARS, CHUNK = 8, 10  # small transactions, so that there are many points
SAYS, HEARS = 1, 0


class Points(threading.local):
    """Counts the points of the import's own work, with the stage of each.

    Other jobs run beside it in threads of their own, and theirs are not counted: how many fall
    into the import's time is different in each run.
    """

    def __init__(self, kill_at: int, passed: list[str]) -> None:
        self.kill_at, self.stage = kill_at, ""
        self.passed = passed

    def pass_one(self) -> None:
        if self.stage:
            self.passed.append(self.stage)
            if len(self.passed) == self.kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def passing(*args: Any, **options: Any) -> Any:
            self.pass_one()
            found = function(*args, **options)
            self.pass_one()
            return found

        return passing

    def staged(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def in_stage(*args: Any, **options: Any) -> Any:
            before, self.stage = self.stage, name
            try:
                return function(*args, **options)
            finally:
                self.stage = before

        return in_stage

    def watch(self) -> None:
        def opened(connection: BaseDatabaseWrapper, **_: Any) -> None:
            connection.execute_wrappers.append(lambda execute, *rest: self.around(execute)(*rest))

        connection_created.connect(opened, weak=False)
        BaseDatabaseWrapper._commit = self.around(BaseDatabaseWrapper._commit)  # type: ignore[attr-defined]
        os.fsync = self.around(os.fsync)
        pathlib.Path.replace = self.around(pathlib.Path.replace)  # type: ignore[method-assign,assignment]
        runs.start = self.staged("keeping", runs.start)
        runs.plan = self.staged("planning", runs.plan)  # type: ignore[assignment]
        runs.apply = self.staged("applying", runs.apply)  # type: ignore[assignment]


@contextmanager
def nobody(_name: str) -> Iterator[None]:
    yield


def unprotect() -> None:
    """The control: each statement by itself, so that a row is marked before its car is written."""
    applying.one_transaction = nullcontext  # type: ignore[assignment]
    applying.acting_as = nobody  # type: ignore[attr-defined]


def leave_photos() -> None:
    """They are fetched by jobs of their own, here from hosts that do not exist."""
    task("listings.make_photo", "")(lambda upload_id: None)


def child(order: dict[str, Any], result: int) -> NoReturn:
    applying.CARS, planning.CHUNK = CARS, CHUNK
    if not order["protected"]:
        unprotect()
    passed: list[str] = []
    Points(order["kill_at"], passed).watch()
    feed = Feed.objects.get(pk=order["feed"])
    file = pathlib.Path(order["file"])
    name = file.name
    if not ImportRun.objects.filter(feed=feed, file_name=name).exists():
        runs.start(feed, file, name, by=None)
    autodiscover_modules("tasks")
    leave_photos()
    worker.run(1, wait=False, signals=False)
    os.write(result, json.dumps(passed).encode())
    os._exit(0)


def carry_out(order: dict[str, Any]) -> dict[str, Any]:
    hears, says = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(hears)
        child(order, says)
    os.close(says)
    with os.fdopen(hears, "rb") as pipe:
        told = pipe.read()
    status = os.waitpid(pid, 0)[1]
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return {"killed": killed, "status": status, "stages": json.loads(told or b"[]")}


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(carry_out(json.loads(line))), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
