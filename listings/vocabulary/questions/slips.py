"""Forgives slips of the keyboard: a word that can only have been meant as one name is that name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from listings.vocabulary.lexicon import Lexicon
from listings.vocabulary.near import Near, distance
from listings.vocabulary.questions.everyday import is_everyday
from listings.vocabulary.terms import MakeTerm, ModelTerm, OptionTerm, TownTerm, Word
from listings.vocabulary.tokens import words_in

SHORTEST = 4  # letters of a word in which a slip is looked for
SHORT = 5  # a shorter word is only forgiven what sounds the same, or letters that changed places
LONG = 6  # from here the same letters in another order are one word: "pegeout"
# Up to here a changed letter makes another word, so only lost, added and moved letters are sure.
CHANGED = 5
TOWN, LARGE_TOWN = 5_000, 20_000  # inhabitants
LONG_TOWN = 6  # letters
# Before a town. After the weak ones anything may follow, so only a large town is meant.
STRONG_LEADS = frozenset("rond rondom omgeving regio buurt nabij vlakbij".split())
WEAK_LEADS = frozenset("in bij".split())
# Written for one another; also where a word begins, which a slip seldom hits otherwise.
_SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("qu", "kw"),
    ("c", "k"),
    ("w", "v"),
    ("f", "v"),
    ("z", "s"),
    ("ij", "y"),
    ("ei", "y"),
    ("i", "y"),
)


@dataclass(eq=False)
class Slips:
    """The names of a lexicon that a slip may have hit. Words are folded."""

    lexicon: Lexicon
    _of_make: dict[str, Near] = field(default_factory=dict)

    def sure(self, word: str, before: str, make: str) -> str | None:
        """The name that is certainly meant; ``before`` it stands this word, named was ``make``."""
        if len(word) < SHORTEST or is_everyday(word):
            return None
        if before in STRONG_LEADS | WEAK_LEADS and (town := self._led_town(word, before)):
            return town
        if make and (model := self._one(self._near_of(make).find(word), word)):
            return model
        near = self._alike(self.near.find(word), word) or self._reordered(word)
        sure = [name for name in near if self._is_sure(name, word)]
        meant = self._one(sure, word) or self._one([n for n in sure if n in self.plain], word)
        return meant or (None if near else self._large_town(word))

    def maybe(self, word: str) -> list[str]:
        """What a word may have been meant as, the likeliest first."""
        if is_everyday(word):
            return []
        near = self._alike(self.near.find(word), word)
        near.sort(key=lambda name: (not _is_hearsay(name, word), name not in self.current))
        return near or self._alike(self._towns(word, TOWN), word)

    # ---------------------------------------------------------------------- of the near ones
    def _alike(self, near: Iterable[str], word: str) -> list[str]:
        """Those that begin as the word does."""
        first = _sound(word)[:1]
        return [name for name in near if _sound(name)[:1] == first]

    def _one(self, near: Iterable[str], word: str) -> str | None:
        """The nearest, if no other thing is as near; a plural or inflection is as good."""
        found = sorted(self._alike(near, word), key=lambda name: distance(word, name))
        if not found:
            return None
        first, slips = found[0], distance(word, found[0])
        rivals = [other for other in found[1:] if distance(word, other) == slips]
        is_one = all(self._is_same(first, other) for other in rivals)
        return first if is_one else None

    def _is_same(self, one: str, other: str) -> bool:
        if one[:4] == other[:4] and abs(len(one) - len(other)) <= 1:
            return True
        return bool(self.senses.get(one, set()) & self.senses.get(other, set()))

    def _is_sure(self, name: str, word: str) -> bool:
        if _is_hearsay(name, word):
            return True
        if len(word) < SHORT or (len(word) <= CHANGED and len(name) == len(word)):
            return False
        # Equipment has so many names that two slips from one of them is no evidence.
        return name not in self.equipment or distance(name, word) == 1

    def _reordered(self, word: str) -> list[str]:
        """Names of the same letters, the first and the last in their places."""
        if len(word) < LONG:
            return []
        named = self.by_letters.get("".join(sorted(word)), ())
        return [name for name in named if (name[0], name[-1]) == (word[0], word[-1])]

    # ---------------------------------------------------------------------- towns
    def _led_town(self, word: str, before: str) -> str | None:
        smallest = TOWN if before in STRONG_LEADS else LARGE_TOWN
        if len(word) < LONG_TOWN:
            return None
        return self._one(self._towns(word, smallest), word)

    def _large_town(self, word: str) -> str | None:
        """A town that is meant though nothing leads to it: one slip in a long, well-known name."""
        near = self._towns(word, LARGE_TOWN) if len(word) >= LONG_TOWN else []
        sure = [town for town in near if distance(word, town) == 1 and self._is_sure(town, word)]
        return self._one(sure, word)

    def _towns(self, word: str, smallest: int) -> list[str]:
        named = self.lexicon.dictionary.town_by_name
        return [town for town in self.near_towns.find(word) if named[town].population >= smallest]

    # ---------------------------------------------------------------------- the names
    @cached_property
    def near(self) -> Near:
        """Names and words of one word."""
        return Near([*self.plain, *self._names_of_cars()])

    @cached_property
    def plain(self) -> frozenset[str]:
        """Bodies, fuels and the like: of two words as near, what people ask for most."""
        return frozenset(name for name, _ in self._plain_words())

    def _plain_words(self) -> Iterator[tuple[str, str]]:
        known = self.lexicon.dictionary
        kinds = (known.bodies, known.fuels, known.transmissions, known.colours)
        words: Iterator[Word] = chain.from_iterable(kinds)
        return ((name, word.slug) for word in words for name in _single(word.names))

    def _names_of_cars(self) -> Iterator[str]:
        known = self.lexicon.dictionary
        models = [model for model in known.models if _is_recent(model)]
        return _single(names_of(known.makes, models, known.options))

    @cached_property
    def equipment(self) -> frozenset[str]:
        return frozenset(_single(names_of(self.lexicon.dictionary.options)))

    @cached_property
    def senses(self) -> dict[str, set[str]]:
        """What a name may stand for: two spellings of one fuel are no rivals."""
        found: dict[str, set[str]] = {}
        known = self.lexicon.dictionary
        terms: tuple[MakeTerm | OptionTerm, ...] = (*known.makes, *known.options)
        for term in terms:
            for name in _single(term.names):
                found.setdefault(name, set()).add(term.slug)
        for name, slug in self._plain_words():
            found.setdefault(name, set()).add(slug)
        return found

    @cached_property
    def by_letters(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in sorted({*self.plain, *self._names_of_cars()}):
            found.setdefault("".join(sorted(name)), []).append(name)
        return found

    @cached_property
    def near_towns(self) -> Near:
        return Near(_single(names_of(self.lexicon.dictionary.towns)))

    def _near_of(self, make: str) -> Near:
        """The models of this make (a slug)."""
        if make not in self._of_make:
            known = self.lexicon.dictionary
            models = known.models_of(known.make_by_slug[make])
            self._of_make[make] = Near(_single(names_of(models)))
        return self._of_make[make]

    @cached_property
    def current(self) -> frozenset[str]:
        """Names of makes and of models that are still sold, and plain words."""
        known = self.lexicon.dictionary
        models = [model for model in known.models if model.year_to is None]
        return self.plain | frozenset(_single(names_of(known.makes, models)))


def names_of(*lists: "Iterable[MakeTerm | ModelTerm | OptionTerm | TownTerm]") -> Iterator[str]:
    return (name for terms in lists for term in terms for name in term.names)


def _is_hearsay(name: str, word: str) -> bool:
    """Whether it sounds the same ("golv"), or two letters changed places ("glof")."""
    return _sound(name) == _sound(word) or sorted(name) == sorted(word)


def _sound(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return "".join(sign for place, sign in enumerate(word) if word[place - 1 : place] != sign)


def _is_recent(model: ModelTerm) -> bool:
    """Sold here in this century: a slip does not make a word a forgotten car."""
    return model.sold_in_nl and (model.year_to is None or model.year_to >= 2000)


def _single(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        words = words_in(name).folded
        if len(words) == 1 and words[0].isalpha() and len(words[0]) >= SHORTEST:
            yield words[0]
