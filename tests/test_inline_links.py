"""Links in the text of an article: where a car is named first, and how many are for sale."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from articles.inline import with_links
from articles.models import Article, ArticlePin, ArticleVehicle
from articles.plain import plain
from listings.models import CarModel, Listing
from tests.factories import (
    ArticleFactory,
    CarModelFactory,
    ListingFactory,
    ReservedListingFactory,
    SoldListingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def the_508() -> CarModel:
    return CarModelFactory(slug="508")


def article(body: str, *named: tuple[CarModel, str], **values: Any) -> Article:
    """An article with a vehicle for each model, linked where ``body`` has the words first."""
    made = ArticleFactory(body=body, **values)
    made.vehicles.all().delete()
    html = plain(made).html
    for rank, (model, words) in enumerate(named, start=1):
        link = {"at": html.index(words), "html": words, "body": ""}
        role = ArticleVehicle.Role.SUBJECT
        made.vehicles.create(
            model=model, role=role, rank=rank, score=1, evidence={"link": link, "as": words}
        )
    return made


def shown(made: Article) -> str:
    return with_links(plain(made).html, made)


def test_the_first_mention_leads_to_its_search(the_508: CarModel) -> None:
    ListingFactory(model=the_508)
    made = article("<p>Een 508, en nog een 508.</p>", (the_508, "508"))
    assert shown(made) == (
        '<p>Een <a class="link-model" href="/occasions/peugeot/508/">508</a>, en nog een 508.</p>'
    )


@pytest.mark.parametrize("role", ["rival", "predecessor", "passing"])
def test_what_it_is_not_about_is_linked_without_a_number(the_508: CarModel, role: str) -> None:
    ListingFactory.create_batch(5, model=the_508)
    made = article("<p>De 508.</p>", (the_508, "508"))
    made.vehicles.update(role=role)
    assert shown(made) == '<p>De <a href="/occasions/peugeot/508/">508</a>.</p>'


def test_from_five_on_their_number_and_prices_stand_beside_it(the_508: CarModel) -> None:
    prices = [14_950, 15_950, 20_000, 21_000]
    for price in prices:
        ListingFactory(model=the_508, price_eur=price)
    SoldListingFactory(model=the_508, price_eur=1_000)
    made = article("<p>De 508's zijn mooi.</p>", (the_508, "508"))
    assert "te koop" not in shown(made)
    ReservedListingFactory(model=the_508, price_eur=27_900)  # it is on the page of the search
    assert "5 te koop</span>, <span>€\u00a014.950–27.900</span>" in shown(made)
    assert ">508</a>'s <small" in shown(made)  # behind the whole word
    with override("en"):
        assert 'lang="en"><span class="vh">(</span><span>5 for sale</span>' in shown(made)


def test_prices_on_request_are_no_prices(the_508: CarModel) -> None:
    ListingFactory.create_batch(5, model=the_508)
    Listing.objects.update(price_type="on_request")
    made = article("<p>De 508.</p>", (the_508, "508"))
    assert "5 te koop</span><span" in shown(made)


def test_what_is_not_for_sale_is_not_linked(the_508: CarModel) -> None:
    SoldListingFactory(model=the_508)
    made = article("<p>De 508.</p>", (the_508, "508"))
    assert shown(made) == made.body


def test_a_named_body_leads_to_that_body(the_508: CarModel) -> None:
    made = article("<p>De 508 SW.</p>", (the_508, "508 SW"))
    made.vehicles.update(evidence={"link": {"at": 6, "html": "508 SW", "body": "estate"}})
    ListingFactory(model=the_508, body="sedan")
    assert shown(made) == made.body
    ListingFactory(model=the_508, body="estate")
    assert 'href="/occasions/peugeot/508/?carrosserie=stationwagon">508 SW</a>' in shown(made)


def test_text_that_changed_since_is_left_alone(the_508: CarModel) -> None:
    ListingFactory(model=the_508)
    made = article("<p>De 508.</p>", (the_508, "508"))
    made.body = "<p>Ook de 508.</p>"
    assert shown(made) == made.body


def test_links_never_overlap(the_508: CarModel) -> None:
    other = CarModelFactory(slug="508-sw")
    for model in (the_508, other):
        ListingFactory(model=model)
    made = article("<p>De 508 SW.</p>", (the_508, "508"), (other, "508 SW"))
    assert shown(made).count("<a ") == 1


@pytest.mark.parametrize("model", ["508", ""])
def test_what_the_editor_banned_is_not_linked(the_508: CarModel, model: str) -> None:
    ListingFactory(model=the_508)
    made = article("<p>De 508.</p>", (the_508, "508"))
    if model:
        ArticlePin.objects.create(article=made, kind="exclude", model=the_508)
    assert ("<a " in shown(made)) == (not model)


def test_beside_a_crash_nothing_is_linked(the_508: CarModel) -> None:
    ListingFactory(model=the_508)
    made = article("<p>De 508.</p>", (the_508, "508"), title="Ongeval op de A2")
    assert shown(made) == made.body


def test_a_page_shows_the_links_of_its_own_reading(client: Client, the_508: CarModel) -> None:
    ListingFactory(model=the_508)
    made = ArticleFactory(
        title="Peugeot 508 getest",
        body='<h2>Peugeot 508</h2><p><a href="https://example.org/">Peugeot 508</a> &amp; '
        "<em>co</em>: de Peugeot 508 rijdt.</p>",
    )
    text = client.get(made.get_absolute_url()).content.decode()
    assert text.count("link-model") == 1
    assert 'de <a class="link-model" href="/occasions/peugeot/508/">Peugeot 508</a> rijdt' in text


PLANT = """<p>De tractorfabriek van Agromash zet vanaf dit jaar ook auto's van PSA in elkaar. Het
moeten er dit jaar 4.000 worden, daarna 10.000 per jaar. De eerste Peugeot is de 301.</p>
<p>Later volgen ook de 508, de crossover 3008, de bestelwagen Partner en de 408. In 2008 stond de
hal nog leeg; AvtoVAZ bouwde er toen 500 auto's.</p>"""


def test_a_plant_that_builds_five_links_those_for_sale(client: Client) -> None:
    models = {
        slug: CarModelFactory(slug=slug, name=slug.title())
        for slug in ("301", "508", "3008", "2008", "partner", "408", "4008", "1007")
    }
    CarModelFactory(make__slug="fiat", slug="500")
    for slug in ("508", "3008", "2008"):
        ListingFactory.create_batch(2, model=models[slug])
    SoldListingFactory(model=models["408"])
    made = ArticleFactory(title="Fabriek in Kazachstan bouwt Franse auto's", body=PLANT)
    found = {row.model.slug for row in made.vehicles.select_related("model")}
    assert found == {"301", "508", "3008", "partner", "408"}
    text = client.get(made.get_absolute_url()).content.decode()
    prose = text.partition('class="prose')[2].partition("</div>")[0]
    assert re.findall(r'href="([^"]+)"', prose) == [
        "/occasions/peugeot/508/",
        "/occasions/peugeot/3008/",
    ]
