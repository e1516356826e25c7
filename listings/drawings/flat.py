"""The flat drawing of a car: a few tones, no gradients and no clips.

It is drawn twice from the same lines: with real colours as `placeholder`, and with CSS variables as
the site's sprite. Clips are done by arithmetic, because browsers disagree about `clip-path` in a
file that a page shows through `<use>`.
"""

from dataclasses import dataclass

from .body import Body, Point, along
from .cargo import BACKREST
from .side import mirror_foot
from .svg import Sheet, numbers, segment
from .wheels import five

WIDTH, HEIGHT, GROUND = 1200, 800, 590  # the picture, and where tyres touch


@dataclass(frozen=True)
class Palette:
    """What each part is filled with: any SVG paint."""

    paint: str
    shade: str  # the paint below the waist
    seam: str
    glass: str
    glint: str
    rubber: str
    well: str  # behind the wheels
    rim: str
    lamp: str
    tail: str
    hide: str
    ink: str  # outline and ground


def flat(sheet: Sheet, body: Body, palette: Palette, scale: float) -> None:
    """The car on a transparent picture of 1200 x 800, facing left."""
    left = WIDTH / 2 - body.middle * scale
    sheet.open(f'transform="translate({left:.1f} {GROUND}) scale({scale:.3f} {-scale:.3f})"')
    ground = f"M{body.front + 2} -1.5H{body.rear - 2}"
    sheet.line(ground, palette.ink, 3, o=0.3)
    for x in (0, body.wheelbase):
        sheet.circle(x, body.axle, body.arch + 0.5, palette.well)
    if "open" in body.traits:
        open_top(sheet, palette)
    sheet.path(body.silhouette(), palette.paint)
    sheet.path(lower_half(body), palette.shade)
    trim(sheet, body, palette)
    if body.glass:
        windows(sheet, body, palette)
    seams(sheet, body, palette)
    outline(sheet, body, palette)
    for x in (0, body.wheelbase):
        wheel(sheet, x, body.axle, palette)
    sheet.close()


def outline(sheet: Sheet, body: Body, palette: Palette) -> None:
    """A thin edge: it keeps a pale car from the paper and a dark one from the night."""
    edge = body.silhouette()
    sheet.path(edge, stroke=palette.ink, stroke_opacity=0.45, stroke_width=1.4)


def cut_at(curve: list[Point], height: float) -> list[Point]:
    """The leading points of a curve that lie below a height, and where it crosses it."""
    kept: list[Point] = []
    for x, y in curve:
        if y > height:
            ax, ay = kept[-1]
            kept.append((ax + (x - ax) * (height - ay) / (y - ay), height))
            break
        kept.append((x, y))
    return kept


def lower_half(body: Body) -> str:
    """The shell below the waist, the part that mirrors the road."""
    waist = body.sill + 0.44 * (body.belt_at(body.wheelbase / 2) - body.sill)
    cubics = [segment(body.outline, n) for n in range(body.outline.count("C"))]
    nose = [point for cubic in cubics[:2] for point in along(cubic, 6)]
    tail = [point for cubic in cubics[:-5:-1] for point in list(along(cubic, 6))[::-1]]
    front, rear = cut_at(nose, waist - 4), cut_at(tail, waist + 8)
    under = body.silhouette().removeprefix(body.outline).removesuffix("Z")
    sides = ("L".join(f"{x} {y}" for x, y in side) for side in (rear[::-1], front))
    upper = f"C0 {waist} {body.wheelbase} {waist + 2} {rear[-1][0]} {rear[-1][1]}Z"
    first, second = sides
    return f"M{first}{under}L{second}{upper}"


def trim(sheet: Sheet, body: Body, palette: Palette) -> None:
    """Cladding, rails, lamps, the bed's cap."""
    if "cladding" in body.traits:
        for x in (0, body.wheelbase):
            start, end = x + body.arch + 4, x - body.arch - 4
            sweep = f"A{body.arch + 4} {body.arch + 4} 0 0 1 {end} {body.axle - 6}"
            d = f"M{start} {body.axle - 6}{sweep}"
            sheet.path(d, stroke=palette.rubber, stroke_width=8)
        sill = f"M{body.arch + 3} {body.sill + 3.5}H{body.wheelbase - body.arch - 3}"
        sheet.path(sill, stroke=palette.rubber, stroke_width=7)
    if "rails" in body.traits:
        start, end = 142, body.doors[-1] + 56
        rail = "".join(f"L{x} {body.roof_at(x) + 3.5}" for x in range(start + 10, end, 24))
        feet = [f"{x} {body.roof_at(x)}" for x in (start, end)]
        sheet.line(f"M{feet[0]}{rail}L{feet[1]}", palette.rubber, 2.6, stroke_linejoin="round")
    sheet.path(lamp(body, body.headlamp, at_front=True), palette.lamp)
    sheet.path(lamp(body, body.taillamp, at_front=False), palette.tail)


