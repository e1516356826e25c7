"""What search engines read: valid JSON with what the page shows, and only where they may look."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from carsite.html import json_ld
from tests.factories import ArticleFactory, ListingFactory, ReservedListingFactory

pytestmark = pytest.mark.django_db


def data_of(client: Client, path: str) -> dict[str, Any]:
    """The page's JSON-LD by type."""
    text = client.get(path, follow=True).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return {data["@type"]: data for data in map(json.loads, found)}


def test_car_and_offer(client: Client) -> None:
    car = ListingFactory(price_eur=19_950, mileage_km=80_000)
    data = data_of(client, car.get_absolute_url())["Car"]
    assert data["offers"]["price"] == 19_950
    assert data["offers"]["availability"] == "https://schema.org/InStock"
    assert data["mileageFromOdometer"]["value"] == 80_000
    assert data["dateVehicleFirstRegistered"] == "2020-05"


def test_unknown_facts_are_left_out(client: Client) -> None:
    car = ListingFactory(price_eur=None, price_type="on_request", doors=None, colour="")
    data = data_of(client, car.get_absolute_url())["Car"]
    assert not {"offers", "numberOfDoors", "color"} & set(data)


def test_reserved_car_says_so(client: Client) -> None:
    data = data_of(client, ReservedListingFactory().get_absolute_url())["Car"]
    assert data["offers"]["availability"] == "https://schema.org/Reserved"


def test_make_page_lists_its_cars(client: Client) -> None:
    cars = ListingFactory.create_batch(2)
    data = data_of(client, "/occasions/peugeot/")
    urls = [item["url"] for item in data["ItemList"]["itemListElement"]]
    assert all(url.endswith(f"-{car.pk}/") for url, car in zip(urls, cars[::-1], strict=True))
    assert data["BreadcrumbList"]["itemListElement"][-1]["name"] == "Peugeot"


def test_filtered_list_says_nothing(client: Client) -> None:
    ListingFactory()
    assert data_of(client, "/occasions/?brandstof=benzine&kleur=blauw") == {}


def test_article(client: Client) -> None:
    article = ArticleFactory(title="Getest: <b>&</b>")
    data = data_of(client, article.get_absolute_url())
    assert data["NewsArticle"]["headline"] == "Getest: <b>&</b>"
    assert data["BreadcrumbList"]["itemListElement"][0]["name"] == "Nieuws"


def test_no_text_can_end_the_element() -> None:
    assert "<" not in json_ld({"x": "</script><script>alert(1)"})
