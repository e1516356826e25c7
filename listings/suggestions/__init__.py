"""Suggestions while somebody types: names for sale and the question as it is understood so far.

Every line has its number of cars, counted in the index; nothing here asks the database.
"""

from collections.abc import Iterator

from listings.search_page import question
from listings.suggestions.line import Stock, Suggestion
from listings.suggestions.names import by_name, compact, names_in, spelt
from listings.suggestions.questions import as_question, completed
from listings.vocabulary.questions import QuestionReading

MOST = 8
NAMING = {"make", "model", "body"}

__all__ = ["Suggestion", "suggestions"]


def suggestions(text: str, stock: Stock) -> list[Suggestion]:
    """At most ``MOST`` lines for what was typed so far, the most likely first."""
    text = question.squeezed([text[: question.LONGEST]])
    if not compact(text):
        return []
    found: dict[str, Suggestion] = {}
    for line in _lines(text, question.read(text), stock):
        found.setdefault(line.url, line)
        if len(found) == MOST:
            break
    return list(found.values())


def _lines(text: str, reading: QuestionReading, stock: Stock) -> Iterator[Suggestion]:
    """For a name the cars called so; for more than a name the question, then its names alone."""
    names = list(by_name(text, stock) or by_name(spelt(text), stock))
    guesses = completed(text, reading, stock)
    if names:
        yield from names
        yield from guesses
    elif reading.facts:
        yield from list(guesses) or _asked(text, reading, stock)
        yield from names_in(reading, stock)
    else:
        yield from list(guesses) or _as_text(text, stock)


def _asked(text: str, reading: QuestionReading, stock: Stock) -> list[Suggestion]:
    """The question, also where it finds nothing; of a name alone that is not worth a line."""
    line = as_question(text, stock)
    is_more = any(fact.field not in NAMING for fact in reading.facts)
    return [line] if line.total or is_more else []


def _as_text(text: str, stock: Stock) -> list[Suggestion]:
    line = as_question(text, stock, "text")
    return [line] if line.total else []
