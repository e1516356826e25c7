"""A search's filters as SQL, which two peers write in the same way but for three things."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.peers.cars import Filters
from listings.search.fields import EDGES


@dataclass(frozen=True)
class Dialect:
    """How one of some codes, all of some options and words in a text are asked for."""

    one_of: Callable[[str, list[int]], str]
    all_options: Callable[[list[int]], str]
    words: Callable[[list[str]], str]

    def where(self, filters: Filters) -> str:
        """Whole numbers and folded words only, so that nothing needs quoting."""
        conditions = (self._condition(name, wanted) for name, wanted in filters.items())
        return " AND ".join(conditions) or "true"

    def _condition(self, name: str, wanted: Any) -> str:
        if name == "makes":
            chosen = zip(("makes", "models"), wanted, strict=True)
            parts = [self.one_of(column, codes) for column, codes in chosen if codes]
            return f"({' OR '.join(parts)})"
        if name in EDGES:
            low, high = wanted
            return f"{name} >= {low}" if high is None else f"{name} BETWEEN {low} AND {high}"
        if name == "options":
            return self.all_options(wanted)
        if name == "words":
            return self.words(wanted)
        return self.one_of("sellers" if name == "near" else name, wanted)
