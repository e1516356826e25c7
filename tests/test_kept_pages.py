"""Pages that are kept as they were sent: the same bytes while nothing changed, never longer."""

import gzip
from datetime import timedelta
from typing import Any

import brotli
import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from articles.models import Article
from carsite import kept_pages
from listings.models import Listing
from listings.views import occasion
from tests.factories import ArticleFactory, CarModelFactory, ListingFactory
from tests.staff import EDITORS, LISTINGS_STAFF, signed_in

# Outside of a transaction, as for visitors: within one, nothing is kept.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of pages that were made and not found."""
    addresses: list[str] = []

    def counted(request: Any, state: int | None, make: Any, *shows: Any) -> HttpResponse:
        def make_counted() -> Any:
            addresses.append(request.path)
            return make()

        return of_old(request, state, make_counted, *shows)

    of_old = kept_pages.kept_page
    monkeypatch.setattr("articles.views.kept_page", counted)
    monkeypatch.setattr("listings.views.occasion.kept_page", counted)
    return addresses


def text(address: str, client: Client | None = None) -> str:
    response = (client or Client()).get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def headers(response: Any) -> dict[str, str]:
    """Those that are the same for each visitor."""
    return {k: v for k, v in response.items() if k not in {"X-Request-Id", "Server-Timing"}}


def test_a_page_is_made_once_until_something_changes(made: list[str]) -> None:
    car, article = ListingFactory(price_eur=14_950), ArticleFactory(title="De 508 getest")
    addresses = [car.get_absolute_url(), article.get_absolute_url(), "/", "/nieuws/", "/en/"]
    first = [text(address) for address in addresses]
    assert [text(address) for address in addresses] == first
    assert made == addresses
    Listing.objects.filter(pk=car.pk).update(price_eur=13_500)
    assert "13.500" in text(addresses[0])
    assert "13.500" in text("/")
    Article.objects.filter(pk=article.pk).update(title="De 508 herzien")
    assert all("De 508 herzien" in text(address) for address in addresses[1:])


def test_a_kept_page_asks_no_view(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    of_old = occasion.kept_page

    def told(request: Any, *rest: Any) -> HttpResponse:
        asked.append(request.path)
        return of_old(request, *rest)

    monkeypatch.setattr(occasion, "kept_page", told)
    address = ListingFactory().get_absolute_url()
    first = headers(Client().get(address))
    assert headers(Client().get(address)) == headers(Client().head(address)) == first
    assert {"Content-Security-Policy", "Content-Language", "X-Frame-Options"} <= set(first)
    assert asked == [address]
    assert Client().get(address, headers={"Host": "elders.example"}).status_code == 400
    assert Client().post(address).status_code == 405
    signed_in(LISTINGS_STAFF).get(address)
    assert asked == [address] * 2


def test_what_changes_elsewhere_leaves_a_page(made: list[str]) -> None:
    model = CarModelFactory()
    car, beside = ListingFactory.create_batch(2, model=model)
    dear = ListingFactory(model=CarModelFactory(slug="elders"), price_eur=90_000)
    address = car.get_absolute_url()
    first = text(address)
    Listing.objects.filter(pk=dear.pk).update(price_eur=88_888)
    assert text(address) == first
    assert made == [address]
    Listing.objects.filter(pk=beside.pk).update(price_eur=7_777)
    assert "7.777" in text(address)
    assert made == [address] * 2


def test_another_car_shows_beside_and_goes_when_it_is_sold() -> None:
    model = CarModelFactory()
    car = ListingFactory(model=model)
    assert 'id="like"' not in text(car.get_absolute_url())
    other = ListingFactory(model=model)
    assert other.get_absolute_url() in text(car.get_absolute_url())
    Listing.objects.filter(pk=other.pk).update(state="reserved")
    assert other.get_absolute_url() not in text(car.get_absolute_url())
    Listing.objects.filter(pk=car.pk).update(state="withdrawn")
    assert Client().get(car.get_absolute_url()).status_code == 410


def test_the_clock_brings_an_article(monkeypatch: pytest.MonkeyPatch, made: list[str]) -> None:
    ArticleFactory()
    now = timezone.now()
    ArticleFactory(title="Straks", published_at=now + timedelta(seconds=60))
    assert "Straks" not in text("/nieuws/")
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(seconds=61))
    assert "Straks" in text("/nieuws/")
    assert len(made) == 2


def test_staff_see_a_draft_and_nobody_else_does() -> None:
    draft = ArticleFactory(state="draft").get_absolute_url()
    for _ in range(2):
        assert "noindex" in text(draft, signed_in(EDITORS))
        assert Client().get(draft).status_code == 404


def test_what_a_query_says_is_not_kept(made: list[str]) -> None:
    address = ListingFactory().get_absolute_url()
    assert "?van=a" in text(f"{address}?van=a")
    assert "?van=b" in text(f"{address}?van=b")
    assert len(made) == 2


@pytest.mark.parametrize("kept", [True, False])
def test_304_while_it_is_the_same(kept: bool) -> None:
    car = ListingFactory()
    address = car.get_absolute_url() if kept else "/occasions/"
    tag = Client().get(address)["ETag"]
    again = Client(headers={"If-None-Match": tag})
    unchanged = again.get(address, headers={"Accept-Encoding": "br"})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged["ETag"] == tag
    assert unchanged["Cache-Control"] == "no-cache"
    assert "Content-Security-Policy" in unchanged
    Listing.objects.filter(pk=car.pk).update(price_eur=1_111)
    assert again.get(address).status_code == 200


def test_never_304_for_who_has_a_session() -> None:
    address = ListingFactory().get_absolute_url()
    tag = Client().get(address)["ETag"]
    staff = signed_in(LISTINGS_STAFF)
    response = staff.get(address, headers={"If-None-Match": tag})
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-cache")
    admin = staff.get("/admin/")
    assert "ETag" not in admin
    assert "private" in admin["Cache-Control"]


@pytest.mark.parametrize("is_kept", [True, False])
def test_each_program_gets_the_encoding_it_knows(is_kept: bool) -> None:
    address = ListingFactory().get_absolute_url() if is_kept else "/occasions/"
    plain = Client().get(address)
    assert "Content-Encoding" not in plain
    for accepted, name, unpack in (
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip;q=0.5, br;q=0", "gzip", gzip.decompress),
    ):
        response = Client().get(address, headers={"Accept-Encoding": accepted})
        assert response["Content-Encoding"] == name
        assert unpack(response.content) == plain.content
        assert int(response["Content-Length"]) == len(response.content)
        assert response["ETag"] == plain["ETag"]
        assert "Accept-Encoding" in response["Vary"]
