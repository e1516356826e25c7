"""Who offers which demo car: dealers by size and by what they are known for."""

from collections import Counter
from functools import cache

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
    free = [one for one in _of(SellerKind.PRIVATE) if sold[one.slug] < CARS_OF_A_PRIVATE_SELLER]
    if free and car.age > 2 and car.rng.random() < PRIVATE_SHARE:
        car.seller = car.rng.choice(free)
    else:
        firms, marks = _of(SellerKind.DEALER), _marks(car)
        car.seller = car.rng.choices(firms, [firm.size * _fit(firm, marks) for firm in firms])[0]
    sold[car.seller.slug] += 1


def give_origin(car: DemoCar) -> None:
    """Dutch from new, or fetched from abroad; some sellers do not say."""
    chance = import_chance(car)
    if "import" in car.seller.focus:
        chance = min(chance * 2.5, 0.8)
    car.is_import = car.rng.random() < chance if car.age > 0.4 else False
    if not car.is_import and car.rng.random() < 0.15:
        car.is_import = None


def import_chance(car: DemoCar) -> float:
    return IMPORT_CHANCE.get(car.line.make, 0.1)


@cache
def _of(kind: SellerKind) -> list[Dealer]:
    return [one for one in dealers() if one.kind == kind]


def _fit(firm: Dealer, marks: set[str]) -> float:
    """1 for an ordinary firm; a specialist has mostly his own kind of car."""
    if not firm.focus:
        return 1.0
    return 0.12 if marks.isdisjoint(firm.focus) else 6.0


def _marks(car: DemoCar) -> set[str]:
    """What a firm may be known for, as the dealers' table writes it, of this car."""
    cheap = car.age > 11 or (car.age > 8 and car.line.segment in {"mini", "small"})
    kinds = {
        "premium": car.line.make in PREMIUM and car.age < 10,
        "cheap": cheap,
        "import": car.line.make in IMPORT_CHANCE and car.fuel != Fuel.ELECTRIC,
        "old": car.age > 16,
    }
    marks = {f"make:{car.line.make}", f"fuel:{car.fuel}", f"body:{car.body}"}
    return marks | {kind for kind, true in kinds.items() if true}
