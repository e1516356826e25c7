"""A car seen from straight ahead and from behind.

Units are centimetres: x = 0 on the centre line, y = 0 on the ground and upward. One half is drawn (x > 0) and mirrored;
heights come from the side view, so that lamps, bonnet and windows agree with it.
"""

from .bodies import Body
from .paint import LIGHT, SHADE, Paint, Trim
from .svg import Sheet, mix, num, numbers, segment

SEAM = (
    "-1.2"  # where a half ends: a hair over the centre line, so that the halves meet without a gap
)


def mirrored(sheet: Sheet, name: str) -> None:
    """Ends the open group and shows it a second time, mirrored."""
    sheet.close()
    sheet.add(f'<use href="#{sheet.prefix}{name}" transform="scale(-1 1)"/>')


def roof_half(body: Body) -> float:
    """Half the width of the roof: vans stand upright, low cars lean in."""
    share = 0.86 if "van" in body.traits else 0.69 if body.height > 160 else 0.64
    return body.width / 2 * share


def tyre(sheet: Sheet, body: Body) -> None:
    """Half an axle's tread and the dark under the car."""
    w = body.width / 2
    sheet.rect(w - 25, 0, 22, body.tyre * 0.7, "#15171a", rx=4)
    sheet.line(f"M{num(w - 19)} 1V30M{num(w - 14)} 1V30M{num(w - 9)} 1V30", "#2c3034", 1.2)
    sheet.rect(-0.4, body.sill - 5, w - 20, 12, "#0c0e10")


def shell(sheet: Sheet, body: Body, paint: Paint, bright: float) -> None:
    """The painted half: roof, shoulder, flank; `bright` is the tone of its middle."""
    w, roof, top, belt = body.width / 2, roof_half(body), body.height, body.belt_at(80)
    upper = (
        f"M{SEAM} {top}C{num(roof * 0.5)} {top} {num(roof - 9)} {top - 1.5} {num(roof - 1)} {top - 8}"
        f"C{num(roof + 7)} {top - 16} {num(w - 13)} {num(belt + 14)} {num(w - 9)} {num(belt + 1)}"
    )
    if "open" in body.traits:
        upper = f"M{SEAM} {num(belt + 2)}H{num(w - 14)}L{num(w - 9)} {num(belt + 1)}"
    d = (
        upper + f"C{num(w - 3)} {num(belt - 5)} {num(w)} {num(belt - 22)} {num(w)} {num(belt - 36)}"
        f"C{num(w)} {num(body.sill + 20)} {num(w - 2)} {body.sill + 8} {num(w - 5)} {body.sill}H{SEAM}Z"
    )
    run = [
        (0, paint.tone(0.34)),
        (0.3, paint.tone(0.06)),
        (0.5, paint.tone(bright)),
        (0.74, paint.tone(-0.1)),
        (1, paint.tone(-0.5)),
    ]
    sheet.path(d, sheet.linear("shell", 0, top, 0, body.sill, run))
    sheet.path(
        d,
        sheet.linear(
            "edge",
            0,
            0,
            w,
            0,
            [(0, SHADE, 0), (0.68, SHADE, 0), (0.88, SHADE, 0.16), (1, SHADE, 0.5)],
        ),
    )
    high = body.sill + (15 if "cladding" in body.traits else 7)
    sheet.path(
        f"M{SEAM} {body.sill}H{num(w - 5)}L{num(w - 2.5)} {high}Q{num(w * 0.6)} {high - 3} {SEAM} {high - 3}"
        f"Z",
        "#1d2124",
    )


def mirror(sheet: Sheet, body: Body, paint: Paint, y: float) -> None:
    """A door mirror; y is the height of its foot."""
    w = body.width / 2 - 4
    sheet.path(f"M{num(w - 7)} {num(y)}l6 2v4l-6 -1Z", "#15181b")
    sheet.path(
        f"M{num(w - 3)} {num(y + 2)}q0 -3 4 -3h10q4 0 4 4v5q0 4 -5 4h-8q-5 0 -5 -5Z",
        paint.tone(0.08),
        stroke=paint.tone(-0.6),
        stroke_width=0.6,
    )


def plate(sheet: Sheet, y: float) -> None:
    """A Dutch plate: yellow, blue band, bars where the characters would be."""
    sheet.rect(-26.5, y - 0.5, 53, 12, "#14171a", rx=1.4)
    sheet.rect(-26, y, 52, 11, "#f2b90f", rx=1)
    sheet.path(f"M-26 {num(y + 1)}q0 -1 1 -1h4v11h-4q-1 0 -1 -1Z", "#1c3f94")
    for x, wide in ((-17, 9), (-4, 13), (13, 9)):
        sheet.rect(x, y + 3, wide, 5, "#2a2410", o=0.78, rx=0.6)


