"""Cuts an article into plain words at the speed of C, so that Python only looks at the hits.

``words_in`` of the other readers knows more about each word and takes eight times as long; an
article has hundreds of words that cannot be a car, and they are passed over here.
"""

import codecs
import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from itertools import accumulate, count
from operator import add

_ENCODING = "cp1252"  # one byte a character, and Dutch text has hardly any other
_FOREIGN = "\x01"  # a letter that no name has: it stays glued to its word
_KEPT = "#+"  # "Smart #1", "Ka+"
_MARKS = re.compile("[\u0300-\u036f]+")
_QUIET = frozenset(" \u00a0\"'‘’“”„«»([–—-")
_ENDS = frozenset(".!?:;…\n\r•|")


def _plain(letter: str) -> str:
    """One sign for one sign: a plain lower-case letter or digit, or a space for all else."""
    base = unicodedata.normalize("NFKD", letter).casefold()[:1]
    if base.isascii():
        return base if base.isalnum() or (base and base in _KEPT) else " "
    return _FOREIGN if letter.isalnum() else " "


def _foreign(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 -- only encode() comes here
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


codecs.register_error("koppeling-plain", _foreign)


def _table(*, keeps_case: bool) -> bytes:
    table = []
    for code in range(256):
        letter = bytes([code]).decode(_ENCODING, "replace")
        sign = _plain(letter)
        table.append(
            1 if code == 1 else ord(sign.upper() if keeps_case and letter.isupper() else sign)
        )
    return bytes(table)


_CASED = _table(keeps_case=True)


def cased(text: str) -> str:
    """``text`` sign for sign without accents, with spaces for punctuation."""
    coded = text.replace(_FOREIGN, " ").encode(_ENCODING, "koppeling-plain")
    return coded.translate(_CASED).decode("ascii")


def plain(text: str) -> str:
    """As `cased`, in lower case."""
    return cased(text).lower()


def without_marks(text: str) -> tuple[str, list[int]]:
    """The text without combining accents, and where each of its signs stood."""
    kept = [i for i, sign in enumerate(text) if not "\u0300" <= sign <= "\u036f"]
    return "".join([text[i] for i in kept]), kept


def has_marks(text: str) -> bool:
    """Whether accents are signs of their own, as on a Mac's file names."""
    return not text.isascii() and _MARKS.search(text) is not None


@dataclass(slots=True)
class Cut:
    """A text as its plain words; ``words`` has an empty one for every further space."""

    text: str
    plain: str
    words: list[str]
    written: list[str]  # the same words with their capitals
    starts: list[int]

    @classmethod
    def of(cls, text: str) -> "Cut":
        written = cased(text)
        lower = written.lower()
        words = lower.split(" ")
        # The letters of the words before, and one space for each of them.
        starts = list(map(add, accumulate(map(len, words), initial=0), count()))
        return cls(text, lower, words, written.split(" "), starts)

    def end(self, index: int) -> int:
        return self.starts[index] + len(self.words[index])

    def after(self, index: int) -> int:
        """The next word's index; the number of words when there is none."""
        words = self.words
        index += 1
        while index < len(words) and not words[index]:
            index += 1
        return index

    def before(self, index: int) -> int:
        """The index of the word before; -1 when there is none."""
        words = self.words
        index -= 1
        while index >= 0 and not words[index]:
            index -= 1
        return index

    def word(self, index: int) -> str:
        return self.words[index] if 0 <= index < len(self.words) else ""

    def gap(self, index: int) -> str:
        """What stands before this word, back to the word before it."""
        before = self.before(index)
        start = self.end(before) if before >= 0 else 0
        return self.text[start : self.starts[index] if index < len(self.words) else None]

    def is_joined(self, index: int, joiners: Container[str]) -> bool:
        """Whether one of ``joiners`` stands before this word; an "'s" never joins."""
        start = self.starts[index]
        before = self.before(index)
        gap = self.text[self.starts[before] + len(self.words[before]) : start]
        return gap in joiners and not (self.words[index] == "s" and gap in ("'", "’"))

    def is_capital(self, index: int) -> bool:
        """Whether the word was written with a capital, or starts with a digit."""
        sign = self.written[index][0]
        return sign.isupper() or not sign.isalpha()

    def opens_sentence(self, index: int) -> bool:
        """Whether the word is the first of a sentence, where a capital says nothing."""
        text, at = self.text, self.starts[index] - 1
        while at >= 0 and text[at] in _QUIET:
            at -= 1
        return at < 0 or text[at] in _ENDS
