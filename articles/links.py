"""The door between an article and the stock: who is written about, what of it is for sale."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.matcher import Matcher, find_vehicles, roles
from articles.models import Article, ArticlePin, ArticleVehicle
from listings.choices import Body, State
from listings.models import CarModel, Listing
from listings.naming import body_word
from listings.search.criteria import Criteria
from listings.search.pick import pick

if TYPE_CHECKING:
    from articles.models import ArticleQuerySet

CARS = 6  # in "Ontdek deze occasions"
PER_SUBJECT = 4
RELATED = 4
FOR_SALE = (State.PUBLISHED.value,)


@dataclass(frozen=True, slots=True)
class MatchedCar:
    """A car for sale beside an article, and why it stands there."""

    listing: Listing
    reason: str


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    article: Article
    reason: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """One wish of an article: cars of this model and body (or one car), at most ``most``."""

    criteria: Criteria
    reason: str
    most: int = PER_SUBJECT


def relink(article: Article, matcher: Matcher | None = None) -> None:
    """Find the article's vehicles anew; ``Article.save()`` calls it in its transaction."""
    found = find_vehicles(
        matcher or Matcher.of_catalogue(), article.title, article.intro, article.body
    )
    ArticleVehicle.objects.filter(article=article).delete()
    ArticleVehicle.objects.bulk_create(
        ArticleVehicle(
            article=article,
            model_id=entry.model_id,
            body=entry.body,
            role=role,
            rank=rank,
            score=entry.score,
            evidence={
                "mentions": entry.mentions,
                "in_title": entry.in_title,
                "as": entry.name,
            },
        )
        for rank, (entry, role) in enumerate(zip(found, roles(found), strict=True), start=1)
    )


def listings_for(article: Article) -> list[MatchedCar]:
    """Cars for sale that go with the article: pinned first, then its subjects, then rivals.

    Empty when the editor switched the block off. Never a sold, reserved or hidden car.
    """
    if not article.show_listings:
        return []
    picked = _picked(article)
    cards = Listing.objects.for_sale().in_order(list(picked))
    return [MatchedCar(listing, picked[listing.pk]) for listing in cards]


def _picked(article: Article) -> dict[int, str]:
    """Listing id → reason, in the order of the block."""
    pins = list(article.pins.select_related("model__make"))
    banned = [pin for pin in pins if pin.kind == ArticlePin.Kind.EXCLUDE]
    excluded = tuple(sorted(pin.listing_id for pin in banned if pin.listing_id))
    picked: dict[int, str] = {}
    for pin in pins:
        if pin.kind == ArticlePin.Kind.PIN and pin.listing_id:
            picked[pin.listing_id] = _("Chosen by the editors")
    for wanted in _wishes(article, pins):
        room = min(wanted.most, CARS - len(picked))
        if room <= 0:
            break
        criteria = wanted.criteria.excluding((*excluded, *picked))
        seed = f"{article.pk} {timezone.localdate():%Y-%m-%d}"  # stable through the day
        picked.update(dict.fromkeys(pick(criteria, room, seed), wanted.reason))
    return picked


def _wishes(article: Article, pins: list[ArticlePin]) -> list[Wanted]:
    """What to look for, the most wanted first."""
    wishes = [
        _wish(pin.model, pin.body, _("Chosen by the editors: %(car)s"), PER_SUBJECT)
        for pin in pins
        if pin.kind == ArticlePin.Kind.PIN and pin.model
    ]
    banned = {(pin.model_id, pin.body) for pin in pins if pin.kind == ArticlePin.Kind.EXCLUDE}
    for vehicle in _vehicles(article):
        if not {(vehicle.model_id, ""), (vehicle.model_id, vehicle.body)} & banned:
            most = PER_SUBJECT if vehicle.role == ArticleVehicle.Role.SUBJECT else 2
            wishes.append(_wish(vehicle.model, vehicle.body, _reason(vehicle), most))
    return wishes


def _vehicles(article: Article) -> "QuerySet[ArticleVehicle]":
    return article.vehicles.exclude(role=ArticleVehicle.Role.PASSING).select_related("model__make")


