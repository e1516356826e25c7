"""From a visitor's question to the words of the query string, the only thing the parser reads."""

import re
from collections.abc import Iterator, Mapping

from django.http import QueryDict

from listings.search.words import words_of
from listings.vocabulary.facts import Fact
from listings.vocabulary.questions import QuestionReading, question_reader
from listings.vocabulary.words import words

LONGEST = 200  # characters of a question that are read
MOST_SEATS = 9  # "seven seats or more" asks for cars with 7, 8 or 9

CODES = {
    "body": ("carrosserie", "body"),
    "fuel": ("brandstof", "fuel"),
    "transmission": ("transmissie", "transmission"),
    "colour": ("kleur", "colour"),
}
SLUGS = {"make": "merk", "model": "model", "option": "optie", "place": "plaats"}
NUMBERS = {
    "price_min": "prijs_van",
    "price_max": "prijs_tot",
    "year_min": "bouwjaar_van",
    "year_max": "bouwjaar_tot",
    "mileage_max": "km_tot",
    "power_hp_min": "vermogen_van",
    "soh_min": "soh_van",
    "doors": "deuren",
    "radius_km": "straal",
}
# Who says no more than "hybride" means plug-ins too: dealers and other sites call both so.
STRICT = re.compile(r"full|mild|hev|self|zelf|plug|stekker", re.IGNORECASE)
# What is asked anew takes the place of the earlier choice, and of what hangs together with it.
TOGETHER = {
    "merk": ("model",),
    "model": ("merk",),
    "bouwjaar_van": ("bouwjaar_tot",),
    "bouwjaar_tot": ("bouwjaar_van",),
    "km_tot": ("km_van",),
    "prijs_van": ("prijs_tot",),
    "prijs_tot": ("prijs_van",),
    "plaats": ("straal",),
}
ADDED = ("optie",)  # a second option narrows: it is wanted besides the first


def squeezed(texts: list[str]) -> str:
    """A question on one line; several boxes of one form are one question."""
    return " ".join(" ".join(texts).split())


def read(text: str) -> QuestionReading:
    """What the current vocabulary understands of a question."""
    return question_reader().read(text)


def put_into(data: QueryDict, reading: QuestionReading) -> Mapping[str, list[str]]:
    """Choose what a question asks for in a query string that may hold earlier choices.

    Gives the names and words that it asked for.
    """
    asked = said(reading)
    for name in asked:
        for other in () if name in ADDED else (name, *TOGETHER.get(name, ())):
            data.pop(other, None)
    for name, found in asked.items():
        data.setlist(name, [*data.getlist(name), *found])
    return asked


def said(reading: QuestionReading) -> Mapping[str, list[str]]:
    """A question as query names and words; what was not understood is ``q``."""
    found: dict[str, list[str]] = {}
    for fact in reading.facts:
        for name, word in _words_of(fact):
            found.setdefault(name, []).append(word)
        if _is_any_hybrid(fact, reading.text):
            found["brandstof"].append(words("fuel").slug_of("phev"))
    if left := text_left(reading):
        found["q"] = [left]
    return found


def text_left(reading: QuestionReading) -> str:
    """What no filter holds, without signs; where signs are all there is, those too."""
    left = " ".join(span.text for span in reading.left if words_of(span.text))
    return left if left or reading.facts else reading.text


def _is_any_hybrid(fact: Fact, question: str) -> bool:
    """ "Hybride" or a slip of it, in a question that names no kind of hybrid."""
    is_plain = fact.field == "fuel" and fact.value == "hybrid" and fact.text[:2].lower() == "hy"
    return is_plain and not STRICT.search(question)


def _words_of(fact: Fact) -> Iterator[tuple[str, str]]:
    if fact.field in CODES:
        name, kind = CODES[fact.field]
        yield name, words(kind).slug_of(fact.value)
    elif fact.field in SLUGS:
        yield SLUGS[fact.field], fact.value
    elif fact.field in NUMBERS:
        yield NUMBERS[fact.field], str(int(fact.value))
    elif fact.field == "seats_min":
        for number in range(int(fact.value), max(MOST_SEATS, int(fact.value)) + 1):
            yield "zitplaatsen", str(number)
