"""The rules of the three readers, as they explain themselves in the language of the page."""

from collections.abc import Mapping
from typing import Protocol

from django.utils.functional import Promise

from listings.read_along.kinds import Kind
from listings.vocabulary import questions


class _Rule(Protocol):
    @property
    def says(self) -> Promise: ...


RULES: dict[Kind, Mapping[str, _Rule]] = {
    Kind.QUESTION: questions.RULES,
}


def why(kind: Kind, rule: str) -> str:
    """What a rule of a kind's reader says of itself; a rule without words gives its code."""
    known = RULES.get(kind, {}).get(rule)
    return str(known.says) if known else rule
