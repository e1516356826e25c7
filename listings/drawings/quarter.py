"""The front three-quarter view: flank and face bent over a solid, and the surfaces between them."""

from .bend import Bent, outline_of
from .body import Body, Point
from .cockpit import cockpit
from .ends import face, mirror, plate
from .paint import SHADE, Paint, Trim
from .shell import tones
from .side import flank, mirror_foot, rail_line
from .solid import Solid
from .svg import Sheet, Stops, mix
from .wheels import tyre_and_rim


def quarter(sheet: Sheet, body: Body, paint: Paint, trim: Trim) -> None:
    """The car from ahead and its left."""
    solid = Solid(body)
    shadow(sheet, body, solid)
    underside(sheet, body, solid)
    door_mirror(sheet, body, paint, solid, -1)
    nose(sheet, body, paint, solid)
    tops(sheet, body, paint, trim, solid)
    wheel_wells(sheet, body, solid)
    flank(Bent(sheet, solid.flank, "n"), body, paint, trim, 0.3)
    roof_rail(sheet, body, trim, solid)
    mask(sheet, body, paint, trim, solid)
    door_mirror(sheet, body, paint, solid, 1)
    for n, x in enumerate((0, body.wheelbase)):
        upright = Bent(sheet, solid.plane(x, body.axle, solid.half - 7), f"w{n}", (0, 0))
        tyre_and_rim(upright, body.axle, trim.rim)


def shadow(sheet: Sheet, body: Body, solid: Solid) -> None:
    """On the ground: a wide soft one and a dark one under each near tyre."""

    def ground(x: float, z: float) -> Point:
        return solid.project(x, 0, z)

    middle, reach, wide, near = body.middle, body.length * 0.58, solid.half * 1.5, solid.half - 14
    soft: Stops = [
        (0, "#05070a", 0.62),
        (0.6, "#05070a", 0.46),
        (0.84, "#05070a", 0.14),
        (1, "#05070a", 0),
    ]
    whole = Bent(sheet, ground, "g", (middle, 0))
    fill = whole.radial("soft", middle, 0, reach, soft, wide / reach)
    whole.ellipse(middle, 0, reach, wide, fill)
    dark: Stops = [(0, "#000", 0.85), (0.6, "#000", 0.45), (1, "#000", 0)]
    for x in (0, body.wheelbase):
        under = Bent(sheet, ground, f"g{x}", (x, near))
        under.ellipse(x, near, 36, 16.2, under.radial("s", x, near, 36, dark, 0.45))


def wheel_wells(sheet: Sheet, body: Body, solid: Solid) -> None:
    """The dark behind the near wheels and the width of their tyres."""
    near = Bent(sheet, solid.flank, "n")
    for x in (0, body.wheelbase):
        near.circle(x, body.axle, body.arch + 0.6, "#0a0c0e")
        for z in (24, 19, 14, 10):
            upright = Bent(sheet, solid.plane(x, body.axle, solid.half - z), "")
            upright.circle(0, 0, body.axle, "#0d0f11")


def nose(sheet: Sheet, body: Body, paint: Paint, solid: Solid) -> None:
    """The painted front from corner to corner; the near flank then covers its own half."""
    low = solid.nose[0][1]
    high = low + (16 if body.traits & {"cladding", "van"} else 9)
    for side in (-1, 1):
        place = solid.face(side)
        reach = [solid.half * n / 24 * (0.97 if side > 0 else 0.84) for n in range(25)]
        edge = [place(reach[-1], y) for y in range(int(solid.lip), int(low), -4)]
        paper = Bent(sheet, place, f"n{side + 1}", (40, 60))
        run = [(at, mix(tone, SHADE, 0.16)) for at, tone in tones(body, paint)]
        fill = paper.linear("nose", 0, body.height, 0, body.sill, run)
        bottom = [place(z, low) for z in reach[::-1]]
        sheet.path(outline_of(lip(solid, reach, side) + edge + bottom), fill)
        apron = [place(z, high) for z in reach] + [place(z, low - 1) for z in reach[::-1]]
        sheet.path(outline_of(apron), "#1d2124")


def lip(solid: Solid, reach: list[float], side: int) -> list[Point]:
    """The bonnet's leading edge from the middle outward."""
    over = []
    for z in reach:
        x = solid.front_at(solid.lip) + solid.corner(z, solid.lip)
        # A hair higher on the far half, or the backdrop shows through where the two meet.
        y = solid.body.roof_at(x) + (1.5 if side < 0 else 0)
        over.append(solid.project(x, y, side * z))
    return over


