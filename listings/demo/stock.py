"""The demo's stock: so many invented cars, the same for the same seed and day."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from zlib import crc32

from listings.demo import choice, equipment, prices, sellers, specs
from listings.demo.car import DemoCar
from listings.demo.catalogue import CarLine, lines
from listings.demo.dates import AMSTERDAM, give_dates
from listings.demo.descriptions import give_description
from listings.demo.plates import give_plate
from listings.demo.tables import sales
from listings.demo.titles import give_title

DEFAULT_COUNT = 2_200
SEED = 508


def stock(count: int, *, at: datetime, seed: int = SEED) -> Iterator[DemoCar]:
    """Yields ``count`` cars as they stand for sale at the moment ``at``.

    Every car has a generator of its own, so a change to one car's table leaves the rest alone.
    """
    sold: Counter[str] = Counter()
    for index, line in enumerate(_shuffled_lines(count, seed)):
        rng = random.Random(f"{seed}/{index}")
        car = DemoCar(index, rng, line, at.astimezone(AMSTERDAM).date())
        _fill(car, sold, at)
        yield car


def _fill(car: DemoCar, sold: Counter[str], at: datetime) -> None:
    choice.give_identity(car)
    sellers.give_seller(car, sold)
    sellers.give_origin(car)
    prices.give_mileage(car)
    specs.give_specs(car)
    specs.give_papers(car)
    give_plate(car)
    prices.give_price(car)
    equipment.give_options(car)
    give_dates(car, at)
    give_title(car)
    give_description(car)


def shares(count: int) -> dict[tuple[str, str], int]:
    """How many cars of each model make ``count``, by the sales table and largest remainder."""
    wanted = {key: cars for key, (cars, _bodies) in sales().items()}
    total = sum(wanted.values())
    exact = {key: count * cars / total for key, cars in wanted.items()}
    given = {key: int(share) for key, share in exact.items()}
    # Equal remainders in an order that favours no make, and is the same in every process.
    by_remainder = sorted(
        exact, key=lambda key: (given[key] - exact[key], crc32("/".join(key).encode()))
    )
    for key in by_remainder[: count - sum(given.values())]:
        given[key] += 1
    return given


def _shuffled_lines(count: int, seed: int) -> list[CarLine]:
    found = [lines()[key] for key, cars in shares(count).items() for _ in range(cars)]
    random.Random(seed).shuffle(found)
    return found