def lamp(body: Body, shape: str, *, at_front: bool) -> str:
    """A lamp's outline as a polygon held inside the shell."""
    count = body.outline.count("C")
    ends = range(3) if at_front else range(count - 4, count)
    shell = [p for n in ends for p in along(segment(body.outline, n), 20)]
    inside = []
    for x, y in traced(shape):
        edge = min(shell, key=lambda p: abs(p[1] - y))[0]
        inside.append((max(x, edge + 0.5) if at_front else min(x, edge - 0.5), y))
    return "M" + "L".join(f"{x} {y}" for x, y in inside) + "Z"


def traced(path: str) -> list[Point]:
    """Points along a path of absolute lines and cubics."""
    out: list[Point] = []
    for command in path.removesuffix("Z").replace("L", "|L").replace("C", "|C").split("|"):
        values = numbers(command)
        pairs = list(zip(values[::2], values[1::2], strict=True))
        if command[0] == "C":
            curve = "M{} {}C{} {} {} {} {} {}".format(*out[-1], *values)
            out += list(along(curve, 3))[1:]
        else:
            out += pairs
    return out


def windows(sheet: Sheet, body: Body, palette: Palette) -> None:
    """Glass with one reflection, and pillars in the car's colour."""
    sheet.path(body.glass + "Z", palette.glass)
    x = body.doors[1] - 34
    low, high = body.belt_at(x) + 1, glass_top(body, x + 22) - 1
    lean = (high - low) * 0.6
    bar = f"M{x - 8} {low}l{lean} {high - low}h13l{-lean} {low - high}Z"
    sheet.path(bar, palette.glint, o=0.2)
    for bottom, top, wide in body.pillars:
        foot, head = body.belt_at(bottom) - 1, glass_top(body, top) + 1
        upper = f"L{top + wide / 2} {head}h{-wide}"
        sheet.path(f"M{bottom - wide / 2} {foot}h{wide}{upper}Z", palette.paint)


def glass_top(body: Body, x: float) -> float:
    """Height of the glass's upper edge at x."""
    edge = traced(body.glass)
    return min(edge[1:-1], key=lambda p: abs(p[0] - x))[1]


def seams(sheet: Sheet, body: Body, palette: Palette) -> None:
    """Door gaps, handles and the mirror, and what vans and pickups have instead of doors."""
    gaps = ""
    for x in body.doors:
        foot = body.sill + 6 if abs(x - body.wheelbase) > body.arch + 8 else body.axle + body.arch
        gaps += (
            f"M{x} {body.belt_at(x) - 1}C{x + 2} {body.belt_at(x) - 24} {x} {foot + 20} {x} {foot}"
        )
    if "van" in body.traits:
        gaps += (
            "M256 112H388M386 182C390 150 391 110 391 44M140 122h102v52h-102ZM262 122h112v52h-112Z"
        )
    sheet.path(gaps, stroke=palette.seam, stroke_width=1.5)
    for x, y in body.handles:
        sheet.rect(x - 8, y - 1.5, 16, 3.2, palette.seam, rx=1.6)
    if "bed" in body.traits:
        sheet.path(f"M273 121V{body.sill + 8}", stroke=palette.rubber, stroke_width=2.4)
        sheet.path("M276 120L440 122.5v-4.5L276 116Z", palette.rubber)
        sheet.path("M436 117V60", stroke=palette.seam, stroke_width=1.5)
    door_mirror(sheet, body, palette)


def door_mirror(sheet: Sheet, body: Body, palette: Palette) -> None:
    """The mirror on the front door."""
    x, foot = mirror_foot(body)
    shell = f"M{x - 2} {foot + 2}q0 9 8 9.5h8q4 0 4 -4v-3q0 -3 -4 -3Z"
    sheet.path(shell, palette.paint, stroke=palette.seam, stroke_width=1.2)


def open_top(sheet: Sheet, palette: Palette) -> None:
    """The convertible above its belt: two rows of seats, windscreen, folded roof."""
    for x, y, size in ((216, 97, 0.8), (146, 95, 1.08)):
        sheet.path(BACKREST, palette.hide, transform=f"translate({x} {y}) scale({size})")
    sheet.path("M246 99C250 110 264 115 282 113.5C302 112 316 107 324 100Z", palette.rubber)
    sheet.path("M72 96L134 128L128 96Z", palette.glass, o=0.35)
    sheet.line("M70 96.5C92 110 114 123 136 131", palette.rubber, 4.5)
    sheet.line("M112 96L120 110", palette.rubber, 3)


def wheel(sheet: Sheet, x: float, r: float, palette: Palette) -> None:
    """Tyre, rim with five spokes, hub."""
    sheet.circle(x, r, r, palette.rubber)
    sheet.circle(x, r, r * 0.64, stroke=palette.rim, stroke_width=r * 0.1)
    sheet.path(five(r * 0.66), palette.rim, transform=f"translate({x} {r})")
    sheet.circle(x, r, r * 0.17, palette.rim)
