"""Decides whether a name that also means something else is a car here, by what stands around it.

Each decision has a code of `rules.py`; a code that starts with "not-" says why it is no car.
"""

from dataclasses import dataclass, field

from listings.vocabulary.mentions.cues import (
    ADJECTIVES,
    CAR_WORDS,
    COMPANIONS,
    DETERMINERS,
    GOES_ON,
    LIST,
    NUMBER_BEFORE,
    OWN,
    PAPER_AFTER,
    PAPER_BEFORE,
    ROAD,
    ROAD_AFTER,
    ROAD_BEFORE,
    TRIMS,
    YEAR_BEFORE,
)
from listings.vocabulary.mentions.cut import Cut
from listings.vocabulary.mentions.finding import Item, is_quantity
from listings.vocabulary.mentions.names import Names
from listings.vocabulary.mentions.ordinary import Kind, first_names

_YEARS = range(1950, 2036)
_GREETINGS = frozenset("gr groet groeten groetjes mvg hoi hallo dag beste mevrouw meneer".split())
_FIRST_NAME_LIKE = frozenset("mercedes dacia lincoln morgan austin bentley mia karma".split())
_APOSTROPHES = frozenset("'’‘`´")
_COMPARES = frozenset("dan als of en tegen tegenover met zoals naast merk type model".split())


