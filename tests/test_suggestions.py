"""The list under the search box: what it offers, true counts, and nothing asked of the database."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from listings.search import index
from listings.suggestions import Suggestion, suggestions
from tests.factories import CarModelFactory, ListingFactory, MakeFactory, SoldListingFactory

pytestmark = pytest.mark.django_db

Suggest = Callable[[str], list[Suggestion]]


@pytest.fixture
def stock() -> index.Index:
    """Three 508s (two estates), a 2008, two Octavias; a Ford that is sold."""
    peugeot, skoda = MakeFactory(), MakeFactory(slug="skoda", name="Škoda")
    saloon = CarModelFactory(make=peugeot, slug="508")
    suv = CarModelFactory(make=peugeot, slug="2008", bodies=["suv"])
    octavia = CarModelFactory(make=skoda, slug="octavia", name="Octavia", aliases=["okta via"])
    for model, body in [(saloon, "sedan"), *[(saloon, "estate")] * 2, (suv, "suv")]:
        ListingFactory(model=model, body=body)
    ListingFactory.create_batch(2, model=octavia, body="estate", fuel="petrol")
    ford = MakeFactory(slug="ford")
    SoldListingFactory(model=CarModelFactory(make=ford, slug="focus"))
    found = index.fresh()
    assert isinstance(found, index.Index)
    return found


@pytest.fixture
def suggest(stock: index.Index) -> Suggest:
    return lambda text: suggestions(text, stock)


def labels(found: list[Suggestion]) -> list[tuple[str, int]]:
    return [(line.label, line.total) for line in found]


def test_start_of_a_make_offers_it_and_its_models(suggest: Suggest) -> None:
    assert labels(suggest("peu")) == [("Peugeot", 4), ("Peugeot 508", 3), ("Peugeot 2008", 1)]


@pytest.mark.parametrize("typed", ["508", "peugeot 508", "PEUGEOT508", " Peugeot-508 "])
def test_whole_model_offers_its_bodies(suggest: Suggest, typed: str) -> None:
    assert labels(suggest(typed))[:3] == [
        ("Peugeot 508", 3),
        ("Peugeot 508 SW", 2),
        ("Peugeot 508 sedan", 1),
    ]


@pytest.mark.parametrize("typed", ["508 sw", "508 stat", "peugeot 508 stationwagon"])
def test_model_with_a_body(suggest: Suggest, typed: str) -> None:
    first = suggest(typed)[0]
    assert (first.label, first.total) == ("Peugeot 508 SW", 2)
    assert first.url == "/occasions/peugeot/508/?carrosserie=stationwagon"


def test_a_body_that_all_have_says_nothing_new(suggest: Suggest) -> None:
    assert labels(suggest("octavia")) == [("Škoda Octavia", 2)]


@pytest.mark.parametrize("typed", ["skoda o", "Škoda", "octavai", "oktavia", "octavia"])
def test_accents_other_names_and_slips(suggest: Suggest, typed: str) -> None:
    assert ("Škoda Octavia", 2) in labels(suggest(typed))


def test_what_is_not_for_sale_is_not_offered(suggest: Suggest) -> None:
    assert suggest("ford") == suggest("focus") == []


def test_text_that_is_no_name_is_offered_as_text_where_it_finds_cars(suggest: Suggest) -> None:
    assert labels(suggest("gt")) == [("“gt”", 6)]
    assert suggest("qqq") == []


@pytest.mark.parametrize("typed", ["", "   ", "!!", "\x00", "\N{AUTOMOBILE}"])
def test_nothing_typed_offers_nothing(suggest: Suggest, typed: str) -> None:
    assert suggest(typed) == []


def test_at_most_eight_lines(stock: index.Index) -> None:
    make = MakeFactory(slug="fiat")
    for number in range(12):
        ListingFactory(model=CarModelFactory(make=make, slug=f"model-{number}"))
    assert len(suggestions("fiat", index.fresh())) == 8


@pytest.mark.parametrize("typed", ["p", "508", "508 sw", "peugeot zeldzaam", "skoda rood"])
def test_every_count_is_what_its_link_finds(client: Client, suggest: Suggest, typed: str) -> None:
    for line in suggest(typed):
        response: Any = client.get(line.url)
        assert response.status_code == 200, line.url
        assert response.context["page"].total == line.total


def test_asks_the_database_nothing(suggest: Suggest) -> None:
    suggest("peugeot")  # the vocabulary is in the process from here on
    with CaptureQueriesContext(connection) as queries:
        for typed in ("p", "508 sw", "peugeot automaat onder 30.000", "qqq", "peugoet"):
            suggest(typed)
    assert len(queries) == 0


def test_answer_is_private_short_lived_and_without_cookie(client: Client) -> None:
    ListingFactory()
    response = client.get("/suggesties/?vraag=peu")
    assert response["Cache-Control"] == "private, max-age=10"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response.content.count(b'role="option"') == 2
    assert b'data-said="2 suggesties"' in response.content


def test_english_speaks_english(client: Client) -> None:
    ListingFactory()
    content = client.get("/en/suggesties/?vraag=peu").content
    assert b'href="/en/occasions/peugeot/"' in content
    assert b"2 suggestions" in content


def test_a_very_long_text_is_cut(client: Client) -> None:
    ListingFactory()
    assert client.get("/suggesties/", {"vraag": "peugeot " * 900}).status_code == 200
