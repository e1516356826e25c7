"""Backgrounds among houses: canal, city, village, charging plaza."""

import random

from articles.demo import scenery
from articles.demo.scenery import SUN, WIDTH
from listings.drawings.svg import Sheet

BRICKS = ("#7c3b30", "#a2603f", "#5c5a4e", "#8b4a38", "#c0894f", "#4b524f", "#9a4534")
AUTUMN = ("#b8692a", "#d68b36")


def canal(sheet: Sheet, chance: random.Random) -> None:
    """Gabled houses, autumn trees, the quay and its water."""
    scenery.sky(sheet, "#a9c3cc", "#eee0c4", 620)
    scenery.bars(sheet, chance, 20, 3)
    x = -chance.randint(10, 80)
    while x < WIDTH:
        wide = chance.randint(122, 178)
        canal_house(sheet, chance, x, wide, chance.randint(330, 470))
        x += wide
    sheet.rect(0, 640, WIDTH, 130, "#8b8173")
    sheet.path(
        "".join(f"M0 {y}H1600" for y in (664, 690, 720, 748)), stroke="#77705f", stroke_width=2
    )
    for n, x in enumerate(range(60, WIDTH, 520)):
        scenery.round_tree(sheet, x + chance.randint(0, 60), 660, 420, AUTUMN)
        scenery.bicycle(sheet, x + 190 + n * 10, 668)
    sheet.rect(0, 770, WIDTH, 26, "#6a6154")
    sheet.rect(0, 796, WIDTH, 104, "#41575b")
    for _ in range(16):
        wide = chance.randint(60, 220)
        sheet.rect(
            chance.randint(-40, 1560), chance.randint(806, 890), wide, 5, "#8fa9a6", rx=2.5, o=0.6
        )


def canal_house(sheet: Sheet, chance: random.Random, x: int, wide: int, high: int) -> None:
    """Gable, sash windows, a door with its steps."""
    base = 640
    sheet.path(scenery.gable(x, base, wide, high, chance.randrange(4)), chance.choice(BRICKS))
    rows = 3 if high < 390 else 4
    scenery.windows(
        sheet,
        chance,
        (x + 8, base - high + 14, wide - 16, high - 110),
        (3 if wide > 150 else 2, rows),
    )
    sheet.path(f"M{x + wide / 2 - 9} {base - high - 16}v-20q9 -10 18 0v20Z", "#2b2a26")
    door = chance.choice(("#1f3f37", "#23324a", "#5b1f1d"))
    sheet.rect(x + wide * 0.14, base - 84, 34, 84, door)
    sheet.rect(x + wide * 0.14 + 5, base - 78, 24, 16, "#efe3cd")
    sheet.rect(x + wide * 0.48, base - 82, wide * 0.4, 58, "#efe3cd")


def city(sheet: Sheet, chance: random.Random) -> None:
    """A shopping street with a tram."""
    scenery.sky(sheet, "#93b6c4", "#f2e4c8", 560)
    scenery.sun(sheet, 1220, 170, 72)
    scenery.bars(sheet, chance, 30, 3)
    x = -30
    for n in range(9):
        wide = chance.randint(170, 230)
        block(sheet, chance, x, wide, 300 + (n * 97 + chance.randint(0, 60)) % 190)
        x += wide
    sheet.rect(0, 610, WIDTH, 40, "#a79d8b")
    sheet.line("M0 150Q800 196 1600 150M0 166Q800 214 1600 166", "#3a4146", 3)
    tram(sheet, chance.randint(120, 760))
    for x in range(40, WIDTH, 420):
        scenery.round_tree(sheet, x, 640, 250, ("#5f8a55", "#7fa468"))
    sheet.rect(0, 648, WIDTH, 12, "#8a8272")
    scenery.road(sheet, 660, 900, asphalt="#4c5155")
    crossing = "".join(f"M{x} 690h44l-26 200h-60Z" for x in range(1260, 1600, 92))
    sheet.path(crossing, "#ece5d4", o=0.5)


