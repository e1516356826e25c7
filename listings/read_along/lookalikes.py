"""What an article's reader passed over: words that are a car's name elsewhere, and not here."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from listings.vocabulary import dictionary
from listings.vocabulary.facts import Span
from listings.vocabulary.lexicon import lexicon
from listings.vocabulary.mentions import ArticleReading
from listings.vocabulary.tokens import words_in


def lookalikes(reading: ArticleReading) -> Iterator[tuple[Span, str]]:
    """Each word or number that might have been a make or model, and why it was left alone."""
    known = lexicon(dictionary.current())
    words = words_in(reading.text)
    taken = {place for mention in reading.mentions for place in range(mention.start, mention.end)}
    index = 0
    while index < len(words):
        hit = known.makes.at(words, index) or known.models.at(words, index)
        end = hit.end if hit else index + 1
        if hit:
            span = Span(words.starts[index], words.ends[end - 1], words.written(index, end))
            if _is_a_name(span.text) and taken.isdisjoint(range(span.start, span.end)):
                yield span, _reason(span.text)
        index = end


def _is_a_name(text: str) -> bool:
    """Long enough to be taken for one: nobody reads a car in every 3 and every C."""
    return len(text) > 1 and not (text.isdecimal() and len(text) < 3)


def _reason(text: str) -> str:
    if text.isdecimal():
        return _("A figure that a model has for a name; here it counts or dates something.")
    return _("A word that is also the name of a car; nothing here says that a car is meant.")
