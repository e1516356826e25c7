"""News against stock: cars left of what an article is about, and models nobody wrote about."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q
from django.utils import timezone

from articles.block import listings_for
from articles.models import Article, ArticlePin, ArticleVehicle
from listings.choices import State
from listings.models import CarModel, Listing, ListingChange

DAYS = 6  # before today: each day of the window then has a name of its own
UNWRITTEN = 60
Want = tuple[int, str]  # model id, and a body or "" for any
Car = tuple[int, str]  # model id and body of a car that is for sale
TOLD = ("state", "model_id", "body")  # what decides whether and for which article a car counts


@dataclass(frozen=True, slots=True)
class Live:
    """Cars for sale of what an article is about: now, and ``before`` the day ``since``.

    ``since`` is None where the number is what it was a week ago.
    """

    now: int
    before: int = 0
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A model that no published article is about; lowest and highest asking price in euros."""

    model: CarModel
    cars: int
    low: int | None
    high: int | None
    in_passing: int  # published articles that only name it


@dataclass(frozen=True, slots=True)
class Move:
    """A car that came for sale, went, or became another in the catalogue."""

    at: datetime
    before: Car | None
    after: Car | None


def wanted(article: Article) -> frozenset[Want]:
    """What the article is about: its subjects without the banned ones, and the pinned models."""
    pins = [pin for pin in article.pins.all() if pin.model_id]
    banned = {(pin.model_id, pin.body) for pin in pins if pin.is_ban}
    subjects = {
        (vehicle.model_id, vehicle.body)
        for vehicle in article.vehicles.all()
        if vehicle.role == ArticleVehicle.Role.SUBJECT
    }
    kept = {want for want in subjects if not {want, (want[0], "")} & banned}
    return frozenset(kept | {(pin.model_id, pin.body) for pin in pins if _is_pin(pin)})  # type: ignore[misc]


def live_cars(articles: Sequence[Article], at: datetime | None = None) -> dict[int, Live]:
    """Article id → its live cars, with the trend of the days before ``at`` (now).

    Four queries at most beside the articles' own vehicles and pins, whatever their number. The
    trend is exact: today's numbers with every move taken back that the change log holds. A bulk
    load writes no moves, so the window begins after the last one. A row that somebody deleted
    from the database counts as never there: the site itself deletes no car.
    """
    wants = {article.pk: wanted(article) for article in articles}
    models = {model for each in wants.values() for model, _body in each}
    if not models:
        return {pk: Live(0) for pk in wants}
    stock = _stock(models)
    moves = _moves(models, _window(at or timezone.now()))
    return {pk: _live(each, stock, moves) for pk, each in wants.items()}


def unwritten(most: int = UNWRITTEN) -> list[Unwritten]:
    """Models that no published article is about, those with the most cars for sale first."""
    published = Q(article_vehicles__article__in=Article.objects.published())
    passing = Q(article_vehicles__role=ArticleVehicle.Role.PASSING)
    written = CarModel.objects.filter(published & ~passing)
    prices = {
        row["model"]: row
        for row in Listing.objects.for_sale()
        .exclude(model__in=written.values("pk"))
        .values("model")
        .annotate(cars=Count("pk"), low=Min("price_eur"), high=Max("price_eur"))
        .order_by("-cars", "model")[:most]
    }
    models = (
        CarModel.objects.filter(pk__in=prices)
        .select_related("make")
        .annotate(named=Count("article_vehicles__article", filter=published, distinct=True))
    )
    found = [
        Unwritten(model, row["cars"], row["low"], row["high"], model.named)
        for model in models
        for row in [prices[model.pk]]
    ]
    return sorted(found, key=lambda one: (-one.cars, str(one.model)))


