""" "Ontdek deze occasions": the cars for sale beside an article, each with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, ArticlePin, ArticleVehicle
from articles.offers import FEW_ONLY, SIBLING, Offer, offers, rival_offers
from articles.targets import PINNED, Numbers, Role, Target, bans, for_sale, numbers, targets
from carsite.templatetags.site_text import euro, euro_range, number
from listings.models import Listing
from listings.naming import plural
from listings.pick import Candidate, pools, varied
from listings.search import index
from listings.search.criteria import Criteria

CARS = 8  # in "Ontdek deze occasions"
SHELF = 4  # cars side by side: what only resembles a subject fills the last shelf, no more
RIVAL_CARS = 4  # in "Also compared in this article"

Car = TypeVar("Car")


@dataclass(frozen=True, slots=True)
class MatchedCar:
    """A car for sale beside an article, and why it stands there."""

    listing: Listing
    reason: str
    is_rival: bool = False
    is_exact: bool = True  # what the article speaks of, not what stands in for it

    @property
    def remark(self) -> str:
        """The reason, where the heading of its row does not say it already."""
        return "" if self.is_rival and self.is_exact else self.reason


@dataclass(frozen=True, slots=True)
class More:
    """The way to all of them: "Bekijk alle 12 Peugeot 508 SW's vanaf € 14.950"."""

    url: str
    label: str
    for_sale: str  # 12 te koop
    prices: str  # € 14.950–27.900, or nothing


@dataclass(frozen=True, slots=True)
class Block:
    """The subjects' cars, and those of the rivals in a second row."""

    cars: list[MatchedCar] = field(default_factory=list)
    rivals: list[MatchedCar] = field(default_factory=list)
    more: More | None = None


def listings_for(article: Article) -> Block:
    """The block of a saved article; prefetch ``vehicles`` and ``pins`` to save two queries."""
    return block_of(article, article.vehicles.all(), article.pins.all())


def block_of(
    article: Article, vehicles: Iterable[ArticleVehicle], pins: Iterable[ArticlePin]
) -> Block:
    """Cars for sale that go with what was read: pinned ones and subjects, and rivals apart.

    Empty when the article shows no cars. Never a sold, reserved or hidden car.
    """
    if not article.shows_listings:
        return Block()
    index.fresh()  # brings the dictionary up to date too
    chosen = list(pins)
    wanted = targets(vehicles, chosen)
    main, beside = rows(article, wanted, chosen)
    picked = main.picked | beside.picked
    cars = [
        _matched(listing, picked[listing.pk], is_rival=listing.pk in beside.picked)
        for listing in Listing.objects.for_sale().in_order(list(picked))
    ]
    return Block(
        [car for car in cars if not car.is_rival],
        [car for car in cars if car.is_rival],
        _more(wanted),
    )


def _matched(listing: Listing, offer: Offer, *, is_rival: bool) -> MatchedCar:
    return MatchedCar(listing, offer.reason, is_rival, offer.tier < SIBLING)


def rows(
    article: Article, wanted: Sequence[Target], pins: Sequence[ArticlePin]
) -> "tuple[Row, Row]":
    """The row of the subjects and that of the rivals: which cars, and how it came to them."""
    named = [pin.listing_id for pin in pins if pin.listing_id and not pin.is_ban]
    out = {pin.listing_id for pin in pins if pin.listing_id}
    seed = f"{article.pk} {timezone.localdate():%Y-%m-%d}"  # the pick is stable through the day
    main, rivals = offers(wanted), rival_offers(wanted)
    stock = pools([offer.criteria.excluding(out) for offer in (*main, *rivals)])
    allowed = [_without(pool, bans(pins)) for pool in stock]
    chosen = Offer(Criteria(), _("Chosen by the editors"))
    row = Row(CARS, seed, dict.fromkeys(named, chosen))
    row.fill(main, allowed[: len(main)])
    beside = Row(RIVAL_CARS, seed, taken=row.picked)
    beside.fill(rivals, allowed[len(main) :])
    return row, beside


