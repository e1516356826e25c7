"""Loads the labelled texts beside this file, and compares a reading with its labels."""

import json
from pathlib import Path
from typing import Any

from listings.vocabulary.folding import folded

FOLDER = Path(__file__).parent
# How far a number may be off: a kilowatt told as horsepower is rounded.
TOLERANCE = {"power_hp": 2, "power_kw": 1, "engine_litres": 0.05, "battery_soh_percent": 0.05}


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a file such as "titles.jsonl"."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def differences(row: dict[str, Any], read: dict[str, Any], fields: list[str]) -> dict[str, Any]:
    """The fields that are wrong, as (label, read): empty where the reading is right.

    A label is met by its value or by one of ``alt``; a field without a label must be unknown,
    or be what ``implied`` says follows from the model. Options are compared as sets, without the
    doubtful ones of ``alt``.
    """
    wrong = {}
    for field in fields:
        accepted = [row.get(field), *row.get("alt", {}).get(field, [])]
        if row.get(field) is None and field in row.get("implied", {}):
            accepted.append(row["implied"][field])
        if not any(_same(field, label, read.get(field)) for label in accepted):
            wrong[field] = row.get(field), read.get(field)
    labelled = set(row.get("options", []))
    doubtful = set(row.get("alt", {}).get("options", [])) - labelled
    found = set(read.get("options") or []) - doubtful
    if found != labelled:
        wrong["options"] = sorted(labelled - found), sorted(found - labelled)
    return wrong


def _same(field: str, label: Any, found: Any) -> bool:
    if label is None or found is None:
        return label is None and found is None
    if isinstance(label, int | float):
        return abs(label - found) <= TOLERANCE.get(field, 0)
    return _plain(label) == _plain(found)


def _plain(name: str) -> str:
    return "".join(sign for sign in folded(name) if sign.isalnum())
