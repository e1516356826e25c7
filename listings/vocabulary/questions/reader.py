"""The reader of visitors' questions."""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from listings.vocabulary import dictionary
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.facts import Fact, Span
from listings.vocabulary.lexicon import Lexicon, lexicon
from listings.vocabulary.questions import figures, lists, names, places, plain_words, settling
from listings.vocabulary.questions.draft import ASIDE, FREE, Draft, Finder, best
from listings.vocabulary.questions.spelling import Spelling
from listings.vocabulary.tokens import Words, words_in

MOST_WORDS = 200  # that are read
LONGEST_MEANT = 5  # near misses that are named; more is no help

BLOCKERS: tuple[Finder, ...] = (plain_words.negation_at, figures.trap_at)
# At each word the one that reads most words wins; of equals the first.
FINDERS: tuple[Finder, ...] = (
    lists.shared_name_at,
    plain_words.option_at,
    plain_words.body_at,
    names.model_at,
    plain_words.gearbox_at,
    plain_words.fuel_at,
    names.type_code_at,
    plain_words.bmw_number_at,
    plain_words.drive_at,
    plain_words.engine_at,
    plain_words.colour_at,
    figures.figure_at,
    places.place_at,
    plain_words.filler_at,
)


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
    one fact for each. ``left`` is what no fact holds and is no filler ("ik zoek een"). Facts
    that the same words tell have the same span: "2020" is the first and the last year.
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
        self.spelling = Spelling(lexicon)

    def read(self, question: str, this_year: int | None = None) -> QuestionReading:
        """``this_year`` is what "maximaal 5 jaar oud" counts back from; by default today's."""
        every = words_in(question)
        words, slips = self.spelling.corrected(self.spelling.apart(_first(every)))
        year = this_year or datetime.date.today().year
        draft = Draft(words, self.lexicon, year, slips)
        _block(draft)
        names.read_makes(draft)
        draft.other_models = names.count_other_models(draft)
        _scan(draft)
        settling.settle(draft)
        unread = [_span(every, MOST_WORDS, len(every))] if len(every) > MOST_WORDS else []
        left = (*_left(draft), *unread)
        return QuestionReading(question, draft.facts(), left, tuple(self._meant(draft)))

    def _meant(self, draft: Draft) -> list[Meant]:
        found: list[Meant] = []
        for index, mark in enumerate(draft.taken):
            if mark != FREE or len(found) >= LONGEST_MEANT:
                continue
            if near := self.spelling.meant(draft.word(index)):
                found.append(
                    Meant(_span(draft.words, index, index + 1), self.spelling.shown(near[0]))
                )
        return found


def _first(words: Words) -> Words:
    """The words of a question; what is longer is none, and its end is left."""
    if len(words) <= MOST_WORDS:
        return words
    cut = slice(MOST_WORDS)
    return Words(words.text, words.folded[cut], words.starts[cut], words.ends[cut])


def _block(draft: Draft) -> None:
    """Before anything is read: what is negated, and numbers of something else."""
    for index in range(len(draft.words)):
        if draft.taken[index] == FREE and (found := best(draft, index, BLOCKERS)):
            draft.take(index, found)


def _scan(draft: Draft) -> None:
    for index in range(len(draft.words)):
        if draft.taken[index] == FREE and (found := best(draft, index, FINDERS)):
            draft.take(index, found)


def _left(draft: Draft) -> list[Span]:
    """Runs of words that were not understood."""
    spans: list[Span] = []
    first = None
    for index in range(len(draft.words) + 1):
        is_left = index < len(draft.words) and draft.taken[index] in (FREE, ASIDE)
        if is_left and first is None:
            first = index
        elif not is_left and first is not None:
            spans.append(_span(draft.words, first, index))
            first = None
    return spans


def _span(words: Words, first: int, end: int) -> Span:
    start, stop = words.starts[first], words.ends[end - 1]
    return Span(start, stop, words.text[start:stop])


def question_reader(of: Dictionary | None = None) -> QuestionReader:
    """The reader for the current vocabulary, or for another."""
    return _reader(of or dictionary.current())


@lru_cache(maxsize=2)
def _reader(of: Dictionary) -> QuestionReader:
    return QuestionReader(lexicon(of))
