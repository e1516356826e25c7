""" "Did you mean …": names near the words of a search that nobody understood."""

from collections.abc import Iterator
from functools import lru_cache

from listings.filters import ListingFilter
from listings.search.index import Index
from listings.search.plain import Plain
from listings.search_page import question, wording
from listings.search_page.address import Address
from listings.search_page.page import WayOn
from listings.vocabulary import dictionary
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.lexicon import lexicon
from listings.vocabulary.near import LONG, SHORTEST, distance
from listings.vocabulary.questions import QuestionReading
from listings.vocabulary.tokens import Words, words_in

MOST = 3  # offers
WORDS = 4  # of a text that are looked at
PER_WORD = 2


def meant(address: Address, index: Index | Plain) -> list[WayOn]:
    """Searches that may be meant by the text of this one, each with what it finds; all find cars.

    An old address can hold as text what the reader understands today: that is offered first.
    """
    text = "".join(address.get("q"))
    offers: dict[str, WayOn] = {}
    for instead in _texts(text) if text else ():
        found = asked(address.without("q"), instead)
        total = index.total(found.criteria())
        label = _news(address, found.address)
        if label and total and found.address.get("q") != (text,):
            offers.setdefault(found.address.url, WayOn(label, found.address.url, total))
        if len(offers) == MOST:
            break
    return list(offers.values())


def asked(address: Address, text: str) -> ListingFilter:
    """The search of an address after this question."""
    query = address.query
    query["vraag"] = text
    return ListingFilter.of(query.urlencode())


def _texts(text: str) -> Iterator[str]:
    reading = question.read(text)
    if reading.facts:
        yield text
    for near in reading.meant:
        yield text[: near.span.start] + near.instead + text[near.span.end :]
    found = words_in(text)
    for index in _left(reading, found)[:WORDS]:
        for name in near_names(found.folded[index])[:PER_WORD]:
            yield text[: found.starts[index]] + name + text[found.ends[index] :]


def _left(reading: QuestionReading, found: Words) -> list[int]:
    return [
        index
        for index in range(len(found))
        if len(found.folded[index]) >= SHORTEST
        and any(span.start <= found.starts[index] < span.end for span in reading.left)
    ]


def near_names(word: str) -> list[str]:
    """Known names of one word that a slip or two away from this folded word, the nearest first."""
    known = dictionary.current()
    near = [name for name in lexicon(known).near.find(word) if name != word]
    allowed = 2 if len(word) >= LONG else 1
    slips = {
        name: distance(word, name)
        for name in _other_names(known).get(word[:1], ())
        if abs(len(name) - len(word)) <= allowed
    }
    others = [name for name, count in slips.items() if 0 < count <= allowed]
    return near + sorted(others, key=lambda name: (slips[name], name))


@lru_cache(maxsize=2)
def _other_names(known: Dictionary) -> dict[str, frozenset[str]]:
    """Towns, equipment and words by their first letter, which a slip seldom hits."""
    terms = (
        *(known.towns + known.options),
        *(word for kind in (known.bodies, known.fuels, known.transmissions) for word in kind),
        *known.colours,
    )
    by_letter: dict[str, set[str]] = {}
    for spelt in (words_in(name).folded for term in terms for name in term.names):
        if len(spelt) == 1 and len(spelt[0]) >= SHORTEST:
            by_letter.setdefault(spelt[0][0], set()).add(spelt[0])
    return {letter: frozenset(names) for letter, names in by_letter.items()}


def _news(old: Address, new: Address) -> str:
    """What the new search wants and the old one did not."""
    before = {wish.label for wish in wording.wishes(old)}
    return ", ".join(
        wish.label for wish in wording.wishes(new) if wish.label not in before and wish.name != "q"
    )
