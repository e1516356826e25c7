"""The question as it is understood so far, and with its last word written out."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from django.utils.translation import get_language

from listings.search_page import question, wording
from listings.search_page.address import Address
from listings.search_page.meant import asked
from listings.suggestions.line import Kind, Stock, Suggestion
from listings.vocabulary import dictionary
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.questions import QuestionReading
from listings.vocabulary.terms import OptionTerm, TownTerm, Word
from listings.vocabulary.tokens import words_in

MOST = 2  # questions whose last word is guessed
TRIED = 5  # guesses that are read
SHORTEST = 2  # letters of a word that is written out


def as_question(text: str, stock: Stock, kind: Kind = "question") -> Suggestion:
    """The whole text as it is understood."""
    found = asked(Address(), text)
    label = wording.heading_words(found.address, between=" · ")
    return Suggestion(kind, label, found.address.url, stock.total(found.criteria()))


def completed(text: str, reading: QuestionReading, stock: Stock) -> Iterator[Suggestion]:
    """The question with its last word, which nobody understands yet, written out."""
    left = len(question.text_left(reading))
    made = 0
    for guess in islice(_guesses(text, reading), TRIED):
        if len(question.text_left(question.read(guess))) >= left:
            continue
        line = as_question(guess, stock)
        if line.total:
            yield line
            made += 1
        if made == MOST:
            return


def _guesses(text: str, reading: QuestionReading) -> Iterator[str]:
    typed = words_in(text)
    start, last = typed.starts[-1], typed.folded[-1]
    if len(last) < SHORTEST or not any(span.start <= start < span.end for span in reading.left):
        return
    keys, rows = _completions(dictionary.current())
    first, end = (bisect_left(keys, key) for key in (last, f"{last}\U0010ffff"))
    language = get_language() or "nl"
    terms = {id(row.term): row.term for row in sorted(rows[first:end])}
    yield from (text[:start] + term.label(language) for term in terms.values())


@dataclass(frozen=True, slots=True, order=True)
class _Completion:
    """A word that can be written out: words of a closed list first, the largest town last."""

    kind: int
    weight: int
    name: str
    term: Word | OptionTerm | TownTerm = field(compare=False)


@lru_cache(maxsize=2)
def _completions(known: Dictionary) -> tuple[list[str], list[_Completion]]:
    lists = (known.bodies, known.fuels, known.transmissions, known.colours)
    rows = [
        *(
            _Completion(0, len(name), name, word)
            for kind in lists
            for word in kind
            for name in _spellings(word)
        ),
        *(
            _Completion(1, len(name), name, option)
            for option in known.options
            for name in _spellings(option)
        ),
        *(
            _Completion(2, -town.population, name, town)
            for town in known.towns
            for name in _spellings(town)
        ),
    ]
    rows.sort(key=lambda row: row.name)
    return [row.name for row in rows], rows


def _spellings(term: Word | OptionTerm | TownTerm) -> set[str]:
    return {" ".join(words_in(name).folded) for name in term.names}
