"""Drawings of cars as SVG text: nine bodies, fourteen colours, from figures and curves only.

`draw` makes a picture (1200 x 800 units, 3:2), `placeholder` a flat car for one without photo.
Within a car, units are centimetres with x to the rear and y upward (see `bodies.py`); a transform
puts it on the picture.
"""

import zlib
from math import sqrt

from .bodies import BODIES
from .body import Body
from .boot import boot
from .ends import front
from .flat import Palette, flat
from .interior import HORIZON, interior
from .paint import COLOURS, Paint, Trim, trim_for
from .quarter import quarter
from .scenes import scene
from .side import close_up, side
from .svg import Sheet, Stops, mix
from .tail import rear

WIDTH, HEIGHT, GROUND = 1200, 800, 604  # of a picture; GROUND is where tyres touch
# By view: picture units per centimetre, x of the car's origin, y of the ground.
PLACES: dict[str, tuple[float, float, float]] = {
    "front": (2.75, 600, GROUND),
    "rear": (2.75, 600, GROUND),
    "boot": (3.1, 600, 690),
    "wheel": (8.2, 560, 700),
}
VIEWS = {
    "side": side,
    "wheel": close_up,
    "front": front,
    "rear": rear,
    "boot": boot,
    "quarter": quarter,
}


def scale_of(body: Body) -> float:
    """Picture units per centimetre: a long car smaller than true, so that a short one fills too."""
    return 2.1 * sqrt(470 / body.length)


def place_of(body: Body, view: str) -> tuple[float, float, float]:
    """Scale, x of the car's origin and y of the ground for a view."""
    if view == "side":
        scale = scale_of(body)
        return scale, 600 - body.middle * scale, GROUND
    if view == "quarter":
        return 2.34 * sqrt(416 / body.length), 600, GROUND + 8
    return PLACES[view]


def cast_shadow(sheet: Sheet, body: Body, strength: float, view: str) -> None:
    """On the ground, in the car's centimetres: a wide soft one and a dark one under each tyre."""
    middle, reach, spread = body.middle, body.length * 0.57, 34
    wheels: tuple[float, ...] = (0, body.wheelbase)
    if view not in ("side", "wheel"):
        middle, reach, spread = 0, body.width * 0.68, 20
        wheels = (body.width / 2 - 14, 14 - body.width / 2)
    if view != "wheel":
        soft: Stops = [
            (0, "#05070a", strength),
            (0.55, "#05070a", strength * 0.72),
            (0.85, "#05070a", strength * 0.2),
            (1, "#05070a", 0),
        ]
        fill = sheet.radial("soft", middle, -1, reach, soft, 20 / reach)
        sheet.ellipse(middle, -1, reach, 20, fill)
    dark: Stops = [(0, "#000", 0.75), (0.6, "#000", 0.4), (1, "#000", 0)]
    for n, x in enumerate(wheels):
        spot = sheet.radial(f"spot{n}", x, 0, spread, dark, 5.5 / spread)
        sheet.ellipse(x, 0, spread, 5.5, spot)


def stand(sheet: Sheet, body: Body, paint: Paint, trim: Trim, view: str, studio: bool) -> None:
    """Puts the car on the picture's ground, with its shadow and, in the studio, its reflection."""
    scale, left, ground = place_of(body, view)
    sheet.open(f'transform="translate({left:.1f} {ground}) scale({scale:.3f} {-scale:.3f})"')
    if view != "quarter":  # which casts its own, in perspective
        cast_shadow(sheet, body, 0.5 if studio else 0.62, view)
    sheet.open(f'id="{sheet.prefix}car"')
    VIEWS[view](sheet, body, paint, trim)
    sheet.close()
    sheet.close()
    if studio and view not in ("quarter", "wheel"):
        reflection(sheet, scale, left, ground)


