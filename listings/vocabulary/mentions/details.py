"""What the words beside a name say of the car: its body and its generation."""

import re
from functools import cache

from listings.vocabulary.mentions.cut import Cut, plain
from listings.vocabulary.mentions.finding import Item
from listings.vocabulary.terms import GenerationTerm, ModelTerm
from listings.vocabulary.words import words

_ROMAN = {name: str(i) for i, name in enumerate("i ii iii iv v vi vii viii ix".split(), start=1)}
_ORDINALS = {
    name: i
    for i, name in enumerate(
        "eerste tweede derde vierde vijfde zesde zevende achtste negende".split(), start=1
    )
}
_PREVIOUS = frozenset("vorige uitgaande oude voorgaande".split())
_PRESENT = frozenset("nieuwe huidige nieuwste".split())
_YEAR = re.compile(r"\s*(?:uit|van(?: (?:na|voor|rond))?|bouwjaar|\()\s*((?:19|20)\d\d)\b")


def body_of(cut: Cut, item: Item) -> str:
    """The body's code by the next word or two: "508 SW" is an estate; empty if nothing is said."""
    following = cut.after(item.last)
    word = cut.word(following)
    if not word or cut.text[item.end : cut.starts[following]] not in {" ", "-", "\u00a0"}:
        return ""
    known = _bodies()
    return known.get(f"{word} {cut.word(cut.after(following))}") or known.get(word, "")


@cache
def _bodies() -> dict[str, str]:
    """Words that name a body right behind a car's name; "bus" and "van" mean other things too."""
    known = {
        " ".join(plain(name).split()): word.code for word in words("body") for name in word.names
    }
    return {name: code for name, code in known.items() if name not in {"van", "bus", "allroad"}}


def generation_of(cut: Cut, item: Item) -> GenerationTerm | None:
    """The generation that the text says: Golf 7, Corsa D, vorige 508, 508 uit 2012."""
    generations = item.models[0].generations
    if not generations:
        return None
    named = _named(cut, item, generations) or _ordinal(cut, item, generations)
    return named or _by_time(cut, item, item.models[0])


def _named(
    cut: Cut, item: Item, generations: tuple[GenerationTerm, ...]
) -> GenerationTerm | None:
    spoken = [cut.words[item.last]]
    following = cut.after(item.last)
    if cut.word(following) and cut.is_capital(following):
        spoken.append(cut.words[following])
    if all(len(word) > 5 for word in spoken):
        return None
    for word in spoken:
        wanted = _ROMAN.get(word, word)
        for generation in generations:
            name = generation.name.lower()
            if wanted in {_ROMAN.get(name, name), generation.code.lower()}:
                return generation
    return None


def _ordinal(
    cut: Cut, item: Item, generations: tuple[GenerationTerm, ...]
) -> GenerationTerm | None:
    """ "de tweede generatie Twingo"; counted by the generations' own names where they count."""
    one = cut.before(item.first)
    word = cut.word(one)
    if word == "generatie":
        word = cut.word(cut.before(one))
    count = _ORDINALS.get(word)
    if count is None:
        return None
    for generation in generations:
        if _ROMAN.get(generation.name.lower(), generation.name) == str(count):
            return generation
    return generations[count - 1] if count <= len(generations) else None


def _by_time(cut: Cut, item: Item, model: ModelTerm) -> GenerationTerm | None:
    generations = model.generations
    word = cut.word(cut.before(item.first))
    if word in _PREVIOUS and len(generations) > 1:
        return generations[-2]
    if word in _PRESENT and generations[-1].year_to is None:
        return generations[-1]
    if year := _YEAR.match(cut.text, item.end):
        of_year = [
            generation
            for generation in generations
            if generation.year_from <= int(year[1]) <= (generation.year_to or 9999)
        ]
        return of_year[0] if len(of_year) == 1 else None
    return None
