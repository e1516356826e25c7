"""The reader of articles: mentions with their spans, and the vehicles that the text is about."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from listings.vocabulary import dictionary
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.lexicon import Lexicon, lexicon
from listings.vocabulary.terms import GenerationTerm, MakeTerm, ModelTerm
from listings.vocabulary.tokens import words_in

Place = Literal["title", "intro", "heading", "body"]
Role = Literal["subject", "rival", "predecessor", "passing"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text and where it stands in the article: a headline weighs more."""

    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A make or model named: ``text[start:end]``, what it means, and the rule that says so.

    ``model`` is None where the make is named alone. ``body`` (a code) and ``generation`` are what
    the words beside the name say, if anything.
    """

    start: int
    end: int
    text: str
    make: MakeTerm
    model: ModelTerm | None
    rule: str
    body: str = ""
    generation: GenerationTerm | None = None
    place: Place = "body"


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A car that the text is about, with what speaks for it. ``model`` None: the make alone."""

    make: MakeTerm
    model: ModelTerm | None
    role: Role
    score: float  # weighted share of the text that is about it, 0 to 1
    mentions: int
    in_title: bool
    body: str = ""
    generation: GenerationTerm | None = None
    name: str = ""  # as the text first writes it


@dataclass(frozen=True, slots=True)
class ArticleReading:
    text: str
    mentions: tuple[Mention, ...]
    vehicles: tuple[Vehicle, ...] = field(default=())  # the one most written about first


# What an editor said of a (folded) wording: this model, this make, or None: no car.
Corrections = Mapping[str, MakeTerm | ModelTerm | None]


class ArticleReader:
    """Compiled once for a dictionary; ``read`` may be called from any thread."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def read(
        self, text: str, passages: Sequence[Passage] = (), corrections: Corrections | None = None
    ) -> ArticleReading:
        """Mentions in the order of the text, and the vehicles, ranked.

        ``passages`` say where title, intro and headings are; without them all is body text.
        """
        words = words_in(text)
        found: list[Mention] = []
        index = 0
        while index < len(words):
            make = self.lexicon.makes.at(words, index)
            model = None
            if make and make.end < len(words):
                model = self.lexicon.models_of[make.values[0].id].at(words, make.end)
            end = model.end if model else make.end if make else index + 1
            if make:
                start, stop = words.starts[index], words.ends[end - 1]
                term = model.values[0] if model else None
                found.append(
                    Mention(start, stop, text[start:stop], make.values[0], term, "make-and-model")
                )
            index = end
        counted = Counter(mention.model for mention in found if mention.model)
        vehicles = tuple(
            Vehicle(model.make, model, "subject", 1.0, times, in_title=False, name=model.name)
            for model, times in counted.most_common()
        )
        return ArticleReading(text, tuple(found), vehicles)


def article_reader(of: Dictionary | None = None) -> ArticleReader:
    """The reader for the current vocabulary, or for another."""
    return _reader(of or dictionary.current())


@lru_cache(maxsize=2)
def _reader(of: Dictionary) -> ArticleReader:
    return ArticleReader(lexicon(of))
