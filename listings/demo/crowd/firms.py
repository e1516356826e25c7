"""Who offers them: firms and private sellers all over the country, many small and a few large."""

from dataclasses import dataclass

import numpy as np
from django.utils.text import slugify
from numpy.random import Generator
from numpy.typing import NDArray

from listings.choices import SellerKind
from listings.demo.crowd.kinds import Floats, Ints
from listings.models import Seller, Town

# What ``--clear`` knows them by; the catalogue's and the demo's sellers have no such slug.
PREFIX = "made-"
CARS_PER_SELLER = 200
FEWEST = 8
PRIVATE_SHARE = 0.4
# Against about 3 of the average firm: a private seller has a few cars, nobody a fiftieth of all.
PRIVATE_SIZE, LARGEST = 0.03, 25.0
TOWN_POWER = 0.8  # firms by inhabitants: somewhat more of them where fewer people live
NEAR_DEGREES = 0.015  # about a kilometre around the middle of the town
STYLES = ("pipes", "stars", "slashes", "commas", "caps", "plain", "checks")
FORMS = (
    "Autobedrijf {name}", "Garage {name}", "{name} Auto's", "Autohuis {name}", "Auto {town}",
    "{name} Automobielen", "Autocentrum {town}", "Occasions {town}", "{name} Occasions",
    "{town} Autohal", "Autobedrijf {town}", "{name} Mobiliteit", "Garage {town}-{name}",
)  # fmt: skip
SURNAMES = (
    "Aalbers", "Bakker", "Beekman", "Boonstra", "Bosman", "Brouwer", "De Boer", "De Graaf",
    "De Haan", "De Vries", "Dekker", "Dijkstra", "Driessen", "Evers", "Geerts", "Gerritsen",
    "Groen", "Hendriks", "Hoekstra", "Huisman", "Jacobs", "Jansen", "Kaya", "Koster", "Kramer",
    "Kuiper", "Lambers", "Martens", "Meijer", "Mulder", "Nijland", "Oosterhof", "Peters",
    "Postma", "Prins", "Roelofs", "Schouten", "Scholten", "Smeets", "Smit", "Timmer", "Van Dam",
    "Van den Berg", "Van der Meer", "Van Dijk", "Van Leeuwen", "Verbeek", "Vermeulen", "Visser",
    "Vos", "Wessels", "Willems", "Yilmaz", "Zijlstra",
)  # fmt: skip


@dataclass(frozen=True)
class Firms:
    """The sellers as columns, and how much each of them sells."""

    ids: list[int]
    names: list[str]
    towns: list[str]
    kinds: NDArray[np.str_]
    styles: NDArray[np.str_]  # of their titles
    rising: Floats  # shares of the stock, summed up to 1

    def draw(self, rng: Generator, count: int) -> Ints:
        """So many sellers, the large ones more often: their places in the columns."""
        return np.searchsorted(self.rising, rng.random(count), side="right")


def load_firms(cars: int, seed: int) -> Firms:
    """Insert the sellers of so many cars, save those that an earlier run with this seed made."""
    count = max(round(cars / CARS_PER_SELLER), FEWEST)
    rng = np.random.default_rng([seed, count])
    firms = [_seller(n, seed, town, rng) for n, town in enumerate(_towns(count, rng))]
    Seller.objects.bulk_create(firms, batch_size=1_000, ignore_conflicts=True)
    ids = dict(Seller.objects.filter(slug__startswith=PREFIX).values_list("slug", "pk"))
    kinds = np.array([firm.kind for firm in firms])
    private = kinds == SellerKind.PRIVATE
    sizes = np.where(private, PRIVATE_SIZE, np.minimum(rng.pareto(1.3, count) + 0.15, LARGEST))
    return Firms(
        ids=[ids[firm.slug] for firm in firms],
        names=[firm.name for firm in firms],
        towns=[firm.town.name for firm in firms if firm.town],
        kinds=kinds,
        styles=np.where(private, "private", rng.choice(STYLES, count)),
        rising=(sizes / sizes.sum()).cumsum(),
    )


def _towns(count: int, rng: Generator) -> list[Town]:
    towns = list(Town.objects.order_by("slug"))
    weights = np.array([town.population + 500 for town in towns]) ** TOWN_POWER
    return [towns[n] for n in rng.choice(len(towns), count, p=weights / weights.sum())]


def _seller(number: int, seed: int, town: Town, rng: Generator) -> Seller:
    surname = SURNAMES[rng.integers(len(SURNAMES))]
    private = rng.random() < PRIVATE_SHARE
    form = "ABCDEFGHJKLMNPRSTW"[rng.integers(18)] + ". {name}" if private else ""
    name = (form or FORMS[rng.integers(len(FORMS))]).format(name=surname, town=town.name)
    slug = f"{PREFIX}{seed}-{number}-{slugify(name)}"[:80].strip("-")
    latitude, longitude = rng.normal([town.latitude, town.longitude], NEAR_DEGREES)
    return Seller(
        kind=SellerKind.PRIVATE if private else SellerKind.DEALER,
        slug=slug,
        name=name,
        email=f"verkoop@{slug[:50].strip('-')}.example",
        phone=f"06-555 {number // 100 % 100:02d} {number % 100:02d}",
        town=town,
        latitude=round(latitude, 5),
        longitude=round(longitude, 5),
    )
