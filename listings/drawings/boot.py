"""The open boot, in the units of `ends.py` (centimetres, y up)."""

from .body import Body
from .ends import SEAM, mirrored, plate, roof_half, shell, tyre
from .paint import LIGHT, Paint, Trim
from .svg import Sheet, mix, numbers
from .tail import hatch


def boot(sheet: Sheet, body: Body, paint: Paint, trim: Trim) -> None:
    """The car from behind with its load space open; half is drawn and mirrored."""
    w, van, bed = body.width / 2, "van" in body.traits, "bed" in body.traits
    ys = numbers(body.taillamp)[1::2]
    low, lid = min(ys) - (12 if not van else 30), body.height > 145 and not bed
    if van or bed:
        low = body.sill + 28
    high = body.height - 12 if lid else max(ys) + (10 if not bed else 4)
    sheet.open(f'id="{sheet.prefix}half"')
    tyre(sheet, body)
    if not (van or bed):
        raised_lid(sheet, body, paint, trim, high, lid)
    shell(sheet, body, paint, 0.1)
    if not lid:
        rear_pane(sheet, body, trim, high)
    hatch(sheet, body, paint, trim, high)
    load_space(sheet, body, low, high, roof_half(body) - 6 if lid else w - 24, w - 22)
    if van:
        barn_door(sheet, body, paint, low, high)
    if bed:
        dropped_gate(sheet, body, paint, low)
    mirrored(sheet, "half")
    if not bed:
        luggage(sheet, low + 3, paint)
    if not lid or van:
        plate(sheet, body.sill + (12 if van or bed else 26))


def rear_pane(sheet: Sheet, body: Body, trim: Trim, low: float) -> None:
    """Half a rear window above a low boot."""
    if body.glass:
        top, roof = body.height - 9, roof_half(body) - 7
        sheet.path(
            f"M{SEAM} {top}H{roof - 6}L{body.width / 2 - 18} {low + 3}H{SEAM}Z",
            mix(trim.tint, "#10151a", 0.75),
        )


def load_space(sheet: Sheet, body: Body, low: float, high: float, top: float, wide: float) -> None:
    """Half a cavity; `top` and `wide` are its half widths above and below."""
    deep = (high - low) * 0.24
    hole = (
        f"M{SEAM} {high}H{top - 5}Q{top} {high} {top + 1} {high - 5}"
        f"L{wide} {low + 5}Q{wide} {low} {wide - 5} {low}H{SEAM}"
    )
    sheet.path(hole, "#101214")
    back = wide * 0.74
    sheet.path(
        f"M{wide - 2} {low + 1}L{back} {low + deep}V{high - 4}L{top - 2} {high - 2}Z",
        sheet.linear("lining", back, 0, wide, 0, [(0, "#33373b"), (1, "#4b5055")]),
    )
    rise = low + deep + min((high - low) * 0.46, 50)
    sheet.rect(-0.4, low + deep, back + 0.4, rise - low - deep, "#2b2f33")
    sheet.line(
        f"M1 {low + deep}V{rise}M{back * 0.5} {low + deep + 6}V{rise - 4}",
        "#1a1d20",
        1.2,
    )
    if high - rise > 16 and "van" not in body.traits:
        sheet.rect(back * 0.5 - 11, rise + 1, 22, 11, "#363b40", rx=4)
        sheet.path(f"M{SEAM} {rise + 13}H{back - 8}V{high - 3}H{SEAM}Z", "#5f7078", o=0.55)
    floor = sheet.linear("carpet", 0, low + deep, 0, low, [(0, "#3d4247"), (1, "#5a6066")])
    sheet.path(f"M{SEAM} {low + deep}H{back}L{wide - 3} {low}H{SEAM}Z", floor)
    sheet.path(hole, stroke="#0a0b0c", stroke_width=2.2)
    sheet.line(f"M{SEAM} {low - 1.5}H{wide - 5}", "#b8bec3", 1.6, o=0.8)
    sheet.circle(
        (back + wide) / 2, low + deep * 0.9, 2.4, "#9aa1a6", stroke="#1a1d20", stroke_width=0.8
    )
    sheet.rect(wide - 12, high - 16, 6, 3, "#fff3d0", rx=1)


