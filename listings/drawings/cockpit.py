"""An open car's cabin in the three-quarter view."""

from .bend import Bent, outline_of
from .body import Body, Point
from .ends import trim_hide
from .paint import Paint
from .solid import Place, Solid
from .svg import Sheet, mix


def cockpit(sheet: Sheet, body: Body, paint: Paint, solid: Solid) -> None:
    """Well, folded roof, four seats, windscreen and its frame."""
    half, belt = solid.half, body.belt_at(160)
    well = [
        solid.project(x, belt + (x - 160) * 0.02, z)
        for x, z in ((78, half - 16), (250, half - 14), (250, 14 - half), (78, 16 - half))
    ]
    sheet.path(outline_of(well), "#15171a")
    hood = across(solid, (244, 103, half - 16), (262, 112, half - 26))
    sheet.path(outline_of(hood), "#23272b")
    hide = trim_hide(paint)
    for x, y, size in ((238, 86, 0.8), (176, 84, 1.0)):
        for z in (-34, 34):
            seat(Bent(sheet, leaning(solid, x, z), ""), y, size, hide)
    screen = outline_of(across(solid, (72, 97, half - 10), (134, 131, half - 28)))
    sheet.path(screen, "#a9c0cb", o=0.34)
    frame = mix(paint.base, "#0b0d10", 0.3)
    sheet.line(screen[:-1], frame, 4, stroke_linejoin="round")


def across(
    solid: Solid, low: tuple[float, float, float], high: tuple[float, float, float]
) -> list[Point]:
    """A symmetric four-sided pane between two points (x, y, z) and their mirror images."""
    (ax, ay, az), (bx, by, bz) = low, high
    corners = ((ax, ay, az), (bx, by, bz), (bx, by, -bz), (ax, ay, -az))
    return [solid.project(*corner) for corner in corners]


def leaning(solid: Solid, x: float, z: float) -> Place:
    """Places a seat seen from ahead: its back leans to the rear."""
    return lambda u, v: solid.project(x + v * 0.3, v, z + u)


def seat(sheet: Sheet, y: float, size: float, hide: str) -> None:
    """A backrest with its headrest, seen from ahead; y is its foot."""
    back = (
        f"M-24 {y}c-1 16 0 {24 * size} 6 {30 * size}q2 3 7 3q0 10 5 10h12q5 0 5 -10q5 0 7 -3"
        f"c6 {-6 * size} 7 {-14 * size} 6 {-30 * size}Z"
    )
    panel = (
        f"M-12 {y}c0 16 1 {22 * size} 4 {28 * size}h16c3 {-6 * size} 4 {-12 * size} 4 {-28 * size}Z"
    )
    sheet.path(back, hide, stroke=mix(hide, "#000000", 0.5), stroke_width=0.9)
    sheet.path(panel, mix(hide, "#000000", 0.22))
