"""What the front page shows: the latest news beside what just came in."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from articles.block import MatchedCar, listings_for
from articles.models import Article
from listings.models import Listing
from listings.search import index
from listings.search.criteria import Criteria
from listings.vocabulary import dictionary

ARTICLES = 10
NEWEST = 8


@dataclass(frozen=True, slots=True)
class BodyEntry:
    code: str
    slug: str
    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class MakeEntry:
    name: str
    slug: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Home:
    """Plain data for the template; every number is of this moment."""

    lead: Article | None
    lead_cars: list[MatchedCar]
    articles: list[Article]
    newest: list[Listing]
    total: int
    new_today: int
    bodies: list[BodyEntry]
    makes: list[MakeEntry]


def home() -> Home:
    """The front page in at most eight queries, however much there is."""
    stock = index.fresh()
    everything = stock.search(Criteria())
    articles = list(Article.objects.published()[:ARTICLES])
    lead = articles[0] if articles else None
    return Home(
        lead=lead,
        lead_cars=listings_for(lead).cars[:3] if lead else [],
        articles=articles[1:],
        newest=Listing.objects.public().in_order(everything.ids[:NEWEST]),
        total=everything.total,
        new_today=stock.total(Criteria(since_days=1)),
        bodies=_bodies(everything.counts["bodies"]),
        makes=_makes(everything.counts["makes"]),
    )


def _bodies(counts: dict[str, int]) -> list[BodyEntry]:
    """Every body, also one without cars: nine drawings make the row."""
    search = reverse("listings:search")
    return [
        BodyEntry(
            word.code,
            word.slug,
            word.label(get_language() or "nl"),
            counts.get(word.code, 0),
            f"{search}?carrosserie={word.slug}",
        )
        for word in dictionary.current().bodies
    ]


def _makes(counts: dict[int, int]) -> list[MakeEntry]:
    """Makes with cars, from A to Z."""
    return [
        MakeEntry(
            make.name, make.slug, counts[make.id], reverse("listings:search_make", args=[make.slug])
        )
        for make in dictionary.current().makes
        if counts.get(make.id)
    ]
