"""Backgrounds in the open: dike, countryside, dunes, snow."""

import random

from articles.demo import scenery
from articles.demo.scenery import HEIGHT, SUN, WIDTH
from listings.drawings.svg import Sheet

FIELDS = ("#c8463c", "#e3a32a", "#7f9a4c", "#d98aa0", "#8fae5a", "#f0d45c", "#6d8b45", "#8a5aa0")


def dike(sheet: Sheet, chance: random.Random) -> None:
    """The road on the dike along the IJsselmeer, turbines in a low sun."""
    scenery.sky(sheet, "#7fa9b8", "#f2dcb2", 470)
    scenery.bars(sheet, chance, 60, 5)
    scenery.sun(sheet, 1180, 400, 96)
    scenery.tree_row(sheet, chance, 478, (50, 110), ("#39554f", "#2c443f"))
    for x, high in ((980, 250), (1330, 330), (1500, 240)):
        scenery.turbine(sheet, x, 476, high, chance.randint(0, 119))
    sheet.rect(0, 470, WIDTH, 110, "#6d9a9c")
    for y in (490, 512, 540):
        sheet.rect(chance.randint(0, 1100), y, 320, 4, "#f6e7c4", rx=2, o=0.6)
    sailing_boat(sheet, chance.randint(120, 380), 500)
    sheet.path("M0 572Q800 516 1600 572V900H0Z", "#6f8f4e")
    sheet.path("M0 600Q800 548 1600 600V900H0Z", "#5b7c42")
    for _ in range(9):
        sheep(sheet, chance.randint(40, 1560), chance.randint(592, 616))
    sheet.path("M0 640Q800 606 1600 640V806Q800 770 0 806Z", "#474c50")
    sheet.path("M0 652Q800 618 1600 652", stroke="#ece5d4", stroke_width=5, o=0.8)
    verge(sheet, chance, 800, "#4d6d3a")


def sailing_boat(sheet: Sheet, x: int, y: int) -> None:
    """A flat-bottom with brown sails."""
    sheet.path(f"M{x} {y}q36 16 76 0l-8 14h-60Z", "#3c3128")
    sheet.path(f"M{x + 34} {y - 4}v-92l34 84Z", "#a0593f")
    sheet.path(f"M{x + 29} {y - 4}v-80l-22 74Z", "#c47a52")


def sheep(sheet: Sheet, x: int, y: int) -> None:
    """Grazing."""
    sheet.path(f"M{x + 5} {y}v9M{x + 19} {y}v9", stroke="#2b2a26", stroke_width=3)
    sheet.ellipse(x + 12, y - 4, 14, 9, "#f1ead9")
    sheet.circle(x + 27, y - 3, 5, "#2b2a26")


def verge(sheet: Sheet, chance: random.Random, top: int, fill: str) -> None:
    """Grass this side of the road, its blades against the asphalt."""
    blades = "".join(
        f"L{x + chance.randint(-7, 7)} {top - chance.randint(4, 22)}L{x + 12} {top}"
        for x in range(0, WIDTH, 22)
    )
    sheet.path(f"M0 {top}{blades}L{WIDTH} {top}V{HEIGHT}H0Z", fill)


def countryside(sheet: Sheet, chance: random.Random) -> None:
    """Bulb fields under a big sky, a mill and a farm."""
    scenery.sky(sheet, "#8db9c9", "#f5ead0", 480)
    scenery.bars(sheet, chance, 40, 6)
    scenery.sun(sheet, 330, 220, 74)
    scenery.tree_row(sheet, chance, 486, (40, 86), ("#68866a", "#557256"))
    farm(sheet, chance.randint(960, 1060), 488)
    scenery.mill(sheet, 420, 492, 1.25, "#6a5a48", "#33302b")
    scenery.plane_of(sheet, 484, "#8aa757")
    for n in range(-5, 15):
        left, right = 800 + (n - 5) * 260, 800 + (n - 4) * 260
        near = [800 + (x - 800) * 1.9 for x in (left, right - 70)]
        far = [800 + (x - 800) * 0.42 for x in (left, right - 70)]
        tint = FIELDS[n % len(FIELDS)]
        sheet.path(f"M{far[0]} 488H{far[1]}L{near[1]} 640H{near[0]}Z", tint)
    sheet.rect(0, 606, WIDTH, 22, "#9fc3cb")
    sheet.rect(0, 626, WIDTH, 16, "#5b7c42")
    scenery.road(sheet, 640, 812)
    verge(sheet, chance, 814, "#4d6d3a")


def farm(sheet: Sheet, x: int, base: int) -> None:
    """A farmhouse with a great tiled roof."""
    sheet.rect(x, base - 54, 200, 54, "#efe6d3")
    sheet.path(
        f"M{x - 16} {base - 50}L{x + 46} {base - 132}H{x + 154}L{x + 216} {base - 50}Z", "#a6492f"
    )
    sheet.path(f"M{x + 60} {base}v-34h30v34ZM{x + 120} {base - 38}h40v22h-40Z", "#2f4a44")
    scenery.round_tree(sheet, x - 40, base, 150, ("#4f7250", "#6b8d5c"))


