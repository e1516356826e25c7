"""A car seen from straight ahead, and what front and rear have in common.

Units are centimetres: x = 0 on the centre line, y = 0 on the ground and upward. One half is drawn
(x > 0) and mirrored; heights come from the side view, so that lamps, bonnet and windows agree.
"""

from .body import Body
from .paint import LIGHT, SHADE, Paint, Trim
from .svg import Sheet, Stops, mix, numbers, segment

SEAM = "-1.2"  # where a half ends: a hair over the centre line, so that no gap shows between them
DARK = "#121518"


def front(sheet: Sheet, body: Body, paint: Paint, trim: Trim) -> None:
    """The car from ahead."""
    nose, cowl, header = (numbers(segment(body.outline, n))[-1] for n in (1, 2, 3))
    sheet.open(f'id="{sheet.prefix}half"')
    tyre(sheet, body)
    if "open" in body.traits:
        open_top(sheet, body, paint, cowl, paint.tone(-0.15))
    shell(sheet, body, paint, 0.04)
    if body.glass:
        roof = roof_half(body)
        d = pane(cowl, header, roof - 6, body.width / 2 - 15)
        glaze(sheet, "front", d, cowl, header, trim.tint)
    bonnet(sheet, body, paint, nose, cowl)
    face(sheet, body, paint, trim, nose)
    mirror(sheet, body, paint, cowl + 2)
    mirrored(sheet, "half")
    if body.glass:
        glint(sheet, "frontc", cowl, header)
    badge(sheet, nose - 8)
    plate(sheet, body.sill + 26)


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
    sheet.line(f"M{w - 19} 1V30M{w - 14} 1V30M{w - 9} 1V30", "#2c3034", 1.2)
    sheet.rect(-0.4, body.sill - 5, w - 20, 12, "#0c0e10")


def shell(sheet: Sheet, body: Body, paint: Paint, bright: float) -> None:
    """The painted half: roof, shoulder, flank; `bright` is the tone of its middle."""
    w, sill = body.width / 2, body.sill
    d = half_outline(body)
    run = [
        (0, paint.tone(0.34)),
        (0.3, paint.tone(0.06)),
        (0.5, paint.tone(bright)),
        (0.74, paint.tone(-0.1)),
        (1, paint.tone(-0.5)),
    ]
    sheet.path(d, sheet.linear("shell", 0, body.height, 0, sill, run))
    edge: Stops = [(0, SHADE, 0), (0.68, SHADE, 0), (0.88, SHADE, 0.16), (1, SHADE, 0.5)]
    sheet.path(d, sheet.linear("edge", 0, 0, w, 0, edge))
    high = sill + (15 if "cladding" in body.traits else 7)
    apron = f"L{w - 2.5} {high}Q{w * 0.6} {high - 3} {SEAM} {high - 3}Z"
    sheet.path(f"M{SEAM} {sill}H{w - 5}{apron}", "#1d2124")


def half_outline(body: Body) -> str:
    """Half of the car's outline from ahead."""
    w, roof, top, belt = body.width / 2, roof_half(body), body.height, body.belt_at(80)
    upper = (
        f"M{SEAM} {top}C{roof * 0.5} {top} {roof - 9} {top - 1.5} {roof - 1} {top - 8}"
        f"C{roof + 7} {top - 16} {w - 13} {belt + 14} {w - 9} {belt + 1}"
    )
    if "open" in body.traits:
        upper = f"M{SEAM} {belt + 2}H{w - 14}L{w - 9} {belt + 1}"
    return (
        f"{upper}C{w - 3} {belt - 5} {w} {belt - 22} {w} {belt - 36}"
        f"C{w} {body.sill + 20} {w - 2} {body.sill + 8} {w - 5} {body.sill}H{SEAM}Z"
    )


def mirror(sheet: Sheet, body: Body, paint: Paint, y: float) -> None:
    """A door mirror; y is the height of its foot."""
    w = body.width / 2 - 4
    sheet.path(f"M{w - 7} {y}l6 2v4l-6 -1Z", "#15181b")
    cap = f"M{w - 3} {y + 2}q0 -3 4 -3h10q4 0 4 4v5q0 4 -5 4h-8q-5 0 -5 -5Z"
    sheet.path(cap, paint.tone(0.08), stroke=paint.tone(-0.6), stroke_width=0.6)


