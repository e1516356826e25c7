"""Decides whether a name that also means something else is a car: the rules in their order."""

from dataclasses import dataclass, field
from itertools import pairwise

from listings.vocabulary.mentions.cues import ARTICLES
from listings.vocabulary.mentions.cut import Cut
from listings.vocabulary.mentions.decisions import DECISIONS
from listings.vocabulary.mentions.finding import Item, has_car_words, is_quantity, is_small
from listings.vocabulary.mentions.looking import Look, is_list
from listings.vocabulary.mentions.names import Names
from listings.vocabulary.mentions.ordinary import Kind

_SURE = frozenset(["name", "make-and-model", "type-code", "typo", "number-plural"])
_JOINS_A_LIST = frozenset(["not-first-word", "not-without-car", "not-alone", "not-without-article"])


def _are_words(one: Item, other: Item) -> bool:
    """Whether both are models of one make and neither is a person or a town."""
    if not (one.name.kind is Kind.WORD is other.name.kind) or one.name is other.name:
        return False
    makes = {model.make.id for model in one.models}
    return any(model.make.id in makes for model in other.models)


@dataclass(slots=True)
class Judge:
    """Judges the names of one text in their order; what it accepts is evidence for the next."""

    cut: Cut
    names: Names
    makes: set[int] = field(default_factory=set)  # named in the text, or their models
    models: set[int] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    roads: set[str] = field(default_factory=set)
    name_end: int = -1  # where the last name of something else ended
    writes_small: bool = False  # "opel astra": a forum, where capitals are no help
    has_cars: bool = False

    def judge(self, items: list[Item]) -> None:
        """Sets ``rule`` of each item that is a car and ``against`` of the others."""
        for item in items:
            if item.rule:
                self._note(item)
        for item in items:
            if item.make and not item.is_judged:
                self._decide(item, None)  # makes first: they are evidence for the rest
        before: Item | None = None
        for item in items:
            if not item.make and not item.is_judged:
                self._decide(item, before)
            if item.rule:
                before = item
        self._look_back(items)

    def about_cars(self, item: Item) -> bool:
        """Whether a sure car in the text, or a word near the name, speaks of cars."""
        return self.has_cars or has_car_words(self.cut, item)

    def _decide(self, item: Item, before: Item | None) -> None:
        if item.name.kind is Kind.NUMBER and is_quantity(self.cut, item.last):
            item.against = "not-a-quantity"  # most numbers: no need to look further
            return
        look = Look(self, item, before)
        decisions = DECISIONS["make" if item.make else item.name.kind]
        code = next(code for code, test in decisions if test(look))
        if not code.startswith("not-"):
            item.rule = code
            self._note(item)
            return
        item.against = code
        if code == "not-part-of-a-name":
            self.name_end = item.end
        if code == "not-a-person" or (code == "not-part-of-a-name" and look.ends_a_name()):
            self.persons.add(item.name.spelt)
        elif code == "not-a-road":
            self.roads.add(item.name.spelt)

    def _note(self, item: Item) -> None:
        self.has_cars |= item.rule in _SURE or (
            item.rule == "make" and item.name.kind in {Kind.PLAIN, Kind.PERSON}
        )
        if item.make:
            self.makes.add(item.make.id)
        elif len(item.models) == 1 or item.name.kind is Kind.PLAIN:
            self.makes.update(model.make.id for model in item.models)
        self.models.update(model.id for model in item.models)
        if not self.writes_small and is_small(self.cut, item):
            self.writes_small = True

    def _look_back(self, items: list[Item]) -> None:
        """A name in a list is one of the cars in it: "Golf, Polo, T-Roc en Passat"."""
        after: Item | None = None
        for item in reversed(items):
            if after and self._joins(item, after):
                item.rule = "in-a-list"
                self._note(item)
            after = item if item.rule else None
        self._pair(items)

    def _pair(self, items: list[Item]) -> None:
        """ "Duster/Jogger": two words with a capital in one list, both models of one make."""
        for item, other in pairwise(items):
            if item.rule or other.rule or not {item.against, other.against} <= _JOINS_A_LIST:
                continue
            if _are_words(item, other) and is_list(self.cut, item, other):
                item.rule = other.rule = "in-a-list"
                self._note(item)
                self._note(other)

    def _joins(self, item: Item, after: Item) -> bool:
        if item.rule or not is_list(self.cut, item, after):
            return False
        look = Look(self, item, None)
        if item.against in _JOINS_A_LIST:
            return look.own_make()
        if item.against != "not-without-make" or item.name.kind is not Kind.NUMBER:
            return False  # "de 2008 en de Puma"
        return len(item.name.spelt) > 2 and look.one in ARTICLES and bool(after.models)
