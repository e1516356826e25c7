"""What a model's page has beside its cars: generations, prices, the picture, articles."""

import re
from dataclasses import replace
from typing import Any, cast

import numpy as np
import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models import ArticleVehicle
from listings.filters import ListingFilter
from listings.model_page import Beside, ModelPage, YearRow
from listings.model_page import beside as beside_of
from listings.models import Listing
from listings.prices import Band, prices
from listings.scale import Scale
from listings.scatter import BOTTOM, MOST_DOTS, TOP, Scatter, scatter
from listings.search import index
from listings.search.results import Points
from listings.search.summed import Index
from listings.search.versions import Versions
from listings.vocabulary import shipped
from tests.factories import (
    ArticleFactory,
    CarModelFactory,
    GenerationFactory,
    ListingFactory,
    ReservedListingFactory,
    ScheduledArticleFactory,
    SoldListingFactory,
)

PATH = "/occasions/peugeot/508/"
FEW = settings(max_examples=40, deadline=None)  # the first one loads the translations


def points(*cars: tuple[int, int, int]) -> Points:
    """Cars of price, mileage and year; -1 for unknown."""
    rows = [(number, *car) for number, car in enumerate(cars, start=1)]
    return Points.of(np.array(rows, np.int64).reshape(-1, 4).T)


def addresses(ids: list[int]) -> dict[int, str]:
    return {pk: f"/{pk}/" for pk in ids}


def picture(*cars: tuple[int, int, int]) -> Scatter:
    found = scatter(points(*cars), addresses)
    assert found
    return found


# --- Numbers --------------------------------------------------------------------------------------

euros = st.one_of(st.integers(-1, 40_000), st.sampled_from([-1, 0, 1, 15_000, 2**31 - 1]))
stocks = st.lists(
    st.tuples(euros, st.one_of(st.integers(-1, 300_000), st.just(2**31 - 1)), st.integers(-1, 2030))
)


@FEW
@given(stocks)
def test_whatever_is_for_sale_has_true_prices(cars: list[tuple[int, int, int]]) -> None:
    found, asked = prices(points(*cars)), [price for price, *_ in cars if price >= 0]
    assert (found is None) == (len(asked) < 5)
    if found:
        band = found.band
        assert (band.cars, band.low, band.high) == (len(asked), min(asked), max(asked))
        assert {band.q1, band.median, band.q3} <= set(asked)
        assert band.low <= band.q1 <= band.median <= band.q3 <= band.high
        assert found.on_request == len(cars) - len(asked)
        assert all(year.band.cars >= 3 for year in found.years)


@FEW
@given(stocks)
def test_whatever_is_for_sale_is_drawn_inside_the_picture(cars: list[tuple[int, int, int]]) -> None:
    found = scatter(points(*cars), addresses)
    known = [car for car in cars if car[0] >= 0 and car[1] >= 0]
    assert (found is None) == (len(known) < 5)
    if found:
        assert sum(group.cars for group in found.classes) == found.cars == len(known)
        assert len(found.dots) + found.outside == found.cars or found.is_sampled
        assert 0 < len(found.dots) <= MOST_DOTS
        assert all(0 <= float(dot.x.rstrip("%")) <= 100 for dot in found.dots)
        assert all(TOP <= float(dot.y) <= BOTTOM for dot in found.dots)
        assert 2 <= len(found.x_ticks) <= 5
        assert 2 <= len(found.y_ticks) <= 7


@FEW
@given(stocks)
def test_whatever_is_for_sale_can_be_shown(cars: list[tuple[int, int, int]]) -> None:
    found = prices(points(*cars))
    page = ModelPage(
        model=shipped.dictionary().model_by_word["peugeot_508"],
        is_narrowed=False,
        generations=[],
        prices=found,
        years=[YearRow(year, "/") for year in found.years] if found else [],
        scatter=scatter(points(*cars), addresses),
        articles=[],
    )
    html = render_to_string("listings/_model.html", {"model_page": page})
    assert not re.search(r"nan|inf\b|None|style=", html)
    assert html.count("<circle cx") == (len(page.scatter.dots) if page.scatter else 0)


@FEW
@given(st.lists(st.integers(0, 2**31 - 1), min_size=1))
def test_an_axis_has_round_ends_and_few_steps(values: list[int]) -> None:
    scale = Scale.of(np.array(values))
    assert scale.low % scale.step == scale.high % scale.step == 0
    assert 2 <= len(scale.ticks) <= 7
    assert scale.low <= np.median(values) <= scale.high


