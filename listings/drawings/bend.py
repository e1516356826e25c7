"""The front three-quarter view: the drawings of flank and face, bent over a simple solid and seen in perspective.

Body axes are those of `bodies.py` with z across the car (z > 0 towards the viewer). Results are centimetres on a plane
through the middle of the car, y upward, so that the same transform as for the other views puts them on the picture.
"""

import re
from collections.abc import Callable
from math import atan2, ceil, cos, hypot, pi, radians, sin, sqrt, tan

from .bodies import Body
from .svg import Sheet, Stops, num, numbers, segment

Point = tuple[float, float]
Place = Callable[[float, float], Point]
TURN, DISTANCE, EYE = (
    radians(38),
    980.0,
    142.0,
)  # of the viewer: angle from the side, cm to the car, cm above ground


class Solid:
    """How wide the car is at every point of its side view, and where such a point lands on the plane."""

    def __init__(self, body: Body) -> None:
        self.body, self.half = body, body.width / 2
        self.middle = (body.front + body.rear) / 2
        self.nose = [
            self._sample(segment(body.outline, n), t / 30) for n in (0, 1) for t in range(31)
        ]
        self.lean = 0.14 if "van" in body.traits else 0.27 if body.height > 160 else 0.33
        self.fronts = [
            min(self.nose, key=lambda p: abs(p[1] - y / 2))[0] for y in range(2 * body.height + 1)
        ]
        self.belt = body.belt_at(0), (body.belt_at(100) - body.belt_at(0)) / 100
        self.lip = self.nose[-1][1]  # height of the bonnet's leading edge

    @staticmethod
    def _sample(cubic: str, t: float) -> Point:
        p, u = numbers(cubic), 1 - t
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        return (
            sum(w * v for w, v in zip(weights, p[::2])),
            sum(w * v for w, v in zip(weights, p[1::2])),
        )

    def edge(self, index: int, side: int, steps: int = 10) -> list[Point]:
        """Cubic `index` of the outline at the near (1) or far (-1) side, projected."""
        points = (
            self._sample(segment(self.body.outline, index), t / steps) for t in range(steps + 1)
        )
        return [self.project(x, y, side * self.width(x, y)) for x, y in points]

    def front_at(self, y: float) -> float:
        """x of the foremost point at height y."""
        return self.fronts[max(0, min(round(2 * y), len(self.fronts) - 1))]

    def round(self, y: float) -> float:
        """Depth of the rounded corner in plan: deep at the bumper, shallow at the bonnet's edge."""
        return 40 - 20 * max(0.0, min(1.0, (y - 40) / (self.lip - 40)))

    def width(self, x: float, y: float) -> float:
        """Half width: round in plan at both ends, leaning in above the belt."""
        body, ahead = self.body, max(0.0, min(1.0, (self.front_at(y) - x) / self.round(y) + 1))
        behind = max(0.0, min(1.0, (x - body.rear + 50) / 50))
        wide: float = self.half * (1 - ahead**3) ** (1 / 3) * (1 - 0.16 * behind**2)
        belt = self.belt[0] + self.belt[1] * x
        rise = (y - belt) / max(body.height - belt, 1)
        return wide * (1 - self.lean * rise if rise > 0 else 1 - 0.05 * rise * rise)

    def project(self, x: float, y: float, z: float) -> Point:
        """A point of the body on the picture plane."""
        along = x - self.middle
        near = DISTANCE / (DISTANCE + along * sin(TURN) - z * cos(TURN))
        return (along * cos(TURN) + z * sin(TURN)) * near, EYE + (y - EYE) * near

    def flank(self, x: float, y: float) -> Point:
        """Places points of the side view on the near flank."""
        return self.project(x, y, self.width(x, y))

    def face(self, side: int) -> Place:
        """Places points (z, y) of the front view on the nose."""

        def place(z: float, y: float) -> Point:
            share = min(
                abs(z) / self.half, 0.97 if side > 0 else 0.84
            )  # the far corner turns out of sight
            z = share * self.half * (1 if z >= 0 else -1)
            x = self.front_at(y) + self.round(y) * (1 - (1 - share**3) ** (1 / 3))
            return self.project(x, y, side * z)

        return place

    def plane(self, x0: float, y0: float, z: float) -> Place:
        """Places points of a flat drawing (a wheel) around (x0, y0) at depth z."""
        return lambda x, y: self.project(x0 + x, y0 + y, z)


