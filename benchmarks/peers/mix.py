"""The searches that are timed: a mix of kinds, drawn from what the stock itself has most of."""

import random
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from listings.models import CarModel, Listing, Seller
from listings.search.criteria import Criteria, Near, Range, Sort
from listings.search.results import Counts
from listings.search.words import words_of

NUMBER = 300
SEED = 508
KINDS = {
    "none": 0.05,
    "make": 0.20,
    "model": 0.25,
    "model and ranges": 0.20,
    "body, fuel, price": 0.15,
    "options, fuel": 0.10,
    "text": 0.05,
}
SORTS: dict[Sort, float] = {"newest": 0.55, "price": 0.25, "mileage": 0.10, "year": 0.10}
PAGES = {1: 0.85, 2: 0.10, 20: 0.05}
NEARBY = {True: 0.20, False: 0.80}
RADIUS_KM = 25
TITLES = 2_000  # cars whose words the text searches come from
Card = TypeVar("Card", bound=Hashable)
Value = TypeVar("Value", int, str, tuple[float, float])


@dataclass(frozen=True)
class Request:
    kind: str
    criteria: Criteria


@dataclass(frozen=True)
class Popular:
    """What there is to ask for: a number of cars for each value, and cars' own words."""

    counts: Counts
    make_of: Mapping[int, int]  # of a model
    towns: Mapping[tuple[float, float], int]  # WGS84 degrees → sellers
    titles: list[tuple[list[str], list[str]]]  # the words of make and model, and of the title


def read_popular(counts: Counts) -> Popular:
    """The rest of what is popular, beside the counts of the whole stock."""
    cars = Listing.objects.public().order_by("pk")
    rows = cars.values_list("make__name", "model__name", "title")[:TITLES]
    towns: dict[tuple[float, float], int] = {}
    for seller in Seller.objects.select_related("town").order_by("pk"):
        if seller.town:
            place = seller.town.latitude, seller.town.longitude
            towns[place] = towns.get(place, 0) + 1
    return Popular(
        counts=counts,
        make_of=dict(CarModel.objects.values_list("pk", "make")),
        towns=towns,
        titles=[(words_of(f"{make} {model}"), words_of(title)) for make, model, title in rows],
    )


def requests(popular: Popular, number: int = NUMBER, seed: int = SEED) -> list[Request]:
    """The mix, in an order of chance; the same for the same stock and seed."""
    chance = random.Random(seed)
    decks = (deck(shares, number, chance) for shares in (KINDS, SORTS, PAGES, NEARBY))
    made = []
    for kind, sort, page, nearby in zip(*decks, strict=True):
        criteria = replace(_MAKERS[kind](popular, chance), sort=sort, page=page)
        if nearby and popular.towns:
            latitude, longitude = _drawn(popular.towns, chance)
            criteria = replace(criteria, near=Near(latitude, longitude, RADIUS_KM))
        made.append(Request(kind, criteria))
    return made


def deck(shares: Mapping[Card, float], number: int, chance: random.Random) -> list[Card]:
    """So many cards, each value in its share of them, shuffled."""
    cards = [value for value, share in shares.items() for _ in range(round(number * share))]
    most = max(shares, key=lambda value: shares[value])
    cards = [*cards, *[most] * number][:number]
    chance.shuffle(cards)
    return cards


def _drawn(numbers: Mapping[Value, int], chance: random.Random) -> Value:
    """A value, more often where there are more cars."""
    values = sorted(numbers)
    return chance.choices(values, [numbers[value] for value in values])[0]


def _some(numbers: Mapping[Value, int], most: int, chance: random.Random) -> tuple[Value, ...]:
    return tuple(sorted({_drawn(numbers, chance) for _ in range(chance.randint(1, most))}))


def _none(_popular: Popular, _chance: random.Random) -> Criteria:
    return Criteria()


def _make(popular: Popular, chance: random.Random) -> Criteria:
    """One make; in a tenth of the searches two."""
    makes = popular.counts["makes"]
    return Criteria(makes=_some(makes, 2 if chance.random() < 0.2 else 1, chance))


def _model(popular: Popular, chance: random.Random) -> Criteria:
    """A model of a popular make, in a fifth of the searches two of the same make."""
    make = _drawn(popular.counts["makes"], chance)
    models = popular.counts["models"]
    own = {model: cars for model, cars in models.items() if popular.make_of[model] == make}
    return Criteria(models=_some(own, 2 if chance.random() < 0.4 else 1, chance))


def _model_and_ranges(popular: Popular, chance: random.Random) -> Criteria:
    ranges = {
        "year": Range(chance.randint(2012, 2021), chance.choice([2023, 2026])),
        "price_eur": Range(
            chance.choice([None, 5_000, 10_000]), chance.choice([12_500, 15_000, 20_000, 27_750])
        ),
        "mileage_km": Range(None, chance.choice([60_000, 85_000, 100_000, 150_000])),
    }
    chosen = [name for name in ranges if chance.random() < 0.55] or ["year"]
    wanted: dict[str, Any] = {name: ranges[name] for name in chosen}
    return replace(_model(popular, chance), **wanted)


def _body_fuel_price(popular: Popular, chance: random.Random) -> Criteria:
    low = chance.choice([None, 5_000, 10_000, 15_000])
    return Criteria(
        bodies=_some(popular.counts["bodies"], 2, chance),
        fuels=_some(popular.counts["fuels"], 2, chance),
        price_eur=Range(low, (low or 0) + chance.choice([5_000, 10_000, 12_750])),
    )


def _options_and_fuel(popular: Popular, chance: random.Random) -> Criteria:
    """Two to four of the sixty most common options, with a common fuel."""
    options, fuels = popular.counts["options"], popular.counts["fuels"]
    common = sorted(options, key=lambda option: (-options[option], option))[:60]
    known = sorted(fuels, key=lambda fuel: (-fuels[fuel], fuel))[:5]
    return Criteria(
        options=tuple(sorted(chance.sample(common, min(chance.randint(2, 4), len(common))))),
        fuels=(chance.choice(known),),
    )


def _text(popular: Popular, chance: random.Random) -> Criteria:
    """A word of a car's make or model, mostly with one of its title; or a word of the title."""
    name, title = chance.choice(popular.titles)
    long_words = [word for word in title if len(word) > 2 and word not in name] or name
    if chance.random() < 0.2:
        return Criteria(words=(chance.choice(long_words),))
    more = (chance.choice(long_words),) if chance.random() < 0.7 else ()
    return Criteria(words=(chance.choice(name), *more))


_MAKERS: dict[str, Callable[[Popular, random.Random], Criteria]] = {
    "none": _none,
    "make": _make,
    "model": _model,
    "model and ranges": _model_and_ranges,
    "body, fuel, price": _body_fuel_price,
    "options, fuel": _options_and_fuel,
    "text": _text,
}
