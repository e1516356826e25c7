"""Body colours with the tones a lit surface shows, and the trim a seed chooses."""

import random
from dataclasses import dataclass

from .svg import mix
from .wheels import RIMS

COLOURS = {
    "black": "#1c1f24",
    "white": "#e9ebea",
    "grey": "#6b7178",
    "silver": "#b4babf",
    "blue": "#1f4d8c",
    "red": "#b3202b",
    "green": "#2c5a46",
    "brown": "#5b4134",
    "beige": "#cabd9f",
    "yellow": "#e8b51c",
    "orange": "#d8641e",
    "purple": "#573a78",
    "gold": "#b2935a",
    "other": "#3f8486",
}
LIGHT, SHADE = "#f6fafd", "#07090f"  # what paint reflects: the sky and the ground


@dataclass(frozen=True)
class Trim:
    """What differs between two cars of one body and colour; chosen by the seed."""

    rim: str
    bright: bool  # chrome line below the windows
    rails: bool
    tint: str  # glass
    privacy: float  # extra darkness of the rear windows
    lamp: int  # daylight-line design


def trim_for(body: str, seed: int) -> Trim:
    """The same seed always gives the same trim."""
    pick = random.Random(f"{body}/{seed}")
    rims = (
        ["steel", "five", "multi"] if body == "van" else [name for name in RIMS if name != "steel"]
    )
    return Trim(
        pick.choice(rims),
        pick.random() < 0.4,
        pick.random() < 0.6,
        pick.choice(["#8fa3ae", "#93a8a4", "#8d98a8"]),
        pick.choice([0, 0, 0.45]),
        pick.randrange(3),
    )


@dataclass(frozen=True)
class Paint:
    """A body colour and the tones a lit surface of it shows."""

    base: str

    def tone(self, step: float) -> str:
        """step -1 (deep shade) .. 0 (the colour) .. 1 (sky)."""
        return mix(self.base, LIGHT, step) if step >= 0 else mix(self.base, SHADE, -step)

    @property
    def is_light(self) -> bool:
        return sum(int(self.base[i : i + 2], 16) for i in (1, 3, 5)) > 480
