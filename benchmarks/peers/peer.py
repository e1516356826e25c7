"""What every peer does alike: which facets count without which filter, and what is stored."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.peers.cars import Cars, Coded, Filters
from listings.search.criteria import Criteria, Sort
from listings.search.fields import EDGES, FACETS
from listings.search.results import Answer, Counts, answer_of, page_limits

# What is counted: lines are makes with models. Of a range it is the histogram's bars.
COUNTED = ("lines", *FACETS, *EDGES, "options")
# Filters whose facet counts what the others leave; options count within the result.
ALTERNATIVES = {"makes": "lines", **{name: name for name in (*FACETS, *EDGES)}}
# Facet → code → cars. Codes 0 and values without cars may be there or not.
Numbers = dict[str, Mapping[int, int]]


class Missing(Exception):
    """A package that a peer needs is not installed; the message says what to do."""


@dataclass(frozen=True)
class Context:
    """Facets that are counted among the cars which pass these filters."""

    filters: Filters
    facets: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """One search as a peer gets it: what to count, and the page from the place ``offset`` on."""

    filters: Filters
    contexts: list[Context]
    sort: Sort
    offset: int


@dataclass(frozen=True)
class Found:
    """What a peer found; ``total`` may be left out where no filter is on."""

    ids: list[int]
    numbers: Numbers
    total: int | None = None


class Peer(ABC):
    """An engine with the stock loaded. The counts of a search without filters are stored."""

    def __init__(self, cars: Cars) -> None:
        self.cars = cars
        self.stored: Answer | None = None
        self.stored_counts: Counts = {}
        self.load()
        self.stored = self.search(Criteria())

    @abstractmethod
    def load(self) -> None:
        """Take the cars in, in the form that is best for this engine."""

    @abstractmethod
    def ask(self, asked: Asked) -> Found:
        """Total, page and counts, in as few trips as the engine can."""

    @abstractmethod
    def ids(self, filters: Filters, sort: Sort, offset: int) -> list[int]:
        """The page from a place on, and nothing else."""

    def close(self) -> None:  # noqa: B027  not all have something to let go of
        """Let go of what the engine holds."""

    def search(self, criteria: Criteria) -> Answer:
        """The answer, as our index gives it."""
        filters = self.cars.filters(criteria)
        contexts = contexts_of(filters)
        to_count = [context for context in contexts if context.filters or not self.stored]
        offset = page_limits(criteria.page, 10**9)[1]
        found = self.ask(Asked(filters, to_count, criteria.sort, offset))
        total = self.stored.total if self.stored and not filters else found.total or 0
        page, low, _ = page_limits(criteria.page, total)
        # A page beyond the end: the last one there is, which only the total can tell.
        beyond = page != criteria.page
        ids = self.ids(filters, criteria.sort, low) if beyond else found.ids
        return answer_of(total, ids, self._counts(contexts, found.numbers), page)

    def _counts(self, contexts: list[Context], numbers: Numbers) -> Counts:
        counts: Counts = {}
        for context in contexts:
            for name in context.facets:
                for facet in ("makes", "models") if name == "lines" else (name,):
                    if not context.filters and self.stored:
                        counts[facet] = self.stored_counts[facet]
                    else:
                        counts[facet] = self._named(name, facet, numbers.get(name, {}))
        if not self.stored:
            self.stored_counts = counts
        return counts

    def _named(self, name: str, facet: str, numbers: Mapping[int, int]) -> dict[int, int]:
        """Value → cars, from code → cars; makes and models are the parts of a line."""
        values = self.values(name)
        known = {values[code - 1]: number for code, number in numbers.items() if code and number}
        if name != "lines":
            return known
        part = ("makes", "models").index(facet)
        sums: dict[int, int] = {}
        for line, number in known.items():
            sums[line[part]] = sums.get(line[part], 0) + number
        return sums

    def values(self, name: str) -> list:
        return self.cars.options if name == "options" else self.column(name).values

    def column(self, name: str) -> Coded:
        """The codes of what is counted under this name (but for the options)."""
        return self.cars.bars[name] if name in EDGES else self.cars.coded[name]


def contexts_of(filters: Filters) -> list[Context]:
    """What is counted among which cars; the first one is the result itself."""
    active = {name: facet for name, facet in ALTERNATIVES.items() if name in filters}
    result = Context(filters, tuple(name for name in COUNTED if name not in active.values()))
    return [result, *(Context(_without(filters, name), (active[name],)) for name in active)]


def _without(filters: Filters, name: str) -> Filters:
    return {other: wanted for other, wanted in filters.items() if other != name}
