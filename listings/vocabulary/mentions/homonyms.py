"""One name under several makes (Leon, 500, Roadster): the make that the text speaks of decides."""

from listings.vocabulary.mentions.cues import ARTICLES
from listings.vocabulary.mentions.cut import Cut, plain
from listings.vocabulary.mentions.finding import Item
from listings.vocabulary.terms import ModelTerm

FAR = 12  # names on either side that a sentence is searched for
THIS_YEAR = 2026  # to tell long-lived models from short-lived ones, no more
_SENTENCE_ENDS = (". ", "! ", "? ", ".\n", "\n")


def resolve(cut: Cut, items: list[Item]) -> None:
    """Leaves each item one model. ``items`` are those that are cars, in order."""
    for index, item in enumerate(items):
        if item.make and not item.models and (again := _model_again(cut, items[:index], item)):
            item.make, item.models = None, (again,)
        if len(item.models) > 1:
            item.models = (_chosen(cut, items, index),)


def _model_again(cut: Cut, before: list[Item], item: Item) -> ModelTerm | None:
    """ "De DS", where the text spoke of the Citroën DS before: the model, not the make."""
    if cut.word(cut.before(item.first)) not in ARTICLES:
        return None
    seen = {other.models[0] for other in before if len(other.models) == 1}
    return next((model for model in item.name.models if model in seen), None)


def _chosen(cut: Cut, items: list[Item], index: int) -> ModelTerm:
    item = items[index]
    by_make = {model.make.id: model for model in item.models}
    if item.make:
        return by_make.get(item.make.id, item.models[0])
    spoken_of = _in_sentence(cut, items, index, set(by_make))
    if len(spoken_of) == 1:
        return by_make[spoken_of.pop()]
    for earlier in reversed(items[max(index - 5 * FAR, 0) : index]):
        if earlier.name is item.name and earlier.models[0] in item.models:
            return earlier.models[0]
    if spoken_of:
        return max((by_make[make] for make in spoken_of), key=lambda model: _renown(model, item))
    around = [
        *reversed(items[max(index - 5 * FAR, 0) : index]),
        *items[index + 1 : index + 5 * FAR],
    ]
    near = (make for other in around for make in _makes(other) if make in by_make)
    make = next(near, None)
    return (
        by_make[make]
        if make is not None
        else max(item.models, key=lambda model: _renown(model, item))
    )


def _in_sentence(cut: Cut, items: list[Item], index: int, makes: set[int]) -> set[int]:
    """The makes that the sentence speaks of: of its nearest other model, else all it names."""
    beside: list[tuple[int, int]] = []
    alone: set[int] = set()
    for step in (-1, 1):
        other = index + step
        while 0 <= other < len(items) and abs(other - index) <= FAR:
            first, second = sorted((items[index], items[other]), key=lambda item: item.start)
            between = cut.text[first.end : second.start]
            if any(end in between for end in _SENTENCE_ENDS):
                break
            found = [make for make in _makes(items[other]) if make in makes]
            if items[other].models:
                beside.extend((len(between), make) for make in found)
            elif not (step > 0 and between == " "):  # "Leon Cupra": a version's name
                alone.update(found)
            other += step
    if beside:
        return {min(beside)[1]}
    return alone


def _makes(item: Item) -> list[int]:
    if item.make:
        return [item.make.id]
    return [item.models[0].make.id] if len(item.models) == 1 else []


def _renown(model: ModelTerm, item: Item) -> tuple[bool, bool, bool, int]:
    """What people mean who do not say whose: the model's real name, sold here, still made, and
    for the longest time."""
    is_name = " ".join(plain(model.name).split()) == item.name.spelt
    years = (model.year_to or THIS_YEAR) - (model.year_from or THIS_YEAR)
    return is_name, model.sold_in_nl, model.year_to is None, years
