"""The dashboard as the driver's passenger sees it, in picture units (1200 x 800, y down)."""

from .paint import Paint, Trim
from .svg import Sheet, mix

HIDES = [("#2a2d31", "#191b1e"), ("#8c5b3b", "#5f3b25"), ("#b9a88b", "#8a7a60")]
SCREEN = "M128 96Q600 58 1072 96L1176 352Q600 300 24 352Z"
HORIZON = -226  # how far a backdrop is moved, so that the windscreen shows its middle


def interior(sheet: Sheet, paint: Paint, trim: Trim) -> None:
    """The view from between the front seats, over whatever was drawn before: a hole shows it."""
    hide, deep = HIDES[trim.lamp]
    run = [(0, paint.tone(0.35)), (1, paint.tone(-0.25))]
    sheet.path("M210 352C330 286 870 286 990 352Z", sheet.linear("bonnet", 0, 300, 0, 350, run))
    sheet.path("M300 340L520 60h90L390 340ZM640 340L860 60h26L666 340Z", "#fff", o=0.1)
    sheet.path(f"M0 0H1200V800H0Z{SCREEN}", "#16181b", fill_rule="evenodd")
    roof(sheet)
    for x, way in ((0, 1), (1200, -1)):
        sheet.path(f"M{x} 0h{way * 92}l{way * 42} 92L{x + way * 22} 356H{x}Z", "#2b2e32")
        sheet.path(f"M{x} 402l{way * 70} 30l{way * 46} 368H{x}Z", hide)
        rest = f"l{way * 64} -20q{way * 20} 0 {way * 22} 24l{way * 4} 40"
        sheet.path(f"M{x} 520{rest}L{x} 600Z", deep)
    dash(sheet, paint, hide, deep)
    console(sheet, paint, hide, deep)
    wheel_rim(sheet, trim)


def roof(sheet: Sheet) -> None:
    """Headliner, sun visors and the mirror."""
    sheet.path("M0 0H1200V60Q600 20 0 60Z", "#3a3d41")
    left = "M150 84Q330 62 520 58l-6 34Q330 96 176 112Z"
    right = "M1050 84Q870 62 680 58l6 34Q870 96 1024 112Z"
    sheet.path(left + right, "#4a4e53")
    frame = "M548 96h104q14 0 14 14v22q0 12 -14 12H548q-14 0 -14 -12v-22q0 -14 14 -14Z"
    sheet.path(f"{frame}M594 60h12v38h-12Z", "#141618")
    glass = "M546 102h108q6 0 6 8v18q0 8 -6 8H546q-6 0 -6 -8v-18q0 -8 6 -8Z"
    run = [(0, "#8c9aa3"), (1, "#3a444b")]
    sheet.path(glass, sheet.linear("glass", 540, 100, 660, 140, run))


def dash(sheet: Sheet, paint: Paint, hide: str, deep: str) -> None:
    """Dashboard: pad, painted strip, lower half with a stitched seam, vents and screens."""
    pad = sheet.linear("pad", 0, 310, 0, 470, [(0, "#3d4146"), (0.35, "#282b2f"), (1, "#1a1c1f")])
    upper = "C240 318 470 304 600 304S960 318 1200 366"
    sheet.path(f"M0 366{upper}V520C960 500 800 496 600 496S240 500 0 520Z", pad)
    crest = "M0 372C240 324 470 310 600 310S960 324 1200 372"
    sheet.path(crest, stroke="#5a6066", stroke_width=2, o=0.7)
    run = [(0, paint.tone(0.3)), (0.5, paint.tone(-0.05)), (1, paint.tone(-0.4))]
    strip = "M0 432C300 408 900 408 1200 432V462C900 438 300 438 0 462Z"
    sheet.path(strip, sheet.linear("strip", 0, 408, 0, 462, run))
    seam = "M0 520C240 500 470 496 600 496S960 500 1200 520"
    sheet.path(f"{seam}V640C960 600 800 590 600 590S240 600 0 640Z", deep)
    thread = mix(hide, "#ffffff", 0.25)
    sheet.path(seam, stroke=thread, stroke_width=1.6, stroke_dasharray="7 5")
    for x, y, wide in ((34, 398, 96), (1070, 398, 96), (566, 446, 84), (662, 446, 84)):
        sheet.rect(x, y, wide, 34, "#0e1012", rx=9, stroke="#6d747a", stroke_width=1.5)
        slats = "".join(f"M{x + 12} {y + n}h{wide - 24}" for n in (10, 17, 24))
        sheet.line(slats, "#4a5056", 2.2)
    instruments(sheet)
    navigation(sheet)