def _without(cars: list[Candidate], banned: set[tuple[int, str]]) -> list[Candidate]:
    return [car for car in cars if not {(car.model, ""), (car.model, car.body)} & banned]


@dataclass(frozen=True, slots=True)
class Tried:
    """An offer's turn: the cars that were ``free``, those that could stand there in the order of
    the draw, and for how many there was room.
    """

    offer: Offer
    free: list[Candidate]
    ranked: list[Candidate]
    room: int


class Row:
    """A row of cars, each with its reason, filled offer by offer, the nearest to the text first."""

    def __init__(
        self,
        room: int,
        seed: str,
        picked: dict[int, Offer] | None = None,
        taken: Iterable[int] = (),
    ) -> None:
        self.picked = picked or {}
        self.tried: list[Tried] = []
        self._room = room
        self._seed = seed
        self._taken = set(taken)
        self._shown: list[Candidate] = []

    def fill(self, offers: Sequence[Offer], pools: Sequence[list[Candidate]]) -> None:
        """Deal the cars of each tier out in turns, as long as there is room."""
        pairs = sorted(zip(offers, pools, strict=True), key=lambda pair: pair[0].tier)
        for tier, together in groupby(pairs, key=lambda pair: pair[0].tier):
            self._deal(list(together), self._room_for(tier))

    def _room_for(self, tier: int) -> int:
        left = max(0, self._room - len(self.picked))
        if tier < FEW_ONLY:
            return left
        return min(left, -len(self.picked) % SHELF if self.picked else SHELF)

    def _deal(self, pairs: list[tuple[Offer, list[Candidate]]], room: int) -> None:
        tried: list[Tried] = []
        beside = list(self._shown)
        for offer, pool in pairs:
            tried.append(self._try(offer, pool, room, beside))
            beside += tried[-1].ranked[:room]
        dealt = shared([one.ranked for one in tried], room)
        for one, cars in zip(tried, dealt, strict=True):
            self._shown += cars
            self.picked.update(dict.fromkeys((car.pk for car in cars), one.offer))
        self.tried += tried

    def _try(
        self, offer: Offer, pool: list[Candidate], room: int, beside: list[Candidate]
    ) -> Tried:
        free = [car for car in pool if car.pk not in self._taken and offer.fits(car)]
        ranked = varied(free, len(free), self._seed, beside)
        self._taken.update(car.pk for car in ranked)
        return Tried(offer, free, ranked, room)


def shared(lists: list[list[Car]], room: int) -> list[list[Car]]:
    """The beginnings of ``lists`` that together have at most ``room``, dealt out in turns."""
    taken = [0] * len(lists)
    turns = ((turn, which) for turn in range(room) for which in range(len(lists)))
    for turn, which in turns:
        if room and turn < len(lists[which]):
            taken[which] += 1
            room -= 1
    return [cars[:count] for cars, count in zip(lists, taken, strict=True)]


def _more(wanted: Sequence[Target]) -> More | None:
    """The way to all cars of the first subject that has any."""
    for target in wanted:
        if target.role in {PINNED, Role.SUBJECT}:
            found = numbers(target.criteria)
            if found.total:
                prices = euro_range(found.low, found.high)
                return More(target.url, _label(target, found), for_sale(found.total), prices)
    return None


def _label(target: Target, found: Numbers) -> str:
    values = {
        "total": number(found.total),
        "car": target.name,
        "cars": plural(target.name),
        "price": euro(found.low),
    }
    if found.low is None:
        text = ngettext("View the only %(car)s", "View all %(total)s %(cars)s", found.total)
    else:
        text = ngettext(
            "View the only %(car)s, %(price)s",
            "View all %(total)s %(cars)s from %(price)s",
            found.total,
        )
    return text % values
