"""Commit to visible: a write load, and processes whose indexes must show every commit in 2 s.

    python -m benchmarks.freshness [--rows 20000] [--seconds 60] [--rate 200] [--connections 8]
        [--processes 4] [--replica] [--json FILE]

Writers change prices, states and options, add cars and delete them, in transactions that overlap;
a tenth is rolled back. Two folders of indexes stand for two machines. Beside them three other
ways of reading the log are followed, to show what the rule is for. Then once more, with a write
transaction held open for half a minute in another database of the cluster. All of it is done in
a copy of the stock's database, which must have no other user. ``--replica`` does it a third time,
with indexes that read from a streaming replica of the embedded server. Exits 1 when a commit is
late, missed or made up, an answer differs from plain SQL's, or a control turns out to be good
enough.
"""

import argparse
import dataclasses
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import django

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carsite.settings")
django.setup()

from django.conf import settings  # noqa: E402

from benchmarks.commits import scratch  # noqa: E402
from benchmarks.commits.judging import percentile  # noqa: E402
from benchmarks.commits.phase import Outcome, Plan, run  # noqa: E402
from benchmarks.commits.replica import DELAY_SECONDS, replica  # noqa: E402
from benchmarks.peers import database, mix  # noqa: E402
from carsite.embedded.server import PORT, ROLE  # noqa: E402
from listings.search.criteria import Criteria  # noqa: E402
from listings.search.plain import Plain  # noqa: E402

LIMIT_SECONDS = 2.0
HELD_SECONDS = 30.0
QUESTIONS = 12
BY_SEQ, BELOW_XMIN, WAITING = "seq > last", "seq > last, xid < xmin", "xid >= last xmin, xid < xmin"
# Tells the second half of a run, in a process of its own, where the original is.
ORIGINAL = "FRESHNESS_ORIGINAL"


@dataclass(frozen=True)
class Finding:
    """One phase in figures, and what is wrong with it."""

    figures: dict[str, Any]
    faults: list[str]


def finding(outcome: Outcome, *, is_held: bool, limit: float = LIMIT_SECONDS) -> Finding:
    processes = [
        {
            "p50_s": round(percentile(verdict.seconds, 0.5), 3),
            "p99_s": round(percentile(verdict.seconds, 0.99), 3),
            "max_s": round(percentile(verdict.seconds, 1), 3),
            "missed": verdict.missed,
            "phantoms": verdict.phantoms,
            "wrong_answers": wrong,
            "asked_database": seen.asked_database,
            "look_ms_max": round(percentile(seen.looks_ms, 1), 1),
            "look_cpu_ms_p99": round(percentile(seen.looks_cpu_ms, 0.99), 2),
            "look_cpu_ms_max": round(percentile(seen.looks_cpu_ms, 1), 2),
            "looks_cpu_s": round(sum(seen.looks_cpu_ms) / 1_000, 2),
        }
        for verdict, seen, wrong in zip(
            outcome.verdicts, outcome.seen, outcome.wrong_answers, strict=True
        )
    ]
    controls = {
        name: {
            "missed": missed,
            "p99_s": round(percentile(sorted(seconds), 0.99), 3),
            "max_s": round(max(seconds, default=0), 3),
        }
        for name, (missed, seconds) in outcome.controls.items()
    }
    commits = len(outcome.load.commits)
    figures = {
        "commits": commits,
        "rolled_back": outcome.load.rolled_back,
        "processes": processes,
        "controls": controls,
    }
    return Finding(
        figures, [*_faults(processes, limit), *_good_controls(controls, is_held=is_held)]
    )


def _faults(processes: list[dict[str, Any]], limit: float) -> list[str]:
    faults = []
    for number, one in enumerate(processes, 1):
        if one["max_s"] > limit:
            faults.append(f"process {number} showed a commit after {one['max_s']} s")
        faults += [
            f"process {number}: {one[name]} {name.replace('_', ' ')}"
            for name in ("missed", "phantoms", "wrong_answers")
            if one[name]
        ]
    return faults


