"""Values of a raw record, taken out by the file's own names: checked, in our types."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, TypeVar

from django.utils.translation import gettext as _

FIRST_YEAR = 1900  # older cars are for museums
SMALL = 32_767  # what the database's small whole numbers hold
MAX_KM = 2_000_000
MAX_EUR = 20_000_000  # the dearest cars ever sold by a dealer stay below; more is a typing error

# Thousands by points as the Dutch write them; decimals only where they are nothing: "12.345,00".
_WHOLE = re.compile(r"(\d{1,19}|\d{1,3}(?:\.\d{3}){1,3})(?:,0{1,2})?|(\d{1,12})\.0{1,2}", re.ASCII)
_DECIMAL = re.compile(r"\d{1,9}(?:[.,]\d{1,2})?", re.ASCII)
# Years first as ISO 8601 has it, or last as Dutch spreadsheets do; never "5/1/2020".
_DAY = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?|(?P<m2>\d\d)(?P<d2>\d\d)?)?"
    r"|(?:(?P<d3>\d\d?)-)?(?P<m3>\d\d?)-(?P<y3>\d{4})",
    re.ASCII,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")
_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")  # ISO 3779: no I, O or Q
_PLATE = re.compile(r"[A-Z0-9]{4,8}")
_TRUTHS = {
    "true": True, "ja": True, "j": True, "yes": True, "y": True, "1": True, "waar": True,
    "false": False, "nee": False, "n": False, "no": False, "0": False, "onwaar": False,
}  # fmt: skip
SHOWN = 40  # characters of a bad value that a reason repeats

Value = TypeVar("Value")
Number = TypeVar("Number", int, Decimal)


class Refused(ValueError):
    """The record cannot be a car of ours: the file's name of the field, and why, for a person."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(field, reason)
        self.field, self.reason = field, reason


def shown(value: Any) -> str:
    """A value as a reason repeats it: short, on one line, without what a screen cannot show."""
    text = value if isinstance(value, str) else repr(value)[: 2 * SHOWN]
    text = " ".join(_CONTROLS.sub(" ", text[: 2 * SHOWN]).split())
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


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
        value = self._checked(name, _object)
        return Fields(value or {}, self.notes, f"{self.prefix}{name}.", self.is_strict)

    def text(self, name: str, most: int) -> str:
        """One line, its spaces tidied."""
        return self._checked(name, lambda value: _line(value, most)) or ""

    def exact(self, name: str, most: int) -> str:
        """A text of our own, character by character as it was written."""
        return self._checked(name, lambda value: _exact(value, most)) or ""

    def long_text(self, name: str, most: int) -> str:
        """Lines and paragraphs as they are, without control characters; cut off with a note."""
        text = self._checked(name, _long_text) or ""
        if len(text) > most:
            self.note(name, _("longer than %d characters; the end was left off") % most)
        return text[:most]

    def whole(self, name: str, low: int, high: int) -> int | None:
        return self._checked(name, lambda value: _within(_whole(value), low, high))

    def rounded(self, name: str, low: int, high: int) -> int | None:
        """The nearest whole number of what may have decimals: 119.4 g/km, 11999.99 euros."""
        return self._checked(name, lambda value: _within(_rounded(value), low, high))

    def name_or_number(self, name: str, most: int) -> str:
        """A name, or a number of the source's own lists as "#508": that is not the model 508."""
        return self._checked(name, lambda value: _name_or_number(value, most)) or ""

    def decimal(self, name: str, low: int, high: int, places: int) -> str | None:
        """As text with so many decimals, which JSON keeps exactly: "77.4"."""
        return self._checked(name, lambda value: _decimal(value, low, high, places))

    def truth(self, name: str) -> bool | None:
        return self._checked(name, _truth)

    def day(self, name: str, latest: int) -> tuple[str, bool] | None:
        """ISO text, and whether the month was told: "2020-05", "202005", "2020-05-01", "2020".

        ``latest`` is the last year that is believed.
        """
        return self._checked(name, lambda value: _day(value, latest))

    def vin(self, name: str) -> str:
        return self._checked(name, _vin) or ""

    def plate(self, name: str) -> str:
        """Letters and digits without dashes, as the site keeps it."""
        return self._checked(name, _plate) or ""

    def items(self, name: str, most: int) -> list[Any] | None:
        """A list, cut off with a note; None where it is absent."""
        found: list[Any] | None = self._checked(name, _list)
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


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _line(value: Any, most: int) -> str:
    if isinstance(value, str) and len(value) <= most and value.isprintable():  # as most are
        return " ".join(value.split())
    text = " ".join(_written(value).split())
    if len(text) > most:
        raise ValueError(_("longer than %d characters") % most)
    return text