def raised_lid(sheet: Sheet, body: Body, paint: Paint, trim: Trim, high: float, tall: bool) -> None:
    """Half the lid or tailgate, up, seen from inside."""
    w, base, size = body.width / 2, high + (2 if tall else -2), 46 if tall else 40
    wide = roof_half(body) if tall else w - 22
    edge = wide + (16 if tall else 0)
    d = (
        f"M{SEAM} {base}H{wide}L{edge} {base + size - 8}"
        f"Q{edge} {base + size} {edge - 10} {base + size + 2}"
        f"Q{edge * 0.5} {base + size + 6} {SEAM} {base + size + 6}"
    )
    sheet.path(d, paint.tone(-0.12), stroke=paint.tone(-0.65), stroke_width=1.2)
    inner = f"M{SEAM} {base + 4}H{wide - 8}L{edge - 10} {base + size - 7}H{SEAM}Z"
    sheet.path(inner, "#2d3135")
    if tall:
        sheet.path(
            f"M{SEAM} {base + 6}H{wide - 14}L{wide - 8} {base + size * 0.5}H{SEAM}Z",
            mix(trim.tint, "#27323a", 0.5),
        )
    sheet.rect(-0.4, base + size - 17, 14, 6, "#14171a", rx=2)
    sheet.line(f"M{wide - 6} {high - 14}L{edge - 8} {base + size * 0.6}", "#7d858b", 2)


def barn_door(sheet: Sheet, body: Body, paint: Paint, low: float, high: float) -> None:
    """One of the van's rear doors, swung out to the side."""
    w = body.width / 2
    sheet.path(
        f"M{w - 4} {high}L{w + 44} {high + 7}V{low - 9}L{w - 4} {low}Z",
        paint.tone(-0.2),
        stroke=paint.tone(-0.65),
        stroke_width=1.2,
    )
    sheet.path(
        f"M{w + 4} {high - 8}L{w + 37} {high - 4}V{high - 52}L{w + 4} {high - 50}Z",
        "#2a333a",
    )
    sheet.path(
        f"M{w + 4} {high - 62}L{w + 37} {high - 64}V{low + 2}L{w + 4} {low + 9}Z",
        "#8d7a5c",
    )


def dropped_gate(sheet: Sheet, body: Body, paint: Paint, low: float) -> None:
    """The pickup's tailgate, down, seen along its upper face."""
    w = body.width / 2
    sheet.path(f"M{SEAM} {low}H{w - 20}L{w - 14} {low - 16}H{SEAM}Z", "#3a3f44")
    sheet.line(
        "".join(f"M{n} {low - 1}L{n * 1.08} {low - 15}" for n in range(8, 70, 12)),
        "#24282b",
        2,
    )
    sheet.path(f"M{SEAM} {low - 16}H{w - 14}V{low - 20}H{SEAM}Z", paint.tone(-0.1))
    sheet.line(f"M{SEAM} {low - 16}H{w - 14}", LIGHT, 1, o=0.6)


def luggage(sheet: Sheet, floor: float, paint: Paint) -> None:
    """A trunk and a soft bag, for scale (55 cm and 40 cm wide)."""
    sheet.rect(-50, floor, 52, 30, "#a8804f", rx=4, stroke="#5d4428", stroke_width=1.2)
    sheet.path(f"M-42 {floor}v30h5v-30ZM-11 {floor}v30h5v-30Z", "#6f5231")
    sheet.path(f"M-32 {floor + 30}v3q0 2 2 2h12q2 0 2 -2v-3", stroke="#3c2c1a", stroke_width=2)
    sheet.path(
        f"M8 {floor}q-3 12 4 20h28q7 -8 4 -20Z", "#41606b", stroke="#22353c", stroke_width=1.2
    )
    sheet.path(f"M15 {floor + 19}q11 14 22 0", stroke="#22353c", stroke_width=2)
