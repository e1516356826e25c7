"""What a word of the drive line tells: TDI burns diesel, DSG shifts itself, quattro drives four.

Letters and numbers that mean something at one make only (Volvo's D4, BMW's xDrive45e) are read
only beside that make.
"""

import re
from dataclasses import dataclass
from functools import cache

from listings.choices import Fuel, Transmission
from listings.vocabulary.data_files import FOLDER
from listings.vocabulary.engine_codes import (
    CODE_WORDS,
    CODES,
    EngineWord,
    is_plug_in_power,
    near,
)
from listings.vocabulary.lines import Line, read_lines
from listings.vocabulary.phrases import Hit, Phrases
from listings.vocabulary.tokens import Words

__all__ = [
    "CODE_WORDS",
    "EngineWord",
    "engine_names",
    "engine_word",
    "is_plug_in_power",
    "litres_at",
]
ENGINES = FOLDER / "engines.csv"
_SIZE = re.compile(r"\d[.,]\d{1,2}")
_UNITS = frozenset('kwh kw km m cm mm kg ton inch zoll jaar pk hp ps % " ah bar pers'.split())
# The letter behind a size or a bare code: 2.2D, 1.9 TD; "i" and "T" say no more than petrol's
# habit, and a title is read for what it says.
_SIZE_LETTERS = {"d": "diesel", "td": "diesel"}
_HEADER = ["names", "makes", "fuel", "transmission", "four_wheel", "mild"]


@dataclass(frozen=True, slots=True)
class EngineName:
    """A row of engines.csv. ``mild``: an electric helper, so the other fuel named is the fuel."""

    makes: tuple[str, ...]  # slugs; empty: any make
    fuel: str | None = None
    transmission: str | None = None
    four_wheel: bool = False
    mild: bool = False


def engine_word(words: Words, index: int, make: str | None = None) -> EngineWord | None:
    """What the word at ``index`` (and those that belong to it) tells about engine and gearbox.

    ``make`` is a slug, or None when the text names none: then only words that mean the same at
    every make are read. A lone engine size ("1.4") is left to the reader, who knows what else
    the number may be; see `litres_at`.
    """
    for read in (*CODES.get(make, ()), _sized):
        if found := read(words, index, make):
            return found
    named = _name_at(words, index, make)
    if named is None:
        return None
    end, name = named
    return EngineWord(
        end,
        "engine-name",
        name.fuel,
        name.transmission,
        four_wheel=name.four_wheel,
        mild=name.mild,
    )


def _name_at(words: Words, index: int, make: str | None) -> tuple[int, EngineName] | None:
    """The longest name of the table here; what is said of one make goes before all makes'."""
    found = None
    for hit in engine_names().all_at(words, index):
        named = [name for name in hit.values if not name.makes or make in name.makes]
        if named and not _ends_in_loose_digit(words, hit):
            found = hit.end, max(named, key=lambda name: bool(name.makes))
    return found


def _ends_in_loose_digit(words: Words, hit: Hit[EngineName]) -> bool:
    """The gears belong to "DSG7" and "DSG-7"; in "DSG 7 Sitze" the number is of what follows."""
    last = hit.end - 1
    return last > hit.first and words.folded[last].isdecimal() and words.gap(last) == " "


def litres_at(words: Words, index: int) -> tuple[float, int] | None:
    """An engine's size that starts here, and the index behind it: 1.4, 1,25, 1600cc, 2.0L.

    A size is 0.5 to 8.4 litres; a number with a unit of something else (kWh, ton, km) is none.
    """
    number = words.number(index)
    if number is None or _is_in_code(words, index):
        return None
    after = words.folded[index + 1] if index + 1 < len(words) else ""
    is_near = near(words, index + 1)
    if is_near and after in ("cc", "ccm", "cm3") and 500 <= number <= 8400:
        return round(number / 1000, 1), index + 2
    if not _SIZE.fullmatch(words.folded[index]) or not 0.5 <= number <= 8.4:
        return None
    if is_near and after in _UNITS:
        return None
    if is_near and after in ("l", "liter", "ltr", "litre"):
        return number, index + 2
    return number, index + 1


def _is_in_code(words: Words, index: int) -> bool:
    """T6.1 is a generation of the Transporter."""
    return (
        index > 0
        and words.is_glued(index)
        and len(words.folded[index - 1]) == 1
        and (words.folded[index - 1].isalpha())
    )


@cache
def engine_names() -> Phrases[EngineName]:
    """Every name of engines.csv."""
    names: Phrases[EngineName] = Phrases(())
    for line in read_lines(ENGINES, _HEADER):
        name = EngineName(
            makes=line.names("makes"),
            fuel=_code(line, "fuel", Fuel.values),
            transmission=_code(line, "transmission", Transmission.values),
            four_wheel=line.flag("four_wheel"),
            mild=line.flag("mild"),
        )
        for alias in line.names("names"):
            names.add(alias, name)
    return names


def _code(line: Line, column: str, allowed: list[str]) -> str | None:
    return line.one_of(column, allowed) if line.cells[column] else None


def _sized(words: Words, index: int, make: str | None) -> EngineWord | None:
    """2.2D, 1.9 TD: a size with the letter that tells the fuel."""
    size = litres_at(words, index)
    if size is None or not near(words, size[1]):
        return None
    fuel = _SIZE_LETTERS.get(words.folded[size[1]])
    if fuel is None:
        return None
    # "2.0 D-4D" and "2.2 D5" are names that the table knows.
    if (named := _name_at(words, size[1], make)) and named[0] > size[1] + 1:
        return None
    return EngineWord(size[1] + 1, "size-letter", fuel, litres=size[0])
