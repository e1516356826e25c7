"""Gallery details: the dashboard (picture units, y downward) and the open boot (centimetres, y upward)."""

from collections.abc import Callable

from .bodies import Body
from .ends import SEAM, hatch, mirrored, plate, roof_half, shell, tyre
from .paint import LIGHT, Paint, Trim
from .svg import Sheet, mix, num, numbers

HIDES = [("#2a2d31", "#191b1e"), ("#8c5b3b", "#5f3b25"), ("#b9a88b", "#8a7a60")]


def interior(
    sheet: Sheet, body: Body, paint: Paint, trim: Trim, outside: Callable[[], None]
) -> None:
    """The view from between the front seats; `outside` draws what the windscreen shows."""
    hide, deep = HIDES[trim.lamp]
    sheet.rect(0, 0, 1200, 800, "#16181b")
    sheet.open(sheet.clip("screen", "M128 96Q600 58 1072 96L1176 352Q600 300 24 352Z"))
    sheet.open('transform="translate(0 -226)"')
    outside()
    sheet.close()
    sheet.path(
        "M210 352C330 286 870 286 990 352Z",
        sheet.linear("bonnet", 0, 300, 0, 350, [(0, paint.tone(0.35)), (1, paint.tone(-0.25))]),
    )
    sheet.path("M300 340L520 60h90L390 340ZM640 340L860 60h26L666 340Z", "#fff", o=0.1)
    sheet.close()
    sheet.path("M0 0H1200V60Q600 20 0 60Z", "#3a3d41")
    sheet.path(
        "M150 84Q330 62 520 58l-6 34Q330 96 176 112ZM1050 84Q870 62 680 58l6 34Q870 96 1024 112Z",
        "#4a4e53",
    )
    for x, way in ((0, 1), (1200, -1)):
        sheet.path(f"M{x} 0h{way * 92}l{way * 42} 92L{x + way * 22} 356H{x}Z", "#2b2e32")
        sheet.path(f"M{x} 402l{way * 70} 30l{way * 46} 368H{x}Z", hide)
        sheet.path(
            f"M{x} 520l{way * 64} -20q{way * 20} 0 {way * 22} 24l{way * 4} 40L{x} 600Z", deep
        )
    sheet.path(
        "M548 96h104q14 0 14 14v22q0 12 -14 12H548q-14 0 -14 -12v-22q0 -14 14 -14ZM594 60h12v38h-12Z",
        "#141618",
    )
    sheet.path(
        "M546 102h108q6 0 6 8v18q0 8 -6 8H546q-6 0 -6 -8v-18q0 -8 6 -8Z",
        sheet.linear("glass", 540, 100, 660, 140, [(0, "#8c9aa3"), (1, "#3a444b")]),
    )
    dash(sheet, paint, trim, hide, deep)
    console(sheet, paint, hide, deep)
    wheel_rim(sheet, trim)


