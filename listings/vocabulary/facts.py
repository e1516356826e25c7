"""What a reader read: a value, the words it came from, and the rule that read them."""

from dataclasses import dataclass
from typing import Any, NamedTuple


class Fact(NamedTuple):
    """One thing read: ``text[start:end]`` of the text that was read says so.

    ``field`` is a name such as make, model, body, fuel or price_max; ``value`` is a slug or code
    of the dictionary, or a number in the field's unit. ``rule`` names an entry of the reader's
    table of rules, which explains it to people.
    """

    field: str
    value: Any
    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text, with its characters."""

    start: int
    end: int
    text: str