def pane(sheet: Sheet, body: Body, low: float, high: float, inset: float, wide: float) -> str:
    """Half a windscreen or rear window as a path; `inset` and `wide` are half widths above and below."""
    return (
        f"M{SEAM} {num(high + 1)}Q{num(inset * 0.6)} {num(high + 1)} {num(inset - 3)} {num(high - 2)}"
        f"Q{num(inset)} {num(high - 3)} {num(inset + 2)} {num(high - 6)}L{num(wide)} {num(low)}"
        f"Q{num(wide * 0.5)} {num(low + 2)} {SEAM} {num(low + 2.5)}"
    )


def glaze(sheet: Sheet, name: str, d: str, low: float, high: float, tint: str) -> None:
    """Glass with the dark of the cabin, two headrests and a slanting reflection."""
    run = [(0, mix(tint, "#ffffff", 0.3)), (0.4, mix(tint, "#1a2229", 0.5)), (1, "#10151a")]
    sheet.path(d, sheet.linear(name, 0, high, 0, low, run))
    sheet.open(sheet.clip(name + "c", d))
    sheet.path(
        f"M22 {num(low)}c0 14 2 20 8 20v3q-3 9 4 10h6q7 -1 4 -10v-3c6 0 8 -6 8 -20Z",
        "#07090c",
        o=0.55,
    )
    sheet.close()
    sheet.path(d, stroke="#101316", stroke_width=2)


def windscreen(sheet: Sheet, body: Body, trim: Trim, low: float, high: float) -> None:
    """Half a windscreen between two heights."""
    w, roof = body.width / 2, roof_half(body)
    glaze(sheet, "front", pane(sheet, body, low, high, roof - 6, w - 15), low, high, trim.tint)


def face(sheet: Sheet, body: Body, paint: Paint, trim: Trim, nose: float) -> None:
    """Half a front: headlamp, grille, intakes. `nose` is the height of the bonnet's leading edge."""
    w, sill = body.width / 2, body.sill
    tall = 28 if body.traits & {"cladding", "van"} else 19
    dark = "#121518"
    grille = [
        f"M{SEAM} {num(nose - 5)}H38L{num(34)} {num(nose - 5 - tall * 0.6)}H{SEAM}",
        f"M{SEAM} {num(nose - 5)}H33L38 {num(nose - 9)}L30 {num(nose - 6 - tall)}H{SEAM}",
        f"M{SEAM} {num(nose - 8)}H40L37 {num(nose - 14)}H{SEAM}",
    ][min(trim.lamp, 1) if tall > 20 else trim.lamp]
    sheet.path(grille, dark, stroke="#8f979d" if trim.bright else "#2a3035", stroke_width=1.3)
    for n in range(3):
        sheet.line(f"M{SEAM} {num(nose - 9 - n * tall * 0.19)}H31", "#3a4147", 1)
    lamp = (
        f"M40 {num(nose - 6)}L{num(w - 16)} {num(nose + 2)}"
        f"C{num(w - 9)} {num(nose + 2)} {num(w - 4)} {num(nose - 3)} "
        f"{num(w - 4)} {num(nose - 8)}C{num(w - 8)} {num(nose - 14)} {num(w - 20)} {num(nose - 15)} "
        f"43 {num(nose - 13)}Z"
    )
    sheet.path(
        lamp,
        sheet.linear("lamp", 40, 0, w, 0, [(0, "#39444d"), (0.6, "#7f909c"), (1, "#dfe9ef")]),
        stroke=dark,
        stroke_width=1.2,
    )
    for n in range(3 if trim.lamp else 2):
        sheet.rect(
            w - 24 - n * 9,
            nose - 9 + n * -0.8,
            6.5,
            4.6,
            "#f6fbff",
            rx=1,
            stroke="#26303a",
            stroke_width=0.8,
        )
    if trim.lamp != 1:
        sheet.line(
            f"M43 {num(nose - 12)}"
            f"C{num(w - 20)} {num(nose - 13.5)} {num(w - 9)} {num(nose - 12)} {num(w - 5.5)} {num(nose - 7)}",
            "#fff",
            1.5,
        )
    sheet.path(f"M{SEAM} {sill + 24}H{num(w - 40)}L{num(w - 33)} {sill + 9}H{SEAM}Z", dark)
    sheet.line(f"M{SEAM} {sill + 14}H{num(w - 36)}", "#333a40", 1.2)
    sheet.path(
        f"M{num(w - 27)} {sill + 25}L{num(w - 8)} {sill + 30}L{num(w - 9)} {sill + 14}"
        f"L{num(w - 23)} {sill + 11}Z",
        dark,
    )
    sheet.line(f"M{num(w - 20)} {sill + 21}h7", "#e8f0f4", 1.8)
    sheet.line(
        f"M{SEAM} {sill + 27}C30 {sill + 27} {num(w - 36)} {sill + 28} {num(w - 4)} {sill + 38}",
        LIGHT,
        1.2,
        o=0.35,
    )


