"""Codes of letters and numbers at the makes that use them: Volvo's D4, BMW's xDrive45e.

Each is read only beside its make; elsewhere the same letters mean something else.
"""

from collections.abc import Callable
from dataclasses import dataclass

from listings.vocabulary.tokens import Words

TIGHT = frozenset(["", " ", "\u00a0", "-"])
_BMW_LETTERS = {"i": "petrol", "d": "diesel", "sd": "diesel", "e": "phev"}
_CLASS_LETTERS = {
    "d": "diesel",
    "de": "phev",
    "e": "phev",
    "cdi": "diesel",
    "bluetec": "diesel",
    "h": "hybrid",
}


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


Read = Callable[[Words, int, str | None], EngineWord | None]


def near(words: Words, index: int) -> bool:
    return index < len(words) and words.gap(index) in TIGHT


def _bmw_drive(words: Words, index: int, make: str | None) -> EngineWord | None:
    """xDrive45e, sDrive18i, xDrive 20d, eDrive40: what stands behind BMW's word for the drive."""
    drive = words.folded[index]
    if drive in ("x", "s") and near(words, index + 1) and words.folded[index + 1] == "drive":
        index += 1
        drive += "drive"
    drive = {"xdr": "xdrive", "sdr": "sdrive"}.get(drive, drive)
    if drive not in ("xdrive", "sdrive"):
        return None
    end, fuel = index + 1, None
    if near(words, end) and words.folded[end].isdecimal() and len(words.folded[end]) == 2:
        end += 1
        if near(words, end) and words.folded[end] in _BMW_LETTERS:
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
    if not near(words, end) or words.folded[end] not in _CLASS_LETTERS:
        return None
    # A lone capital E behind a space is the next class: "200 E-klasse".
    if near(words, end + 1) and words.folded[end + 1] in ("klasse", "class"):
        return None
    return EngineWord(end + 1, "mercedes-number", _CLASS_LETTERS[words.folded[end]])


_ROVER_LETTERS = frozenset(["d", "p", "i", "si"])


def _rover_number(words: Words, index: int, make: str | None) -> EngineWord | None:
    """Land Rover and Jaguar since 2017: D180, P250, P300e, and Jaguar's 20d, 30t."""
    if index + 1 >= len(words):
        return None
    letter, number = words.folded[index], words.folded[index + 1]
    if letter not in _ROVER_LETTERS or not words.is_glued(index + 1):
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
    letter = words.folded[end] if near(words, end) else ""
    fuel = {"h": "hybrid", "e": "electric", "d": "diesel"}.get(letter)
    if fuel is None:
        return None
    if end + 1 < len(words) and words.is_glued(end + 1) and words.folded[end + 1] == "+":
        return EngineWord(end + 2, "lexus-number", "phev")
    return EngineWord(end + 1, "lexus-number", fuel)


_MINI_NAMES = frozenset(["cooper", "one", "countryman", "clubman"])


def _mini_letter(words: Words, index: int, make: str | None) -> EngineWord | None:
    """Mini: Cooper D, Cooper SD and One D burn diesel, Cooper SE and Cooper E are electric."""
    if words.folded[index] not in _MINI_NAMES:
        return None
    end = index + 1
    letters = words.folded[end] if near(words, end) else ""
    if letters == "s" and near(words, end + 1) and words.folded[end + 1] in ("d", "e"):
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


_HYBRID = frozenset(["hybrid", "hybride"])


def _plug_in_power(words: Words, index: int, make: str | None) -> EngineWord | None:
    """Peugeot Hybrid 225: the number tells the plug-in."""
    if words.folded[index] not in _HYBRID:
        return None
    end = index + 1
    if near(words, end) and is_plug_in_power(make, words.number(end)):
        return EngineWord(end, "plug-in-power", "phev")
    return None


CODES: dict[str | None, tuple[Read, ...]] = {
    "bmw": (_bmw_drive, _bmw_m, _bare_code),
    "jaguar": (_rover_number, _bare_code),
    "land-rover": (_rover_number,),
    "lexus": (_lexus_number,),
    "mercedes-benz": (_mercedes_number,),
    "mini": (_mini_letter,),
    **dict.fromkeys(_PLUG_IN_MAKES, (_plug_in_power,)),
}
# The words at which a code may begin, besides numbers.
CODE_WORDS = _MINI_NAMES | _ROVER_LETTERS | _HYBRID | set("x s m xdrive sdrive xdr sdr".split())