def _good_controls(controls: dict[str, dict[str, Any]], *, is_held: bool) -> list[str]:
    """A control that does as well as the rule means that this run proves nothing."""
    faults = [
        f"the control that reads by {name} missed nothing"
        for name in (BY_SEQ, BELOW_XMIN)
        if not controls[name]["missed"]
    ]
    if is_held and controls[WAITING]["max_s"] <= LIMIT_SECONDS:
        faults.append("the control that waits for old transactions did not wait")
    return faults


def table(name: str, found: Finding) -> str:
    figures = found.figures
    lines = [f"\n{name}: {figures['commits']} commits, {figures['rolled_back']} rolled back"]
    lines.append(
        f"{'':34}{'p50 s':>8}{'p99 s':>8}{'max s':>8}{'missed':>8}{'phantom':>8}"
        f"{'wrong':>7}{'look CPU ms p99':>17}{'max':>9}{'by clock':>9}"
    )
    for number, one in enumerate(figures["processes"], 1):
        lines.append(
            f"{f'process {number}':34}{one['p50_s']:8.2f}{one['p99_s']:8.2f}{one['max_s']:8.2f}"
            f"{one['missed']:8}{one['phantoms']:8}{one['wrong_answers']:7}"
            f"{one['look_cpu_ms_p99']:17.1f}{one['look_cpu_ms_max']:9.1f}"
            f"{one['look_ms_max']:9.1f}"
        )
    for control, one in figures["controls"].items():
        lines.append(
            f"{'control: ' + control:34}{'':8}{one['p99_s']:8.2f}{one['max_s']:8.2f}"
            f"{one['missed']:8}"
        )
    return "\n".join([*lines, *(f"FAULT: {fault}" for fault in found.faults)])


def questions() -> list[Criteria]:
    """Some of the search benchmark's, made of the stock itself."""
    popular = mix.read_popular(Plain().search(Criteria()).counts)
    return [one.criteria for one in mix.requests(popular)[:QUESTIONS]]


def measured(options: argparse.Namespace) -> int:
    """Both phases in the copy, which is this process's database."""
    pool = scratch.make_pool(options.cars)
    asked = questions()
    url = os.environ["DATABASE_URL"]
    plan = Plan(url, options.seconds, options.rate, options.connections, options.processes)
    phases = {"load": finding(run(plan, pool, asked), is_held=False)}
    print(table("Write load", phases["load"]), flush=True)
    if not options.brief:
        pool = scratch.make_pool(options.cars)
        held = Plan(
            *(url, HELD_SECONDS + 5, options.rate, options.connections, options.processes),
            held_url=os.environ[ORIGINAL],
            held_seconds=HELD_SECONDS,
        )
        phases["held"] = finding(run(held, pool, asked), is_held=True)
        name = f"The same, with a transaction held open for {HELD_SECONDS:.0f} s elsewhere"
        print(table(name, phases["held"]), flush=True)
    if options.replica:
        pool = scratch.make_pool(options.cars)
        with replica(settings.DATA) as folder:
            there = f"postgresql://{ROLE}@{quote(str(folder), safe='')}:{PORT}/{scratch.NAME}"
            phases["replica"] = finding(
                run(dataclasses.replace(plan, read_url=there), pool, asked),
                is_held=False,
                limit=LIMIT_SECONDS + DELAY_SECONDS,
            )
        name = f"The index reads from a replica that is {DELAY_SECONDS} s behind"
        print(table(name, phases["replica"]), flush=True)
    if options.json:
        report = {name: found.figures for name, found in phases.items()}
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return int(any(found.faults for found in phases.values()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=200, help="commits a second")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--cars", type=int, default=4_000, help="that are written and watched")
    parser.add_argument("--brief", action="store_true", help="without the held transaction")
    parser.add_argument("--replica", action="store_true", help="once more, read from a replica")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if ORIGINAL in os.environ:
        return measured(options)
    database.settle(options.rows)
    rows = database.public_cars()
    original = scratch.address()
    print(f"{rows:,} public cars, {options.cars:,} of them written and watched", flush=True)
    with scratch.copied() as url:
        environment = {**os.environ, "DATABASE_URL": url, ORIGINAL: original}
        command = [sys.executable, "-m", "benchmarks.freshness", *sys.argv[1:]]
        return subprocess.run(  # noqa: S603  ourselves again
            command, cwd=ROOT, env=environment, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
