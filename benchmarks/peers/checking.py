"""Whether two engines give the same answers, and where they differ."""

from collections.abc import Callable, Sequence

from benchmarks.peers.mix import Request
from benchmarks.peers.timing import Search
from listings.search.results import Answer

TOLD = 3  # differences that are printed


def mismatches(
    name: str,
    search: Search,
    expected: Search,
    requests: Sequence[Request],
    say: Callable[[str], None],
) -> int:
    """How many whole answers differ from the expected ones; the first few are told."""
    wrong = 0
    for place, request in enumerate(requests, start=1):
        say(f"checking {name}: {place} of {len(requests)}, {wrong} wrong")
        answer, known = search(request.criteria), expected(request.criteria)
        if answer != known:
            wrong += 1
            if wrong <= TOLD:
                print(f"\n{name} differs in {', '.join(different(answer, known))}: {request}")
    return wrong


def different(answer: Answer, known: Answer) -> list[str]:
    """Names of the parts that are not equal."""
    parts = ("total", "ids", "page")
    names = [part for part in parts if getattr(answer, part) != getattr(known, part)]
    for part in ("counts", "histograms"):
        ones, others = getattr(answer, part), getattr(known, part)
        names += [name for name in {**ones, **others} if ones.get(name) != others.get(name)]
    return names