def dash(sheet: Sheet, paint: Paint, trim: Trim, hide: str, deep: str) -> None:
    """Dashboard: pad, painted strip, vents, two screens."""
    pad = sheet.linear("pad", 0, 310, 0, 470, [(0, "#3d4146"), (0.35, "#282b2f"), (1, "#1a1c1f")])
    sheet.path(
        "M0 366C240 318 470 304 600 304S960 318 1200 366V520C960 500 800 496 600 496S240 500 0 520Z",
        pad,
    )
    sheet.path(
        "M0 372C240 324 470 310 600 310S960 324 1200 372", stroke="#5a6066", stroke_width=2, o=0.7
    )
    sheet.path(
        "M0 432C300 408 900 408 1200 432V462C900 438 300 438 0 462Z",
        sheet.linear(
            "strip",
            0,
            408,
            0,
            462,
            [(0, paint.tone(0.3)), (0.5, paint.tone(-0.05)), (1, paint.tone(-0.4))],
        ),
    )
    sheet.path(
        "M0 520C240 500 470 496 600 496S960 500 1200 520V640C960 600 800 590 600 590S240 600 0 640Z",
        deep,
    )
    sheet.path(
        "M0 520C240 500 470 496 600 496S960 500 1200 520",
        stroke=mix(hide, "#ffffff", 0.25),
        stroke_width=1.6,
        stroke_dasharray="7 5",
    )
    for x, y, wide in ((34, 398, 96), (1070, 398, 96), (566, 446, 84), (662, 446, 84)):
        sheet.rect(x, y, wide, 34, "#0e1012", rx=9, stroke="#6d747a", stroke_width=1.5)
        sheet.line("".join(f"M{x + 12} {y + n}h{wide - 24}" for n in (10, 17, 24)), "#4a5056", 2.2)
    sheet.path("M204 372C214 300 262 286 372 286S530 300 540 372Z", "#202327")
    sheet.rect(236, 306, 272, 98, "#07090c", rx=12, stroke="#3f454a", stroke_width=2)
    for x in (300, 444):
        sheet.path(
            f"M{x - 28} 380A34 34 0 1 1 {x + 28} 380",
            stroke="#39424a",
            stroke_width=6,
            stroke_linecap="round",
        )
        sheet.path(
            f"M{x - 28} 380A34 34 0 0 1 {x - 6} 328",
            stroke="#dfe8ee",
            stroke_width=6,
            stroke_linecap="round",
        )
    sheet.path(
        "M352 330h40M352 346h40M352 362h26",
        stroke="#6fa7c9",
        stroke_width=5,
        stroke_linecap="round",
    )
    sheet.rect(562, 284, 196, 134, "#0b0e11", rx=10, stroke="#43494f", stroke_width=2)
    sheet.rect(572, 294, 176, 114, "#1d2b36", rx=4)
    sheet.path(
        "M572 372L640 344L668 294M640 344L748 372M606 408L640 344M690 294L720 408",
        stroke="#4f6a7c",
        stroke_width=5,
    )
    sheet.path(
        "M600 408L640 344L748 318", stroke="#e0a83a", stroke_width=6, stroke_linejoin="round"
    )
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
    for x, way in ((130, 1), (1070, -1)):
        sheet.path(
            f"M{x - way * 40} 800q{way * 10} -96 {way * 80} -112h{way * 200}q{way * 70} 10 {way * 84} 112"
            f"Z",
            hide,
        )
        sheet.path(
            f"M{x + way * 60} 800q{way * 6} -70 {way * 50} -84h{way * 110}q{way * 44} 12 {way * 50} 84Z",
            deep,
        )
        sheet.path(
            f"M{x + way * 60} 800q{way * 6} -70 {way * 50} -84h{way * 110}q{way * 44} 12 {way * 50} 84",
            stroke=mix(hide, "#ffffff", 0.3),
            stroke_width=1.6,
            stroke_dasharray="7 5",
        )


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
            f"M{SEAM} {top}H{num(roof - 6)}L{num(body.width / 2 - 18)} {num(low + 3)}H{SEAM}Z",
            mix(trim.tint, "#10151a", 0.75),
        )


def load_space(sheet: Sheet, body: Body, low: float, high: float, top: float, wide: float) -> None:
    """Half a cavity: lining, seat backs, floor; `top` and `wide` are half widths above and below."""
    deep = (high - low) * 0.24
    hole = (
        f"M{SEAM} {num(high)}H{num(top - 5)}Q{num(top)} {num(high)} {num(top + 1)} {num(high - 5)}"
        f"L{num(wide)} {num(low + 5)}Q{num(wide)} {num(low)} {num(wide - 5)} {num(low)}H{SEAM}"
    )
    sheet.path(hole, "#101214")
    back = wide * 0.74
    sheet.path(
        f"M{num(wide - 2)} {num(low + 1)}L{num(back)} {num(low + deep)}V{num(high - 4)}"
        f"L{num(top - 2)} {num(high - 2)}Z",
        sheet.linear("lining", back, 0, wide, 0, [(0, "#33373b"), (1, "#4b5055")]),
    )
    rise = low + deep + min((high - low) * 0.46, 50)
    sheet.rect(-0.4, low + deep, back + 0.4, rise - low - deep, "#2b2f33")
    sheet.line(
        f"M1 {num(low + deep)}V{num(rise)}M{num(back * 0.5)} {num(low + deep + 6)}V{num(rise - 4)}",
        "#1a1d20",
        1.2,
    )
    if high - rise > 16 and "van" not in body.traits:
        sheet.rect(back * 0.5 - 11, rise + 1, 22, 11, "#363b40", rx=4)
        sheet.path(
            f"M{SEAM} {num(rise + 13)}H{num(back - 8)}V{num(high - 3)}H{SEAM}Z", "#5f7078", o=0.55
        )
    floor = sheet.linear("carpet", 0, low + deep, 0, low, [(0, "#3d4247"), (1, "#5a6066")])
    sheet.path(f"M{SEAM} {num(low + deep)}H{num(back)}L{num(wide - 3)} {num(low)}H{SEAM}Z", floor)
    sheet.path(hole, stroke="#0a0b0c", stroke_width=2.2)
    sheet.line(f"M{SEAM} {num(low - 1.5)}H{num(wide - 5)}", "#b8bec3", 1.6, o=0.8)
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
        f"M{SEAM} {num(base)}H{num(wide)}L{num(edge)} {num(base + size - 8)}"
        f"Q{num(edge)} {num(base + size)} {num(edge - 10)} {num(base + size + 2)}"
        f"Q{num(edge * 0.5)} {num(base + size + 6)} {SEAM} {num(base + size + 6)}"
    )
    sheet.path(d, paint.tone(-0.12), stroke=paint.tone(-0.65), stroke_width=1.2)
    inner = (
        f"M{SEAM} {num(base + 4)}H{num(wide - 8)}L{num(edge - 10)} {num(base + size - 7)}H{SEAM}Z"
    )
    sheet.path(inner, "#2d3135")
    if tall:
        sheet.path(
            f"M{SEAM} {num(base + 6)}H{num(wide - 14)}L{num(wide - 8)} {num(base + size * 0.5)}H{SEAM}"
            f"Z",
            mix(trim.tint, "#27323a", 0.5),
        )
    sheet.rect(-0.4, base + size - 17, 14, 6, "#14171a", rx=2)
    sheet.line(
        f"M{num(wide - 6)} {num(high - 14)}L{num(edge - 8)} {num(base + size * 0.6)}", "#7d858b", 2
    )


