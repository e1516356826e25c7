"""The first look at a text: every name in it, the certain ones apart from those to be judged."""

from collections.abc import Iterator
from dataclasses import dataclass

from listings.vocabulary.mentions.cues import CAR_PARTS, CAR_WORDS, COUNTED, DETERMINERS, OWN, UNITS
from listings.vocabulary.mentions.cut import Cut
from listings.vocabulary.mentions.names import Name, Names
from listings.vocabulary.mentions.ordinary import Kind, first_names, given_names
from listings.vocabulary.mentions.others import (
    GROUP_WORDS,
    HOLDINGS,
    LANDMARKS,
    NAME_LINKS,
    PERSON_BEFORE,
    SIGN_OFFS,
    SURNAME_LINKS,
    TITLES,
)
from listings.vocabulary.terms import MakeTerm, ModelTerm

_BESIDE = frozenset([" ", "-", "\u00a0", "\u202f", "‑", ""])
_MONEY = frozenset("€$£")
_POINTS = frozenset(".,:")
_SIGNS = frozenset("%€°‰")
_BODY_WORDS = frozenset(["CC"])  # a coupé cabriolet, not cubic centimetres
_PREFIXES = frozenset(["e", "grand", "new"])
NEAR = 160  # letters on either side in which a word about cars counts
APOSTROPHES = frozenset("'’‘`´")


@dataclass(slots=True, eq=False)
class Item:
    """A name in the text: words ``first`` to ``last``. ``rule`` says why it is a car, or is empty.

    ``make`` is set where the make is part of the name; ``models`` are all that it may mean.
    """

    first: int
    last: int
    start: int
    end: int
    name: Name
    make: MakeTerm | None
    models: tuple[ModelTerm, ...]
    rule: str = ""
    against: str = ""

    @property
    def is_judged(self) -> bool:
        return bool(self.rule or self.against)


def find(names: Names, cut: Cut) -> list[Item]:
    """Names in the order of the text, none overlapping."""
    words, by_first, small = cut.words, names.known.by_first, names.small
    likely = [
        index
        for index, word in enumerate(cut.written)
        # Capitals and digits come before "a": most words are looked up in the small set only.
        if (words[index] in by_first if word < "a" else word in small)
    ]
    items = list(_found(names, cut, likely))
    if _withdrawn(cut, items):
        return items
    if any(is_small(cut, item) for item in items):
        # A writer without capitals: now every word may be a name.
        every = [index for index, word in enumerate(words) if word in by_first]
        items = list(_found(names, cut, every))
    return items


def _withdrawn(cut: Cut, items: list[Item]) -> bool:
    """Takes small words back where the text writes its models with capitals: "een trabant"."""
    small = [item for item in items if is_small(cut, item)]
    if not small or any(item.make and item.models for item in small):
        return False
    large = [item for item in items if _is_written_large(cut, item)]
    makes = {model.make.id for item in large for model in item.models}
    for item in small:
        if large and not _is_spoken_of(cut, item, makes):
            item.rule, item.against = "", "not-lower-case"
    return any(item.against for item in small)


def _is_spoken_of(cut: Cut, item: Item, makes: set[int]) -> bool:
    """ "nu een qashqai", with a Nissan or words about cars beside it."""
    if cut.word(cut.before(item.first)) not in DETERMINERS | OWN:
        return False
    of_make = any(model.make.id in makes for model in item.models)
    return of_make or has_car_words(cut, item)


def has_car_words(cut: Cut, item: Item) -> bool:
    """Whether the text around speaks of driving, in a word or a part: leaserijder, botsproef."""
    near = cut.plain[max(item.start - NEAR, 0) : item.end + NEAR]
    return not CAR_WORDS.isdisjoint(near.split()) or any(part in near for part in CAR_PARTS)


def _is_written_large(cut: Cut, item: Item) -> bool:
    """A certain model with a capital that its place in the sentence does not ask for."""
    if not item.rule or not item.models or not cut.written[item.first][0].isupper():
        return False
    return not cut.opens_sentence(item.first)


def _found(names: Names, cut: Cut, likely: list[int]) -> Iterator[Item]:
    free = 0
    for index in likely:
        if index < free:
            continue
        hit = names.known.at(cut, index)
        if hit is None or is_apostrophe_s(cut, index):
            continue
        name, last = hit
        item = _with_model(names, cut, index, last, name) if name.makes else None
        if item is None and last > index and (make := names.makes.get(cut.words[index])):
            item = _with_model(names, cut, index, index, make)  # "DS 4" is of DS
        if item is None:
            item = _alone(cut, index, last, name)
        yield item
        free = item.last + 1


def is_small(cut: Cut, item: Item) -> bool:
    """Whether a name that all write with a capital has none here: "opel astra"."""
    if cut.written[item.first][0].isupper() or not item.rule:
        return False
    return item.name.has_capital or item.make is not None


