"""Slips of the keyboard in a title: a word nobody knows becomes the known word beside it."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from listings.vocabulary.engines import engine_names
from listings.vocabulary.lexicon import Lexicon
from listings.vocabulary.near import Near, distance
from listings.vocabulary.phrases import Phrases
from listings.vocabulary.titles import numbers
from listings.vocabulary.titles.tables import fillers, title_words, trim_names
from listings.vocabulary.tokens import Words

SHORTEST = 6  # letters; shorter words have too many neighbours that mean something else
TWO_SLIPS = 10  # letters from which two slips are forgiven
FIRST_WORDS = 3  # here the car's name stands, and a shorter word may be corrected too
# A title has no more words than this; in a book the rest is read as it is written.
MOST = 60


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """Every word of every table, and those that a slip may have been meant for."""

    known: frozenset[str]
    ordered: list[str]  # the same, sorted
    near: Near
    cars: frozenset[str]  # words of makes and models

    def corrected(self, words: Words) -> Words:
        """The same words, with the unknown ones replaced by what they were meant for.

        A last word may have been cut off instead, so it is left to the rule for that.
        """
        slips = {}
        for index, word in enumerate(words.folded[:MOST]):
            if word in self.known:
                continue
            is_last = index == len(words) - 1 and index > FIRST_WORDS
            has_stop = words.gap(index + 1)[:1] == "."  # "Avantg." is cut short, no slip
            if not ((is_last or has_stop) and self._is_cut(word)) and (
                meant := self._meant(word, index)
            ):
                slips[index] = meant
        if not slips:
            return words
        spelt = [slips.get(index, word) for index, word in enumerate(words.folded)]
        return replace(words, folded=spelt)

    def _is_cut(self, word: str) -> bool:
        place = bisect_left(self.ordered, word)
        return place < len(self.ordered) and self.ordered[place].startswith(word)

    def _meant(self, word: str, index: int) -> str | None:
        if not word.isalpha() or not SHORTEST - 1 <= len(word) <= 24:
            return None
        near = _near(self, word)
        # Five letters may have been six ("Alure"), or a car's name where that stands.
        is_long = near is not None and max(len(near), len(word)) >= SHORTEST
        return near if is_long or index < FIRST_WORDS else None

    def nearest(self, word: str) -> str | None:
        """The known word that this one was meant for."""
        slips = 2 if len(word) >= TWO_SLIPS else 1
        for near in self.near.find(word):
            is_near = near[0] == word[0] and distance(word, near) <= slips
            if is_near and (len(near) >= SHORTEST or near in self.cars):
                return near
        return None


@lru_cache(maxsize=4096)
def _near(spelling: Spelling, word: str) -> str | None:
    """Dealers repeat themselves: what nobody knows stands in many a title."""
    return spelling.nearest(word)


@lru_cache(maxsize=2)
def spelling(lexicon: Lexicon) -> Spelling:
    """Compiled once for each dictionary."""
    cars = frozenset({*lexicon.makes.spelt(), *lexicon.models.spelt()})
    others = _words([lexicon.options, *lexicon.words.values(), engine_names()])
    others |= _words([title_words("body"), title_words("option")])
    said = cars | others | _words([trim_names()]) | numbers.KEYWORDS
    known = said | _words([fillers()])
    meant = (word for word in said if word.isalpha() and len(word) >= 4)
    return Spelling(known, sorted(known), Near(meant), cars)


def _words(tables: "Iterable[Phrases]") -> frozenset[str]:
    return frozenset(word for table in tables for word in table.spelt())
