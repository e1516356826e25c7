"""Side glass with the cabin behind it."""

from .body import Body
from .paint import Trim
from .svg import Sheet, mix

REFLECTIONS = ((96, 26, 0.2), (130, 7, 0.16), (212, 40, 0.15), (262, 9, 0.12))  # x, width, strength


def windows(sheet: Sheet, body: Body, trim: Trim) -> None:
    """Glass, cabin, reflections, pillars and the sealing line."""
    glass = body.glass + "Z"
    belt = body.belt_at(body.wheelbase / 2)
    run = [
        (0, mix(trim.tint, "#ffffff", 0.25)),
        (0.3, mix(trim.tint, "#1b242b", 0.35)),
        (1, mix(trim.tint, "#0c1116", 0.86)),
    ]
    sheet.open(sheet.clip("glass", glass))
    sheet.path(glass, sheet.linear("pane", 0, body.height - 6, 0, belt, run))
    cabin(sheet, body, belt)
    if trim.privacy and len(body.doors) > 2:
        sheet.rect(body.doors[1], belt - 10, 400, 90, "#0a0d11", o=trim.privacy)
    reflections(sheet, body, belt)
    pillars(sheet, body)
    sheet.close()
    sheet.path(glass, stroke="#111417", stroke_width=2.4, stroke_linejoin="round")
    if trim.bright:
        ends = body.glass.split("C")[0] + "L" + " ".join(body.glass.split()[-2:])
        sheet.line(ends, "#d8dde0", 1.3)


def cabin(sheet: Sheet, body: Body, belt: float) -> None:
    """Seats, headrests and the steering wheel as seen through the glass."""
    seat = "c2 12 5 20 9 25c2 5 4 9 9 9c5 0 6 -5 5 -10l-3 -24Z"
    rows = [body.doors[1] - 30]
    if len(body.doors) > 2 and "van" not in body.traits:
        rows.append(body.doors[2] - 26)
    for x in rows:
        sheet.path(f"M{x} {belt - 4}{seat}", "#0b0e12", o=0.62)
    sheet.line(f"M{body.doors[1] - 62} {belt - 4}l7 15", "#0b0e12", 2.4, o=0.6)


def reflections(sheet: Sheet, body: Body, belt: float) -> None:
    """Slanting bars of sky; the caller clips them to the glass."""
    rise = body.height - belt
    for x, wide, strength in REFLECTIONS:
        bar = f"M{x} {belt - 4}l{rise * 0.75} {rise}h{wide}l{-rise * 0.75} {-rise}Z"
        sheet.path(bar, "#fff", o=strength)


def pillars(sheet: Sheet, body: Body) -> None:
    """Dark pillars between the panes; the caller clips them to the glass."""
    for low, high, thick in body.pillars:
        at = body.belt_at(low) - 2
        upper = f"L{high + thick / 2} {body.height}h{-thick}"
        sheet.path(f"M{low - thick / 2} {at}h{thick}{upper}Z", "#14171a")
