"""Drawings of cars as SVG, from figures and curves of our own: `draw`, `placeholder`, `sprite`."""

from .bodies import BODIES
from .draw import draw, placeholder, put_car
from .paint import COLOURS
from .sprite import sprite

__all__ = ["BODIES", "COLOURS", "draw", "placeholder", "put_car", "sprite"]
