""" "Lees ook": what to read next, with the reason."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from articles.models import Article, ArticleVehicle
from listings.pick import around
from listings.vocabulary import dictionary
from listings.vocabulary.terms import ModelTerm

RELATED = 4
OF_ONE_REASON = 2
NEWEST = 30  # among which the rest of the section is looked for
# What two articles can share, the most first.
GENERATION, MODEL, MAKE, SEGMENT, PRICE, SECTION, RECENT = range(7)


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    article: Article
    reason: str


@dataclass(frozen=True, slots=True)
class _Kin:
    """An article with what it shares, said in words."""

    article: Article
    shared: int
    reason: str


def related_to(article: Article) -> list[RelatedArticle]:
    """Four published articles to read next, at most two for one reason, in two queries.

    Prefetch ``vehicles`` to save a third.
    """
    mine = [one for one in article.vehicles.all() if one.role != ArticleVehicle.Role.PASSING]
    best: dict[int, _Kin] = {}  # of each article the most that it shares
    for kin in (*_by_cars(article, mine), *_by_date(article)):
        best.setdefault(kin.article.pk, kin)
    times: Counter[int] = Counter()
    found: list[RelatedArticle] = []
    for kin in best.values():
        times[kin.shared] += 1
        if times[kin.shared] <= OF_ONE_REASON:
            found.append(RelatedArticle(kin.article, kin.reason))
    return found[:RELATED]


def _by_cars(article: Article, mine: list[ArticleVehicle]) -> Iterator[_Kin]:
    """Articles that share a car with this one, in the order of what they share, then newest."""
    models = _models(one.model_id for one in mine)
    if not models:
        return
    levels = [
        When(
            generation__in={one.generation_id for one in mine if one.generation_id},
            then=Value(GENERATION),
        ),
        When(model__in=[model.id for model in models], then=Value(MODEL)),
        When(model__make__in={model.make.id for model in models}, then=Value(MAKE)),
        When(model__in=_in_segments(models), then=Value(SEGMENT)),
        When(model__in=_in_price_classes(models), then=Value(PRICE)),
    ]
    shared = Case(*levels, output_field=IntegerField())
    newest = [F("article__published_at").desc(), F("article").desc()]
    rows = (
        ArticleVehicle.objects.filter(article__in=Article.objects.published())
        .exclude(article=article)
        .exclude(role=ArticleVehicle.Role.PASSING)
        .annotate(shared=shared)
        .exclude(shared=None)
        # Of each level no more than can be used: an article may have two cars there, or four
        # may have been used for something nearer.
        .annotate(place=Window(RowNumber(), partition_by="shared", order_by=newest))
        .filter(place__lte=3 * RELATED)
        .order_by("shared", "place")
        .select_related("article")
        .defer("article__body")
    )
    for row in rows:
        shares: int = row.shared
        for model in _models([row.model_id]):
            yield _Kin(row.article, shares, _reason(shares, model, models))


def _by_date(article: Article) -> Iterator[_Kin]:
    """The newest of the same section, then the newest of all."""
    newest = list(Article.objects.published().exclude(pk=article.pk).defer("body")[:NEWEST])
    for other in newest:
        if other.category == article.category:
            section = {"category": other.get_category_display().lower()}
            yield _Kin(other, SECTION, _("Also in %(category)s") % section)
    for other in newest:
        yield _Kin(other, RECENT, _("Recently published"))


def _reason(shared: int, model: ModelTerm, mine: list[ModelTerm]) -> str:
    """Said as precisely as the kinship is."""
    if shared == GENERATION:
        return _("Also about this generation of the %(car)s") % {"car": model.full_name}
    if shared == MODEL:
        return _("Also about the %(car)s") % {"car": model.full_name}
    if shared == MAKE:
        return _("Also about %(make)s") % {"make": model.make.name}
    if shared == SEGMENT:
        of_segment = next(one for one in mine if one.segment == model.segment)
        return _("The same kind of car as the %(car)s") % {"car": of_segment.full_name}
    return _("In the same price class")


def _models(ids: Iterable[int]) -> list[ModelTerm]:
    known = dictionary.current().model_by_id
    return [known[pk] for pk in ids if pk in known]


def _in_segments(models: list[ModelTerm]) -> list[int]:
    segments = {model.segment for model in models if model.segment}
    return [one.id for one in dictionary.current().models if one.segment in segments]


def _in_price_classes(models: list[ModelTerm]) -> list[int]:
    """Models that were about as dear when new."""
    classes = [around(price, price) for model in models if (price := model.new_price_eur)]
    return [
        one.id
        for one in dictionary.current().models
        if any((own.low or 0) <= (one.new_price_eur or -1) <= (own.high or 0) for own in classes)
    ]
