"""What all pages share, the pages about the site, the makes and the errors."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from carsite.context import alternates, section
from listings.search import index
from tests.factories import CarModelFactory, ListingFactory, MakeFactory, SoldListingFactory

pytestmark = pytest.mark.django_db
ABOUT = ["/over/", "/privacy/", "/zo-werkt-het/", "/colofon/"]
PUBLIC = ["/", "/occasions/", "/merken/", "/nieuws/", *ABOUT]


@pytest.mark.parametrize("path", ABOUT)
def test_pages_about_the_site_in_both_languages(client: Client, path: str) -> None:
    dutch, english = (client.get(prefix + path).content.decode() for prefix in ("", "/en"))
    assert '<html lang="nl">' in dutch
    assert '<html lang="en">' in english
    assert dutch.count("<h1") == english.count("<h1") == 1


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_set_and_vary_on_no_cookie(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_have_no_inline_script_or_style(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    assert not re.search(r"<script(?![^>]*(src=|application/ld\+json))", html)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"", html)


@pytest.mark.parametrize("path", ["/merken/", "/en/merken/"])
def test_pages_name_themselves_in_both_languages(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    for code, address in (("nl", "/merken/"), ("en", "/en/merken/"), ("x-default", "/merken/")):
        assert f'hreflang="{code}" href="{settings.SITE_URL}{address}"' in html
    assert f'rel="canonical" href="{settings.SITE_URL}{path}"' in html


def test_the_language_switch_keeps_the_query_and_stays_on_this_host() -> None:
    dutch, english = alternates(RequestFactory().get("/en//evil.example/?q=508"))
    assert dutch.link == "/evil.example/?q=508"
    assert english.link == "/en/evil.example/?q=508"


def test_the_menu_marks_no_section_where_no_url_matched() -> None:
    request = RequestFactory().get("/niets/")
    request.resolver_match = None
    assert section(request) == ""


@pytest.mark.parametrize("path", ["/niets/", "/en/niets/", "/nieuws/bestaat-niet/"])
def test_a_404_helps_on(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert 'name="vraag"' in response.content.decode()


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_worst_pages_need_nothing(name: str) -> None:
    assert '<a class="btn main" href="/">' in render_to_string(name)


def test_every_static_file_that_pages_name_exists(client: Client) -> None:
    ListingFactory()
    for path in PUBLIC:
        html = client.get(path).content.decode()
        for name in re.findall(r'(?:href|src)="/static/([^"#]+)', html):
            assert finders.find(name), name


def test_own_javascript_stays_small() -> None:
    folder = settings.BASE_DIR / "carsite/static/js"
    names = ("theme", "site", "search", "gallery", "front")
    assert sum((folder / f"{name}.js").stat().st_size for name in names) <= 10_000


# --- Makes ----------------------------------------------------------------------------------


def test_makes_count_what_is_for_sale_now(client: Client) -> None:
    ListingFactory.create_batch(2)
    SoldListingFactory()
    html = client.get("/en/merken/").content.decode()
    assert re.search(r'href="/en/occasions/peugeot/">Peugeot</a> <span class="note">2<', html)
    assert re.search(r'href="/en/occasions/peugeot/508/">508 <span>2<', html)


def test_makes_without_cars_are_named_but_lead_nowhere(client: Client) -> None:
    MakeFactory(slug="saab")
    html = client.get("/en/merken/").content.decode()
    assert "Saab" in html
    assert "/occasions/saab/" not in html


def test_accents_do_not_make_another_letter(client: Client) -> None:
    for slug, name in (("skoda", "Škoda"), ("seat", "Seat")):
        ListingFactory(model=CarModelFactory(make=MakeFactory(slug=slug, name=name), slug="x"))
    assert client.get("/merken/").content.decode().count('class="letter"') == 1


def test_a_make_brings_its_models_to_the_quick_search(client: Client) -> None:
    ListingFactory()
    ListingFactory(model=CarModelFactory(make=MakeFactory(slug="opel"), slug="corsa"))
    response = client.get("/merken/peugeot/", headers={"HX-Request": "true"})
    html = response.content.decode()
    assert '<option value="508">' in html
    assert "corsa" not in html
    assert "HX-Request" in response["Vary"]


def test_a_visitor_of_that_address_goes_to_the_makes_cars(client: Client) -> None:
    MakeFactory()
    assert client.get("/merken/peugeot/")["Location"] == "/occasions/peugeot/"
    assert client.get("/merken/bestaat-niet/").status_code == 404


def test_makes_take_the_same_queries_whatever_there_is(
    client: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(5):
        ListingFactory(model=CarModelFactory(make=MakeFactory(slug=f"merk-{number}")))
    index.fresh()
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        client.get("/merken/")
