"""The painted shell seen from the left: its light, its seams and its lower edge."""

from math import sqrt

from .body import Body
from .paint import LIGHT, SHADE, Paint
from .svg import Sheet, lens, numbers, points, segment


def tones(body: Body, paint: Paint) -> list[tuple[float, str]]:
    """The vertical run of a lit shell, roof to sill: sky, light shoulder, door, horizon, shade."""
    belt, sill, top = body.belt_at(body.wheelbase / 2), body.sill, body.height
    drop = belt - sill
    heights = [
        (top, 0.34),
        (top - 7, 0.1),
        (belt + 8, -0.02),
        (belt, 0.2),
        (belt - 0.16 * drop, 0.08),
        (belt - 0.3 * drop, -0.02),
        (belt - 0.56 * drop, 0.1),
        (belt - 0.6 * drop, -0.1),
        (belt - 0.68 * drop, -0.3),
        (belt - 0.86 * drop, -0.42),
        (sill, -0.36),
    ]
    return [((top - y) / (top - sill), paint.tone(step)) for y, step in heights]


def paint_body(sheet: Sheet, body: Body, paint: Paint, wrap: float) -> None:
    """The lit shell; `wrap` (0-1) is how much it darkens where it turns away at both ends."""
    shape = body.silhouette()
    sheet.path(shape, sheet.linear("body", 0, body.height, 0, body.sill, tones(body, paint)))
    shoulder(sheet, body, paint)
    shade = [
        (0, SHADE, round(0.48 * wrap, 2)),
        (0.05, SHADE, round(0.2 * wrap, 2)),
        (0.16, SHADE, 0),
        (0.84, SHADE, 0),
        (0.95, SHADE, 0.16),
        (1, SHADE, 0.48),
    ]
    sheet.path(shape, sheet.linear("ends", body.front, 0, body.rear, 0, shade))
    sheet.line(body.outline, LIGHT, 1.4, o=0.42)


def shoulder(sheet: Sheet, body: Body, paint: Paint) -> None:
    """Light above the crease and shade below it, and the lit hollow above the sill."""
    bend = [(0, LIGHT, 0), (0.2, LIGHT, 0.55), (0.7, LIGHT, 0.35), (1, LIGHT, 0)]
    deep = 0.2 if paint.is_light else 0.34
    under = [(0, SHADE, 0), (0.18, SHADE, deep), (0.8, SHADE, deep * 0.8), (1, SHADE, 0)]
    sheet.path(lens(body.crease, 9), sheet.linear("lit", body.front, 0, body.rear, 0, bend))
    sheet.path(lens(body.crease, -7), sheet.linear("low", body.front, 0, body.rear, 0, under))
    sill, end = body.sill, body.wheelbase - 36
    hollow = f"M40 {sill + 17}C90 {sill + 12} 160 {sill + 12} {end} {sill + 21}"
    sheet.path(lens(hollow, 5), LIGHT, o=0.2)


def shut_lines(sheet: Sheet, body: Body, paint: Paint) -> None:
    """Door gaps: a dark line and its lit edge; the last one follows the rear wheel arch."""
    gaps = [door_edge(body, index) for index in range(len(body.doors))]
    end = min(body.doors[-1], body.wheelbase - body.arch - 6)
    gaps.append(f"M{body.doors[0] + 8} {body.sill + 5.5}H{end - 3}")
    for d in gaps:
        sheet.line(d, LIGHT, 0.9, o=0.28, transform="translate(1)")
        sheet.line(d, paint.tone(-0.72), 1.1)


def door_edge(body: Body, index: int) -> str:
    """One shut line from the belt down to the sill."""
    x, low = body.doors[index], body.sill + 5
    top = body.belt_at(x) - 1
    if index == 0:
        curve = f"C{x - 1} {top - 22} {x - 2} {low + 30} {x + 1} {low + 8}"
        return f"M{x + 4} {top}{curve}q1 -7 9 -7.5"
    if index == len(body.doors) - 1 and x > body.wheelbase - body.tyre * 0.75:
        return arch_gap(body, x, top, low)
    return f"M{x} {top}C{x + 3} {top - 26} {x + 2} {low + 26} {x - 1} {low}"


