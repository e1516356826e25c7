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
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carsite.settings")
django.setup()

from benchmarks.peers import database, engines, mix, ours, report, timing  # noqa: E402
from benchmarks.peers.checking import mismatches  # noqa: E402
from benchmarks.peers.progress import Progress  # noqa: E402
from listings.search.criteria import Criteria  # noqa: E402

ENGINES = ("ours", *engines.PEERS, "naive")
say = Progress()


def to_time(name: str, requests: list[mix.Request]) -> list[mix.Request]:
    """All; but for text without any index minutes are nothing, and tell nothing."""
    return [request for request in requests if name != "naive" or request.kind != "text"]


def checked(
    chosen: dict[str, timing.Search], requests: list[mix.Request], verify: int
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
        for name, search in chosen.items()
    }


def timed(
    chosen: dict[str, timing.Search], requests: list[mix.Request], number: int, budget: float
) -> dict[str, list[timing.Round]]:
    """All rounds of all engines."""
    asked = {name: (search, to_time(name, requests)) for name, search in chosen.items()}
    # A web process has no copies of the stock for the collector to walk through.
    gc.collect()
    gc.freeze()
    try:
        return timing.rounds(asked, number, budget, say)
    finally:
        gc.unfreeze()


def measured(options: argparse.Namespace) -> report.Report:
    """The whole run: load, check, time."""
    say("building our index")
    sets = ours.built().segments[0].sets
    requests = mix.requests(mix.read_popular(ours.search(Criteria()).counts))
    peers = engines.loaded([name for name in options.engines if name in engines.PEERS], say)
    known: dict[str, timing.Search] = {"ours": ours.search, "naive": ours.by_sql}
    known |= {name: peer.search for name, peer in peers.items()}
    chosen = {name: known[name] for name in options.engines}
    found = checked(chosen, requests, options.verify)
    before = timing.sum_ms(sets)
    rounds = timed(chosen, requests, options.rounds, options.budget)
    for peer in peers.values():
        peer.close()
    return report.Report(
        rows=database.public_cars(),
        requests=len(requests),
        rounds=rounds,
        wrong={name: wrong for name, (wrong, _) in found.items()},
        checked={name: number for name, (_, number) in found.items()},
        sum_ms=min(before, timing.sum_ms(sets)),
        sets_mb=sets.nbytes / 1e6,
    )


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
    database.settle(options.rows)
    try:
        result = measured(options)
    except engines.Missing as missing:
        print(missing, file=sys.stderr)
        return 2
    report.show(result, options.by_kind)
    if options.json:
        text = json.dumps(report.as_json(result), indent=2)
        options.json.write_text(f"{text}\n", encoding="utf-8")
    return 1 if any(result.wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
