"""A question while it is being read: its words, what each was taken for, and the facts so far."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from listings.vocabulary.facts import Fact
from listings.vocabulary.lexicon import Lexicon
from listings.vocabulary.tokens import Words

FREE, READ, FILLER, ASIDE = range(4)


@dataclass(frozen=True, slots=True)
class Tell:
    """A fact to be: words ``first`` up to ``end`` say it."""

    field: str
    value: Any
    first: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Found:
    """A reading of the words from the one looked at up to ``end``.

    Without tells they are filler, or with ``aside`` text that must be taken for nothing else
    ("actieradius 400 km").
    """

    end: int
    tells: tuple[Tell, ...] = ()
    aside: bool = False


@dataclass(slots=True)
class Draft:
    words: Words
    lexicon: Lexicon
    this_year: int
    slips: frozenset[int] = frozenset()  # words that were written otherwise
    taken: bytearray = field(default_factory=bytearray)
    tells: list[Tell] = field(default_factory=list)
    # Slugs of the makes that the question names, also by a model.
    makes: set[str] = field(default_factory=set)
    other_models: int = 0  # models named in letters, which leave "2008" to be a year

    def __post_init__(self) -> None:
        self.taken = self.taken or bytearray(len(self.words))

    def word(self, index: int) -> str:
        """The folded word, empty outside the question."""
        return self.words.folded[index] if 0 <= index < len(self.words) else ""

    def is_free(self, first: int, end: int) -> bool:
        return not any(self.taken[first:end])

    def take(self, first: int, found: Found) -> None:
        mark = ASIDE if found.aside else READ if found.tells else FILLER
        self.taken[first : found.end] = bytes([mark]) * (found.end - first)
        self.tells.extend(found.tells)
        # "glc 220 d": who names a model has named its make.
        self.makes.update(
            tell.value.partition("_")[0] for tell in found.tells if tell.field == "model"
        )

    def told(self, *fields: str) -> list[Tell]:
        return [tell for tell in self.tells if tell.field in fields]

    def facts(self) -> tuple[Fact, ...]:
        """The facts in the order of the text, each once."""
        seen: dict[tuple[str, Any], Fact] = {}
        for tell in sorted(self.tells, key=lambda tell: tell.first):
            start, end = self.words.starts[tell.first], self.words.ends[tell.end - 1]
            rule = "typo" if self._is_slip(tell) else tell.rule
            fact = Fact(tell.field, tell.value, start, end, self.words.text[start:end], rule)
            seen.setdefault((tell.field, tell.value), fact)
        return tuple(seen.values())

    def _is_slip(self, tell: Tell) -> bool:
        return any(index in self.slips for index in range(tell.first, tell.end))


Finder = Callable[[Draft, int], Found | None]


def best(draft: Draft, index: int, finders: Iterable[Finder]) -> Found | None:
    """What reads the most words from here; of equals the first finder's."""
    longest = None
    for finder in finders:
        found = finder(draft, index)
        if found is None or (longest and found.end <= longest.end):
            continue
        if draft.is_free(index, found.end):
            longest = found
    return longest
