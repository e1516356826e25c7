"""Prepares a question's words: takes run-together words apart, and forgives sure typing errors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from listings.vocabulary.engines import engine_names
from listings.vocabulary.lexicon import Lexicon
from listings.vocabulary.near import Near, distance
from listings.vocabulary.phrases import Phrases
from listings.vocabulary.questions import plain_words, wording
from listings.vocabulary.questions.places import LEADS
from listings.vocabulary.terms import MakeTerm, ModelTerm, OptionTerm, TownTerm
from listings.vocabulary.tokens import Words, words_in

LONG_TOWN = 7  # letters
LARGE_TOWN = 20_000  # inhabitants
# Everyday words and trims that are near a name, and are not meant as one.
EVERYDAY = frozenset(
    """
    zuinig zuinige klein kleine groot grote ruim ruime snel snelle sterk sterke stoer stoere
    sportief sportieve luxe comfort comfortabel goedkoop goedkope duur dure nieuw nieuwe oud oude
    jong jonge eerste tweede derde schoon schone veilig veilige lange korte hoge lage extra super
    stad stads gezin gezinsauto stadsauto lease leasen ruilen inruil financiering maand staat
    zonder beurt beurten onderhoud gekeurd importeur dealer particulier garage handel winter zomer
    vakantie caravan camper hond honden kinderwagen bagage ruimte plaats plek laden rijden rijdt
    sleutel sleutels carrosserie motor motoren turbo sport plus edition style active premium
    business executive ambition elegance exclusive limited titanium trend ghia allure access
    highline trendline comfortline bluemotion dynamique expression intens initiale reference
    stylance ultimate select selection first signature prestige privilege lounge pop easy
    blauw rijbewijs student starter starters beginner klassieker oldtimer youngtimer project
    kapot defect schadevrij roestvrij roest lekker lekkere stijlvol praktisch praktische handig
    instap hoog laag gratis bezorgen bezorgd levering leverbaar direct snelweg woon werk verkeer
    lang kort rijbereik liter banden velgen stoel stoelen deur deuren kleur kleuren lak metallic
    white black spirit select street cross country classic shadow
    """.split()
)


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
        words += [word for name in _names(*lists) for word in words_in(name).folded]
        for phrases in (engine_names(), wording.LIMITS, wording.TOPICS, wording.AFTER, LEADS):
            words += phrases.spelt()
        return frozenset(words) | _OWN | EVERYDAY

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
    def near(self) -> Near:
        """Names and words of one word that a slip of the keyboard may have hit."""
        return Near([*self.plain, *self._names_of_cars()])

    @cached_property
    def plain(self) -> frozenset[str]:
        """Bodies, fuels and the like: of two words as near, what people ask for most."""
        dictionary = self.lexicon.dictionary
        kinds = (getattr(dictionary, name) for name in _LISTS.values())
        return frozenset(_single(name for kind in kinds for word in kind for name in word.names))

    def _names_of_cars(self) -> Iterator[str]:
        dictionary = self.lexicon.dictionary
        models = [model for model in dictionary.models if _is_recent(model)]
        return _single(_names(dictionary.makes, models, dictionary.options))

    @cached_property
    def near_towns(self) -> Near:
        return Near(_single(name for town in self.lexicon.dictionary.towns for name in town.names))

    @cached_property
    def near_of(self) -> dict[str, Near]:
        """The models of each make, by its slug."""
        dictionary = self.lexicon.dictionary
        return {
            make.slug: Near(_single(n for m in dictionary.models_of(make) for n in m.names))
            for make in dictionary.makes
        }

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
            if word in self.known or not word.isalpha() or len(word) < 4:
                continue
            before = folded[index - 1] if index else ""
            if meant := self._sure(word, before, make):
                folded[index] = meant
                slips.add(index)
                if named := self.lexicon.makes.named(meant):
                    make = named[0].slug
        return replace(words, folded=folded), frozenset(slips)

    def _sure(self, word: str, before: str, make: str) -> str | None:
        if before in _PLACE_LEADS and (town := _only(self.near_towns.find(word), word)):
            return town
        if make and (model := _only(self.near_of[make].find(word), word)):
            return model
        near = self.near.find(word)
        if len(word) < 5:  # only letters that changed places: "glof"
            near = [name for name in near if sorted(name) == sorted(word)]
        meant = _only(near, word) or _only([one for one in near if one in self.plain], word)
        return meant or (None if near else self._large_town(word))

    def _large_town(self, word: str) -> str | None:
        """A town that is meant though nothing leads to it: one slip in a long, well-known name."""
        near = self.near_towns.find(word) if len(word) >= LONG_TOWN else []
        towns = self.lexicon.dictionary.town_by_name
        return near[0] if near and towns[near[0]].population >= LARGE_TOWN else None

    def meant(self, word: str) -> list[str]:
        """What an unknown word may have been meant as, though not surely; the likeliest first."""
        if word in self.known or not word.isalpha():
            return []
        near = sorted(self.near.find(word), key=lambda name: name not in self.current)
        return near or self.near_towns.find(word)

    @cached_property
    def current(self) -> frozenset[str]:
        """Names of makes and of models that are still sold, and plain words."""
        dictionary = self.lexicon.dictionary
        models = [model for model in dictionary.models if model.year_to is None]
        return self.plain | frozenset(_single(_names(dictionary.makes, models)))

    def shown(self, word: str) -> str:
        """A name as it is written, for its folded word."""
        lexicon = self.lexicon
        named = lexicon.makes.named(word) or lexicon.models.named(word)
        if named:
            return named[0].name
        town = lexicon.towns.named(word)
        return town[0].name if town else word


def _only(near: list[str], word: str) -> str | None:
    """The one nearest word, if no other is as near; a plural or inflection is as good."""
    if not near:
        return None
    first = near[0]
    if len(near) == 1:
        return first
    slips = distance(word, first)
    rivals = [other for other in near[1:] if distance(word, other) == slips]
    if all(other[:4] == first[:4] and abs(len(other) - len(first)) <= 1 for other in rivals):
        return first
    return first if not rivals else None


def _is_recent(model: ModelTerm) -> bool:
    """Sold here in this century: a slip does not make a word a forgotten car."""
    return model.sold_in_nl and (model.year_to is None or model.year_to >= 2000)


def _names(*lists: "Iterable[MakeTerm | ModelTerm | OptionTerm | TownTerm]") -> Iterator[str]:
    return (name for terms in lists for term in terms for name in term.names)


def _single(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        words = words_in(name).folded
        if len(words) == 1 and words[0].isalpha() and len(words[0]) >= 4:
            yield words[0]


_LISTS = {
    "body": "bodies",
    "fuel": "fuels",
    "transmission": "transmissions",
    "colour": "colours",
}
_PLACE_LEADS = frozenset("rond rondom omgeving regio buurt van nabij vlakbij bij in".split())
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