def test_the_middle_half_is_of_real_prices() -> None:
    asked = np.array([9_000, 10_000, 12_000, 14_000, 31_000])
    assert Band.of(asked) == Band(5, 9_000, 10_000, 12_000, 14_000, 31_000)


def test_an_odd_price_is_told_but_does_not_press_the_others_together() -> None:
    cars = [(10_000 + 100 * n, 50_000 + n, 2018) for n in range(9)] + [(9_999_999, 50_000, 2018)]
    found = picture(*cars)
    assert (found.outside, len(found.dots)) == (1, 9)
    assert max(float(tick.label.replace(".", "")) for tick in found.y_ticks) < 20_000


def test_a_large_stock_is_sampled_from_the_cheapest_to_the_dearest() -> None:
    cars = [(10_000 + n, 50_000, 2018) for n in range(MOST_DOTS * 2)]
    found = picture(*cars)
    urls = [dot.url for dot in found.dots]
    assert (found.is_sampled, len(urls)) == (True, MOST_DOTS)
    assert {"/1/", f"/{len(cars)}/"} <= set(urls)


def test_years_are_told_apart_in_thirds() -> None:
    found = picture(*[(10_000, 50_000, year) for year in (2012, 2013, 2015, 2017, 2019, 2021, -1)])
    told = [(group.kind, group.label, group.cars) for group in found.classes]
    assert told[:3] == [("new", "2019–2021", 2), ("mid", "2015–2017", 2), ("old", "2012–2013", 2)]
    assert (told[3][0], told[3][2]) == ("bare", 1)


def test_a_line_says_what_kilometres_take_off() -> None:
    line = picture(*[(30_000 - n * 1_000, n * 10_000, 2018) for n in range(12)]).line
    assert line
    assert line.fall_eur == 1_000


@pytest.mark.parametrize("rise", [0, 500])
def test_no_line_where_kilometres_do_not_make_cheaper(rise: int) -> None:
    assert picture(*[(20_000 + n * rise, n * 10_000, 2018) for n in range(12)]).line is None


# --- The page -------------------------------------------------------------------------------------


def shown(client: Client, url: str = PATH, **headers: str) -> ModelPage | None:
    response: Any = client.get(url, headers=headers)
    assert response.status_code == 200, response.get("Location")
    found: Beside | None = response.context["beside"]
    return found and found.page


def beside(client: Client, url: str = PATH) -> ModelPage:
    found = shown(client, url)
    assert found
    return found


@pytest.fixture
def stock(db: None) -> None:
    """Five of 2020 with a price, one of them reserved, one on request, and one that is sold."""
    for price in (12_000, 14_000, 16_000, 18_000):
        ListingFactory(price_eur=price, mileage_km=200_000 - 10 * price)
    ReservedListingFactory(price_eur=20_000, mileage_km=10_000, fuel="diesel")
    ListingFactory(price_type="on_request", price_eur=1)
    SoldListingFactory(price_eur=2)


def test_prices_are_of_the_list_without_sold_ones_and_those_on_request(
    client: Client, stock: None
) -> None:
    found = beside(client).prices
    assert found
    assert (found.band.cars, found.band.low, found.band.high) == (5, 12_000, 20_000)
    assert found.on_request == 1


def test_the_picture_links_each_car(client: Client, stock: None) -> None:
    response = client.get(PATH)
    found = response.context["beside"].page.scatter
    html = response.content.decode()
    priced = Listing.objects.public().exclude(price_type="on_request")
    assert {dot.url for dot in found.dots} == {car.get_absolute_url() for car in priced}
    assert all(html.count(f'<a href="{dot.url}" tabindex="-1">') == 1 for dot in found.dots)


def test_figures_follow_the_filters(client: Client, stock: None) -> None:
    ListingFactory.create_batch(5, fuel="lpg", price_eur=5_000, mileage_km=150_000)
    narrowed = beside(client, f"{PATH}?brandstof=lpg")
    assert narrowed.prices
    assert narrowed.prices.band == Band(5, *[5_000] * 5)
    assert (narrowed.is_narrowed, beside(client).is_narrowed) == (True, False)


def test_too_few_cars_say_nothing_of_a_price(client: Client, stock: None) -> None:
    found = beside(client, f"{PATH}?brandstof=diesel")
    assert (found.prices, found.scatter) == (None, None)


