"""The reader of visitors' questions."""

from dataclasses import dataclass
from functools import lru_cache

from listings.vocabulary import dictionary
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.facts import Fact, Span
from listings.vocabulary.lexicon import Lexicon, lexicon
from listings.vocabulary.tokens import words_in


@dataclass(frozen=True, slots=True)
class Meant:
    """ "Bedoelde je …": a word that was not understood, and the name that is near it."""

    span: Span
    instead: str


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """What a question asks for: facts in the order of the text, and what was not understood.

    Fields: make (slug), model (as "peugeot_508"), body, fuel, transmission, colour (codes),
    option (slug), place (town's slug), radius_km, price_min, price_max, year_min, year_max,
    mileage_max, power_hp_min, doors, seats_min, soh_min (numbers). A list ("golf of astra") is
    one fact for each. ``left`` is what no fact holds and is no filler ("ik zoek een").
    """

    text: str
    facts: tuple[Fact, ...]
    left: tuple[Span, ...]
    meant: tuple[Meant, ...] = ()

    @property
    def text_left(self) -> str:
        return " ".join(span.text for span in self.left)


class QuestionReader:
    """Compiled once for a dictionary; ``read`` may be called from any thread."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def read(self, question: str) -> QuestionReading:
        words = words_in(question)
        facts, left = [], []
        for index in range(len(words)):
            start, end = words.starts[index], words.ends[index]
            hit = self.lexicon.makes.at(words, index)
            if hit:
                end = words.ends[hit.end - 1]
                value = hit.values[0].slug
                facts.append(Fact("make", value, start, end, question[start:end], "name"))
            else:
                left.append(Span(start, end, question[start:end]))
        return QuestionReading(question, tuple(facts), tuple(left))


def question_reader(of: Dictionary | None = None) -> QuestionReader:
    """The reader for the current vocabulary, or for another."""
    return _reader(of or dictionary.current())


@lru_cache(maxsize=2)
def _reader(of: Dictionary) -> QuestionReader:
    return QuestionReader(lexicon(of))
