"""What left the factories: some ten thousand kinds of car, each as the demo would make one."""

import random
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from listings.choices import Fuel
from listings.demo import choice, equipment, prices, sellers, specs, stock, tables, titles
from listings.demo.car import DemoCar
from listings.demo.catalogue import CarLine, lines
from listings.demo.dates import AMSTERDAM
from listings.demo.descriptions import words_of
from listings.demo.load import Keys
from listings.vocabulary import data_files

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_KINDS = 20_000
# Models that the sales table leaves out stand for sale here and there.
RARE_SHARE = 0.02
STYLES = ("pipes", "pipes", "plain")
OWN_WORDS = {"km", "colour", "town", "seller"}
NONE = r"\N"  # how COPY writes that nothing is known


@dataclass(frozen=True)
class Kinds:
    """Cars of one model, year, engine and trim; equally many of each are for sale."""

    cars: list[DemoCar]
    keys: Keys

    @cached_property
    def years(self) -> Ints:
        return np.array([car.year for car in self.cars])

    def of_fuel(self, fuel: str) -> NDArray[np.bool_]:
        return np.array([car.fuel == fuel for car in self.cars])

    def of_body(self, body: str) -> NDArray[np.bool_]:
        return np.array([car.body == body for car in self.cars])

    @cached_property
    def electric(self) -> NDArray[np.bool_]:
        return self.of_fuel(Fuel.ELECTRIC)

    @cached_property
    def seven_seats(self) -> NDArray[np.bool_]:
        return np.array([(car.seats or 0) >= 7 for car in self.cars])

    @cached_property
    def leased_batteries(self) -> NDArray[np.bool_]:
        return np.array([equipment.leased_battery(car) for car in self.cars])

    @cached_property
    def all_wheels(self) -> NDArray[np.bool_]:
        return np.array([equipment.drives_all_wheels(car) for car in self.cars])

    @cached_property
    def import_chances(self) -> Floats:
        return np.array([sellers.import_chance(car) for car in self.cars])

    @cached_property
    def _colour_shares(self) -> Floats:
        """A row per kind, rising to 1."""
        weights = (choice.colour_weights(car) for car in self.cars)
        shares = np.array([[of.get(name, 0.0) for name in choice.COLOURS] for of in weights])
        return (shares / shares.sum(axis=1, keepdims=True)).cumsum(axis=1)

    def colours(self, kinds: Ints, chance: Floats) -> Ints:
        """For cars of these kinds a colour each, as its place in ``choice.COLOURS``."""
        rising = self._colour_shares[kinds]
        return (rising[:, :-1] < chance[:, None]).sum(axis=1)

    @cached_property
    def new_prices(self) -> Floats:
        """What it cost when new, in euros."""
        return np.array([prices.new_price(car) for car in self.cars])

    @cached_property
    def keeps(self) -> Floats:
        """How well it keeps its price against other cars, in four years."""
        return np.array([prices.keeps(car) for car in self.cars])

    @cached_property
    def yearly_km(self) -> Floats:
        return np.array([prices.yearly_km(car) for car in self.cars])

    @cached_property
    def chances(self) -> NDArray[np.float32]:
        """A row per kind: of each piece of equipment in the table, how many of them have it."""
        rows = tables.equipment()
        column = {id(row): n for n, row in enumerate(rows)}
        found = np.zeros((len(self.cars), len(rows)), np.float32)
        for n, car in enumerate(self.cars):
            for row, share in equipment.likely(car):
                found[n, column[id(row)]] = share
        return found

    @cached_property
    def names(self) -> list[tuple[str, ...]]:
        """What dealers call it in a title, in several ways."""
        return [tuple(titles.name_as_written(car, style) for style in STYLES) for car in self.cars]

    @cached_property
    def words(self) -> list[dict[str, str]]:
        """What a description may say of it, without what is each car's own."""
        found = [words_of(car) for car in self.cars]
        return [{name: words[name] for name in words.keys() - OWN_WORDS} for words in found]

    @cached_property
    def copied(self) -> list[str]:
        """The fields that cars of a kind have in common, as COPY wants them."""
        return ["\t".join(map(_copied, self._fields(car))) for car in self.cars]

    def _fields(self, car: DemoCar) -> tuple[object, ...]:
        """In the order of ``KIND_COLUMNS``."""
        model = self.keys.models[car.line.key]
        part = car.generation.name if car.generation else ""
        return (
            model.make_id, model.pk, self.keys.generations.get((model.pk, part)), car.version,
            car.body, car.fuel, car.transmission, car.engine.kw, car.engine.cc,
            car.engine.battery_kwh, car.range_km, car.doors, car.seats, car.weight_kg,
            car.towing_kg, car.co2_g_km,
        )  # fmt: skip


KIND_COLUMNS = (
    "make_id", "model_id", "generation_id", "version", "body", "fuel", "transmission", "power_kw",
    "engine_cc", "battery_kwh", "range_km", "doors", "seats", "weight_kg", "towing_kg", "co2_g_km",
)  # fmt: skip


def make_kinds(cars: int, seed: int, at: datetime) -> Kinds:
    """The kinds of which so many cars are made; only models that the database has."""
    keys = Keys()
    today = at.astimezone(AMSTERDAM).date()
    found = []
    for index, line in enumerate(_lines(min(cars, MOST_KINDS))):
        if line.key in keys.models:
            car = DemoCar(index, random.Random(f"{seed}/{index}"), line, today)
            choice.give_identity(car)
            specs.give_specs(car)
            found.append(car)
    return Kinds(found, keys)


def _lines(count: int) -> list[CarLine]:
    """A line as often as its share of the stock says."""
    rare = _rare_lines()
    few = min(round(count * RARE_SHARE), len(rare))
    usual = [lines()[key] for key, cars in stock.shares(count - few).items() for _ in range(cars)]
    return usual + rare[:: max(len(rare) // few, 1)][:few] if few else usual


def _rare_lines() -> list[CarLine]:
    """Models that are sold here and not in the sales table, newest first."""
    sold = {(row.make, row.slug) for row in data_files.read_models() if row.sold_in_nl}
    found = [line for key, line in lines().items() if key in sold - set(tables.sales())]
    return sorted(found, key=lambda line: -(line.year_to or 9999))


def _copied(value: object) -> str:
    return NONE if value is None else str(value)
