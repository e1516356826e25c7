"""The front three-quarter view: flank and face bent over the solid of `bend.py`, and the surfaces between them."""

from .bend import Bent, Place, Point, Solid, outline_of
from .bodies import Body
from .ends import face, plate, trim_hide
from .paint import SHADE, Paint, Trim
from .side import flank, tones
from .svg import Sheet, mix, num
from .wheels import tyre_and_rim


def quarter(sheet: Sheet, body: Body, paint: Paint, trim: Trim) -> None:
    """The car from ahead and its left."""
    solid = Solid(body)
    shadow(sheet, body, solid)
    underside(sheet, body, solid)
    near = Bent(sheet, solid.flank, "n")
    nose(sheet, body, paint, solid)
    tops(sheet, body, paint, trim, solid)
    for x in (0, body.wheelbase):
        near.circle(x, body.tyre / 2, body.tyre / 2 + body.gap + 0.6, "#0a0c0e")
        for z in (24, 19, 14, 10):
            Bent(sheet, solid.plane(x, body.tyre / 2, solid.half - z), "").circle(
                0, 0, body.tyre / 2, "#0d0f11"
            )
    flank(near, body, paint, trim, 0.3)
    mask(sheet, body, paint, trim, solid)
    for n, x in enumerate((0, body.wheelbase)):
        tyre_and_rim(
            Bent(sheet, solid.plane(x, body.tyre / 2, solid.half - 7), f"w{n}", (0, 0)),
            body.tyre / 2,
            trim.rim,
        )


def shadow(sheet: Sheet, body: Body, solid: Solid) -> None:
    """On the ground: a wide soft one and a dark one under each near tyre."""
    ground = Bent(sheet, lambda x, z: solid.project(x, 0, z), "g", (solid.middle, 0))
    reach, wide = (body.rear - body.front) * 0.58, solid.half * 1.5
    stops = [
        (0, "#05070a", 0.62),
        (0.6, "#05070a", 0.46),
        (0.84, "#05070a", 0.14),
        (1, "#05070a", 0),
    ]
    ground.ellipse(
        solid.middle,
        0,
        reach,
        wide,
        ground.radial("soft", solid.middle, 0, reach, stops, wide / reach),
    )
    for x in (0, body.wheelbase):
        under = Bent(sheet, ground.place, f"g{x}", (x, solid.half - 14))
        spot = under.radial(
            "s",
            x,
            solid.half - 14,
            36,
            [(0, "#000", 0.85), (0.6, "#000", 0.45), (1, "#000", 0)],
            0.45,
        )
        under.ellipse(x, solid.half - 14, 36, 16.2, spot)


def nose(sheet: Sheet, body: Body, paint: Paint, solid: Solid) -> None:
    """The painted front from corner to corner; the near flank then covers its own half."""
    steps = [solid.half * n / 24 for n in range(25)]
    low = solid.nose[0][1]
    for side in (-1, 1):
        place, over = solid.face(side), []
        reach = [z * (0.97 if side > 0 else 0.84) for z in steps]
        for z in reach:
            back = solid.round(solid.lip) * (1 - (1 - min(z / solid.half, 0.97) ** 3) ** (1 / 3))
            x = solid.front_at(solid.lip) + back
            over.append(solid.project(x, body.roof_at(x) + (1.5 if side < 0 else 0), side * z))
        edge = [place(reach[-1], y) for y in range(int(solid.lip), int(low), -4)]
        paper = Bent(sheet, place, f"n{side + 1}", (40, 60))
        fill = paper.linear(
            "nose",
            0,
            body.height,
            0,
            body.sill,
            [(at, mix(tone, SHADE, 0.16)) for at, tone in tones(body, paint)],
        )
        sheet.path(outline_of(over + edge + [place(z, low) for z in reach[::-1]]), fill)
        high = low + (16 if body.traits & {"cladding", "van"} else 9)
        sheet.path(
            outline_of([place(z, high) for z in reach] + [place(z, low - 1) for z in reach[::-1]]),
            "#1d2124",
        )


def strip(solid: Solid, cubics: range) -> list[Point]:
    """The surface between the near and far edge of some cubics of the outline."""
    near = [point for n in cubics for point in solid.edge(n, 1)]
    far = [point for n in cubics for point in solid.edge(n, -1)]
    return near + far[::-1]


def underside(sheet: Sheet, body: Body, solid: Solid) -> None:
    """Far tyres and the dark under the car."""
    half = solid.half
    for x in (0, body.wheelbase):
        for z in (-half + 4, -half + 12, -half + 22):
            Bent(sheet, solid.plane(x, body.tyre / 2, z), "").circle(0, 0, body.tyre / 2, "#101214")
    floor = [
        solid.project(x, body.sill - 3, z)
        for x, z in (
            (body.front + 30, half - 22),
            (body.rear - 64, half - 22),
            (body.rear - 64, 22 - half),
            (body.front + 30, 22 - half),
        )
    ]
    roof = [
        solid.project(x, body.sill + 10, z)
        for x, z in ((body.rear - 64, half - 22), (body.front + 30, half - 22))
    ]
    sheet.path(outline_of(floor), "#0b0d0f")
    sheet.path(outline_of([floor[0], floor[1], *roof]), "#0b0d0f")


