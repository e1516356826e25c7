"""A vehicle of Hexon's by the names that are read, whichever version and shape it came in."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from listings.intake.feeds.formats.hexon_names import ALIASES
from listings.intake.feeds.xml_values import TEXT

_NUMBER = re.compile("[0-9]{1,5}")
LAST = 10_000  # the place of a part without a number
LISTS = ("accessoires", "zoekaccessoires", "afbeeldingen")


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The record by the names that are read: texts, and lists of what a list holds."""
    found: dict[str, Any] = {}
    for name, value in _flat(values):
        known = ALIASES.get(name, name)
        # Two spellings of one field: the one that says something.
        if found.get(known) in (None, "", []):
            found[known] = _listed(known, value) if known in LISTS else value
    return found


def _flat(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each element, and its attributes beside it: "tellerstand" and "tellerstand@eenheid"."""
    for name, value in values.items():
        if isinstance(value, Mapping) and name not in LISTS:
            yield from ((name + key, one) for key, one in value.items() if key.startswith("@"))
            inside = {key: one for key, one in value.items() if not key.startswith("@")}
            yield name, inside.get(TEXT, "") if inside.keys() <= {TEXT} else inside
        else:
            yield name.removeprefix("@"), value


def _listed(name: str, value: Any) -> list[Any]:
    """The parts of a list, whether elements or one text with commas; photos by their number."""
    if isinstance(value, str):
        return [part for part in map(str.strip, value.split(",")) if part]
    parts = [one for part in _parts(value) for one in (part if isinstance(part, list) else [part])]
    if name == "afbeeldingen":
        return sorted(parts, key=_place)
    return [
        part.get("naam", part.get(TEXT, "")) if isinstance(part, dict) else part for part in parts
    ]


def _parts(value: Any) -> Iterable[Any]:
    """What is inside: of <accessoires><standaard><accessoire> the innermost."""
    if isinstance(value, list):
        for one in value:
            yield from _parts(one)
    elif isinstance(value, dict) and not value.keys() & {"naam", "url", TEXT}:
        for key, one in value.items():
            if not key.startswith("@"):
                yield from _parts(one)
    elif value:
        yield value


def _place(part: Any) -> int:
    number = part.get("@nr") if isinstance(part, dict) else None
    return int(number) if isinstance(number, str) and _NUMBER.fullmatch(number) else LAST
