"""What a visit weighs, on a stock of some size: bytes of pages, styles and scripts; no cookies."""

import gzip
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from listings.demo import load
from listings.demo.stock import stock
from listings.models import Listing
from listings.search import index
from tests.factories import ArticleFactory, PhotoFactory

pytestmark = pytest.mark.django_db

CARS = 250
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
RAW, SENT, FIRST_VISIT, OWN_SCRIPTS = 110_000, 20_000, 110_000, 7_000  # bytes
PATHS = [
    *("/", "/occasions/", "/occasions/?pagina=2", "/occasions/volkswagen/"),
    "/occasions/?carrosserie=hatchback&carrosserie=suv&brandstof=benzine&prijs_tot=40000",
    *("/occasions/volkswagen/golf/", "/occasions/?kleur=paars&prijs_tot=1", "/merken/"),
    *("/nieuws/", "/nieuws/categorie/test/", "/nieuws/golf/"),
    *("/over/", "/privacy/", "/zo-werkt-het/", "/colofon/", "/en/", "/en/occasions/"),
]
LINKED = re.compile(r'(?:<script[^>]* src|<link rel="stylesheet" href)="/static/([^"]+)"')

Pages = dict[str, tuple[bytes, dict[str, str]]]


@pytest.fixture(scope="module")
def pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Pages:
    """Every page of a site with the whole catalogue and the demo's cars: its bytes and headers."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        pytest.MonkeyPatch.context() as patch,
    ):
        fill()
        # A transaction builds an index of its own at each search: one for all pages saves a minute.
        held = index.fresh()
        patch.setattr(index, "fresh", lambda now=False: held)
        car = Listing.objects.filter(state="published", photos__isnull=False)[0]
        fetched_pages = {path: fetched(path) for path in [*PATHS, car.get_absolute_url()]}
        transaction.set_rollback(True)
    return fetched_pages


def fill() -> None:
    # Before there is a catalogue to link them to: that is quick.
    ArticleFactory.create_batch(20, category="test", intro="Een inleiding van enige lengte. " * 5)
    call_command("load_catalogue", verbosity=0)
    cars = load.load_cars(list(stock(CARS, at=AT)))
    for car in cars[::2]:
        PhotoFactory.create_batch(6, listing=car)
    paragraph = "<p>De Volkswagen Golf, de Opel Astra en de Ford Focus vergeleken.</p>"
    text = "".join(f"<h2>Kop {n}</h2>{paragraph * 8}" for n in range(6))
    ArticleFactory(title="Volkswagen Golf getest", slug="golf", category="test", body=text)


def fetched(path: str) -> tuple[bytes, dict[str, str]]:
    response = Client().get(path)
    assert response.status_code == 200, path
    return response.content, dict(response.headers) | {"Cookies": response.cookies.output()}


def static(name: str) -> bytes:
    path = finders.find(name)
    assert path, name
    return Path(path).read_bytes()


def sent(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def test_pages_are_small(pages: Pages) -> None:
    assert {path for path, (html, _) in pages.items() if len(html) > RAW} == set()
    assert {path for path, (html, _) in pages.items() if sent(html) > SENT} == set()


def test_first_visit_to_the_search_page_is_light(pages: Pages) -> None:
    html, _ = pages["/occasions/"]
    files = LINKED.findall(html.decode())
    assert len(files) > 4
    assert sent(html) + sum(sent(static(name)) for name in files) <= FIRST_VISIT


def test_no_page_loads_much_script_of_our_own(pages: Pages) -> None:
    for path, (html, _) in pages.items():
        own = [name for name in LINKED.findall(html.decode()) if name.startswith("js/")]
        assert sum(sent(static(name)) for name in own) <= OWN_SCRIPTS, path


def test_all_scripts_of_our_own_for_visitors_are_small(pages: Pages) -> None:
    own = {name for html, _ in pages.values() for name in LINKED.findall(html.decode())}
    assert sum(sent(static(name)) for name in own if name.startswith("js/")) <= OWN_SCRIPTS


def test_no_page_sets_or_varies_on_cookies(pages: Pages) -> None:
    for path, (_, headers) in pages.items():
        assert "cookie" not in headers.get("Vary", "").lower(), path
        assert headers["Cookies"] == "", path


def test_pages_keep_to_a_strict_policy(pages: Pages) -> None:
    """No inline script or style: the policy has no exception, and the pages need none."""
    for path, (html, headers) in pages.items():
        assert "unsafe" not in headers["Content-Security-Policy"], path
        assert "nonce" not in headers["Content-Security-Policy"], path
        assert not re.search(rb"<script(?![^>]* src=)(?![^>]*ld\+json)|<style| style=", html), path