def tops(sheet: Sheet, body: Body, paint: Paint, trim: Trim, solid: Solid) -> None:
    """Roof, windscreen and bonnet."""
    glass = [
        (0, mix(trim.tint, "#ffffff", 0.35)),
        (0.5, mix(trim.tint, "#1a2229", 0.45)),
        (1, "#12171c"),
    ]
    last = body.outline.count("C") - (4 if "bed" in body.traits else 3)
    for n in range(last, 3, -1):
        bed = "bed" in body.traits and n == last
        fill = (
            "#1b1f22"
            if bed
            else "#171c21"
            if n == body.tail and "open" not in body.traits
            else paint.tone(0.3)
        )
        sheet.path(outline_of(strip(solid, range(n, n + 1))), fill)
    if "open" in body.traits:
        cockpit(sheet, body, paint, solid)
    else:
        cowl, header = solid.edge(2, 1)[-1], solid.edge(3, 1)[-1]
        screen = outline_of(strip(solid, range(3, 4)))
        sheet.path(
            screen,
            sheet.linear("screen", 0, header[1], 0, cowl[1] - 8, glass),
            stroke="#101316",
            stroke_width=2.4,
            stroke_linejoin="round",
        )
        sheet.open(sheet.clip("screenc", screen))
        x, y = cowl
        sheet.path(
            f"M{num(x - 70)} {num(y - 20)}l40 80h24l-40 -80ZM{num(x - 34)} {num(y - 20)}l40 80h8l-40 -80"
            f"Z",
            "#fff",
            o=0.16,
        )
        sheet.close()
    bonnet = strip(solid, range(2, 3))
    ys = [point[1] for point in bonnet]
    shade = [(0, paint.tone(0.14)), (0.6, paint.tone(0.4)), (1, paint.tone(0.1))]
    sheet.path(
        outline_of(bonnet),
        sheet.linear("bonnet", 0, max(ys), 0, min(ys), shade),
        stroke=paint.tone(-0.55),
        stroke_width=0.8,
    )


def leaning(solid: Solid, x: float, z: float) -> Place:
    """Places a seat seen from ahead: its back leans to the rear."""
    return lambda u, v: solid.project(x + v * 0.3, v, z + u)


def cockpit(sheet: Sheet, body: Body, paint: Paint, solid: Solid) -> None:
    """An open car's cabin: well, folded roof, four seats, windscreen and its frame."""
    half, belt = solid.half, body.belt_at(160)
    well = [
        solid.project(x, belt + (x - 160) * 0.02, z)
        for x, z in ((78, half - 16), (250, half - 14), (250, 14 - half), (78, 16 - half))
    ]
    sheet.path(outline_of(well), "#15171a")
    hood = [
        solid.project(x, y, z)
        for x, y, z in (
            (244, 103, half - 16),
            (262, 112, half - 26),
            (262, 112, 26 - half),
            (244, 103, 16 - half),
        )
    ]
    sheet.path(outline_of(hood), "#23272b")
    hide = trim_hide(paint)
    for x, y, size in ((238, 86, 0.8), (176, 84, 1.0)):
        for z in (-34, 34):
            place = Bent(sheet, leaning(solid, x, z), "")
            place.path(
                f"M-24 {y}c-1 16 0 {24 * size:g} 6 {30 * size:g}q2 3 7 3q0 10 5 10h12q5 0 5 -10q5 0 7 -3"
                f"c6 {-6 * size:g} 7 {-14 * size:g} 6 {-30 * size:g}Z",
                hide,
                stroke=mix(hide, "#000000", 0.5),
                stroke_width=0.9,
            )
            place.path(
                f"M-12 {y}c0 16 1 {22 * size:g} 4 {28 * size:g}h16"
                f"c3 {-6 * size:g} 4 {-12 * size:g} 4 {-28 * size:g}Z",
                mix(hide, "#000000", 0.22),
            )
    corners = [
        solid.project(x, y, z)
        for x, y, z in (
            (72, 97, half - 10),
            (134, 131, half - 28),
            (134, 131, 28 - half),
            (72, 97, 10 - half),
        )
    ]
    sheet.path(outline_of(corners), "#a9c0cb", o=0.34)
    sheet.line(
        outline_of(corners)[:-1], mix(paint.base, "#0b0d10", 0.3), 4, stroke_linejoin="round"
    )


def mask(sheet: Sheet, body: Body, paint: Paint, trim: Trim, solid: Solid) -> None:
    """Lamps, grille and plate on the nose, far half first."""
    for side, tag in ((-1, "l"), (1, "r")):
        face(Bent(sheet, solid.face(side), tag, (40, 60)), body, paint, trim, solid.lip)
    plate(Bent(sheet, solid.face(1), "p"), body.sill + 26)
