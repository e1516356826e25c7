"""When this process last heard of a change: what rendered pieces of pages are kept by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

# Beyond this many changed listings all are taken as changed, so that the table stays small.
MOST = 50_000
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Versions:
    """Numbers that this process gives to what the change log tells it; no number comes twice.

    ``state`` is that of the whole stock: any change makes a new one. A piece that shows one
    listing keeps until ``of(pk)`` moves; one that shows ``other("articles")`` until that does.
    They mean nothing to another process.
    """

    state: int
    since: int  # of the listings and the others that are not named below
    listings: Mapping[int, int] = field(default_factory=dict)
    others: Mapping[str, int] = field(default_factory=dict)

    def of(self, pk: int) -> int:
        """The version of one listing with its options, photos, seller and names."""
        return self.listings.get(pk, self.since)

    def other(self, name: str) -> int:
        """The version of what is not a listing: the word that its triggers log."""
        return self.others.get(name, self.since)

    def heard(self, listings: Iterable[int], others: Iterable[str] = ()) -> "Versions":
        """The versions after a look that found these changes."""
        state = next(_numbers)
        changed = {**self.listings, **dict.fromkeys(listings, state)}
        if len(changed) > MOST:
            return Versions.anew()
        told = {**self.others, **dict.fromkeys(others, state)}
        return replace(self, state=state, listings=changed, others=told)

    @staticmethod
    def anew() -> "Versions":
        """The versions when anything may have changed."""
        return Versions(first := next(_numbers), first)
