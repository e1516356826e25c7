"""The door between an article and the stock: who is written about, what of it is for sale."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.matcher import Matcher, find_vehicles, roles
from articles.models import Article, ArticlePin, ArticleVehicle
from carsite.templatetags.site_text import number
from listings.choices import Body, State
from listings.models import CarModel, Listing
from listings.naming import body_word
from listings.search import index
from listings.search.criteria import Criteria
from listings.search.pick import pick_each
from listings.vocabulary.words import words

if TYPE_CHECKING:
    from articles.models import ArticleQuerySet

CARS = 8  # in "Ontdek deze occasions"
RIVAL_CARS = 4  # in "Also compared in this article"
RELATED = 4
FOR_SALE = (State.PUBLISHED.value,)


@dataclass(frozen=True, slots=True)
class MatchedCar:
    """A car for sale beside an article, and why it stands there."""

    listing: Listing
    reason: str
    is_rival: bool = False


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    article: Article
    reason: str


@dataclass(frozen=True, slots=True)
class Wish:
    """Cars that an article asks for, and what to say beside them."""

    criteria: Criteria
    reason: str
    is_rival: bool = False
    model: CarModel | None = None
    body: str = ""
    car: str = ""  # Peugeot 508 SW


@dataclass(frozen=True, slots=True)
class More:
    """The way to all of them: "All 12 Peugeot 508 SW"."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Block:
    """ "Ontdek deze occasions": the subjects' cars, and those of the rivals in a second row."""

    cars: list[MatchedCar] = field(default_factory=list)
    rivals: list[MatchedCar] = field(default_factory=list)
    more: More | None = None


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


def listings_for(article: Article) -> Block:
    """Cars for sale that go with the article: pinned ones and subjects, and rivals apart.

    Empty when the editor switched the block off. Never a sold, reserved or hidden car.
    """
    if not article.shows_listings:
        return Block()
    pins = list(article.pins.select_related("model__make"))
    wishes = _wishes(article, pins)
    picked = _picked(article, pins, wishes)
    cars = [
        MatchedCar(listing, picked[listing.pk].reason, picked[listing.pk].is_rival)
        for listing in Listing.objects.for_sale().in_order(list(picked))
    ]
    return Block(
        [car for car in cars if not car.is_rival],
        [car for car in cars if car.is_rival],
        _more(wishes),
    )


def _picked(article: Article, pins: list[ArticlePin], wishes: list[Wish]) -> dict[int, Wish]:
    """Listing id → the wish it fulfils, in the order of the block."""
    named = Wish(Criteria(), _("Chosen by the editors"))
    picked = {pin.listing_id: named for pin in pins if pin.listing_id and not pin.is_ban}
    out = [*picked, *(pin.listing_id for pin in pins if pin.is_ban and pin.listing_id)]
    seed = f"{article.pk} {timezone.localdate():%Y-%m-%d}"  # the pick is stable through the day
    found = pick_each([wish.criteria.excluding(out) for wish in wishes], CARS, seed)
    for is_rival, room in ((False, CARS - len(picked)), (True, RIVAL_CARS)):
        row = [pair for pair in zip(wishes, found, strict=True) if pair[0].is_rival == is_rival]
        for (wish, _cars), cars in zip(
            row, shared([cars for _wish, cars in row], room), strict=True
        ):
            picked.update(dict.fromkeys(cars, wish))
    return picked


def shared(lists: list[list[int]], room: int) -> list[list[int]]:
    """The beginnings of ``lists`` that together have at most ``room``, dealt out in turns."""
    taken = [0] * len(lists)
    turns = ((turn, which) for turn in range(room) for which in range(len(lists)))
    for turn, which in turns:
        if room and turn < len(lists[which]):
            taken[which] += 1
            room -= 1
    return [cars[:count] for cars, count in zip(lists, taken, strict=True)]


def _wishes(article: Article, pins: list[ArticlePin]) -> list[Wish]:
    """What to look for, the most wanted first: the editor's models, then the matcher's."""
    wishes = [
        _wish(pin.model, pin.body, _("Chosen by the editors: %(car)s"))
        for pin in pins
        if pin.model and not pin.is_ban
    ]
    banned = {(pin.model_id, pin.body) for pin in pins if pin.is_ban}
    for vehicle in _vehicles(article):
        if not {(vehicle.model_id, ""), (vehicle.model_id, vehicle.body)} & banned:
            rival = vehicle.role == ArticleVehicle.Role.RIVAL
            wishes.append(_wish(vehicle.model, vehicle.body, _reason(vehicle), is_rival=rival))
    return wishes


def _more(wishes: list[Wish]) -> More | None:
    """The way to all cars of the first wish, with their number; None when there are none."""
    subject = next((wish for wish in wishes if wish.model and not wish.is_rival), None)
    if subject is None or subject.model is None:
        return None
    total = index.search(replace(subject.criteria, states=())).total
    make, model = subject.model.make.slug, subject.model.slug
    url = reverse("listings:search_model", kwargs={"make": make, "model": model})
    if subject.body:
        url += f"?carrosserie={words('body').by_code[subject.body].slug}"
    label = ngettext("%(total)s %(car)s for sale", "All %(total)s %(car)s for sale", total) % {
        "total": number(total),
        "car": subject.car,
    }
    return More(url, label) if total else None


def _vehicles(article: Article) -> "QuerySet[ArticleVehicle]":
    return _main_vehicles().filter(article=article)


def _main_vehicles() -> "QuerySet[ArticleVehicle]":
    """What articles are about; a model named in passing is not what one comes to read."""
    return ArticleVehicle.objects.exclude(role=ArticleVehicle.Role.PASSING).select_related(
        "model__make"
    )


def _wish(model: CarModel, body: str, reason: str, *, is_rival: bool = False) -> Wish:
    bodies = (body,) if body else ()
    criteria = Criteria(models=(model.pk,), bodies=bodies, states=FOR_SALE)
    car = _car_name(model, body)
    return Wish(criteria, reason % {"car": car}, is_rival, model, body, car)


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
        _by_kinship(article, mine).prefetch_related(Prefetch("vehicles", _main_vehicles()))[
            :RELATED
        ]
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
        .order_by("-kinship", "-published_at", "-pk")
    )


def _kinship_reason(other: Article, mine: list[ArticleVehicle]) -> str:
    """Said as precisely as the kinship is: the model, the make, the kind of car, the section."""
    kinship: int = getattr(other, "kinship", 0)
    theirs = [vehicle.model for vehicle in other.vehicles.all()]
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
