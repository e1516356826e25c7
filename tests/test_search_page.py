"""The search page: one URL per state, true numbers, and an answer to whatever is asked."""

from typing import Any

import pytest
from django.conf import settings as site
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from listings.search_page.address import Address
from listings.search_page.page import SearchPage
from listings.search_page.show import is_indexed, pager
from tests.factories import (
    CarModelFactory,
    ListingFactory,
    MakeFactory,
    OptionFactory,
    ReservedListingFactory,
    SellerFactory,
    SoldListingFactory,
    TownFactory,
)
from tests.test_facets import EMPTY

pytestmark = pytest.mark.django_db


def show(client: Client, url: str, **headers: str) -> SearchPage:
    response: Any = client.get(url, headers=headers)
    assert response.status_code == 200, response.get("Location")
    page: SearchPage = response.context["page"]
    return page


def shown_ids(client: Client, url: str) -> list[int]:
    return [listing.pk for listing in show(client, url).listings]


def test_shows_published_and_reserved_cars_newest_first(client: Client) -> None:
    older, newer = ListingFactory(), ReservedListingFactory()
    assert shown_ids(client, "/occasions/") == [newer.pk, older.pk]


def test_hides_sold_cars(client: Client) -> None:
    SoldListingFactory()
    assert show(client, "/occasions/").total == 0


def test_heading_reads_like_a_number_of_cars(client: Client) -> None:
    ListingFactory.create_batch(2)
    response = client.get("/en/occasions/")
    assert b"<h1>2 used cars</h1>" in response.content


def test_the_path_of_a_make_and_of_a_model(client: Client) -> None:
    car = ListingFactory()
    ListingFactory(model=CarModelFactory(make=car.make, slug="2008"))
    ListingFactory(model=CarModelFactory(make=MakeFactory(slug="volvo"), slug="v60"))
    assert show(client, "/occasions/peugeot/").total == 2
    assert shown_ids(client, "/occasions/peugeot/508/") == [car.pk]


@pytest.mark.parametrize("path", ["pegeot/", "peugeot/509/", "volvo/508/", "peugeot_508/"])
def test_an_unknown_path_is_not_found(client: Client, path: str) -> None:
    CarModelFactory()
    MakeFactory(slug="volvo")
    assert client.get(f"/occasions/{path}").status_code == 404


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/occasions/?merk=peugeot", "/occasions/peugeot/"),
        ("/occasions/?merk=peugeot&model=peugeot_508", "/occasions/peugeot/508/"),
        ("/occasions/?q=&prijs_tot=30.000&straal=25", "/occasions/?prijs_tot=30000"),
        ("/occasions/?pagina=1&sorteer=nieuwste", "/occasions/"),
        ("/en/occasions/?merk=peugeot", "/en/occasions/peugeot/"),
        ("/occasions/Peugeot/508/", "/occasions/peugeot/508/"),
    ],
)
def test_another_way_to_say_it_leads_to_its_one_url(
    client: Client, asked: str, canonical: str
) -> None:
    CarModelFactory()
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (302, canonical)
    assert client.get(canonical).status_code == 200


def test_the_one_url_is_not_redirected_however_it_is_quoted(client: Client) -> None:
    for query in ("q=gt+line", "q=gt%20line", "q=%27s"):
        assert client.get(f"/occasions/?{query}").status_code == 200


