"""What a model's page has beside its cars: generations, what they cost, and what we wrote."""

import sys
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import ngettext, pgettext

from articles.clock import lapses_at
from articles.written import Written, written_about
from carsite.fragments import Fragments, Key
from carsite.html import safe
from carsite.templatetags.site_text import euro, number
from listings.addresses import car_slug, car_url
from listings.by_ids import ByIds
from listings.models import Listing
from listings.prices import Prices, Year, prices
from listings.scatter import Scatter, scatter
from listings.search.criteria import Criteria, Range
from listings.search.index import Index
from listings.search.plain import Plain
from listings.search.results import Points
from listings.search_page.address import Address
from listings.vocabulary import dictionary
from listings.vocabulary.terms import GenerationTerm, ModelTerm

ARTICLES = 4
YEARS = ("bouwjaar_van", "bouwjaar_tot")


@dataclass(frozen=True, slots=True)
class GenerationChip:
    """A generation with cars; ``url`` puts its years in the place of those of the search."""

    name: str  # "508 II"
    years: str  # "2018–heden"
    stock: str  # "34 te koop vanaf € 17.950"
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year's prices, and the search for its cars."""

    year: Year
    url: str


@dataclass(frozen=True, slots=True)
class ModelPage:
    """All figures are of the cars that the filters leave: the same as in the list above them."""

    model: ModelTerm
    is_narrowed: bool  # whether any filter beside the model is on
    generations: list[GenerationChip]
    prices: Prices | None
    years: list[YearRow]
    scatter: Scatter | None
    articles: list[Written]


class Beside(NamedTuple):
    """A model's page as data and as HTML."""

    page: ModelPage
    html: SafeString


# The data takes about as much as its HTML, whose characters are two bytes each.
_kept: Fragments[Beside] = Fragments(500_000, lambda beside: 2 * sys.getsizeof(beside.html))


def beside(
    criteria: Criteria, address: Address, stock: Index | Plain, at: datetime
) -> Beside | None:
    """What goes beside the cars, kept until the log tells of a change or an article comes out.

    Cars that fall out of "added in the last days" leave by the clock: such a page is not kept.
    """
    if stock.versions is None or criteria.since_days:
        key: Key = None
    else:
        key = (address.url, stock.versions.state)
    (kept,) = _kept.get([key], at)
    page = None if kept else model_page(criteria, address, stock)
    if page is None:
        return kept
    html = safe(render_to_string("listings/_model.html", {"model_page": page}))
    return _kept.keep(key, Beside(page, html), None if key is None else lapses_at(at))


def model_page(criteria: Criteria, address: Address, stock: Index | Plain) -> ModelPage | None:
    """What goes with the first page of one model's cars; None for any other search.

    One look in the index and two queries, however many cars there are.
    """
    model = _only_model(criteria)
    if model is None or criteria.page > 1:
        return None
    any_year = stock.points(criteria.without("year"))
    points = any_year.within_years(criteria.year)
    found = prices(points)
    return ModelPage(
        model=model,
        is_narrowed=criteria.active() != ("models",),
        generations=_generations(model, any_year, criteria.year, address),
        prices=found,
        years=[YearRow(year, _years_url(address, year.year, year.year)) for year in found.years]
        if found
        else [],
        scatter=scatter(points, partial(addresses_of, model)),
        articles=written_about(model.id, most=ARTICLES),
    )


_places = ByIds(
    lambda ids: (
        Listing.objects.public().filter(pk__any=ids).order_by().values_list("pk", "version", "year")
    )
)


def addresses_of(model: ModelTerm, ids: list[int]) -> dict[int, str]:
    """Where these cars' pages are, in one query; cars that left in between are left out.

    No model objects: 150 of them took longer than the query.
    """
    make, name = model.make.slug, model.slug
    rows = _places.rows(ids)
    return {pk: car_url(make, name, car_slug(version, year), pk) for pk, version, year in rows}


def _only_model(criteria: Criteria) -> ModelTerm | None:
    if len(criteria.models) != 1 or criteria.makes:
        return None
    return dictionary.current().model_by_id.get(criteria.models[0])


def _generations(
    model: ModelTerm, points: Points, wanted: Range, address: Address
) -> list[GenerationChip]:
    """Those with cars, newest first; a model of one generation needs no choice."""
    if len(model.generations) < 2:
        return []
    found = []
    for generation in reversed(model.generations):
        years = Range(generation.year_from, generation.year_to)
        if len(cars := points.within_years(years)):
            url = _years_url(address, years.low, years.high)
            name, span = f"{model.name} {generation.name}", _span(generation)
            found.append(GenerationChip(name, span, _stock(cars), url, years == wanted))
    return found


def _stock(cars: Points) -> str:
    total = {"total": number(len(cars))}
    priced = cars.price_eur[cars.price_eur >= 0]
    if not len(priced):
        return ngettext("%(total)s for sale", "%(total)s for sale", len(cars)) % total
    text = ngettext("%(total)s for sale, %(price)s", "%(total)s for sale from %(price)s", len(cars))
    return text % {**total, "price": euro(int(priced.min()))}


def _span(generation: GenerationTerm) -> str:
    # The last year of what is still made.
    last = str(generation.year_to or "") or pgettext("years", "now")
    return f"{generation.year_from}–{last}"


def _years_url(address: Address, first: int | None, last: int | None) -> str:
    ends = (() if year is None else (str(year),) for year in (first, last))
    return address.changed(dict(zip(YEARS, ends, strict=True))).url
