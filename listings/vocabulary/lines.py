"""The lines of a CSV file, and the questions that a reader may ask each of them."""

import csv
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from listings.vocabulary.folding import folded

YEARS = range(1880, 2101)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class CatalogueError(ValueError):
    """A data file cannot be used; the message says where to look and what is wrong."""


@dataclass(frozen=True)
class Line:
    """One line of a file; every question answers with a sound value or raises `CatalogueError`."""

    file: str
    number: int
    cells: dict[str, str]

    def error(self, column: str, reason: str) -> CatalogueError:
        return CatalogueError(f"{self.file}, line {self.number}, {column}: {reason}")

    def text(self, column: str, longest: int = 60, *, required: bool = True) -> str:
        value = self.cells[column]
        if required and not value:
            raise self.error(column, "is empty")
        if value != " ".join(value.split()):
            raise self.error(column, f"has stray spaces: {value!r}")
        if len(value) > longest:
            raise self.error(column, f"is longer than {longest} characters")
        return value

    def slug(self, column: str, longest: int = 60) -> str:
        value = self.text(column, longest)
        if not _SLUG.fullmatch(value):
            raise self.error(column, f"{value!r} is not a slug (a-z, 0-9 and single hyphens)")
        return value

    def one_of(self, column: str, allowed: Collection[str]) -> str:
        value = self.cells[column]
        if value not in allowed:
            raise self.error(column, f"{value!r} is not one of {', '.join(allowed)}")
        return value

    def names(self, column: str) -> tuple[str, ...]:
        """The names between the bars, none twice (case and accents apart)."""
        if not self.cells[column]:
            return ()
        names = tuple(self.cells[column].split("|"))
        for name in names:
            self._replaced(column, name).text(column)
        if len({folded(name) for name in names}) < len(names):
            raise self.error(column, "names something twice")
        return names

    def codes(self, column: str, allowed: Collection[str]) -> tuple[str, ...]:
        """At least one of the allowed codes, in the file's order."""
        codes = self.names(column)
        if not codes:
            raise self.error(column, "is empty")
        for code in codes:
            self._replaced(column, code).one_of(column, allowed)
        return codes

    def whole(self, column: str, allowed: range) -> int:
        value = self.cells[column]
        if not (value.isascii() and value.isdecimal() and int(value) in allowed):
            raise self.error(
                column, f"{value!r} is not a whole number of {allowed[0]} to {allowed[-1]}"
            )
        return int(value)

    def whole_or_none(self, column: str, allowed: range) -> int | None:
        return self.whole(column, allowed) if self.cells[column] else None

    def degrees(self, column: str, low: float, high: float) -> float:
        try:
            value = float(self.cells[column])
        except ValueError:
            raise self.error(column, f"{self.cells[column]!r} is not a number") from None
        if not low <= value <= high:
            raise self.error(column, f"{value} lies outside the Netherlands")
        return value

    def flag(self, column: str) -> bool:
        return self.one_of(column, ("yes", "no")) == "yes"

    def years(self) -> tuple[int, int | None]:
        first, last = self.whole("year_from", YEARS), self.whole_or_none("year_to", YEARS)
        if last is not None and last < first:
            raise self.error("year_to", f"{last} lies before {first}")
        return first, last

    def _replaced(self, column: str, value: str) -> "Line":
        return Line(self.file, self.number, {column: value})


def read_lines(path: Path, header: list[str]) -> Iterator[Line]:
    """The lines below the header, which must be this one."""
    try:
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines(), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CatalogueError(f"{path.name}: {error}") from error
    if not rows or rows[0] != header:
        raise CatalogueError(f"{path.name}, line 1: the header is not {','.join(header)}")
    for number, cells in enumerate(rows[1:], start=2):
        if len(cells) != len(header):
            raise CatalogueError(
                f"{path.name}, line {number}: {len(cells)} cells instead of {len(header)}"
            )
        yield Line(path.name, number, dict(zip(header, cells, strict=True)))


def refuse_repeats(lines: Iterable[Line], columns: tuple[str, ...]) -> None:
    """Each line must differ in these columns, case and accents apart."""
    seen: dict[tuple[str, ...], int] = {}
    for line in lines:
        key = tuple(folded(line.cells[column]) for column in columns)
        if key in seen:
            raise line.error(columns[-1], f"{' '.join(key)!r} is already on line {seen[key]}")
        seen[key] = line.number
