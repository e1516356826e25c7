"""A car seen from behind, in the units and halves of `ends.py`."""

from .body import Body
from .ends import (
    SEAM,
    badge,
    glaze,
    glint,
    mirrored,
    open_top,
    pane,
    plate,
    roof_half,
    shell,
    tyre,
)
from .paint import LIGHT, SHADE, Paint, Trim
from .svg import Sheet, mix, numbers, segment


def rear(sheet: Sheet, body: Body, paint: Paint, trim: Trim) -> None:
    """The car from behind."""
    low, high = window_heights(body)
    van, bed, roofless = (trait in body.traits for trait in ("van", "bed", "open"))
    sheet.open(f'id="{sheet.prefix}half"')
    tyre(sheet, body)
    if roofless:
        open_top(sheet, body, paint, body.belt_at(200), "#191d21")
    shell(sheet, body, paint, 0.1)
    if roofless:
        folded = f"M{SEAM} 112C40 112 62 110 {body.width / 2 - 18} 100H{SEAM}Z"
        sheet.path(folded, "#1c2024")
    else:
        inset = roof_half(body) - (10 if van else 7)
        d = pane(low, high - 3, inset, body.width / 2 - 17)
        glaze(sheet, "back", d, low, high, mix(trim.tint, "#11161a", trim.privacy))
    hatch(sheet, body, paint, trim, low)
    mirrored(sheet, "half")
    if body.glass:
        glint(sheet, "backc", low, high)
    lamp = min(numbers(body.taillamp)[1::2])
    plate(sheet, body.sill + 34 if van else lamp - 15)
    if van:
        sheet.line(f"M0 {body.sill + 16}V186", paint.tone(-0.7), 1.4)
    elif not bed:
        badge(sheet, lamp + 10)


def window_heights(body: Body) -> tuple[float, float]:
    """Lower and upper edge of the rear window."""
    if "van" in body.traits:
        return 124, 178
    if "bed" in body.traits:
        return 126, 170
    return numbers(segment(body.outline, body.tail))[-1] + 3, body.height - 8


def hatch(sheet: Sheet, body: Body, paint: Paint, trim: Trim, low: float) -> None:
    """Half a tail; `low` is the height of the rear window's lower edge."""
    heights = numbers(body.taillamp)[1::2]
    under, over = min(heights), max(heights)
    upright = over - under > 26
    lid(sheet, body, paint, low, under, over, upright=upright)
    taillamp(sheet, body, trim, under, over, upright=upright)
    bumper(sheet, body)
    if "bed" in body.traits:
        w = body.width / 2
        sheet.rect(-0.4, body.sill + 18, w - 12, 10, "#22272b", rx=2)
        sheet.rect(-0.4, 112, 12, 5, "#14171a", rx=1.5)
        sheet.line(f"M{SEAM} 121H{w - 6}", "#14171a", 3)


def lid(
    sheet: Sheet,
    body: Body,
    paint: Paint,
    low: float,
    under: float,
    over: float,
    *,
    upright: bool,
) -> None:
    """The seam of boot lid or tailgate, and the hollow for the plate."""
    w = body.width / 2
    edge = w - 18 if upright else w - 22
    seam = (
        f"M{edge} {low - 2}C{edge + 2} {over} {edge} {under} {edge - 4} {under - 18}"
        f"Q{edge - 6} {under - 22} {edge - 14} {under - 22}H{SEAM}"
    )
    sheet.line(seam, paint.tone(-0.68), 1.1)
    hollow = (
        f"M{SEAM} {under + 2}C30 {under + 2} {w - 40} {under + 3} {w - 8} {under + 6}"
        f"C{w - 40} {under - 4} 30 {under - 5} {SEAM} {under - 5}Z"
    )
    sheet.path(hollow, SHADE, o=0.2)


def taillamp(
    sheet: Sheet, body: Body, trim: Trim, under: float, over: float, *, upright: bool
) -> None:
    """One lamp, upright at the corner or lying towards the middle."""
    w = body.width / 2
    reach = w - (16 if upright else 40)
    shape = (
        f"M{reach} {over - 2}Q{reach} {over} {reach + 2} {over}L{w - 7} {over - 1}"
        f"C{w - 3} {over - 5} {w - 2} {under + 6} {w - 3} {under}L{reach + 4} {under + 1}"
        f"Q{reach} {under + 1} {reach} {under + 5}Z"
    )
    red = sheet.linear("tail", reach, 0, w, 0, [(0, "#c4202a"), (0.6, "#a8121b"), (1, "#6b0c12")])
    sheet.path(shape, red, stroke="#26070a", stroke_width=1)
    middle = (under + over) / 2
    if upright:
        sheet.line(f"M{(reach + w) / 2} {under + 7}V{over - 7}", "#ff8d84", 2)
        return
    sheet.line(f"M{reach + 4} {middle}H{w - 7}", "#ff8d84", 2)
    if trim.lamp == 2:
        sheet.line(f"M{SEAM} {middle}H{reach}", "#c4202a", 2.4)


def bumper(sheet: Sheet, body: Body) -> None:
    """Bumper edge, apron, reflector and exhaust."""
    w, sill = body.width / 2, body.sill
    edge = f"C30 {sill + 33} {w - 30} {sill + 34} {w - 3} {sill + 40}"
    sheet.line(f"M{SEAM} {sill + 33}{edge}", LIGHT, 1.4, o=0.4)
    sheet.path(f"M{SEAM} {sill + 16}H{w - 26}L{w - 20} {sill + 3}H{SEAM}Z", "#191d20")
    sheet.rect(w - 25, sill + 19, 14, 3, "#b3141d", rx=1)
    if not body.traits & {"van", "bed"}:
        pipe = {"rx": 3, "stroke": "#9aa1a6", "stroke_width": 1.2}
        sheet.rect(w - 47, sill + 4, 15, 6, "#0a0b0c", **pipe)
