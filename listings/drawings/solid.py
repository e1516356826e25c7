"""The car as a simple solid, and the eye of the three-quarter view.

Body axes are those of `bodies.py`, with z across the car (z > 0 towards the viewer). Results are
centimetres on a plane through the middle of the car, y upward, so that the same transform as for
the other views puts them on the picture.
"""

from collections.abc import Callable
from functools import cached_property
from math import cos, radians, sin

from .body import Body, Point, along
from .svg import segment

Place = Callable[[float, float], Point]
TURN = radians(38)  # of the viewer, from square on to the flank
DISTANCE = 980.0  # cm to the middle of the car
EYE = 142.0  # cm above the ground


class Solid:
    """How wide the car is at every point of its side view, and where such a point lands."""

    def __init__(self, body: Body) -> None:
        self.body, self.half = body, body.width / 2
        self.nose = [point for n in (0, 1) for point in along(segment(body.outline, n), 30)]
        self.lip = self.nose[-1][1]  # height of the bonnet's leading edge
        self.lean = 0.14 if "van" in body.traits else 0.27 if body.height > 160 else 0.33
        self.belt = body.belt_at(0), (body.belt_at(100) - body.belt_at(0)) / 100

    @cached_property
    def _fronts(self) -> list[float]:
        """x of the foremost point, for every half centimetre of height."""
        heights = range(2 * self.body.height + 1)
        return [min(self.nose, key=lambda p: abs(p[1] - y / 2))[0] for y in heights]

    def front_at(self, y: float) -> float:
        """x of the foremost point at height y."""
        return self._fronts[max(0, min(round(2 * y), len(self._fronts) - 1))]

    def round(self, y: float) -> float:
        """Depth of the rounded corner in plan: deep at the bumper, shallow at the bonnet's edge."""
        return 40 - 20 * max(0.0, min(1.0, (y - 40) / (self.lip - 40)))

    def width(self, x: float, y: float) -> float:
        """Half width: round in plan at both ends, leaning in above the belt."""
        ahead = max(0.0, min(1.0, (self.front_at(y) - x) / self.round(y) + 1))
        behind = max(0.0, min(1.0, (x - self.body.rear + 50) / 50))
        wide: float = self.half * (1 - ahead**3) ** (1 / 3) * (1 - 0.16 * behind**2)
        belt = self.belt[0] + self.belt[1] * x
        rise = (y - belt) / max(self.body.height - belt, 1)
        return wide * (1 - self.lean * rise if rise > 0 else 1 - 0.05 * rise * rise)

    def project(self, x: float, y: float, z: float) -> Point:
        """A point of the body on the picture plane."""
        along = x - self.body.middle
        near = DISTANCE / (DISTANCE + along * sin(TURN) - z * cos(TURN))
        return (along * cos(TURN) + z * sin(TURN)) * near, EYE + (y - EYE) * near

    def edge(self, index: int, side: int, steps: int = 10) -> list[Point]:
        """Cubic `index` of the outline at the near (1) or far (-1) side, projected."""
        curve = along(segment(self.body.outline, index), steps)
        return [self.project(x, y, side * self.width(x, y)) for x, y in curve]

    def flank(self, x: float, y: float) -> Point:
        """Places points of the side view on the near flank."""
        return self.project(x, y, self.width(x, y))

    def corner(self, z: float, y: float) -> float:
        """How far behind the foremost point the nose is at z."""
        share = min(z / self.half, 0.97)
        depth: float = self.round(y) * (1 - (1 - share**3) ** (1 / 3))
        return depth

    def face(self, side: int) -> Place:
        """Places points (z, y) of the front view on the nose."""
        furthest = self.half * (0.97 if side > 0 else 0.84)  # the far corner turns out of sight

        def place(z: float, y: float) -> Point:
            depth = min(abs(z), furthest)
            x = self.front_at(y) + self.corner(depth, y)
            return self.project(x, y, side * (depth if z >= 0 else -depth))

        return place

    def plane(self, x0: float, y0: float, z: float) -> Place:
        """Places points of a flat drawing (a wheel) around (x0, y0) at depth z."""
        return lambda x, y: self.project(x0 + x, y0 + y, z)

    def across(self, x0: float, side: int) -> Place:
        """Places points (z, y) of a drawing seen from ahead on the plane x = x0."""
        return lambda z, y: self.project(x0, y, side * z)