def badge(sheet: Sheet, y: float) -> None:
    """An emblem of no maker."""
    sheet.ellipse(0, y, 5, 3.4, "#aeb6bb", stroke="#2a3035", stroke_width=0.8)


def plate(sheet: Sheet, y: float) -> None:
    """A Dutch plate: yellow, blue band, bars where the characters would be."""
    sheet.rect(-26.5, y - 0.5, 53, 12, "#14171a", rx=1.4)
    sheet.rect(-26, y, 52, 11, "#f2b90f", rx=1)
    sheet.path(f"M-26 {y + 1}q0 -1 1 -1h4v11h-4q-1 0 -1 -1Z", "#1c3f94")
    for x, wide in ((-17, 9), (-4, 13), (13, 9)):
        sheet.rect(x, y + 3, wide, 5, "#2a2410", o=0.78, rx=0.6)


def pane(low: float, high: float, inset: float, wide: float) -> str:
    """Half a windscreen or rear window; `inset` and `wide` are its half widths above and below."""
    return (
        f"M{SEAM} {high + 1}Q{inset * 0.6} {high + 1} {inset - 3} {high - 2}"
        f"Q{inset} {high - 3} {inset + 2} {high - 6}L{wide} {low}"
        f"Q{wide * 0.5} {low + 2} {SEAM} {low + 2.5}"
    )


def glaze(sheet: Sheet, name: str, d: str, low: float, high: float, tint: str) -> None:
    """Glass with the dark of the cabin and a headrest."""
    run = [(0, mix(tint, "#ffffff", 0.3)), (0.4, mix(tint, "#1a2229", 0.5)), (1, "#10151a")]
    sheet.path(d, sheet.linear(name, 0, high, 0, low, run))
    sheet.open(sheet.clip(name + "c", d))
    headrest = f"M22 {low}c0 14 2 20 8 20v3q-3 9 4 10h6q7 -1 4 -10v-3c6 0 8 -6 8 -20Z"
    sheet.path(headrest, "#07090c", o=0.55)
    sheet.close()
    sheet.path(d, stroke="#101316", stroke_width=2)


def glint(sheet: Sheet, clip: str, low: float, high: float) -> None:
    """A reflection across the pane; the clip is a half's, so it shows on the right."""
    rise = high - low + 8
    bar = f"M-4 {low - 4}l{rise * 0.6} {rise}h17l{-rise * 0.6} {-rise}Z"
    sheet.path(bar, "#fff", o=0.13, clip_path=f"url(#{sheet.prefix}{clip})")


def bonnet(sheet: Sheet, body: Body, paint: Paint, nose: float, cowl: float) -> None:
    """Half a bonnet with a lit fold."""
    w = body.width / 2
    run = [(0, paint.tone(0.12)), (0.55, paint.tone(0.36)), (1, paint.tone(0.02))]
    shape = (
        f"M{SEAM} {cowl + 2}Q{w * 0.5} {cowl + 1.5} {w - 14} {cowl - 1}"
        f"C{w - 7} {cowl - 8} {w - 7} {nose + 12} {w - 14} {nose + 3}L40 {nose - 4}"
        f"Q20 {nose - 4} {SEAM} {nose - 3}"
    )
    fill = sheet.linear("hood", 0, cowl, 0, nose - 4, run)
    sheet.path(shape, fill, stroke=paint.tone(-0.66), stroke_width=0.9)
    fold = (
        f"M{w * 0.52} {cowl}C{w * 0.5} {cowl - 8} {w * 0.44} {nose + 8} 36 {nose - 3}"
        f"L{w * 0.34} {cowl}Z"
    )
    sheet.path(fold, LIGHT, o=0.16)


def face(sheet: Sheet, body: Body, paint: Paint, trim: Trim, nose: float) -> None:
    """Half a front; `nose` is the height of the bonnet's leading edge."""
    tall = 28 if body.traits & {"cladding", "van"} else 19
    grille(sheet, trim, nose, tall)
    headlamp(sheet, body.width / 2, trim, nose)
    intakes(sheet, body)


