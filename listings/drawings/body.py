"""What a body type is: its dimensions and outlines, and the questions a drawing asks of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from .svg import num, numbers, points, segment

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Body:
    """One body type; see `bodies.py` for units, axes and where the figures come from."""

    height: int
    wheelbase: int
    front: int  # x of the foremost point (negative)
    rear: int  # x of the rearmost point
    tyre: int  # outer diameter
    width: int
    sill: int  # y of the lower edge between the wheels
    gap: float  # from the tyre to the arch
    outline: str
    glass: str  # empty for an open car
    pillars: tuple[tuple[float, float, float], ...]  # x at the belt, x at the roof, width
    doors: tuple[int, ...]  # x of each shut line at the belt, front to rear
    handles: tuple[tuple[int, int], ...]
    crease: str  # shoulder line: one cubic
    headlamp: str
    taillamp: str
    tail: int  # which cubic of the outline is the rear window
    traits: frozenset[str] = frozenset()  # of: rails cladding open van bed

    @property
    def length(self) -> int:
        return self.rear - self.front

    @property
    def middle(self) -> float:
        """x of the point halfway between both ends."""
        return (self.front + self.rear) / 2

    @property
    def axle(self) -> float:
        """Height of both axles above the ground."""
        return self.tyre / 2

    @property
    def arch(self) -> float:
        """Radius of the wheel arches."""
        return self.tyre / 2 + self.gap

    def belt_at(self, x: float) -> float:
        """Height of the belt (lower edge of the side windows) at x."""
        if not self.glass:
            return 97 + (x - 74) * 0.033  # the open car's shoulder
        x0, y0 = numbers(self.glass)[:2]
        x1, y1 = numbers(self.glass)[-2:]
        return y0 + (y1 - y0) * (x - x0) / (x1 - x0)

    def roof_at(self, x: float) -> float:
        """Height of the outline's upper edge at x, from samples along its cubics."""
        return min(self._upper_edge, key=lambda point: (abs(point[0] - x), -point[1]))[1]

    @cached_property
    def _upper_edge(self) -> list[Point]:
        """Points from the bonnet's leading edge to the tail."""
        cubics = (segment(self.outline, n) for n in range(2, self.outline.count("C")))
        return [point for cubic in cubics for point in along(cubic, 24)]

    def silhouette(self) -> str:
        """The outline closed along the underside, around both wheel arches."""
        radius = self.arch
        half = sqrt(radius**2 - (self.axle - self.sill) ** 2)
        arch = f"A{num(radius)} {num(radius)} 0 {int(self.axle > self.sill)} 1"
        ends = [(self.wheelbase + half, self.wheelbase - half), (half, -half)]
        under = "".join(f"L{num(a)} {self.sill}{arch} {num(b)} {self.sill}" for a, b in ends)
        return self.outline + under + "Z"


def along(cubic: str, steps: int) -> Iterator[Point]:
    """Points at equal steps of the parameter, both ends included."""
    curve = points(cubic)
    return (point_on(curve, step / steps) for step in range(steps + 1))


def point_on(curve: list[Point], t: float) -> Point:
    """The point of a cubic at parameter t (0-1)."""
    u = 1 - t
    weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
    x, y = (sum(w * p[axis] for w, p in zip(weights, curve, strict=True)) for axis in (0, 1))
    return x, y
