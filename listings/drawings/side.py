"""A car from its left side: the master view. Units and axes are those of `bodies.py` (centimetres, y upward)."""

import re
from math import sqrt

from .bodies import Body
from .paint import LIGHT, SHADE, Paint, Trim
from .svg import Sheet, lens, mix, num, numbers, segment
from .wheels import wheel


def tones(body: Body, paint: Paint) -> list[tuple[float, str]]:
    """The vertical run of a lit shell, roof to sill: sky, light shoulder, door, horizon line, shade."""
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
    shape, sill = body.silhouette(), body.sill
    sheet.path(shape, sheet.linear("body", 0, body.height, 0, sill, tones(body, paint)))
    sheet.open(sheet.clip("shell", shape))
    bend = [(0, LIGHT, 0), (0.2, LIGHT, 0.55), (0.7, LIGHT, 0.35), (1, LIGHT, 0)]
    deep = 0.2 if paint.is_light else 0.34
    under = [(0, SHADE, 0), (0.18, SHADE, deep), (0.8, SHADE, deep * 0.8), (1, SHADE, 0)]
    sheet.path(lens(body.crease, 9), sheet.linear("lit", body.front, 0, body.rear, 0, bend))
    sheet.path(lens(body.crease, -7), sheet.linear("low", body.front, 0, body.rear, 0, under))
    sill_light = f"M40 {sill + 17}C90 {sill + 12} 160 {sill + 12} {body.wheelbase - 36} {sill + 21}"
    sheet.path(lens(sill_light, 5), LIGHT, o=0.2)
    ends = [
        (0, SHADE, round(0.48 * wrap, 2)),
        (0.05, SHADE, round(0.2 * wrap, 2)),
        (0.16, SHADE, 0),
        (0.84, SHADE, 0),
        (0.95, SHADE, 0.16),
        (1, SHADE, 0.48),
    ]
    sheet.path(shape, sheet.linear("ends", body.front, 0, body.rear, 0, ends))
    sheet.line(body.outline, LIGHT, 2.6, o=0.42)
    sheet.close()


def windows(sheet: Sheet, body: Body, trim: Trim) -> None:
    """Side glass with the cabin behind it, pillars, reflections and the sealing line."""
    glass = body.glass + "Z"
    belt, top = body.belt_at(body.wheelbase / 2), body.height
    dark = mix(trim.tint, "#0c1116", 0.86)
    sheet.open(sheet.clip("glass", glass))
    run = [(0, mix(trim.tint, "#ffffff", 0.25)), (0.3, mix(trim.tint, "#1b242b", 0.35)), (1, dark)]
    sheet.path(glass, sheet.linear("pane", 0, top - 6, 0, belt, run))
    cabin(sheet, body, belt)
    if trim.privacy and len(body.doors) > 2:
        sheet.rect(body.doors[1], belt - 10, 400, 90, "#0a0d11", o=trim.privacy)
    rise = top - belt
    for x, wide, strength in ((96, 26, 0.2), (130, 7, 0.16), (212, 40, 0.15), (262, 9, 0.12)):
        sheet.path(
            f"M{x} {num(belt - 4)}l{num(rise * 0.75)} {num(rise)}h{wide}l{num(-rise * 0.75)} {num(-rise)}Z",
            "#fff",
            o=strength,
        )
    for low, high, thick in body.pillars:
        at = body.belt_at(low) - 2
        sheet.path(
            f"M{num(low - thick / 2)} {num(at)}h{thick}L{num(high + thick / 2)} {top}h{-thick}Z",
            "#14171a",
        )
    sheet.close()
    sheet.path(glass, stroke="#111417", stroke_width=2.4, stroke_linejoin="round")
    if trim.bright:
        sheet.line(
            body.glass.split("C")[0] + "L" + " ".join(body.glass.split()[-2:]), "#d8dde0", 1.3
        )


