"""A title while it is being read: its words, which of them are understood, and the facts so far."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from listings.vocabulary.facts import Fact, Span
from listings.vocabulary.lexicon import Lexicon
from listings.vocabulary.terms import MakeTerm, ModelTerm
from listings.vocabulary.tokens import Words

# Signs within a name or number; every other sign ends what came before it.
_BINDING = frozenset('&%°"€#!@:²³½=<>™®_')


class Found(NamedTuple):
    """What a rule found in words ``first`` up to ``end``; no values: words that say nothing."""

    end: int
    rule: str
    values: tuple[tuple[str, Any], ...] = ()


@dataclass(slots=True)
class Draft:
    """The state that the rules share. ``taken[i]`` names the rule that understood word i."""

    words: Words
    lexicon: Lexicon
    taken: list[str] = field(default_factory=list)
    runs: list[int] = field(default_factory=list)  # where the find of each word begins
    parts: list[int] = field(default_factory=list)  # the part between separators of each word
    facts: list[Fact] = field(default_factory=list)
    said: set[str] = field(default_factory=set)  # the fields that have a fact
    make: MakeTerm | None = None
    model: ModelTerm | None = None
    denies: bool = False  # whether any word says no ("geen", "zonder")
    car_end: int = 0  # the word behind make, model and generation

    def __post_init__(self) -> None:
        self.taken = [""] * len(self.words)
        self.runs = list(range(len(self.words)))
        self.parts = _parts(self.words)

    def take(self, first: int, found: Found) -> None:
        """Keeps what was found, and marks its words as understood."""
        if self.parts[first] != self.parts[found.end - 1]:
            self._join(first, found.end - 1)
        for name, value in found.values:
            self.add(name, value, first, found.end, found.rule)
        for index in range(first, found.end):
            if not self.taken[index]:
                self.taken[index], self.runs[index] = found.rule, first

    def _join(self, first: int, last: int) -> None:
        """A sign within a find ("D/C") parts nothing."""
        part, more = self.parts[first], self.parts[last] - self.parts[first]
        for index in range(first, len(self.parts)):
            self.parts[index] = max(part, self.parts[index] - more)

    def add(self, name: str, value: Any, first: int, end: int, rule: str) -> None:
        """Keeps a fact; the words stay free for other rules."""
        self.said.add(name)
        words = self.words
        start, stop = words.starts[first], words.ends[end - 1]
        self.facts.append(Fact(name, value, start, stop, words.text[start:stop], rule))

    def is_free(self, first: int, end: int) -> bool:
        return not any(self.taken[first:end])

    def is_whole(self, first: int, end: int) -> bool:
        """Whether no find lies half within these words."""
        begins = first == 0 or self.runs[first] != self.runs[first - 1]
        return begins and (end == len(self.runs) or self.runs[end] != self.runs[end - 1])

    def values(self, name: str) -> list[Any]:
        if name not in self.said:
            return []
        return [fact.value for fact in self.facts if fact.field == name]

    def same_part(self, first: int, second: int) -> bool:
        return self.parts[first] == self.parts[second]

    def rest(self) -> tuple[Span, ...]:
        """The pieces that no rule understood, joined where only spaces stand between."""
        spans: list[Span] = []
        words = self.words
        for index, rule in enumerate(self.taken):
            if rule or not words.folded[index][:1].isalnum():
                continue
            start, end = words.starts[index], words.ends[index]
            if spans and index and not self.taken[index - 1] and self._follows(spans[-1], index):
                start = spans.pop().start
            spans.append(Span(start, end, words.text[start:end]))
        return tuple(spans)

    def _follows(self, last: Span, index: int) -> bool:
        return last.end == self.words.ends[index - 1] and self.words.is_joined(index)


def _parts(words: Words) -> list[int]:
    """Numbers the parts of a title: a sign such as | or a dash between spaces starts a new one."""
    parts, part = [], 0
    for index, word in enumerate(words.folded):
        is_sign = not word[0].isalnum() and word not in _BINDING
        if not is_sign and words.is_joined(index):
            parts.append(part)
            continue
        glued_plus = word == "+" and words.is_glued(index)
        is_sign = is_sign and not glued_plus
        if index and (is_sign or (not words.is_joined(index) and words.gap(index).strip() != "")):
            part += 1
        parts.append(part)
        if is_sign or (glued_plus and words.is_glued(index + 1)):
            part += 1  # a "+" glued on both sides joins two things: "LED+ACC"
    return parts
