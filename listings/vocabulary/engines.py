"""What a word of the drive line tells: TDI burns diesel, DSG shifts itself, quattro drives four.

Letters and numbers that mean something at one make only (Volvo's D4, BMW's xDrive45e) are read
only beside that make.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from listings.choices import Fuel, Transmission
from listings.vocabulary.data_files import FOLDER
from listings.vocabulary.lines import Line, read_lines
from listings.vocabulary.phrases import Hit, Phrases
from listings.vocabulary.tokens import Words

ENGINES = FOLDER / "engines.csv"
_HEADER = ["names", "makes", "fuel", "transmission", "four_wheel", "mild"]


@dataclass(frozen=True, slots=True)
class EngineName:
    """A row of engines.csv. ``mild``: an electric helper, so the other fuel named is the fuel."""

    makes: tuple[str, ...]  # slugs; empty: any make
    fuel: str | None = None
    transmission: str | None = None
    four_wheel: bool = False
    mild: bool = False


@dataclass(frozen=True, slots=True)
class EngineWord:
    """Words ``first`` up to ``end`` tell this; ``rule`` is the kind of word it was."""

    end: int
    rule: str
    fuel: str | None = None
    transmission: str | None = None
    litres: float | None = None
    four_wheel: bool = False
    mild: bool = False


def engine_word(words: Words, index: int, make: str | None = None) -> EngineWord | None:
    """What the word at ``index`` (and those that belong to it) tells about engine and gearbox.

    ``make`` is a slug, or None when the text names none: then only words that mean the same at
    every make are read. A lone engine size ("1.4") is left to the reader, who knows what else
    the number may be; see `litres_at`.
    """
    for read in (*_CODES.get(make, ()), _sized):
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
    near = index + 1 < len(words) and words.gap(index + 1) in _TIGHT
    if near and after in ("cc", "ccm", "cm3") and 500 <= number <= 8400:
        return round(number / 1000, 1), index + 2
    if not _SIZE.fullmatch(words.folded[index]) or not 0.5 <= number <= 8.4:
        return None
    if near and after in _UNITS:
        return None
    if near and after in ("l", "liter", "ltr", "litre"):
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


# ------------------------------------------------------------ codes of letters and numbers
_TIGHT = frozenset(["", " ", "\u00a0", "-"])
_SIZE = re.compile(r"\d[.,]\d{1,2}")
_UNITS = frozenset('kwh kw km m cm mm kg ton inch zoll jaar pk hp ps % " ah bar pers'.split())
_Read = Callable[[Words, int, str | None], EngineWord | None]
# The letter behind a size or a bare code: 2.2D, 1.9 TD; "i" and "T" say no more than petrol's
# habit, and a title is read for what it says.
_SIZE_LETTERS = {"d": "diesel", "td": "diesel"}
_BMW_LETTERS = {"i": "petrol", "d": "diesel", "sd": "diesel", "e": "phev"}
_CLASS_LETTERS = {
    "d": "diesel",
    "de": "phev",
    "e": "phev",
    "cdi": "diesel",
    "bluetec": "diesel",
    "h": "hybrid",
}


def _near(words: Words, index: int) -> bool:
    return index < len(words) and words.gap(index) in _TIGHT


def _bmw_drive(words: Words, index: int, make: str | None) -> EngineWord | None:
    """xDrive45e, sDrive18i, xDrive 20d, eDrive40: what stands behind BMW's word for the drive."""
    drive = words.folded[index]
    if drive in ("x", "s") and _near(words, index + 1) and words.folded[index + 1] == "drive":
        index += 1
        drive += "drive"
    if drive not in ("xdrive", "sdrive"):
        return None
    end, fuel = index + 1, None
    if _near(words, end) and words.folded[end].isdecimal() and len(words.folded[end]) == 2:
        end += 1
        if _near(words, end) and words.folded[end] in _BMW_LETTERS:
            fuel = _BMW_LETTERS[words.folded[end]]
            end += 1
    elif drive == "sdrive" or index + 1 == len(words):
        end = index + 1
    return EngineWord(end, "bmw-drive", fuel, four_wheel=drive == "xdrive")


def _bmw_m(words: Words, index: int, make: str | None) -> EngineWord | None:
    """M50d and M40i: BMW's M Performance models, by the letter behind the number."""
    if words.folded[index] != "m" or index + 2 >= len(words):
        return None
    number, letter = words.folded[index + 1], words.folded[index + 2]
    is_code = words.is_glued(index + 1) and words.is_glued(index + 2) and number.isdecimal()
    if not is_code or len(number) != 2 or letter not in _BMW_LETTERS:
        return None
    return EngineWord(index + 3, "bmw-drive", _BMW_LETTERS[letter])


def _bare_code(words: Words, index: int, make: str | None) -> EngineWord | None:
    """BMW's X3 30e, Jaguar's F-Pace 20d: two digits and the letter, without the drive's word."""
    number, end = words.folded[index], index + 1
    if not (number.isdecimal() and len(number) == 2):
        return None
    if number[1] not in "058" or end >= len(words) or not words.is_glued(end):
        return None
    fuel = {**_BMW_LETTERS, "t": "petrol"}.get(words.folded[end])
    return EngineWord(end + 1, "bare-code", fuel) if fuel else None


