"""Paths taken apart into short lines and cubics, so that a perspective can move their points."""

import re
from itertools import pairwise
from math import atan2, ceil, cos, hypot, pi, sin, sqrt, tan

from .body import Point
from .svg import numbers

COMMAND = re.compile(r"([MmLlHhVvCcQqAaZz])([^MmLlHhVvCcQqAaZz]*)")
FIGURES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "Z": 0}  # per command


def pieces(d: str) -> list[list[Point]]:
    """A path as short pieces: one point (move), two (line), four (cubic), none (close)."""
    out: list[list[Point]] = []
    at = start = (0.0, 0.0)
    for letter, tail in COMMAND.findall(d):
        size = FIGURES[letter.upper()]
        if not size:
            out += [*cut([at, start]), []]
            at = start
            continue
        values = numbers(tail)
        for n in range(0, len(values), size):
            step = values[n : n + size]
            points = absolute(letter, step, at)
            if letter in "Mm" and n == 0:
                start = points[-1]
                out.append([start])
            elif letter in "Aa":
                turns = arc(at, step[0], step[3] > 0, step[4] > 0, points[-1])
                out += [part for cubic in turns for part in cut(cubic)]
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
    points = [(x + a, y + b) for a, b in zip(values[::2], values[1::2], strict=True)]
    return raised(at, *points) if kind == "Q" else points


def raised(start: Point, pull: Point, end: Point) -> list[Point]:
    """A quadratic as the cubic of the same shape."""
    return [towards(start, pull, 2 / 3), towards(end, pull, 2 / 3), end]


def towards(a: Point, b: Point, share: float) -> Point:
    """The point `share` (0-1) of the way from a to b."""
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def arc(start: Point, radius: float, large: bool, sweep: bool, end: Point) -> list[list[Point]]:
    """A circular arc as cubics: eighths of a turn, quarters for a small one."""
    px, py = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    half = hypot(px, py) or 1e-6
    reach = sqrt(max(radius**2 - half**2, 0)) / half * (-1 if large == sweep else 1)
    radius = max(radius, half)
    centre = reach * py + (start[0] + end[0]) / 2, -reach * px + (start[1] + end[1]) / 2
    first, last = (atan2(y - centre[1], x - centre[0]) for x, y in (start, end))
    turn = last - first
    turn += 2 * pi if sweep and turn < 0 else -2 * pi if not sweep and turn > 0 else 0
    count = ceil(abs(turn) / (pi / 4 if radius > 9 else pi / 2) - 0.01) or 1
    step = turn / count
    return [eighth(centre, radius, first + n * step, step) for n in range(count)]


def eighth(centre: Point, radius: float, a: float, step: float) -> list[Point]:
    """The cubic nearest to an arc from angle a over `step` radians."""
    (cx, cy), b, pull = centre, a + step, radius * 4 / 3 * tan(step / 4)
    from_x, from_y = cx + radius * cos(a), cy + radius * sin(a)
    to_x, to_y = cx + radius * cos(b), cy + radius * sin(b)
    return [
        (from_x, from_y),
        (from_x - pull * sin(a), from_y + pull * cos(a)),
        (to_x + pull * sin(b), to_y - pull * cos(b)),
        (to_x, to_y),
    ]


def cut(points: list[Point], longest: float = 34) -> list[list[Point]]:
    """A line or cubic in pieces no longer than `longest` centimetres."""
    length = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
    count = min(ceil(length / longest), 16) or 1
    if len(points) == 2:
        steps = [towards(points[0], points[1], n / count) for n in range(count + 1)]
        return [[a, b] for a, b in pairwise(steps)]
    out, rest = [], points
    for n in range(count, 1, -1):
        head, rest = split(rest, 1 / n)
        out.append(head)
    return [*out, rest]


def split(p: list[Point], t: float) -> tuple[list[Point], list[Point]]:
    """A cubic in two at parameter t (De Casteljau)."""
    a, b, c = towards(p[0], p[1], t), towards(p[1], p[2], t), towards(p[2], p[3], t)
    d, e = towards(a, b, t), towards(b, c, t)
    middle = towards(d, e, t)
    return [p[0], a, d, middle], [middle, e, c, p[3]]