def without_cars() -> list[int]:
    """Ids of the published articles that would show cars for sale and have none to show.

    One query leaves out those with a car for sale of the very model, body and generation of a
    subject or rival; only the rest are asked for their block. What is switched off, by hand or
    as a crash, is not among them.
    """
    sure = ArticleVehicle.objects.filter(
        Q(generation=None, body="") & _on_sale()
        | Q(generation=None) & _on_sale("body")
        | Q(body="") & _on_sale("generation")
        | _on_sale("body", "generation"),
        article=OuterRef("pk"),
        role__in=[ArticleVehicle.Role.SUBJECT, ArticleVehicle.Role.RIVAL],
    )
    bans = ArticlePin.objects.filter(article=OuterRef("pk"), kind=ArticlePin.Kind.EXCLUDE)
    doubtful = Article.objects.published().filter(~Exists(sure) | Exists(bans))
    articles = doubtful.prefetch_related("vehicles", "pins")
    return [one.pk for one in articles if one.shows_listings and not _has_cars(one)]


def _on_sale(*same: str) -> Exists:
    alike = {name: OuterRef(name) for name in same}
    return Exists(Listing.objects.for_sale().filter(model=OuterRef("model"), **alike))


def _has_cars(article: Article) -> bool:
    block = listings_for(article)
    return bool(block.cars or block.rivals)


def _is_pin(pin: ArticlePin) -> bool:
    return not pin.is_ban


def _window(at: datetime) -> datetime:
    """The midnight that the week begins with, or the last bulk load if that was later."""
    first = timezone.localdate(at) - timedelta(days=DAYS)
    midnight = timezone.make_aware(datetime.combine(first, time()))
    loads = ListingChange.objects.filter(
        at__gte=midnight, listing_id=None, changed__everything=Listing._meta.db_table
    )
    return max(filter(None, [midnight, loads.aggregate(last=Max("at"))["last"]]))


def _stock(models: Iterable[int]) -> Counter[Car]:
    rows = Listing.objects.for_sale().filter(model__in=models).values("model_id", "body")
    return Counter(
        {(row["model_id"], row["body"]): row["cars"] for row in rows.annotate(cars=Count("pk"))}
    )


def _moves(models: set[int], since: datetime) -> list[Move]:
    """What came and went of these models, in order of time."""
    was_one = Q(changed__model_id__0__in=list(models))
    is_one = Q(listing_id__in=Listing.objects.filter(model__in=models).values("pk"))
    rows = list(
        ListingChange.objects.filter(was_one | is_one, at__gte=since, changed__has_any_keys=TOLD)
        .order_by("listing_id", "-seq")
        .values_list("listing_id", "at", "changed")
    )
    cars = Listing.objects.filter(pk__in={row[0] for row in rows})
    now = {pk: facts for pk, *facts in cars.values_list("pk", *TOLD)}
    found = [
        move
        for pk, changes in groupby(rows, key=lambda row: row[0])
        if pk in now
        for move in _taken_back(dict(zip(TOLD, now[pk], strict=True)), changes)
    ]
    return sorted(found, key=lambda move: move.at)


def _taken_back(
    facts: dict[str, Any], changes: Iterable[tuple[int | None, datetime, Any]]
) -> Iterator[Move]:
    """One car's moves, from what it is now back through its ``changes``, the last one first."""
    for _pk, at, changed in changes:
        after = _as_sold(facts)
        facts = {**facts, **{name: changed[name][0] for name in TOLD if name in changed}}
        before = _as_sold(facts)
        if before != after:
            yield Move(at, before, after)


def _as_sold(facts: dict[str, Any]) -> Car | None:
    if facts["state"] != State.PUBLISHED or facts["model_id"] is None:
        return None
    return facts["model_id"], facts["body"] or ""


def _live(wants: frozenset[Want], stock: Counter[Car], moves: list[Move]) -> Live:
    now = sum(cars for car, cars in stock.items() if _fits(car, wants))
    steps: defaultdict[date, int] = defaultdict(int)
    for move in moves:
        step = _fits(move.after, wants) - _fits(move.before, wants)
        if step:
            steps[timezone.localdate(move.at)] += step
    before = now - sum(steps.values())
    since = next((day for day, step in steps.items() if step), None)
    return Live(now, before, since if before != now else None)


def _fits(car: Car | None, wants: frozenset[Want]) -> bool:
    return car is not None and (car in wants or (car[0], "") in wants)
