"""What became of each car, in columns: the formulas of ``prices``, ``specs`` and ``dates``."""

from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from listings.choices import Body, Fuel, SellerKind, State
from listings.demo import choice, dates, prices
from listings.demo.crowd.firms import Firms
from listings.demo.crowd.kinds import Floats, Ints, Kinds

Bools = NDArray[np.bool_]

DAY = 86_400
COLOURS = list(choice.COLOURS)
STATES = [str(state) for state in dates.STATES]
NEW_KM = np.array([5, 12, 25, 500, 1_500, 4_000, 7_500])
TAILS = np.array([950, 900, 750, 500, 495, 499, 899, 995])
TAIL_SHARES = np.array([9, 3, 3, 2, 2, 2, 1, 2]) / 24
LITTLE_OFF = np.array([5, 11, 50, 60, 105, 150, 250, 310])


@dataclass
class Cars:
    """Columns of equal length, filled in the order in which they stand; days are since 1970."""

    kind: Ints
    seller: Ints
    published: Ints  # seconds since 1970
    private: Bools
    electric: Bools
    colour: Ints = field(init=False)  # a place in ``COLOURS``
    registered: Ints = field(init=False)
    month_known: Bools = field(init=False)
    age: Floats = field(init=False)  # years
    state: Ints = field(init=False)  # a place in ``STATES``
    state_at: Ints = field(init=False)
    expires: Ints = field(init=False)
    usual_km: Floats = field(init=False)
    mileage: Ints = field(init=False)
    owners: Ints = field(init=False)  # 0 is untold
    model_year: Ints = field(init=False)  # 0 is untold
    apk_until: Ints = field(init=False)  # 0 is untold
    imported: Ints = field(init=False)  # -1 is untold
    vat: Bools = field(init=False)
    damaged: Bools = field(init=False)
    soh: Floats = field(init=False)  # percent, 0 is not measured
    soh_day: Ints = field(init=False)
    price: Ints = field(init=False)  # 0 is on request

    def __len__(self) -> int:
        return len(self.kind)


