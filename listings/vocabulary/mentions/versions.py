"""Versions by number that stand for a model: BMW 320d, Mercedes E200, Rover 214."""

from collections.abc import Iterable, Iterator

from listings.vocabulary.codes import (
    AMG_NUMBERS,
    BMW_ENDINGS,
    BMW_LETTERS,
    MERCEDES_CLASSES,
    MERCEDES_LETTERS,
)

ROVER_NUMBERS = {
    "200-serie": "211 213 214 216 218 220",
    "400-serie": "414 416 418 420",
    "600-serie": "618 620 623",
    "800-serie": "820 825 827",
}


def type_codes(make: str) -> Iterator[tuple[str, list[str], Iterable[str], str]]:
    """For each model's slug: its codes, the letters that may follow, and the letter before."""
    if make == "bmw":
        for series in "12345678":
            yield f"{series}-serie", [series + end for end in BMW_ENDINGS], BMW_LETTERS, ""
    elif make == "rover":
        for slug, numbers in ROVER_NUMBERS.items():
            yield slug, numbers.split(), (), ""
    elif make == "mercedes-benz":
        sizes = [*AMG_NUMBERS, *map(str, range(140, 681, 10))]
        for letter, slug in MERCEDES_CLASSES.items():
            yield slug, [letter + size for size in sizes], MERCEDES_LETTERS, letter