def cabin(sheet: Sheet, body: Body, belt: float) -> None:
    """Seats, headrests and the steering wheel as seen through the glass."""
    seat = "c2 12 5 20 9 25c2 5 4 9 9 9c5 0 6 -5 5 -10l-3 -24Z"
    rows = [(body.doors[1] - 30, 0)]
    if len(body.doors) > 2 and "van" not in body.traits:
        rows.append((body.doors[2] - 26, 0))
    for x, _ in rows:
        sheet.path(f"M{num(x)} {num(belt - 4)}{seat}", "#0b0e12", o=0.62)
    wheel_x = body.doors[1] - 62
    sheet.line(f"M{num(wheel_x)} {num(belt - 4)}l7 15", "#0b0e12", 2.4, o=0.6)


def shut_lines(sheet: Sheet, body: Body, paint: Paint) -> None:
    """Door gaps: a dark line and its lit edge; the last one follows the rear wheel arch."""
    gaps = []
    for index, x in enumerate(body.doors):
        top, low = body.belt_at(x) - 1, body.sill + 5
        if index == 0:
            gaps.append(
                f"M{x + 4} {num(top)}C{x - 1} {num(top - 22)} {x - 2} {low + 30} {x + 1} {low + 8}"
                f"q1 -7 9 -7.500"
            )
        elif index == len(body.doors) - 1 and x > body.wheelbase - body.tyre * 0.75:
            gaps.append(arch_gap(body, x, top, low))
        else:
            gaps.append(f"M{x} {num(top)}C{x + 3} {num(top - 26)} {x + 2} {low + 26} {x - 1} {low}")
    first, last = body.doors[0] + 8, body.doors[-1]
    end = min(last, body.wheelbase - body.tyre / 2 - body.gap - 6)
    gaps.append(f"M{first} {body.sill + 5.5}H{num(end - 3)}")
    for d in gaps:
        sheet.line(d, LIGHT, 0.9, o=0.28, transform="translate(1)")
        sheet.line(d, paint.tone(-0.72), 1.1)


def arch_gap(body: Body, x: float, top: float, low: float) -> str:
    """The rear door's edge: down from the belt, then around the wheel arch to the sill."""
    radius = body.tyre / 2 + body.gap + 6
    axle = body.tyre / 2
    meet_x = min(x - 3, body.wheelbase - radius * 0.62)
    meet_y = axle + sqrt(max(radius**2 - (body.wheelbase - meet_x) ** 2, 1))
    foot = body.wheelbase - sqrt(radius**2 - (axle - low) ** 2)
    return (
        f"M{num(x)} {num(top)}C{num(x + 1)} {num(top - 12)} {num(meet_x + 6)} {num(meet_y + 8)} {num(meet_x)} "
        f"{num(meet_y)}A{num(radius)} {num(radius)} 0 0 1 {num(foot)} {num(low)}"
    )


def hardware(sheet: Sheet, body: Body, paint: Paint, trim: Trim) -> None:
    """Handles, door mirror, roof rails."""
    for left, y in body.handles:
        sheet.path(f"M{left - 9} {y - 2.5}q9 -3 18 0v3h-18Z", paint.tone(-0.55), o=0.75)
        sheet.rect(left - 9, y - 1, 18, 3.4, paint.tone(0.16), rx=1.7)
        sheet.rect(left - 8, y + 0.9, 16, 1, LIGHT, o=0.5, rx=0.5)
    x = float(body.glass.split()[0][1:]) + 15 if body.glass else 88
    foot = body.belt_at(x)
    sheet.path(f"M{num(x)} {num(foot - 3)}q1 4 4 5l9 0v-5Z", "#15181b")
    sheet.path(
        f"M{num(x - 3)} {num(foot + 4)}"
        f"C{num(x - 3)} {num(foot + 10)} {num(x + 3)} {num(foot + 13)} {num(x + 15)} {num(foot + 12)}"
        f"q3 0 3 -4v-5q0 -3 -4 -3h-14q-3 0 -3 4Z",
        paint.tone(0.06),
        stroke=paint.tone(-0.6),
        stroke_width=0.7,
    )
    sheet.path(f"M{num(x - 2)} {num(foot + 4)}h20v-2q0 -2 -4 -2h-13q-3 0 -3 4Z", paint.tone(-0.6))
    if trim.rails and "rails" in body.traits:
        track = [(x, body.roof_at(x) + 2.6) for x in range(150, body.doors[-1] + 60, 12)]
        sheet.line(
            "M138 "
            + num(body.roof_at(140))
            + "".join(f"L{x} {num(y)}" for x, y in track)
            + f"L{track[-1][0] + 12} {num(body.roof_at(track[-1][0] + 10))}",
            "#2b3035",
            2.4,
            stroke_linejoin="round",
        )


