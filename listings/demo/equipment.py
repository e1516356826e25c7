"""What is in the car: options by year, price and trim, and the marks that its papers earn."""

from listings.choices import Fuel, SellerKind
from listings.demo.car import DemoCar
from listings.demo.prices import expected_km, new_price
from listings.demo.tables import Equipment, equipment

FEWEST, MOST = 6, 25
# The share of the equipment that a seller takes the trouble to fill in.
TOLD = (0.35, 0.95)
TRIM_BOOST = (0.6, 1.0, 1.35, 1.55)
# What no dealer names any more on a young car, or what every car has.
PLAIN = (
    "centrale-vergrendeling", "elektrische-ramen", "stuurbekrachtiging", "airbags", "abs",
    "deelbare-achterbank", "bluetooth", "isofix", "lichtmetalen-velgen", "getint-glas",
)  # fmt: skip
DULL = ("abs", "airbags", "esp", "stuurbekrachtiging", "centrale-vergrendeling")


def give_options(car: DemoCar) -> None:
    """Sets the options, in the table's order, 6 to 25 of them; needs price and papers."""
    price, told = new_price(car), car.rng.uniform(*TOLD)
    built_in, taken = [], set[str]()
    for row in equipment():
        if row.group and row.group in taken:
            continue
        if car.rng.random() < chance(row, car, price) * told:
            built_in.append(row.slug)
            taken.add(row.group)
    marks = _marks(car)
    car.options = marks + _fitted(car, built_in, MOST - len(marks))
    car.options += [slug for slug in PLAIN if slug not in car.options][: _short(car)]


def chance(row: Equipment, car: DemoCar, price_eur: float) -> float:
    """Nought before its first year, then rising; less below its price, more with a rich trim."""
    facts = {car.body, car.fuel, car.transmission}
    if car.year < row.first_year or (row.only and not facts.intersection(row.only)):
        return 0.0
    done = min((car.year - row.first_year) / max(row.usual_year - row.first_year, 1), 1.0)
    base = row.chance_first + (row.chance_usual - row.chance_first) * done
    if row.from_price_eur:
        base *= min(price_eur / row.from_price_eur, 1.5) ** 1.6 * TRIM_BOOST[car.trim.level]
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
    rng, dealer = car.rng, car.seller is not None and car.seller.kind == SellerKind.DEALER
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
        "huuraccu": _leased_battery(car),
    }
    return [slug for slug, true in marks.items() if true]


def _leased_battery(car: DemoCar) -> bool:
    early_zoe = car.line.key == ("renault", "zoe") and car.year < 2020
    return car.fuel == Fuel.ELECTRIC and early_zoe and car.rng.random() < 0.4