def _mercedes_number(words: Words, index: int, make: str | None) -> EngineWord | None:
    """The number behind a class that was named: GLC 220 d, A-klasse 250 e, Vito 114 CDI."""
    number = words.folded[index]
    if not (number.isdecimal() and len(number) == 3):
        return None
    end = index + 1
    if not _near(words, end) or words.folded[end] not in _CLASS_LETTERS:
        return None
    # A lone capital E behind a space is the next class: "200 E-klasse".
    if _near(words, end + 1) and words.folded[end + 1] in ("klasse", "class"):
        return None
    return EngineWord(end + 1, "mercedes-number", _CLASS_LETTERS[words.folded[end]])


def _rover_number(words: Words, index: int, make: str | None) -> EngineWord | None:
    """Land Rover and Jaguar since 2017: D180, P250, P300e, and Jaguar's 20d, 30t."""
    if index + 1 >= len(words):
        return None
    letter, number = words.folded[index], words.folded[index + 1]
    if letter not in ("d", "p", "i", "si") or not words.is_glued(index + 1):
        return None
    if not (number.isdecimal() and len(number) == 3 and 150 <= int(number) <= 650):
        return None
    end = index + 2
    if end < len(words) and words.is_glued(end) and words.folded[end] == "e":
        return EngineWord(end + 1, "rover-number", "phev")
    return EngineWord(end, "rover-number", "diesel" if letter == "d" else "petrol")


def _lexus_number(words: Words, index: int, make: str | None) -> EngineWord | None:
    """Lexus: 300h is a hybrid, 450h+ a plug-in, 300e electric."""
    number = words.folded[index]
    if not (number.isdecimal() and len(number) == 3):
        return None
    end = index + 1
    letter = words.folded[end] if _near(words, end) else ""
    fuel = {"h": "hybrid", "e": "electric", "d": "diesel"}.get(letter)
    if fuel is None:
        return None
    if end + 1 < len(words) and words.is_glued(end + 1) and words.folded[end + 1] == "+":
        return EngineWord(end + 2, "lexus-number", "phev")
    return EngineWord(end + 1, "lexus-number", fuel)


def _mini_letter(words: Words, index: int, make: str | None) -> EngineWord | None:
    """Mini: Cooper D, Cooper SD and One D burn diesel, Cooper SE and Cooper E are electric."""
    if words.folded[index] not in ("cooper", "one", "countryman", "clubman"):
        return None
    end = index + 1
    letters = words.folded[end] if _near(words, end) else ""
    if letters == "s" and _near(words, end + 1) and words.folded[end + 1] in ("d", "e"):
        letters += words.folded[end + 1]
        end += 1
    fuel = {"d": "diesel", "sd": "diesel", "se": "electric", "e": "electric"}.get(letters)
    return EngineWord(end + 1, "mini-letter", fuel) if fuel else None


# Power of the plug-ins of Peugeot, Citroën, DS and Opel; their self-charging hybrids have less.
_PLUG_IN_MAKES = frozenset(["peugeot", "citroen", "ds", "opel"])
_PLUG_IN_POWERS = frozenset([180, 195, 224, 225, 240, 250, 290, 300, 360])


def is_plug_in_power(make: str | None, horsepower: float | None) -> bool:
    """Whether a hybrid of this make (slug) with this power has a plug."""
    return make in _PLUG_IN_MAKES and horsepower in _PLUG_IN_POWERS


def _plug_in_power(words: Words, index: int, make: str | None) -> EngineWord | None:
    """Peugeot Hybrid 225: the number tells the plug-in."""
    if words.folded[index] not in ("hybrid", "hybride"):
        return None
    end = index + 1
    if _near(words, end) and is_plug_in_power(make, words.number(end)):
        return EngineWord(end, "plug-in-power", "phev")
    return None


def _sized(words: Words, index: int, make: str | None) -> EngineWord | None:
    """2.2D, 1.9 TD: a size with the letter that tells the fuel."""
    size = litres_at(words, index)
    if size is None or not _near(words, size[1]):
        return None
    fuel = _SIZE_LETTERS.get(words.folded[size[1]])
    if fuel is None:
        return None
    # "2.0 D-4D" and "2.2 D5" are names that the table knows.
    if (named := _name_at(words, size[1], make)) and named[0] > size[1] + 1:
        return None
    return EngineWord(size[1] + 1, "size-letter", fuel, litres=size[0])


_CODES: dict[str | None, tuple[_Read, ...]] = {
    "bmw": (_bmw_drive, _bmw_m, _bare_code),
    "jaguar": (_rover_number, _bare_code),
    "land-rover": (_rover_number,),
    "lexus": (_lexus_number,),
    "mercedes-benz": (_mercedes_number,),
    "mini": (_mini_letter,),
    **dict.fromkeys(_PLUG_IN_MAKES, (_plug_in_power,)),
}
