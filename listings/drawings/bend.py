"""A sheet that bends what is drawn on it: flat drawings of flank and face land on a solid."""

import re

from .body import Point
from .curves import pieces
from .solid import Place
from .svg import Sheet, Stops, num

MOVED = re.compile(r'transform="translate\((\S+) (\S+)\) scale\((\S+)\)"')
LETTERS = {1: "M", 2: "L", 4: "C"}  # by the number of points in a piece


class Bent(Sheet):
    """A sheet whose drawings are moved by `place`, point by point, and land on another sheet."""

    def __init__(self, sheet: Sheet, place: Place, tag: str, centre: Point = (120, 80)) -> None:
        self.prefix, self.defs, self.shapes = sheet.prefix + tag, sheet.defs, sheet.shapes
        self.place, self.centre = place, centre
        self.moves: list[tuple[float, float, float] | None] = []

    def path(self, d: str, fill: str = "none", **more: object) -> None:
        super().path(self.bend(d), fill, **more)

    def circle(self, x: float, y: float, r: float, fill: str = "none", **more: object) -> None:
        self.ellipse(x, y, r, r, fill, **more)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str, **more: object) -> None:
        arc = f"A{rx} {ry} 0 1 1"
        self.path(f"M{x - rx} {y}{arc} {x + rx} {y}{arc} {x - rx} {y}Z", fill, **more)

    def rect(self, x: float, y: float, w: float, h: float, fill: str, **more: object) -> None:
        more.pop("rx", None)  # corners are too small to see from here
        self.path(f"M{x} {y}h{w}v{h}h{-w}Z", fill, **more)

    def clip(self, name: str, d: str) -> str:
        return super().clip(name, self.bend(d))

    def open(self, attribute: str = "") -> None:
        moved = MOVED.fullmatch(attribute)
        self.moves.append((float(moved[1]), float(moved[2]), float(moved[3])) if moved else None)
        super().open("" if moved else attribute)

    def close(self) -> None:
        self.moves.pop()
        super().close()

    def _gradient(self, kind: str, name: str, place: str, stops: Stops) -> str:
        move = self.affine()
        if "gradientTransform" in place:
            return super()._gradient(kind, name, place.replace('form="', f'form="{move} '), stops)
        return super()._gradient(kind, name, f'{place} gradientTransform="{move}"', stops)

    def affine(self) -> str:
        """The bend near `centre` as a matrix: gradients cannot follow a curve."""
        x, y = self.centre
        (ox, oy), (ax, ay), (bx, by) = (self.place(*p) for p in ((x, y), (x + 20, y), (x, y + 20)))
        a, b, c, d = (ax - ox) / 20, (ay - oy) / 20, (bx - ox) / 20, (by - oy) / 20
        move = f"{num(ox - a * x - c * y)} {num(oy - b * x - d * y)}"
        return f"matrix({a:.3f} {b:.3f} {c:.3f} {d:.3f} {move})"

    def bend(self, d: str) -> str:
        """The path with every piece cut short and its points moved."""
        dx, dy, size = next((move for move in reversed(self.moves) if move), (0.0, 0.0, 1.0))
        out = []
        for piece in pieces(d):
            moved = [self.place(dx + x * size, dy + y * size) for x, y in piece]
            # A line or cubic starts where the piece before it ended.
            text = " ".join(f"{num(x)} {num(y)}" for x, y in moved[len(moved) > 1 :])
            out.append(LETTERS[len(moved)] + text if moved else "Z")
        return "".join(out)


def outline_of(points: list[Point]) -> str:
    """A closed polygon."""
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points) + "Z"
