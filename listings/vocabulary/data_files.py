"""Reads the catalogue's CSV files into typed rows; names a bad value by file, line and column."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from listings.choices import Body, Colour, Fuel, OptionGroup, Segment, Transmission
from listings.vocabulary.lines import Line, read_lines, refuse_repeats

FOLDER = Path(__file__).parent / "data"
WORD_CODES: dict[str, list[str]] = {
    "body": Body.values,
    "fuel": Fuel.values,
    "transmission": Transmission.values,
    "colour": Colour.values,
}

Row = TypeVar("Row")


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
    lines = list(read_lines(path, [*row.__dataclass_fields__]))  # type: ignore[attr-defined]
    for columns in unique:
        refuse_repeats(lines, columns)
    return [reader(line) for line in lines]
