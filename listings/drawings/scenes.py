"""Backdrops in picture units (1200 x 800, y downward); the car stands on y = 604, facing left."""

import random
from collections.abc import Callable

from .bodies import BODIES
from .svg import Sheet, mix, num

Shade = Callable[[str], str]
WIDTH, HEIGHT = 1200, 800


def scene(sheet: Sheet, name: str, scheme: str, paint: str, seed: int) -> None:
    """Fills the picture; `scheme` dark turns the lights down."""

    def shade(colour: str) -> str:
        return mix(colour, "#0b1430", 0.5) if scheme == "dark" else colour

    chance = random.Random(f"{name}/{seed}")
    if name == "studio":
        studio(sheet, scheme, paint)
    elif name == "street":
        street(sheet, shade, chance)
    elif name == "forecourt":
        forecourt(sheet, shade, chance)
    elif name == "countryside":
        countryside(sheet, shade, chance)
    else:
        raise ValueError(f"no backdrop {name!r}")


def studio(sheet: Sheet, scheme: str, paint: str) -> None:
    """Seamless paper: a wall that bends into the floor, one soft light, a breath of the car's colour."""
    wall, floor, glow = (
        ("#24272c", "#15171a", "#4a5058") if scheme == "dark" else ("#e3e0d9", "#cfcbc2", "#f7f5f1")
    )
    bright = sum(int(paint[i : i + 2], 16) for i in (1, 3, 5)) > 520
    if bright and scheme == "light":  # a pale car needs a darker wall
        wall, floor, glow = "#bfc1c2", "#a9abac", "#d6d8d8"
    wall = mix(wall, paint, 0.05)
    run = [
        (0, wall),
        (0.55, wall),
        (0.68, mix(wall, floor, 0.4)),
        (0.78, floor),
        (1, mix(floor, wall, 0.5)),
    ]
    sheet.rect(0, 0, WIDTH, HEIGHT, sheet.linear("wall", 0, 0, 0, HEIGHT, run))
    sheet.rect(
        0,
        0,
        WIDTH,
        HEIGHT,
        sheet.radial(
            "light", 560, 330, 620, [(0, glow, 0.95), (0.5, glow, 0.5), (1, glow, 0)], 0.62
        ),
    )
    sheet.ellipse(
        600,
        655,
        620,
        90,
        sheet.radial("pool", 600, 655, 620, [(0, glow, 0.7), (1, glow, 0)], 0.145),
    )


def street(sheet: Sheet, shade: Shade, chance: random.Random) -> None:
    """A Dutch street at dusk: far roofs, a row of gabled houses, pavement, wet asphalt."""
    sky = [
        (0, shade("#29365c")),
        (0.32, shade("#66608c")),
        (0.52, shade("#d08a80")),
        (0.66, shade("#f3bf8c")),
        (1, shade("#f3bf8c")),
    ]
    sheet.rect(0, 0, WIDTH, HEIGHT, sheet.linear("sky", 0, 0, 0, HEIGHT, sky))
    far, x = "M0 540", 0
    while x < WIDTH:
        wide, top = chance.randint(90, 150), chance.randint(180, 260)
        far += f"V{top}l{wide / 2:g} {-chance.randint(0, 34)}L{x + wide} {top}"
        x += wide
    sheet.path(far + "V540Z", shade("#8a6f8e"), o=0.75)
    x = -chance.randint(20, 90)
    while x < WIDTH:
        wide = chance.randint(150, 212)
        house(sheet, shade, chance, x, wide, chance.randint(268, 352))
        x += wide
    sheet.rect(0, 540, WIDTH, 26, shade("#5d5870"))
    sheet.rect(0, 563, WIDTH, 6, shade("#8b8496"))
    asphalt = [(0, shade("#474659")), (0.3, shade("#35364a")), (1, shade("#1f212e"))]
    sheet.rect(0, 569, WIDTH, HEIGHT - 569, sheet.linear("road", 0, 569, 0, HEIGHT, asphalt))
    for lamp in (112, 640, 1118):
        pool = sheet.radial(
            f"pool{lamp}", lamp + 36, 600, 190, [(0, "#ffd08a", 0.34), (1, "#ffc070", 0)], 0.19
        )
        sheet.ellipse(lamp + 36, 600, 190, 36, pool)
        sheet.line(f"M{lamp} 556V196q0 -16 14 -16h20", "#191b28", 5)
        sheet.circle(
            lamp + 36,
            186,
            150,
            sheet.radial(
                f"glow{lamp}",
                lamp + 36,
                186,
                150,
                [(0, "#ffe2ac", 0.75), (0.2, "#ffd08a", 0.32), (1, "#ffc070", 0)],
            ),
        )
        sheet.path(f"M{lamp + 22} 180h28l-4 9h-20Z", "#ffeec9")
    for post in range(30, WIDTH, 82):
        sheet.path(f"M{post} 566v-26q4 -5 8 0v26Z", shade("#2b2a3a"))
    sheet.path(
        "M0 742h150l-8 8H0ZM262 742h210l-2 8H258ZM600 742h204l6 8H600ZM930 742h200l12 8H938Z",
        "#d9d5df",
        o=0.3,
    )