def instruments(sheet: Sheet) -> None:
    """Two dials and a few lines behind the steering wheel."""
    sheet.path("M204 372C214 300 262 286 372 286S530 300 540 372Z", "#202327")
    sheet.rect(236, 306, 272, 98, "#07090c", rx=12, stroke="#3f454a", stroke_width=2)
    for x in (300, 444):
        sheet.line(f"M{x - 28} 380A34 34 0 1 1 {x + 28} 380", "#39424a", 6)
        sheet.line(f"M{x - 28} 380A34 34 0 0 1 {x - 6} 328", "#dfe8ee", 6)
    sheet.line("M352 330h40M352 346h40M352 362h26", "#6fa7c9", 5)


def navigation(sheet: Sheet) -> None:
    """The middle screen: a map with a route and where the car is."""
    sheet.rect(562, 284, 196, 134, "#0b0e11", rx=10, stroke="#43494f", stroke_width=2)
    sheet.rect(572, 294, 176, 114, "#1d2b36", rx=4)
    roads = "M572 372L640 344L668 294M640 344L748 372M606 408L640 344M690 294L720 408"
    sheet.path(roads, stroke="#4f6a7c", stroke_width=5)
    route = "M600 408L640 344L748 318"
    sheet.path(route, stroke="#e0a83a", stroke_width=6, stroke_linejoin="round")
    sheet.circle(640, 344, 8, "#fff", stroke="#2b6ea8", stroke_width=4)


def console(sheet: Sheet, paint: Paint, hide: str, deep: str) -> None:
    """Climate knobs, selector, cup holders, armrest, seat edges."""
    sheet.path(
        "M548 500H772L806 800H514Z",
        sheet.linear("tunnel", 0, 500, 0, 800, [(0, "#2c2f33"), (1, "#141618")]),
    )
    sheet.rect(566, 510, 188, 44, "#0f1113", rx=8)
    for x in (594, 660, 726):
        sheet.circle(x, 532, 17, "#3a3f44", stroke="#8b9298", stroke_width=2)
        sheet.line(f"M{x} 521v7", "#f1f4f6", 2.5)
    sheet.rect(584, 584, 152, 92, "#0f1113", rx=14, stroke=paint.tone(-0.1), stroke_width=2)
    sheet.path("M648 652l4 -46h16l4 46Z", "#1c1f22")
    sheet.path(
        "M640 610q-4 -26 20 -26t20 26q0 8 -8 8h-24q-8 0 -8 -8Z",
        "#4a5056",
        stroke="#9aa1a6",
        stroke_width=1.5,
    )
    for x in (614, 706):
        sheet.ellipse(x, 704, 30, 16, "#0b0c0e", stroke="#5a6066", stroke_width=2)
    sheet.path("M566 740h188q12 0 13 14l4 46H549l4 -46q1 -14 13 -14Z", hide)
    seats(sheet, hide, deep)


def seats(sheet: Sheet, hide: str, deep: str) -> None:
    """The front edges of both seats, with a stitched seam."""
    for x, way in ((130, 1), (1070, -1)):
        wide = f"q{way * 10} -96 {way * 80} -112h{way * 200}q{way * 70} 10 {way * 84} 112"
        sheet.path(f"M{x - way * 40} 800{wide}Z", hide)
        inner = f"q{way * 6} -70 {way * 50} -84h{way * 110}q{way * 44} 12 {way * 50} 84"
        panel = f"M{x + way * 60} 800{inner}"
        sheet.path(f"{panel}Z", deep)
        thread = mix(hide, "#ffffff", 0.3)
        sheet.path(panel, stroke=thread, stroke_width=1.6, stroke_dasharray="7 5")


def wheel_rim(sheet: Sheet, trim: Trim) -> None:
    """The steering wheel, left of the middle."""
    rim = sheet.linear(
        "wheelrim", 220, 330, 520, 700, [(0, "#3c4146"), (0.5, "#1d2023"), (1, "#0e1012")]
    )
    sheet.ellipse(372, 506, 158, 152, "none", stroke="#000", stroke_width=32, o=0.25)
    sheet.ellipse(372, 500, 158, 152, "none", stroke=rim, stroke_width=30)
    sheet.path(
        "M248 428A150 144 0 0 1 372 358",
        stroke="#8a9197",
        stroke_width=3,
        stroke_linecap="round",
        o=0.6,
    )
    sheet.path(
        "M224 478Q290 462 318 470H426Q454 462 520 478L516 516Q470 512 440 534L404 650H340L304 534"
        "Q274 512 228 516Z",
        "#23272b",
    )
    sheet.path(
        "M318 472Q372 456 426 472L434 528Q420 570 372 574Q324 570 310 528Z",
        "#2e3338",
        stroke="#15171a",
        stroke_width=2,
    )
    sheet.ellipse(372, 514, 20, 13, "#8d949a", stroke="#4a5056", stroke_width=2)
    for x in (262, 462):
        sheet.rect(x, 482, 22, 9, "#8d949a", rx=4)
        sheet.rect(x + 26, 482, 12, 9, "#5a6066", rx=4)
    sheet.path("M352 600h40l-6 44h-28Z", "#8d949a" if trim.bright else "#3a4045")
