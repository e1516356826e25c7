"""A car from its left side: the master view, in the units of `bodies.py` (centimetres, y up)."""

from .body import Body
from .cargo import open_cabin, pickup_bed, van_flank
from .paint import LIGHT, Paint, Trim
from .shell import lower_trim, nose_intake, paint_body, panels, shut_lines
from .svg import Sheet, numbers, segment
from .wheels import wheel
from .windows import windows


def side(sheet: Sheet, body: Body, paint: Paint, trim: Trim) -> None:
    """The whole car."""
    under = (
        f"M-20 {body.sill - 4}H{body.wheelbase + 10}L{body.rear - 24} {body.sill + 2}"
        f"V{body.sill + 12}H-60V{body.sill}Z"
    )
    sheet.path(under, "#0b0d0f")
    for x in (0, body.wheelbase):
        sheet.circle(x, body.axle, body.arch + 0.6, "#0a0c0e")
    if "open" in body.traits:
        open_cabin(sheet, paint, trim)
    flank(sheet, body, paint, trim)
    mirror(sheet, body, paint)
    rails(sheet, body, trim)
    sheet.open(f'clip-path="url(#{sheet.prefix}shell)"')
    if "open" not in body.traits:
        sheet.line(segment(body.outline, 3), "#171c21", 5)
    headlamp(sheet, body, trim)
    nose_intake(sheet, body)
    sheet.close()
    if not body.traits & {"open", "van", "bed"}:
        aerial(sheet, body, paint)
    for x in (0, body.wheelbase):
        wheel(sheet, x, body.axle, body.axle, trim.rim)


def flank(sheet: Sheet, body: Body, paint: Paint, trim: Trim, wrap: float = 1) -> None:
    """The painted side and all that lies flat on it; the quarter view bends this drawing."""
    paint_body(sheet, body, paint, wrap)
    sheet.open(sheet.clip("shell", body.silhouette()))
    if not body.traits & {"open", "van"}:
        sheet.line(segment(body.outline, body.tail), "#171c21", 5)
    lower_trim(sheet, body)
    panels(sheet, body, paint)
    taillamp(sheet, body)
    sheet.close()
    for x in (0, body.wheelbase):
        half_circle = f"A{body.arch} {body.arch} 0 0 0 {x + body.arch} {body.axle}"
        edge = f"M{x - body.arch} {body.axle}{half_circle}"
        sheet.path(edge, stroke=LIGHT, stroke_width=0.9, o=0.3)
    if body.glass:
        windows(sheet, body, trim)
    if "van" in body.traits:
        van_flank(sheet, paint, trim)
    if "bed" in body.traits:
        pickup_bed(sheet, body, paint, trim)
    shut_lines(sheet, body, paint)
    handles(sheet, body, paint)


def close_up(sheet: Sheet, body: Body, paint: Paint, trim: Trim) -> None:
    """The front wheel and the panels around it; nothing above the shoulder is in the picture."""
    sheet.circle(0, body.axle, body.arch + 0.6, "#0a0c0e")
    paint_body(sheet, body, paint, 1)
    sheet.open(sheet.clip("shell", body.silhouette()))
    lower_trim(sheet, body)
    panels(sheet, body, paint)
    sheet.close()
    shut_lines(sheet, body, paint)
    wheel(sheet, 0, body.axle, body.axle, trim.rim)


def handles(sheet: Sheet, body: Body, paint: Paint) -> None:
    """Door handles, each with the hollow behind it."""
    for x, y in body.handles:
        sheet.path(f"M{x - 9} {y - 2.5}q9 -3 18 0v3h-18Z", paint.tone(-0.55), o=0.75)
        sheet.rect(x - 9, y - 1, 18, 3.4, paint.tone(0.16), rx=1.7)
        sheet.rect(x - 8, y + 0.9, 16, 1, LIGHT, o=0.5, rx=0.5)


