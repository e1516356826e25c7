"""Names that someone may have meant: at most one slip of the keyboard away, two in long words."""

from collections.abc import Iterable, Iterator

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
        self._by_part: dict[str, set[str]] = {}
        for word in self._words:
            if len(word) >= SHORTEST:
                for part in _parts(word):
                    self._by_part.setdefault(part, set()).add(word)

    def find(self, word: str) -> list[str]:
        """Known words near this (folded) one, the nearest first; itself when it is known."""
        if word in self._words:
            return [word]
        if not SHORTEST <= len(word) <= 40:
            return []
        candidates = {near for part in _parts(word) for near in self._by_part.get(part, ())}
        slips = {near: distance(word, near) for near in candidates}
        return sorted(
            (near for near, count in slips.items() if count <= _forgiven(word, near)),
            key=lambda near: (slips[near], near[0] != word[0], near),
        )


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


def _forgiven(one: str, other: str) -> int:
    return 2 if min(len(one), len(other)) >= LONG else 1


def _parts(word: str) -> Iterator[str]:
    """The word itself, and without any one letter; without any two when it is rather long."""
    singles = {word[:i] + word[i + 1 :] for i in range(len(word))}
    yield word
    yield from singles
    if LONG <= len(word) <= LONGEST_PAIRS:
        yield from {part[:i] + part[i + 1 :] for part in singles for i in range(len(part))}