def house(sheet: Sheet, shade: Shade, chance: random.Random, x: int, wide: int, high: int) -> None:
    """One facade: a step, neck, spout or cornice gable, three rows of windows, some of them lit."""
    base, top, mid = 540, 540 - high, x + wide / 2
    brick = shade(chance.choice(["#54424f", "#6a4a4c", "#45405a", "#5d4650", "#3f4560", "#7a5a55"]))
    step = wide / 8
    gables = [
        f"M{x} {base}V{top}"
        + "".join(f"h{step:g}v-18" for _ in range(3))
        + f"h{2 * step:g}"
        + "".join(f"v18h{step:g}" for _ in range(3))
        + f"V{base}Z",
        f"M{x} {base}V{top}q{step * 2:g} -4 {step * 2.4:g} -52q{step * 1.6:g} -22 {step * 3.2:g} 0"
        f"q{step * 0.4:g} 48 {step * 2.4:g} 52V{base}Z",
        f"M{x} {base}V{top}L{mid - 7} {top - 54}v-10h14v10L{x + wide} {top}V{base}Z",
        f"M{x} {base}V{top - 12}h-3v-10h{wide + 6}v10h-3V{base}Z",
    ]
    kind = chance.randrange(4)
    sheet.path(gables[kind], brick)
    sheet.path(f"M{x} {base}V{top + 4}h{wide * 0.12:.0f}V{base}Z", "#0c0e1c", o=0.18)
    if kind < 3:
        sheet.path(
            f"M{mid - 8:g} {top - 6}v-14q8 -9 16 0v14Z",
            shade("#ffd08a" if chance.random() < 0.4 else "#2c2f45"),
        )
    columns = 3 if wide > 170 else 2
    pane = wide / columns * 0.44
    shapes = {True: "", False: ""}
    bars = ""
    for row in range(top + 16, base - 92, 68):
        for column in range(columns):
            left = num(x + (column + 0.5) * wide / columns - pane / 2)
            shapes[chance.random() < 0.36] += f"M{left} {row}h{num(pane)}v46h{num(-pane)}Z"
            bars += f"M{left} {row + 16}h{num(pane)}m{num(-pane / 2)} -16v46"
    for lit, d in shapes.items():
        sheet.path(
            d,
            shade("#ffcb7c" if lit else "#2c3048"),
            stroke=shade("#d8cdd0"),
            stroke_width=2,
            stroke_opacity=0.55,
        )
    sheet.line(bars, shade("#d8cdd0"), 1.2, o=0.5)
    sheet.rect(x + wide * 0.1, base - 78, wide * 0.46, 64, shade("#ffd798"), o=0.85)
    sheet.rect(x + wide * 0.68, base - 84, wide * 0.2, 84, shade("#23303c"))