def put_car(
    sheet: Sheet,
    body: str,
    colour: str,
    *,
    at: tuple[float, float],
    scale: float,
    seed: int = 0,
    mirrored: bool = False,
) -> None:
    """Adds a car from its side to any drawing.

    at: where the middle of the car meets the ground. scale: units per centimetre for a car of
    4.70 m; others a little nearer to that length than true. mirrored: it faces right.
    """
    form, (x, y) = BODIES[body], at
    size = scale * sqrt(470 / form.length)
    way = -size if mirrored else size
    part = Sheet(f"{sheet.prefix}car{len(sheet.shapes)}")
    cast_shadow(part, form, 0.55, "side")
    side(part, form, Paint(COLOURS[colour]), trim_for(body, seed))
    sheet.defs.extend(part.defs)
    move = f"translate({x - form.middle * way:.1f} {y}) scale({way:.3f} {-size:.3f})"
    sheet.open(f'transform="{move}"')
    sheet.shapes.extend(part.shapes)
    sheet.close()


def reflection(sheet: Sheet, scale: float, left: float, ground: float) -> None:
    """The car upside down in the studio's floor, fading."""
    fade = sheet.linear("fade", 0, ground, 0, ground + 110, [(0, "#fff", 0.15), (1, "#fff", 0)])
    place = f'maskUnits="userSpaceOnUse" x="0" y="{ground}" width="{WIDTH}" height="120"'
    shape = f'<path d="M0 {ground}h{WIDTH}v120H0Z" fill="{fade}"/>'
    sheet.defs.append(f'<mask id="{sheet.prefix}mirror" {place}>{shape}</mask>')
    move = f'transform="translate({left:.1f} {ground}) scale({scale:.3f})"'
    car = f'<use href="#{sheet.prefix}car" {move}/>'
    sheet.add(f'<g mask="url(#{sheet.prefix}mirror)">{car}</g>')


def draw(
    body: str,
    colour: str,
    view: str = "side",
    backdrop: str = "studio",
    scheme: str = "light",
    *,
    seed: int = 0,
    prefix: str = "",
    layer: str = "all",
) -> str:
    """A picture of a car as SVG text, 1200 x 800.

    body: a key of BODIES. colour: a key of COLOURS.
    view: side, quarter, front, rear, interior, wheel, boot.
    backdrop: studio, street, forecourt, countryside. scheme: light, dark.
    seed: the same seed is the same car in every view; also the houses and clouds behind it.
    prefix: starts every id, so that drawings can stand inline in one page; by default made from
    the other arguments.
    layer: all, or only the scene or the car, to be laid over one another.
    Unknown names raise KeyError.
    """
    form, paint, trim = BODIES[body], Paint(COLOURS[colour]), trim_for(body, seed)
    key = f"{body}/{colour}/{view}/{backdrop}/{scheme}/{seed}"
    sheet = Sheet(prefix or f"c{zlib.crc32(key.encode()):08x}")
    if layer != "car":
        sheet.open(f'transform="translate(0 {HORIZON})"' if view == "interior" else "")
        scene(sheet, backdrop, scheme, paint.base, seed)
        sheet.close()
    if view == "interior" and layer != "scene":
        interior(sheet, paint, trim)
    elif layer != "scene":
        stand(sheet, form, paint, trim, view, backdrop == "studio")
    return sheet.text(WIDTH, HEIGHT, f"{colour} {body}, {view}")


def placeholder(body: str, colour: str, *, prefix: str = "") -> str:
    """A flat car on a transparent 1200 x 800; its outline takes `color` from its parent."""
    form = BODIES[body]
    sheet = Sheet(prefix or f"p{zlib.crc32(f'{body}/{colour}'.encode()):08x}")
    flat(sheet, form, palette_for(colour), scale_of(form))
    return sheet.text(WIDTH, HEIGHT, f"{colour} {body}")


def palette_for(colour: str) -> Palette:
    """The flat drawing's tones for a body colour."""
    # A true black would lose its doors and its waist.
    paint = Paint(mix(COLOURS[colour], "#8a929a", 0.2 if colour == "black" else 0))
    return Palette(
        paint=paint.base,
        shade=paint.tone(-0.26),
        seam=paint.tone(-0.5),
        glass="#2b3741",
        glint="#fff",
        rubber="#2a2f34",
        well="#101315",
        rim="#d3d8db",
        lamp="#f4f8fa",
        tail="#c8232c",
        hide="#33302e" if paint.is_light else "#8a5a3a",
        ink="currentColor",
    )