def aerial(sheet: Sheet, body: Body, paint: Paint) -> None:
    """A shark fin on the roof."""
    x = body.wheelbase - 46
    low, high = body.roof_at(x - 6) - 0.6, body.roof_at(x + 8) - 0.6
    sheet.path(
        f"M{x - 6} {num(low)}L{x + 6} {num(low + 4)}Q{x + 8} {num(low + 3)} {x + 8} {num(high)}Z",
        paint.tone(-0.55),
    )


def headlamp(sheet: Sheet, body: Body, trim: Trim) -> None:
    """Smoked glass, two or three cells, a daylight line; cut by the shell."""
    front = body.front
    glass = sheet.linear(
        "head", front, 0, front + 50, 0, [(0, "#f4f9fc"), (0.5, "#8f9fab"), (1, "#39444d")]
    )
    sheet.path(body.headlamp, glass, stroke="#171c20", stroke_width=1.2)
    x, y = numbers(body.headlamp)[:2]
    slope = 0.3 if "bed" not in body.traits else 0.06
    for step in range(3 if trim.lamp else 2):
        at, high = x + 14 + 9 * step, y + (12 + 9 * step) * slope - 2
        sheet.path(
            f"M{num(at)} {num(high)}l6 {num(6 * slope)}l2 4l-6 {num(-6 * slope)}Z",
            "#f6fbff",
            stroke="#26303a",
            stroke_width=0.8,
        )
    if trim.lamp != 1:
        sheet.line(re.sub(r"Z$", "", body.headlamp), "#fff", 1.5, o=0.9)


def taillamp(sheet: Sheet, body: Body) -> None:
    """Red glass and its lit line; cut by the shell."""
    rear = body.rear
    red = sheet.linear(
        "tail", rear - 46, 0, rear, 0, [(0, "#5d0a10"), (0.55, "#a8121b"), (1, "#e4373a")]
    )
    sheet.path(body.taillamp, red, stroke="#26070a", stroke_width=1)
    low = min(numbers(body.taillamp)[1::2])
    sheet.line(f"M{rear - 16} {num(low + 5)}h18", "#ff8a80", 1.6, o=0.75)


def panels(sheet: Sheet, body: Body, paint: Paint) -> None:
    """Seams of bonnet, bumpers and fuel flap."""
    axle, reach, ink = body.tyre / 2, body.tyre / 2 + body.gap, paint.tone(-0.7)
    lamp = numbers(body.headlamp)
    tip = max(zip(lamp[::2], lamp[1::2]))
    x, y = numbers(segment(body.outline, 2))[-2:]
    sheet.line(
        f"M{num(tip[0])} {num(tip[1])}"
        f"C{num(tip[0] + 0.3 * (x - tip[0]))} {num(tip[1] + 0.24 * (y - tip[1]))} "
        f"{num(x - 0.35 * (x - tip[0]))} {num(y - 7)} "
        f"{num(x + 4)} {num(y - 4)}",
        ink,
        1,
    )
    sheet.line(
        f"M{num(tip[0] - 14)} {num(tip[1] - 9)}L{num(-reach * 0.82)} {num(axle + reach * 0.6)}",
        ink,
        0.9,
    )
    back = min(numbers(body.taillamp)[::2])
    low = min(numbers(body.taillamp)[1::2])
    if "van" not in body.traits and "bed" not in body.traits:
        sheet.line(
            f"M{num(back + 14)} {num(low)}"
            f"C{num(back + 8)} {num(low - 12)} {num(back - 6)} {num(axle + reach * 0.5)} "
            f"{num(body.wheelbase + reach * 0.88)} {num(axle + reach * 0.48)}",
            ink,
            0.9,
        )
    if "bed" not in body.traits:
        sheet.path(
            f"M{body.wheelbase + 22} {num(low + 8)}h10q3 0 3 -3v-7q0 -3 -3 -3h-10q-3 0 -3 3v7q0 3 3 3Z",
            stroke=ink,
            stroke_width=0.8,
            o=0.7,
        )


