"""Which of many matching cars to show beside an article or beside another car."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from carsite.fragments import Fragments, Key
from listings.choices import State
from listings.models import Listing, Photo
from listings.search import index
from listings.search.criteria import Criteria, Range
from listings.search.index import Index
from listings.search.plain import Plain
from listings.search.versions import Versions
from listings.vocabulary import dictionary
from listings.vocabulary.terms import ModelTerm

FOR_SALE = (State.PUBLISHED.value,)
POOL = 60  # of the newest cars one pick chooses from, so that it stays fresh
LIKE_CARS = 4
PRICE_CLASS = 0.25  # a car that costs a quarter more or less is in the same class
YEARS_APART = 2
ALIKE = 2  # cars of one look in one row: two can be compared, a third only repeats


Look = tuple[int | None, str, str]  # model, version and colour: what makes two cars seem one


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a pick weighs of a car, and what it needs to say why the car was picked."""

    pk: int
    look: Look
    has_photo: bool
    has_price: bool
    body: str = ""
    generation: int | None = None
    year: int | None = None

    @property
    def model(self) -> int | None:
        return self.look[0]


class Beside(NamedTuple):
    """What a car is that others are looked for beside."""

    pk: int
    model_id: int | None
    price_eur: int | None
    year: int | None

    @classmethod
    def of(cls, listing: Listing) -> "Beside":
        return cls(listing.pk, listing.model_id, listing.price_eur, listing.year_of_registration)


@dataclass(frozen=True, slots=True)
class LikeCar:
    """A car to look at next, and why where it is not of the same model."""

    listing: Listing
    reason: str


def pick(criteria: Criteria, n: int, seed: str, stock: Index | Plain | None = None) -> list[int]:
    """Ids of at most ``n`` matching cars, different to look at, photo and price before without.

    From the newest ones that match. The same seed gives the same cars as long as the stock is
    the same: with the date in it, a block is stable through the day and new tomorrow.
    """
    return [car.pk for car in varied(pools([criteria], stock)[0], n, seed)]


def pools(
    searches: Sequence[Criteria], stock: Index | Plain | None = None
) -> list[list[Candidate]]:
    """The newest cars of each search, in one query however many searches there are; in none where
    all are known.
    """
    stock = stock or index.fresh()
    ids = [stock.ids(replace(criteria, sort="newest"), POOL) for criteria in searches]
    wanted = {pk for pool in ids for pk in pool}
    known = {car.pk: car for car in candidates(wanted, stock.versions)}
    return [[known[pk] for pk in pool if pk in known] for pool in ids]


def varied(
    candidates: Iterable[Candidate], n: int, seed: str, beside: Iterable[Candidate] = ()
) -> list[Candidate]:
    """The best ``n`` in order; what looks like one chosen before waits for all that does not.

    Never more than two of one look, with those that stand ``beside`` them already. Photo and
    price come before without; among equals the colours take turns.
    """
    ranked = sorted(
        candidates, key=lambda car: (not car.has_photo, not car.has_price, _draw(seed, car.pk))
    )
    looks: Counter[Look] = Counter(car.look for car in beside)
    colours: Counter[tuple[int, bool, bool, str]] = Counter()
    turns: list[tuple[tuple[int, bool, bool, int, int], Candidate]] = []
    for place, car in enumerate(ranked):
        turn = looks[car.look], not car.has_photo, not car.has_price
        colour = *turn, car.look[2]
        if looks[car.look] < ALIKE:
            turns.append(((*turn, colours[colour], place), car))
        looks[car.look] += 1
        colours[colour] += 1
    return [car for _turn, car in sorted(turns, key=lambda pair: pair[0])[:n]]


def alike_models(model: ModelTerm) -> tuple[int, ...]:
    """Other models of its size that were about as dear when new; none where that is unknown."""
    if not model.segment:
        return ()
    price = _around(model.new_price_eur, PRICE_CLASS)
    others = [
        other.id
        for other in dictionary.current().models
        if other.segment == model.segment and other.id != model.id and _is_in(other, price)
    ]
    return tuple(sorted(others))


def around(low: int, high: int) -> Range:
    """The price class of cars that cost from ``low`` to ``high``."""
    return Range(round(low * (1 - PRICE_CLASS)), round(high * (1 + PRICE_CLASS)))


def like_cars(listing: Listing, stock: Index | Plain | None = None) -> list[LikeCar]:
    """Cars for sale to look at next: of the same model, then others of its size, price and age."""
    same, others = like_ids(Beside.of(listing), stock or index.fresh())
    reason = _("Like it in size, price and age")
    return [
        LikeCar(car, reason if car.pk in others else "")
        for car in Listing.objects.for_sale().in_order([*same, *others])
    ]


def like_ids(car: Beside, stock: Index | Plain) -> tuple[list[int], list[int]]:
    """The ids of the like cars: of the same model, and of its class where those are few."""
    seed = f"{car.pk} {timezone.localdate():%Y-%m-%d}"
    same = pick(_same_model(car), LIKE_CARS, seed, stock)
    if len(same) < LIKE_CARS and (alike := _same_class(car)):
        return same, pick(alike, LIKE_CARS - len(same), seed, stock)
    return same, []


def _same_model(car: Beside) -> Criteria:
    models = (car.model_id,) if car.model_id else (0,)
    return Criteria(models=models, excluded=(car.pk,), states=FOR_SALE)


def _same_class(car: Beside) -> Criteria | None:
    words = dictionary.current()
    model = words.model_by_id.get(car.model_id or 0)
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
        price_eur=_around(car.price_eur, PRICE_CLASS),
        year=_years(car.year),
        states=FOR_SALE,
    )


def _is_in(model: ModelTerm, price: Range) -> bool:
    """A model of unknown price is in every class."""
    known = model.new_price_eur
    return not (known and price) or (price.low or 0) <= known <= (price.high or known)


def _around(price: int | None, share: float) -> Range:
    return Range(round(price * (1 - share)), round(price * (1 + share))) if price else Range()


def _years(year: int | None) -> Range:
    return Range(year - YEARS_APART, year + YEARS_APART) if year else Range()


_kept: Fragments[Candidate] = Fragments(size=lambda _car: 400)


def candidates(ids: Collection[int], versions: Versions | None = None) -> list[Candidate]:
    """These cars as a pick weighs them; those that are not public are left out.

    With the ``versions`` of the index that gave the ids, only those are read that it has not seen.
    """
    keys: list[Key] = [None if versions is None else (pk, versions.of(pk)) for pk in ids]
    known = dict(zip(ids, zip(keys, _kept.get(keys), strict=True), strict=True))
    missing = [pk for pk, (_key, car) in known.items() if car is None]
    read = _read(missing) if missing else []
    found = [car for _key, car in known.values() if car]
    return [*found, *(_kept.keep(known[car.pk][0], car) for car in read)]


def _read(ids: Collection[int]) -> list[Candidate]:
    photos = Photo.objects.filter(listing=OuterRef("pk"))
    rows = Listing.objects.public().filter(pk__in=ids)
    fields = ("pk", "model_id", "version", "colour", "price_eur", "body", "generation_id", "year")
    return [
        Candidate(
            pk, (model, version.casefold(), colour), has_photo, price is not None, body, gen, year
        )
        for pk, model, version, colour, price, body, gen, year, has_photo in rows.values_list(
            *fields, Exists(photos)
        )
    ]


def _draw(seed: str, pk: int) -> bytes:
    """An order that only the seed decides, the same in every process."""
    return hashlib.blake2b(f"{seed} {pk}".encode(), digest_size=8).digest()
