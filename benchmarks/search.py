"""Faceted search: our index against PostgreSQL, Tantivy, DuckDB and one GROUP BY per facet.

    python -m benchmarks.search --rows 100000 [--engines ours,postgres] [--verify all] [--json FILE]

All answer the same 300 requests on the same cars: total, page of 24 ids in order, and the counts
of every facet and histogram. Before anything is timed, our answers are compared with the
FilterSet's SQL (``--verify`` says on how many requests), and every peer's with ours on all.
Without ``--rows`` the site's own stock is searched; with it a stock of about that size, which is
made in the temp folder where the site has another. Peers are in the bench extra.
"""

import argparse
import gc
import json
import os
import shlex
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carsite.settings")
django.setup()

from benchmarks.peers import database, mix, ours, report, timing  # noqa: E402
from benchmarks.peers.cars import Cars, read_cars  # noqa: E402
from benchmarks.peers.checking import mismatches  # noqa: E402
from benchmarks.peers.peer import Missing, Peer  # noqa: E402
from listings.search.criteria import Criteria  # noqa: E402

ENGINES = ("ours", "postgres", "tantivy", "duckdb", "naive")
SECONDS_BETWEEN_LINES = 15


def to_time(name: str, requests: list[mix.Request]) -> list[mix.Request]:
    """All; but for text without any index minutes are nothing, and tell nothing."""
    return [request for request in requests if name != "naive" or request.kind != "text"]


def peer(name: str, cars: Cars) -> Peer:
    """Its package is imported only when it is asked for, since it may not be installed."""
    if name == "postgres":
        from benchmarks.peers.postgres import Postgres

        return Postgres(cars, database.FOLDER)
    if name == "tantivy":
        from benchmarks.peers.tantivy import Tantivy

        return Tantivy(cars, database.FOLDER)
    from benchmarks.peers.duckdb import DuckDB

    return DuckDB(cars)


def loaded(names: Sequence[str]) -> tuple[dict[str, Peer], dict[str, float]]:
    """The peers with the stock in them, and the seconds that each took to load it."""
    if not names:
        return {}, {}
    say("reading the stock for the peers")
    cars = read_cars()
    peers, seconds = {}, {}
    for name in names:
        say(f"loading {name}")
        start = time.monotonic()
        peers[name] = peer(name, cars)
        seconds[name] = round(time.monotonic() - start, 1)
    return peers, seconds


def checked(
    engines: dict[str, timing.Search], requests: list[mix.Request], verify: int
) -> dict[str, tuple[int, int]]:
    """How many answers were wrong and how many were compared; ours with the SQL, others with ours.

    The naive way is that SQL, so what holds of ours holds of it.
    """
    # Text goes last: the SQL reads every car's title for it, and that many times.
    sample = sorted(requests, key=lambda request: request.kind == "text")[:verify]
    by_sql = mismatches("ours", ours.search, ours.by_sql, sample, say), len(sample)
    return {
        name: by_sql
        if name in ("ours", "naive")
        else (mismatches(name, search, ours.search, requests, say), len(requests))
        for name, search in engines.items()
    }


def measured(options: argparse.Namespace, rows: int) -> dict[str, Any]:
    """The whole run: load, check, time."""
    say("building our index")
    sets = ours.built().segments[0].sets
    requests = mix.requests(mix.read_popular(ours.search(Criteria()).counts))
    others = [name for name in options.engines if name not in ("ours", "naive")]
    peers, load_seconds = loaded(others)
    known: dict[str, timing.Search] = {"ours": ours.search, "naive": ours.by_sql}
    known |= {name: engine.search for name, engine in peers.items()}
    engines = {name: known[name] for name in options.engines}
    wrong = checked(engines, requests, options.verify)
    # A web process has no copies of the stock for the collector to walk through.
    gc.collect()
    gc.freeze()
    load = os.getloadavg()
    sums = [timing.sum_ms(sets)]
    done = timing.rounds(
        {name: (search, to_time(name, requests)) for name, search in engines.items()},
        options.rounds,
        options.budget,
        say,
    )
    sums.append(timing.sum_ms(sets))
    gc.unfreeze()
    for engine in peers.values():
        engine.close()
    best = {name: timing.best(turns) for name, turns in done.items()}
    figures = {name: report.figures(timed, wrong[name][0]) for name, timed in best.items()}
    return {
        "rows": rows,
        "engines": figures,
        "p95_ratios": report.ratios(figures),
        "goals": report.goals(rows, figures, min(sums)),
        "numpy_sum_ms": round(min(sums), 3),
        "sets_mb": round(sets.nbytes / 1e6, 1),
        "requests": len(requests),
        "timed": {name: len(timed.kinds) for name, timed in best.items()},
        "checked": {name: number for name, (_, number) in wrong.items()},
        "by_kind": {name: timed.by_kind() for name, timed in best.items()},
        "p95_of_rounds": {name: [round(t.p95_ms, 3) for t in done[name]] for name in done},
        "load_seconds": load_seconds,
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "command": shlex.join(["python", *sys.orig_argv[1:]]),
        "cores": os.cpu_count(),
        "load_average": [round(number, 1) for number in (*load, *os.getloadavg())],
    }


@dataclass
class Progress:
    """What is going on: a line that changes on a terminal, else a line now and then."""

    told_at: float = 0

    def __call__(self, text: str) -> None:
        if sys.stderr.isatty():
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
        elif time.monotonic() > self.told_at + SECONDS_BETWEEN_LINES:
            self.told_at = time.monotonic()
            print(text, file=sys.stderr, flush=True)


say = Progress()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rows", type=int, help="public cars; the site's own stock if left out")
    parser.add_argument("--engines", type=_engines, default=list(ENGINES), help=",".join(ENGINES))
    parser.add_argument("--verify", type=_verify, default=20, help="against the SQL; or: all")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--budget", type=float, default=60, help="seconds, of an engine's round")
    parser.add_argument("--by-kind", action="store_true", help="medians per kind of request")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _engines(text: str) -> list[str]:
    names = text.split(",")
    if unknown := [name for name in names if name not in ENGINES]:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: not one of {', '.join(ENGINES)}")
    return [name for name in ENGINES if name in names]


def _verify(text: str) -> int:
    return mix.NUMBER if text == "all" else int(text)


def main() -> int:
    options = arguments()
    rows = database.settle(options.rows)
    try:
        result = measured(options, rows)
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 2
    report.show(result, options.by_kind)
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return 1 if any(row["mismatches"] for row in result["engines"].values()) else 0


if __name__ == "__main__":
    sys.exit(main())
