"""Links many articles anew after the vocabulary changed, and tells what became different."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from articles.links import Found, find, said_by
from articles.models import Article, ArticleCorrection, ArticleVehicle
from listings.models import CarModel
from listings.vocabulary import dictionary

BATCH = 200  # articles that are locked, read and written together
WRITTEN = ("model_id", "body", "generation_id", "role", "rank", "score", "evidence")
Link = tuple[str, str]  # a car's name and its role


@dataclass(frozen=True, slots=True)
class Change:
    """What a reading makes different for those who read the article: links, and its silence."""

    article: Article
    gone: list[Link]
    new: list[Link]
    sensitive: str | None = None  # what it is now, where that changed

    def __bool__(self) -> bool:
        return bool(self.gone or self.new or self.sensitive is not None)


def relink_all(*, write: bool = True) -> Iterator[Change]:
    """Read every article and write what differs, a batch in each transaction.

    Yields a change for every article; one that is false changed nothing that can be seen. Goes
    past ``save()``: nothing was edited, so no version is kept and no date moves.
    """
    last = 0
    while batch := _batch(last, write=write):
        yield from batch
        last = batch[-1].article.pk


@transaction.atomic
def _batch(after: int, *, write: bool) -> list[Change]:
    rows = Article.objects.order_by("pk").filter(pk__gt=after)
    # Locked, so that nobody saves a text between its reading and its links.
    articles = list((rows.select_for_update() if write else rows)[:BATCH])
    before = _by_article(ArticleVehicle.objects.filter(article__in=articles).order_by("rank"))
    said = _by_article(ArticleCorrection.objects.filter(article__in=articles))
    found = [find(article, said_by(said[article.pk])) for article in articles]
    changes = [
        _change(article, before[article.pk], one)
        for article, one in zip(articles, found, strict=True)
    ]
    if write:
        _write(articles, before, found)
    return changes


def _by_article(rows: Any) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.article_id].append(row)
    return grouped


def _change(article: Article, before: Sequence[ArticleVehicle], found: Found) -> Change:
    old, new = _links(before), _links(found.vehicles)
    kind = found.sensitivity.kind
    return Change(
        article,
        [link for link in old if link not in new],
        [link for link in new if link not in old],
        kind if kind != article.sensitive else None,
    )


def _links(vehicles: Sequence[ArticleVehicle]) -> list[Link]:
    return [(_name(vehicle), vehicle.role) for vehicle in vehicles]


def _name(vehicle: ArticleVehicle) -> str:
    """Also of a model that staff hid or took away since."""
    term = dictionary.current().model_by_id.get(vehicle.model_id)
    name = term.full_name if term else str(CarModel.objects.get(pk=vehicle.model_id))
    return f"{name} ({vehicle.get_body_display()})" if vehicle.body else name


def _write(
    articles: list[Article], before: dict[int, list[ArticleVehicle]], found: list[Found]
) -> None:
    """Only what differs: a vocabulary's change touches few articles."""
    pairs = list(zip(articles, found, strict=True))
    differ = [
        (article, one)
        for article, one in pairs
        if _values(before[article.pk]) != _values(one.vehicles)
    ]
    ArticleVehicle.objects.filter(article__in=[article for article, _one in differ]).delete()
    ArticleVehicle.objects.bulk_create(row for _article, one in differ for row in one.vehicles)
    moved = []
    for article, one in pairs:
        seen = one.sensitivity
        if (article.sensitive, article.sensitive_words) != (seen.kind, seen.words):
            article.sensitive, article.sensitive_words = seen.kind, seen.words
            moved.append(article)
    Article.objects.bulk_update(moved, ["sensitive", "sensitive_words"])


def _values(vehicles: Sequence[ArticleVehicle]) -> list[tuple[Any, ...]]:
    return [tuple(getattr(vehicle, name) for name in WRITTEN) for vehicle in vehicles]