def draw(kinds: Kinds, firms: Firms, published: Ints, now: int, rng: Generator) -> Cars:
    """A car for each moment of publication, as it stands at the moment ``now`` (seconds)."""
    count = len(published)
    kind = rng.integers(0, len(kinds.cars), count)
    seller = firms.draw(rng, count)
    private = firms.kinds[seller] == SellerKind.PRIVATE
    cars = Cars(kind, seller, published, private, kinds.electric[kind])
    _give_identity(cars, kinds, now, rng)
    _give_dates(cars, now, rng)
    _give_mileage(cars, kinds, rng)
    _give_papers(cars, kinds, now // DAY, rng)
    _measure_battery(cars, now // DAY, rng)
    _give_price(cars, kinds, rng)
    return cars


def _give_identity(cars: Cars, kinds: Kinds, now: int, rng: Generator) -> None:
    """Colour by body; a day in the kind's year, not in the future."""
    cars.colour = kinds.colours(cars.kind, rng.random(len(cars)))
    first = days_of_years(kinds.years[cars.kind])
    last = np.minimum(first + 361, now // DAY)
    cars.registered = first + (rng.random(len(cars)) * (last - first + 1)).astype(np.int64)
    cars.month_known = rng.random(len(cars)) > 0.03
    cars.registered = np.where(cars.month_known, cars.registered, first)
    cars.age = (now // DAY - cars.registered) / 365.25


def _give_dates(cars: Cars, now: int, rng: Generator) -> None:
    """Nobody sells a car before it is registered; one whose time is up was offered anew."""
    cars.published = np.minimum(np.maximum(cars.published, cars.registered * DAY + 9 * 3_600), now)
    shares = np.array(list(dates.STATES.values()), float)
    cars.state = rng.choice(len(STATES), len(cars), p=shares / shares.sum())
    online = now - cars.published
    moved = cars.published + (online * (1 - rng.random(len(cars)) ** 2)).astype(np.int64)
    still = is_in(cars, State.PUBLISHED, State.DRAFT)
    cars.state_at = np.where(still, cars.published, moved)
    term = np.where(cars.private, 90, 120) * DAY
    renewed = now + (rng.random(len(cars)) * term).astype(np.int64)
    expires = np.maximum(cars.published + term, renewed)
    cars.expires = np.where(is_in(cars, State.EXPIRED), cars.state_at, expires)


def _give_mileage(cars: Cars, kinds: Kinds, rng: Generator) -> None:
    count = len(cars)
    years = 12 * (1 - np.exp(-cars.age / 12))
    cars.usual_km = kinds.yearly_km[cars.kind] * years + 200
    spread = np.where(rng.random(count) < 0.1, 0.4, 0.24)
    km = cars.usual_km * np.exp(rng.normal(-0.02, 1, count) * spread)
    fresh = rng.choice(NEW_KM, count) * rng.uniform(0.8, 1.6, count)
    km = np.where(cars.age < 0.5, fresh, km)
    most = np.minimum(prices.MOST_KM_A_YEAR * np.maximum(cars.age, 0.3), prices.MOST_KM)
    km = np.minimum(km, most)
    step = rng.choice([1, 100, 1_000], count, p=[6 / 9, 1 / 9, 2 / 9])
    step = np.where(km > 5_000, step, 1)
    cars.mileage = np.maximum(np.rint(km / step) * step, 5).astype(np.int64)


def _give_papers(cars: Cars, kinds: Kinds, today: int, rng: Generator) -> None:
    """Owners, model year, APK, VAT, origin and damage."""
    count, chance = len(cars), rng.random
    most = np.where(cars.age < 3, 1, np.where(cars.age < 6, 2, 4))
    owners = np.minimum(rng.choice([1, 2, 3, 4], count, p=np.array([10, 7, 3, 1]) / 21), most)
    cars.owners = np.where(chance(count) < 0.15, 0, owners)
    year = kinds.years[cars.kind]
    autumn = (cars.registered - days_of_years(year) > 242) & (chance(count) < 0.4)
    cars.model_year = np.where(chance(count) > 0.3, 0, year + autumn)
    first = np.where(kinds.of_fuel(Fuel.DIESEL)[cars.kind], 3, 4)
    longest = np.where(cars.age < 8, 700, 364)
    later = today + 10 + (chance(count) * (longest - 10)).astype(np.int64)
    later = np.where(chance(count) < 0.06, 0, later)
    cars.apk_until = np.where(cars.age < first, cars.registered + first * 1_461 // 4, later)
    van = kinds.of_body(Body.VAN)[cars.kind]
    vat_chance = np.where(cars.age < 6, np.where(van, 0.85, 0.35), 0.04)
    cars.vat = ~cars.private & (chance(count) < vat_chance)
    abroad = (cars.age > 0.4) & (chance(count) < kinds.import_chances[cars.kind])
    cars.imported = np.where(~abroad & (chance(count) < 0.15), -1, abroad)
    cars.damaged = (cars.age > 1) & (chance(count) < 0.012)


def _measure_battery(cars: Cars, today: int, rng: Generator) -> None:
    """State of health falls by age and use; fewer than half of the sellers measured it."""
    count = len(cars)
    percent = 100.5 - 1.35 * cars.age - cars.mileage / 42_000 + rng.normal(0, 1.4, count)
    cars.soh_day = today - rng.integers(62, 151, count)
    measured = cars.electric & (cars.age > 0.7) & (rng.random(count) < 0.5)
    measured &= cars.soh_day > cars.registered
    step = rng.choice([1, 0.1, 0.01], count)
    percent = np.round(np.rint(np.clip(percent, 66, 100) / step) * step, 2)
    cars.soh = np.where(measured, percent, 0)


def _give_price(cars: Cars, kinds: Kinds, rng: Generator) -> None:
    """Whole euros, all-in, as ``prices.give_price`` says it of one car."""
    new, count = kinds.new_prices[cars.kind], len(cars)
    years, left = zip(*prices.LEFT, strict=True)
    value = new * np.interp(cars.age, years, left)
    value *= kinds.keeps[cars.kind] ** np.minimum(cars.age / 4, 2.2)
    value *= np.exp(-(cars.mileage - cars.usual_km) / 260_000 + rng.normal(0, 0.06, count))
    value *= np.where(cars.soh > 0, 1 - (92 - cars.soh) / 100, 1)
    young = cars.age < prices.COLLECTIBLE
    value = np.where(young, np.minimum(value, new * prices.MOST_LEFT), value)
    value *= np.where(cars.damaged, 0.55, 1) * np.where(cars.private, 0.94, 1)
    value = np.maximum(value, prices.LEAST_EUR)
    price = np.where(cars.private, _round(value), _tidy(value, rng))
    cars.price = np.where(rng.random(count) < dates.ON_REQUEST_CHANCE, 0, price)


def _round(value: Floats) -> Ints:
    """As private sellers ask it."""
    step = np.where(value < 5_000, 100, np.where(value < 15_000, 250, 500))
    return np.maximum(np.rint(value / step) * step, step).astype(np.int64)


def _tidy(value: Floats, rng: Generator) -> Ints:
    """A dealer's 14.950, 12.499 or 9.750."""
    count = len(value)
    cheap = np.maximum(np.rint(value / 50) * 50, 500) - rng.choice([0, 0, 0, 1, 5], count)
    off = np.rint(value / 1_000) * 1_000 - rng.choice(LITTLE_OFF, count)
    tail = rng.choice(TAILS, count, p=TAIL_SHARES)
    usual = np.maximum(np.rint((value - tail) / 1_000), 2) * 1_000 + tail
    dear = np.where((value > 10_000) & (rng.random(count) < 0.25), off, usual)
    return np.where(value < 3_000, cheap, dear).astype(np.int64)


def is_in(cars: Cars, *states: State) -> Bools:
    return np.isin(cars.state, [STATES.index(state) for state in states])


def days_of_years(years: Ints) -> Ints:
    """The first of January."""
    return (years - 1_970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
