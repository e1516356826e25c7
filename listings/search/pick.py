"""Which of many matching cars to show beside an article or beside another car."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from listings.choices import State
from listings.models import Listing, Photo
from listings.search import index
from listings.search.criteria import Criteria, Range
from listings.vocabulary import dictionary

FOR_SALE = (State.PUBLISHED.value,)
POOL = 60  # of the newest cars one pick chooses from, so that it stays fresh
LIKE_CARS = 4
PRICE_CLASS = 0.25  # a car that costs a quarter more or less is in the same class
YEARS_APART = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a pick weighs of a car."""

    pk: int
    look: tuple[int | None, str, str]  # model, version and colour: what makes two cars seem one
    has_photo: bool
    has_price: bool


@dataclass(frozen=True, slots=True)
class LikeCar:
    """A car to look at next, and why where it is not of the same model."""

    listing: Listing
    reason: str


def pick(criteria: Criteria, n: int, seed: str) -> list[int]:
    """Ids of at most ``n`` matching cars, different to look at, photo and price before without.

    From the newest ones that match. The same seed gives the same cars as long as the stock is
    the same: with the date in it, a block is stable through the day and new tomorrow.
    """
    return pick_each([criteria], n, seed)[0]


def pick_each(searches: Sequence[Criteria], most: int, seed: str) -> list[list[int]]:
    """A ``pick`` for each search, in one query however many there are.

    A car that matches two searches is picked for the first one only.
    """
    stock = index.fresh()
    pools = [stock.ids(replace(criteria, sort="newest"), POOL) for criteria in searches]
    known = {car.pk: car for car in _candidates({pk for pool in pools for pk in pool})}
    taken: set[int] = set()
    picks: list[list[int]] = []
    for pool in pools:
        free = [known[pk] for pk in pool if pk in known and pk not in taken]
        picks.append(varied(free, most, seed))
        taken.update(picks[-1])
    return picks


def varied(candidates: Iterable[Candidate], n: int, seed: str) -> list[int]:
    """The best ``n`` in order; what looks like one chosen before waits for all that does not.

    Photo and price come before without; among equals the colours take turns.
    """
    ranked = sorted(
        candidates, key=lambda car: (not car.has_photo, not car.has_price, _draw(seed, car.pk))
    )
    looks: Counter[tuple[int | None, str, str]] = Counter()
    colours: Counter[tuple[int, bool, bool, str]] = Counter()
    turns: list[tuple[int, bool, bool, int, int, int]] = []
    for place, car in enumerate(ranked):
        turn = looks[car.look], not car.has_photo, not car.has_price
        colour = *turn, car.look[2]
        turns.append((*turn, colours[colour], place, car.pk))
        looks[car.look] += 1
        colours[colour] += 1
    return [pk for *_, pk in sorted(turns)[:n]]


def like_cars(listing: Listing) -> list[LikeCar]:
    """Cars for sale to look at next: of the same model, then others of its size, price and age."""
    seed = f"{listing.pk} {timezone.localdate():%Y-%m-%d}"
    same = pick(_same_model(listing), LIKE_CARS, seed)
    others: list[int] = []
    if len(same) < LIKE_CARS and (alike := _same_class(listing)):
        others = pick(alike, LIKE_CARS - len(same), seed)
    reason = _("Like it in size, price and age")
    return [
        LikeCar(car, reason if car.pk in others else "")
        for car in Listing.objects.for_sale().in_order([*same, *others])
    ]


def _same_model(listing: Listing) -> Criteria:
    models = (listing.model_id,) if listing.model_id else (0,)
    return Criteria(models=models, excluded=(listing.pk,), states=FOR_SALE)


def _same_class(listing: Listing) -> Criteria | None:
    words = dictionary.current()
    model = words.model_by_id.get(listing.model_id or 0)
    if model is None or not model.segment:
        return None
    others = [
        other.id
        for other in words.model_by_id.values()
        if other.segment == model.segment and other.id != model.id
    ]
    if not others:
        return None
    return Criteria(
        models=tuple(sorted(others)),
        price_eur=_around(listing.price_eur, PRICE_CLASS),
        year=_years(listing.year_of_registration),
        states=FOR_SALE,
    )


def _around(price: int | None, share: float) -> Range:
    return Range(round(price * (1 - share)), round(price * (1 + share))) if price else Range()


def _years(year: int | None) -> Range:
    return Range(year - YEARS_APART, year + YEARS_APART) if year else Range()


def _candidates(ids: Collection[int]) -> list[Candidate]:
    photos = Photo.objects.filter(listing=OuterRef("pk"))
    rows = Listing.objects.public().filter(pk__in=ids)
    return [
        Candidate(pk, (model, version.casefold(), colour), has_photo, price is not None)
        for pk, model, version, colour, price, has_photo in rows.values_list(
            "pk", "model_id", "version", "colour", "price_eur", Exists(photos)
        )
    ]


def _draw(seed: str, pk: int) -> bytes:
    """An order that only the seed decides, the same in every process."""
    return hashlib.blake2b(f"{seed} {pk}".encode(), digest_size=8).digest()