def front(sheet: Sheet, body: Body, paint: Paint, trim: Trim) -> None:
    """The car from ahead."""
    w = body.width / 2
    nose, cowl, header = (numbers(segment(body.outline, n))[-1] for n in (1, 2, 3))
    sheet.open(f'id="{sheet.prefix}half"')
    tyre(sheet, body)
    if "open" in body.traits:
        open_top(sheet, body, paint, cowl, True)
    shell(sheet, body, paint, 0.04)
    if body.glass:
        windscreen(sheet, body, trim, cowl, header)
    hood = (
        f"M{SEAM} {num(cowl + 2)}Q{num(w * 0.5)} {num(cowl + 1.5)} {num(w - 14)} {num(cowl - 1)}"
        f"C{num(w - 7)} {num(cowl - 8)} {num(w - 7)} {num(nose + 12)} "
        f"{num(w - 14)} {num(nose + 3)}L40 {num(nose - 4)}Q20 {num(nose - 4)} {SEAM} {num(nose - 3)}"
    )
    sheet.path(
        hood,
        sheet.linear(
            "hood",
            0,
            cowl,
            0,
            nose - 4,
            [(0, paint.tone(0.12)), (0.55, paint.tone(0.36)), (1, paint.tone(0.02))],
        ),
        stroke=paint.tone(-0.66),
        stroke_width=0.9,
    )
    sheet.path(
        f"M{num(w * 0.52)} {num(cowl)}"
        f"C{num(w * 0.5)} {num(cowl - 8)} {num(w * 0.44)} {num(nose + 8)} 36 {num(nose - 3)}"
        f"L{num(w * 0.34)} {num(cowl)}Z",
        LIGHT,
        o=0.16,
    )
    face(sheet, body, paint, trim, nose)
    mirror(sheet, body, paint, cowl + 2)
    mirrored(sheet, "half")
    if body.glass:
        glint(sheet, "frontc", cowl, header)
    sheet.ellipse(0, nose - 8, 5, 3.4, "#aeb6bb", stroke="#2a3035", stroke_width=0.8)
    plate(sheet, body.sill + 26)


def glint(sheet: Sheet, clip: str, low: float, high: float) -> None:
    """One reflection across the whole pane; the clip is a half's, so it shows on the right."""
    rise = high - low + 8
    sheet.path(
        f"M-4 {num(low - 4)}l{num(rise * 0.6)} {num(rise)}h17l{num(-rise * 0.6)} {num(-rise)}Z",
        "#fff",
        o=0.13,
        clip_path=f"url(#{sheet.prefix}{clip})",
    )


def open_top(sheet: Sheet, body: Body, paint: Paint, cowl: float, ahead: bool) -> None:
    """Half of a convertible's cabin: far windscreen frame or folded roof, and a seat."""
    w, top = body.width / 2, body.height
    hide = trim_hide(paint)
    sheet.path(
        f"M20 {num(cowl)}v14q1 6 6 7v2q-2 9 5 9h8q7 0 5 -9v-2q6 -1 6 -8v-13Z",
        hide,
        stroke="#2a1d14",
        stroke_width=0.8,
    )
    frame = f"M{SEAM} {top - 1}Q{num(w * 0.45)} {top - 1} {num(w * 0.6)} {top - 6}L{num(w - 13)} {num(cowl)}"
    sheet.path(frame + f"H{SEAM}Z", "#9fb3bd", o=0.3)
    sheet.line(frame, paint.tone(-0.15) if ahead else "#191d21", 3.6)


def trim_hide(paint: Paint) -> str:
    """Leather that suits the paint."""
    return "#8a5a3a" if not paint.is_light else "#33302e"


