"""The rules of the three readers, as they explain themselves in the language of the page."""

from collections.abc import Mapping
from typing import Protocol

from django.utils.translation import gettext as _

from listings.read_along.kinds import Kind
from listings.vocabulary import questions
from listings.vocabulary.titles import rules as titles


class _Rule(Protocol):
    @property
    def says(self) -> object: ...


RULES: dict[Kind, Mapping[str, _Rule]] = {
    Kind.TITLE: titles.RULES,
    Kind.QUESTION: questions.RULES,
}


def why(kind: Kind, rule: str) -> str:
    """What a rule of a kind's reader says of itself, or what can be said of any rule."""
    if known := RULES.get(kind, {}).get(rule):
        return str(known.says)
    if rule.startswith("not-"):
        return _("A name that a car has too; what stands around it says that it is none here.")
    return _("A name of a car, and what stands around it says that the car is meant.")
