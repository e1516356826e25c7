"""The backdrop "street": a Dutch street at dusk, in picture units (1200 x 800, y down)."""

import random
from collections.abc import Callable

from .svg import Sheet, Stops

Shade = Callable[[str], str]
WIDTH, HEIGHT, KERB = 1200, 800, 540
BRICKS = ["#54424f", "#6a4a4c", "#45405a", "#5d4650", "#3f4560", "#7a5a55"]


def street(sheet: Sheet, shade: Shade, chance: random.Random) -> None:
    """Far roofs, a row of gabled houses, pavement with posts, wet asphalt under three lamps."""
    tones = (
        (0, "#29365c"),
        (0.32, "#66608c"),
        (0.52, "#d08a80"),
        (0.66, "#f3bf8c"),
        (1, "#f3bf8c"),
    )
    sky = [(at, shade(tone)) for at, tone in tones]
    sheet.rect(0, 0, WIDTH, HEIGHT, sheet.linear("sky", 0, 0, 0, HEIGHT, sky))
    far_roofs(sheet, shade, chance)
    x = -chance.randint(20, 90)
    while x < WIDTH:
        wide = chance.randint(150, 212)
        house(sheet, shade, chance, x, wide, chance.randint(268, 352))
        x += wide
    sheet.rect(0, KERB, WIDTH, 26, shade("#5d5870"))
    sheet.rect(0, 563, WIDTH, 6, shade("#8b8496"))
    asphalt = [(0, shade("#474659")), (0.3, shade("#35364a")), (1, shade("#1f212e"))]
    sheet.rect(0, 569, WIDTH, HEIGHT - 569, sheet.linear("road", 0, 569, 0, HEIGHT, asphalt))
    for x in (112, 640, 1118):
        street_lamp(sheet, x)
    for post in range(30, WIDTH, 82):
        sheet.path(f"M{post} 566v-26q4 -5 8 0v26Z", shade("#2b2a3a"))
    dashes = "M0 742h150l-8 8H0ZM262 742h210l-2 8H258ZM600 742h204l6 8H600ZM930 742h200l12 8H938Z"
    sheet.path(dashes, "#d9d5df", o=0.3)


def far_roofs(sheet: Sheet, shade: Shade, chance: random.Random) -> None:
    """The next street's roofs, in haze."""
    d, x = f"M0 {KERB}", 0
    while x < WIDTH:
        wide, top = chance.randint(90, 150), chance.randint(180, 260)
        d += f"V{top}l{wide / 2} {-chance.randint(0, 34)}L{x + wide} {top}"
        x += wide
    sheet.path(f"{d}V{KERB}Z", shade("#8a6f8e"), o=0.75)


def street_lamp(sheet: Sheet, x: int) -> None:
    """A lamp with its glow and its pool of light on the road."""
    warm: Stops = [(0, "#ffd08a", 0.34), (1, "#ffc070", 0)]
    pool = sheet.radial(f"pool{x}", x + 36, 600, 190, warm, 0.19)
    sheet.ellipse(x + 36, 600, 190, 36, pool)
    sheet.line(f"M{x} 556V196q0 -16 14 -16h20", "#191b28", 5)
    light: Stops = [(0, "#ffe2ac", 0.75), (0.2, "#ffd08a", 0.32), (1, "#ffc070", 0)]
    sheet.circle(x + 36, 186, 150, sheet.radial(f"glow{x}", x + 36, 186, 150, light))
    sheet.path(f"M{x + 22} 180h28l-4 9h-20Z", "#ffeec9")


def house(sheet: Sheet, shade: Shade, chance: random.Random, x: int, wide: int, high: int) -> None:
    """One facade: gable, rows of windows, a shop window and a door."""
    top, middle = KERB - high, x + wide / 2
    brick, kind = shade(chance.choice(BRICKS)), chance.randrange(4)
    sheet.path(gables(x, top, wide)[kind], brick)
    sheet.path(f"M{x} {KERB}V{top + 4}h{wide * 0.12:.0f}V{KERB}Z", "#0c0e1c", o=0.18)
    if kind < 3:  # a cornice has no attic window
        lit = "#ffd08a" if chance.random() < 0.4 else "#2c2f45"
        sheet.path(f"M{middle - 8} {top - 6}v-14q8 -9 16 0v14Z", shade(lit))
    panes(sheet, shade, chance, x, top, wide)
    sheet.rect(x + wide * 0.1, KERB - 78, wide * 0.46, 64, shade("#ffd798"), o=0.85)
    sheet.rect(x + wide * 0.68, KERB - 84, wide * 0.2, 84, shade("#23303c"))


def gables(x: int, top: int, wide: int) -> list[str]:
    """The four gables of a canal house: step, neck, spout, cornice."""
    step, middle = wide / 8, x + wide / 2
    up, down = f"h{step}v-18" * 3, f"v18h{step}" * 3
    neck = (
        f"q{step * 2} -4 {step * 2.4} -52q{step * 1.6} -22 {step * 3.2} 0"
        f"q{step * 0.4} 48 {step * 2.4} 52"
    )
    return [
        f"M{x} {KERB}V{top}{up}h{2 * step}{down}V{KERB}Z",
        f"M{x} {KERB}V{top}{neck}V{KERB}Z",
        f"M{x} {KERB}V{top}L{middle - 7} {top - 54}v-10h14v10L{x + wide} {top}V{KERB}Z",
        f"M{x} {KERB}V{top - 12}h-3v-10h{wide + 6}v10h-3V{KERB}Z",
    ]


def panes(sheet: Sheet, shade: Shade, chance: random.Random, x: int, top: int, wide: int) -> None:
    """Sash windows, a third of them lit."""
    columns = 3 if wide > 170 else 2
    pane = wide / columns * 0.44
    shapes, bars = {True: "", False: ""}, ""
    for row in range(top + 16, KERB - 92, 68):
        for column in range(columns):
            left = x + (column + 0.5) * wide / columns - pane / 2
            shapes[chance.random() < 0.36] += f"M{left} {row}h{pane}v46h{-pane}Z"
            bars += f"M{left} {row + 16}h{pane}m{-pane / 2} -16v46"
    frame = shade("#d8cdd0")
    for lit, d in shapes.items():
        fill = shade("#ffcb7c" if lit else "#2c3048")
        sheet.path(d, fill, stroke=frame, stroke_width=2, stroke_opacity=0.55)
    sheet.line(bars, frame, 1.2, o=0.5)
