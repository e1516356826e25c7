"""Mileage and asking price: a new price, what years and kilometres take off."""

import itertools
import math
import random

from listings.choices import Body, Fuel
from listings.demo.car import DemoCar

# Kilometres a year when young, by fuel; a diesel is bought to be driven.
YEARLY_KM = {
    Fuel.DIESEL: 26_000, Fuel.PHEV: 21_000, Fuel.ELECTRIC: 19_000, Fuel.HYBRID: 16_000,
    Fuel.LPG: 19_000, Fuel.CNG: 20_000, Fuel.PETROL: 13_000, Fuel.HYDROGEN: 16_000,
}  # fmt: skip
SEGMENT_KM = {"mini": 0.75, "small": 0.85, "roadster": 0.5, "sports": 0.6, "supercar": 0.25}
# What is left of the new price after so many years, in a car of usual mileage.
LEFT = [
    (0, 0.95), (1, 0.85), (2, 0.77), (3, 0.7), (4, 0.635), (5, 0.58), (6, 0.525), (8, 0.425),
    (10, 0.34), (12, 0.26), (15, 0.185), (18, 0.14), (22, 0.12), (30, 0.2), (45, 0.5),
]  # fmt: skip
FUEL_LOSS = {Fuel.ELECTRIC: 0.9, Fuel.PHEV: 0.92, Fuel.DIESEL: 0.93, Fuel.HYBRID: 1.06}
FUEL_NEW = {Fuel.ELECTRIC: 1.15, Fuel.PHEV: 1.16, Fuel.DIESEL: 1.06, Fuel.HYBRID: 1.05}
BODY_NEW = {Body.ESTATE: 1.04, Body.CONVERTIBLE: 1.18, Body.COUPE: 1.08}
# Makes whose cars keep their price better or worse than the rest.
MAKE_HOLDS = {
    "toyota": 1.12, "lexus": 1.08, "porsche": 1.3, "suzuki": 1.08, "mini": 1.08, "volvo": 1.05,
    "dacia": 1.15, "mazda": 1.04, "honda": 1.06, "kia": 1.04, "hyundai": 1.02, "tesla": 1.06,
    "citroen": 0.94, "peugeot": 0.96, "renault": 0.95, "fiat": 0.96, "opel": 0.93, "ds": 0.85,
    "jaguar": 0.82, "alfa-romeo": 0.88, "maserati": 0.85, "infiniti": 0.8, "aiways": 0.68,
    "seres": 0.75, "polestar": 0.9, "nio": 0.8, "xpeng": 0.85, "chrysler": 0.75, "caterham": 1.9,
    "donkervoort": 2.2, "morgan": 1.7, "lotus": 1.6,
}  # fmt: skip
SEGMENT_HOLDS = {
    "luxury": 0.85,
    "upper": 0.95,
    "mini": 1.08,
    "small": 1.04,
    "roadster": 1.15,
    "sports": 1.1,
    "supercar": 1.3,
}
TRIM_NEW = (0.93, 1.0, 1.08, 1.14)
INFLATION = 1.024  # of list prices a year, since about 2000
LEAST_EUR = 750
MOST_LEFT, COLLECTIBLE = 0.97, 20  # a used car costs no more than it did, until it is a classic
MOST_KM_A_YEAR, MOST_KM = 58_000, 420_000


def give_mileage(car: DemoCar) -> None:
    """Kilometres by age, fuel and size; a tenth did far more or less than usual."""
    spread = 0.4 if car.rng.random() < 0.1 else 0.24
    km = expected_km(car) * math.exp(car.rng.gauss(-0.02, spread))
    if car.age < 0.5:
        km = car.rng.choice([5, 12, 25, 500, 1_500, 4_000, 7_500]) * car.rng.uniform(0.8, 1.6)
    most = min(MOST_KM_A_YEAR * max(car.age, 0.3), MOST_KM)
    car.mileage_km = _odometer(min(km, most), car.rng)


