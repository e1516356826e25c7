"""The windscreen card: what it says, and that its code leads to the car's page."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client

from listings.choices import PriceType
from listings.windscreen import OPTIONS, card, code
from tests.factories import DraftListingFactory, ListingFactory, OptionFactory
from tests.staff import READ_ONLY, signed_in

NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def desk() -> Client:
    return signed_in(READ_ONLY)


def test_code_is_the_matrix_in_one_path() -> None:
    """A version 1 symbol: 21 modules and 4 of quiet on each side; its finder is 7 wide."""
    small = code("A")
    assert small.box == "-4 -4 29 29"
    assert small.path.startswith("M0 0h7v1h-7z")


@pytest.mark.django_db
def test_card_says_what_is_asked_first(desk: Client) -> None:
    car = ListingFactory(version="1.6 <GT>", apk_until=date(2027, 3, 1), license_plate="NX123B")
    html = desk.get(f"/admin/listings/listing/{car.pk}/card/").content.decode()
    for said in (
        *("Peugeot 508", "1.6 &lt;GT&gt;", "€\N{NO-BREAK SPACE}19.950", "mei 2020"),
        *("80.000\N{NO-BREAK SPACE}km", "Benzine", "Automaat", "1 maart 2027", "NX-123-B"),
        *("181 pk / 133\N{NO-BREAK SPACE}kW", settings.SITE_URL + car.get_absolute_url()),
    ):
        assert said in html, said
    assert " style=" not in html


@pytest.mark.django_db
def test_what_does_not_fit_is_counted_and_what_is_unknown_left_to_the_pen() -> None:
    options = [OptionFactory(slug=f"optie-{n}") for n in range(OPTIONS + 5)]
    car = DraftListingFactory(
        options=options, price_type=PriceType.ON_REQUEST, power_kw=None, fuel="electric"
    )
    made = card(car, NOW)
    assert (len(made.options), made.more) == (OPTIONS, 5)
    assert made.price_size == "small"
    assert {fact.label for fact in made.facts if not fact.value} >= {"Vermogen", "APK tot"}
    assert len(made.facts) == 9
