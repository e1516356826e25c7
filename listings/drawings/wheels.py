"""Wheels seen square on: tyre, brake and seven rim designs.

A design answers a path for a rim of radius r (cm). Turns are in whole turns, 0 at the top.
"""

from collections.abc import Callable
from math import cos, pi, sin

from .svg import Sheet, num

FACE, EDGE, BARREL, RUBBER = "#c9ced2", "#8d949a", "#23272b", "#15171a"


def polar(r: float, turn: float) -> str:
    """A point at radius r, `turn` from the top, clockwise on the ground."""
    return f"{num(r * sin(turn * 2 * pi))} {num(r * cos(turn * 2 * pi))}"


def spoke(r: float, turn: float, inner: float, outer: float) -> str:
    """A tapered spoke; `inner` and `outer` are its half widths in turns at 20 % and 96 % of r."""
    edges = ((0.2, -inner), (0.96, -outer), (0.96, outer), (0.2, inner))
    return ring(r, turn, edges)


def ring(r: float, turn: float, edges: tuple[tuple[float, float], ...]) -> str:
    """A polygon of points (share of r, turn beside `turn`)."""
    return "M" + "L".join(polar(r * share, turn + beside) for share, beside in edges) + "Z"


def five(r: float) -> str:
    """Five broad spokes."""
    return "".join(spoke(r, n / 5, 0.085, 0.034) for n in range(5))


def twin(r: float) -> str:
    """Five pairs of thin spokes."""
    turns = (n / 5 + beside for n in range(5) for beside in (-0.036, 0.036))
    return "".join(spoke(r, turn, 0.03, 0.014) for turn in turns)


def multi(r: float) -> str:
    """Ten thin spokes."""
    return "".join(spoke(r, n / 10, 0.03, 0.016) for n in range(10))


def fork(r: float) -> str:
    """Y spokes: one stem that splits halfway."""
    half = ((0.2, -0.05), (0.55, -0.022), (0.96, -0.07), (0.96, -0.042), (0.62, 0))
    other = tuple((share, -beside) for share, beside in half[-2::-1])
    return "".join(ring(r, n / 5, half + other) for n in range(5))


def turbine(r: float) -> str:
    """Swept blades."""
    return "".join(blade(r, n / 8) for n in range(8))


def blade(r: float, t: float) -> str:
    """One swept blade."""
    out = f"Q{polar(r * 0.62, t)} {polar(r * 0.96, t + 0.06)}"
    back = f"Q{polar(r * 0.6, t + 0.07)} {polar(r * 0.2, t + 0.05)}"
    return f"M{polar(r * 0.2, t - 0.03)}{out}L{polar(r * 0.96, t + 0.112)}{back}Z"


def aero(r: float) -> str:
    """A closed disc with five narrow windows: the rim of an electric car."""
    return "".join(slot(r, n / 5) for n in range(5))


def slot(r: float, t: float) -> str:
    """One window of the closed disc."""
    edge = f"A{r * 0.95} {r * 0.95} 0 0 0 {polar(r * 0.95, t + 0.05)}"
    inner = f"L{polar(r * 0.36, t + 0.02)}Z"
    return f"M{polar(r * 0.34, t - 0.06)}L{polar(r * 0.95, t - 0.082)}{edge}{inner}"


def steel(r: float) -> str:
    """Pressed steel: round holes between hub and rim."""
    h = r * 0.095
    hole = f"m{-h} 0a{h} {h} 0 1 0 {2 * h} 0a{h} {h} 0 1 0 {-2 * h} 0Z"
    return "".join(f"M{polar(r * 0.66, n / 10)}{hole}" for n in range(10))


RIMS: dict[str, Callable[[float], str]] = {
    "five": five,
    "twin": twin,
    "multi": multi,
    "fork": fork,
    "turbine": turbine,
    "aero": aero,
    "steel": steel,
}


def wheel(sheet: Sheet, x: float, y: float, r: float, rim: str) -> None:
    """A wheel of tyre radius r around (x, y); drawn once in a drawing, then shown again."""
    if not sheet.defines("w"):
        part = Sheet(sheet.prefix)
        tyre_and_rim(part, r, rim)
        sheet.defs.extend(part.defs)
        sheet.defs.append(f'<g id="{sheet.prefix}w">{"".join(part.shapes)}</g>')
    sheet.add(f'<use href="#{sheet.prefix}w" x="{num(x)}" y="{num(y)}"/>')


def tyre_and_rim(sheet: Sheet, r: float, rim: str) -> None:
    """Everything of one wheel, around (0, 0)."""
    inner = r * (0.64 if rim == "steel" else 0.715)
    sheet.circle(0, 0, r, RUBBER)
    wall = (r - inner) * 0.42
    sheet.circle(0, 0, (r + inner) / 2 + 0.6, stroke="#2a2e32", stroke_width=wall)
    sweep = f"A{r * 0.93} {r * 0.93} 0 0 0 {polar(r * 0.93, 0.12)}"
    sheet.line(f"M{polar(r * 0.93, -0.2)}{sweep}", "#5a6066", 0.8)
    brake(sheet, inner)
    metal(sheet, inner, rim)
    for n in range(5):
        x, y = (float(value) for value in polar(inner * 0.175, n / 5 + 0.1).split())
        sheet.circle(x, y, inner * 0.025, "#3a4045")


def brake(sheet: Sheet, r: float) -> None:
    """The dark barrel, the disc and its caliper."""
    sheet.circle(0, 0, r, BARREL)
    sheet.circle(0, 0, r * 0.62, "#565d63")
    sheet.circle(0, 0, r * 0.6, stroke="#767e85", stroke_width=r * 0.06)
    outer = f"A{r * 0.66} {r * 0.66} 0 0 1 {polar(r * 0.66, 0.82)}"
    inner = f"A{r * 0.4} {r * 0.4} 0 0 0 {polar(r * 0.4, 0.7)}"
    sheet.path(f"M{polar(r * 0.66, 0.68)}{outer}L{polar(r * 0.4, 0.8)}{inner}Z", "#8e2a2a")


def metal(sheet: Sheet, r: float, rim: str) -> None:
    """The rim itself with its flange and hub."""
    run = [(0, "#f1f4f5"), (0.5, FACE), (1, EDGE)]
    face = sheet.linear("face", -r * 0.5, r, r * 0.5, -r, run)
    if rim in ("aero", "steel"):
        sheet.circle(0, 0, r * 0.96, "#7b8288" if rim == "steel" else face)
        sheet.path(RIMS[rim](r), "#1b1f22")
    else:
        sheet.path(RIMS[rim](r), "#0d0f11", o=0.55, transform="translate(.9 -1.1)")
        sheet.path(RIMS[rim](r), face)
    sheet.circle(0, 0, r * 0.96, stroke=face, stroke_width=r * 0.07)
    sheet.circle(0, 0, r * 0.24, face)
    sheet.circle(0, 0, r * 0.12, "#2b3035")
