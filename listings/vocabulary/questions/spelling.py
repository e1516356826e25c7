"""Prepares a question's words: takes run-together words apart, and forgives sure typing errors."""

from dataclasses import dataclass, replace
from functools import cached_property

from listings.vocabulary.engines import engine_names
from listings.vocabulary.lexicon import Lexicon
from listings.vocabulary.phrases import Phrases
from listings.vocabulary.questions import plain_words, wording
from listings.vocabulary.questions.everyday import everyday
from listings.vocabulary.questions.places import LEADS
from listings.vocabulary.questions.slips import Slips, names_of
from listings.vocabulary.tokens import Words, words_in


@dataclass(frozen=True, eq=False)
class Spelling:
    """The known words of a lexicon."""

    lexicon: Lexicon

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word that means something in a question."""
        lexicon = self.lexicon
        dictionary = lexicon.dictionary
        lists = (dictionary.makes, dictionary.models, dictionary.options, dictionary.towns)
        words = [word for kind in lexicon.words.values() for word in kind.spelt()]
        # As they stand in the lexicon, so that no word is kept twice.
        read = (lexicon.makes, lexicon.models, lexicon.options, lexicon.towns)
        same = {word: word for phrases in read for word in phrases.spelt()}
        folded = (word for name in names_of(*lists) for word in words_in(name).folded)
        words += [same.get(word, word) for word in folded]
        for phrases in (engine_names(), wording.LIMITS, wording.TOPICS, wording.AFTER, LEADS):
            words += phrases.spelt()
        return frozenset(words) | _OWN | everyday()

    @cached_property
    def names(self) -> Phrases[str]:
        """Single words by what they name: the kinds that may be written together."""
        dictionary = self.lexicon.dictionary
        found: Phrases[str] = Phrases(())
        for make in dictionary.makes:
            for name in make.names:
                found.add(name, "make")
        for model in dictionary.models:
            for name in model.names:
                if name.isalpha() and len(name) >= 3:
                    found.add(name, "model")
        for kind in ("body", "fuel", "transmission"):
            for word in getattr(dictionary, _LISTS[kind]):
                for name in word.names:
                    found.add(name, kind)
        return found

    @cached_property
    def slips(self) -> Slips:
        return Slips(self.lexicon)

    # ----------------------------------------------------------------------- apart
    def apart(self, words: Words) -> Words:
        """The words with names that were written together cut in two: "vwgolf", "audia4"."""
        folded: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for index, word in enumerate(words.folded):
            start, end = words.starts[index], words.ends[index]
            cut = self._cut(words, index) if end - start == len(word) else 0
            if cut:
                folded += [word[:cut], word[cut:]]
                starts += [start, start + cut]
                ends += [start + cut, end]
            else:
                folded.append(word)
                starts.append(start)
                ends.append(end)
        return Words(words.text, folded, starts, ends)

    def _cut(self, words: Words, index: int) -> int:
        word = words.folded[index]
        if not (4 <= len(word) <= 30 and word.isalpha()) or word in self.known:
            return 0
        for cut in range(len(word) - 1, 1, -1):
            left = self.names.named(word[:cut]) if cut >= 2 else ()
            if not left:
                continue
            rest = word[cut:]
            if len(word) >= 6 and len(rest) >= 2 and self._is_name(left, rest):
                return cut
            if "make" in left and self._starts_model(words, index, word[:cut], rest):
                return cut
        return 0

    def _is_name(self, left: tuple[str, ...], rest: str) -> bool:
        right = self.names.named(rest)
        return bool(right) and (len(rest) >= 3 or ("make" not in right and "make" in left))

    def _starts_model(self, words: Words, index: int, make: str, rest: str) -> bool:
        """ "audia4": the letters behind the make and the number glued to them name its model."""
        if index + 1 >= len(words) or not words.is_glued(index + 1):
            return False
        written = rest + words.folded[index + 1]
        makes = self.lexicon.makes.named(make)
        return any(self.lexicon.models_of[term.id].named(written) for term in makes)

    # ---------------------------------------------------------------------- slips
    def corrected(self, words: Words) -> tuple[Words, frozenset[int]]:
        """The words with sure slips of the keyboard undone, and which those were."""
        folded = list(words.folded)
        slips = set()
        make = ""
        for index, word in enumerate(folded):
            if named := self.lexicon.makes.named(word):
                make = named[0].slug
            if word in self.known or not word.isalpha():
                continue
            before = folded[index - 1] if index else ""
            if meant := self.slips.sure(word, before, make):
                folded[index] = meant
                slips.add(index)
                if named := self.lexicon.makes.named(meant):
                    make = named[0].slug
        return replace(words, folded=folded), frozenset(slips)

    def meant(self, word: str) -> list[str]:
        """What an unknown word may have been meant as, though not surely; the likeliest first."""
        return [] if word in self.known or not word.isalpha() else self.slips.maybe(word)

    def shown(self, word: str) -> str:
        """A name as it is written, for its folded word."""
        lexicon = self.lexicon
        named = lexicon.makes.named(word) or lexicon.models.named(word)
        if named:
            return named[0].name
        town = lexicon.towns.named(word)
        return town[0].name if town else word


_LISTS = {
    "body": "bodies",
    "fuel": "fuels",
    "transmission": "transmissions",
}
_OWN = (
    wording.FILLERS
    | wording.LIST_WORDS
    | wording.NEGATIONS
    | wording.NOT_THE_CAR
    | wording.EDITIONS
    | wording.SHADES
    | wording.TRAPS
    | wording.TRAP_UNITS
    | frozenset(wording.TIMES)
    | wording.MONEY
    | wording.KM
    | wording.THOUSAND_KM
    | wording.YEARS
    | frozenset(wording.POWER_TO_HP)
    | wording.DOORS
    | wording.SEATS
    | frozenset(wording.NUMBERS)
    | frozenset(n + u for n in wording.NUMBERS for u in wording.GLUED_UNITS)
    | frozenset(plain_words.MORE_OPTIONS.spelt())
    | frozenset(plain_words.SHORT_FUELS)
    | frozenset(plain_words.SHORT_GEARBOXES)
    | frozenset(word for _, word in plain_words.BODY_CODES)
    | plain_words.ONLY_BEHIND_A_MODEL
)
