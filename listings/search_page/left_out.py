"""Words of a question that stand in no advert: they are left out, and never empty the page."""

from collections.abc import Iterator
from dataclasses import replace

from listings.filters import ListingFilter
from listings.search.criteria import Criteria
from listings.search.index import Index
from listings.search.plain import Plain
from listings.search.results import Answer
from listings.search.words import words_of
from listings.vocabulary.questions.everyday import says_nothing
from listings.vocabulary.questions.wording import NEGATIONS, TRAPS

LOOKED_AT = 12  # words of which each is tried; of a longer text the rest goes or stays together
SHORTEST = 3  # signs of a word that is worth keeping by itself


def answered(search: ListingFilter, stock: Index | Plain) -> tuple[ListingFilter, Answer]:
    """The answer, and the search that it answers.

    Where a question's words empty the page while its filters do not, that is a search without
    those words, ``left_out``; words that still find cars with the others stay.
    """
    answer = stock.search(search.criteria())
    text = "".join(search.words["q"])
    if answer.total or not (search.has_question and text):
        return search, answer
    filters = search.criteria().without("words")
    if not stock.total(filters):
        return search, answer
    kept, out = _parted(text, filters, stock)
    less = _with_text(search, kept)
    less.left_out = out
    return less, stock.search(less.criteria())


def _with_text(search: ListingFilter, text: str) -> ListingFilter:
    page = search.address.get("pagina")
    address = search.address.changed({"q": (text,) if text else (), "pagina": page})
    return ListingFilter(address.query, tuple(search.dropped))


def _parted(text: str, filters: Criteria, stock: Index | Plain) -> tuple[str, str]:
    """The parts of a text that find cars together, and those that do not."""
    kept: list[str] = []
    out: list[str] = []
    for part in _parts(text.split()):
        found = words_of(" ".join([*kept, part]))
        is_worth = _is_worth_keeping(part) and stock.total(replace(filters, words=tuple(found)))
        (kept if is_worth else out).append(part)
    return " ".join(kept), " ".join(out)


def _parts(words: list[str]) -> Iterator[str]:
    """Single words, but "geen diesel" and "trekgewicht 1800 kg" to the end in one piece."""
    for place, word in enumerate(words):
        if place == LOOKED_AT or word.lower() in NEGATIONS | TRAPS:
            yield " ".join(words[place:])
            return
        yield word


def _is_worth_keeping(part: str) -> bool:
    found = words_of(part)
    return any(
        len(word) >= SHORTEST and not word.isdecimal() and not says_nothing(word) for word in found
    )