def outline_of(points: list[Point]) -> str:
    """A closed polygon."""
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points) + "Z"


class Bent(Sheet):
    """A sheet whose drawings are bent by `place` and land on another sheet."""

    def __init__(self, sheet: Sheet, place: Place, tag: str, centre: Point = (120, 80)) -> None:
        self.prefix, self.defs, self.shapes = sheet.prefix + tag, sheet.defs, sheet.shapes
        self.place, self.centre = place, centre
        self.local: list[tuple[float, float, float] | None] = []

    def path(self, d: str, fill: str = "none", **more: object) -> None:
        super().path(self.bend(d), fill, **more)

    def circle(self, x: float, y: float, r: float, fill: str = "none", **more: object) -> None:
        self.ellipse(x, y, r, r, fill, **more)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str, **more: object) -> None:
        arc = f"A{rx} {ry} 0 1 1"
        self.path(f"M{x - rx} {y}{arc} {x + rx} {y}{arc} {x - rx} {y}Z", fill, **more)

    def rect(self, x: float, y: float, w: float, h: float, fill: str, **more: object) -> None:
        more.pop("rx", None)
        self.path(f"M{x} {y}h{w}v{h}h{-w}Z", fill, **more)

    def clip(self, name: str, d: str) -> str:
        return super().clip(name, self.bend(d))

    def open(self, attribute: str = "") -> None:
        moved = re.fullmatch(r'transform="translate\((\S+) (\S+)\) scale\((\S+)\)"', attribute)
        self.local.append((float(moved[1]), float(moved[2]), float(moved[3])) if moved else None)
        super().open("" if moved else attribute)

    def close(self) -> None:
        self.local.pop()
        super().close()

    def _gradient(self, kind: str, name: str, place: str, stops: Stops) -> str:
        x, y = self.centre
        (ox, oy), (ax, ay), (bx, by) = (
            self.place(x, y),
            self.place(x + 20, y),
            self.place(x, y + 20),
        )
        a, b, c, d = (ax - ox) / 20, (ay - oy) / 20, (bx - ox) / 20, (by - oy) / 20
        move = f"matrix({a:.3f} {b:.3f} {c:.3f} {d:.3f} {num(ox - a * x - c * y)} {num(oy - b * x - d * y)})"
        if "gradientTransform" in place:
            return super()._gradient(kind, name, place.replace('form="', f'form="{move} '), stops)
        return super()._gradient(kind, name, f'{place} gradientTransform="{move}"', stops)

    def bend(self, d: str) -> str:
        """The path with every piece cut short and its points moved."""
        shift = next((s for s in reversed(self.local) if s), (0.0, 0.0, 1.0))
        out = []
        for points in pieces(d):
            if not points:
                out.append("Z")
                continue
            moved = [
                self.place(shift[0] + x * shift[2], shift[1] + y * shift[2]) for x, y in points
            ]
            text = " ".join(f"{num(x)} {num(y)}" for x, y in moved)
            out.append(
                {1: "M", 2: "L", 4: "C"}[len(points)]
                + (text if len(points) == 1 else text.split(" ", 2)[2])
            )
        return "".join(out)


