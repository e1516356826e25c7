"""The desk of what stands around the cars: the catalogue and the change log."""

import pytest
from django.test import Client
from django.urls import reverse

from listings.models import ListingChange, Make, Option
from tests.admin_form import fields
from tests.factories import (
    CarModelFactory,
    GenerationFactory,
    ListingFactory,
    MakeFactory,
    OptionFactory,
)
from tests.staff import LISTINGS_STAFF, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return signed_in(LISTINGS_STAFF)


def test_aliases_are_words_between_commas(desk: Client) -> None:
    make = MakeFactory(aliases=["Peugot"])
    url = reverse("admin:listings_make_change", args=[make.pk])
    sent = fields(desk, url)
    assert sent["aliases"] == ["Peugot"]
    desk.post(url, {**sent, "aliases": " Peugot, Pug ,, Pug,Pöso "})
    assert Make.objects.get(pk=make.pk).aliases == ["Peugot", "Pug", "Pöso"]


def test_bodies_are_check_boxes(desk: Client) -> None:
    model = CarModelFactory(bodies=["sedan"])
    url = reverse("admin:listings_carmodel_change", args=[model.pk])
    assert desk.post(url, fields(desk, url, bodies=["sedan", "estate"])).status_code == 302
    model.refresh_from_db()
    assert model.bodies == ["sedan", "estate"]


def test_slug_of_a_row_in_use_is_fixed(desk: Client) -> None:
    make = MakeFactory()
    url = reverse("admin:listings_make_change", args=[make.pk])
    desk.post(url, fields(desk, url, slug="iets-anders"))
    make.refresh_from_db()
    assert make.slug == "peugeot"


def test_catalogue_rows_are_hidden_not_deleted() -> None:
    boss, make = signed_in("superuser"), MakeFactory()
    assert boss.get(f"/admin/listings/make/{make.pk}/delete/").status_code == 403
    boss.post("/admin/listings/make/", {"action": "hide", "_selected_action": [make.pk]})
    make.refresh_from_db()
    assert not make.is_active
    offered = boss.get(
        "/admin/autocomplete/?app_label=listings&model_name=listing&field_name=make&term=peu"
    )
    assert offered.json()["results"] == []


def test_autocomplete_of_a_generation_names_its_car_and_years(desk: Client) -> None:
    GenerationFactory(name="II", year_from=2018, year_to=2025)
    query = "app_label=listings&model_name=listing&field_name=generation&term=508+II"
    (result,) = desk.get(f"/admin/autocomplete/?{query}").json()["results"]
    assert result["text"] == "Peugeot 508 II (2018–2025)"


def test_change_log_is_only_read() -> None:
    boss = signed_in("superuser")
    ListingFactory()
    change = ListingChange.objects.first()
    assert change
    url = f"/admin/listings/listingchange/{change.pk}/"
    assert boss.get(f"{url}change/").status_code == 200
    assert boss.post(f"{url}change/", {"actor": "niemand"}).status_code == 403
    assert boss.post(f"{url}delete/", {"post": "yes"}).status_code == 403


def test_changes_of_everything_are_said_in_words(desk: Client) -> None:
    OptionFactory()
    html = desk.get("/admin/listings/listingchange/").content.decode()
    assert str(Option._meta.verbose_name_plural) in html