def _alone(cut: Cut, first: int, last: int, name: Name) -> Item:
    """A make, or a model without its make: certain when the name means nothing else."""
    make = name.makes[0] if name.makes else None
    rule = ""
    is_capitals = not name.is_acronym or cut.text[cut.starts[first] : cut.end(last)].isupper()
    if name.kind is Kind.PLAIN and not name.loose and is_capitals:
        rule = "make" if make else "name"
    models = () if make else name.models
    start = cut.starts[first]
    end = start + name.kept if name.kept else cut.end(last)
    if rule and (_is_doubtful if make else _is_someone)(cut, first, last):
        rule = ""
    return Item(first, last, start, end, name, make, models, rule)


def _is_doubtful(cut: Cut, first: int, last: int) -> bool:
    """ "Louis Renault", "Chrysler Building"."""
    following = cut.after(last)
    if cut.word(following) in GROUP_WORDS or cut.words[first] in HOLDINGS:
        return True
    if cut.word(following) in LANDMARKS and cut.gap(following) in _BESIDE:
        return cut.is_capital(following) or cut.gap(following) == "-"
    return cut.word(cut.before(first)) in given_names() and cut.gap(first) == " "


def _is_someone(cut: Cut, first: int, last: int) -> bool:
    """ "Elise van Corsa", "Mvg, Sharan", "fan Ignis Bakker", "Passo del Tonale"."""
    one = cut.before(first)
    word = cut.word(one)
    if cut.word(cut.after(last)) in GROUP_WORDS and cut.gap(cut.after(last)) in _BESIDE:
        return True
    if word in SIGN_OFFS or word in NAME_LINKS or word in TITLES:
        return True
    if word in SURNAME_LINKS:
        while cut.word(one) in SURNAME_LINKS:
            one = cut.before(one)
        return cut.word(one) in first_names() and cut.is_capital(one)
    following = cut.after(last)
    if word in first_names() and cut.is_capital(one) and cut.gap(first) == " ":
        return cut.word(cut.before(one)) in PERSON_BEFORE or word in given_names()
    return (
        word in PERSON_BEFORE
        and cut.word(following) != ""
        and cut.gap(following) == " "
        and cut.is_capital(following)
    )


def _with_model(names: Names, cut: Cut, first: int, last: int, name: Name) -> Item | None:
    """A make with its model behind it: "Ford Focus", "VW-Golf", "Ford Grand Tourneo Connect"."""
    if name.inflected:
        return None
    for make in name.makes:
        for start in _starts(cut, last):
            hit = names.models_of(make.id).at(cut, start)
            if hit and _is_named(cut, first, name, start, hit[0]):
                model, end = hit
                item = Item(first, end, cut.starts[first], cut.end(end), model, make, model.models)
                item.rule = "make-and-model"
                return item
    return None


def _starts(cut: Cut, last: int) -> Iterator[int]:
    """Where the model may start: the next word, or the one after "e-" or "Grand"."""
    following = cut.after(last)
    if following >= len(cut.words) or cut.gap(following) not in _BESIDE:
        return
    yield following
    if cut.words[following] in _PREFIXES:
        yield cut.after(following)


def _is_named(cut: Cut, first: int, make: Name, start: int, model: Name) -> bool:
    """Whether make and model are meant: not "smart city", "Volvo 240 mensen", "Opel 500.000"."""
    if model.kind is Kind.NUMBER or model.spelt.isdecimal():
        return not is_quantity(cut, start)
    if make.kind in {Kind.PLAIN, Kind.PERSON} or cut.is_capital(first):
        return True
    return model.kind not in {Kind.WORD, Kind.WEAK, Kind.CODE}


def is_apostrophe_s(cut: Cut, index: int) -> bool:
    """The s of "King's Cross" begins no name."""
    start = cut.starts[index]
    return cut.words[index] == "s" and start > 0 and cut.text[start - 1] in APOSTROPHES


def is_quantity(cut: Cut, index: int) -> bool:
    """Whether a number is part of a larger one, or counts or measures what follows."""
    text, start, end = cut.text, cut.starts[index], cut.end(index)
    before, behind = text[max(start - 2, 0) : start], text[end : end + 2]
    if before[-1:] in _MONEY or (before[-1:] in _POINTS and before[:1].isdigit() and before):
        return True
    if behind[:1] in _POINTS and behind[1:].isdigit():
        return True
    if behind.lstrip(" \u00a0")[:1] in _SIGNS:
        return True
    following = cut.after(index)
    word = cut.word(following)
    if not word or text[end : cut.starts[following]] not in _BESIDE:
        return False
    if word in UNITS:
        return cut.written[following] not in _BODY_WORDS
    return _is_plural(cut, following, word)


def _is_plural(cut: Cut, index: int, word: str) -> bool:
    """Whether the word counts many: "lezers", "foto's"."""
    if cut.is_capital(index):
        return False
    end = cut.end(index)
    ends_in_s = cut.text[end : end + 1] in APOSTROPHES and cut.text[end + 1 : end + 2] == "s"
    return ends_in_s or COUNTED.fullmatch(word) is not None