def barn_door(sheet: Sheet, body: Body, paint: Paint, low: float, high: float) -> None:
    """One of the van's rear doors, swung out to the side."""
    w = body.width / 2
    sheet.path(
        f"M{num(w - 4)} {num(high)}L{num(w + 44)} {num(high + 7)}V{num(low - 9)}L{num(w - 4)} {num(low)}"
        f"Z",
        paint.tone(-0.2),
        stroke=paint.tone(-0.65),
        stroke_width=1.2,
    )
    sheet.path(
        f"M{num(w + 4)} {num(high - 8)}L{num(w + 37)} {num(high - 4)}V{num(high - 52)}"
        f"L{num(w + 4)} {num(high - 50)}Z",
        "#2a333a",
    )
    sheet.path(
        f"M{num(w + 4)} {num(high - 62)}L{num(w + 37)} {num(high - 64)}V{num(low + 2)}"
        f"L{num(w + 4)} {num(low + 9)}Z",
        "#8d7a5c",
    )


def dropped_gate(sheet: Sheet, body: Body, paint: Paint, low: float) -> None:
    """The pickup's tailgate, down, seen along its upper face."""
    w = body.width / 2
    sheet.path(f"M{SEAM} {num(low)}H{num(w - 20)}L{num(w - 14)} {num(low - 16)}H{SEAM}Z", "#3a3f44")
    sheet.line(
        "".join(f"M{n} {num(low - 1)}L{num(n * 1.08)} {num(low - 15)}" for n in range(8, 70, 12)),
        "#24282b",
        2,
    )
    sheet.path(f"M{SEAM} {num(low - 16)}H{num(w - 14)}V{num(low - 20)}H{SEAM}Z", paint.tone(-0.1))
    sheet.line(f"M{SEAM} {num(low - 16)}H{num(w - 14)}", LIGHT, 1, o=0.6)


def luggage(sheet: Sheet, floor: float, paint: Paint) -> None:
    """A trunk and a soft bag, for scale (55 cm and 40 cm wide)."""
    sheet.rect(-50, floor, 52, 30, "#a8804f", rx=4, stroke="#5d4428", stroke_width=1.2)
    sheet.path(f"M-42 {num(floor)}v30h5v-30ZM-11 {num(floor)}v30h5v-30Z", "#6f5231")
    sheet.path(f"M-32 {num(floor + 30)}v3q0 2 2 2h12q2 0 2 -2v-3", stroke="#3c2c1a", stroke_width=2)
    sheet.path(
        f"M8 {num(floor)}q-3 12 4 20h28q7 -8 4 -20Z", "#41606b", stroke="#22353c", stroke_width=1.2
    )
    sheet.path(f"M15 {num(floor + 19)}q11 14 22 0", stroke="#22353c", stroke_width=2)
