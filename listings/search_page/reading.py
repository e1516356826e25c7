"""Form fields that read the query string: good words become values, bad ones drop themselves."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from listings.search.words import words_of

MOST_VALUES = 40  # of one name
LONGEST_WORD = 80
LONGEST_TEXT = 200
LARGEST = 99_999_999

# "30.000", "€ 30.000,-", "30 000 km", "150 pk", "29.950,00"; not "2.5" and not "12-2018".
_NUMBER = re.compile(
    r"(?:€|eur)?\s*([0-9]{1,3}(?:[.,\s][0-9]{3})+|[0-9]+)(?:,(?:[-–]{1,2}|[0-9]{2}))?"
    r"\s*(?:[-–]{1,2}|€|euro?|km|pk|hp|%)?"
)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A value that was left out of the search, and what to say about it."""

    name: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Read:
    """What one name held: canonical ``words``, the ``values`` they stand for, and the bad ones."""

    words: tuple[str, ...] = ()
    values: tuple[Any, ...] = ()
    bad: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class ReadingField(forms.Field):
    """A field whose cleaned value is a ``Read``; it never fails."""

    widget = forms.MultipleHiddenInput  # all values of the name, as they came

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        # Nothing in it belongs to a request, and forms copy all their fields for each one.
        return self

    def clean(self, value: Iterable[str] | None) -> Read:
        given = [text.strip() for text in value or () if text.strip()]
        read = self.read(given[:MOST_VALUES])
        if len(given) <= MOST_VALUES:
            return read
        note = _("More than %(most)s values; the rest was left out.") % {"most": MOST_VALUES}
        return Read(read.words, read.values, read.bad, (*read.notes, note))

    def read(self, given: list[str]) -> Read:
        raise NotImplementedError


NOTHING = Read()


def read_all(fields: Mapping[str, forms.Field], data: QueryDict) -> dict[str, Read]:
    """What each field makes of a query string; most names are seldom in it."""
    return {
        name: field.clean(data.getlist(name)) if name in data else NOTHING
        for name, field in fields.items()
    }


class WordsField(ReadingField):
    """Words out of a list; ``find`` gives a word's value and canonical spelling, or None."""

    def __init__(
        self, *, find: Callable[[str], tuple[Hashable, str] | None], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.find = find

    def read(self, given: list[str]) -> Read:
        found: dict[str, Hashable] = {}
        bad: list[str] = []
        for text in given:
            match = self.find(text.lower()) if len(text) <= LONGEST_WORD else None
            if match is None:
                bad.append(text)
            else:
                value, word = match
                found[word] = value
        words = tuple(sorted(found))
        return Read(words, tuple(found[word] for word in words), tuple(bad))


class OneWordField(WordsField):
    """A choice of one; of several good words the last counts."""

    def read(self, given: list[str]) -> Read:
        reads = [super(OneWordField, self).read([text]) for text in given]
        good = [read for read in reads if read.words]
        bad = tuple(text for read in reads for text in read.bad)
        return Read(good[-1].words, good[-1].values, bad) if good else Read(bad=bad)


class NumberField(ReadingField):
    """One whole number, the way people in the Netherlands type it; the last good one counts."""

    def __init__(self, *, low: int = 0, high: int = LARGEST, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.low, self.high = low, high

    def read(self, given: list[str]) -> Read:
        numbers = [(text, number_in(text)) for text in given]
        good = [number for _, number in numbers if self._fits(number)]
        bad = tuple(text for text, number in numbers if not self._fits(number))
        return Read((str(good[-1]),), (good[-1],), bad) if good else Read(bad=bad)

    def _fits(self, number: int | None) -> bool:
        return number is not None and self.low <= number <= self.high


class TextField(ReadingField):
    """A question in words; its values are the words that search compares."""

    def read(self, given: list[str]) -> Read:
        text = " ".join(" ".join(given).split())
        notes: tuple[str, ...] = ()
        if len(text) > LONGEST_TEXT:
            text = text[:LONGEST_TEXT].strip()
            note = _("Only the first %(most)s characters of your question were read.")
            notes = (note % {"most": LONGEST_TEXT},)
        words = words_of(text)
        if not words:
            return Read(bad=(text,) if text else (), notes=notes)
        return Read((text,), tuple(words), notes=notes)


def number_in(text: str) -> int | None:
    """The whole number that was typed: "€ 30.000,-" → 30000; None where it is none."""
    match = _NUMBER.fullmatch(text.strip().lower()) if len(text) <= LONGEST_WORD else None
    return int(re.sub(r"[^0-9]", "", match[1])) if match else None
