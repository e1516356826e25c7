"""Editorial illustrations for the demo's articles: a scene, and the cars the article is about."""

import io
import random
import zlib
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import resvg_py
from PIL import Image

from articles.demo import indoors, outdoors, roads, town
from articles.demo.scenery import HEIGHT, WIDTH
from listings.drawings import put_car
from listings.drawings.svg import Sheet

Painter = Callable[[Sheet, random.Random], None]
Extra = Callable[[Sheet, float, float, float, int], None]  # x, ground, scale, -1 facing left
RASTER = (1280, 720)
WORKERS = 2


@dataclass(frozen=True)
class Scene:
    """A background, the height at which cars stand on it, and what comes in front of them."""

    behind: Painter
    ground: int
    before: Painter | None = None
    under: Extra | None = None  # drawn below all cars, for each
    over: Extra | None = None  # drawn over all cars, for each


SCENES: dict[str, Scene] = {
    "auction": Scene(indoors.auction, 762, indoors.bidders),
    "canal": Scene(town.canal, 752),
    "charging": Scene(town.charging, 790, over=town.cable),
    "city": Scene(town.city, 780),
    "countryside": Scene(outdoors.countryside, 762),
    "dike": Scene(outdoors.dike, 752),
    "dunes": Scene(outdoors.dunes, 772),
    "forecourt": Scene(indoors.forecourt, 786),
    "motorway": Scene(roads.motorway, 796),
    "night": Scene(roads.night, 800, roads.dusk, under=roads.beam),
    "snow": Scene(outdoors.snow, 772, outdoors.flakes),
    "testtrack": Scene(roads.testtrack, 800),
    "village": Scene(town.village, 790),
    "workshop": Scene(indoors.workshop, 786),
}
# By the number of cars: units per centimetre, then where each stands (x, y below the ground),
# those behind first.
ROWS: dict[int, tuple[float, list[tuple[int, int]]]] = {
    0: (1.0, []),
    1: (1.8, [(800, 4)]),
    2: (1.42, [(430, -8), (1150, 10)]),
    3: (1.12, [(300, -14), (1300, -14), (800, 26)]),
    4: (0.95, [(540, -40), (1070, -40), (270, 30), (1330, 30)]),
}


@dataclass(frozen=True)
class Spot:
    """Where a car stands: its middle, the ground below it, and -1 when it faces left."""

    x: int
    ground: int
    way: int


def illustration(name: str, cars: list[tuple[str, str]], seed: int) -> str:
    """A picture of 1600 x 900 as SVG text; cars are (body, colour), at most four."""
    place, chance = SCENES[name], random.Random(f"{name}/{seed}")
    sheet = Sheet(f"a{zlib.crc32(f'{name}/{cars}/{seed}'.encode()):08x}")
    background(sheet, place, chance)
    scale, row = ROWS[len(cars)]
    spots = [
        Spot(x + chance.randint(-20, 20), place.ground + below, chance.choice((-1, -1, 1)))
        for x, below in row
    ]
    add_to_each(sheet, place.under, spots, scale)
    for n, ((body, colour), spot) in enumerate(zip(cars, spots, strict=True)):
        at, turned = (spot.x, spot.ground), spot.way > 0
        put_car(sheet, body, colour, at=at, scale=scale, seed=seed + n, mirrored=turned)
    add_to_each(sheet, place.over, spots, scale)
    if place.before:
        place.before(sheet, chance)
    return sheet.text(WIDTH, HEIGHT, f"{name}: {', '.join(f'{c} {b}' for b, c in cars)}")


def background(sheet: Sheet, place: Scene, chance: random.Random) -> None:
    """The scene behind the cars, half of the time mirrored, so that two articles may share it."""
    turned = chance.random() < 0.5 and not place.over  # cables know where the chargers are
    sheet.open(f'transform="translate({WIDTH}) scale(-1 1)"' if turned else "")
    place.behind(sheet, chance)
    sheet.close()


def add_to_each(sheet: Sheet, extra: Extra | None, spots: list[Spot], scale: float) -> None:
    """Beams, cables: what belongs to every car of a scene."""
    if extra is None:
        return
    for spot in spots:
        extra(sheet, spot.x, spot.ground, scale, spot.way)


def render(scene: str, cars: str, seed: int) -> bytes:
    """A picture as a JPEG of 1280 x 720, ready for `photos.store`; cars: "estate:blue,suv:red"."""
    words = (car.partition(":") for car in cars.split(",") if car)
    pairs = [(body, colour) for body, _, colour in words]
    width, height = RASTER
    png = resvg_py.svg_to_bytes(
        svg_string=illustration(scene, pairs, seed),
        width=width,
        height=height,
        skip_system_fonts=True,
    )
    out = io.BytesIO()
    with Image.open(io.BytesIO(bytes(png))) as picture:
        picture.convert("RGB").save(out, "JPEG", quality=92, subsampling=0)
    return out.getvalue()


def render_all(jobs: Iterable[tuple[str, str, int]]) -> list[bytes]:
    """Several pictures, on two cores: the rasteriser holds the interpreter, so in processes."""
    # Spawned, because a fork would share the parent's database connection.
    with ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
        return list(pool.map(render, *zip(*jobs, strict=True), chunksize=4))