def strip(solid: Solid, cubic: int) -> list[Point]:
    """The surface between the near and far edge of one cubic of the outline."""
    return solid.edge(cubic, 1) + solid.edge(cubic, -1)[::-1]


def underside(sheet: Sheet, body: Body, solid: Solid) -> None:
    """Far tyres and the dark under the car."""
    half, sill = solid.half, body.sill
    for x in (0, body.wheelbase):
        for z in (-half + 4, -half + 12, -half + 22):
            Bent(sheet, solid.plane(x, body.axle, z), "").circle(0, 0, body.axle, "#101214")
    front, rear, side = body.front + 30, body.rear - 64, half - 22
    floor = [
        solid.project(x, sill - 3, z)
        for x, z in ((front, side), (rear, side), (rear, -side), (front, -side))
    ]
    upper = [solid.project(x, sill + 10, side) for x in (rear, front)]
    sheet.path(outline_of(floor), "#0b0d0f")
    sheet.path(outline_of([*floor[:2], *upper]), "#0b0d0f")


def tops(sheet: Sheet, body: Body, paint: Paint, trim: Trim, solid: Solid) -> None:
    """Roof, windscreen and bonnet, from the rear forward."""
    bed, roofless = "bed" in body.traits, "open" in body.traits
    last = body.outline.count("C") - (4 if bed else 3)
    for n in range(last, 3, -1):
        fill = paint.tone(0.3)
        if bed and n == last:
            fill = "#1b1f22"
        elif n == body.tail and not roofless:
            fill = "#171c21"
        sheet.path(outline_of(strip(solid, n)), fill)
    if roofless:
        cockpit(sheet, body, paint, solid)
    else:
        windscreen(sheet, trim, solid)
    bonnet(sheet, paint, solid)


def windscreen(sheet: Sheet, trim: Trim, solid: Solid) -> None:
    """The pane between bonnet and roof, with two reflections."""
    (x, cowl), (_, header) = solid.edge(2, 1)[-1], solid.edge(3, 1)[-1]
    run = [
        (0, mix(trim.tint, "#ffffff", 0.35)),
        (0.5, mix(trim.tint, "#1a2229", 0.45)),
        (1, "#12171c"),
    ]
    screen = outline_of(strip(solid, 3))
    fill = sheet.linear("screen", 0, header, 0, cowl - 8, run)
    sheet.path(screen, fill, stroke="#101316", stroke_width=2.4, stroke_linejoin="round")
    sheet.open(sheet.clip("screenc", screen))
    low = cowl - 20
    bars = f"M{x - 70} {low}l40 80h24l-40 -80ZM{x - 34} {low}l40 80h8l-40 -80Z"
    sheet.path(bars, "#fff", o=0.16)
    sheet.close()


def bonnet(sheet: Sheet, paint: Paint, solid: Solid) -> None:
    """The bonnet, lightest in its middle."""
    shape = strip(solid, 2)
    ys = [y for _, y in shape]
    run = [(0, paint.tone(0.14)), (0.6, paint.tone(0.4)), (1, paint.tone(0.1))]
    fill = sheet.linear("bonnet", 0, max(ys), 0, min(ys), run)
    sheet.path(outline_of(shape), fill, stroke=paint.tone(-0.55), stroke_width=0.8)


def mask(sheet: Sheet, body: Body, paint: Paint, trim: Trim, solid: Solid) -> None:
    """Lamps, grille and plate on the nose, far half first."""
    for side, tag in ((-1, "l"), (1, "r")):
        face(Bent(sheet, solid.face(side), tag, (40, 60)), body, paint, trim, solid.lip)
    plate(Bent(sheet, solid.face(1), "p"), body.sill + 26)


def door_mirror(sheet: Sheet, body: Body, paint: Paint, solid: Solid, side: int) -> None:
    """The mirror of one side, standing off the door: its rear rim, then its painted face."""
    x, foot = mirror_foot(body)
    for behind in (9, 6, 3):
        dark = Paint(paint.tone(-0.55))
        mirror(Bent(sheet, solid.across(x + 4 + behind, side), ""), body, dark, foot)
    mirror(Bent(sheet, solid.across(x + 4, side), ""), body, paint, foot)


def roof_rail(sheet: Sheet, body: Body, trim: Trim, solid: Solid) -> None:
    """The near rail, on the roof's edge (the far one hides behind the roof)."""
    track = [solid.project(x, y + 1.6, solid.width(x, y) - 5) for x, y in rail_line(body, trim)]
    if track:
        sheet.line(outline_of(track)[:-1], "#2b3035", 2.6, stroke_linejoin="round")
