"""Names that someone may have meant: at most one slip of the keyboard away, two in long words."""

from collections.abc import Collection, Iterable
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

SHORTEST = 4  # letters; a slip in a shorter word makes another word too easily
LONG = 8  # from here two slips are forgiven
LONGEST_PAIRS = 12  # beyond, pairs of letters are too many to list: one slip is always found


class Near:
    """Finds known words by the letters they keep when one or two are dropped.

    Two words within one slip of each other (a letter lost, added, changed, or two swapped) share
    a spelling with one letter dropped; comparing those takes no search through the words.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)

    @cached_property
    def _by_part(self) -> "_ByPart":
        return _by_part(self._words)

    def find(self, word: str) -> list[str]:
        """Known words near this (folded) one, the nearest first; itself when it is known."""
        if word in self._words:
            return [word]
        if not SHORTEST <= len(word) <= 40:
            return []
        slips = {near: distance(word, near) for near in self._by_part.sharing(_parts(word))}
        return sorted(
            (near for near, count in slips.items() if count <= _forgiven(word, near)),
            key=lambda near: (slips[near], near[0] != word[0], near),
        )


class _ByPart:
    """The words by the parts of them, as two columns: a quarter million texts in a dict would
    take twenty times the memory. A part is known by its hash; should two have the same one, the
    distance between the words decides.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = [word for word in words if len(word) >= SHORTEST]
        # One word's parts at a time, and none of them kept.
        found = [_hashes(_parts(word)) for word in self._words]
        hashes = np.concatenate(found) if found else np.zeros(0, np.int32)
        order = np.argsort(hashes)
        self._hashes = hashes[order]
        place = np.min_scalar_type(len(found))
        of_word = np.repeat(np.arange(len(found), dtype=place), list(map(len, found)))
        self._places = of_word[order]

    def sharing(self, parts: Collection[str]) -> set[str]:
        """The words that have one of these parts."""
        hashes = _hashes(parts)
        first = np.searchsorted(self._hashes, hashes, "left").tolist()
        end = np.searchsorted(self._hashes, hashes, "right").tolist()
        return {
            self._words[place]
            for start, stop in zip(first, end, strict=True)
            if start < stop
            for place in self._places[start:stop].tolist()
        }


def _hashes(parts: Collection[str]) -> NDArray[np.int32]:
    """Half of each hash: it takes half the memory, and the distance decides in any case."""
    return np.fromiter(map(hash, parts), np.int64, len(parts)).astype(np.int32)


def distance(one: str, other: str) -> int:
    """Letters to drop, add, change or swap with their neighbour, to get from one to the other."""
    older: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, same in enumerate(other, start=1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != same))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == same:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        older, above = above, row
    return above[-1]


@lru_cache(maxsize=256)
def _by_part(words: frozenset[str]) -> _ByPart:
    """Made at the first slip, and once for equal words: most changes of the catalogue leave most
    of these tables as they are.
    """
    return _ByPart(words)


def _forgiven(one: str, other: str) -> int:
    return 2 if min(len(one), len(other)) >= LONG else 1


def _parts(word: str) -> set[str]:
    """The word itself, and without any one letter; without any two when it is rather long."""
    parts = [word[:i] + word[i + 1 :] for i in range(len(word))]
    if LONG <= len(word) <= LONGEST_PAIRS:
        singles = list(enumerate(parts))
        parts += [one[:i] + one[i + 1 :] for first, one in singles for i in range(first, len(one))]
    return {word, *parts}
