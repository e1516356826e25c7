"""Backgrounds of roads: motorway, night, test track."""

import random

from articles.demo import scenery
from articles.demo.scenery import HEIGHT, SUN, WIDTH
from listings.drawings.svg import Sheet, Stops


def motorway(sheet: Sheet, chance: random.Random) -> None:
    """Six lanes, a gantry, a viaduct and other traffic."""
    scenery.sky(sheet, "#8fb1be", "#f3e2c0", 520)
    scenery.bars(sheet, chance, 40, 5)
    scenery.sun(sheet, 260, 330, 84)
    scenery.hills(sheet, chance, 530, 60, "#7d9a72")
    scenery.tree_row(sheet, chance, 536, (50, 100), ("#5b7a58", "#476247"))
    sheet.path(
        "M0 430H1600V470H0ZM180 470h34v80h-34ZM760 470h34v80h-34ZM1360 470h34v80h-34Z", "#b9b3a4"
    )
    sheet.rect(0, 418, WIDTH, 12, "#8d877a")
    lorry(sheet, chance.randint(420, 560), 420)
    scenery.plane_of(sheet, 536, "#6f8f4e")
    scenery.plane_of(sheet, 556, "#565b5f")
    sheet.rect(0, 566, WIDTH, 4, "#ece5d4", o=0.8)
    sheet.path("".join(f"M{x} 596h70v5h-70Z" for x in range(-30, WIDTH, 170)), "#ece5d4", o=0.7)
    sheet.rect(0, 628, WIDTH, 9, "#c9ccca")
    sheet.path("".join(f"M{x} 628h7v34h-7Z" for x in range(20, WIDTH, 120)), "#9a9d9b")
    gantry(sheet)
    scenery.road(sheet, 662, 900, asphalt="#43484c")
    sheet.rect(0, 874, WIDTH, 6, "#ece5d4", o=0.8)


def lorry(sheet: Sheet, x: int, base: int) -> None:
    """A lorry on the viaduct."""
    sheet.rect(x + 62, base - 74, 190, 60, "#e8e1d0")
    sheet.rect(x + 62, base - 40, 190, 10, "#b5392d")
    sheet.path(f"M{x} {base - 14}v-34l18 -22h38v56Z", "#b5392d")
    sheet.path(f"M{x + 8} {base - 46}l12 -16h16v16Z", "#2b3741")
    for wheel in (24, 100, 128, 226):
        sheet.circle(x + wheel, base - 11, 11, "#22272b")


def gantry(sheet: Sheet) -> None:
    """Signs above the road, with bars where places would stand."""
    sheet.path("M96 664V170h14v494ZM1490 664V170h14v494Z", "#5d666b")
    sheet.path("M96 186H1504v12H96ZM96 226H1504v8H96Z", "#5d666b")
    sheet.line("".join(f"M{x} 230l30 -38l30 38" for x in range(104, 1460, 60)), "#5d666b", 4)
    for x, wide in ((250, 330), (660, 280), (1020, 380)):
        sheet.rect(x, 150, wide, 132, "#1f4d8c", rx=8)
        sheet.rect(x + 6, 156, wide - 12, 120, "none", rx=5, stroke="#f4f0e6", stroke_width=3)
        sheet.rect(x + 28, 178, wide * 0.5, 18, "#f4f0e6", rx=3)
        sheet.rect(x + 28, 212, wide * 0.36, 18, "#f4f0e6", rx=3)
        sheet.path(
            f"M{x + wide - 52} 262v-60l-16 18M{x + wide - 52} 202l16 18",
            stroke="#f4f0e6",
            stroke_width=9,
        )


def night(sheet: Sheet, chance: random.Random) -> None:
    """A lit city behind a dark road."""
    scenery.sky(sheet, "#0f1826", "#2a3c52", 600)
    for _ in range(90):
        x, y = chance.randint(0, WIDTH), chance.randint(0, 380)
        sheet.circle(x, y, chance.choice((1.2, 1.8, 2.4)), "#e9e4d4", o=0.7)
    sheet.path("M330 122a66 66 0 1 0 62 96a54 54 0 1 1 -62 -96Z", "#f4ecd4")
    skyline(sheet, chance)
    scenery.plane_of(sheet, 600, "#141b22")
    sheet.rect(0, 606, WIDTH, 10, "#56606a")
    sheet.path("".join(f"M{x} 606h6v36h-6Z" for x in range(20, WIDTH, 130)), "#3d464f")
    scenery.road(sheet, 640, 900, asphalt="#1d242b")
    for n, x in enumerate((150, 720, 1290)):
        scenery.lamp_post(sheet, x, 640, 380, "#0b1016")
        scenery.glow(sheet, f"lamp{n}", x + 66, 246, 170)
        sheet.rect(x + 46, 238, 42, 9, "#ffe9b0", rx=4)


