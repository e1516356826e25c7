"""Names with a slip of the keyboard, read only where their neighbours say what was meant."""

from functools import lru_cache

from listings.vocabulary.mentions.cut import Cut
from listings.vocabulary.mentions.finding import Item
from listings.vocabulary.mentions.names import Name, Names
from listings.vocabulary.near import distance
from listings.vocabulary.terms import MakeTerm, ModelTerm

_SHORTEST = 4  # letters: a slip in a shorter word makes another word
_LONG = 8  # from here two slips are forgiven
_JOINING = frozenset(["en", "of", "als", "dan"])
_SPACES = frozenset([" ", "\u00a0"])


def amend(names: Names, cut: Cut, items: list[Item]) -> None:
    """Widens makes and models by the misspelt other half of their name."""
    for item in items:
        if item.make is None:
            _make_before(names, cut, item)
        elif not item.models:
            _model_behind(names, cut, item)


def with_listed(names: Names, cut: Cut, cars: list[Item]) -> list[Item]:
    """The cars and the misspelt ones in a list with them, in the order of the text."""
    if found := _in_a_list(names, cut, cars):
        return sorted([*cars, *found], key=lambda item: item.start)
    return cars


def _make_before(names: Names, cut: Cut, item: Item) -> None:
    """ "hundai i20": an unknown word right before a model that is nearly its make."""
    index = cut.before(item.first)
    if index < 0 or cut.gap(item.first) not in _SPACES:
        return
    word = cut.words[index]
    if len(word) <= _SHORTEST or word in names.known.by_first or word[-1] == "e":
        return
    for model in item.models:
        if any(_is_slip(word, spelt) for spelt in names.make_spellings[model.make.id]):
            item.first, item.start = index, cut.starts[index]
            item.make, item.models, item.rule = model.make, (model,), "typo"
            return


def _model_behind(names: Names, cut: Cut, item: Item) -> None:
    """ "Opel Asrta": an unknown word right behind a make that is nearly one of its models."""
    index = cut.after(item.last)
    word = cut.word(index)
    if item.make is None or len(word) < _SHORTEST:
        return
    if cut.gap(index) not in _SPACES or word in names.known.by_first:
        return
    if not (cut.is_capital(index) or not cut.is_capital(item.first)):
        return
    if (model := _meant(item.make, names, word)) is not None:
        item.last, item.end = index, cut.end(index)
        item.models, item.rule = (model,), "typo"


def _in_a_list(names: Names, cut: Cut, items: list[Item]) -> list[Item]:
    """ "een Kona of Nero" beside a Niro: an unknown name in a list with one that is known."""
    models = {item.models[0].id: item.models[0] for item in items if item.models}
    found = []
    for item in items:
        if not item.rule or not item.models:
            continue
        index = _listed_after(cut, item)
        word = cut.word(index)
        if len(word) < _SHORTEST or word in names.known.by_first or not cut.is_capital(index):
            continue
        for model in models.values():
            if any(_is_slip(word, spelt) for spelt in names.model_spellings[model.id]):
                name = Name(word, models=(model,))
                start, end = cut.starts[index], cut.end(index)
                found.append(Item(index, index, start, end, name, None, (model,), "typo"))
                break
    return found


def _listed_after(cut: Cut, item: Item) -> int:
    """The index of the word that a list goes on with behind this name; the text's end if none."""
    index = cut.after(item.last)
    if cut.word(index) in _JOINING and cut.gap(index) == " ":
        index = cut.after(index)
    elif cut.gap(index) not in {", ", "/"}:
        return len(cut.words)
    return cut.after(index) if cut.word(index) in {"de", "een"} else index


def _meant(make: MakeTerm, names: Names, word: str) -> ModelTerm | None:
    for model in names.of_make[make.id]:
        if any(_is_slip(word, spelt) for spelt in names.model_spellings[model.id]):
            return model
    return None


@lru_cache(maxsize=65_536)
def _is_slip(word: str, name: str) -> bool:
    """Whether one slip parts the two, two in a long name; the first letter is seldom wrong."""
    if abs(len(word) - len(name)) > 2 or word[0] != name[0] or min(len(word), len(name)) < 4:
        return False
    return distance(word, name) <= (2 if min(len(word), len(name)) >= _LONG else 1)
