"""What kind of text it is: a dealer's title, a visitor's question or an article."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """The codes are those of the form."""

    TITLE = "titel", _("A dealer's title")
    QUESTION = "vraag", _("A question")
    ARTICLE = "artikel", _("An article")


@dataclass(frozen=True, slots=True)
class Guess:
    """The kind that a text was taken for, and by what."""

    kind: Kind
    because: str | Promise


LONG = 240  # characters; nobody asks or advertises at such length
# A point closes a sentence when a capital follows; "1e eig. nap" and "aut. 190 PK" go on.
_CLOSES = re.compile(r"[.!?…][\"'”’)]*(?=\s+[\"'“‘(]?[A-ZÀ-Þ]|\s*$)")
_PARTS = re.compile(r"[|*•~]|\s[/+]\s|,\S|(?<=\w)/(?=\w)")
_WISHES = frozenset(
    "zoek zoeken gezocht wil liefst graag onder tot max maximaal min minimaal minstens vanaf tussen"
    " rond omgeving buurt nabij goedkope zuinige budget looking under below around near".split()
)
_SMALL_WORDS = frozenset(
    "de het een en is was waren zijn had heeft hebben werd wordt hij zij ze we van op aan die dat"
    " niet naar bij door om als dan maar ook nog the a and has had of on at by it its".split()
)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a text is written: its words, how many are small, parts set apart, sentences closed."""

    text: str
    words: list[str]
    small: int
    parts: int
    closed: int

    @classmethod
    def at(cls, text: str) -> Self:
        words = re.findall(r"[^\W\d_]+", text.lower())
        small = sum(word in _SMALL_WORDS for word in words)
        return cls(text, words, small, len(_PARTS.findall(text)), len(_CLOSES.findall(text)))


# The first test that holds decides.
_TELLS: tuple[tuple[Callable[[_Look], bool], Kind, Promise], ...] = (
    (
        lambda look: look.parts > 1 and look.small * 8 <= len(look.words),
        Kind.TITLE,
        _("parts set side by side"),
    ),
    (
        lambda look: len(look.text) > LONG or look.closed > 1,
        Kind.ARTICLE,
        _("several sentences"),
    ),
    (lambda look: look.text.rstrip().endswith("?"), Kind.QUESTION, _("a question mark")),
    (
        lambda look: bool(look.closed) and look.small > 1 and look.text.lstrip()[:1].isupper(),
        Kind.ARTICLE,
        _("a whole sentence"),
    ),
    (lambda look: not _WISHES.isdisjoint(look.words), Kind.QUESTION, _("words of a wish")),
    (
        lambda look: look.small > 1 and len(look.words) > 5,
        Kind.ARTICLE,
        _("a running sentence"),
    ),
    (
        lambda look: len(look.words) > 3 and look.text != look.text.lower(),
        Kind.TITLE,
        _("names and figures without a sentence"),
    ),
    (lambda look: True, Kind.QUESTION, _("a few words")),
)


def kind_of(text: str) -> Guess:
    """The kind of a text, by how it is written and not by what it says."""
    look = _Look.at(text)
    return next(Guess(kind, because) for test, kind, because in _TELLS if test(look))
