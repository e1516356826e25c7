"""What is in the car: options by year, price and trim, and the marks that its papers earn."""

from collections.abc import Iterator

from listings.choices import Fuel
from listings.demo.car import DemoCar
from listings.demo.prices import expected_km, new_price
from listings.demo.tables import Equipment, equipment

FEWEST, MOST = 6, 25
FULL = 18  # from here on some call it "full option"
FAR_BELOW = 0.55  # of an option's price: no such car had it
DEAR = 32_000
# The share of the equipment that a seller takes the trouble to fill in.
TOLD = (0.2, 0.8)
TRIM_BOOST = (0.6, 1.0, 1.35, 1.55)
# What no dealer names any more on a young car, or what every car has.
PLAIN = (
    "centrale-vergrendeling", "elektrische-ramen", "stuurbekrachtiging", "airbags", "abs",
    "deelbare-achterbank", "bluetooth", "isofix", "lichtmetalen-velgen", "getint-glas",
)  # fmt: skip
ALL_WHEELS = (
    "4x4", "4X4", "4WD", "AWD", "quattro", "xDrive", "4MATIC", "4Motion", "4Drive", "4xe", "ALL4",
    "HYbrid4", "Hybrid4", "Q4", "Dual Motor", "Twin Performance", "e-Boxer",
)  # fmt: skip
ALWAYS_ALL_WHEELS = {
    ("suzuki", "jimny"), ("subaru", "forester"), ("subaru", "outback"), ("subaru", "xv"),
    ("jeep", "wrangler"), ("land-rover", "defender"), ("toyota", "land-cruiser"),
    ("mitsubishi", "outlander"), ("porsche", "cayenne"), ("porsche", "macan"), ("lada", "niva"),
}  # fmt: skip
DULL = ("abs", "airbags", "esp", "stuurbekrachtiging", "centrale-vergrendeling")


def give_options(car: DemoCar) -> None:
    """Sets the options, in the table's order, 6 to 25 of them; needs price and papers."""
    told = car.rng.uniform(*TOLD)
    built_in, taken = [], set[str]()
    for row, share in likely(car):
        if row.group not in taken and car.rng.random() < share * told:
            built_in.append(row.slug)
            taken.update(filter(None, [row.group]))
    marks = _marks(car)
    if len(built_in) > FULL and car.rng.random() < 0.15:
        marks.append("vol-opties")
    car.options = marks + _fitted(car, built_in, MOST - len(marks))
    car.options += [slug for slug in PLAIN if slug not in car.options][: _short(car)]


def likely(car: DemoCar) -> Iterator[tuple[Equipment, float]]:
    """What such a car could have, with the share of them that did."""
    price, facts = new_price(car), {car.body, car.fuel, car.transmission}
    if price < DEAR or car.year < 2005:
        facts.add("plain")  # dearer cars have climate control, mentioned or not
    for row in equipment():
        in_time = row.first_year <= car.year <= row.last_year
        if in_time and (not row.only or facts.intersection(row.only)):
            yield row, chance(row, car.year, price, car.trim.level)


def chance(row: Equipment, year: int, price_eur: float, trim_level: int) -> float:
    """Rising from its first year; less below its price, more with a rich trim."""
    done = min((year - row.first_year) / max(row.usual_year - row.first_year, 1), 1.0)
    base = row.chance_first + (row.chance_usual - row.chance_first) * done
    if row.from_price_eur:
        of_price = price_eur / row.from_price_eur
        if of_price < FAR_BELOW:
            return 0.0
        base *= min(of_price, 1.5) ** 1.6 * TRIM_BOOST[trim_level]
    return min(base, 0.97)


def _fitted(car: DemoCar, options: list[str], room: int) -> list[str]:
    """No more than there is room for: the dull ones go first, then any."""
    surplus = len(options) - room
    if surplus <= 0:
        return options
    order = sorted(options, key=lambda slug: (slug not in DULL, car.rng.random()))
    dropped = set(order[:surplus])
    return [slug for slug in options if slug not in dropped]


def _short(car: DemoCar) -> int:
    return max(FEWEST - len(car.options), 0)


def _marks(car: DemoCar) -> list[str]:
    """History and status, as the papers have it."""
    rng, dealer = car.rng, car.is_from_dealer
    marks = {
        "nap": not car.is_import and rng.random() < 0.6,
        "apk": car.age > 4 and rng.random() < 0.2,
        "1e-eigenaar": car.previous_owners == 1 and car.age > 1 and rng.random() < 0.7,
        "2e-eigenaar": car.previous_owners == 2 and rng.random() < 0.25,
        "nederlandse-auto": car.is_import is False and rng.random() < 0.22,
        "importauto": bool(car.is_import) and rng.random() < 0.5,
        "dealeronderhouden": car.age > 1 and rng.random() < 0.24,
        "onderhoudshistorie": car.age > 2 and rng.random() < 0.3,
        "garantie": dealer and rng.random() < 0.32,
        "btw-auto": bool(car.vat_deductible),
        "margeauto": dealer and car.vat_deductible is False and rng.random() < 0.06,
        "schade": car.is_damaged,
        "lage-kilometerstand": car.age > 3 and car.mileage_km < expected_km(car) * 0.55,
        "demonstratieauto": 0.05 < car.age < 0.8 and car.mileage_km > 1_000 and rng.random() < 0.5,
        "rookvrij": rng.random() < 0.05,
        "derde-zitrij": car.seats is not None and car.seats >= 7,
        "huuraccu": leased_battery(car),
        "vierwielaandrijving": drives_all_wheels(car),
    }
    return [slug for slug, true in marks.items() if true]


def drives_all_wheels(car: DemoCar) -> bool:
    """What the engine's name says, and the few models that had nothing else."""
    named = any(word in car.engine.name for word in ALL_WHEELS)
    return named or car.line.key in ALWAYS_ALL_WHEELS


def leased_battery(car: DemoCar) -> bool:
    early_zoe = car.line.key == ("renault", "zoe") and car.year < 2020
    return car.fuel == Fuel.ELECTRIC and early_zoe and car.rng.random() < 0.4
