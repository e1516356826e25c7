"""Rounds in turns: each engine answers the same requests once, then the next one does, and again.

Of an engine's rounds the one with the lowest p95 counts, since other work on the machine only ever
adds. Times are by the clock, so that an engine's own server or threads are in them.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.mix import Request
from listings.search.criteria import Criteria
from listings.search.results import Answer

Search = Callable[[Criteria], Answer]
WARM_UP = 3


@dataclass(frozen=True)
class Round:
    """One engine's times of the requests that fitted into its budget, in order."""

    kinds: list[str]
    milliseconds: NDArray[np.float64]

    @property
    def p95_ms(self) -> float:
        return self.percentile(95)

    @property
    def requests_per_s(self) -> float:
        return 1_000 / float(self.milliseconds.mean())

    def percentile(self, share: float) -> float:
        return float(np.percentile(self.milliseconds, share))

    def by_kind(self) -> dict[str, float]:
        """The median of each kind of request."""
        of_kind: dict[str, list[float]] = {}
        for kind, taken in zip(self.kinds, self.milliseconds.tolist(), strict=True):
            of_kind.setdefault(kind, []).append(taken)
        return {kind: round(median(taken), 3) for kind, taken in sorted(of_kind.items())}


def rounds(
    engines: Mapping[str, tuple[Search, Sequence[Request]]],
    number: int,
    budget: float,
    between: Callable[[str], None] = lambda text: None,
) -> dict[str, list[Round]]:
    """So many rounds; ``budget`` is seconds for one engine's round, ``between`` hears of each."""
    done: dict[str, list[Round]] = {name: [] for name in engines}
    for turn in range(1, number + 1):
        for name, (search, requests) in engines.items():
            between(f"round {turn} of {number}: {name}")
            done[name].append(timed(search, requests, budget))
    return done


def timed(search: Search, requests: Sequence[Request], budget: float) -> Round:
    """Each request once, after a few that only warm up, until the budget is spent."""
    for request in requests[:WARM_UP]:
        search(request.criteria)
    end = time.perf_counter() + budget
    kinds, taken = [], []
    for request in requests:
        start = time.perf_counter()
        search(request.criteria)
        taken.append((time.perf_counter() - start) * 1_000)
        kinds.append(request.kind)
        if time.perf_counter() > end:
            break
    return Round(kinds, np.array(taken))


def best(done: Sequence[Round]) -> Round:
    return min(done, key=lambda timed: timed.p95_ms)


def sum_ms(sets: NDArray[np.uint64], times: int = 15) -> float:
    """Milliseconds of numpy's ``sum()`` over these bytes: the best of several."""
    words = np.asarray(sets).reshape(-1)
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        words.sum()
        taken.append((time.perf_counter() - start) * 1_000)
    return min(taken)