def dunes(sheet: Sheet, chance: random.Random) -> None:
    """Sand, marram grass and the lighthouse above the sea."""
    scenery.sky(sheet, "#8fb8c6", "#f7e6c6", 500)
    scenery.bars(sheet, chance, 70, 5)
    scenery.sun(sheet, 1290, 210, 82)
    for x, y in ((470, 170), (540, 210), (420, 232)):
        sheet.line(f"M{x} {y}q14 -14 24 0q12 -14 26 -2", "#3b4a50", 4)
    sheet.rect(0, 470, WIDTH, 90, "#6f9ea4")
    lighthouse(sheet, 250, 490)
    scenery.hills(sheet, chance, 560, 120, "#e6cf9f")
    scenery.hills(sheet, chance, 610, 110, "#d9bd85")
    for _ in range(46):
        marram(sheet, chance, chance.randint(-10, 1600), chance.randint(540, 650))
    scenery.road(sheet, 660, 822, asphalt="#5a5752")
    scenery.plane_of(sheet, 820, "#cbae74")
    for x in range(-20, WIDTH, 58):
        marram(sheet, chance, x + chance.randint(-14, 14), 850 + chance.randint(-6, 40), 1.7)


def lighthouse(sheet: Sheet, x: int, base: int) -> None:
    """Red and white, its lamp lit."""
    sheet.path(f"M{x - 34} {base + 90}L{x - 22} {base - 210}h44L{x + 34} {base + 90}Z", "#f4ece0")
    for y, wide in ((-150, 24.5), (-50, 28.5), (50, 32.5)):
        sheet.path(f"M{x - wide} {base + y}h{wide * 2}l2 50h{-wide * 2 - 4}Z", "#b5392d")
    sheet.rect(x - 34, base - 222, 68, 12, "#2b2f33")
    sheet.rect(x - 18, base - 258, 36, 38, SUN)
    sheet.path(f"M{x - 24} {base - 258}q24 -34 48 0Z", "#2b2f33")


def marram(sheet: Sheet, chance: random.Random, x: float, base: float, size: float = 1.0) -> None:
    """A tuft of stiff grass."""
    d = "".join(
        f"M{x} {base}q{lean * size * 0.3} {-high * size * 0.7} {lean * size} {-high * size}"
        for lean, high in ((-16, 26), (-7, 36), (2, 40), (10, 34), (19, 24))
    )
    sheet.line(d, chance.choice(("#7a8450", "#8c9459", "#66733f")), 3.2 * size)


def snow(sheet: Sheet, chance: random.Random) -> None:
    """Winter: bare woods, a white road with tracks."""
    scenery.sky(sheet, "#9fb2c3", "#e9edf0", 540)
    sheet.circle(1240, 230, 76, "#ffe9a8")
    scenery.hills(sheet, chance, 560, 90, "#c3d0d9")
    scenery.tree_row(sheet, chance, 596, (150, 300), ("#63717b", "#4a565f"))
    cottage(sheet, 160, 596)
    scenery.hills(sheet, chance, 610, 50, "#eef2f4")
    scenery.plane_of(sheet, 620, "#eef2f4")
    sheet.path("M0 660Q800 636 1600 660V800Q800 776 0 800Z", "#cfd8de")
    for y in (742, 770):
        sheet.path(f"M0 {y}Q800 {y - 24} 1600 {y}", stroke="#b3c0c9", stroke_width=9)
    for x in range(60, WIDTH, 260):
        sheet.rect(x, 594, 9, 60, "#3c464d")
        sheet.rect(x, 600, 9, 12, "#c8463c")
    scenery.plane_of(sheet, 836, "#f7f9fa")


def cottage(sheet: Sheet, x: int, base: int) -> None:
    """A house with a white roof and lit windows."""
    sheet.rect(x, base - 90, 190, 90, "#7c4a3a")
    sheet.path(f"M{x - 18} {base - 86}L{x + 95} {base - 170}L{x + 208} {base - 86}Z", "#f7f9fa")
    sheet.path(f"M{x + 26} {base - 62}h44v40h-44ZM{x + 116} {base - 62}h44v40h-44Z", SUN)
    sheet.rect(x + 140, base - 190, 24, 56, "#7c4a3a")


def flakes(sheet: Sheet, chance: random.Random) -> None:
    """Snow in the air, also in front of the cars."""
    for _ in range(130):
        r = chance.choice((2.5, 3.5, 5))
        sheet.circle(chance.randint(0, WIDTH), chance.randint(0, HEIGHT), r, "#fff", o=0.85)
