"""CSV from any spreadsheet, row by row: a broken row is named and the rows around it are kept."""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from typing import BinaryIO

from django.utils.translation import gettext as _

from listings.intake.feeds.encoding import encoding_of, opened
from listings.intake.feeds.fields import shown
from listings.intake.feeds.incoming import Ending, Refusal
from listings.intake.feeds.records import MAX_RECORD, Record

DELIMITERS = (";", ",", "\t")
MAX_COLUMNS = 200


class CsvRows:
    """Values are the cells by the names in the first row; a cell is text, exactly."""

    def __init__(self, columns: Sequence[str]) -> None:
        """``columns`` are the names that tell the first row and its delimiter from others."""
        self._columns = frozenset(columns)

    def records(self, file: BinaryIO) -> Iterator[Record | Refusal | Ending]:
        size = file.seek(0, 2)
        if not size:
            yield Ending(False, _("The file is empty."))
            return
        codec = encoding_of(file)
        text = opened(file, codec)
        try:
            lines = _Lines(text, most_again=4 * size + MAX_RECORD)
            yield from self._rows(lines)
        finally:
            text.detach()  # the file is its owner's to close

    def _rows(self, lines: "_Lines") -> Iterator[Record | Refusal | Ending]:
        names, delimiter = self._header(lines.next_line())
        reason = self._wrong(names)
        if reason:
            yield Ending(False, reason)
            return
        read = refused = 0
        while lines.begin():
            cells, reason = _cells(lines, delimiter, len(names))
            if cells:
                read += 1
                yield Record(lines.start, dict(zip(names, cells, strict=False)))
            elif reason:
                if not lines.give_back():
                    reason = _("From line %d on no row can be told from another.") % lines.start
                    yield Ending(False, reason)
                    return
                refused += 1
                yield Refusal(lines.start, "", reason)
        if refused and not read:
            yield Ending(False, _("No row fits the names in the first row."))
        else:
            yield lines.ending()

    def _header(self, line: str) -> tuple[list[str], str]:
        """The names of the columns, by the delimiter that finds most names that are known."""
        rows = [(_names(line, delimiter), delimiter) for delimiter in DELIMITERS]
        return max(rows, key=lambda row: len(self._columns.intersection(row[0])))

    def _wrong(self, names: list[str]) -> str:
        if not self._columns.intersection(names):
            return _("The first row names no column that is known here.")
        if len(names) > MAX_COLUMNS:
            return _("The first row has more than %d columns.") % MAX_COLUMNS
        twice = [name for name in names if name and names.count(name) > 1]
        return _("The column “%s” stands twice.") % shown(twice[0]) if twice else ""


class _Lines:
    """The lines of a file for a parser that may take too many: those are given back."""

    def __init__(self, text: TextIOWrapper, most_again: int) -> None:
        self._text, self._most_again = text, most_again
        self._waiting: deque[str] = deque()
        self._taken: list[str] = []  # by the row that is being read
        self._length = 0
        self._number = 0
        self._is_broken_off = False
        self.start = 1  # the line on which this row begins

    def next_line(self) -> str:
        """The next line with its break, empty at the end."""
        line = self._waiting.popleft() if self._waiting else self._read_line()
        self._number += bool(line)
        return line

    def begin(self) -> bool:
        """Whether there is another row; it begins at the next line."""
        if not self._waiting:
            while (line := self._read_line()).isspace():
                self._number += 1
            self._waiting.append(line)
        self._taken.clear()
        self._length, self.start = 0, self._number + 1
        return bool(self._waiting[0])

    def _read_line(self) -> str:
        """A line that is longer than any record loses its end, and is refused for its length."""
        line = part = self._text.readline(MAX_RECORD)
        while len(part) == MAX_RECORD and not part.endswith(("\n", "\r")):
            part = self._text.readline(MAX_RECORD)
        if line:
            self._is_broken_off = not (part or line).endswith(("\n", "\r"))
        return line

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.next_line()
        if not line:
            raise StopIteration
        self._taken.append(line)
        self._length += len(line)
        if self._length >= MAX_RECORD:
            raise csv.Error(_("The record is too long."))
        return line

    def give_back(self) -> bool:
        """All lines of this row but its first are read again. False: too many were already."""
        again = self._taken[1:]
        self._waiting.extendleft(reversed(again))
        self._number -= len(again)
        self._most_again -= sum(map(len, again))
        return self._most_again > 0

    def ending(self) -> Ending:
        # Nobody can tell a last cell that is cut off from a short one.
        if self._is_broken_off:
            return Ending(False, _("The last line does not end: the file may be cut off."))
        return Ending(True)


def _names(line: str, delimiter: str) -> list[str]:
    try:
        row = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [name.strip().lower() for name in row]


def _cells(lines: _Lines, delimiter: str, number: int) -> tuple[list[str], str]:
    """The cells of the next row, or why there are none; neither for an empty line."""
    try:
        cells = next(csv.reader(lines, delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        return [], _("The row cannot be read; is a quotation mark missing? (%s)") % error
    if len(cells) > number and not any(cells[number:]):
        cells = cells[:number]
    if not any(cells) or len(cells) == number:
        return (cells, "") if any(cells) else ([], "")
    counts = {"cells": len(cells), "columns": number}
    return [], _("The row has %(cells)d cells where there are %(columns)d columns.") % counts
