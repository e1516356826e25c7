"""The demo's own tables: what sells, engines, trims, equipment, dealers and their spellings."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from listings.vocabulary import data_files

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Engine:
    """A drivetrain as a price list names it. ``gearbox``: m, a, or b for a choice of both."""

    fuel: str = "petrol"
    name: str = ""
    cc: int | None = None
    kw: int = 60
    gearbox: str = "m"
    battery_kwh: float | None = None
    range_km: int | None = None
    year_from: int = 0
    year_to: int = 9999


@dataclass(frozen=True)
class Trim:
    """A level of equipment: 0 bare, 1 usual, 2 rich, 3 sporty or top."""

    name: str = ""
    level: int = 1


@dataclass(frozen=True)
class Equipment:
    """How likely an option is: from its first year on, more and more until it was usual.

    From its price on, that is: in cars that cost less when new it is rarer, far below it absent.
    """

    slug: str
    first_year: int
    usual_year: int
    last_year: int
    chance_first: float
    chance_usual: float
    from_price_eur: int
    group: str  # of options that exclude each other, dearest first in the file
    only: tuple[str, ...]  # bodies, fuels, gearboxes or "plain"; empty for any car


@dataclass(frozen=True)
class Dealer:
    """Who sells: in what style, in what numbers (``size``), and what mostly (``focus``)."""

    kind: str = ""
    slug: str = ""
    name: str = ""
    town: str = ""
    postcode: str = ""
    street: str = ""
    phone: str = ""
    email: str = ""
    style: str = ""
    size: int = 0
    focus: tuple[str, ...] = ()


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _words(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _weights(cell: str) -> dict[str, float]:
    """``estate:62|sedan:19`` as a dictionary."""
    pairs = (word.split(":") for word in _words(cell))
    return {word: float(weight) for word, weight in pairs}


@cache
def sales() -> dict[tuple[str, str], tuple[int, dict[str, float]]]:
    """Per make and model: its share of the stock, and of which bodies."""
    return {
        (row["make"], row["model"]): (int(row["cars"]), _weights(row["bodies"]))
        for row in _rows("sales.csv")
    }


@cache
def engines() -> dict[tuple[str, str], list[Engine]]:
    """Per make and model the engines that it ever had here."""
    found: dict[tuple[str, str], list[Engine]] = {}
    for row in _rows("engines.csv"):
        engine = _engine(row)
        for make in _words(row["make"]):
            for model in _words(row["models"]):
                found.setdefault((make, model), []).append(engine)
    return found


def _engine(row: dict[str, str]) -> Engine:
    return Engine(
        fuel=row["fuel"],
        name=row["name"],
        cc=int(row["cc"]) if row["cc"] else None,
        kw=int(row["kw"]),
        gearbox=row["gearbox"],
        battery_kwh=float(row["kwh"]) if row["kwh"] else None,
        range_km=int(row["range"]) if row["range"] else None,
        year_from=int(row["from"]),
        year_to=int(row["to"] or 9999),
    )


@cache
def trims() -> dict[str, list[tuple[Trim, tuple[str, ...], int, int]]]:
    """Per make: trims with the models or segments and the years that they are for."""
    found: dict[str, list[tuple[Trim, tuple[str, ...], int, int]]] = {}
    for row in _rows("trims.csv"):
        trim = Trim(row["name"], int(row["level"]))
        years = int(row["from"] or 0), int(row["to"] or 9999)
        found.setdefault(row["make"], []).append((trim, _words(row["models"]), *years))
    return found


@cache
def equipment() -> tuple[Equipment, ...]:
    return tuple(
        Equipment(
            slug=row["slug"],
            first_year=int(row["first_year"]),
            usual_year=int(row["usual_year"]),
            last_year=int(row["last_year"] or 9999),
            chance_first=int(row["percent_first"]) / 100,
            chance_usual=int(row["percent_usual"]) / 100,
            from_price_eur=int(row["from_price_eur"] or 0),
            group=row["group"],
            only=_words(row["only"]),
        )
        for row in _rows("equipment.csv")
    )


@cache
def spellings() -> dict[str, tuple[str, ...]]:
    """Per option the ways in which dealers write it in a title."""
    return {row["slug"]: _words(row["spellings"]) for row in _rows("spellings.csv")}


@cache
def title_weights() -> dict[str, int]:
    """Per option how gladly it is put in a title; 0 is never."""
    return {row["slug"]: int(row["weight"]) for row in _rows("spellings.csv")}


@cache
def german_spellings() -> dict[str, tuple[str, ...]]:
    """The same in the titles that come along with cars from Germany."""
    return {row["slug"]: _words(row["german"]) for row in _rows("spellings.csv") if row["german"]}


@cache
def option_names() -> dict[str, str]:
    """Per option its Dutch name."""
    return {row.slug: row.name_nl for row in data_files.read_options()}


@cache
def town_names() -> dict[str, str]:
    return {row.slug: row.name for row in data_files.read_towns()}


@cache
def dealers() -> tuple[Dealer, ...]:
    return tuple(
        Dealer(
            kind=row["kind"],
            slug=row["slug"],
            name=row["name"],
            town=row["town"],
            postcode=row["postcode"],
            street=row["street"],
            phone=row["phone"],
            email=row["email"],
            style=row["style"],
            size=int(row["size"]),
            focus=_words(row["focus"]),
        )
        for row in _rows("dealers.csv")
    )
