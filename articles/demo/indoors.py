"""Backgrounds of the trade: workshop, auction hall, forecourt."""

import random

from articles.demo import scenery
from articles.demo.scenery import HEIGHT, SUN, WIDTH
from listings.drawings.svg import Sheet, Stops


def workshop(sheet: Sheet, chance: random.Random) -> None:
    """An old workshop: lamps, tools on the wall, a lift, an open door."""
    sheet.rect(0, 0, WIDTH, 660, "#4d5a5a")
    sheet.rect(0, 0, WIDTH, 120, "#35403f")
    sheet.path("M0 120L180 40H1420L1600 120Z", "#2b3534")
    sheet.path(
        "".join(f"M{x} 120L{800 + (x - 800) * 0.7} 40" for x in range(0, 1700, 200)),
        stroke="#46524f",
        stroke_width=6,
    )
    door(sheet)
    tool_wall(sheet, chance)
    lift(sheet)
    sheet.rect(0, 600, WIDTH, 60, "#3d4847")
    sheet.rect(0, 594, WIDTH, 8, SUN)
    scenery.plane_of(sheet, 660, "#7b7f78")
    tiles = "".join(f"M{x} 660L{800 + (x - 800) * 1.8} 900" for x in range(-700, 2300, 120))
    rows = "".join(f"M0 {y}H1600" for y in (690, 734, 800))
    sheet.path(tiles + rows, stroke="#6b6f69", stroke_width=3)
    sheet.path("M1130 660L1560 660L1800 900H1060Z", "#f4e3b0", o=0.25)
    tyres(sheet, 60, 676)
    tyres(sheet, 214, 690)
    for n, x in enumerate((330, 800, 1270)):
        hanging_lamp(sheet, f"lamp{n}", x)


def door(sheet: Sheet) -> None:
    """A rolled-up door with the evening outside."""
    sheet.rect(1130, 220, 430, 440, "#f3d9a4")
    sheet.rect(1130, 500, 430, 160, "#8aa06a")
    sheet.circle(1400, 430, 70, SUN)
    sheet.rect(1130, 470, 430, 40, "#5d7a5a")
    sheet.path("".join(f"M1130 {y}h430v14h-430Z" for y in (200, 218, 236)), "#c9ccc4")
    sheet.path("M1118 196h16v464h-16ZM1556 196h16v464h-16Z", "#2b3534")


def tool_wall(sheet: Sheet, chance: random.Random) -> None:
    """Spanners by size, a calendar, a shelf of cans, the bench."""
    sheet.rect(90, 230, 400, 190, "#c2a673")
    for n in range(10):
        x, long = 118 + n * 36, 130 - n * 8
        sheet.line(f"M{x} 262v{long}", "#39423f", 9)
        sheet.circle(x, 256, 11, stroke="#39423f", stroke_width=6)
        sheet.path(f"M{x - 11} {262 + long}q11 -12 22 0l-5 14h-3l-3 -10l-3 10h-3Z", "#39423f")
    sheet.rect(570, 220, 120, 150, "#f4ece0")
    sheet.rect(570, 220, 120, 54, "#b5392d")
    dots = "".join(f"M{584 + c * 20} {290 + r * 18}h10v8h-10Z" for r in range(4) for c in range(5))
    sheet.path(dots, "#8a8272")
    sheet.rect(740, 330, 300, 10, "#2b3534")
    for n in range(7):
        tint = chance.choice(("#b5392d", SUN, "#e8e1d0", "#2c5a46", "#1f4d8c"))
        high = chance.randint(40, 74)
        sheet.rect(752 + n * 41, 330 - high, 32, high, tint, rx=3)
    sheet.rect(80, 500, 520, 16, "#6a4a30")
    sheet.path("M100 516h18v84h-18ZM562 516h18v84h-18Z", "#4a3424")
    sheet.path("M360 500v-34h70v12h-20v22Z", "#39423f")


def lift(sheet: Sheet) -> None:
    """The two posts of a car lift."""
    for x in (690, 1040):
        sheet.rect(x, 380, 34, 280, "#b5392d")
        sheet.rect(x - 12, 640, 58, 20, "#7d2820")
        sheet.rect(x + 11, 390, 12, 240, "#7d2820")


