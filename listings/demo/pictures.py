"""Photos for the demo's cars: drawn in several views, then stored like any upload.

A hundred pictures serve two thousand cars: cars of one body and colour share a set by its content.
"""

import io
import random
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context

import resvg_py
from PIL import Image

from listings.drawings import COLOURS, draw
from listings.drawings.interior import HORIZON
from listings.intake import photos
from listings.intake.photos import StoredPhoto

SIZE = (960, 640)  # rasterising costs by the pixel, and is most of the demo's loading time
WORKERS = 2
SHARE_WITH_PHOTOS = 0.75  # of the cars that could have some; the others show their drawing

# The commonest bodies in the colours in which they are commonest, and a few to be noticed by.
SETS = {
    "hatchback": ("grey", "black", "white", "blue", "red"),
    "suv": ("grey", "black", "white", "blue"),
    "estate": ("grey", "black", "blue", "silver"),
    "sedan": ("black", "grey"),
    "mpv": ("grey", "silver", "blue"),
    "coupe": ("black", "grey"),
    "convertible": ("red", "black"),
    "van": ("white", "grey"),
    "pickup": ("grey",),
}
# A dealer photographs in one place, and not every dealer the same things.
PLACES = ("studio", "forecourt", "countryside", "street")
SERIES = (
    ("quarter", "rear", "interior", "wheel"),
    ("side", "quarter", "interior", "boot", "front"),
    ("quarter", "side", "rear", "interior"),
    ("front", "quarter", "interior", "boot"),
)
OUTSIDE = {"quarter", "side", "front"}  # what may come first
# Alt texts are data, like a dealer's description: in Dutch, whatever language the page has.
VIEWS_NL = {
    "quarter": "schuin van voren",
    "side": "van opzij",
    "front": "van voren",
    "rear": "van achteren",
    "interior": "het dashboard",
    "wheel": "een voorwiel",
    "boot": "de open bagageruimte",
}


@dataclass(frozen=True)
class PhotoSpec:
    """One picture; equal specs are equal bytes."""

    body: str
    colour: str
    view: str
    backdrop: str
    seed: int

    @property
    def alt(self) -> str:
        """What it shows, to follow the car's name."""
        return VIEWS_NL[self.view]


def _plan() -> list[PhotoSpec]:
    pairs = [(body, colour) for body, colours in SETS.items() for colour in colours]
    return [
        PhotoSpec(body, colour, view, PLACES[n % len(PLACES)], n)
        for n, (body, colour) in enumerate(pairs)
        for view in SERIES[(n // len(PLACES) + n) % len(SERIES)]
    ]


PHOTO_PLAN = _plan()


def photos_for(body: str, colour: str, seed: int) -> list[PhotoSpec]:
    """The photos of one car, the cover first; none for a car that shows its drawing."""
    chance = random.Random(f"{body}/{colour}/{seed}")
    own = [spec for spec in PHOTO_PLAN if (spec.body, spec.colour) == (body, colour)]
    if not own or chance.random() > SHARE_WITH_PHOTOS:
        return []
    cover = chance.choice([spec for spec in own if spec.view in OUTSIDE])
    return [cover, *(spec for spec in own if spec != cover)]


def store_photos(specs: Iterable[PhotoSpec]) -> dict[PhotoSpec, StoredPhoto]:
    """Draw and store each picture once; touches no database."""
    wanted = list(dict.fromkeys(specs))
    # The rasteriser holds the interpreter, so it needs processes; they are spawned, because a fork
    # would share the parent's connection. The encoders let go, so storing needs only threads.
    with (
        ProcessPoolExecutor(WORKERS, get_context("spawn")) as artists,
        ThreadPoolExecutor(WORKERS) as printers,
    ):
        drawn = artists.map(demo_photo, wanted, chunksize=8)
        stored = printers.map(photos.store_drawn, map(io.BytesIO, drawn))
        return dict(zip(wanted, stored, strict=True))


def demo_photo(spec: PhotoSpec) -> bytes:
    """A picture as a JPEG of 960 x 640."""
    # Cars with the same place behind them share its raster: that is half of the time.
    tint = spec.colour if spec.backdrop == "studio" else next(iter(COLOURS))
    behind = _scene(spec.backdrop, tint)
    picture = Image.new("RGBA", SIZE)
    picture.paste(behind, (0, HORIZON * SIZE[1] // 800 if spec.view == "interior" else 0))
    svg = draw(spec.body, spec.colour, spec.view, spec.backdrop, seed=spec.seed, layer="car")
    with Image.open(io.BytesIO(_png(svg))) as car:
        picture.alpha_composite(car.convert("RGBA"))
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=92, subsampling=0)
    return out.getvalue()


@lru_cache(maxsize=16)
def _scene(backdrop: str, tint: str) -> Image.Image:
    svg = draw("suv", tint, backdrop=backdrop, seed=1, layer="scene")
    return Image.open(io.BytesIO(_png(svg))).convert("RGBA")


def _png(svg: str) -> bytes:
    width, height = SIZE
    png = resvg_py.svg_to_bytes(svg_string=svg, width=width, height=height, skip_system_fonts=True)
    return bytes(png)
