"""Props for the articles' pictures: skies, trees, roads, houses, in units of 1600 x 900, y down."""

import random

from listings.drawings.svg import Sheet, Stops, mix

WIDTH, HEIGHT = 1600, 900
SUN = "#ffc51f"  # the site's one accent, and every picture's brightest spot


def sky(sheet: Sheet, top: str, low: str, horizon: int = 560) -> None:
    """Two tones down to the horizon, and haze below it."""
    fill = sheet.linear("sky", 0, 0, 0, horizon, [(0, top), (1, low)])
    sheet.rect(0, 0, WIDTH, horizon + 2, fill)
    sheet.rect(0, horizon, WIDTH, HEIGHT - horizon, mix(low, "#6f8f4e", 0.45))


def sun(sheet: Sheet, x: int, y: int, r: int) -> None:
    """A plain disc."""
    sheet.circle(x, y, r, SUN)


def bars(sheet: Sheet, chance: random.Random, y: int, count: int, fill: str = "#fff") -> None:
    """Long flat clouds with round ends, below height y."""
    for _ in range(count):
        wide, x = chance.randint(180, 460), chance.randint(-80, 1400)
        y += chance.randint(26, 60)
        sheet.rect(x, y, wide, 15, fill, rx=7.5, o=0.55)
        if chance.random() < 0.5:
            sheet.rect(x + chance.randint(40, 160), y + 22, wide * 0.6, 9, fill, rx=4.5, o=0.4)