def lower_trim(sheet: Sheet, body: Body) -> None:
    """Sill, bumper feet and, for the tall ones, unpainted arches and flanks."""
    axle, plastic = body.tyre / 2, "#24282b"
    wide = 7.0 if "cladding" in body.traits else 0
    if wide:
        for x in (0, body.wheelbase):
            sheet.circle(
                x, axle, body.tyre / 2 + body.gap + wide / 2, stroke=plastic, stroke_width=wide + 1
            )
    high = body.sill + (11 if wide else 12 if "van" in body.traits else 5)
    left, right, axle = body.front, body.rear, body.wheelbase
    band = (
        f"M{left - 5} {body.sill - 9}V{high + 7}C{left + 40} {high + 1} 40 {high} 80 {high}H{axle - 50}"
        f"C{axle} {high} {right - 30} {high} {right + 6} {high + 9}V{body.sill - 9}Z"
    )
    sheet.path(
        band, sheet.linear("clad", 0, high, 0, body.sill - 4, [(0, "#33383c"), (1, "#121416")])
    )


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


def cargo_flank(sheet: Sheet, body: Body, paint: Paint, trim: Trim) -> None:
    """The van's pressed panels (or windows) and the rail of the sliding door."""
    for left, right in ((141, 243), (263, 376)):
        d = f"M{left} 122q-2 0 -2 3l2 48q0 4 4 4h{right - left - 8}q4 0 4 -4l3 -48q0 -3 -4 -3Z"
        if trim.privacy:
            sheet.path(
                d,
                sheet.linear(
                    f"pane{left}",
                    0,
                    178,
                    0,
                    120,
                    [(0, "#59666f"), (0.5, "#252c32"), (1, "#12161a")],
                ),
                stroke="#101316",
                stroke_width=2,
            )
            sheet.path(f"M{left + 20} 123l38 53h22l-38 -53Z", "#fff", o=0.12)
        else:
            sheet.path(d, SHADE, o=0.07)
            sheet.path(d, stroke=paint.tone(-0.3), stroke_width=1, o=0.8)
            sheet.line(f"M{left + 3} 177.500h{right - left - 8}", LIGHT, 1, o=0.7)
    sheet.line("M256 112H384", "#1a1e22", 2.2)
    sheet.line("M256 110.600H384", LIGHT, 0.8, o=0.5)
    sheet.line("M386 178C389 150 391 120 392 82L391 40", paint.tone(-0.6), 1)


def cargo_bed(sheet: Sheet, body: Body, paint: Paint, trim: Trim) -> None:
    """The pickup's gap between cab and bed, the capped rail and, on some, a roll bar."""
    sheet.line(f"M275 121C276 100 275 70 275 {body.sill + 12}", "#0c0e10", 2.2)
    sheet.path("M277 119.500L438 121C443 121 445 124 440 125L277 124Z", "#1b1f22")
    sheet.line("M436 118L435 62", paint.tone(-0.6), 1)
    if trim.rails:
        sheet.path(
            "M284 124C286 142 289 151 297 153L310 153C336 144 358 134 376 125L362 125C344 133 324 141 306 145"
            "C299 145 297 136 296 124Z",
            "#1d2124",
        )
    sheet.path("M40 33H268L262 38H46Z", "#15181a")


