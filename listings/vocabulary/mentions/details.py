"""What the words beside a name say of the car: its body and its generation."""

import re
from functools import cache

from listings.vocabulary.mentions.cut import Cut, plain
from listings.vocabulary.mentions.finding import Item
from listings.vocabulary.mentions.names import Names
from listings.vocabulary.terms import GenerationTerm, ModelTerm
from listings.vocabulary.words import words

ORDINALS = {
    name: i
    for i, name in enumerate(
        "eerste tweede derde vierde vijfde zesde zevende achtste negende".split(), start=1
    )
}
_PREVIOUS = frozenset("vorige uitgaande oude voorgaande".split())
_PRESENT = frozenset("nieuwe huidige nieuwste".split())
_YEAR = re.compile(
    r",?\s*(?:uit(?: het jaar)?|van|(?:van )?(?:bouw|model)jaar|bj|model|\()"
    r"\s*((?:19|20)\d\d)\b(?! ?[-–])"
)
_NAMED = re.compile(
    r",?\s*\(?(?:(?:van|uit) )?(?:de )?(?:generatie|type|typecode|code)\s+(\w{1,4})\b"
)
_COUNTED = re.compile(r",?\s*\(?(?:(?:van|uit) )?(?:de|het) (\w+) (?:generatie|model)\b")


def body_of(cut: Cut, item: Item) -> str:
    """The body's code by the next word or two: "508 SW" is an estate; empty if nothing is said."""
    following = cut.after(item.last)
    word = cut.word(following)
    if not word or cut.text[item.end : cut.starts[following]] not in {" ", "-", "\u00a0"}:
        return ""
    known = _bodies()
    if found := known.get(word):
        return found
    return known.get(f"{word} {cut.word(cut.after(following))}", "")


@cache
def _bodies() -> dict[str, str]:
    """Words that name a body right behind a car's name; "bus" and "van" mean other things too."""
    known = {
        " ".join(plain(name).split()): word.code for word in words("body") for name in word.names
    }
    return {name: code for name, code in known.items() if name not in {"van", "bus", "allroad"}}


def generation_of(names: Names, cut: Cut, item: Item) -> GenerationTerm | None:
    """The generation that the text says: Golf 7, Corsa D, vorige 508, 508 uit 2012."""
    model = item.models[0]
    if not model.generations:
        return None
    known = names.generations[model.id]
    if item.last > item.first and (named := known.get(cut.words[item.last])):
        return named
    following = cut.after(item.last)
    if (named := known.get(cut.word(following))) and cut.is_capital(following):
        return named
    if (behind := _said_behind(cut, item, known, model)) is not None:
        return behind
    before = cut.word(cut.before(item.first))
    if before == "generatie" or before in ORDINALS:
        return _ordinal(cut, item, before, known, model)
    return _by_time(cut, item, before, model.generations)


def _said_behind(
    cut: Cut, item: Item, known: dict[str, GenerationTerm], model: ModelTerm
) -> GenerationTerm | None:
    """ "van de generatie B8", ", type 1J", "van de tweede generatie"."""
    if named := _NAMED.match(cut.text, item.end):
        return known.get(named[1].lower())
    if counted := _COUNTED.match(cut.text, item.end):
        return _numbered(ORDINALS.get(counted[1].lower()), known, model)
    return None


def _ordinal(
    cut: Cut, item: Item, word: str, known: dict[str, GenerationTerm], model: ModelTerm
) -> GenerationTerm | None:
    """ "de tweede generatie Twingo"; by the generations' own numbers where they have them."""
    if word == "generatie":
        word = cut.word(cut.before(cut.before(item.first)))
    return _numbered(ORDINALS.get(word), known, model)


def _numbered(
    count: int | None, known: dict[str, GenerationTerm], model: ModelTerm
) -> GenerationTerm | None:
    if count is None:
        return None
    if numbered := known.get(str(count)):
        return numbered
    return model.generations[count - 1] if count <= len(model.generations) else None


def _by_time(
    cut: Cut, item: Item, before: str, generations: tuple[GenerationTerm, ...]
) -> GenerationTerm | None:
    if before in _PREVIOUS and len(generations) > 1:
        return generations[-2]
    if before in _PRESENT and generations[-1].year_to is None:
        return generations[-1]
    if year := _YEAR.match(cut.text, item.end):
        of_year = [
            generation
            for generation in generations
            if generation.year_from <= int(year[1]) <= (generation.year_to or 9999)
        ]
        return of_year[0] if len(of_year) == 1 else None
    return None