def hills(sheet: Sheet, chance: random.Random, y: int, rise: int, fill: str) -> None:
    """A soft line of land, filled down to the picture's edge."""
    d, x = f"M-40 {HEIGHT}V{y}", -40
    while x < WIDTH + 40:
        step = chance.randint(160, 340)
        high = chance.randint(rise // 3, rise)
        d += f"c{step * 0.35:.0f} {-high} {step * 0.65:.0f} {-high} {step} 0"
        x += step
    sheet.path(f"{d}V{HEIGHT}Z", fill)


def oval_tree(sheet: Sheet, x: float, base: float, high: float, crown: str, trunk: str) -> None:
    """A slim crown on a thin trunk."""
    wide = high * 0.19
    sheet.rect(x - high * 0.018, base - high * 0.4, high * 0.036, high * 0.4, trunk)
    sheet.ellipse(x, base - high * 0.56, wide, high * 0.44, crown)


def round_tree(sheet: Sheet, x: float, base: float, high: float, tones: tuple[str, str]) -> None:
    """A street tree: two overlapping crowns."""
    sheet.rect(x - high * 0.02, base - high * 0.5, high * 0.04, high * 0.5, "#2b2a26")
    sheet.circle(x, base - high * 0.66, high * 0.24, tones[0])
    sheet.circle(x + high * 0.11, base - high * 0.78, high * 0.17, tones[1])


def tree_row(
    sheet: Sheet, chance: random.Random, base: int, tall: tuple[int, int], tones: tuple[str, str]
) -> None:
    """Oval trees at irregular steps, across the picture."""
    x = chance.randint(-30, 40)
    while x < WIDTH:
        oval_tree(sheet, x, base, chance.randint(*tall), chance.choice(tones), tones[1])
        x += chance.randint(34, 120)


def road(
    sheet: Sheet, top: int, low: int, *, asphalt: str = "#474c50", dash: str = "#ece5d4"
) -> None:
    """A road from one side to the other, with its edge line and a broken one below."""
    sheet.rect(0, top, WIDTH, low - top, asphalt)
    sheet.rect(0, top + 8, WIDTH, 5, dash, o=0.7)
    y = low - (low - top) * 0.2
    sheet.path("".join(f"M{x} {y}h120l6 9h-132Z" for x in range(-60, WIDTH, 250)), dash, o=0.85)


def turbine(sheet: Sheet, x: int, base: int, high: int, turn: int, fill: str = "#f4f0e6") -> None:
    """A wind turbine; `turn` in degrees."""
    top, blade = base - high, high * 0.52
    sheet.path(f"M{x - high * 0.016} {base}L{x - 2} {top}h4L{x + high * 0.016} {base}Z", fill)
    for angle in (turn, turn + 120, turn + 240):
        d = f"M0 -3Q{blade * 0.2} -{blade * 0.05} {blade} -1L{blade} 1L0 3Z"
        sheet.path(d, fill, transform=f"translate({x} {top}) rotate({angle})")
    sheet.circle(x, top, high * 0.02, fill)


def mill(sheet: Sheet, x: int, base: int, size: float, tone: str, cap: str) -> None:
    """A thatched polder mill with its sails."""
    sheet.open(f'transform="translate({x} {base}) scale({size})"')
    sheet.path("M-62 0L-36 -150H36L62 0Z", tone)
    sheet.path("M-42 -150q4 -46 42 -50q38 4 42 50Z", cap)
    sheet.rect(-78, -66, 156, 8, cap)
    sheet.path("M-12 0v-38q12 -12 24 0v38Z", cap)
    for angle in (24, 114, 204, 294):
        sail = "M-3 0V-178H3V0M5 -40V-174H34V-40Z"
        sheet.path(sail, cap, transform=f"translate(0 -164) rotate({angle})")
    sheet.close()


def gable(x: float, base: float, wide: float, high: float, kind: int) -> str:
    """A canal house: step, neck, bell or spout gable."""
    top, step = base - high, wide / 8
    start = f"M{x} {base}V{top}"
    if kind == 0:
        up, down = f"h{step}v-26" * 3, f"v26h{step}" * 3
        return f"{start}{up}h{2 * step}{down}V{base}Z"
    if kind == 1:
        neck = f"q{step} -6 {step * 2.2} -30v-40h{step * 3.6}v40q{step * 1.2} 24 {step * 2.2} 30"
        return f"{start}{neck}V{base}Z"
    if kind == 2:
        return (
            f"{start}q{step * 2.4} -10 {step * 2.6} -64q{step * 1.4} -24 {step * 2.8} 0"
            f"q{step * 0.2} 54 {step * 2.6} 64V{base}Z"
        )
    return f"{start}l{wide / 2 - 9} -66v-12h18v12L{x + wide} {top}V{base}Z"


def windows(
    sheet: Sheet,
    chance: random.Random,
    box: tuple[float, float, float, float],
    grid: tuple[int, int],
) -> None:
    """Panes in columns and rows within (x, y, width, height); a fifth of them lit."""
    (x, y, wide, high), (columns, rows) = box, grid
    pane_w, pane_h = wide / columns * 0.56, high / rows * 0.58
    shapes = {True: "", False: ""}
    for row in range(rows):
        for column in range(columns):
            left = x + (column + 0.5) * wide / columns - pane_w / 2
            at = f"M{left} {y + row * high / rows}h{pane_w}v{pane_h}h{-pane_w}Z"
            shapes[chance.random() < 0.2] += at
    sheet.path(shapes[False], "#efe3cd")
    sheet.path(shapes[True], SUN, o=0.9)


def lamp_post(sheet: Sheet, x: int, base: int, high: int, tone: str = "#23282c") -> None:
    """A street lamp with an arm to the right."""
    sheet.line(f"M{x} {base}V{base - high}q0 -18 20 -18h34", tone, 7)
    sheet.rect(x + 44, base - high - 24, 46, 10, tone, rx=4)


def glow(sheet: Sheet, name: str, x: int, y: int, r: int) -> None:
    """Warm light in the dark."""
    warm: Stops = [(0, "#ffe3a3", 0.5), (1, "#ffe3a3", 0)]
    sheet.circle(x, y, r, sheet.radial(name, x, y, r, warm))


def bicycle(sheet: Sheet, x: int, base: int, tone: str = "#23282c") -> None:
    """A parked city bicycle."""
    for wheel in (0, 78):
        sheet.circle(x + wheel, base - 24, 23, stroke=tone, stroke_width=4)
    frame = (
        f"M{x} {base - 24}L{x + 26} {base - 64}H{x + 62}L{x + 78} {base - 24}M{x + 26} {base - 64}"
    )
    sheet.line(
        f"{frame}L{x + 38} {base - 24}L{x + 62} {base - 64}l-5 -16h-14M{x + 16} {base - 72}h20",
        tone,
        4,
    )


def plane_of(sheet: Sheet, top: int, fill: str) -> None:
    """The ground, from a height down."""
    sheet.rect(0, top, WIDTH, HEIGHT - top, fill)
