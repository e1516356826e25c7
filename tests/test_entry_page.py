"""The add page reads a title and a plate: fills, marks, shows what differs, saves nothing yet."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from listings.choices import State
from listings.models import Listing, Photo
from listings.vocabulary import dictionary
from tests.admin_form import fields, sent_by
from tests.factories import CarModelFactory, ListingFactory, OptionFactory, SellerFactory
from tests.staff import LISTINGS_STAFF, READ_ONLY, signed_in
from tests.test_admin_car import picture

pytestmark = pytest.mark.django_db
ADD = "/admin/listings/listing/add/"
TITLE = "Peugeot 508 1.6 PHEV GT 225pk / Trekhaak"


@pytest.fixture
def desk() -> Client:
    CarModelFactory()
    OptionFactory(slug="trekhaak", name_nl="Trekhaak")
    dictionary.forget()
    return signed_in(LISTINGS_STAFF)


def read(desk: Client, **typed: Any) -> HttpResponse:
    data = fields(desk, ADD, title=TITLE, _read="1", **typed)
    return desk.post(ADD, data)  # type: ignore[return-value]


def test_a_title_fills_the_form_and_saves_nothing(desk: Client) -> None:
    answer = read(desk)
    sent = sent_by(answer)
    assert sent["fuel"] == ["phev"]
    assert sent["power_kw"] == ["165"]
    assert sent["version"] == ["1.6 PHEV GT"]
    assert len(sent["options"]) == 1
    assert "titel: “225pk”" in answer.text
    assert "errornote" not in answer.text
    assert not Listing.objects.exists()


def test_what_was_typed_stays_and_the_difference_is_shown(desk: Client) -> None:
    answer = read(desk, power_kw="133")
    assert sent_by(answer)["power_kw"] == ["133"]
    (conflict,) = answer.context["panel"].conflicts
    assert conflict.name == "power_kw"
    assert conflict.is_settled


@pytest.mark.parametrize(("typed", "kept"), [("", "165"), ("140", "140")])
def test_a_choice_fills_an_empty_field_only(desk: Client, typed: str, kept: str) -> None:
    data = fields(desk, ADD, title="Peugeot 508", power_kw=typed, _read="1")
    data["settle-power_kw"] = "165"
    assert sent_by(desk.post(ADD, data))["power_kw"] == [kept]  # type: ignore[arg-type]


def test_marks_stay_while_their_value_does(desk: Client) -> None:
    sent = sent_by(read(desk))
    wrong = {**sent, "price_eur": ["0"], "fuel": ["petrol"]}
    answer = desk.post(ADD, wrong)
    assert "titel: “225pk”" in answer.text
    assert "titel: “PHEV”" not in answer.text


def test_photos_survive_a_reading(desk: Client) -> None:
    answer = read(desk, new_photos=[picture()])
    sent = sent_by(answer)
    assert len(sent["new_photos-kept"]) == 1
    sent |= {"seller": [str(SellerFactory().pk)], "price_eur": ["17950"], "mileage_km": ["60000"]}
    sent |= {"first_registration": ["01-05-2020"], "body": ["sedan"], "_publish": ["1"]}
    assert desk.post(ADD, sent).status_code == 302
    assert Listing.objects.get().state == State.PUBLISHED
    assert Photo.objects.count() == 1


@pytest.mark.parametrize(("plate", "noticed"), [("NX-123-B", True), ("NX-124-B", False)])
def test_a_car_that_is_here_is_noticed(desk: Client, plate: str, noticed: bool) -> None:
    ListingFactory(license_plate="NX123B")
    answer = desk.post(ADD, fields(desk, ADD, license_plate=plate, mileage_km="x"))
    assert ("entry-duplicates" in answer.text) is noticed


def test_a_plate_is_kept_without_dashes_and_shown_with_them(desk: Client) -> None:
    car = ListingFactory()
    url = f"/admin/listings/listing/{car.pk}/change/"
    desk.post(url, fields(desk, url, license_plate="nx-123-b"))
    assert Listing.objects.get().license_plate == "NX123B"
    assert 'value="NX-123-B"' in desk.get(url).text


def test_who_may_only_look_has_nothing_to_read() -> None:
    car = ListingFactory()
    page = signed_in(READ_ONLY).get(f"/admin/listings/listing/{car.pk}/change/")
    assert page.status_code == 200
    assert 'name="_read"' not in page.text