def test_only_one_models_first_page_has_it(client: Client, stock: None, settings: Any) -> None:
    settings.SEARCH_PAGE_SIZE = 2
    CarModelFactory(slug="2008")
    for url in (f"{PATH}?pagina=2", "/occasions/peugeot/", "/occasions/"):
        assert shown(client, url) is None
    assert shown(client, "/occasions/?model=peugeot_2008&model=peugeot_508") is None


def test_htmx_swaps_it_along_and_empties_it(client: Client, stock: None) -> None:
    part = client.get(PATH, headers={"HX-Request": "true"}).content.decode()
    assert '<div id="model" data-hx-swap-oob="true">' in part
    assert "price-band" in part
    part = client.get("/occasions/", headers={"HX-Request": "true"}).content.decode()
    assert '<div id="model" data-hx-swap-oob="true"></div>' in part


def test_generations_count_as_their_link_does(client: Client, stock: None) -> None:
    model = ListingFactory(first_registration="2013-05-01", price_eur=7_000).model
    GenerationFactory(model=model, name="I", year_from=2010, year_to=2018)
    GenerationFactory(model=model, name="II", year_from=2018)
    with override("en"):
        found = beside(client, f"/en{PATH}").generations
    assert [(chip.name, chip.years, chip.stock) for chip in found] == [
        ("508 II", "2018–now", "6 for sale from €12,000"),
        ("508 I", "2010–2018", "1 for sale, €7,000"),
    ]
    for chip, total in zip(found, (6, 1), strict=True):
        response = client.get(chip.url)
        assert response.context["page"].total == total
        assert [one.is_chosen for one in response.context["beside"].page.generations] == [
            one.name == chip.name for one in found
        ]


def test_the_offers_are_told_to_search_engines(client: Client, stock: None) -> None:
    html = client.get(PATH).content.decode()
    assert '"lowPrice":12000,"highPrice":20000,"offerCount":5' in html
    assert "AggregateOffer" not in client.get(f"{PATH}?brandstof=benzine").content.decode()


# --- Articles -------------------------------------------------------------------------------------


def about(role: str, **article: Any) -> ArticleVehicle:
    """A published article that has the 508 in this role."""
    row = ArticleFactory(body="<p>Zonder auto.</p>", **article)
    model = CarModelFactory()
    return ArticleVehicle.objects.create(article=row, model=model, role=role, rank=1, score=1)


def titles(client: Client, url: str = PATH) -> list[str]:
    return [entry.article.title for entry in beside(client, url).articles]


@pytest.mark.django_db
def test_subjects_come_before_rivals_and_advice_before_news(client: Client) -> None:
    about("subject", title="Test", category="test")
    about("subject", title="Nieuws", category="nieuws")
    about("rival", title="Vergeleken", category="test")
    about("passing", title="Terloops")
    assert titles(client) == ["Test", "Nieuws", "Vergeleken"]


@pytest.mark.django_db
def test_what_is_not_published_yet_is_not_shown(client: Client) -> None:
    row = ScheduledArticleFactory()
    ArticleVehicle.objects.create(
        article=row, model=CarModelFactory(), role="subject", rank=1, score=1
    )
    assert titles(client) == []


@pytest.mark.django_db
def test_an_article_stands_once_and_not_where_an_editor_took_it_off(client: Client) -> None:
    twice = about("subject", title="Twee carrosserieën")
    ArticleVehicle.objects.create(
        article=twice.article, model=twice.model, body="estate", role="subject", rank=2, score=1
    )
    about("subject", title="Weg").article.pins.create(kind="exclude", model=twice.model)
    assert titles(client) == ["Twee carrosserieën"]


def test_it_is_kept_until_anything_changes(stock: None) -> None:
    search, now = ListingFilter.of("", "peugeot", "508"), timezone.now()
    told = replace(cast(Index, index.fresh()), versions=(before := Versions.anew()))
    first = beside_of(search.criteria(), search.address, told, now)
    assert beside_of(search.criteria(), search.address, told, now) is first
    for versions in (before.heard([], ["articles"]), before.heard([1]), None):
        other = replace(told, versions=versions)
        assert beside_of(search.criteria(), search.address, other, now) is not first


def test_it_is_not_kept_where_cars_leave_by_the_clock(stock: None) -> None:
    search, now = ListingFilter.of("sinds=7", "peugeot", "508"), timezone.now()
    told = replace(cast(Index, index.fresh()), versions=Versions.anew())
    first = beside_of(search.criteria(), search.address, told, now)
    assert beside_of(search.criteria(), search.address, told, now) is not first
