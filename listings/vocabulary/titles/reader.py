"""The reader of dealers' titles."""

from dataclasses import dataclass
from functools import lru_cache

from listings.vocabulary import dictionary
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.facts import Fact, Span
from listings.vocabulary.lexicon import Lexicon, lexicon
from listings.vocabulary.titles.cars import find_car
from listings.vocabulary.titles.draft import Draft
from listings.vocabulary.titles.drive import settle
from listings.vocabulary.titles.extras import cut_off, keep_finest
from listings.vocabulary.titles.scan import scan
from listings.vocabulary.titles.spelling import spelling
from listings.vocabulary.titles.trims import find_trim
from listings.vocabulary.tokens import Words, words_in

MOST_WORDS = 300  # that are read: what is longer is no title, and its end is left


@dataclass(frozen=True, slots=True)
class TitleReading:
    """What a title says: facts in the order of the text, and the pieces that said nothing.

    Fields: make (slug), model (as "peugeot_508"), body, fuel, transmission (codes),
    engine_litres, power_hp, power_kw, trim, generation, battery_soh_percent, doors, seats,
    option (slug; one fact for each). A trim in pieces ("Titanium 125pk Business") is one fact
    for each piece, all with the whole trim as value.
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
        self._spelling = spelling(lexicon)

    def read(self, title: str) -> TitleReading:
        words = words_in(title, MOST_WORDS)
        draft = Draft(self._spelling.corrected(words), self.lexicon)
        find_car(draft)
        scan(draft)
        cut_off(draft)
        settle(draft)
        keep_finest(draft)
        find_trim(draft)
        facts = sorted(draft.facts, key=lambda fact: (fact.start, fact.end))
        return TitleReading(title, tuple(facts), (*draft.rest(), *_unread(words)))


def _unread(words: Words) -> tuple[Span, ...]:
    """What stands behind the words that were read, without the space around it."""
    if len(words) < MOST_WORDS:
        return ()
    text = words.text[words.ends[-1] :]
    left = text.strip()
    start = words.ends[-1] + text.find(left)
    return (Span(start, start + len(left), left),) if left else ()


def title_reader(of: Dictionary | None = None) -> TitleReader:
    """The reader for the current vocabulary, or for another."""
    return _reader(of or dictionary.current())


@lru_cache(maxsize=2)
def _reader(of: Dictionary) -> TitleReader:
    return TitleReader(lexicon(of))
