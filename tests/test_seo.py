"""What robots are told."""

import pytest
from django.test import Client

from tests.factories import (
    ArticleFactory,
    DraftArticleFactory,
    DraftListingFactory,
    ListingFactory,
    SoldListingFactory,
)

pytestmark = pytest.mark.django_db


def test_robots_names_the_sitemap(client: Client, settings: pytest.FixtureRequest) -> None:
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text  # type: ignore[attr-defined]


def test_sitemap_lists_its_sections(client: Client) -> None:
    text = client.get("/sitemap.xml").content.decode()
    assert all(
        f"sitemap-{name}.xml" in text for name in ("articles", "listings", "makes", "models")
    )


def test_cars_in_the_sitemap(client: Client) -> None:
    shown = ListingFactory()
    hidden = [DraftListingFactory(), SoldListingFactory()]
    text = client.get("/sitemap-listings.xml").content.decode()
    assert shown.get_absolute_url() in text
    assert 'hreflang="en"' in text
    assert not any(f"-{car.pk}/" in text for car in hidden)


def test_only_makes_and_models_with_cars(client: Client) -> None:
    ListingFactory()
    SoldListingFactory(model__slug="208")
    text = client.get("/sitemap-models.xml").content.decode()
    assert "/occasions/peugeot/508/" in text
    assert "/occasions/peugeot/208/" not in text
    assert "/occasions/peugeot/" in client.get("/sitemap-makes.xml").content.decode()


def test_articles_in_the_sitemap(client: Client) -> None:
    shown, hidden = ArticleFactory(), DraftArticleFactory()
    text = client.get("/sitemap-articles.xml").content.decode()
    assert shown.get_absolute_url() in text
    assert hidden.get_absolute_url() not in text