def rear(sheet: Sheet, body: Body, paint: Paint, trim: Trim) -> None:
    """The car from behind."""
    w, roof, sill = body.width / 2, roof_half(body), body.sill
    tail = numbers(segment(body.outline, body.tail))
    high, low = body.height - 8, tail[-1] + 3
    if "van" in body.traits:
        high, low = 178, 124
    if "bed" in body.traits:
        high, low = 170, 126
    sheet.open(f'id="{sheet.prefix}half"')
    tyre(sheet, body)
    if "open" in body.traits:
        open_top(sheet, body, paint, body.belt_at(200), False)
    shell(sheet, body, paint, 0.1)
    if "open" in body.traits:
        sheet.path(f"M{SEAM} 112C40 112 62 110 {num(w - 18)} 100H{SEAM}Z", "#1c2024")
    else:
        inset = roof - 7 if "van" not in body.traits else roof - 10
        wide = w - (17 if "van" not in body.traits else 17)
        glaze(
            sheet,
            "back",
            pane(sheet, body, low, high - 3, inset, wide),
            low,
            high,
            mix(trim.tint, "#11161a", trim.privacy),
        )
    hatch(sheet, body, paint, trim, low)
    mirrored(sheet, "half")
    if body.glass:
        glint(sheet, "backc", low, high)
    van = "van" in body.traits
    lamp_low = min(numbers(body.taillamp)[1::2])
    plate(sheet, sill + 34 if van else lamp_low - 15)
    if van:
        sheet.line(f"M0 {sill + 16}V186", paint.tone(-0.7), 1.4)
    if "bed" not in body.traits and not van:
        sheet.ellipse(0, lamp_low + 10, 5, 3.4, "#aeb6bb", stroke="#2a3035", stroke_width=0.8)


def hatch(sheet: Sheet, body: Body, paint: Paint, trim: Trim, low: float) -> None:
    """Half a tail: lid seams, lamp, bumper, exhaust."""
    w, sill, ink = body.width / 2, body.sill, paint.tone(-0.68)
    ys = numbers(body.taillamp)[1::2]
    under, over = min(ys), max(ys)
    upright = over - under > 26
    reach = w - (16 if upright else 40)
    lamp = (
        f"M{num(reach)} {num(over - 2)}Q{num(reach)} {num(over)} {num(reach + 2)} {num(over)}"
        f"L{num(w - 7)} {num(over - 1)}"
        f"C{num(w - 3)} {num(over - 5)} {num(w - 2)} {num(under + 6)} {num(w - 3)} {num(under)}"
        f"L{num(reach + 4)} {num(under + 1)}"
        f"Q{num(reach)} {num(under + 1)} {num(reach)} {num(under + 5)}Z"
    )
    edge = reach - 2 if upright else w - 22
    sheet.line(
        f"M{num(edge)} {num(low - 2)}"
        f"C{num(edge + 2)} {num(over)} {num(edge)} {num(under)} {num(edge - 4)} {num(under - 18)}"
        f"Q{num(edge - 6)} {num(under - 22)} {num(edge - 14)} {num(under - 22)}H{SEAM}",
        ink,
        1.1,
    )
    sheet.path(
        f"M{SEAM} {num(under + 2)}"
        f"C30 {num(under + 2)} {num(w - 40)} {num(under + 3)} {num(w - 8)} {num(under + 6)}"
        f"C{num(w - 40)} {num(under - 4)} 30 {num(under - 5)} {SEAM} {num(under - 5)}Z",
        SHADE,
        o=0.2,
    )
    sheet.path(
        lamp,
        sheet.linear("tail", reach, 0, w, 0, [(0, "#c4202a"), (0.6, "#a8121b"), (1, "#6b0c12")]),
        stroke="#26070a",
        stroke_width=1,
    )
    middle = (under + over) / 2
    sheet.line(
        f"M{num(reach + 4)} {num(middle)}H{num(w - 7)}"
        if not upright
        else f"M{num((reach + w) / 2)} {num(under + 7)}V{num(over - 7)}",
        "#ff8d84",
        2,
    )
    if trim.lamp == 2 and not upright:
        sheet.line(f"M{SEAM} {num(middle)}H{num(reach)}", "#c4202a", 2.4)
    sheet.line(
        f"M{SEAM} {sill + 33}C30 {sill + 33} {num(w - 30)} {sill + 34} {num(w - 3)} {sill + 40}",
        LIGHT,
        1.4,
        o=0.4,
    )
    sheet.path(f"M{SEAM} {sill + 16}H{num(w - 26)}L{num(w - 20)} {sill + 3}H{SEAM}Z", "#191d20")
    sheet.rect(w - 25, sill + 19, 14, 3, "#b3141d", rx=1)
    if not body.traits & {"van", "bed"}:
        sheet.rect(w - 47, sill + 4, 15, 6, "#0a0b0c", rx=3, stroke="#9aa1a6", stroke_width=1.2)
    if "bed" in body.traits:
        sheet.rect(-0.4, sill + 18, w - 12, 10, "#22272b", rx=2)
        sheet.rect(-0.4, 112, 12, 5, "#14171a", rx=1.5)
        sheet.line(f"M{SEAM} 121H{num(w - 6)}", "#14171a", 3)