def pieces(d: str) -> list[list[Point]]:
    """A path as short pieces: one point (move), two (line), four (cubic), none (close)."""
    out: list[list[Point]] = []
    at = start = (0.0, 0.0)
    for letter, tail in re.findall(r"([MmLlHhVvCcQqAaZz])([^MmLlHhVvCcQqAaZz]*)", d):
        size = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "Z": 0}[letter.upper()]
        values = numbers(re.sub(r"(?<=\d)-", " -", tail))
        if not size:
            out += cut([at, start]) + [[]]
            at = start
        for n in range(0, len(values), size or 1):
            points = absolute(letter, values[n : n + size], at)
            if letter in "Mm" and n == 0:
                out.append([points[-1]])
                start = points[-1]
            elif letter in "Aa":
                out += [
                    part
                    for cubic in arc(
                        at, values[n], values[n + 3] > 0, values[n + 4] > 0, points[-1]
                    )
                    for part in cut(cubic)
                ]
            else:
                out += cut([at, *points])
            at = points[-1]
    return out


def absolute(letter: str, values: list[float], at: Point) -> list[Point]:
    """The points one command adds, a quadratic raised to a cubic."""
    x, y = at if letter.islower() else (0.0, 0.0)
    kind = letter.upper()
    if kind == "H":
        return [(x + values[0], at[1])]
    if kind == "V":
        return [(at[0], y + values[0])]
    if kind == "A":
        return [(x + values[5], y + values[6])]
    points = [(x + a, y + b) for a, b in zip(values[::2], values[1::2])]
    if kind == "Q":
        (qx, qy), (ex, ey) = points
        points = [
            (at[0] + (qx - at[0]) * 2 / 3, at[1] + (qy - at[1]) * 2 / 3),
            (ex + (qx - ex) * 2 / 3, ey + (qy - ey) * 2 / 3),
            (ex, ey),
        ]
    return points


def arc(start: Point, radius: float, large: bool, sweep: bool, end: Point) -> list[list[Point]]:
    """A circular arc as cubics: eighths of a turn, quarters for a small one."""
    px, py = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    half = hypot(px, py) or 1e-6
    reach = sqrt(max(radius**2 - half**2, 0)) / half * (-1 if large == sweep else 1)
    radius = max(radius, half)
    cx, cy = reach * py + (start[0] + end[0]) / 2, -reach * px + (start[1] + end[1]) / 2
    first, last = (atan2(y - cy, x - cx) for x, y in (start, end))
    turn = last - first
    turn += 2 * pi if sweep and turn < 0 else -2 * pi if not sweep and turn > 0 else 0
    count = ceil(abs(turn) / (pi / 4 if radius > 9 else pi / 2) - 0.01) or 1
    step, out = turn / count, []
    pull = radius * 4 / 3 * tan(step / 4)
    for n in range(count):
        a, b = first + n * step, first + (n + 1) * step
        out.append(
            [
                (cx + radius * cos(a), cy + radius * sin(a)),
                (cx + radius * cos(a) - pull * sin(a), cy + radius * sin(a) + pull * cos(a)),
                (cx + radius * cos(b) + pull * sin(b), cy + radius * sin(b) - pull * cos(b)),
                (cx + radius * cos(b), cy + radius * sin(b)),
            ]
        )
    return out


def cut(points: list[Point], longest: float = 34) -> list[list[Point]]:
    """A line or cubic in pieces no longer than `longest` centimetres."""
    length = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, points[1:]))
    count = min(ceil(length / longest), 16) or 1
    out = []
    if len(points) == 2:
        (ax, ay), (bx, by) = points
        steps = [(ax + (bx - ax) * n / count, ay + (by - ay) * n / count) for n in range(count + 1)]
        return [[a, b] for a, b in zip(steps, steps[1:])]
    rest = points
    for n in range(count, 1, -1):
        head, rest = split(rest, 1 / n)
        out.append(head)
    return out + [rest]


def split(p: list[Point], t: float) -> tuple[list[Point], list[Point]]:
    """De Casteljau."""

    def between(a: Point, b: Point) -> Point:
        return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t

    a, b, c = between(p[0], p[1]), between(p[1], p[2]), between(p[2], p[3])
    d, e = between(a, b), between(b, c)
    middle = between(d, e)
    return [p[0], a, d, middle], [middle, e, c, p[3]]
