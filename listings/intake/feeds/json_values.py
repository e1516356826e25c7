"""JSON as strangers send it, one value at a time: nothing in it can make reading slow or large."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from listings.intake.feeds.fields import shown
from listings.intake.feeds.incoming import Refusal
from listings.intake.feeds.records import MAX_DEPTH, Record

LONGEST_NUMBER = 19  # digits that are read; more is no number of a car


class JsonValues:
    """Decodes values; a name that stands twice in one object is remembered until the next value."""

    def __init__(self) -> None:
        self._repeated = ""
        self._decoder = json.JSONDecoder(object_pairs_hook=self._object, parse_int=_number)

    def decoded(self, text: str, start: int = 0) -> tuple[Any, int]:
        """The value that begins at ``start``, and where it ends. Raises ``ValueError``."""
        self._repeated = ""
        try:
            return self._decoder.raw_decode(text, start)
        except RecursionError:
            raise ValueError(_("nested too deeply")) from None

    def record(self, value: Any, line: int) -> Record | Refusal:
        """The value that was decoded last, as a record if it can be one."""
        if not isinstance(value, Mapping):
            return Refusal(line, "", _("“%s” is not an object") % shown(value))
        if self._repeated:
            return Refusal(line, shown(self._repeated), _("This name stands twice in the record."))
        if _is_deep(dict(value), MAX_DEPTH):
            return Refusal(line, "", _("nested too deeply"))
        return Record(line, value)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _value in pairs]
            self._repeated = next(name for name in names if names.count(name) > 1)
        return found


def why(error: ValueError) -> str:
    """What is wrong, without a position that counts from somewhere inside the file."""
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)


def _number(text: str) -> float:
    return int(text) if len(text) <= LONGEST_NUMBER else float("inf")


def _is_deep(value: dict[str, Any] | list[Any], left: int) -> bool:
    inside = value.values() if isinstance(value, dict) else value
    nested = [one for one in inside if isinstance(one, (dict, list))]
    return bool(nested) and (left == 1 or any(_is_deep(one, left - 1) for one in nested))