def block(sheet: Sheet, chance: random.Random, x: int, wide: int, high: int) -> None:
    """Flats over a shop with an awning."""
    top = 612 - high
    tone = chance.choice(("#c7b59a", "#a2603f", "#d8cbb2", "#8f6a52", "#b9a58a", "#7d8a8a"))
    sheet.rect(x, top, wide, high, tone)
    sheet.rect(x, top - 10, wide, 12, "#5d564b")
    scenery.windows(
        sheet, chance, (x + 10, top + 22, wide - 20, high - 150), (4, max(2, high // 90))
    )
    sheet.rect(x + 12, 512, wide - 24, 100, "#2f3a40")
    sheet.rect(x + 22, 530, wide - 90, 66, "#f2d9a0")
    awning = chance.choice(("#b5392d", "#2c5a46", "#1f4d8c", "#d8641e"))
    sheet.path(f"M{x + 6} 506h{wide - 12}l8 34h{-wide - 4}Z", awning)
    stripes = "".join(f"M{x + 24 + n * 36} 506h18l2 34h-20Z" for n in range((wide - 30) // 36))
    sheet.path(stripes, "#f4ece0", o=0.8)


def tram(sheet: Sheet, x: int) -> None:
    """A low tram behind the cars."""
    base = 640
    sheet.path(f"M{x} {base}v-150q4 -30 40 -30h520q36 0 40 30v150Z", "#f0ece2")
    sheet.path(f"M{x} {base}v-44h600v44Z", "#1f4d8c")
    sheet.path(f"M{x + 12} {base - 140}q4 -22 34 -22h508q30 0 34 22v50h-576Z", "#2b3741")
    posts = "".join(f"M{x + 20 + n * 112} {base - 160}h12v72h-12Z" for n in range(1, 5))
    sheet.path(posts, "#f0ece2")
    sheet.path(f"M{x + 280} {base - 180}l30 -60h60l-26 60", stroke="#3a4146", stroke_width=5)


def village(sheet: Sheet, chance: random.Random) -> None:
    """Drives and hedges below the church."""
    scenery.sky(sheet, "#9cc0cf", "#f6e8ca", 560)
    scenery.bars(sheet, chance, 30, 5)
    scenery.sun(sheet, 1360, 180, 70)
    church(sheet, 740, 560)
    scenery.tree_row(sheet, chance, 570, (70, 150), ("#6f8f62", "#56744e"))
    x = -60
    while x < WIDTH:
        wide = chance.randint(330, 400)
        house(sheet, chance, x, wide)
        x += wide + chance.randint(60, 100)
    scenery.plane_of(sheet, 640, "#b3a48c")
    paving = "".join(f"M{x} 640L{800 + (x - 800) * 1.7} 900" for x in range(-600, 2200, 80))
    rows = "".join(f"M0 {y}H1600" for y in (664, 700, 750, 816))
    sheet.path(paving + rows, stroke="#9c8d75", stroke_width=2)
    for x in range(-60, WIDTH, 330):
        hedge(sheet, x + chance.randint(0, 60), 650)


def church(sheet: Sheet, x: int, base: int) -> None:
    """A brick tower with a slate spire."""
    sheet.rect(x, base - 250, 96, 250, "#9a6a4c")
    sheet.path(f"M{x - 10} {base - 248}L{x + 48} {base - 440}L{x + 106} {base - 248}Z", "#4b5a60")
    sheet.circle(x + 48, base - 212, 24, "#f4ece0")
    sheet.line(f"M{x + 48} {base - 212}v-16M{x + 48} {base - 212}l11 7", "#2b2a26", 3)
    sheet.path(f"M{x + 34} {base - 150}v-24q14 -18 28 0v24Z", "#4a3428")
    sheet.path(
        f"M{x + 48} {base - 440}v-34M{x + 36} {base - 462}h24", stroke="#2b2a26", stroke_width=4
    )


def house(sheet: Sheet, chance: random.Random, x: int, wide: int) -> None:
    """A family house: tiled roof, dormer, big windows."""
    base, top = 640, 470
    wall = chance.choice(("#b9694a", "#e9dcc4", "#a2553c", "#d6c2a2"))
    sheet.rect(x, top, wide, base - top, wall)
    roof = chance.choice(("#8c3b28", "#4a4f52", "#b5532f"))
    sheet.path(
        f"M{x - 20} {top + 6}L{x + 58} {top - 128}H{x + wide - 58}L{x + wide + 20} {top + 6}Z", roof
    )
    sheet.rect(x + wide - 110, top - 166, 34, 70, "#6a4030")
    sheet.rect(x + wide / 2 - 50, top - 76, 100, 56, "#f4ece0")
    sheet.rect(x + wide / 2 - 40, top - 66, 80, 40, "#5e7a86")
    sheet.rect(x + 34, top + 42, wide * 0.42, 78, "#f4ece0")
    sheet.rect(x + 42, top + 50, wide * 0.42 - 16, 62, "#5e7a86")
    sheet.rect(
        x + wide - 110, top + 42, 60, base - top - 42, chance.choice(("#1f3f37", "#23324a", SUN))
    )
    sheet.rect(x + wide - 98, top + 54, 36, 30, "#f4ece0")


def hedge(sheet: Sheet, x: int, base: int) -> None:
    """Clipped beech."""
    sheet.rect(x, base - 52, 190, 58, "#4f7245", rx=16)
    sheet.rect(x + 8, base - 52, 174, 14, "#6b8d5a", rx=7)


def charging(sheet: Sheet, chance: random.Random) -> None:
    """A fast-charging plaza under a wooden canopy with solar panels."""
    scenery.sky(sheet, "#86a9b4", "#f5e2bd", 600)
    scenery.bars(sheet, chance, 120, 3)
    scenery.sun(sheet, 1180, 440, 90)
    scenery.hills(sheet, chance, 600, 60, "#7f9c74")
    scenery.tree_row(sheet, chance, 610, (80, 170), ("#4f6f58", "#3d5947"))
    scenery.plane_of(sheet, 612, "#b9b4a6")
    canopy(sheet)
    for x in (130, 620, 1110):
        post(sheet, x)
    scenery.plane_of(sheet, 676, "#a39f92")
    bays = "".join(
        f"M{x} 676L{800 + (x - 800) * 1.35} 900h14L{x + 8} 676Z" for x in range(-160, 1900, 245)
    )
    sheet.path(bays, "#f1ece0", o=0.75)


def canopy(sheet: Sheet) -> None:
    """Roof, beams and slanting wooden posts."""
    for x in (250, 760, 1270):
        sheet.path(
            f"M{x} 676L{x - 64} 196h26L{x + 22} 676ZM{x} 676L{x + 84} 196h-26L{x - 22} 676Z",
            "#a9774a",
        )
    sheet.path("M40 150H1560L1530 204H70Z", "#8a5f3a")
    sheet.path("M20 116H1580L1560 152H40Z", "#2b3a42")
    panels = "".join(f"M{x} 120h84l-3 28h-84Z" for x in range(40, 1500, 94))
    sheet.path(panels, "#35546e")
    sheet.rect(70, 204, 1460, 8, SUN, o=0.9)


def post(sheet: Sheet, x: int) -> None:
    """A charger: a screen with a bolt, and its outlet."""
    sheet.rect(x, 420, 92, 262, "#f4f0e6", rx=10)
    sheet.rect(x, 420, 92, 26, "#22272b", rx=10)
    sheet.rect(x + 16, 462, 60, 78, "#22272b", rx=5)
    sheet.path(f"M{x + 50} 472l-20 34h14l-6 24l22 -34h-14l6 -24Z", SUN)
    sheet.circle(x + 46, 560, 15, "#22272b")


def cable(sheet: Sheet, x: float, ground: float, scale: float, way: int) -> None:
    """From the nearest charger to the flap in a car's front wing; `way` is -1 facing left."""
    port, high = x + way * 128 * scale, ground - 82 * scale
    charger = min((176, 666, 1156), key=lambda at: abs(at - port))
    hang = high + 40
    sheet.line(f"M{charger} 556C{charger} {hang} {port} {hang} {port} {high}", "#171b1e", 9)
    sheet.circle(port, high, 12, "#171b1e")
