"""What reading an article gives: mentions with their spans, and the vehicles it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from listings.vocabulary.terms import GenerationTerm, MakeTerm, ModelTerm

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