def tyres(sheet: Sheet, x: int, base: int) -> None:
    """A stack of four."""
    for n in range(4):
        sheet.rect(x, base - 34 - n * 32, 130, 30, "#22272b", rx=13)
        sheet.rect(x + 20, base - 22 - n * 32, 90, 5, "#3a4147", rx=2.5)


def hanging_lamp(sheet: Sheet, name: str, x: int) -> None:
    """An enamel lamp and its light."""
    light: Stops = [(0, "#ffe7ad", 0.42), (1, "#ffe7ad", 0)]
    sheet.circle(x, 178, 220, sheet.radial(name, x, 178, 220, light))
    sheet.line(f"M{x} 40v86", "#1d2524", 4)
    sheet.path(f"M{x - 58} 176q8 -50 58 -52q50 2 58 52Z", "#1d2524")
    sheet.rect(x - 40, 174, 80, 8, "#ffe9b0", rx=4)


def auction(sheet: Sheet, chance: random.Random) -> None:
    """The hall: trusses, spotlights, the lectern, bidders in front."""
    sheet.rect(0, 0, WIDTH, 640, "#2f3b45")
    trusses = "M0 96H1600M0 30H1600" + "".join(
        f"M{x} 96l50 -66l50 66" for x in range(0, WIDTH, 100)
    )
    sheet.path(trusses, stroke="#4d5c67", stroke_width=7)
    for n, x in enumerate((260, 620, 980, 1340)):
        beam: Stops = [(0, "#fff3cf", 0.5), (1, "#fff3cf", 0)]
        fill = sheet.linear(f"beam{n}", 0, 110, 0, 660, beam)
        sheet.path(f"M{x - 18} 112h36l150 560h-336Z", fill)
        sheet.path(f"M{x - 24} 96h48l-6 28h-36Z", "#171d22")
    screen(sheet, 540, 190)
    lectern(sheet)
    sheet.rect(0, 600, WIDTH, 46, "#25303a")
    scenery.plane_of(sheet, 640, "#8d7a62")
    boards = "".join(f"M{x} 640L{800 + (x - 800) * 1.6} 900" for x in range(-500, 2100, 90))
    sheet.path(boards, stroke="#7d6b55", stroke_width=3)
    sheet.ellipse(800, 740, 800, 100, "#b39b78", o=0.7)


def screen(sheet: Sheet, x: int, y: int) -> None:
    """The lot on the screen: a car's outline, a number, the bids."""
    sheet.rect(x, y, 520, 250, "#11171c", rx=8)
    sheet.rect(x + 14, y + 14, 492, 222, "#f2ead8")
    car = "q6 -34 52 -38l60 -40q18 -8 52 -8h44q30 2 56 44l34 8q10 8 4 34Z"
    sheet.path(f"M{x + 40} {y + 180}{car}", "#2f3b45")
    for wheel in (98, 272):
        sheet.circle(x + wheel, y + 182, 27, "#11171c", stroke="#f2ead8", stroke_width=6)
    sheet.rect(x + 370, y + 44, 108, 52, SUN)
    for n, wide in enumerate((108, 84, 96)):
        sheet.rect(x + 370, y + 116 + n * 30, wide, 16, "#8a8272", rx=3)


def lectern(sheet: Sheet) -> None:
    """The auctioneer, with a raised hammer."""
    sheet.circle(1216, 392, 32, "#d9a679")
    sheet.path("M1164 548q0 -116 52 -118q52 2 52 118Z", "#7c2f28")
    sheet.line("M1176 462L1120 400", "#7c2f28", 24)
    sheet.line("M1116 398l-16 -34", "#6a4a30", 8)
    sheet.rect(1072, 344, 54, 24, "#6a4a30", rx=5, transform="rotate(-24 1099 356)")
    sheet.path("M1184 388q2 -36 34 -34q30 2 30 28q-20 -14 -40 -10q-12 4 -24 16Z", "#3a2a20")
    sheet.path("M1130 520h176l-16 120h-144Z", "#6a4a30")
    sheet.rect(1118, 508, 200, 18, "#8a6340")


