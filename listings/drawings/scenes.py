"""Backdrops by name, in picture units (1200 x 800, y down); the car stands on y = 604."""

import random
from collections.abc import Callable

from .countryside import countryside
from .forecourt import forecourt
from .street import street
from .svg import Sheet, Stops, mix

Backdrop = Callable[[Sheet, Callable[[str], str], random.Random], None]
BACKDROPS: dict[str, Backdrop] = {
    "street": street,
    "forecourt": forecourt,
    "countryside": countryside,
}
WIDTH, HEIGHT = 1200, 800


def scene(sheet: Sheet, name: str, scheme: str, paint: str, seed: int) -> None:
    """Fills the picture; `scheme` dark turns the lights down, `paint` tints the studio."""

    def shade(colour: str) -> str:
        return mix(colour, "#0b1430", 0.5) if scheme == "dark" else colour

    if name == "studio":
        studio(sheet, scheme, paint)
    else:
        BACKDROPS[name](sheet, shade, random.Random(f"{name}/{seed}"))


def studio(sheet: Sheet, scheme: str, paint: str) -> None:
    """Seamless paper: a wall that bends into the floor, one soft light, a breath of colour."""
    wall, floor, glow = paper(scheme, paint)
    bend = [
        (0, wall),
        (0.55, wall),
        (0.68, mix(wall, floor, 0.4)),
        (0.78, floor),
        (1, mix(floor, wall, 0.5)),
    ]
    sheet.rect(0, 0, WIDTH, HEIGHT, sheet.linear("wall", 0, 0, 0, HEIGHT, bend))
    soft: Stops = [(0, glow, 0.95), (0.5, glow, 0.5), (1, glow, 0)]
    sheet.rect(0, 0, WIDTH, HEIGHT, sheet.radial("light", 560, 330, 620, soft, 0.62))
    pool: Stops = [(0, glow, 0.7), (1, glow, 0)]
    sheet.ellipse(600, 655, 620, 90, sheet.radial("pool", 600, 655, 620, pool, 0.145))


def paper(scheme: str, paint: str) -> tuple[str, str, str]:
    """Wall, floor and light of the studio."""
    bright = sum(int(paint[i : i + 2], 16) for i in (1, 3, 5)) > 520
    if scheme == "dark":
        wall, floor, glow = "#24272c", "#15171a", "#4a5058"
    elif bright:  # a pale car needs a darker wall
        wall, floor, glow = "#bfc1c2", "#a9abac", "#d6d8d8"
    else:
        wall, floor, glow = "#e3e0d9", "#cfcbc2", "#f7f5f1"
    return mix(wall, paint, 0.05), floor, glow
