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
    return [car.pk for car in varied(pools([criteria])[0], n, seed)]


def pools(searches: Sequence[Criteria]) -> list[list[Candidate]]:
    """The newest cars of each search, in one query however many searches there are."""
    stock = index.fresh()
    ids = [stock.ids(replace(criteria, sort="newest"), POOL) for criteria in searches]
    known = {car.pk: car for car in candidates({pk for pool in ids for pk in pool})}
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


def _is_in(model: ModelTerm, price: Range) -> bool:
    """A model of unknown price is in every class."""
    known = model.new_price_eur
    return not (known and price) or (price.low or 0) <= known <= (price.high or known)


def _around(price: int | None, share: float) -> Range:
    return Range(round(price * (1 - share)), round(price * (1 + share))) if price else Range()


def _years(year: int | None) -> Range:
    return Range(year - YEARS_APART, year + YEARS_APART) if year else Range()


def candidates(ids: Collection[int]) -> list[Candidate]:
    """These cars as a pick weighs them; those that are not public are left out."""
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
