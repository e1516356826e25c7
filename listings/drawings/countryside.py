"""The backdrop "countryside": a polder road, in picture units (1200 x 800, y down)."""

import random
from collections.abc import Callable

from .svg import Sheet

Shade = Callable[[str], str]
WIDTH, HEIGHT = 1200, 800
FIELDS = ["#86a860", "#c9b94f", "#7fa25e", "#d98a5a", "#91b069", "#b8c36b", "#7b9d5b", "#cfae4c"]


def countryside(sheet: Sheet, shade: Shade, chance: random.Random) -> None:
    """High sky, mill and poplars, striped fields, a ditch, the road and its verges."""
    sky = [(0, shade("#86b0cc")), (0.6, shade("#cfe0e4")), (1, shade("#f4ecd8"))]
    sheet.rect(0, 0, WIDTH, HEIGHT, sheet.linear("sky", 0, 0, 0, 480, sky))
    for _ in range(4):
        x, y = chance.randint(-60, 1080), chance.randint(40, 250)
        cloud(sheet, shade, x, y, chance.uniform(0.7, 1.5))
    woods(sheet, shade, chance)
    mill(sheet, shade, chance.choice([150, 930, 1040]))
    fields(sheet, shade)
    sheet.path("M0 528H1200V541H0Z", shade("#b9d3dc"))
    sheet.path("M0 528H1200V531H0Z", shade("#5f7f4c"))
    for x in range(chance.randint(-30, 20), WIDTH, 118):
        poplar(sheet, shade, x + chance.randint(-8, 8), chance.randint(150, 196))
    road(sheet, shade, chance)


def woods(sheet: Sheet, shade: Shade, chance: random.Random) -> None:
    """Trees on the horizon, in haze."""
    d, x = "M0 486V466", 0
    while x < WIDTH:
        step = chance.randint(26, 70)
        d += f"q{step / 2} {-chance.randint(6, 26)} {step} 0"
        x += step
    sheet.path(d + "V486Z", shade("#a3bdb4"))


def fields(sheet: Sheet, shade: Shade) -> None:
    """Strips that run to a vanishing point."""
    sheet.rect(0, 480, WIDTH, 90, shade("#9cb86f"))
    for n, tint in enumerate(FIELDS):
        left, right = -700 + n * 330, -700 + n * 330 + 165
        far = [round(600 + (x - 600) * 0.34) for x in (left, right)]
        sheet.path(f"M{far[0]} 480H{far[1]}L{right} 566H{left}Z", shade(tint), o=0.85)


def road(sheet: Sheet, shade: Shade, chance: random.Random) -> None:
    """Verge, asphalt with its lines, and the grass this side of it."""
    verge = [(0, shade("#86a85b")), (1, shade("#66894a"))]
    sheet.rect(0, 541, WIDTH, 36, sheet.linear("verge", 0, 541, 0, 577, verge))
    asphalt = [(0, shade("#8f9496")), (0.5, shade("#7c8184")), (1, shade("#6a6f73"))]
    sheet.rect(0, 574, WIDTH, 194, sheet.linear("road", 0, 574, 0, 754, asphalt))
    sheet.rect(0, 580, WIDTH, 3, "#f3f1ea", o=0.75)
    dashes = "".join(f"M{x} 734h96l4 7h-98Z" for x in range(-40, WIDTH, 190))
    sheet.path(dashes, "#f3f1ea", o=0.75)
    blades = "".join(
        f"L{x + chance.randint(-5, 5)} {chance.randint(750, 760)}L{x + 8} 764"
        for x in range(6, WIDTH, 17)
    )
    sheet.path(f"M0 764{blades}V800H0Z", shade("#557a41"))
    grass = [(0, shade("#557a41")), (1, shade("#3d5f35"))]
    sheet.rect(0, 762, WIDTH, 38, sheet.linear("near", 0, 762, 0, 800, grass))


def cloud(sheet: Sheet, shade: Shade, x: int, y: int, size: float) -> None:
    """A flat-bottomed cloud."""
    sheet.open(f'transform="translate({x} {y}) scale({size:.2f})" opacity=".8"')
    puff = "M0 40q-4 -20 22 -20q10 -26 42 -16q26 -18 48 8q36 -8 40 18q18 2 16 10Z"
    sheet.path(puff, shade("#ffffff"))
    sheet.path("M0 40q30 -8 60 -4q50 -10 108 4Z", shade("#d3e0e6"))
    sheet.close()


def mill(sheet: Sheet, shade: Shade, x: int) -> None:
    """A polder mill on the horizon."""
    tone = shade("#6f8a88")
    sheet.path(f"M{x - 22} 484L{x - 12} 408q12 -16 24 0L{x + 22} 484Z", tone)
    sheet.rect(x - 28, 452, 56, 4, tone)
    for turn in (22, 112, 202, 292):
        sheet.path(
            "M-1.5 0V-70H1.5V0M2 -16V-68H12V-16Z",
            tone,
            transform=f"translate({x} 404) rotate({turn})",
        )


def poplar(sheet: Sheet, shade: Shade, x: int, high: int) -> None:
    """A slim tree: trunk, crown and its lit side."""
    base = 546
    sheet.rect(x - 3, base - 46, 6, 46, shade("#5c5145"))
    sheet.path(
        f"M{x} {base - high}c22 24 26 {high * 0.5:.0f} 12 {high * 0.8:.0f}q-12 10 -24 0"
        f"c-14 {-high * 0.3:.0f} -10 {-high * 0.56:.0f} 12 {-high * 0.8:.0f}Z",
        shade("#587f55"),
    )
    sheet.path(
        f"M{x} {base - high}c-22 24 -26 {high * 0.5:.0f} -12 {high * 0.8:.0f}q8 6 12 0"
        f"c-10 {-high * 0.3:.0f} -8 {-high * 0.6:.0f} 0 {-high * 0.8:.0f}Z",
        shade("#7da268"),
    )
