"""The reader of articles: mentions with their spans, and the vehicles that the text is about."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from functools import lru_cache

from listings.vocabulary import dictionary
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.folding import folded
from listings.vocabulary.lexicon import Lexicon, lexicon
from listings.vocabulary.mentions import typos
from listings.vocabulary.mentions.cut import Cut, has_marks, without_marks
from listings.vocabulary.mentions.details import body_of, generation_of
from listings.vocabulary.mentions.finding import Item, find
from listings.vocabulary.mentions.homonyms import resolve
from listings.vocabulary.mentions.judging import Judge
from listings.vocabulary.mentions.names import Names, names
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
        cut, cars = self._cars(text, corrections)
        mentions = tuple([_mention(self._names, cut, item, passages) for item in cars])
        return ArticleReading(text, mentions, ranked(cut, cars, mentions))

    def names_in(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Every name that was looked at, cars or not: start, end and the code of its rule."""
        _cut, items, _cars = self._judged(text)
        return tuple((item.start, item.end, item.rule or item.against) for item in items)

    def _judged(self, text: str) -> tuple[Cut, list[Item], list[Item]]:
        cut = Cut.of(text)
        items = find(self._names, cut)
        typos.amend(self._names, cut, items)
        Judge(cut, self._names).judge(items)
        cars = typos.with_listed(self._names, cut, [item for item in items if item.rule])
        resolve(cut, cars)
        return cut, items, cars

    def _cars(self, text: str, corrections: Corrections | None) -> tuple[Cut, list[Item]]:
        cut, items, cars = self._judged(text)
        if corrections:
            cars = _corrected(cut, items, cars, corrections)
        for item in cars:
            widen(cut, item)
        return cut, _apart(cars)

    def _read_marked(
        self, text: str, passages: Sequence[Passage], corrections: Corrections | None
    ) -> ArticleReading:
        """A text with accents as signs of their own: read without them, told with them."""
        bare, kept = without_marks(text)
        kept.append(len(text))
        cut, cars = self._cars(bare, corrections)
        found = []
        for mention in [_mention(self._names, cut, item, ()) for item in cars]:
            start, end = kept[mention.start], kept[mention.end]
            while end > start and text[end - 1] == " ":
                end -= 1
            place = _place(passages, start)
            found.append(replace(mention, start=start, end=end, text=text[start:end], place=place))
        return ArticleReading(text, tuple(found), ranked(cut, cars, found))


def _mention(names: Names, cut: Cut, item: Item, passages: Sequence[Passage]) -> Mention:
    model = item.models[0] if item.models else None
    make = model.make if model else item.make
    assert make is not None  # noqa: S101 -- an item names a make or a model
    return Mention(
        item.start,
        item.end,
        cut.text[item.start : item.end],
        make,
        model,
        item.rule,
        body_of(cut, item) if model else "",
        generation_of(names, cut, item) if model else None,
        _place(passages, item.start) if passages else "body",
    )


def _apart(items: list[Item]) -> list[Item]:
    """Without those that the one before took the first letters of: "Corsa-e 2008"."""
    kept: list[Item] = []
    for item in items:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _place(passages: Sequence[Passage], start: int) -> Place:
    for passage in passages:
        if passage.start <= start < passage.end:
            return passage.place
    return "body"


def _corrected(
    cut: Cut, items: list[Item], cars: list[Item], corrections: Corrections
) -> list[Item]:
    """What an editor said of a wording counts, whatever the rules say."""
    right = []
    for item in sorted({*items, *cars}, key=lambda item: item.start):
        wording = _wording(cut, item)
        if wording not in corrections:
            if item.rule:
                right.append(item)
            continue
        meant = corrections[wording]
        if meant is not None:
            is_make = isinstance(meant, MakeTerm)
            item.make = meant if isinstance(meant, MakeTerm) else meant.make
            item.models = () if is_make else (meant,)  # type: ignore[assignment]
            item.rule = "correction"
            right.append(item)
    return right


def _wording(cut: Cut, item: Item) -> str:
    """The folded words of the mention as it would be told, with plural and generation."""
    widened = copy(item)
    widen(cut, widened)
    return folded(cut.text[widened.start : widened.end])


def article_reader(of: Dictionary | None = None) -> ArticleReader:
    """The reader for the current vocabulary, or for another."""
    return _reader(of or dictionary.current())


@lru_cache(maxsize=2)
def _reader(of: Dictionary) -> ArticleReader:
    return ArticleReader(lexicon(of))
