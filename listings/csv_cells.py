"""Cells of a CSV file that a spreadsheet shows and never runs: one rule for all that goes out.

A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV
Injection"); ``as_written`` takes it off again, so that what we export reads back as it was.
"""

import csv
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from django.utils import timezone

# Also their full-width forms, which some spreadsheets read alike; and a text that begins with our
# own apostrophe before one of them, or the way back would take off what was somebody's own.
_LIVE = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_MADE_SAFE = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which Excel knows that a file is UTF-8


class Writable(Protocol):
    def write(self, text: str, /) -> object: ...


def cell(value: object) -> str:
    """A value as a cell: texts made safe, numbers as they are, moments to the minute."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return made_text(value) if isinstance(value, str) else str(value)


def made_text(text: str) -> str:
    """'=1+1' instead of =1+1: what a spreadsheet shows and does not compute."""
    return f"'{text}" if _LIVE.match(text) else text


def as_written(cell: str) -> str:
    """The text that ``made_text`` was given."""
    return cell[1:] if _MADE_SAFE.match(cell) else cell


def write(
    out: Writable, header: Iterable[object], rows: Iterable[Iterable[Any]], parted_by: str = ","
) -> None:
    """Write a table to ``out``, row by row, a header first.

    Dutch spreadsheets open a file whose cells are parted by semicolons in columns.
    """
    table = csv.writer(out, delimiter=parted_by)
    table.writerow([cell(name) for name in header])
    table.writerows([cell(value) for value in row] for row in rows)
