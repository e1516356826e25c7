"""A text cut into pieces with what was read under each, as a linguist glosses a sentence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.functional import Promise

from listings.read_along.fields import FAMILIES, Family

_SIGNS = re.compile(r"[^\w\s]{1,3}")


@dataclass(frozen=True, slots=True)
class Note:
    """``text[start:end]`` was read as this, by the rule that ``why`` explains."""

    start: int
    end: int
    family: Family
    reading: str | Promise
    why: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; without a family nothing stands under it."""

    text: str
    family: Family | None = None
    label: str = ""
    tail: str = ""  # signs that close up to it: "A4." stays together over a long label

    @property
    def whole(self) -> str:
        return self.text + self.tail


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: words, their reading and why; the same thing read twice is one."""

    text: str
    family: Family
    reading: str
    why: str
    times: int

    @property
    def label(self) -> str:
        return str(self.family.label)


def pieces(text: str, notes: Iterable[Note]) -> list[Piece]:
    """All of the text in order; where readings overlap, the shortest says what a word is.

    "508 SW" may be a model of which "SW" tells the body: "508" stands over model, "SW" over body.
    """
    by_span: dict[tuple[int, int], list[Note]] = {}
    for note in notes:
        by_span.setdefault((max(note.start, 0), min(note.end, len(text))), []).append(note)
    over: list[tuple[int, int] | None] = [None] * len(text)
    for start, end in sorted(by_span, key=lambda span: span[0] - span[1]):
        over[start:end] = [(start, end)] * (end - start)
    cut: list[Piece] = []
    for span, places in groupby(range(len(text)), over.__getitem__):
        first, *rest = places
        stretch = text[first : first + 1 + len(rest)]
        cut += _trimmed(stretch, by_span[span]) if span else [Piece(stretch)]
    return _closed_up(cut)


def _closed_up(cut: Iterable[Piece]) -> list[Piece]:
    """Signs right behind a word that was read go with it."""
    closed: list[Piece] = []
    for piece in cut:
        is_next_to_word = closed and closed[-1].family and not closed[-1].tail
        if piece.family or not is_next_to_word:
            closed.append(piece)
            continue
        signs = _SIGNS.match(piece.text)
        tail = signs[0] if signs else ""
        closed[-1] = replace(closed[-1], tail=tail)
        if rest := piece.text[len(tail) :]:
            closed.append(Piece(rest))
    return closed


def _trimmed(stretch: str, notes: Sequence[Note]) -> Iterator[Piece]:
    """The words between their blanks; signs alone say nothing."""
    word = stretch.strip()
    if not any(letter.isalnum() for letter in word):
        yield Piece(stretch)
        return
    before, _, after = stretch.partition(word)
    families = dict.fromkeys(note.family for note in notes)
    if before:
        yield Piece(before)
    yield Piece(word, next(iter(families)), " + ".join(str(family.label) for family in families))
    if after:
        yield Piece(after)


def rows(text: str, notes: Iterable[Note]) -> list[Row]:
    """The list under the text, in its order."""
    counted: dict[tuple[str, Family, str, str], int] = {}
    for note in sorted(notes, key=lambda note: (note.start, note.end)):
        key = text[note.start : note.end], note.family, str(note.reading), str(note.why)
        counted[key] = counted.get(key, 0) + 1
    return [Row(*key, times) for key, times in counted.items()]


def legend(cut: Iterable[Piece]) -> list[Family]:
    """The families that occur, in their own order."""
    seen = {piece.family for piece in cut}
    return [family for family in FAMILIES if family in seen]
