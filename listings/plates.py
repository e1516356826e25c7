"""Dutch licence plates: one spelling of each, in the fourteen patterns that RDW gives out."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# RDW's sidecodes 1 to 14 in their order; X is a letter, 9 a digit. The dashes carry no meaning.
SIDECODES = (
    *("XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9"),
    *("9-XXX-99", "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9"),
)
LONGEST = 20  # characters that are looked at, with all spaces and dashes that people type

_BY_SHAPE = {code.replace("-", ""): code for code in SIDECODES}
_BETWEEN = re.compile(r"[\s.·\-‐‑‒–—−]+")
_PLATE = re.compile(r"[A-Z0-9]{6}")


class PlateError(ValidationError):
    """What was typed is no Dutch licence plate; the message says what one looks like."""


def normal(text: str) -> str:
    """ "nx-123-b" as RDW and our tables know it: "NX123B". Raises `PlateError`."""
    plate = _BETWEEN.sub("", text[:LONGEST]).upper() if len(text) <= LONGEST else ""
    if not _PLATE.fullmatch(plate) or _shape(plate) not in _BY_SHAPE:
        raise PlateError(
            _("“%(plate)s” is no Dutch licence plate; one looks like NX-123-B or 12-ABC-3.")
            % {"plate": text.strip()[:LONGEST]}
        )
    return plate


def is_plate(text: str) -> bool:
    """Whether this is a Dutch licence plate, in any spelling."""
    try:
        normal(text)
    except PlateError:
        return False
    return True


def dashed(plate: str) -> str:
    """The plate as it stands on the car: "NX123B" as "NX-123-B". Raises `PlateError`."""
    signs = iter(normal(plate))
    pattern = _BY_SHAPE[_shape(normal(plate))]
    return "".join("-" if sign == "-" else next(signs) for sign in pattern)


def shown(text: str) -> str:
    """A car's plate as people know it: a Dutch one with its dashes, another as it was typed."""
    return dashed(text) if is_plate(text) else text


def _shape(plate: str) -> str:
    return re.sub(r"[A-Z]", "X", re.sub(r"[0-9]", "9", plate))
