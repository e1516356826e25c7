"""Finds names of one or more words in a text, however they are spaced, hyphened or accented."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from listings.vocabulary.tokens import Words, words_in

Value = TypeVar("Value")
_NOTHING: dict[str, Any] = {}


@dataclass(slots=True)
class _Node(Generic[Value]):
    """The words read so far: which may follow, and what they name if the name ends here."""

    values: tuple[Value, ...] = ()
    # Most words end a name: those share one empty dict, nobody's to write in.
    after: "dict[str, _Node[Value]]" = field(default_factory=lambda: _NOTHING)

    def then(self, word: str) -> "_Node[Value]":
        """The node of one word more."""
        if self.after is _NOTHING:
            self.after = {}
        if (found := self.after.get(word)) is None:
            found = self.after[word] = _Node()
        return found


class Hit(NamedTuple, Generic[Value]):
    """A name found: words ``first`` up to ``end``, and all that is called so."""

    first: int
    end: int
    values: tuple[Value, ...]


class Phrases(Generic[Value]):
    """Names and what they name; one name may name several things (Leon: of Seat, of Cupra)."""

    def __init__(self, names: Iterable[tuple[str, Value]]) -> None:
        self._root: _Node[Value] = _Node()
        self._sorted: list[str] = []
        for name, value in names:
            self.add(name, value)

    def add(self, name: str, value: Value) -> None:
        """Makes ``name`` known; "T-Cross" is found as T-Cross, T Cross and TCross."""
        parts = tuple(words_in(name).folded)
        self._put(parts, value)
        if len(parts) > 1 and all(part.isalpha() for part in parts):
            self._put(("".join(parts),), value)

    def at(self, words: Words, index: int) -> Hit[Value] | None:
        """The longest name that starts at this word."""
        hits = self.all_at(words, index)
        return hits[-1] if hits else None

    def all_at(self, words: Words, index: int) -> Sequence[Hit[Value]]:
        """Every name that starts at this word, the shortest first."""
        folded = words.folded
        node = self._root.after.get(folded[index])
        if node is None:  # as it is for most words, so nothing else is done for them
            return ()
        hits, end = [], index + 1
        while node:
            if node.values:
                hits.append(Hit(index, end, node.values))
            if not node.after or not words.is_joined(end):
                break
            node = node.after.get(folded[end])
            end += 1
        return hits

    def named(self, name: str) -> tuple[Value, ...]:
        """All that is called exactly so."""
        words = words_in(name)
        hit = self.at(words, 0) if len(words) else None
        return hit.values if hit and hit.end == len(words) else ()

    def first_words(self) -> Iterable[str]:
        """The first (folded) word of every name."""
        return self._root.after

    def beginning(
        self, parts: list[str], start: str
    ) -> Iterator[tuple[str, tuple[Value, ...], tuple[Value, ...]]]:
        """Words that follow these whole words and begin with ``start``, which may be cut off.

        Each with what is called so, and with what longer names call.
        """
        node: _Node[Value] | None = self._root
        for part in parts:
            node = node.after.get(part) if node else None
        if node is None:
            return
        words = self._sorted_words() if node is self._root else sorted(node.after)
        for word in words[bisect_left(words, start) :]:
            if not word.startswith(start):
                return
            below = node.after[word]
            yield word, below.values, tuple(_values_below(below))

    def _sorted_words(self) -> list[str]:
        if len(self._sorted) != len(self._root.after):
            self._sorted = sorted(self._root.after)
        return self._sorted

    def __contains__(self, first_word: str) -> bool:
        """Whether any name starts with this (folded) word."""
        return first_word in self._root.after

    def spelt(self) -> Iterator[str]:
        """Every (folded) word that stands in a name."""
        nodes = [self._root]
        while nodes:
            node = nodes.pop()
            yield from node.after
            nodes += node.after.values()

    def _put(self, parts: tuple[str, ...], value: Value) -> None:
        if not parts:
            return
        node = self._root
        for part in parts:
            node = node.then(part)
        if value not in node.values:
            node.values = (*node.values, value)


def _values_below(node: _Node[Value]) -> Iterator[Value]:
    yield from node.values
    for below in node.after.values():
        yield from _values_below(below)
