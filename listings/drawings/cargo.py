"""What only some bodies have: the van's flank, the pickup's bed, the convertible's open cabin."""

from .body import Body
from .paint import LIGHT, SHADE, Paint, Trim
from .svg import Sheet

HIDES = [("#8a5a3a", "#5d3a25"), ("#2b2f34", "#15181b"), ("#c3b092", "#8d7c62")]
BACKREST = (
    "M0 0C6 9 12 17 17 24C20 29 22 34 24 38C26 42 34 43 37 40C39 37 39 32 38 27C37 18 38 9 38 0Z"
)
BACKREST_SIDE = "M26 0C29 10 30 20 31 28C32 34 33 39 32 42C36 42 39 39 39 34C38 20 38 9 38 0Z"


def van_flank(sheet: Sheet, paint: Paint, trim: Trim) -> None:
    """The van's pressed panels (or windows) and the rail of the sliding door."""
    for left, right in ((141, 243), (263, 376)):
        wide = right - left - 8
        d = f"M{left} 122q-2 0 -2 3l2 48q0 4 4 4h{wide}q4 0 4 -4l3 -48q0 -3 -4 -3Z"
        if trim.privacy:
            van_window(sheet, d, left)
        else:
            sheet.path(d, SHADE, o=0.07)
            sheet.path(d, stroke=paint.tone(-0.3), stroke_width=1, o=0.8)
            sheet.line(f"M{left + 3} 177.5h{wide}", LIGHT, 1, o=0.7)
    sheet.line("M256 112H384", "#1a1e22", 2.2)
    sheet.line("M256 110.6H384", LIGHT, 0.8, o=0.5)
    sheet.line("M386 178C389 150 391 120 392 82L391 40", paint.tone(-0.6), 1)


def van_window(sheet: Sheet, d: str, left: int) -> None:
    """One dark pane of a van for people."""
    run = [(0, "#59666f"), (0.5, "#252c32"), (1, "#12161a")]
    fill = sheet.linear(f"pane{left}", 0, 178, 0, 120, run)
    sheet.path(d, fill, stroke="#101316", stroke_width=2)
    sheet.path(f"M{left + 20} 123l38 53h22l-38 -53Z", "#fff", o=0.12)


def pickup_bed(sheet: Sheet, body: Body, paint: Paint, trim: Trim) -> None:
    """The pickup's gap between cab and bed, the capped rail and, on some, a roll bar."""
    sheet.line(f"M275 121C276 100 275 70 275 {body.sill + 12}", "#0c0e10", 2.2)
    sheet.path("M277 119.5L438 121C443 121 445 124 440 125L277 124Z", "#1b1f22")
    sheet.line("M436 118L435 62", paint.tone(-0.6), 1)
    if trim.rails:
        sheet.path(
            "M284 124C286 142 289 151 297 153L310 153C336 144 358 134 376 125L362 125"
            "C344 133 324 141 306 145C299 145 297 136 296 124Z",
            "#1d2124",
        )
    sheet.path("M40 33H268L262 38H46Z", "#15181a")


def open_cabin(sheet: Sheet, paint: Paint, trim: Trim) -> None:
    """The convertible above its belt: seats, steering wheel, folded roof, windscreen."""
    hide, dark = HIDES[trim.lamp]
    for x, y, size in ((216, 97, 0.72), (146, 95, 1.0)):
        sheet.open(f'transform="translate({x} {y}) scale({size})"')
        seat(sheet, hide, dark)
        sheet.close()
    sheet.line("M110 96L119 110", "#15181b", 3)
    sheet.path("M246 100C248 109 262 113.5 280 112.5C300 111.5 314 107 322 101Z", "#1c2024")
    sheet.line("M252 105C268 110.5 290 110 310 104.5", "#454c53", 1)
    open_screen(sheet, paint)
    sill = "#c7cdd1" if trim.bright else "#15181b"
    sheet.line("M82 97.8C136 99.5 200 101.8 252 103.5", sill, 1.6)


def seat(sheet: Sheet, hide: str, dark: str) -> None:
    """A seat from its left, its foot at (0, 0)."""
    sheet.path(BACKREST, hide)
    sheet.path(BACKREST_SIDE, dark)
    sheet.line("M19 24C24 26 28 26 31 25", dark, 1.2)
    sheet.line("M3 1C9 10 15 19 19 27C21 31 23 36 25 39", LIGHT, 0.9, o=0.35)


def open_screen(sheet: Sheet, paint: Paint) -> None:
    """The windscreen's frame and the mirror on it."""
    frame = (
        "M66 95C90 110 113 124 131 131.5C136 133.5 141 133 141 130.5C140 128 137 127.5 133 126"
        "C116 119 98 108 84 96Z"
    )
    sheet.path(frame, paint.tone(-0.12), stroke=paint.tone(-0.7), stroke_width=0.8)
    sheet.line("M64 96.5C88 111 112 125 130 132.5", "#12161a", 2.4)
    sheet.line("M76 98C96 111 116 122.5 134 129.5", LIGHT, 1.2, o=0.6)
    sheet.path("M124 122l9 -1.5q2 -4 -1 -6l-5 1q-3 3 -3 6.5Z", "#15181b")
