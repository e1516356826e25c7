"""What was written about a model: the most useful first, each with why a buyer may read it."""

from dataclasses import dataclass

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import Article, ArticlePin, ArticleVehicle

Category, Role = Article.Category, ArticleVehicle.Role
ADVICE = (Category.TEST, Category.BUYING)  # what one reads before buying
BODIES = 4  # rows that one article may well have of one model, each with another body


@dataclass(frozen=True, slots=True)
class Written:
    """An article, and why it is worth reading beside this car."""

    article: Article
    reason: str


def written_about(model: int, generation: int | None = None, *, most: int = 3) -> list[Written]:
    """Published articles about a model (ids), in one query.

    Subject before rival, the same generation before an unknown before another one, tests and
    buying guides before the rest, new before old. What an editor took off the model stays off.
    """
    found: dict[int, Written] = {}
    for vehicle in _vehicles(model, generation)[: most * BODIES]:
        if vehicle.article_id not in found:
            found[vehicle.article_id] = Written(vehicle.article, _reason(vehicle, generation))
    return list(found.values())[:most]


def _vehicles(model: int, generation: int | None) -> "QuerySet[ArticleVehicle]":
    banned = ArticlePin.objects.filter(
        article=OuterRef("article"), kind=ArticlePin.Kind.EXCLUDE, model=model, body=""
    )
    subjects = (
        ArticleVehicle.objects.filter(article=OuterRef("article"), role=Role.SUBJECT)
        .exclude(model=model)
        .order_by("rank")
        .values(name=Concat("model__make__name", Value(" "), "model__name"))
    )
    return (
        ArticleVehicle.objects.filter(model=model, article__in=Article.objects.published())
        .exclude(role=Role.PASSING)
        .exclude(Exists(banned))
        .select_related("article", "generation")
        .defer("article__body")
        .annotate(
            is_aside=_rank(Q(role=Role.SUBJECT)),
            apart=_generations_apart(generation),
            is_no_advice=_rank(Q(article__category__in=ADVICE)),
            compared_with=Subquery(subjects[:1]),
        )
        .order_by(
            "is_aside",
            "apart",
            "is_no_advice",
            F("article__published_at").desc(),
            F("article_id").desc(),
            "rank",
        )
    )


def _rank(first: Q) -> Case:
    return Case(When(first, then=0), default=1, output_field=IntegerField())


def _generations_apart(generation: int | None) -> Case | Value:
    if generation is None:
        return Value(0)
    return Case(
        When(generation=generation, then=0),
        When(generation=None, then=1),
        default=2,
        output_field=IntegerField(),
    )


def _reason(vehicle: ArticleVehicle, generation: int | None) -> str:
    if vehicle.role != Role.SUBJECT:
        return _beside(vehicle)
    if generation is not None and vehicle.generation_id == generation:
        return _of_this_generation(vehicle.article.category)
    if vehicle.generation and generation is not None:
        name = vehicle.generation.name
        return _("About another generation: %(generation)s") % {"generation": name}
    reasons = {
        Category.TEST.value: pgettext("why to read it", "Test of this model"),
        Category.BUYING.value: pgettext("why to read it", "Buying guide"),
    }
    return reasons.get(vehicle.article.category, pgettext("why to read it", "About this model"))


def _of_this_generation(category: str) -> str:
    reasons = {
        Category.TEST.value: _("Test of this generation"),
        Category.BUYING.value: _("Buying guide to this generation"),
    }
    return reasons.get(category, _("About this generation"))


def _beside(vehicle: ArticleVehicle) -> str:
    subject: str | None = getattr(vehicle, "compared_with", None)
    if not subject:
        return _("Compared with others")
    if vehicle.role == Role.PREDECESSOR:
        return _("Named as the predecessor of the %(car)s") % {"car": subject}
    return _("Compared with the %(car)s") % {"car": subject}
