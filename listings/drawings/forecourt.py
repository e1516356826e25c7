"""The backdrop "forecourt": a dealer's glass pavilion, in picture units (1200 x 800, y down)."""

import random
from collections.abc import Callable

from .bodies import BODIES
from .svg import Sheet, mix

Shade = Callable[[str], str]
WIDTH, HEIGHT, FLOOR = 1200, 800, 540
HOUSE_COLOURS = ["#d9542b", "#1f6f78", "#c79a1e", "#3b4f86"]


def forecourt(sheet: Sheet, shade: Shade, chance: random.Random) -> None:
    """Sky and trees, the hall with its stock, flags, paving, two planters."""
    sky = [(0, shade("#a9c3d6")), (0.5, shade("#dfe8ea")), (1, shade("#eef0ec"))]
    sheet.rect(0, 0, WIDTH, HEIGHT, sheet.linear("sky", 0, 0, 0, FLOOR, sky))
    trees = (
        "M0 520V452q70 -26 130 -8q40 -34 96 -6q60 -20 110 8V520Z"
        "M900 520V446q60 -30 120 -4q60 -34 180 6V520Z"
    )
    sheet.path(trees, shade("#9db5a6"))
    accent = chance.choice(HOUSE_COLOURS)
    hall(sheet, shade, accent)
    for pole in (42, 84, 1118, 1160):
        sheet.rect(pole, 150, 4, 402, shade("#8e989d"))
        sheet.path(f"M{pole + 4} 158c10 -5 18 5 28 0v92c-10 5 -18 -5 -28 0Z", shade(accent))
        sheet.path(f"M{pole + 4} 158c4 -2 7 -2 10 -1v92c-3 -1 -6 -1 -10 1Z", "#fff", o=0.22)
    paving(sheet, shade)
    for x in (0, 1064):
        sheet.path(f"M{x} 548v-30q0 -8 8 -8h120q8 0 8 8v30Z", shade("#6f8a68"))
        sheet.path(f"M{x} 548v-30q0 -8 8 -8h120q8 0 8 8v4H{x}Z", shade("#8aa37d"))
        sheet.rect(x - 4, 540, 144, 12, shade("#5c6265"))


def hall(sheet: Sheet, shade: Shade, accent: str) -> None:
    """The glass hall: lamps, three cars inside, posts, reflections and the roof."""
    inside = [(0, "#8fa3ad"), (0.5, "#cdd5d3"), (1, "#eae5d8")]  # lit from within at any hour
    sheet.rect(150, 250, 900, 294, sheet.linear("hall", 0, 250, 0, 544, inside))
    for lamp in range(190, 1030, 84):
        sheet.path(f"M{lamp} 292h44l-8 7h-44Z", "#fff8e2", o=0.95)
    tint = mix(shade("#8d979b"), accent, 0.12)
    for x, name in ((200, "coupe"), (480, "hatchback"), (742, "suv")):
        parked(sheet, name, x, 532, 0.52, tint)
    for post in range(150, 1051, 100):
        sheet.rect(post - 2, 270, 4, 274, shade("#3b444b"))
    sheet.path("M240 544l150 -274h70l-150 274ZM700 544l150 -274h34l-150 274Z", "#fff", o=0.22)
    sheet.path("M118 222h964l-14 52H132Z", shade("#2c343b"))
    sheet.path("M118 222h964l-2 9H120Z", shade(accent))


def paving(sheet: Sheet, shade: Shade) -> None:
    """Slabs in perspective."""
    floor = [(0, shade("#b9b8b2")), (0.25, shade("#a5a49f")), (1, shade("#83837f"))]
    sheet.rect(0, FLOOR, WIDTH, 260, sheet.linear("floor", 0, FLOOR, 0, HEIGHT, floor))
    rays = "".join(f"M{600 + n * 46} 540L{600 + n * 128} 800" for n in range(-15, 16))
    rows = "".join(f"M0 {y}H1200" for y in (548, 559, 574, 594, 621, 657, 704, 764))
    sheet.line(rays + rows, shade("#6f706d"), 1.2, o=0.35)
    sheet.rect(0, 536, WIDTH, 9, shade("#7f857f"))


def parked(sheet: Sheet, name: str, x: float, y: float, size: float, tint: str) -> None:
    """A car of the stock as a flat shape; (x, y) is where its nose meets the ground."""
    body = BODIES[name]
    move = f"translate({x - body.front * size:.1f} {y}) scale({size} {-size})"
    sheet.open(f'transform="{move}" opacity=".6"')
    sheet.path(body.silhouette(), tint)
    sheet.path(body.glass + "Z", mix(tint, "#20282e", 0.6))
    sill = f"M{body.front} {body.sill}H{body.rear}V{body.sill + 16}H{body.front}Z"
    sheet.path(sill, mix(tint, "#20282e", 0.3))
    for x_axle in (0, body.wheelbase):
        sheet.circle(x_axle, body.axle, body.axle, mix(tint, "#15191c", 0.8))
        sheet.circle(x_axle, body.axle, body.tyre / 3.4, mix(tint, "#30363a", 0.2))
    sheet.close()