def bidders(sheet: Sheet, chance: random.Random) -> None:
    """Heads and paddles in front of the cars."""
    for n, x in enumerate(range(40, WIDTH, 128)):
        y, tone = 856 + chance.randint(-8, 14), chance.choice(("#161c21", "#1d252b", "#10161a"))
        sheet.path(f"M{x - 62} {HEIGHT + 20}q0 -70 62 -72q62 2 62 72Z", tone)
        sheet.circle(x, y - 18, 31, tone)
        if n % 4 == chance.randint(0, 3):
            sheet.line(f"M{x + 46} 880L{x + 62} 800", tone, 15)
            sheet.rect(x + 40, 742, 46, 58, SUN, rx=6)


def forecourt(sheet: Sheet, chance: random.Random) -> None:
    """A dealer's yard: glass hall, bunting, flags, the stock behind."""
    scenery.sky(sheet, "#90b5c3", "#f4e6c8", 560)
    scenery.bars(sheet, chance, 30, 4)
    scenery.sun(sheet, 230, 200, 74)
    scenery.tree_row(sheet, chance, 570, (90, 190), ("#6a8a68", "#527053"))
    hall(sheet, chance)
    colours = ["#b5392d", "#1f4d8c", SUN, "#2c5a46"]
    chance.shuffle(colours)
    for x, tint in zip((60, 150, 1460, 1550), colours, strict=True):
        sheet.rect(x, 170, 7, 450, "#5d666b")
        sheet.path(f"M{x + 7} 180q34 -14 62 2v118q-30 -16 -62 -2Z", tint)
    scenery.plane_of(sheet, 612, "#aaa594")
    slabs = "".join(f"M{x} 612L{800 + (x - 800) * 1.8} 900" for x in range(-800, 2500, 110))
    rows = "".join(f"M0 {y}H1600" for y in (632, 660, 700, 756, 830))
    sheet.path(slabs + rows, stroke="#979280", stroke_width=2)
    bunting(sheet)


def hall(sheet: Sheet, chance: random.Random) -> None:
    """The showroom with lights on."""
    sheet.rect(300, 300, 1060, 316, "#e9e2cf")
    sheet.rect(330, 336, 1000, 280, "#7d969d")
    sheet.rect(330, 336, 1000, 110, "#9fb3b4")
    for x in range(370, 1300, 120):
        sheet.rect(x, 356, 60, 8, "#fff6da", rx=4)
    for x in (400, 720, 1040):
        tint = chance.choice(("#5d7178", "#66797d", "#536970"))
        outline = "q4 -40 60 -44l44 -34q14 -6 48 -6q44 0 66 40l30 8q8 10 4 36Z"
        sheet.path(f"M{x} 596{outline}", tint)
        sheet.path(f"M{x + 76} 550l32 -24h26v24ZM{x + 142} 526h18q20 0 32 24h-50Z", "#8ea5aa")
        for wheel in (52, 196):
            sheet.circle(x + wheel, 598, 20, "#3c4d54")
    sheet.path("".join(f"M{x} 336h8v280h-8Z" for x in range(326, 1340, 125)), "#37444b")
    sheet.rect(280, 276, 1100, 34, "#2b3a42")
    sheet.rect(280, 276, 1100, 8, SUN)
    sheet.path("M420 612l170 -276h60l-170 276ZM900 612l170 -276h26l-170 276Z", "#fff", o=0.18)


def bunting(sheet: Sheet) -> None:
    """Little flags on a line across the yard."""
    sheet.path("M66 176Q430 330 800 236T1464 176", stroke="#4a5257", stroke_width=3)
    tints = ("#b5392d", "#f4f0e6", SUN, "#1f4d8c")
    for n in range(1, 24):
        t = n / 24
        # The line above, as its two quadratics.
        if t < 0.5:
            u = t * 2
            x = (1 - u) ** 2 * 66 + 2 * u * (1 - u) * 430 + u * u * 800
            y = (1 - u) ** 2 * 176 + 2 * u * (1 - u) * 330 + u * u * 236
        else:
            u = t * 2 - 1
            x = (1 - u) ** 2 * 800 + 2 * u * (1 - u) * 1170 + u * u * 1464
            y = (1 - u) ** 2 * 236 + 2 * u * (1 - u) * 142 + u * u * 176
        sheet.path(f"M{x - 15} {y}h30l-15 36Z", tints[n % 4])
