"""The addresses that are asked for: searches of the mix, cars all over the stock, all articles."""

import random
from collections.abc import Mapping

from articles.models import Article
from benchmarks.peers import mix
from listings.models import Listing, Town
from listings.search import index
from listings.search.criteria import Criteria, Near, Range
from listings.search.index import Index
from listings.search_page.address import SORTS, Address
from listings.vocabulary import dictionary

SEED = 508
SORT_WORDS = {sort: word for word, sort in SORTS.items()}
RANGES = {"year": "bouwjaar", "mileage_km": "km", "price_eur": "prijs"}


def all_kinds(searches: int, cars: int) -> dict[str, list[str]]:
    """Addresses of each kind of page, in an order of chance."""
    found = search_pages(searches)
    return {
        "search": [url for url, is_model in found if not is_model],
        "model": [url for url, is_model in found if is_model],
        "occasion": occasions(cars),
        "article": [article.get_absolute_url() for article in Article.objects.published()],
        "home": ["/"],
    }


def search_pages(number: int) -> list[tuple[str, bool]]:
    """The searches that ``benchmarks.search`` times too, and whether each is a model's page.

    That one has prices and a picture of all its cars beside them: it is a page of its own.
    """
    stock = index.fresh(now=True)
    if not isinstance(stock, Index):
        raise SystemExit("The index is being built: run manage.py build_index first.")
    towns = {(town.latitude, town.longitude): town.slug for town in Town.objects.order_by("-pk")}
    asked = mix.requests(mix.read_popular(stock.counts), number)
    return [
        (address(one.criteria, towns), len(one.criteria.models) == 1 and one.criteria.page == 1)
        for one in asked
    ]


def address(criteria: Criteria, towns: Mapping[tuple[float, float], str]) -> str:
    """Where the site shows the answer to these criteria."""
    known = dictionary.current()
    models = [known.model_by_id[pk] for pk in criteria.models]
    words = {
        "q": (" ".join(criteria.words),) if criteria.words else (),
        "merk": tuple(known.make_by_id[pk].slug for pk in criteria.makes),
        "model": tuple(f"{model.make.slug}_{model.slug}" for model in models),
        "carrosserie": tuple(map(known.bodies.slug_of, criteria.bodies)),
        "brandstof": tuple(map(known.fuels.slug_of, criteria.fuels)),
        "optie": tuple(known.option_by_id[pk].slug for pk in criteria.options),
        **ranges(criteria),
        **place(criteria.near, towns),
        "sorteer": () if criteria.sort == "newest" else (SORT_WORDS[criteria.sort],),
        "pagina": (str(criteria.page),) if criteria.page > 1 else (),
    }
    return Address({name: said for name, said in words.items() if said}).url


def ranges(criteria: Criteria) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, word in RANGES.items():
        wanted: Range = getattr(criteria, name)
        ends = (("van", wanted.low), ("tot", wanted.high))
        found |= {f"{word}_{end}": (str(value),) for end, value in ends if value is not None}
    return found


def place(near: Near | None, towns: Mapping[tuple[float, float], str]) -> dict[str, tuple[str]]:
    town = towns.get((near.latitude, near.longitude)) if near else None
    return {"plaats": (town,)} if town else {}


def occasions(number: int) -> list[str]:
    """Cars for sale from everywhere in the stock."""
    chance = random.Random(SEED)
    ends = Listing.objects.order_by("pk").values_list("pk", flat=True)
    first, last = ends.first(), ends.last()
    if first is None or last is None:
        raise SystemExit("There are no cars: run manage.py load_demo or make_listings first.")
    drawn = chance.sample(range(first, last + 1), min(3 * number, last + 1 - first))
    cars = Listing.objects.public().filter(pk__in=drawn).select_related("make", "model")
    found = [car.get_absolute_url() for car in cars.order_by("pk")]
    return chance.sample(found, min(number, len(found)))