def arch_gap(body: Body, x: float, top: float, low: float) -> str:
    """The rear door's edge: down from the belt, then around the wheel arch to the sill."""
    radius = body.arch + 6
    meet_x = min(x - 3, body.wheelbase - radius * 0.62)
    meet_y = body.axle + sqrt(max(radius**2 - (body.wheelbase - meet_x) ** 2, 1))
    foot = body.wheelbase - sqrt(radius**2 - (body.axle - low) ** 2)
    down = f"M{x} {top}C{x + 1} {top - 12} {meet_x + 6} {meet_y + 8} {meet_x} {meet_y}"
    return f"{down}A{radius} {radius} 0 0 1 {foot} {low}"


def panels(sheet: Sheet, body: Body, paint: Paint) -> None:
    """Seams of bonnet, bumpers and fuel flap."""
    ink = paint.tone(-0.7)
    tip_x, tip_y = max(points(body.headlamp))
    x, y = numbers(segment(body.outline, 2))[-2:]
    run, rise = x - tip_x, y - tip_y
    sheet.line(
        f"M{tip_x} {tip_y}C{tip_x + 0.3 * run} {tip_y + 0.24 * rise} "
        f"{x - 0.35 * run} {y - 7} {x + 4} {y - 4}",
        ink,
        1,
    )
    corner = f"{-body.arch * 0.82} {body.axle + body.arch * 0.6}"
    sheet.line(f"M{tip_x - 14} {tip_y - 9}L{corner}", ink, 0.9)
    back, low = (min(axis) for axis in zip(*points(body.taillamp), strict=True))
    if not body.traits & {"van", "bed"}:
        rear_seam(sheet, body, ink, back, low)
    if "bed" not in body.traits:
        flap = (
            f"M{body.wheelbase + 22} {low + 8}h10q3 0 3 -3v-7q0 -3 -3 -3h-10q-3 0 -3 3v7q0 3 3 3Z"
        )
        sheet.path(flap, stroke=ink, stroke_width=0.8, o=0.7)


def rear_seam(sheet: Sheet, body: Body, ink: str, back: float, low: float) -> None:
    """Where the rear bumper meets the wing, from the lamp's lower corner to the arch."""
    foot = f"{body.wheelbase + body.arch * 0.88} {body.axle + body.arch * 0.48}"
    bend = f"{back + 8} {low - 12} {back - 6} {body.axle + body.arch * 0.5}"
    sheet.line(f"M{back + 14} {low}C{bend} {foot}", ink, 0.9)


def lower_trim(sheet: Sheet, body: Body) -> None:
    """Sill, bumper feet and, for the tall ones, unpainted arches and flanks."""
    clad = "cladding" in body.traits
    if clad:
        for x in (0, body.wheelbase):
            sheet.circle(x, body.axle, body.arch + 3.5, stroke="#24282b", stroke_width=8)
    high = body.sill + (11 if clad else 12 if "van" in body.traits else 5)
    left, right, axle = body.front, body.rear, body.wheelbase
    band = (
        f"M{left - 5} {body.sill - 9}V{high + 7}C{left + 40} {high + 1} 40 {high} 80 {high}"
        f"H{axle - 50}C{axle} {high} {right - 30} {high} {right + 6} {high + 9}V{body.sill - 9}Z"
    )
    run = [(0, "#33383c"), (1, "#121416")]
    sheet.path(band, sheet.linear("clad", 0, high, 0, body.sill - 4, run))


def nose_intake(sheet: Sheet, body: Body) -> None:
    """The dark mouth as far as it reaches round the corner."""
    x, y = body.front, body.sill + 18
    sheet.path(
        f"M{x - 4} {y + 6}C{x + 12} {y + 5} {x + 21} {y + 4} {x + 26} {y + 2}L{x + 20} {y - 3}"
        f"C{x + 11} {y - 6} {x + 4} {y - 6} {x - 4} {y - 6}Z",
        "#14181b",
        o=0.92,
    )
    sheet.line(f"M{x + 3} {y + 1}L{x + 20} {y + 1}", "#5c656c", 1)