def _wish(model: CarModel, body: str, reason: str, most: int) -> Wanted:
    criteria = Criteria(
        models=(model.pk,), bodies=(body,) if body else (), states=FOR_SALE, sort="newest"
    )
    return Wanted(criteria, reason % {"car": _car_name(model, body)}, most)


def _car_name(model: CarModel, body: str) -> str:
    """Peugeot 508 SW; with the general word where the make has none of its own."""
    word = body_word(model.make.slug, body, model.bodies) if body else ""
    general = Body(body).label if body and not word else ""
    return " ".join(filter(None, [model.make.name, model.name, word or str(general)]))


def _reason(vehicle: ArticleVehicle) -> str:
    times = vehicle.evidence.get("mentions", 1)
    if vehicle.role == ArticleVehicle.Role.RIVAL:
        return _("Compared in this article: %(car)s")
    if vehicle.evidence.get("in_title"):
        return _("Subject of this article: %(car)s")
    return ngettext(
        "%(car)s is named once in this article",
        "%(car)s is named %(times)s times in this article",
        times,
    ).replace("%(times)s", str(times))


def related_to(article: Article) -> list[RelatedArticle]:
    """Four published articles to read next: same model, then make, segment, category, newest."""
    mine = list(_vehicles(article))
    related = list(
        _by_kinship(article, mine)
        .order_by("-kinship", "-published_at", "-pk")
        .prefetch_related("vehicles__model__make")[:RELATED]
    )
    return [RelatedArticle(other, _kinship_reason(other, mine)) for other in related]


def _by_kinship(article: Article, mine: list[ArticleVehicle]) -> "ArticleQuerySet":
    theirs = ArticleVehicle.objects.filter(article=OuterRef("pk")).exclude(
        role=ArticleVehicle.Role.PASSING
    )
    models = [vehicle.model_id for vehicle in mine]
    makes = [vehicle.model.make_id for vehicle in mine]
    segments = [vehicle.model.segment for vehicle in mine if vehicle.model.segment]
    return (
        Article.objects.published()
        .exclude(pk=article.pk)
        .annotate(
            kinship=Case(
                When(Exists(theirs.filter(model__in=models)), then=Value(4)),
                When(Exists(theirs.filter(model__make__in=makes)), then=Value(3)),
                When(Exists(theirs.filter(model__segment__in=segments)), then=Value(2)),
                When(category=article.category, then=Value(1)),
                default=Value(0),
                output_field=IntegerField(),
            )
        )
    )


def _kinship_reason(other: Article, mine: list[ArticleVehicle]) -> str:
    """Said as precisely as the kinship is: the model, the make, the kind of car, the section."""
    kinship: int = getattr(other, "kinship", 0)
    theirs = [v.model for v in other.vehicles.all() if v.role != ArticleVehicle.Role.PASSING]
    models = {vehicle.model_id for vehicle in mine}
    makes = {vehicle.model.make_id for vehicle in mine}
    if kinship == 4:
        model = next(model for model in theirs if model.pk in models)
        return _("Also about the %(car)s") % {"car": _car_name(model, "")}
    if kinship == 3:
        return _("Also about %(make)s") % {
            "make": next(model for model in theirs if model.make_id in makes).make.name
        }
    if kinship == 2:
        return _("The same kind of car")
    if kinship == 1:
        return _("Also in %(category)s") % {"category": other.get_category_display().lower()}
    return _("Recently published")


def articles_for(listing: Listing, most: int = 3) -> list[Article]:
    """Published articles about this car's model: those it is the subject of first, then newest."""
    if listing.model_id is None:
        return []
    about = Q(vehicles__model=listing.model_id) & ~Q(vehicles__role=ArticleVehicle.Role.PASSING)
    return list(
        Article.objects.published()
        .filter(about)
        .annotate(is_subject=Count("pk", filter=Q(vehicles__role=ArticleVehicle.Role.SUBJECT)))
        .order_by(F("is_subject").desc(), "-published_at", "-pk")[:most]
    )
