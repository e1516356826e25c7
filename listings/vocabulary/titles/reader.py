"""The reader of dealers' titles."""

from dataclasses import dataclass
from functools import lru_cache

from listings.vocabulary import dictionary
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.facts import Fact, Span
from listings.vocabulary.lexicon import Lexicon, lexicon
from listings.vocabulary.tokens import words_in


@dataclass(frozen=True, slots=True)
class TitleReading:
    """What a title says: facts in the order of the text, and the pieces that said nothing.

    Fields: make (slug), model (as "peugeot_508"), body, fuel, transmission (codes),
    engine_litres, power_hp, power_kw, trim, generation, battery_soh_percent, doors, seats,
    option (slug; one fact for each).
    """

    text: str
    facts: tuple[Fact, ...]
    rest: tuple[Span, ...]

    def first(self, field: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.field == field), None)


class TitleReader:
    """Compiled once for a dictionary; ``read`` may be called from any thread."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def read(self, title: str) -> TitleReading:
        words = words_in(title)
        facts = []
        for index in range(len(words)):
            if hit := self.lexicon.makes.at(words, index):
                start, end = words.starts[hit.first], words.ends[hit.end - 1]
                facts.append(Fact("make", hit.values[0].slug, start, end, title[start:end], "name"))
        return TitleReading(title, tuple(facts), ())


def title_reader(of: Dictionary | None = None) -> TitleReader:
    """The reader for the current vocabulary, or for another."""
    return _reader(of or dictionary.current())


@lru_cache(maxsize=2)
def _reader(of: Dictionary) -> TitleReader:
    return TitleReader(lexicon(of))
