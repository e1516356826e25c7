"""One name under several makes (Leon, 500, Roadster): the make that the text speaks of decides."""

from listings.vocabulary.mentions.cut import Cut
from listings.vocabulary.mentions.finding import Item
from listings.vocabulary.terms import ModelTerm

_SENTENCE_ENDS = (". ", "! ", "? ", ".\n", "\n")


def resolve(cut: Cut, items: list[Item]) -> None:
    """Leaves each item one model. ``items`` are those that are cars, in order."""
    for index, item in enumerate(items):
        if len(item.models) > 1:
            item.models = (_chosen(cut, items, index),)


def _chosen(cut: Cut, items: list[Item], index: int) -> ModelTerm:
    item = items[index]
    by_make = {model.make.id: model for model in item.models}
    if item.make:
        return by_make.get(item.make.id, item.models[0])
    in_sentence = _nearest(cut, items, index, by_make)
    if in_sentence is not None:
        return in_sentence
    for earlier in reversed(items[:index]):
        for make in _makes(earlier):
            if make in by_make:
                return by_make[make]
    for later in items[index + 1 :]:
        for make in _makes(later):
            if make in by_make:
                return by_make[make]
    return max(item.models, key=_renown)


def _nearest(
    cut: Cut, items: list[Item], index: int, by_make: dict[int, ModelTerm]
) -> ModelTerm | None:
    """Of the makes in the same sentence the nearest; a make right behind is a version's name."""
    item = items[index]
    best: tuple[int, ModelTerm] | None = None
    for step in (-1, 1):
        other = index + step
        while 0 <= other < len(items):
            near = items[other]
            first, second = (near, item) if step < 0 else (item, near)
            between = cut.text[first.end : second.start]
            if any(end in between for end in _SENTENCE_ENDS):
                break
            is_badge = step > 0 and between == " " and not near.models
            for make in _makes(near):
                if make in by_make and not is_badge and (best is None or len(between) < best[0]):
                    best = (len(between), by_make[make])
            other += step
    return best[1] if best else None


def _makes(item: Item) -> list[int]:
    if item.make:
        return [item.make.id]
    return [item.models[0].make.id] if len(item.models) == 1 else []


def _renown(model: ModelTerm) -> tuple[bool, int, int]:
    """The model that people mean when they do not say whose: sold here, and the latest."""
    return model.sold_in_nl, model.year_to or 9999, -model.id
