"""One load and all who follow it, in processes of their own; what came of it."""

import multiprocessing
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection, connections

from benchmarks.commits import controls, judging, scratch, watching, writing
from benchmarks.commits.scratch import Pool
from listings.models import ListingChange
from listings.search.criteria import Criteria
from listings.search.plain import Plain

MACHINES = 2  # index folders, each for a share of the processes
# Processes wait here until all are ready; forked children have it from their parent.
_gate: Any = None
# When all is over, in monotonic seconds; 0 while somebody writes.
_end: Any = None


@dataclass(frozen=True)
class Plan:
    url: str  # where is written
    seconds: float
    rate: float  # commits a second
    connections: int
    processes: int
    after_seconds: float = 4.0  # looked on when nobody writes any more
    read_url: str = ""  # where the index reads, if not there
    held_url: str = ""  # another database, in which a transaction is held open
    held_seconds: float = 0.0


@dataclass(frozen=True)
class Outcome:
    load: writing.Load
    seen: list[watching.Seen]
    verdicts: list[judging.Verdict]
    wrong_answers: list[int]  # by process
    controls: dict[str, tuple[int, list[float]]]  # missed rows and seconds


def run(
    plan: Plan, pool: Pool, questions: Sequence[Criteria], folder: Path | None = None
) -> Outcome:
    """Everything is forked before this process has a connection or an index of its own."""
    global _gate, _end  # noqa: PLW0603  inherited by fork
    last = ListingChange.objects.order_by("seq").values_list("seq", flat=True).last() or 0
    fork = multiprocessing.get_context("fork")
    others = 2 + bool(plan.held_url)
    _gate = fork.Barrier(plan.processes + others, timeout=watching.READY_SECONDS + 60)
    _end = fork.Value("d", 0.0)
    connections.close_all()
    connection.close_pool()
    with (
        tempfile.TemporaryDirectory() as made,
        ProcessPoolExecutor(plan.processes + others, mp_context=fork) as executor,
    ):
        machines = [(folder or Path(made)) / f"machine-{n}" for n in range(MACHINES)]
        watchers = [
            executor.submit(_watch, plan, pool, questions, machines[n % MACHINES])
            for n in range(plan.processes)
        ]
        load = executor.submit(_write, plan, pool)
        followed = executor.submit(_follow, plan)
        held = [executor.submit(_hold, plan)] if plan.held_url else []
        outcome = _judged(pool, load.result(), watchers, followed, questions=questions, last=last)
        for one in held:
            one.result()
    return outcome


def _judged(
    pool: Pool,
    load: writing.Load,
    watchers: list["Future[watching.Seen]"],
    followed: "Future[list[controls.Rows]]",
    *,
    questions: Sequence[Criteria],
    last: int,
) -> Outcome:
    seen = [one.result() for one in watchers]
    initial: dict[int, writing.State] = dict.fromkeys(pool.cars, (writing.PRICE_BEFORE, False))
    truth = [Plain().search(one) for one in questions]
    written = list(ListingChange.objects.filter(seq__gt=last).values_list("seq", "xid"))
    names = [control.name for control in controls.controls()]
    return Outcome(
        load,
        seen,
        [judging.judge(initial, load.commits, one.sights) for one in seen],
        [sum(a != b for a, b in zip(one.answers, truth, strict=True)) for one in seen],
        {
            name: controls.lags(rows, written, load.commits)
            for name, rows in zip(names, followed.result(), strict=True)
        },
    )


def _watch(plan: Plan, pool: Pool, questions: Sequence[Criteria], folder: Path) -> watching.Seen:
    if plan.read_url:
        scratch.move_to(plan.read_url)
    watching.ready(folder)
    _gate.wait()
    seen = watching.watch(pool.watched, _is_over)
    return replace(seen, answers=watching.answers(questions))


def _write(plan: Plan, pool: Pool) -> writing.Load:
    _gate.wait()
    try:
        return writing.write(
            *(plan.url, pool.cars, pool.watched.option, time.monotonic() + plan.seconds),
            connections=plan.connections,
            rate=plan.rate,
        )
    finally:
        _end.value = time.monotonic() + plan.after_seconds


def _is_over() -> bool:
    return bool(0 < _end.value < time.monotonic())


def _follow(plan: Plan) -> list[controls.Rows]:
    with psycopg.connect(plan.url, autocommit=True) as database:
        begun = controls.begin(database)
        _gate.wait()
        return controls.follow(database, begun, _is_over)


def _hold(plan: Plan) -> None:
    """A transaction that writes elsewhere in the cluster, and takes its time."""
    with psycopg.connect(plan.held_url) as database:
        _gate.wait()
        database.execute("SELECT pg_current_xact_id()")
        time.sleep(plan.held_seconds)
        database.rollback()