@dataclass(slots=True)
class Judge:
    """Judges the names of one text in their order; what it accepts is evidence for the next."""

    cut: Cut
    names: Names
    makes: set[int] = field(default_factory=set)  # named in the text, or their models
    models: set[int] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    roads: set[str] = field(default_factory=set)
    writes_small: bool = False  # "opel astra": a forum, where capitals are no help
    _is_about_cars: bool | None = None

    def judge(self, items: list[Item]) -> None:
        for item in items:
            if item.rule:
                self._note(item)
        before: Item | None = None
        for item in items:
            if not item.rule:
                code = self._decide(item, before)
                if code.startswith("not-"):
                    item.against = code
                else:
                    item.rule = code
                    self._note(item)
            if item.rule:
                before = item
        self._look_back(items)

    def _note(self, item: Item) -> None:
        if item.make:
            self.makes.add(item.make.id)
            if not self.cut.is_capital(item.first):
                self.writes_small = True
        elif len(item.models) == 1 or item.rule == "name":
            self.makes.update(model.make.id for model in item.models)
        self.models.update(model.id for model in item.models)

    def _look_back(self, items: list[Item]) -> None:
        """A name in a list is one of the cars in it: "Golf, Polo, T-Roc en Passat"."""
        after: Item | None = None
        for item in reversed(items):
            if not item.rule and after and self._may_join(item) and self._is_listed(item, after):
                item.rule = "in-a-list"
                self._note(item)
            after = item if item.rule else None

    def _may_join(self, item: Item) -> bool:
        if item.against not in {"not-first-word", "not-without-car", "not-alone"}:
            return False
        own = self._own(item)
        return bool(own) and (item.name.kind is not Kind.PERSON or own)

    def _is_listed(self, one: Item, other: Item) -> bool:
        first, second = (one, other) if one.start < other.start else (other, one)
        between = self.cut.text[first.end : second.start]
        return 0 < len(between) <= 24 and LIST.fullmatch(between) is not None

    def _own(self, item: Item) -> bool:
        """Whether a make of this name is in the text."""
        makes = [item.make.id] if item.make else [model.make.id for model in item.models]
        return any(make in self.makes for make in makes)

    def _about_cars(self) -> bool:
        if self._is_about_cars is None:
            words = set(self.cut.words)
            self._is_about_cars = bool(self.makes) or not CAR_WORDS.isdisjoint(words)
        return self._is_about_cars

    def _decide(self, item: Item, before: Item | None) -> str:
        kind = item.name.kind
        if item.make:
            return self._make(item)
        if kind is Kind.NUMBER:
            return self._number(item, before)
        if item.name.loose and len(item.name.spelt) <= 2:
            return "not-in-pieces"
        if kind is Kind.CODE:
            return self._code(item, before)
        if kind is Kind.PLAIN:
            return "name"
        if kind is Kind.TYPE:
            return self._type(item)
        return self._word(item, before)

    # Words beside a name

    def _before(self, item: Item) -> tuple[str, str]:
        """The word right before and the one before that; nothing across a sentence's end."""
        cut = self.cut
        if cut.opens_sentence(item.first):
            return "", ""
        one = cut.before(item.first)
        if one < 0:
            return "", ""
        if cut.opens_sentence(one):
            return cut.words[one], ""
        return cut.words[one], cut.word(cut.before(one))

    def _has_article(self, item: Item) -> bool:
        before, further = self._before(item)
        if before in DETERMINERS or before in OWN:
            return True
        return before in ADJECTIVES or (before.endswith("e") and further in DETERMINERS | OWN)

    def _has_own_article(self, item: Item) -> bool:
        """An article that stands before things alone: "een Ibiza", "mijn oude Leon"."""
        before, further = self._before(item)
        return before in OWN or (before in ADJECTIVES and further in OWN)

    def _follows(self, item: Item) -> tuple[str, str, int]:
        following = self.cut.after(item.last)
        if following >= len(self.cut.words):
            return "", "\n", following
        return self.cut.words[following], self.cut.gap(following), following

    def _has_trim(self, item: Item) -> bool:
        word, gap, index = self._follows(item)
        return gap in {" ", "-"} and word in TRIMS and (len(word) > 1 or self.cut.is_capital(index))

    def _is_plural(self, item: Item) -> bool:
        end = item.end
        return (
            self.cut.text[end : end + 1] in _APOSTROPHES
            and self.cut.text[end + 1 : end + 2] == "s"
            and not self.cut.text[end + 2 : end + 3].isalnum()
        )

    def _starts_a_name(self, item: Item) -> bool:
        """Whether a capital word that is no car's follows: "Leon Smeets", "Discovery Channel"."""
        word, gap, index = self._follows(item)
        if gap not in {" ", "\u00a0"} or len(word) < 3 or not word.isalpha():
            return False
        written = self.cut.text[self.cut.starts[index] : self.cut.end(index)]
        if not written[0].isupper() or written.isupper() or word in TRIMS:
            return False
        return word not in self.names.known.by_first or word in first_names()

    def _ends_a_name(self, item: Item) -> bool:
        """Whether a capital word that is no car's stands before: "Taylor Swift"."""
        cut = self.cut
        one = cut.before(item.first)
        if one < 0 or cut.opens_sentence(item.first) or cut.gap(item.first) != " ":
            return False
        word = cut.words[one]
        if not cut.text[cut.starts[one]].isupper():
            return False
        if word in first_names():
            return True
        if word in DETERMINERS or word in OWN or word in ADJECTIVES or word.endswith("se"):
            return False
        if cut.opens_sentence(one):
            return word in {"samsung", "santa", "san"}
        return word not in self.names.known.by_first

    # The kinds

    def _make(self, item: Item) -> str:
        kind, spelt = item.name.kind, item.name.spelt
        article = self._has_article(item)
        word, gap, index = self._follows(item)
        if kind is Kind.PERSON:
            if (
                self._ends_a_name(item)
                and self.cut.word(self.cut.before(item.first)) in first_names()
            ):
                self.persons.add(spelt)
                return "not-a-person"
            if self._before(item)[0] in _GREETINGS:
                return "not-a-person"
            if spelt in _FIRST_NAME_LIKE and not article:
                one, further = self._before(item)
                if self._starts_a_name(item) or (one == "en" and further in first_names()):
                    self.persons.add(spelt)
                    return "not-a-person"
            if spelt in self.persons and not article:
                return "not-a-person"
            return "make"
        if not self.cut.is_capital(item.first):
            return "not-lower-case"
        if gap == "-" and index < len(self.cut.words) and self.cut.is_capital(index):
            return "not-part-of-a-name"
        if kind is Kind.WEAK:
            return "make" if item.make and item.make.id in self.makes else "not-alone"
        if self._starts_a_name(item) or self._ends_a_name(item):
            return "not-part-of-a-name"
        if len(spelt) <= 2 and not self.cut.text[item.start : item.end].isupper():
            return "not-lower-case"
        if article or (item.make and item.make.id in self.makes):
            return "make"
        if self.cut.opens_sentence(item.first):
            return "make" if self._about_cars() and word in GOES_ON else "not-first-word"
        return "make" if self._about_cars() else "not-without-car"

    def _number(self, item: Item, before: Item | None) -> str:
        cut = self.cut
        if is_quantity(cut, item.last):
            return "not-a-quantity"
        one, further = self._before(item)
        value = int(item.name.spelt) if item.name.spelt.isdecimal() else 0
        listed = bool(before) and self._is_listed(item, before) and self._shares_make(item, before)
        if not self._own(item):
            return "not-without-make"
        word, gap, index = self._follows(item)
        if one in NUMBER_BEFORE and not listed:
            return "not-a-quantity"
        if cut.text[item.start - 1 : item.start] in ("€", "$", "£"):
            return "not-a-quantity"
        if listed:
            return "in-a-list"
        is_year = value in _YEARS
        if is_year and (one in YEAR_BEFORE or (gap == "-" and not self._has_trim(item))):
            return "not-a-year"
        if self._is_plural(item) and len(item.name.spelt) > 2:
            return "number-plural"
        if self._has_trim(item) and not is_year and len(item.name.spelt) > 2:
            return "number-with-trim"
        if not (one in DETERMINERS or one in OWN or one in ADJECTIVES):
            return "not-without-article"
        if len(item.name.spelt) <= 2:
            return self._digit(item, one, word, gap)
        return "number-with-article"

    def _digit(self, item: Item, one: str, word: str, gap: str) -> str:
        """ "De 5 is leuk, de nieuwe 4 praktischer" beside "de 5 bekeken auto's"."""
        goes_on = word in GOES_ON or not word or gap.strip() != ""
        seen = any(model.id in self.models for model in item.models)
        if goes_on and (seen or (one in ADJECTIVES) or one == "de") and (one != "een" or seen):
            return "number-with-article"
        return "not-a-quantity"

    def _shares_make(self, item: Item, other: Item) -> bool:
        makes = {model.make.id for model in other.models} | (
            {other.make.id} if other.make else set()
        )
        return bool(other.models) and any(model.make.id in makes for model in item.models)

    def _code(self, item: Item, before: Item | None) -> str:
        cut, spelt = self.cut, item.name.spelt
        written = cut.text[item.start : item.end]
        small = written.islower() and not any(m.name[:1].islower() for m in item.models)
        article = self._has_article(item)
        one, further = self._before(item)
        own = self._own(item)
        word, gap, _index = self._follows(item)
        if ROAD.fullmatch(spelt) and self._is_road(item, one, further, word):
            self.roads.add(spelt)
            return "not-a-road"
        if spelt[0] == "a" and (
            one in PAPER_BEFORE
            or word in PAPER_AFTER
            or (word in {"tje", "tjes"} and not gap.strip("'’‘`´"))
        ):
            return "not-paper"
        if small and not (own and (article or self.writes_small)):
            return "not-lower-case"
        if own:
            return "code-with-make"
        if before and before.models and self._is_listed(item, before):
            return "in-a-list"
        if ROAD.fullmatch(spelt) and not self._has_own_article(item):
            return "not-without-make"
        if (article or self._is_plural(item)) and self._about_cars():
            return "code-with-article"
        return "not-without-make"

    def _type(self, item: Item) -> str:
        """A type code with its letters, 320d: sure beside its make or an article."""
        one, _further = self._before(item)
        if self._own(item):
            return "type-code"
        if item.name.spelt[-1:] == "e" or not (self._has_article(item) or one in {"of", "en"}):
            return "not-without-make"
        return "type-code" if self._about_cars() else "not-without-car"

    def _is_road(self, item: Item, one: str, further: str, word: str) -> bool:
        if one in OWN or one in ADJECTIVES:
            return False
        if one in ROAD_BEFORE or (one == "de" and further in ROAD_BEFORE - {"bij", "naar"}):
            return True
        if word in ROAD_AFTER and one != "een":
            return True
        near = self.cut.text[item.end : item.end + 60]
        return item.name.spelt in self.roads and any(
            cue in near for cue in ("dicht", "afgesloten", "file")
        )

    def _word(self, item: Item, before: Item | None) -> str:
        kind, spelt = item.name.kind, item.name.spelt
        own = self._own(item)
        one, _further = self._before(item)
        article = self._has_article(item)
        word, gap, index = self._follows(item)
        if not self.cut.is_capital(item.first):
            if self.writes_small and self.makes and (one in OWN or one in DETERMINERS):
                return "small-with-article"
            return "not-lower-case"
        if word and word in COMPANIONS.get(spelt, "").split() and gap in {" ", "-"}:
            return "not-part-of-a-name"
        if gap == "-" and word and self.cut.is_capital(index) and word not in TRIMS:
            return "not-part-of-a-name"
        if self._ends_a_name(item):
            return "not-part-of-a-name"
        if self._starts_a_name(item) and (not article or kind is Kind.THING):
            if kind is Kind.PERSON:
                self.persons.add(spelt)
                return "not-a-person"
            return "not-part-of-a-name"
        if kind in {Kind.REGION, Kind.WEAK} and not own:
            return "not-without-make"
        if self._has_own_article(item) and (kind is not Kind.THING or self._about_cars()):
            return "word-with-article"
        if article and self._about_cars():
            return "word-with-article"
        if before and self._about_cars() and self._is_listed(item, before):
            return "in-a-list"
        if self._has_trim(item) and self._about_cars():
            return "word-with-trim"
        if self.cut.opens_sentence(item.first):
            return "not-first-word"
        if kind is Kind.WORD and (own or self._about_cars()):
            return "word-with-capital"
        seen = any(model.id in self.models for model in item.models)
        if own and seen and one in _COMPARES:
            return "word-with-capital"
        return "not-without-car"
