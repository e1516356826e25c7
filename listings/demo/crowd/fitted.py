"""What is in them: a row per car and a column per option, drawn all at once."""

from functools import cache

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from listings.demo import equipment, tables
from listings.demo.crowd.draws import Bools, Cars
from listings.demo.crowd.kinds import Ints, Kinds

FEWEST, MOST = 5, 25
# The share of its equipment that a seller fills in; a little less than the demo's do.
TOLD = (0.08, 0.54)
FULL_SHARE = 0.15  # of the cars with many options: those that call themselves full
MARKS = (
    "nap", "apk", "1e-eigenaar", "2e-eigenaar", "nederlandse-auto", "importauto",
    "dealeronderhouden", "onderhoudshistorie", "garantie", "btw-auto", "margeauto", "schade",
    "lage-kilometerstand", "demonstratieauto", "rookvrij", "vol-opties", "derde-zitrij", "huuraccu",
    "vierwielaandrijving",
)  # fmt: skip


@cache
def slugs() -> tuple[str, ...]:
    """The columns' options: the marks of its papers, then the table's equipment."""
    return (*MARKS, *(row.slug for row in tables.equipment()))


def fit(cars: Cars, kinds: Kinds, rng: Generator) -> Bools:
    """Which car has which option: 5 to 25 of them, 13 in the middle."""
    told = rng.uniform(*TOLD, len(cars)).astype(np.float32)
    chances = kinds.chances[cars.kind] * told[:, None]
    built_in = rng.random(chances.shape, np.float32) < chances
    _keep_one_of_a_group(built_in)
    fitted = np.hstack([_marks(cars, kinds, rng), built_in])
    full = fitted.sum(axis=1) > equipment.FULL
    fitted[:, MARKS.index("vol-opties")] = full & (rng.random(len(cars)) < FULL_SHARE)
    _add_plain_ones(fitted)
    _drop_surplus(fitted, rng)
    return fitted


def _keep_one_of_a_group(built_in: Bools) -> None:
    """The first in the table, which is the dearest."""
    groups = [row.group for row in tables.equipment()]
    for group in set(groups) - {""}:
        taken = np.zeros(len(built_in), bool)
        for column in (n for n, name in enumerate(groups) if name == group):
            built_in[:, column] &= ~taken
            taken |= built_in[:, column]


def _marks(cars: Cars, kinds: Kinds, rng: Generator) -> Bools:
    """History and status, as the papers have it; the chances are ``equipment.marks``'s."""
    dealer, age = ~cars.private, cars.age

    def chance(share: float) -> Bools:
        return rng.random(len(cars), np.float32) < share

    marks = {
        "nap": (cars.imported != 1) & chance(0.6),
        "apk": (age > 4) & chance(0.2),
        "1e-eigenaar": (cars.owners == 1) & (age > 1) & chance(0.7),
        "2e-eigenaar": (cars.owners == 2) & chance(0.25),
        "nederlandse-auto": (cars.imported == 0) & chance(0.22),
        "importauto": (cars.imported == 1) & chance(0.5),
        "dealeronderhouden": (age > 1) & chance(0.24),
        "onderhoudshistorie": (age > 2) & chance(0.3),
        "garantie": dealer & chance(0.32),
        "btw-auto": cars.vat,
        "margeauto": dealer & ~cars.vat & chance(0.06),
        "schade": cars.damaged,
        "lage-kilometerstand": (age > 3) & (cars.mileage < cars.usual_km * 0.55),
        "demonstratieauto": (age > 0.05) & (age < 0.8) & (cars.mileage > 1_000) & chance(0.5),
        "rookvrij": chance(0.05),
        "vol-opties": chance(0.0),  # known when the rest is
        "derde-zitrij": kinds.seven_seats[cars.kind],
        "huuraccu": kinds.leased_batteries[cars.kind],
        "vierwielaandrijving": kinds.all_wheels[cars.kind],
    }
    return np.column_stack([marks[slug] for slug in MARKS])


def _add_plain_ones(fitted: Bools) -> None:
    columns = [slugs().index(slug) for slug in equipment.PLAIN if slug in slugs()]
    short = FEWEST - fitted.sum(axis=1)
    for column in columns:
        add = (short > 0) & ~fitted[:, column]
        fitted[add, column] = True
        short -= add


def _drop_surplus(fitted: Bools, rng: Generator) -> None:
    """The dull ones go first, then any that is no mark."""
    crowded = np.flatnonzero(fitted.sum(axis=1) > MOST)
    weights = rng.random((len(crowded), fitted.shape[1]), np.float32) + 1
    weights[:, : len(MARKS)] += 1
    weights[:, [slugs().index(slug) for slug in equipment.DULL]] -= 1
    weights *= fitted[crowded]
    best = np.argpartition(-weights, MOST, axis=1)[:, :MOST]
    kept = np.zeros_like(fitted[crowded])
    np.put_along_axis(kept, best, True, axis=1)
    fitted[crowded] = kept


def told_first(fitted: Bools, most: int, rng: Generator) -> Ints:
    """Per car the columns of up to ``most`` options that sell, best first; -1 where none is left.

    A title names those; the better an option sells, the more often it is among them.
    """
    weights = np.array([tables.title_weights().get(slug, 0) for slug in slugs()], np.float32)
    known = weights > 0
    power = 1 / np.where(known, weights, 1)
    keys = rng.random(fitted.shape, np.float32) ** power * (fitted & known)
    best = np.argpartition(-keys, most, axis=1)[:, :most]
    order = np.argsort(-np.take_along_axis(keys, best, axis=1), axis=1)
    best = np.take_along_axis(best, order, axis=1)
    found: NDArray[np.bool_] = np.take_along_axis(keys, best, axis=1) > 0
    return np.where(found, best, -1)