def mirror_foot(body: Body) -> tuple[float, float]:
    """Where the door mirror stands."""
    x = numbers(body.glass)[0] + 15 if body.glass else 88
    return x, body.belt_at(x)


def mirror(sheet: Sheet, body: Body, paint: Paint) -> None:
    """The door mirror."""
    x, foot = mirror_foot(body)
    sheet.path(f"M{x} {foot - 3}q1 4 4 5l9 0v-5Z", "#15181b")
    shell = (
        f"M{x - 3} {foot + 4}C{x - 3} {foot + 10} {x + 3} {foot + 13} {x + 15} {foot + 12}"
        f"q3 0 3 -4v-5q0 -3 -4 -3h-14q-3 0 -3 4Z"
    )
    sheet.path(shell, paint.tone(0.06), stroke=paint.tone(-0.6), stroke_width=0.7)
    sheet.path(f"M{x - 2} {foot + 4}h20v-2q0 -2 -4 -2h-13q-3 0 -3 4Z", paint.tone(-0.6))


def rail_line(body: Body, trim: Trim) -> list[tuple[float, float]]:
    """The roof rail as points along the roof's edge; none on a car without."""
    if not trim.rails or "rails" not in body.traits:
        return []
    track = [(float(x), body.roof_at(x) + 2.6) for x in range(150, body.doors[-1] + 60, 12)]
    end = track[-1][0]
    return [
        (138.0, body.roof_at(140)),
        *track,
        (end + 12, body.roof_at(end + 10)),
    ]


def rails(sheet: Sheet, body: Body, trim: Trim) -> None:
    """The near roof rail."""
    track = rail_line(body, trim)
    if track:
        d = "M" + "L".join(f"{x} {y}" for x, y in track)
        sheet.line(d, "#2b3035", 2.4, stroke_linejoin="round")


def aerial(sheet: Sheet, body: Body, paint: Paint) -> None:
    """A shark fin on the roof."""
    x = body.wheelbase - 46
    low, high = body.roof_at(x - 6) - 0.6, body.roof_at(x + 8) - 0.6
    fin = f"M{x - 6} {low}L{x + 6} {low + 4}Q{x + 8} {low + 3} {x + 8} {high}Z"
    sheet.path(fin, paint.tone(-0.55))


def headlamp(sheet: Sheet, body: Body, trim: Trim) -> None:
    """Smoked glass, two or three cells, a daylight line; cut by the shell."""
    run = [(0, "#f4f9fc"), (0.5, "#8f9fab"), (1, "#39444d")]
    glass = sheet.linear("head", body.front, 0, body.front + 50, 0, run)
    sheet.path(body.headlamp, glass, stroke="#171c20", stroke_width=1.2)
    x, y = numbers(body.headlamp)[:2]
    slope = 0.3 if "bed" not in body.traits else 0.06
    for step in range(3 if trim.lamp else 2):
        at, high = x + 14 + 9 * step, y + (12 + 9 * step) * slope - 2
        cell = f"M{at} {high}l6 {6 * slope}l2 4l-6 {-6 * slope}Z"
        sheet.path(cell, "#f6fbff", stroke="#26303a", stroke_width=0.8)
    if trim.lamp != 1:
        sheet.line(body.headlamp.removesuffix("Z"), "#fff", 1.5, o=0.9)


def taillamp(sheet: Sheet, body: Body) -> None:
    """Red glass and its lit line; cut by the shell."""
    rear = body.rear
    run = [(0, "#5d0a10"), (0.55, "#a8121b"), (1, "#e4373a")]
    red = sheet.linear("tail", rear - 46, 0, rear, 0, run)
    sheet.path(body.taillamp, red, stroke="#26070a", stroke_width=1)
    low = min(numbers(body.taillamp)[1::2])
    sheet.line(f"M{rear - 16} {low + 5}h18", "#ff8a80", 1.6, o=0.75)
