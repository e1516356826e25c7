"""Values of a raw record, taken out by the file's own names: checked, in our types."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from listings.intake.feeds import checks
from listings.intake.feeds.checks import FIRST_YEAR, MAX_EUR, MAX_KM, SMALL, shown, storable

__all__ = ["FIRST_YEAR", "MAX_EUR", "MAX_KM", "SMALL", "Fields", "Refused", "shown", "storable"]

Value = TypeVar("Value")


class Refused(ValueError):
    """The record cannot be a car of ours: the file's name of the field, and why, for a person."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(field, reason)
        self.field, self.reason = field, reason


@dataclass(slots=True)
class Fields:
    """A record's values by the file's names; each word of it checks one type and its range.

    Absent, null and blank are None (a text: empty). A bad value raises ``Refused``; through
    ``unless_bad`` it is left out with a note, where a car is fine without it.
    """

    values: Mapping[str, Any]
    notes: list[str] = field(default_factory=list)
    prefix: str = ""  # how the names of an object inside the record begin: "price."
    is_strict: bool = True

    @property
    def unless_bad(self) -> "Fields":
        return Fields(self.values, self.notes, self.prefix, is_strict=False)

    def inside(self, name: str) -> "Fields":
        """The fields of an object inside; none of them where it is absent."""
        value = self._checked(name, checks.inside)
        return Fields(value or {}, self.notes, f"{self.prefix}{name}.", self.is_strict)

    def text(self, name: str, most: int) -> str:
        """One line, its spaces tidied."""
        return self._checked(name, lambda value: checks.line(value, most)) or ""

    def exact(self, name: str, most: int) -> str:
        """A text of our own, character by character as it was written."""
        return self._checked(name, lambda value: checks.exact(value, most)) or ""

    def long_text(self, name: str, most: int) -> str:
        """Lines and paragraphs as they are, without control characters; cut off with a note."""
        text = self._checked(name, checks.long_text) or ""
        if len(text) > most:
            self.note(name, _("longer than %d characters; the end was left off") % most)
        return text[:most]

    def whole(self, name: str, low: int, high: int) -> int | None:
        return self._checked(name, lambda value: checks.within(checks.whole(value), low, high))

    def rounded(self, name: str, low: int, high: int) -> int | None:
        """The nearest whole number of what may have decimals: 119.4 g/km, 11999.99 euros."""
        return self._checked(name, lambda value: checks.within(checks.rounded(value), low, high))

    def name_or_number(self, name: str, most: int) -> str:
        """A name, or a number of the source's own lists as "#508": that is not the model 508."""
        return self._checked(name, lambda value: checks.name_or_number(value, most)) or ""

    def decimal(self, name: str, low: int, high: int, places: int) -> str | None:
        """As text with so many decimals, which JSON keeps exactly: "77.4"."""
        return self._checked(name, lambda value: checks.decimal(value, low, high, places))

    def truth(self, name: str) -> bool | None:
        return self._checked(name, checks.truth)

    def day(self, name: str, latest: int) -> tuple[str, bool] | None:
        """ISO text, and whether the month was told: "2020-05", "202005", "2020-05-01", "2020".

        ``latest`` is the last year that is believed.
        """
        return self._checked(name, lambda value: checks.day(value, latest))

    def vin(self, name: str) -> str:
        return self._checked(name, checks.vin) or ""

    def plate(self, name: str) -> str:
        """Letters and digits without dashes, as the site keeps it."""
        return self._checked(name, checks.plate) or ""

    def items(self, name: str, most: int) -> list[Any] | None:
        """A list, cut off with a note; None where it is absent."""
        found: list[Any] | None = self._checked(name, checks.items)
        if found is not None and len(found) > most:
            self.note(name, _("more than %d; the others were left off") % most)
        return found[:most] if found is not None else None

    def texts(self, name: str, most: int, longest: int) -> list[str] | None:
        """A list of texts of one line each; None where it is absent."""
        found = self.items(name, most)
        if found is None:
            return None
        return [self._one_text(name, value, longest) for value in found if value]

    def _one_text(self, name: str, value: Any, longest: int) -> str:
        return Fields({name: value}, self.notes, self.prefix, self.is_strict).text(name, longest)

    def note(self, name: str, reason: str) -> None:
        self.notes.append(f"{self.prefix}{name}: {reason}")

    def _checked(self, name: str, check: Callable[[Any], Value]) -> Value | None:
        value = self.values.get(name)
        if value is None or value == "":
            return None
        try:
            return check(value)
        except ValueError as error:
            if self.is_strict:
                raise Refused(self.prefix + name, str(error)) from error
            self.note(name, str(error))
            return None
