"""The dealers' site in a browser: accessible in all its looks, and a card that is one sheet."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from listings.models import Listing, Option
from tests.browser.axe import THEMES, violations
from tests.browser.conftest import Watch
from tests.browser.showroom import Showroom
from tests.browser.test_desk import AT_REST, DJANGOS
from tests.factories import DraftListingFactory, LeadFactory, OptionFactory, UserFactory


@pytest.fixture
def dealer(page: Page, room: Showroom, watch: Watch) -> Iterator[Page]:
    """A page of somebody who sells the showroom's car."""
    person, client = UserFactory(username="verkoop"), Client()
    room.for_sale.seller.people.add(person)
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": watch.home}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    yield page
    person.delete()


def test_pages_fit_and_are_accessible(dealer: Page, room: Showroom, watch: Watch) -> None:
    lead = LeadFactory(listing=room.for_sale, phone="06-555 12 34")
    leads, car = "/dealer/listings/lead/", f"/dealer/listings/listing/{room.for_sale.pk}/"
    found = []
    cars, feeds = "/dealer/listings/listing/", "/dealer/listings/feed/"
    paths = (
        *("/dealer/", cars, f"{cars}add/", f"{car}change/", f"{car}card/"),
        *(leads, f"{leads}{lead.pk}/change/", feeds),
    )
    for path in paths:
        dealer.set_viewport_size({"width": 390, "height": 900})
        dealer.goto(path)
        for width in (390, 1280):
            dealer.set_viewport_size({"width": width, "height": 900})
            if dealer.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{path} scrolls sideways at {width}")
        assert watch.complaints == []
        # axe's own doings: it looks for what style sheets import beside the page.
        watch.allowed |= {"Applying inline style", "preload assets", "widgets.css"}
        for theme, asked in THEMES:
            dealer.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            dealer.evaluate(AT_REST)
            told = [f"{path} {theme} {line}" for line in violations(dealer, asked)]
            found += [line for line in told if not any(f" {rule}:" in line for rule in DJANGOS)]
    lead.delete()
    assert not found, "\n".join(found)


def test_windscreen_card_is_one_sheet(dealer: Page, room: Showroom) -> None:
    """Also with names that are too long, and with more equipment than fits."""
    options = [
        OptionFactory(slug=f"kaart-{n}", name_nl=f"Elektrisch verstelbare en verwarmbare stoel {n}")
        for n in range(45)
    ]
    seller = room.for_sale.seller
    long = DraftListingFactory(
        seller=seller, version="2.0 BlueHDi Allure Pack Business " * 3, options=options
    )
    Listing.objects.filter(pk=long.pk).update(price_eur=1_249_950, body="estate")
    for car in (long, room.for_sale):
        dealer.goto(f"/dealer/listings/listing/{car.pk}/card/")
        sheet = dealer.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", sheet)) == 1
        hidden = "() => document.querySelector('footer').getBoundingClientRect().bottom"
        bottom = "() => document.querySelector('.sheet').getBoundingClientRect().bottom"
        assert dealer.evaluate(hidden) <= dealer.evaluate(bottom)
    long.delete()
    Option.objects.filter(pk__in=[option.pk for option in options]).delete()
