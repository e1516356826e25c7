"""A reading with the names that people use: the answer of `manage.py read_queries`."""

from typing import Any

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
    match fact.field:
        case "make":
            return of.make_by_slug[fact.value].name
        case "model":
            return of.model_by_word[fact.value].name
        case "option":
            return of.option_by_slug[fact.value].name_nl
        case "colour" if fact.value == "other":
            return fact.text.lower()
        case "colour":
            return of.colours.by_code[fact.value].name_nl.lower()
        case "place" if fact.rule == "typo":
            return of.town_by_slug[fact.value].name
        case "place":
            return fact.text
        case _:
            return fact.value


def _add(values: list[Any], value: Any) -> None:
    if value not in values:
        values.append(value)


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values or None