def _exact(value: Any, most: int) -> str:
    text = value if isinstance(value, str) and value.isprintable() else storable(value)
    if len(text) > most:
        raise ValueError(_("longer than %d characters") % most)
    return text


def _long_text(value: Any) -> str:
    return _written(value).strip()


def _written(value: Any) -> str:
    """A text that can be stored. Numbers stand for themselves: a model may be called 500."""
    if _is_number(value) and math.isfinite(value):
        value = str(value)
    text = storable(value)
    return _CONTROLS.sub(" ", text) if not text.isprintable() else text


def storable(value: Any) -> str:
    """The text itself, character by character. Raises ``ValueError`` where it is none."""
    if not isinstance(value, str):
        raise ValueError(_("“%s” is not a text") % shown(value))
    if "\0" in value:
        raise ValueError(_("holds a NUL character"))
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError(_("holds bytes that are not text in the file's encoding")) from None
    return value


def _whole(value: Any) -> int:
    if isinstance(value, str) and (match := _WHOLE.fullmatch(value.strip())):
        return int((match[1] or match[2]).replace(".", ""))
    if _is_number(value) and math.isfinite(value) and value == int(value):
        return int(value)
    raise ValueError(_("“%s” is not a whole number") % shown(value))


def _rounded(value: Any) -> int:
    try:
        return _whole(value)
    except ValueError:
        return int(Decimal(_decimal(value, -MAX_EUR, MAX_EUR, 2)).to_integral_value(ROUND_HALF_UP))


def _name_or_number(value: Any, most: int) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"#{value}"
    return _line(value, most)


def _within(number: Number, low: int, high: int) -> Number:
    if not low <= number <= high:
        raise ValueError(
            _("%(number)s does not lie between %(low)d and %(high)d")
            % {"number": shown(str(number)), "low": low, "high": high}
        )
    return number


def _decimal(value: Any, low: int, high: int, places: int) -> str:
    if _is_number(value) and math.isfinite(value):
        value = repr(value)
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value.strip()):
        raise ValueError(_("“%s” is not a number") % shown(value))
    try:
        number = Decimal(value.strip().replace(",", "."))
        rounded = number.quantize(Decimal(1).scaleb(-places))
    except InvalidOperation:
        raise ValueError(_("“%s” is not a number") % shown(value)) from None
    return str(_within(rounded, low, high))


def _truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str | int) and (key := str(value).strip().lower()) in _TRUTHS:
        return _TRUTHS[key]
    raise ValueError(_("“%s” is neither yes nor no") % shown(value))


def _day(value: Any, latest: int) -> tuple[str, bool]:
    if isinstance(value, str | int) and not isinstance(value, bool):
        return _day_of(str(value)[:SHOWN].strip(), latest)
    raise ValueError(_("“%s” is not a date") % shown(value))


@lru_cache(maxsize=16_384)  # a stock has few days in many rows
def _day_of(text: str, latest: int) -> tuple[str, bool]:
    match = _DAY.fullmatch(text)
    if not match:
        raise ValueError(_("“%s” is not a date") % shown(text))
    of = match.groupdict()
    year, month = of["y"] or of["y3"], of["m"] or of["m2"] or of["m3"]
    day = of["d"] or of["d2"] or of["d3"]
    _within(int(year), FIRST_YEAR, latest)
    try:
        return date(int(year), int(month or 1), int(day or 1)).isoformat(), month is not None
    except ValueError:
        raise ValueError(_("“%s” is not a date") % shown(text)) from None


def _vin(value: Any) -> str:
    text = _written(value).replace(" ", "").upper()
    if not _VIN.fullmatch(text):
        raise ValueError(
            _("“%s” is not a VIN: 17 letters and digits without I, O and Q") % shown(value)
        )
    return text


def _plate(value: Any) -> str:
    text = re.sub(r"[\s-]", "", _written(value)).upper()
    if not _PLATE.fullmatch(text):
        raise ValueError(_("“%s” is not a licence plate") % shown(value))
    return text


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(_("“%s” is not a list") % shown(value))
    return value


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(_("“%s” is not an object") % shown(value))
    return value
