"""Type codes that stand for a model: BMW 320d is a 3-serie on diesel, C 220 d a C-klasse.

Only the makes that name versions by number need this; "Golf 1.4" or "V60 D4" name the model.
"""

from collections.abc import Container
from dataclasses import dataclass

from listings.vocabulary.tokens import Words

# The last two digits that BMW has used since 1975: "320" and "M340i" are cars, "300" is not.
BMW_ENDINGS = frozenset("14 15 16 18 19 20 23 24 25 28 30 33 35 38 40 45 50 60 70".split())
# Letters behind a BMW number: what it burns, whether it shifts itself. x is xDrive, c coupé.
BMW_LETTERS = {
    letters: (fuel, transmission)
    for fuel, transmission, spellings in (
        ("petrol", None, "i ci is xi li ti ix"),
        ("petrol", "automatic", "ia cia xia lia"),
        ("diesel", None, "d cd xd ld td tds sd dx"),
        ("diesel", "automatic", "da xda lda cda"),
        ("phev", "automatic", "e xe le"),
    )
    for letters in spellings.split()
}
# The letter of the class; A 35 to S 680, as "C 220 d", "C220d", "c200".
MERCEDES_CLASSES = {
    letter: f"{letter}-klasse" for letter in ("a", "b", "c", "e", "g", "m", "r", "s", "t", "v", "x")
} | {"ml": "m-klasse"}
AMG_NUMBERS = frozenset("35 43 45 53 55 63 65".split())
MERCEDES_LETTERS = {
    "d": "diesel",
    "cdi": "diesel",
    "bluetec": "diesel",
    "e": "phev",
    "de": "phev",
    "h": "hybrid",
    "td": "diesel",
    "kompressor": "petrol",
    "k": "petrol",
}


@dataclass(frozen=True, slots=True)
class TypeCode:
    """A code found: words up to ``end`` stand for a model, and tell fuel and gearbox if known."""

    make: str  # slug
    model: str  # slug
    end: int
    fuel: str | None = None
    transmission: str | None = None


def type_code(words: Words, index: int, make: str | None = None) -> TypeCode | None:
    """The type code that starts at this word; of ``make`` (slug) only, when one is known.

    Whether a lone "320" or "A 180" is meant as a car is for the reader to say: without letters
    behind the number the code is no more than a number.
    """
    if make is not None and make not in _MAKERS:
        return None
    for maker, read in _MAKERS.items():
        if make in (None, maker) and (found := read(words, index)):
            return found
    return None


def _bmw(words: Words, index: int) -> TypeCode | None:
    """320d, 320 d, M340i, 118; not the bare M3, which is a name in the dictionary."""
    first = index
    if words.folded[index] == "m" and index + 1 < len(words) and words.is_glued(index + 1):
        index += 1
    number = words.folded[index]
    if not (len(number) == 3 and number[0] in "12345678" and number[1:] in BMW_ENDINGS):
        return None
    letters = _letters(words, index + 1, BMW_LETTERS)
    fuel, transmission = BMW_LETTERS.get(letters, (None, None))
    if first != index and not letters:
        return None
    return TypeCode("bmw", f"{number[0]}-serie", index + 1 + bool(letters), fuel, transmission)


def _mercedes(words: Words, index: int) -> TypeCode | None:
    """C 220 d, E200, A 35; a two-digit number only for AMG's."""
    model = MERCEDES_CLASSES.get(words.folded[index])
    if model is None or index + 1 >= len(words) or words.gap(index + 1) not in ("", " ", "-"):
        return None
    number = words.folded[index + 1]
    if not (
        number.isdecimal()
        and (len(number) == 3 or number in {"35", "43", "45", "53", "55", "63", "65"})
    ):
        return None
    letters = _letters(words, index + 2, MERCEDES_LETTERS)
    fuel = MERCEDES_LETTERS.get(letters)
    transmission = "automatic" if fuel == "phev" else None
    return TypeCode("mercedes-benz", model, index + 2 + bool(letters), fuel, transmission)


def _letters(words: Words, index: int, known: Container[str]) -> str:
    if index < len(words) and words.gap(index) in ("", " ", "-") and words.folded[index] in known:
        return words.folded[index]
    return ""


# The words at which a type code of a make (slug) may begin.
FIRST_WORDS = {
    "bmw": frozenset(f"{series}{ending}" for series in "12345678" for ending in BMW_ENDINGS)
    | {"m"},
    "mercedes-benz": frozenset(MERCEDES_CLASSES),
}
_MAKERS = {"bmw": _bmw, "mercedes-benz": _mercedes}
