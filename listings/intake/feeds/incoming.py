"""One car as a feed tells it, in our own words and units; or why it could not be read."""

from dataclasses import dataclass, field
from typing import Any

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row that was understood.

    ``facts`` has names of ``Listing`` fields as keys, only of what this format can tell; a value
    of None or "" says that it is not known, a name that is absent says nothing. ``make`` is a slug
    ("peugeot"), ``model`` make and slug ("peugeot_508"), other words are codes of
    ``listings.choices``; dates are ISO text, numbers are in the field's unit.
    """

    external_id: str
    line: int  # 1-based, where the row begins in the file
    facts: Facts
    options: tuple[str, ...] | None = None  # slugs; None: this format does not tell
    pictures: tuple[str, ...] | None = None  # addresses, the cover first; None: not told
    state: str = ""  # of ``State``; empty: for sale if it is complete, else a draft
    is_gone: bool = False  # the row itself says that the car is to be taken off
    listing_id: int | None = None  # our own number, where the format carries it
    notes: tuple[str, ...] = ()  # what was read with doubt, for the report
    # SHA-256 of the row as the file has it and of the words it was read with.
    mark: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Same:
    """A row with the mark that this car was last applied with: it was not read any further."""

    external_id: str
    line: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not. ``field`` is the file's own name for it; ``reason`` is for a person."""

    line: int
    field: str
    reason: str
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """Said last by a reader: whether the file was whole, and if not, why."""

    is_whole: bool
    reason: str = ""


@dataclass(slots=True)
class Unknown:
    """Words of the feed that the vocabulary does not know yet: (field, word) → in how many rows."""

    words: dict[tuple[str, str], int] = field(default_factory=dict)

    def met(self, name: str, word: str) -> None:
        self.words[name, word] = self.words.get((name, word), 0) + 1
