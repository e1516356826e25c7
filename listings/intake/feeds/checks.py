"""One value of a raw record as a type of ours. A ``ValueError`` says for a person what is wrong."""

import math
import re
from collections.abc import Mapping
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

Number = TypeVar("Number", int, Decimal)


def shown(value: Any) -> str:
    """A value as a reason repeats it: short, on one line, without what a screen cannot show."""
    text = value if isinstance(value, str) else repr(value)[: 2 * SHOWN]
    text = " ".join(_CONTROLS.sub(" ", text[: 2 * SHOWN]).split())
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def line(value: Any, most: int) -> str:
    if isinstance(value, str) and len(value) <= most and value.isprintable():  # as most are
        return " ".join(value.split())
    text = " ".join(_written(value).split())
    if len(text) > most:
        raise ValueError(_("longer than %d characters") % most)
    return text


def exact(value: Any, most: int) -> str:
    text = value if isinstance(value, str) and value.isprintable() else storable(value)
    if len(text) > most:
        raise ValueError(_("longer than %d characters") % most)
    return text


def long_text(value: Any) -> str:
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


def whole(value: Any) -> int:
    if isinstance(value, str) and (match := _WHOLE.fullmatch(value.strip())):
        return int((match[1] or match[2]).replace(".", ""))
    if _is_number(value) and math.isfinite(value) and value == int(value):
        return int(value)
    raise ValueError(_("“%s” is not a whole number") % shown(value))


def rounded(value: Any) -> int:
    try:
        return whole(value)
    except ValueError:
        return int(Decimal(decimal(value, -MAX_EUR, MAX_EUR, 2)).to_integral_value(ROUND_HALF_UP))


def name_or_number(value: Any, most: int) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"#{value}"
    return line(value, most)


def within(number: Number, low: int, high: int) -> Number:
    if not low <= number <= high:
        raise ValueError(
            _("%(number)s does not lie between %(low)d and %(high)d")
            % {"number": shown(str(number)), "low": low, "high": high}
        )
    return number


def decimal(value: Any, low: int, high: int, places: int) -> str:
    if _is_number(value) and math.isfinite(value):
        value = repr(value)
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value.strip()):
        raise ValueError(_("“%s” is not a number") % shown(value))
    try:
        number = Decimal(value.strip().replace(",", "."))
        rounded = number.quantize(Decimal(1).scaleb(-places))
    except InvalidOperation:
        raise ValueError(_("“%s” is not a number") % shown(value)) from None
    return str(within(rounded, low, high))


def truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str | int) and (key := str(value).strip().lower()) in _TRUTHS:
        return _TRUTHS[key]
    raise ValueError(_("“%s” is neither yes nor no") % shown(value))


def day(value: Any, latest: int) -> tuple[str, bool]:
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
    within(int(year), FIRST_YEAR, latest)
    try:
        return date(int(year), int(month or 1), int(day or 1)).isoformat(), month is not None
    except ValueError:
        raise ValueError(_("“%s” is not a date") % shown(text)) from None


def vin(value: Any) -> str:
    text = _written(value).replace(" ", "").upper()
    if not _VIN.fullmatch(text):
        raise ValueError(
            _("“%s” is not a VIN: 17 letters and digits without I, O and Q") % shown(value)
        )
    return text


def plate(value: Any) -> str:
    text = re.sub(r"[\s-]", "", _written(value)).upper()
    if not _PLATE.fullmatch(text):
        raise ValueError(_("“%s” is not a licence plate") % shown(value))
    return text


def items(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(_("“%s” is not a list") % shown(value))
    return value


def inside(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(_("“%s” is not an object") % shown(value))
    return value