def forecourt(sheet: Sheet, shade: Shade, chance: random.Random) -> None:
    """A dealer's glass pavilion, flags, a row of stock and paving."""
    sky = [(0, shade("#a9c3d6")), (0.5, shade("#dfe8ea")), (1, shade("#eef0ec"))]
    sheet.rect(0, 0, WIDTH, HEIGHT, sheet.linear("sky", 0, 0, 0, 540, sky))
    sheet.path(
        "M0 520V452q70 -26 130 -8q40 -34 96 -6q60 -20 110 8V520ZM900 520V446q60 -30 120 -4q60 -34 180 6"
        "V520Z",
        shade("#9db5a6"),
    )
    accent = chance.choice(["#d9542b", "#1f6f78", "#c79a1e", "#3b4f86"])
    inside = [(0, "#8fa3ad"), (0.5, "#cdd5d3"), (1, "#eae5d8")]  # lit from within at any hour
    sheet.rect(150, 250, 900, 294, sheet.linear("hall", 0, 250, 0, 544, inside))
    for lamp in range(190, 1030, 84):
        sheet.path(f"M{lamp} 292h44l-8 7h-44Z", "#fff8e2", o=0.95)
    for x, name in ((200, "coupe"), (480, "hatchback"), (742, "suv")):
        parked(sheet, name, x, 532, 0.52, mix(shade("#8d979b"), accent, 0.12), 0.6)
    for post in range(150, 1051, 100):
        sheet.rect(post - 2, 270, 4, 274, shade("#3b444b"))
    sheet.path("M240 544l150 -274h70l-150 274ZM700 544l150 -274h34l-150 274Z", "#fff", o=0.22)
    sheet.path("M118 222h964l-14 52H132Z", shade("#2c343b"))
    sheet.path("M118 222h964l-2 9H120Z", shade(accent))
    for pole in (42, 84, 1118, 1160):
        sheet.rect(pole, 150, 4, 402, shade("#8e989d"))
        sheet.path(f"M{pole + 4} 158c10 -5 18 5 28 0v92c-10 5 -18 -5 -28 0Z", shade(accent))
        sheet.path(f"M{pole + 4} 158c4 -2 7 -2 10 -1v92c-3 -1 -6 -1 -10 1Z", "#fff", o=0.22)
    floor = [(0, shade("#b9b8b2")), (0.25, shade("#a5a49f")), (1, shade("#83837f"))]
    sheet.rect(0, 540, WIDTH, HEIGHT - 540, sheet.linear("floor", 0, 540, 0, HEIGHT, floor))
    rays = "".join(f"M{600 + n * 46} 540L{600 + n * 128} 800" for n in range(-15, 16))
    rows = "".join(f"M0 {y}H1200" for y in (548, 559, 574, 594, 621, 657, 704, 764))
    sheet.line(rays + rows, shade("#6f706d"), 1.2, o=0.35)
    sheet.rect(0, 536, WIDTH, 9, shade("#7f857f"))
    for x in (0, 1064):
        sheet.path(f"M{x} 548v-30q0 -8 8 -8h120q8 0 8 8v30Z", shade("#6f8a68"))
        sheet.path(f"M{x} 548v-30q0 -8 8 -8h120q8 0 8 8v4H{x}Z", shade("#8aa37d"))
        sheet.rect(x - 4, 540, 144, 12, shade("#5c6265"))


def parked(
    sheet: Sheet, name: str, x: float, y: float, size: float, tint: str, strength: float
) -> None:
    """A car of the stock as a flat shape; (x, y) is where its nose meets the ground."""
    body = BODIES[name]
    move = f"translate({num(x - body.front * size)} {num(y)}) scale({size} {-size})"
    sheet.open(f'transform="{move}" opacity="{strength}"')
    sheet.path(body.silhouette(), tint)
    sheet.path(body.glass + "Z", mix(tint, "#20282e", 0.6))
    sheet.path(
        f"M{body.front} {body.sill}H{body.rear}V{body.sill + 16}H{body.front}Z",
        mix(tint, "#20282e", 0.3),
    )
    for axle in (0, body.wheelbase):
        sheet.circle(axle, body.tyre / 2, body.tyre / 2, mix(tint, "#15191c", 0.8))
        sheet.circle(axle, body.tyre / 2, body.tyre / 3.4, mix(tint, "#30363a", 0.2))
    sheet.close()