def grille(sheet: Sheet, trim: Trim, nose: float, tall: int) -> None:
    """One of three shapes; the tall ones have no slit."""
    edge = nose - 5
    shapes = [
        f"M{SEAM} {edge}H38L34 {edge - tall * 0.6}H{SEAM}",
        f"M{SEAM} {edge}H33L38 {nose - 9}L30 {nose - 6 - tall}H{SEAM}",
        f"M{SEAM} {nose - 8}H40L37 {nose - 14}H{SEAM}",
    ]
    shape = shapes[min(trim.lamp, 1) if tall > 20 else trim.lamp]
    rim = "#8f979d" if trim.bright else "#2a3035"
    sheet.path(shape, DARK, stroke=rim, stroke_width=1.3)
    for n in range(3):
        sheet.line(f"M{SEAM} {nose - 9 - n * tall * 0.19}H31", "#3a4147", 1)


def headlamp(sheet: Sheet, w: float, trim: Trim, nose: float) -> None:
    """Glass, cells and daylight line of one lamp; `w` is half the car's width."""
    shape = (
        f"M40 {nose - 6}L{w - 16} {nose + 2}C{w - 9} {nose + 2} {w - 4} {nose - 3} "
        f"{w - 4} {nose - 8}C{w - 8} {nose - 14} {w - 20} {nose - 15} 43 {nose - 13}Z"
    )
    run = [(0, "#39444d"), (0.6, "#7f909c"), (1, "#dfe9ef")]
    sheet.path(shape, sheet.linear("lamp", 40, 0, w, 0, run), stroke=DARK, stroke_width=1.2)
    for n in range(3 if trim.lamp else 2):
        x, y = w - 24 - n * 9, nose - 9 - n * 0.8
        sheet.rect(x, y, 6.5, 4.6, "#f6fbff", rx=1, stroke="#26303a", stroke_width=0.8)
    if trim.lamp != 1:
        tail = f"{w - 20} {nose - 13.5} {w - 9} {nose - 12} {w - 5.5} {nose - 7}"
        sheet.line(f"M43 {nose - 12}C{tail}", "#fff", 1.5)


def intakes(sheet: Sheet, body: Body) -> None:
    """The lower grille and a fog lamp."""
    w, sill = body.width / 2, body.sill
    sheet.path(f"M{SEAM} {sill + 24}H{w - 40}L{w - 33} {sill + 9}H{SEAM}Z", DARK)
    sheet.line(f"M{SEAM} {sill + 14}H{w - 36}", "#333a40", 1.2)
    corner = f"M{w - 27} {sill + 25}L{w - 8} {sill + 30}L{w - 9} {sill + 14}L{w - 23} {sill + 11}Z"
    sheet.path(corner, DARK)
    sheet.line(f"M{w - 20} {sill + 21}h7", "#e8f0f4", 1.8)
    lip = f"C30 {sill + 27} {w - 36} {sill + 28} {w - 4} {sill + 38}"
    sheet.line(f"M{SEAM} {sill + 27}{lip}", LIGHT, 1.2, o=0.35)


def open_top(sheet: Sheet, body: Body, paint: Paint, cowl: float, frame: str) -> None:
    """Half of a convertible above its belt: a seat, and the screen in its frame."""
    w, top = body.width / 2, body.height
    back = f"M20 {cowl}v14q1 6 6 7v2q-2 9 5 9h8q7 0 5 -9v-2q6 -1 6 -8v-13Z"
    sheet.path(back, trim_hide(paint), stroke="#2a1d14", stroke_width=0.8)
    edge = f"M{SEAM} {top - 1}Q{w * 0.45} {top - 1} {w * 0.6} {top - 6}L{w - 13} {cowl}"
    sheet.path(f"{edge}H{SEAM}Z", "#9fb3bd", o=0.3)
    sheet.line(edge, frame, 3.6)


def trim_hide(paint: Paint) -> str:
    """Leather that suits the paint."""
    return "#33302e" if paint.is_light else "#8a5a3a"
