"""Cuts a text into words that remember where they stood. All readers start here."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from listings.vocabulary.folding import folded

# A number with its thousands or decimals is one word ("30.000", "1.4", "90,75"), a run of letters
# is one, and so is every sign that is not a joiner; "e-208", "5Drs" and "ID.3" are two words each.
_WORD = re.compile(
    r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*"
    r"|\d{1,3}(?:\.\d{3})+(?!\d)|\d+[.,]\d{1,2}(?!\d)|\d+"
    r"|[^\w\s.'’‘´`‐‑‒–—−-]|_"
)
# What may stand between two words of one name: "MX5", "MX 5", "MX-5", "cee'd", "El. ramen".
_JOINERS = frozenset(["", " ", "\u00a0", "\u202f", ".", ". ", *"-‑–'’‘´`"])
LONGEST = 100  # letters of a word that are compared; no name is longer
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")

_fold = lru_cache(maxsize=65_536)(folded)


@dataclass(frozen=True, slots=True)
class Words:
    """A text as its words: ``folded[i]`` was written at ``text[starts[i]:ends[i]]``."""

    text: str
    folded: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.folded)

    def written(self, first: int, end: int | None = None) -> str:
        """The text of the words from ``first`` up to ``end`` (one word), as it was written."""
        return self.text[self.starts[first] : self.ends[(end or first + 1) - 1]]

    def gap(self, index: int) -> str:
        """What stands between the word before and this one; for the first word a line's end."""
        if not 0 < index < len(self.folded):
            return "\n"
        return self.text[self.ends[index - 1] : self.starts[index]]

    def is_joined(self, index: int) -> bool:
        """Whether this word may belong to one name with the word before."""
        if not 0 < index < len(self.folded):
            return False
        return self.text[self.ends[index - 1] : self.starts[index]] in _JOINERS

    def is_glued(self, index: int) -> bool:
        """Whether nothing stands between this word and the word before: "5|Drs"."""
        return 0 < index < len(self.folded) and self.ends[index - 1] == self.starts[index]

    def number(self, index: int) -> float | None:
        """The value of a number as the Dutch write it: 30.000 is thirty thousand, 1.4 is 1.4."""
        return number_of(self.folded[index]) if 0 <= index < len(self.folded) else None


def words_in(text: str, most: int | None = None) -> Words:
    """The words of a text, or the first of them, in order, in time linear in its length."""
    spans = [match.span() for match in islice(_WORD.finditer(text), most)]
    lower = text.lower()
    if len(lower) == len(text):
        spelt = [lower[start:end] for start, end in spans]
    else:  # a few capitals, such as İ, are longer in lower case
        spelt = [text[start:end].lower() for start, end in spans]
    if not text.isascii():
        spelt = [word if word.isascii() else _fold(word[:LONGEST]) or word for word in spelt]
    return Words(text, spelt, [start for start, _ in spans], [end for _, end in spans])


@lru_cache(maxsize=8192)
def spelt(name: str) -> str:
    """A name as it is compared when only its letters and digits count: "C-HR" is "chr"."""
    return "".join(words_in(name).folded)


@lru_cache(maxsize=4096)
def number_of(word: str) -> float | None:
    """The value of one word, None when it is no number."""
    if not word[:1].isdecimal() or len(word) > 15:
        return None
    if _THOUSANDS.fullmatch(word):
        return float(word.replace(".", ""))
    # "¼" is folded to a fraction, which is no number to us.
    return float(word.replace(",", ".")) if _NUMBER.fullmatch(word) else None
