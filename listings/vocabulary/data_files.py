"""Reads the catalogue's CSV files into typed rows; names a bad value by file, line and column."""

import csv
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from listings.choices import Body, Colour, Fuel, OptionGroup, Segment, Transmission
from listings.vocabulary.folding import folded

FOLDER = Path(__file__).parent / "data"
WORD_CODES: dict[str, list[str]] = {
    "body": Body.values,
    "fuel": Fuel.values,
    "transmission": Transmission.values,
    "colour": Colour.values,
}
YEARS = range(1880, 2101)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Row = TypeVar("Row")


class CatalogueError(ValueError):
    """A data file cannot be used; the message says where to look and what is wrong."""


@dataclass(frozen=True)
class MakeRow:
    slug: str
    name: str
    aliases: tuple[str, ...]
    country: str
    sold_in_nl: bool


@dataclass(frozen=True)
class ModelRow:
    make: str
    slug: str
    name: str
    aliases: tuple[str, ...]
    bodies: tuple[str, ...]
    fuels: tuple[str, ...]
    segment: str
    year_from: int
    year_to: int | None
    new_price_eur: int | None
    sold_in_nl: bool


@dataclass(frozen=True)
class GenerationRow:
    make: str
    model: str
    name: str
    code: str
    year_from: int
    year_to: int | None
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class OptionRow:
    slug: str
    group: str
    name_nl: str
    name_en: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class WordRow:
    kind: str
    code: str
    slug: str
    name_nl: str
    name_en: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class TownRow:
    slug: str
    name: str
    aliases: tuple[str, ...]
    province: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True)
class Line:
    """One line of a data file, and the questions a reader may ask it."""

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


def read_makes(folder: Path = FOLDER) -> list[MakeRow]:
    return _read(folder / "makes.csv", MakeRow, _make, unique=[("slug",), ("name",)])


def read_models(folder: Path = FOLDER) -> list[ModelRow]:
    return _read(
        folder / "models.csv", ModelRow, _model, unique=[("make", "slug"), ("make", "name")]
    )


def read_generations(folder: Path = FOLDER) -> list[GenerationRow]:
    unique = [("make", "model", "name")]
    return _read(folder / "generations.csv", GenerationRow, _generation, unique=unique)


def read_options(folder: Path = FOLDER) -> list[OptionRow]:
    return _read(folder / "options.csv", OptionRow, _option, unique=[("slug",), ("name_nl",)])


def read_words(folder: Path = FOLDER) -> list[WordRow]:
    unique = [("kind", "code"), ("kind", "slug"), ("kind", "name_nl")]
    return _read(folder / "words.csv", WordRow, _word, unique=unique)


def read_towns(folder: Path = FOLDER) -> list[TownRow]:
    return _read(folder / "towns.csv", TownRow, _town, unique=[("slug",), ("name", "province")])


def _make(line: Line) -> MakeRow:
    country = line.text("country")
    if not re.fullmatch(r"[A-Z]{2}", country):
        raise line.error("country", f"{country!r} is not a two-letter country code")
    return MakeRow(
        slug=line.slug("slug", 40),
        name=line.text("name"),
        aliases=line.names("aliases"),
        country=country,
        sold_in_nl=line.flag("sold_in_nl"),
    )


def _model(line: Line) -> ModelRow:
    year_from, year_to = line.years()
    return ModelRow(
        make=line.slug("make", 40),
        slug=line.slug("slug"),
        name=line.text("name"),
        aliases=line.names("aliases"),
        bodies=line.codes("bodies", Body.values),
        fuels=line.codes("fuels", Fuel.values),
        segment=line.one_of("segment", Segment.values),
        year_from=year_from,
        year_to=year_to,
        new_price_eur=line.whole_or_none("new_price_eur", range(1_000, 10_000_000)),
        sold_in_nl=line.flag("sold_in_nl"),
    )


def _generation(line: Line) -> GenerationRow:
    year_from, year_to = line.years()
    return GenerationRow(
        make=line.slug("make", 40),
        model=line.slug("model"),
        name=line.text("name", 40),
        code=line.text("code", 20, required=False),
        year_from=year_from,
        year_to=year_to,
        bodies=line.codes("bodies", Body.values),
    )


def _option(line: Line) -> OptionRow:
    return OptionRow(
        slug=line.slug("slug"),
        group=line.one_of("group", OptionGroup.values),
        name_nl=line.text("name_nl"),
        name_en=line.text("name_en"),
        aliases=line.names("aliases"),
    )


def _word(line: Line) -> WordRow:
    kind = line.one_of("kind", WORD_CODES)
    return WordRow(
        kind=kind,
        code=line.one_of("code", WORD_CODES[kind]),
        slug=line.slug("slug"),
        name_nl=line.text("name_nl"),
        name_en=line.text("name_en"),
        aliases=line.names("aliases"),
    )


def _town(line: Line) -> TownRow:
    return TownRow(
        slug=line.slug("slug", 80),
        name=line.text("name", 80),
        aliases=line.names("aliases"),
        province=line.text("province", 40),
        latitude=line.degrees("latitude", 50.7, 53.6),
        longitude=line.degrees("longitude", 3.3, 7.3),
        population=line.whole("population", range(1, 2_000_000)),
    )


def _read(
    path: Path, row: type[Row], reader: Callable[[Line], Row], unique: Sequence[tuple[str, ...]]
) -> list[Row]:
    lines = list(_lines(path, [*row.__dataclass_fields__]))  # type: ignore[attr-defined]
    for columns in unique:
        _refuse_repeats(lines, columns)
    return [reader(line) for line in lines]


def _lines(path: Path, header: list[str]) -> Iterator[Line]:
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


def _refuse_repeats(lines: Iterable[Line], columns: tuple[str, ...]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for line in lines:
        key = tuple(folded(line.cells[column]) for column in columns)
        if key in seen:
            raise line.error(columns[-1], f"{' '.join(key)!r} is already on line {seen[key]}")
        seen[key] = line.number
