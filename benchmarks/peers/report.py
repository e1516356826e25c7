"""What a run of the search benchmark tells: figures, the project's goals, and a table."""

from typing import Any

from benchmarks.peers.timing import Round

Figures = dict[str, float]
# From so many cars on: how many times ours a peer's p95 must be, or more.
GOALS = {
    500_000: {"postgres": 40, "tantivy": 5, "duckdb": 20},
    50_000: {"postgres": 20, "tantivy": 3},
}
SUM_GOAL = 1.5  # our p50 may be so many times numpy's sum(), from the most cars on


def figures(timed: Round, wrong: int) -> Figures:
    return {
        "p50_ms": round(timed.percentile(50), 3),
        "p95_ms": round(timed.percentile(95), 3),
        "p99_ms": round(timed.percentile(99), 3),
        "requests_per_s": round(timed.requests_per_s, 1),
        "mismatches": wrong,
    }


def ratios(engines: dict[str, Figures]) -> dict[str, float]:
    """Each peer's p95 as a multiple of ours."""
    if "ours" not in engines:
        return {}
    mine = engines["ours"]["p95_ms"]
    return {name: round(row["p95_ms"] / mine, 1) for name, row in engines.items()}


def goals(rows: int, engines: dict[str, Figures], sum_ms: float) -> dict[str, bool]:
    """What the project asks of itself at this size, and whether this run shows it."""
    size = next((least for least in GOALS if rows >= least), None)
    if size is None or "ours" not in engines:
        return {}
    mine = engines["ours"]
    asked = {
        f"p95 <= 1/{times} of {name}": mine["p95_ms"] * times <= engines[name]["p95_ms"]
        for name, times in GOALS[size].items()
        if name in engines
    }
    if size == max(GOALS):
        asked[f"p50 <= {SUM_GOAL} x numpy's sum()"] = mine["p50_ms"] <= SUM_GOAL * sum_ms
    return asked


def show(report: dict[str, Any], by_kind: bool) -> None:
    """The report as a table."""
    print(f"\n{report['rows']:,} cars, {report['requests']} requests, {report['date']}")
    print(f"{report['cores']} cores, load {report['load_average']}; {report['command']}\n")
    titles = ("p50 ms", "p95 ms", "p99 ms", "requests/s", "timed", "checked", "wrong", "p95/ours")
    print(f"{'':10}" + "".join(f"{title:>11}" for title in titles))
    for name, row in report["engines"].items():
        numbers = [f"{row[key]:.2f}" for key in ("p50_ms", "p95_ms", "p99_ms")]
        numbers += [f"{row['requests_per_s']:.1f}", report["timed"][name], report["checked"][name]]
        numbers += [row["mismatches"], report["p95_ratios"].get(name, "")]
        print(f"{name:10}" + "".join(f"{number:>11}" for number in numbers))
    if "numpy_sum_ms" in report:
        print(f"\nnumpy's sum() of the {report['sets_mb']} MB of sets: {report['numpy_sum_ms']} ms")
    for goal, reached in report["goals"].items():
        print(f"{'yes' if reached else 'NO':5}{goal}")
    if by_kind:
        _show_kinds(report["by_kind"])


def _show_kinds(by_kind: dict[str, dict[str, float]]) -> None:
    """Medians in milliseconds, a row per kind of request."""
    kinds = sorted({kind for medians in by_kind.values() for kind in medians})
    print(f"\n{'median ms':20}" + "".join(f"{name:>11}" for name in by_kind))
    for kind in kinds:
        row = "".join(f"{medians.get(kind, float('nan')):11.2f}" for medians in by_kind.values())
        print(f"{kind:20}{row}")