def open_cabin(sheet: Sheet, paint: Paint, trim: Trim) -> None:
    """The convertible above its belt: folded roof, seats, steering wheel, windscreen frame."""
    hide, dark = [("#8a5a3a", "#5d3a25"), ("#2b2f34", "#15181b"), ("#c3b092", "#8d7c62")][trim.lamp]
    for x, y, size in ((216, 97, 0.72), (146, 95, 1.0)):
        sheet.open(f'transform="translate({x} {y}) scale({size})"')
        sheet.path(
            "M0 0C6 9 12 17 17 24C20 29 22 34 24 38C26 42 34 43 37 40C39 37 39 32 38 27C37 18 38 9 38 0Z",
            hide,
        )
        sheet.path(
            "M26 0C29 10 30 20 31 28C32 34 33 39 32 42C36 42 39 39 39 34C38 20 38 9 38 0Z", dark
        )
        sheet.line("M19 24C24 26 28 26 31 25", dark, 1.2)
        sheet.line("M3 1C9 10 15 19 19 27C21 31 23 36 25 39", LIGHT, 0.9, o=0.35)
        sheet.close()
    sheet.line("M110 96L119 110", "#15181b", 3)
    sheet.path("M246 100C248 109 262 113.500 280 112.500C300 111.500 314 107 322 101Z", "#1c2024")
    sheet.line("M252 105C268 110.500 290 110 310 104.500", "#454c53", 1)
    sheet.path(
        "M66 95C90 110 113 124 131 131.500C136 133.500 141 133 141 130.500C140 128 137 127.500 133 126"
        "C116 119 98 108 84 96Z",
        paint.tone(-0.12),
        stroke=paint.tone(-0.7),
        stroke_width=0.8,
    )
    sheet.line("M64 96.500C88 111 112 125 130 132.500", "#12161a", 2.4)
    sheet.line("M76 98C96 111 116 122.500 134 129.500", LIGHT, 1.2, o=0.6)
    sheet.path("M124 122l9 -1.500q2 -4 -1 -6l-5 1q-3 3 -3 6.500Z", "#15181b")
    sheet.line(
        "M82 97.800C136 99.500 200 101.800 252 103.500",
        "#c7cdd1" if trim.bright else "#15181b",
        1.6,
    )


def flank(sheet: Sheet, body: Body, paint: Paint, trim: Trim, wrap: float = 1) -> None:
    """The painted side with all that is on it, but the wheels and what shows over the belt of an open car."""
    axle, reach = body.tyre / 2, body.tyre / 2 + body.gap
    paint_body(sheet, body, paint, wrap)
    sheet.open(f'clip-path="url(#{sheet.prefix}shell)"')
    if not body.traits & {"open", "van"}:
        sheet.line(segment(body.outline, body.tail), "#171c21", 5)
    lower_trim(sheet, body)
    panels(sheet, body, paint)
    taillamp(sheet, body)
    sheet.close()
    for x in (0, body.wheelbase):
        sheet.path(
            f"M{num(x - reach)} {num(axle)}A{num(reach)} {num(reach)} 0 0 0 {num(x + reach)} {num(axle)}",
            stroke=LIGHT,
            stroke_width=0.9,
            o=0.3,
        )
    if body.glass:
        windows(sheet, body, trim)
    if "van" in body.traits:
        cargo_flank(sheet, body, paint, trim)
    if "bed" in body.traits:
        cargo_bed(sheet, body, paint, trim)
    shut_lines(sheet, body, paint)
    hardware(sheet, body, paint, trim)


def side(sheet: Sheet, body: Body, paint: Paint, trim: Trim) -> None:
    """The whole car from its left, in its own centimetres."""
    axle = body.tyre / 2
    sheet.path(
        f"M-20 {body.sill - 4}H{body.wheelbase + 10}L{body.rear - 24} {body.sill + 2}V{body.sill + 12}H-60"
        f"V{body.sill}Z",
        "#0b0d0f",
    )
    for x in (0, body.wheelbase):
        sheet.circle(x, axle, axle + body.gap + 0.6, "#0a0c0e")
    if "open" in body.traits:
        open_cabin(sheet, paint, trim)
    flank(sheet, body, paint, trim)
    sheet.open(f'clip-path="url(#{sheet.prefix}shell)"')
    if "open" not in body.traits:
        sheet.line(segment(body.outline, 3), "#171c21", 5)
    headlamp(sheet, body, trim)
    nose_intake(sheet, body)
    sheet.close()
    if not body.traits & {"open", "van", "bed"}:
        aerial(sheet, body, paint)
    for x in (0, body.wheelbase):
        wheel(sheet, x, axle, axle, trim.rim)
