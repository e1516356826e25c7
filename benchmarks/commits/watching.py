"""A process that asks its index ten times a second for the watched cars, as a web process would."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from benchmarks.commits.writing import State
from listings.search import index
from listings.search.criteria import Criteria
from listings.search.index import Index
from listings.search.plain import Plain
from listings.search.results import Answer

POLL_SECONDS = 0.1
READY_SECONDS = 600


@dataclass(frozen=True)
class Watched:
    """Which cars are watched, by their seller, and the option that they get and lose."""

    seller: int
    option: int


@dataclass(frozen=True)
class Sight:
    """What had changed at one look; monotonic seconds around it."""

    began: float
    ended: float
    states: dict[int, State]


@dataclass(frozen=True)
class Seen:
    sights: list[Sight]
    looks_ms: list[float]  # by the clock, those that were no look too
    looks_cpu_ms: list[float]  # the processor time of this process for the same
    asked_database: int  # how often the index was not there
    answers: list[Answer]  # to the last questions, when nobody writes any more


def ready(folder: Path) -> None:
    """Waits until this process has an index, kept in this folder. TimeoutError."""
    settings.SEARCH_INDEX = folder
    deadline = time.monotonic() + READY_SECONDS
    while not isinstance(index.fresh(), Index):
        if time.monotonic() > deadline:
            raise TimeoutError(f"There is no index in {folder} after {READY_SECONDS} s.")
        time.sleep(0.2)


def watch(watched: Watched, is_over: Callable[[], bool]) -> Seen:
    """Looks until it is over, and once more; without the last answers."""
    sights: list[Sight] = []
    looks: list[tuple[float, float]] = []
    asked = 0
    before: dict[int, State] = {}
    is_last = False
    while not is_last:
        began, processor = time.monotonic(), time.process_time()
        is_last = is_over()
        held = index.fresh(now=is_last)
        looks.append((time.monotonic() - began, time.process_time() - processor))
        asked += isinstance(held, Plain)
        now = _states(held, watched)
        changed = {pk: state for pk, state in now.items() if before.get(pk) != state}
        changed |= dict.fromkeys(before.keys() - now.keys())
        if changed:
            sights.append(Sight(began, time.monotonic(), changed))
        before = now
        time.sleep(max(0.0, began + POLL_SECONDS - time.monotonic()))
    clock, own = ([1_000 * seconds for seconds in column] for column in zip(*looks, strict=True))
    return Seen(sights, sorted(clock), sorted(own), asked, [])


def _states(held: Index | Plain, watched: Watched) -> dict[int, State]:
    every = Criteria(sellers=(watched.seller,))
    equipped = Criteria(sellers=(watched.seller,), options=(watched.option,))
    having = set(held.points(equipped).ids.tolist())
    cars = held.points(every)
    prices = zip(cars.ids.tolist(), cars.price_eur.tolist(), strict=True)
    return {pk: (price, pk in having) for pk, price in prices}


def answers(criteria: Sequence[Criteria]) -> list[Answer]:
    """This process's answers, after a look."""
    held = index.fresh(now=True)
    return [held.search(one) for one in criteria]
