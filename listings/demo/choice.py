"""What a demo car is: year, generation, body, drivetrain, trim and colour, as the market has it."""

import re
from datetime import date

from listings.choices import Body, Fuel, Transmission
from listings.demo import engines
from listings.demo.car import DemoCar
from listings.demo.catalogue import CarLine, Generation
from listings.demo.tables import Trim, sales, trims

# Of a hundred cars on offer, how many are of each age in years; older ones fade away.
AGES = [5, 7, 8, 9, 10, 10, 9, 8, 7, 6, 5, 4, 3.2, 2.6, 2.1, 1.7, 1.3, 1.0, 0.8, 0.6, 0.5]
OLDEST_SHARE = 0.12
COLOURS = {
    "grey": 27, "black": 22, "white": 17, "blue": 14, "silver": 8, "red": 6, "green": 2.4,
    "brown": 1.4, "orange": 0.9, "yellow": 0.7, "beige": 0.9, "purple": 0.3, "gold": 0.2,
}  # fmt: skip
VAN_COLOURS = {"white": 60.0, "grey": 15, "black": 9, "silver": 7, "blue": 5, "red": 4}
CHEERFUL = {"mini", "roadster", "sports", "supercar"}  # more often red, yellow, green or orange
BUSINESS = {"mid", "upper", "compact", "suv_mid", "suv_large", "mpv", "mpv_large", "suv_compact"}
VANS = {"van_small", "van_mid", "van_large", "pickup"}
# Versions that stand above the trims: a GTI is no Trendline.
SPORTS_VERSION = re.compile(r"\b(GTI|GTE|GTX|RS|R|ST|VZ|GT|PSE|M\d{3}i|M50|Plaid|Brabus|T-5R)\b")
HYBRID_MAKES = {"toyota", "lexus"}


def give_identity(car: DemoCar) -> None:
    """Fills in what left the factory."""
    car.year = _year(car)
    car.engine = engines.pick_engine(car.line, _fuel(car), car.year, car.rng)
    car.generation = _generation(car)
    car.body = _body(car)
    car.transmission = _transmission(car)
    car.trim = _trim(car)
    car.colour = _colour(car)
    car.first_registration = _day(car)
    car.month_known = car.rng.random() > 0.03
    if not car.month_known:
        car.first_registration = date(car.year, 1, 1)
    car.version = " ".join(filter(None, [car.engine.name, car.trim.name]))


def _year(car: DemoCar) -> int:
    newest = car.today.year
    years = [year for year in range(newest - 45, newest + 1) if _possible(car.line, year)]
    return car.rng.choices(years, [_age_weight(newest - year) for year in years])[0]


def _possible(line: CarLine, year: int) -> bool:
    return line.sold_in(year) and bool(engines.fuels_of(line, year))


def _age_weight(age: int) -> float:
    return AGES[age] if age < len(AGES) else OLDEST_SHARE


def _generation(car: DemoCar) -> Generation | None:
    """In a year of change the one that had this engine for longer."""

    def years_together(part: Generation) -> int:
        last = min(part.year_to or 9999, car.engine.year_to)
        return last - max(part.year_from, car.engine.year_from)

    return max(car.line.generations_in(car.year), key=years_together, default=None)


def _body(car: DemoCar) -> str:
    """By the sales table, else mostly the usual one; only what the generation had."""
    shares = sales().get(car.line.key, (0, {}))[1]
    if not shares:
        shares = {body: 1 / (1 + rank) ** 2 for rank, body in enumerate(car.line.bodies)}
    had = car.generation.bodies if car.generation else car.line.bodies
    fitting = {body: share for body, share in shares.items() if body in had}
    if Body.HATCHBACK in fitting and "GTI" in car.engine.name:
        return Body.HATCHBACK
    fitting = fitting or {body: 1.0 for body in had if body in car.line.bodies} or {had[0]: 1.0}
    return car.rng.choices(list(fitting), list(fitting.values()))[0]


def _fuel(car: DemoCar) -> str:
    fuels = engines.fuels_of(car.line, car.year)
    return car.rng.choices(fuels, [_fuel_weight(car, fuel) for fuel in fuels])[0]


def _fuel_weight(car: DemoCar, fuel: str) -> float:
    """Diesel fades after 2015, but not in vans; plug-ins came in two waves of lease cars."""
    year, van = car.year, car.line.segment in VANS
    if fuel == Fuel.DIESEL:
        if van:
            return 8.0
        share = 1.3 if car.line.segment in BUSINESS else 0.45
        return share * min(max((2024 - year) / 9, 0.08), 1.0)
    if fuel == Fuel.PHEV:
        leased = car.line.segment in BUSINESS and (2013 <= year <= 2016 or year >= 2019)
        return 1.7 if leased else 0.7
    weights = {
        Fuel.PETROL: 2.0, Fuel.HYBRID: 3.5 if car.line.make in HYBRID_MAKES else 0.9,
        Fuel.ELECTRIC: 1.3, Fuel.LPG: 0.35, Fuel.CNG: 0.2, Fuel.HYDROGEN: 0.1,
    }  # fmt: skip
    return weights[Fuel(fuel)]


def _transmission(car: DemoCar) -> str:
    if car.engine.gearbox == "b":
        chance = 0.2 + 0.4 * (car.year >= 2017) * (car.line.segment in BUSINESS)
        automatic = car.rng.random() < chance
    else:
        automatic = car.engine.gearbox == "a"
    return Transmission.AUTOMATIC if automatic else Transmission.MANUAL


def _trim(car: DemoCar) -> Trim:
    """A trim of the make that fits model and year; the bare one is rarer on offer."""
    if SPORTS_VERSION.search(car.engine.name):
        return Trim("", 3)
    fitting = [
        trim
        for trim, models, first, last in trims().get(car.line.make, [])
        if first <= car.year <= last and _is_for(models, car.line)
    ]
    if not fitting:
        return Trim("", car.rng.choices([0, 1, 2], [2, 5, 2])[0])
    return car.rng.choices(fitting, [(2, 4, 4, 3)[trim.level] for trim in fitting])[0]


def _is_for(models: tuple[str, ...], line: CarLine) -> bool:
    """``-508`` leaves a model out; a list of names allows those only."""
    if f"-{line.slug}" in models:
        return False
    named = [model for model in models if not model.startswith("-")]
    return not named or line.slug in named or f"@{line.segment}" in named


def _colour(car: DemoCar) -> str:
    weights = colour_weights(car)
    return car.rng.choices(list(weights), list(weights.values()))[0]


def colour_weights(car: DemoCar) -> dict[str, float]:
    """How common each colour is, by the body and the size of the car."""
    if car.body == Body.VAN:
        return dict(VAN_COLOURS)
    weights = dict(COLOURS)
    if car.line.segment in CHEERFUL or car.body == Body.CONVERTIBLE:
        for colour in ("red", "yellow", "green", "orange", "blue", "purple", "beige"):
            weights[colour] *= 2.2
    return weights


def _day(car: DemoCar) -> date:
    """A day in the year, not in the future; demo cars of this year were registered lately."""
    last = car.today if car.year == car.today.year else date(car.year, 12, 28)
    first = date(car.year, 1, 2)
    return date.fromordinal(car.rng.randint(first.toordinal(), max(last, first).toordinal()))
