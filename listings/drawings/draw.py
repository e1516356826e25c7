"""Drawings of cars as SVG text: nine bodies, fourteen colours, made from figures and curves only.

`draw` makes a picture (1200 x 800 units, 3:2), `placeholder` a flat two-tone sign for a car without photo. Within a
car, units are centimetres with x to the rear and y upward (see `bodies.py`); a transform puts it on the picture.
"""

import zlib
from math import sqrt

from .bodies import BODIES, Body
from .details import boot, interior
from .ends import front, rear
from .paint import COLOURS, Paint, Trim, trim_for
from .quarter import quarter
from .scenes import scene
from .side import side
from .svg import Sheet, mix, num

WIDTH, HEIGHT, GROUND = 1200, 800, 604  # of a picture; GROUND is where tyres touch
# by view: picture units per centimetre, x of the car's origin, y of the ground
PLACES: dict[str, tuple[float, float, float]] = {
    "front": (2.75, 600, GROUND),
    "rear": (2.75, 600, GROUND),
    "boot": (3.1, 600, 690),
    "wheel": (8.2, 560, 700),
    "quarter": (2.15, 600, GROUND + 8),
}
VIEWS = {
    "side": side,
    "wheel": side,
    "front": front,
    "rear": rear,
    "boot": boot,
    "quarter": quarter,
}


def scale_of(body: Body) -> float:
    """Picture units per centimetre: a long car a little smaller than true, so that a short one still fills."""
    return 2.1 * sqrt(470 / (body.rear - body.front))