def skyline(sheet: Sheet, chance: random.Random) -> None:
    """Towers in two rows, some windows lit."""
    for tone, low in (("#1c2838", 260), ("#141d2a", 150)):
        d, lit, x = "M0 602", "", 0
        while x < WIDTH:
            wide, high = chance.randint(50, 120), chance.randint(40, low)
            d += f"V{602 - high}h{wide}"
            for _ in range(high // 14):
                px, py = x + chance.randint(6, wide - 10), 602 - chance.randint(10, high - 8)
                lit += f"M{px} {py}h5v7h-5Z"
            x += wide
        sheet.path(f"{d}V602Z", tone)
        sheet.path(lit, SUN, o=0.75)


def dusk(sheet: Sheet, chance: random.Random) -> None:
    """The night lies over the cars too."""
    del chance
    sheet.rect(0, 0, WIDTH, HEIGHT, "#0d1626", o=0.24)


def beam(sheet: Sheet, x: float, ground: float, scale: float, way: int) -> None:
    """A headlamp's light ahead of a car; `way` is -1 for one that faces left."""
    nose, lamp = x + way * 222 * scale, ground - 74 * scale
    reach = nose + way * 560
    run: Stops = [(0, "#ffe7a3", 0.8), (1, "#ffe7a3", 0)]
    fill = sheet.linear(f"beam{x:.0f}", nose, 0, reach, 0, run)
    sheet.path(f"M{nose} {lamp - 6}L{reach} {lamp - 50}V{ground + 40}L{nose} {lamp + 10}Z", fill)


def testtrack(sheet: Sheet, chance: random.Random) -> None:
    """A banked bend, kerbs, cones and a timing hut."""
    scenery.sky(sheet, "#93b4bd", "#f4e3bf", 470)
    scenery.bars(sheet, chance, 50, 4)
    scenery.sun(sheet, 300, 250, 80)
    scenery.hills(sheet, chance, 480, 80, "#8aa57c")
    scenery.tree_row(sheet, chance, 490, (60, 130), ("#4f6f52", "#3d5942"))
    sheet.path("M0 520Q700 440 1600 470V560H0Z", "#75945a")
    sheet.path("M0 556Q760 470 1600 508V596Q760 560 0 640Z", "#6a6f72")
    sheet.path("M0 556Q760 470 1600 508", stroke="#c9ccca", stroke_width=8)
    stand(sheet, 1080, 500)
    scenery.plane_of(sheet, 640, "#4a4f53")
    sheet.path("M0 640Q760 560 1600 596V660H0Z", "#75945a")
    kerb = "".join(f"M{x} 652h50v18h-56Z" for x in range(-40, WIDTH, 100))
    sheet.rect(0, 652, WIDTH, 18, "#f1ece0")
    sheet.path(kerb, "#b5392d")
    for y in (734, 800):
        sheet.path(
            f"M{chance.randint(700, 900)} {y}Q1200 {y - 14} 1640 {y - 50}",
            stroke="#2f3437",
            stroke_width=11,
            o=0.55,
        )
    for x in range(70, WIDTH, 300):
        cone(sheet, x + chance.randint(-30, 30), 872)


def stand(sheet: Sheet, x: int, base: int) -> None:
    """The timing hut with its flag."""
    sheet.rect(x, base - 120, 300, 120, "#e8e1d0")
    sheet.rect(x - 20, base - 142, 340, 24, "#2b3a42")
    sheet.path(f"M{x + 20} {base - 96}h260v46h-260Z", "#4f6b78")
    sheet.path("".join(f"M{x + 20 + n * 65} {base - 96}h6v46h-6Z" for n in range(5)), "#e8e1d0")
    sheet.line(f"M{x + 286} {base - 140}v-120", "#2b3a42", 5)
    cells = "".join(
        f"M{x + 289 + c * 22} {base - 260 + r * 18}h22v18h-22Z"
        for r in range(4)
        for c in range(4)
        if (r + c) % 2
    )
    sheet.rect(x + 289, base - 260, 88, 72, "#f4f0e6")
    sheet.path(cells, "#22272b")


def cone(sheet: Sheet, x: int, base: int) -> None:
    """A traffic cone."""
    sheet.rect(x - 19, base - 7, 38, 7, "#e2651d")
    sheet.path(f"M{x - 13} {base - 7}L{x - 4} {base - 56}h8L{x + 13} {base - 7}Z", "#e2651d")
    sheet.path(f"M{x - 9} {base - 26}L{x - 6} {base - 42}h12L{x + 9} {base - 26}Z", "#f4f0e6")
