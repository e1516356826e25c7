"""What a run of the search benchmark tells: figures, the project's goals, and a table."""

import os
import shlex
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from benchmarks.peers.timing import Round, best

# From so many cars on: how many times ours a peer's p95 must be, or more.
GOALS = {
    500_000: {"postgres": 40, "tantivy": 5, "duckdb": 20},
    50_000: {"postgres": 20, "tantivy": 3},
}
SUM_GOAL = 1.5  # our p50 may be so many times numpy's sum(), from the most cars on


@dataclass(frozen=True)
class Report:
    """One run; the dictionaries are by engine."""

    rows: int
    requests: int
    rounds: dict[str, list[Round]]
    wrong: dict[str, int]
    checked: dict[str, int]
    sum_ms: float  # numpy's sum() of the same sets that we count
    sets_mb: float
    date: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="minutes"))
    command: str = field(default_factory=lambda: shlex.join(["python", *sys.orig_argv[1:]]))
    load_average: tuple[float, float, float] = field(default_factory=os.getloadavg)

    @cached_property
    def best(self) -> dict[str, Round]:
        return {name: best(turns) for name, turns in self.rounds.items()}

    def ratios(self) -> dict[str, float]:
        """Each engine's p95 as a multiple of ours."""
        if "ours" not in self.best:
            return {}
        mine = self.best["ours"].p95_ms
        return {name: round(timed.p95_ms / mine, 1) for name, timed in self.best.items()}

    def goals(self) -> dict[str, bool]:
        """What the project asks of itself at this size, and whether this run shows it."""
        size = next((least for least in GOALS if self.rows >= least), None)
        if size is None or "ours" not in self.best:
            return {}
        mine = self.best["ours"]
        asked = {
            f"p95 <= 1/{times} of {name}": mine.p95_ms * times <= self.best[name].p95_ms
            for name, times in GOALS[size].items()
            if name in self.best
        }
        if size == max(GOALS):
            is_close = mine.percentile(50) <= SUM_GOAL * self.sum_ms
            asked[f"p50 <= {SUM_GOAL} x numpy's sum()"] = is_close
        return asked


def as_json(report: Report) -> dict[str, Any]:
    """The figures of each engine's best round, and all that they depend on."""
    return {
        "rows": report.rows,
        "engines": {
            name: {
                "p50_ms": round(timed.percentile(50), 3),
                "p95_ms": round(timed.p95_ms, 3),
                "p99_ms": round(timed.percentile(99), 3),
                "requests_per_s": round(timed.requests_per_s, 1),
                "mismatches": report.wrong[name],
            }
            for name, timed in report.best.items()
        },
        "p95_ratios": report.ratios(),
        "goals": report.goals(),
        "numpy_sum_ms": round(report.sum_ms, 3),
        "sets_mb": round(report.sets_mb, 1),
        "requests": report.requests,
        "timed": {name: len(timed.kinds) for name, timed in report.best.items()},
        "checked": report.checked,
        "by_kind_ms": {name: timed.by_kind() for name, timed in report.best.items()},
        "p95_ms_of_rounds": {
            name: [round(timed.p95_ms, 3) for timed in turns]
            for name, turns in report.rounds.items()
        },
        "date": report.date,
        "command": report.command,
        "cores": os.cpu_count(),
        "load_average": [round(load, 1) for load in report.load_average],
    }


def show(report: Report, by_kind: bool) -> None:
    """The report as a table."""
    loads = " ".join(f"{load:.1f}" for load in report.load_average)
    print(f"\n{report.rows:,} cars, {report.requests} requests, {report.date}")
    print(f"{os.cpu_count()} cores, load {loads}; {report.command}\n")
    titles = ("p50 ms", "p95 ms", "p99 ms", "requests/s", "timed", "checked", "wrong", "p95/ours")
    print(f"{'':10}" + "".join(f"{title:>11}" for title in titles))
    ratios = report.ratios()
    for name, timed in report.best.items():
        numbers: list[Any] = [f"{timed.percentile(share):.2f}" for share in (50, 95, 99)]
        numbers += [f"{timed.requests_per_s:.1f}", len(timed.kinds), report.checked[name]]
        numbers += [report.wrong[name], ratios.get(name, "")]
        print(f"{name:10}" + "".join(f"{number:>11}" for number in numbers))
    print(f"\nnumpy's sum() of the {report.sets_mb:.1f} MB of sets: {report.sum_ms:.3f} ms")
    for goal, reached in report.goals().items():
        print(f"{'yes' if reached else 'NO':5}{goal}")
    if by_kind:
        _show_kinds({name: timed.by_kind() for name, timed in report.best.items()})


def _show_kinds(by_kind: dict[str, dict[str, float]]) -> None:
    """Medians in milliseconds, a row per kind of request."""
    kinds = sorted({kind for medians in by_kind.values() for kind in medians})
    print(f"\n{'median ms':20}" + "".join(f"{name:>11}" for name in by_kind))
    for kind in kinds:
        row = "".join(f"{medians.get(kind, float('nan')):11.2f}" for medians in by_kind.values())
        print(f"{kind:20}{row}")