def test_htmx_gets_the_part_and_the_url_to_push(client: Client) -> None:
    ListingFactory()
    response = client.get("/occasions/?merk=peugeot&q=", headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response["HX-Push-Url"] == "/occasions/peugeot/"
    assert b"<html" not in response.content
    assert "HX-Request" in response["Vary"]


def test_the_whole_page_varies_too_and_comes_back_after_a_lost_history(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    response = client.get("/occasions/", headers=headers)
    assert b"<html" in response.content
    assert "HX-Request" in response["Vary"]


def test_what_was_dropped_is_told_and_not_redirected_away(client: Client) -> None:
    ListingFactory()
    page = show(client, "/occasions/?prijs_tot=abc&merk=pegeot&merk=peugeot")
    assert page.total == 1
    assert page.url == "/occasions/peugeot/"
    assert len(page.dropped) == 2


def test_a_page_beyond_the_last_is_the_last_and_told(client: Client, settings: Any) -> None:
    settings.SEARCH_PAGE_SIZE = 2
    first, *_others = ListingFactory.create_batch(3)
    page = show(client, "/occasions/?pagina=99")
    assert [listing.pk for listing in page.listings] == [first.pk]
    assert page.pager.page == 2
    assert page.url == "/occasions/?pagina=2"
    assert len(page.dropped) == 1


def test_pages_hold_every_car_once(client: Client, settings: Any) -> None:
    settings.SEARCH_PAGE_SIZE = 2
    cars = {car.pk for car in ListingFactory.create_batch(5, mileage_km=7)}
    urls = ["/occasions/?sorteer=km", *(f"/occasions/?sorteer=km&pagina={n}" for n in (2, 3))]
    seen = [pk for url in urls for pk in shown_ids(client, url)]
    assert sorted(seen) == sorted(cars)


def test_every_count_is_the_total_behind_it(client: Client) -> None:
    tow_bar = OptionFactory()
    for body, fuel, kind in [("suv", "petrol", "dealer"), ("estate", "petrol", "private")] * 2:
        ListingFactory(body=body, fuel=fuel, seller=SellerFactory(kind=kind), options=[tow_bar])
    ListingFactory(body="suv", fuel="electric", price_eur=60_000, doors=3)
    checked = 0
    for facet in show(client, "/occasions/").facets:
        for value in (*facet.values, *facet.rest):
            if value.count is not None:
                assert show(client, value.url).total == value.count, (facet.name, value)
                checked += 1
    assert checked >= 12


def test_zero_hits_show_what_each_filter_costs(client: Client) -> None:
    ListingFactory.create_batch(2, fuel="petrol", body="suv")
    ListingFactory(fuel="diesel", body="estate")
    page = show(client, "/occasions/?carrosserie=suv&brandstof=diesel")
    assert [(way.url, way.total) for way in page.ways_on] == [
        ("/occasions/?carrosserie=suv", 2),
        ("/occasions/?brandstof=diesel", 1),
    ]
    assert page.robots == "noindex,follow"


def test_a_zero_that_no_single_filter_explains_offers_no_way(client: Client) -> None:
    assert show(client, "/occasions/?carrosserie=suv&brandstof=diesel").ways_on == []


def test_near_a_town(client: Client) -> None:
    zwolle = TownFactory(slug="zwolle", name="Zwolle", latitude=52.5126, longitude=6.0936)
    here = ListingFactory()
    ListingFactory(seller=SellerFactory(town=zwolle))
    assert shown_ids(client, "/occasions/?plaats=utrecht") == [here.pk]
    assert show(client, "/occasions/?plaats=utrecht&straal=100").total == 2


@pytest.mark.parametrize(
    ("query", "robots"),
    [
        ("", ""),
        ("carrosserie=suv", ""),
        ("carrosserie=sedan&carrosserie=suv", "noindex,follow"),
        ("sorteer=prijs", "noindex,follow"),
        ("prijs_tot=90000", "noindex,follow"),
    ],
)
def test_search_engines_list_makes_models_and_bodies_alone(
    client: Client, query: str, robots: str
) -> None:
    ListingFactory(body="suv")
    assert show(client, f"/occasions/?{query}" if query else "/occasions/").robots == robots


def test_makes_and_models_are_listed(client: Client) -> None:
    ListingFactory()
    for url in ("/occasions/peugeot/", "/occasions/peugeot/508/"):
        page = show(client, url)
        assert page.robots == ""
        assert page.canonical_url == site.SITE_URL + url


def test_crumbs_lead_back(client: Client) -> None:
    CarModelFactory()
    page = show(client, "/occasions/peugeot/508/?prijs_tot=5000")
    assert [crumb.url for crumb in page.crumbs] == [
        "/occasions/",
        "/occasions/peugeot/",
        "/occasions/peugeot/508/",
    ]
    assert show(client, "/occasions/peugeot/508/").crumbs[-1].url == ""


def test_page_numbers_have_gaps() -> None:
    answer = type(EMPTY)(2_400, [], {}, {}, 50, 100)
    links = [link.number for link in pager(Address(), answer).links]
    assert links == [1, None, 48, 49, 50, 51, 52, None, 100]
    assert not is_indexed(Address({"pagina": ("2",)}))


def answer_of(client: Client, url: str) -> HttpResponse:
    response: HttpResponse = client.get(url)
    return response


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%ff%fe",
        "q=%F0%9F%9A%97",
        "merk[]=peugeot",
        "pagina=-1",
        "pagina=99999999999999999999",
        "prijs_tot=1e309",
        "plaats=%27;DROP TABLE",
        "bouwjaar_van=2020&bouwjaar_tot=1990",
        "&&&===",
        "q=" + "a" * 5_000,
        "kleur=rood&" * 180,
    ],
)
def test_any_query_string_gets_a_page(client: Client, query: str) -> None:
    ListingFactory()
    assert answer_of(client, f"/occasions/?{query}").status_code in {200, 302}


def test_no_cookie_is_set_or_varied_on(client: Client) -> None:
    response = answer_of(client, "/occasions/")
    assert not response.cookies
    assert "Cookie" not in response["Vary"]


def test_posting_is_not_for_this_page(client: Client) -> None:
    assert client.post("/occasions/").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_asks_the_database_the_same_however_much_there_is(client: Client) -> None:
    TownFactory()
    ListingFactory.create_batch(2)
    client.get("/occasions/")
    counts = []
    for _ in range(2):
        ListingFactory.create_batch(5, options=[OptionFactory()])
        client.get("/occasions/")  # takes the new cars in
        with CaptureQueriesContext(connection) as queries:
            client.get("/occasions/?plaats=utrecht&prijs_tot=90000")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 4
