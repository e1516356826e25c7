"""A reading with the names that people use: the answer of `manage.py read_queries`."""

from collections.abc import Callable
from typing import Any

from listings.choices import Colour
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.facts import Fact
from listings.vocabulary.questions.reader import QuestionReading

SLOTS = (
    "make model body fuel transmission price_max price_min year_min year_max mileage_max colour "
    "options place text_left doors seats_min radius_km power_hp_min soh_min"
).split()


def printed(reading: QuestionReading, of: Dictionary) -> dict[str, Any]:
    """The slots of a question, a list where it names several, and the words each came from."""
    slots: dict[str, list[Any]] = {slot: [] for slot in SLOTS}
    for fact in reading.facts:
        if fact.field == "model":
            _add(slots["make"], of.model_by_word[fact.value].make.name)
        _add(slots["options" if fact.field == "option" else fact.field], _shown(fact, of))
    row: dict[str, Any] = {slot: _one(values) for slot, values in slots.items()}
    row["options"] = slots["options"]
    row["text_left"] = reading.text_left or None
    row["spans"] = [
        {
            "field": fact.field,
            "value": _shown(fact, of),
            "start": fact.start,
            "end": fact.end,
            "text": fact.text,
            "rule": fact.rule,
        }
        for fact in reading.facts
    ]
    row["meant"] = [{"text": meant.span.text, "instead": meant.instead} for meant in reading.meant]
    return row


def _shown(fact: Fact, of: Dictionary) -> Any:
    """A fact's value by its Dutch name; a place as it was written."""
    show = _SHOW.get(fact.field)
    return show(fact, of) if show else fact.value


def _colour(fact: Fact, of: Dictionary) -> str:
    """The base form; a colour that has no filter of its own as it was written."""
    if fact.value == Colour.OTHER:
        return fact.text.lower()
    return of.colours.by_code[fact.value].name_nl.lower()


def _place(fact: Fact, of: Dictionary) -> str:
    return of.town_by_slug[fact.value].name if fact.rule == "typo" else fact.text


_SHOW: dict[str, Callable[[Fact, Dictionary], str]] = {
    "make": lambda fact, of: of.make_by_slug[fact.value].name,
    "model": lambda fact, of: of.model_by_word[fact.value].name,
    "option": lambda fact, of: of.option_by_slug[fact.value].name_nl,
    "colour": _colour,
    "place": _place,
}


def _add(values: list[Any], value: Any) -> None:
    if value not in values:
        values.append(value)


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values or None
