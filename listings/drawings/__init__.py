"""Drawings of cars as SVG: `draw` and `placeholder`."""

from .bodies import BODIES
from .draw import draw, placeholder
from .paint import COLOURS

__all__ = ["BODIES", "COLOURS", "draw", "placeholder"]
