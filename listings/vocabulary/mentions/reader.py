"""The reader of articles: mentions with their spans, and the vehicles that the text is about."""

from collections.abc import Sequence
from functools import lru_cache

from listings.vocabulary import dictionary
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.facts import Span
from listings.vocabulary.folding import folded
from listings.vocabulary.lexicon import Lexicon, lexicon
from listings.vocabulary.mentions import typos
from listings.vocabulary.mentions.cut import Cut, has_marks, without_marks
from listings.vocabulary.mentions.finding import Item, find
from listings.vocabulary.mentions.homonyms import resolve
from listings.vocabulary.mentions.judging import Judge
from listings.vocabulary.mentions.names import names
from listings.vocabulary.mentions.reading import (
    ArticleReading,
    Corrections,
    Mention,
    Passage,
    Place,
)
from listings.vocabulary.mentions.spans import widen
from listings.vocabulary.mentions.vehicles import ranked
from listings.vocabulary.terms import MakeTerm


class ArticleReader:
    """Compiled once for a dictionary; ``read`` may be called from any thread."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._names = names(lexicon)

    def read(
        self, text: str, passages: Sequence[Passage] = (), corrections: Corrections | None = None
    ) -> ArticleReading:
        """Mentions in the order of the text, and the vehicles, ranked.

        ``passages`` say where title, intro and headings are; without them all is body text.
        """
        if has_marks(text):
            return self._read_marked(text, passages, corrections)
        mentions = self._mentions(text, passages, corrections)
        return ArticleReading(text, mentions, ranked(text, mentions))

    def passed_over(self, text: str) -> list[tuple[Span, str]]:
        """What has a car's name and is no car, with the code of the rule that says so ("not-…").

        For people who ask why; a text with accents as signs of their own has no answer.
        """
        if has_marks(text):
            return []
        return [
            (Span(item.start, item.end, text[item.start : item.end]), item.against)
            for item in self._judged(Cut.of(text))
            if not item.rule
        ]

    def _judged(self, cut: Cut) -> list[Item]:
        items = find(self._names, cut)
        typos.amend(self._names, cut, items)
        Judge(cut, self._names).judge(items)
        return items

    def _mentions(
        self, text: str, passages: Sequence[Passage], corrections: Corrections | None
    ) -> tuple[Mention, ...]:
        cut = Cut.of(text)
        items = self._judged(cut)
        cars = typos.with_listed(self._names, cut, [item for item in items if item.rule])
        resolve(cut, cars)
        for item in cars:
            widen(cut, item)
        found = [_mention(text, item, passages) for item in cars]
        return tuple(_corrected(found, corrections) if corrections else found)

    def _read_marked(
        self, text: str, passages: Sequence[Passage], corrections: Corrections | None
    ) -> ArticleReading:
        """A text with accents as signs of their own: read without them, told with them."""
        plain, kept = without_marks(text)
        kept.append(len(text))
        mentions = []
        for mention in self._mentions(plain, (), corrections):
            start, end = kept[mention.start], kept[mention.end]
            written = text[start:end].rstrip()
            end = start + len(written)
            mentions.append(
                Mention(
                    start,
                    end,
                    written,
                    mention.make,
                    mention.model,
                    mention.rule,
                    mention.body,
                    mention.generation,
                    _place(passages, start),
                )
            )
        found = tuple(mentions)
        return ArticleReading(text, found, ranked(text, found))


def _mention(text: str, item: Item, passages: Sequence[Passage]) -> Mention:
    model = item.models[0] if item.models else None
    make = model.make if model else item.make
    assert make is not None  # noqa: S101 -- an item names a make or a model
    return Mention(
        item.start,
        item.end,
        text[item.start : item.end],
        make,
        model,
        item.rule,
        place=_place(passages, item.start),
    )


def _place(passages: Sequence[Passage], start: int) -> Place:
    for passage in passages:
        if passage.start <= start < passage.end:
            return passage.place
    return "body"


def _corrected(found: list[Mention], corrections: Corrections) -> list[Mention]:
    """What an editor said of a wording counts, whatever the rules say."""
    right: list[Mention] = []
    for mention in found:
        wording = folded(mention.text)
        if wording not in corrections:
            right.append(mention)
            continue
        meant = corrections[wording]
        if meant is None:
            continue
        make, model = (meant, None) if isinstance(meant, MakeTerm) else (meant.make, meant)
        right.append(
            Mention(
                mention.start,
                mention.end,
                mention.text,
                make,
                model,
                "correction",
                mention.body,
                mention.generation,
                mention.place,
            )
        )
    return right


def article_reader(of: Dictionary | None = None) -> ArticleReader:
    """The reader for the current vocabulary, or for another."""
    return _reader(of or dictionary.current())


@lru_cache(maxsize=2)
def _reader(of: Dictionary) -> ArticleReader:
    return ArticleReader(lexicon(of))
