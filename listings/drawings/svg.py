"""A small SVG sheet and the arithmetic of colours and outlines. No drawing knowledge here."""

import re
from collections.abc import Iterable

Stops = Iterable[tuple[float, str] | tuple[float, str, float]]  # offset 0-1, colour, opacity
FIGURE = re.compile(r"-?\d*\.?\d+(?:e[-+]?\d+)?")
# Only these need rounding; whole figures and single decimals stay as they are.
LONG_FIGURE = re.compile(r"-?\d*\.\d+(?:e[-+]?\d+)?|-?\d+e[-+]?\d+")


def num(value: float) -> str:
    """A coordinate as short as SVG allows, to a tenth of a unit."""
    text = f"{value:.1f}"
    if text.endswith(".0"):
        text = text[:-2]
    return "0" if text == "-0" else text


def tidy(path: str) -> str:
    """A path with its figures rounded by `num`."""
    return LONG_FIGURE.sub(lambda figure: num(float(figure[0])), path)


def mix(one: str, other: str, share: float) -> str:
    """`one` with `share` (0-1) of `other` in it; both "#rrggbb"."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def numbers(path: str) -> list[float]:
    """All figures of a path, in order."""
    return [float(n) for n in FIGURE.findall(path)]


def points(path: str) -> list[tuple[float, float]]:
    """The figures of a path in pairs, for paths of absolute coordinates."""
    values = numbers(path)
    return list(zip(values[::2], values[1::2], strict=True))


def lens(cubic: str, lift: float) -> str:
    """The sliver between a cubic ("M x y C ...") and the same cubic bent by `lift`."""
    (x0, y0), (x1, y1), (x2, y2), _ = points(cubic)
    return cubic + f"C{x2} {y2 + lift} {x1} {y1 + lift} {x0} {y0}Z"


def segment(outline: str, index: int) -> str:
    """Cubic number `index` (from 0) of an outline, as a path of its own."""
    parts = outline.split("C")
    start = " ".join(num(n) for n in numbers(parts[index])[-2:])
    return f"M{start}C{parts[index + 1]}"


class Sheet:
    """Collects the definitions and shapes of one drawing; ids carry the drawing's own prefix."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.defs: list[str] = []
        self.shapes: list[str] = []

    def add(self, markup: str) -> None:
        """Raw markup."""
        self.shapes.append(markup)

    def path(self, d: str, fill: str = "none", **more: object) -> None:
        """A path; `stroke_width=2` becomes stroke-width="2", `o=.5` is its opacity."""
        self.shapes.append(f'<path d="{tidy(d)}"{attributes(fill, more)}/>')

    def circle(self, x: float, y: float, r: float, fill: str = "none", **more: object) -> None:
        place = f'cx="{num(x)}" cy="{num(y)}" r="{num(r)}"'
        self.shapes.append(f"<circle {place}{attributes(fill, more)}/>")

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str, **more: object) -> None:
        place = f'cx="{num(x)}" cy="{num(y)}" rx="{num(rx)}" ry="{num(ry)}"'
        self.shapes.append(f"<ellipse {place}{attributes(fill, more)}/>")

    def rect(self, x: float, y: float, w: float, h: float, fill: str, **more: object) -> None:
        place = f'x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}"'
        self.shapes.append(f"<rect {place}{attributes(fill, more)}/>")

    def line(self, d: str, stroke: str, width: float, **more: object) -> None:
        """An open path with round ends."""
        self.path(d, "none", stroke=stroke, stroke_width=num(width), stroke_linecap="round", **more)

    def linear(self, name: str, x1: float, y1: float, x2: float, y2: float, stops: Stops) -> str:
        """Defines a gradient between two points of the drawing and answers its reference."""
        ends = f'x1="{num(x1)}" y1="{num(y1)}" x2="{num(x2)}" y2="{num(y2)}"'
        return self._gradient("linearGradient", name, ends, stops)

    def radial(
        self, name: str, x: float, y: float, r: float, stops: Stops, squash: float = 1
    ) -> str:
        """As `linear`, around a point; `squash` < 1 flattens it vertically."""
        move = f"translate({num(x)} {num(y)}) scale({num(r)} {r * squash:.2f})"
        place = f'cx="0" cy="0" r="1" gradientTransform="{move}"'
        return self._gradient("radialGradient", name, place, stops)

    def _gradient(self, kind: str, name: str, place: str, stops: Stops) -> str:
        identity = f'id="{self.prefix}{name}"'
        if self.defines(name):
            raise ValueError(f"two gradients called {name!r} in one drawing")
        marks = "".join(stop_of(stop) for stop in stops)
        units = 'gradientUnits="userSpaceOnUse"'
        self.defs.append(f"<{kind} {identity} {units} {place}>{marks}</{kind}>")
        return f"url(#{self.prefix}{name})"

    def defines(self, name: str) -> bool:
        """Whether a gradient, clip or part of this name was defined before."""
        return any(f'id="{self.prefix}{name}"' in part for part in self.defs)

    def clip(self, name: str, d: str) -> str:
        """Defines a clip and answers the attribute that applies it."""
        identity = f"{self.prefix}{name}"
        self.defs.append(f'<clipPath id="{identity}"><path d="{tidy(d)}"/></clipPath>')
        return f'clip-path="url(#{identity})"'

    def open(self, attribute: str = "") -> None:
        """Begins a group; `close` ends it."""
        self.shapes.append(f"<g {attribute}>" if attribute else "<g>")

    def close(self) -> None:
        self.shapes.append("</g>")

    def text(self, width: int, height: int, title: str) -> str:
        """The whole drawing as SVG text."""
        box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        defs, shapes = "".join(self.defs), "".join(self.shapes)
        return f'<svg {box} role="img"><title>{title}</title><defs>{defs}</defs>{shapes}</svg>'


def stop_of(stop: tuple[float, str] | tuple[float, str, float]) -> str:
    """One stop of a gradient."""
    offset, colour, *opacity = stop
    clear = "".join(f' stop-opacity="{share:g}"' for share in opacity)
    return f'<stop offset="{round(offset, 3):g}" stop-color="{colour}"{clear}/>'


def attributes(fill: str, more: dict[str, object]) -> str:
    """The fill and keyword arguments as SVG attributes; `o=.5` is short for opacity."""
    # Opacity of a whole shape costs the rasteriser a layer; of its fill or stroke, nothing.
    clear = "opacity" if "stroke" in more else "fill-opacity"
    if fill == "none":
        clear = "stroke-opacity"
    names = {"o": clear}
    pairs = ((names.get(key, key.replace("_", "-")), short(value)) for key, value in more.items())
    return f' fill="{fill}"' + "".join(f' {name}="{value}"' for name, value in pairs)


def short(value: object) -> object:
    """A figure over 1 to a tenth; shares (opacities) and words as they are."""
    return num(value) if isinstance(value, float) and value > 1 else value
