"""Wheels seen square on: tyre, brake and seven rim designs. A design answers a path for a rim of radius r (cm)."""

from collections.abc import Callable
from math import cos, pi, sin

from .svg import Sheet, num

FACE, EDGE, BARREL, RUBBER = "#c9ced2", "#8d949a", "#23272b", "#15171a"


def polar(r: float, turn: float) -> str:
    """A point at radius r, `turn` in whole turns from the top, clockwise on the ground."""
    return f"{num(r * sin(turn * 2 * pi))} {num(r * cos(turn * 2 * pi))}"


def spoke(r: float, turn: float, inner: float, outer: float) -> str:
    """One tapered spoke from hub to rim; `inner` and `outer` are half widths in turns at 20% and 96% of r."""
    return (
        f"M{polar(r * 0.2, turn - inner)}L{polar(r * 0.96, turn - outer)}"
        f"L{polar(r * 0.96, turn + outer)}L{polar(r * 0.2, turn + inner)}Z"
    )


def five(r: float) -> str:
    """Five broad spokes."""
    return "".join(spoke(r, n / 5, 0.085, 0.034) for n in range(5))


def twin(r: float) -> str:
    """Five pairs of thin spokes."""
    return "".join(
        spoke(r, n / 5 + shift, 0.03, 0.014) for n in range(5) for shift in (-0.036, 0.036)
    )


def multi(r: float) -> str:
    """Ten thin spokes."""
    return "".join(spoke(r, n / 10, 0.03, 0.016) for n in range(10))


def fork(r: float) -> str:
    """Y spokes: one stem that splits halfway."""
    return "".join(
        f"M{polar(r * 0.2, t - 0.05)}L{polar(r * 0.55, t - 0.022)}L{polar(r * 0.96, t - 0.07)}L{polar(r * 0.96, t - 0.042)}"
        f"L{polar(r * 0.62, t)}L{polar(r * 0.96, t + 0.042)}L{polar(r * 0.96, t + 0.07)}L{polar(r * 0.55, t + 0.022)}"
        f"L{polar(r * 0.2, t + 0.05)}Z"
        for t in (n / 5 for n in range(5))
    )


def turbine(r: float) -> str:
    """Swept blades."""
    return "".join(
        f"M{polar(r * 0.2, t - 0.03)}Q{polar(r * 0.62, t + 0.0)} {polar(r * 0.96, t + 0.06)}L{polar(r * 0.96, t + 0.112)}"
        f"Q{polar(r * 0.6, t + 0.07)} {polar(r * 0.2, t + 0.05)}Z"
        for t in (n / 8 for n in range(8))
    )


def aero(r: float) -> str:
    """A closed disc with five narrow windows: the rim of an electric car."""
    return "".join(
        f"M{polar(r * 0.34, t - 0.06)}L{polar(r * 0.95, t - 0.082)}"
        f"A{num(r * 0.95)} {num(r * 0.95)} 0 0 0 {polar(r * 0.95, t + 0.05)}"
        f"L{polar(r * 0.36, t + 0.02)}Z"
        for t in (n / 5 for n in range(5))
    )


def steel(r: float) -> str:
    """Pressed steel: round holes between hub and rim."""
    out = []
    for n in range(10):
        t, h = n / 10, r * 0.095
        x, y = (float(v) for v in polar(r * 0.66, t).split())
        out.append(
            f"M{num(x - h)} {num(y)}a{num(h)} {num(h)} 0 1 0 {num(2 * h)} 0"
            f"a{num(h)} {num(h)} 0 1 0 {num(-2 * h)} 0Z"
        )
    return "".join(out)


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
    """A wheel of tyre radius r around (x, y)."""
    name = f"{sheet.prefix}w"
    if not any(f'id="{name}"' in part for part in sheet.defs):
        part = Sheet(sheet.prefix)
        tyre_and_rim(part, r, rim)
        sheet.defs.extend(part.defs)
        sheet.defs.append(f'<g id="{name}">{"".join(part.shapes)}</g>')
    sheet.add(f'<use href="#{name}" x="{num(x)}" y="{num(y)}"/>')


def tyre_and_rim(sheet: Sheet, r: float, rim: str) -> None:
    """Everything of one wheel, around (0, 0)."""
    inner = r * (0.64 if rim == "steel" else 0.715)
    sheet.circle(0, 0, r, RUBBER)
    sheet.circle(0, 0, (r + inner) / 2 + 0.6, stroke="#2a2e32", stroke_width=(r - inner) * 0.42)
    sheet.path(
        f"M{polar(r * 0.93, -0.2)}A{num(r * 0.93)} {num(r * 0.93)} 0 0 0 {polar(r * 0.93, 0.12)}",
        stroke="#5a6066",
        stroke_width=0.8,
        stroke_linecap="round",
    )
    sheet.circle(0, 0, inner, BARREL)
    sheet.circle(0, 0, inner * 0.62, "#565d63")
    sheet.circle(0, 0, inner * 0.6, stroke="#767e85", stroke_width=inner * 0.06)
    sheet.path(
        f"M{polar(inner * 0.66, 0.68)}A{num(inner * 0.66)} {num(inner * 0.66)} 0 0 1 {polar(inner * 0.66, 0.82)}"
        f"L{polar(inner * 0.4, 0.8)}A{num(inner * 0.4)} {num(inner * 0.4)} 0 0 0 {polar(inner * 0.4, 0.7)}"
        f"Z",
        "#8e2a2a",
    )
    face = sheet.linear(
        "face", -inner * 0.5, inner, inner * 0.5, -inner, [(0, "#f1f4f5"), (0.5, FACE), (1, EDGE)]
    )
    if rim in ("aero", "steel"):
        dark = "#7b8288" if rim == "steel" else face
        sheet.circle(0, 0, inner * 0.96, dark)
        sheet.path(RIMS[rim](inner), "#1b1f22")
    else:
        sheet.path(RIMS[rim](inner), "#0d0f11", o=0.55, transform="translate(.9 -1.1)")
        sheet.path(RIMS[rim](inner), face)
    sheet.circle(0, 0, inner * 0.96, stroke=face, stroke_width=inner * 0.07)
    sheet.circle(0, 0, inner * 0.24, face)
    sheet.circle(0, 0, inner * 0.12, "#2b3035")
    for n in range(5):
        a, b = polar(inner * 0.175, n / 5 + 0.1).split()
        sheet.circle(float(a), float(b), inner * 0.025, "#3a4045")