def expected_km(car: DemoCar) -> float:
    """A young car is driven most; after twenty years it hardly moves."""
    years = 12 * (1 - math.exp(-car.age / 12))
    return yearly_km(car) * years + 200


def yearly_km(car: DemoCar) -> float:
    """Kilometres a year of such a car when it is young."""
    return YEARLY_KM[Fuel(car.fuel)] * SEGMENT_KM.get(car.line.segment, 1.0)


def give_price(car: DemoCar) -> None:
    """Sets the asking price in whole euros, all-in."""
    value = new_price(car) * _left(car.age) * _holds(car)
    value *= math.exp(-(car.mileage_km - expected_km(car)) / 260_000)
    value *= math.exp(car.rng.gauss(0, 0.06))
    if car.soh_percent is not None:
        value *= 1 - (92 - float(car.soh_percent)) / 100
    value = min(value, new_price(car) * MOST_LEFT) if car.age < COLLECTIBLE else value
    value *= 0.55 if car.is_damaged else 1.0
    value *= 1.0 if car.is_from_dealer else 0.94
    car.price_eur = tidy(max(value, LEAST_EUR), not car.is_from_dealer, car.rng)


def new_price(car: DemoCar) -> float:
    """What this version cost in its own year; the catalogue's price is of the model's last."""
    last = min(car.line.year_to or car.today.year, car.today.year)
    price = car.line.new_price_eur * INFLATION ** max(car.year - last, -30)
    if len(car.line.fuels) > 1 and car.line.fuels[0] != car.fuel:
        price *= FUEL_NEW.get(Fuel(car.fuel), 1.0)
    price *= BODY_NEW.get(Body(car.body), 1.0) if car.body != car.line.bodies[0] else 1.0
    return price * TRIM_NEW[car.trim.level] * _power_factor(car)


def tidy(value: float, private: bool, rng: random.Random) -> int:
    """The price as people write it: a dealer's 14.950, 12.499, 9.750, a private 4.250."""
    if private:
        step = 100 if value < 5_000 else 250 if value < 15_000 else 500
        return max(round(value / step) * step, step)
    if value < 3_000:
        return max(round(value / 50) * 50, 500) - rng.choice([0, 0, 0, 1, 5])
    tail = rng.choices([950, 900, 750, 500, 495, 499, 899, 995], [9, 3, 3, 2, 2, 2, 1, 2])[0]
    if value > 10_000 and rng.random() < 0.25:
        return round(value / 1_000) * 1_000 - rng.choice([5, 11, 50, 60, 105, 150, 250, 310])
    return max(round((value - tail) / 1_000), 2) * 1_000 + tail


def _left(age: float) -> float:
    for (young, more), (old, less) in itertools.pairwise(LEFT):
        if age <= old:
            return more + (less - more) * (age - young) / (old - young)
    return LEFT[-1][1]


def _holds(car: DemoCar) -> float:
    """Kept or lost beyond the usual; the difference grows with the years."""
    return keeps(car) ** min(car.age / 4, 2.2)


def keeps(car: DemoCar) -> float:
    """What is kept in four years, against the usual car."""
    factor = MAKE_HOLDS.get(car.line.make, 1.0) * SEGMENT_HOLDS.get(car.line.segment, 1.0)
    return factor * FUEL_LOSS.get(Fuel(car.fuel), 1.0)


def _power_factor(car: DemoCar) -> float:
    """Stronger versions cost more; measured against the model's first engines of that fuel."""
    from listings.demo.engines import candidates  # candidates knows nothing of prices

    rivals = candidates(car.line, car.fuel, car.year)
    usual = sum(row.kw for row in rivals) / len(rivals)
    return (car.engine.kw / usual) ** 0.45


def _odometer(km: float, rng: random.Random) -> int:
    """Half of the sellers round to thousands or hundreds, the others copy the odometer."""
    step = rng.choices([1, 100, 1_000], [6, 1, 2])[0] if km > 5_000 else 1
    return max(round(km / step) * step, 5)