def countryside(sheet: Sheet, shade: Shade, chance: random.Random) -> None:
    """A polder road: high sky, mill and poplars, striped fields, a ditch."""
    sky = [(0, shade("#86b0cc")), (0.6, shade("#cfe0e4")), (1, shade("#f4ecd8"))]
    sheet.rect(0, 0, WIDTH, HEIGHT, sheet.linear("sky", 0, 0, 0, 480, sky))
    for _ in range(4):
        cloud(
            sheet,
            shade,
            chance.randint(-60, 1080),
            chance.randint(40, 250),
            chance.uniform(0.7, 1.5),
        )
    woods, x = "M0 486V466", 0
    while x < WIDTH:
        step = chance.randint(26, 70)
        woods += f"q{step / 2:g} {-chance.randint(6, 26)} {step} 0"
        x += step
    sheet.path(woods + "V486Z", shade("#a3bdb4"))
    mill(sheet, shade, chance.choice([150, 930, 1040]))
    sheet.rect(0, 480, WIDTH, 90, shade("#9cb86f"))
    for n, tint in enumerate(
        ["#86a860", "#c9b94f", "#7fa25e", "#d98a5a", "#91b069", "#b8c36b", "#7b9d5b", "#cfae4c"]
    ):
        left, right = -700 + n * 330, -700 + n * 330 + 165
        sheet.path(
            f"M{600 + (left - 600) * 0.34:.0f} 480H{600 + (right - 600) * 0.34:.0f}L{right} 566H{left}Z",
            shade(tint),
            o=0.85,
        )
    sheet.path("M0 528H1200V541H0Z", shade("#b9d3dc"))
    sheet.path("M0 528H1200V531H0Z", shade("#5f7f4c"))
    for x in range(chance.randint(-30, 20), WIDTH, 118):
        poplar(sheet, shade, x + chance.randint(-8, 8), chance.randint(150, 196))
    sheet.rect(
        0,
        541,
        WIDTH,
        36,
        sheet.linear("verge", 0, 541, 0, 577, [(0, shade("#86a85b")), (1, shade("#66894a"))]),
    )
    road = [(0, shade("#8f9496")), (0.5, shade("#7c8184")), (1, shade("#6a6f73"))]
    sheet.rect(0, 574, WIDTH, 194, sheet.linear("road", 0, 574, 0, 754, road))
    sheet.rect(0, 580, WIDTH, 3, "#f3f1ea", o=0.75)
    sheet.path("".join(f"M{n} 734h96l4 7h-98Z" for n in range(-40, WIDTH, 190)), "#f3f1ea", o=0.75)
    sheet.path(
        "M0 764"
        + "".join(
            f"L{n + chance.randint(-5, 5)} {chance.randint(750, 760)}L{n + 8} 764"
            for n in range(6, WIDTH, 17)
        )
        + "V800H0Z",
        shade("#557a41"),
    )
    sheet.rect(
        0,
        762,
        WIDTH,
        38,
        sheet.linear("near", 0, 762, 0, 800, [(0, shade("#557a41")), (1, shade("#3d5f35"))]),
    )


def cloud(sheet: Sheet, shade: Shade, x: int, y: int, size: float) -> None:
    """A flat-bottomed cloud."""
    sheet.open(f'transform="translate({x} {y}) scale({size:.2f})" opacity=".8"')
    sheet.path(
        "M0 40q-4 -20 22 -20q10 -26 42 -16q26 -18 48 8q36 -8 40 18q18 2 16 10Z", shade("#ffffff")
    )
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