def cast_shadow(sheet: Sheet, body: Body, strength: float, view: str) -> None:
    """On the ground, in the car's centimetres: a wide soft one and a dark one under each tyre."""
    middle, reach, wheels, spread = (
        (body.front + body.rear) / 2,
        (body.rear - body.front) * 0.57,
        (0, body.wheelbase),
        34,
    )
    if view not in ("side", "wheel"):
        middle, reach, spread = 0, body.width * 0.68, 20
        wheels = (body.width // 2 - 14, 14 - body.width // 2)
    soft = [
        (0, "#05070a", strength),
        (0.55, "#05070a", strength * 0.72),
        (0.85, "#05070a", strength * 0.2),
        (1, "#05070a", 0),
    ]
    sheet.ellipse(middle, -1, reach, 20, sheet.radial("soft", middle, -1, reach, soft, 20 / reach))
    for n, x in enumerate(wheels):
        spot = sheet.radial(
            f"spot{n}",
            x,
            0,
            spread,
            [(0, "#000", 0.75), (0.6, "#000", 0.4), (1, "#000", 0)],
            5.5 / spread,
        )
        sheet.ellipse(x, 0, spread, 5.5, spot)


def stand(sheet: Sheet, body: Body, paint: Paint, trim: Trim, view: str, studio: bool) -> None:
    """Puts the car on the picture's ground, with its shadow and, in the studio, its reflection."""
    scale, left, ground = PLACES.get(view, (scale_of(body), 600.0, GROUND))
    if view == "side":
        left -= (body.front + body.rear) / 2 * scale
    elif view == "quarter":
        scale = 2.34 * sqrt(416 / (body.rear - body.front))
    sheet.open(f'transform="translate({num(left)} {ground}) scale({scale:.3f} {-scale:.3f})"')
    if view != "quarter":
        cast_shadow(sheet, body, 0.5 if studio else 0.62, view)
    sheet.open(f'id="{sheet.prefix}car"')
    VIEWS[view](sheet, body, paint, trim)
    sheet.close()
    sheet.close()
    if studio and view != "quarter":
        fade = sheet.linear("fade", 0, ground, 0, ground + 110, [(0, "#fff", 0.15), (1, "#fff", 0)])
        place = f'maskUnits="userSpaceOnUse" x="0" y="{ground}" width="{WIDTH}" height="120"'
        sheet.defs.append(
            f'<mask id="{sheet.prefix}mirror" {place}>'
            f'<path d="M0 {ground}h{WIDTH}v120H0Z" fill="{fade}"/></mask>'
        )
        sheet.add(
            f'<g mask="url(#{sheet.prefix}mirror)"><use href="#{sheet.prefix}car" '
            f'transform="translate({num(left)} {ground}) scale({scale:.3f})"/></g>'
        )


def draw(
    body: str,
    colour: str,
    view: str = "side",
    backdrop: str = "studio",
    scheme: str = "light",
    seed: int = 0,
    *,
    prefix: str = "",
) -> str:
    """A picture of a car as SVG text.

    body: a key of BODIES. colour: a key of COLOURS. view: side, quarter, front, rear, interior, wheel, boot.
    backdrop: studio, street, forecourt, countryside. scheme: light, dark. seed: the trim, and the street's houses.
    prefix: starts every id, so that drawings can stand inline in one page; by default made from the other arguments.
    """
    form, paint, trim = BODIES[body], Paint(COLOURS[colour]), trim_for(body, seed)
    key = f"{body}/{colour}/{view}/{backdrop}/{scheme}/{seed}"
    sheet = Sheet(prefix or f"c{zlib.crc32(key.encode()):08x}")

    def outside() -> None:
        scene(sheet, backdrop, scheme, paint.base, seed)

    if view == "interior":
        interior(sheet, form, paint, trim, outside)
    else:
        outside()
        stand(sheet, form, paint, trim, view, backdrop == "studio")
    return sheet.text(WIDTH, HEIGHT, f"{colour} {body}, {view}")


def placeholder(body: str, colour: str, *, prefix: str = "") -> str:
    """A flat two-tone sign of a car: transparent, readable on light and dark; lines and tyres in currentColor."""
    form, paint = (
        BODIES[body],
        Paint(mix(COLOURS[colour], "#8a929a", 0.28 if colour == "black" else 0)),
    )
    axle, middle = form.tyre / 2, (form.front + form.rear) / 2
    sheet = Sheet(prefix or f"p{zlib.crc32(f'{body}/{colour}'.encode()):08x}")
    scale = scale_of(form)
    sheet.open(
        f'transform="translate({num(WIDTH / 2 - middle * scale)} 560) scale({scale:.3f} {-scale:.3f})"'
    )
    shape = form.silhouette()
    if "open" in form.traits:
        sheet.line("M70 97L138 131", "currentColor", 5, o=0.75)
        for x in (150, 218):
            sheet.path(f"M{x} 96l14 22q12 8 18 0l4 -22Z", "currentColor", o=0.55)
    sheet.path(shape, paint.base, stroke="currentColor", stroke_opacity=0.35, stroke_width=1.6)
    sheet.open(sheet.clip("s", shape))
    low = form.sill + 0.42 * (form.belt_at(form.wheelbase / 2) - form.sill)
    sheet.path(
        f"M-120 {num(low)}C0 {num(low + 4)} 240 {num(low + 6)} 480 {num(low + 14)}V0H-120Z",
        paint.tone(-0.28),
    )
    sheet.path(form.headlamp, "#f4f8fa", o=0.92)
    sheet.path(form.taillamp, "#c8232c")
    sheet.close()
    if form.glass:
        flat_windows(sheet, form, paint)
    for x in (0, form.wheelbase):
        sheet.circle(
            x, axle, axle, "#23282d", stroke="currentColor", stroke_opacity=0.35, stroke_width=1.6
        )
        sheet.circle(x, axle, axle * 0.6, "#c9cfd3")
        sheet.circle(x, axle, axle * 0.2, "#23282d")
    sheet.line(f"M{form.front + 6} -2H{form.rear - 6}", "currentColor", 2.4, o=0.3)
    sheet.close()
    return sheet.text(WIDTH, HEIGHT, f"{colour} {body}")


def flat_windows(sheet: Sheet, body: Body, paint: Paint) -> None:
    """The placeholder's glass: one dark tone, pillars, one reflection."""
    sheet.path(body.glass + "Z", "#27313a")
    sheet.open(sheet.clip("g", body.glass + "Z"))
    for bottom, high, wide in body.pillars:
        at = num(body.belt_at(bottom) - 2)
        sheet.path(
            f"M{num(bottom - wide / 2)} {at}h{wide}L{num(high + wide / 2)} {body.height}h{-wide}Z",
            paint.tone(-0.28),
        )
    sheet.path("M110 90l70 90h30l-70 -90Z", "#fff", o=0.16)
    sheet.close()
