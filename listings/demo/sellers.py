"""Who offers which demo car: dealers by size and by what they are known for."""

from collections import Counter

from listings.choices import Fuel, SellerKind
from listings.demo.car import DemoCar
from listings.demo.tables import Dealer, dealers

CARS_OF_A_PRIVATE_SELLER = 2
PRIVATE_SHARE = 0.008
PREMIUM = {
    "audi", "bmw", "mercedes-benz", "porsche", "jaguar", "land-rover", "lexus", "maserati",
    "bentley", "tesla", "volvo", "mini", "alfa-romeo",
}  # fmt: skip
# Makes and bodies that are often fetched from abroad.
IMPORT_CHANCE = {"bmw": 0.3, "audi": 0.28, "mercedes-benz": 0.3, "porsche": 0.4, "mini": 0.25}


def give_seller(car: DemoCar, sold: Counter[str]) -> None:
    """Picks a seller that fits the car; ``sold`` counts the cars of each so far."""
    if car.age > 2 and car.rng.random() < PRIVATE_SHARE:
        free = [one for one in _of(SellerKind.PRIVATE) if sold[one.slug] < CARS_OF_A_PRIVATE_SELLER]
        if free:
            car.seller = car.rng.choice(free)
    if car.seller is None:
        firms = _of(SellerKind.DEALER)
        weights = [firm.size * _fit(firm, car) for firm in firms]
        car.seller = car.rng.choices(firms, weights)[0]
    sold[car.seller.slug] += 1


def give_origin(car: DemoCar) -> None:
    """Dutch from new, or fetched from abroad; some sellers do not say."""
    chance = IMPORT_CHANCE.get(car.line.make, 0.1)
    if car.seller is not None and "import" in car.seller.focus:
        chance = min(chance * 2.5, 0.8)
    car.is_import = car.rng.random() < chance if car.age > 0.4 else False
    if not car.is_import and car.rng.random() < 0.15:
        car.is_import = None


def _of(kind: SellerKind) -> list[Dealer]:
    return [one for one in dealers() if one.kind == kind]


def _fit(firm: Dealer, car: DemoCar) -> float:
    """1 for an ordinary firm; a specialist has mostly his own kind of car."""
    if not firm.focus:
        return 1.0
    return 6.0 if any(_matches(word, car) for word in firm.focus) else 0.12


def _matches(word: str, car: DemoCar) -> bool:
    kind, _, value = word.partition(":")
    facts = {
        "make": car.line.make == value,
        "fuel": car.fuel == value,
        "body": car.body == value,
        "premium": car.line.make in PREMIUM and car.age < 10,
        "cheap": car.age > 11 or (car.age > 8 and car.line.segment in {"mini", "small"}),
        "import": car.line.make in IMPORT_CHANCE and car.fuel != Fuel.ELECTRIC,
        "old": car.age > 16,
    }
    return facts[kind]
