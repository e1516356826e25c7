"""A saved car's photos at either desk: received one at a time, watched, put first."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from listings.intake import uploads
from listings.intake.photos import store_drawn
from listings.models import PhotoUpload
from tests.admin_form import fields
from tests.dealers import at_desk, firm
from tests.factories import ListingFactory, PhotoFactory
from tests.staff import LISTINGS_STAFF, signed_in
from tests.test_uploads import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _here(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT, settings.DATA = tmp_path / "media", tmp_path
    monkeypatch.setattr(uploads, "store", store_drawn)


@pytest.fixture
def desk() -> Client:
    return signed_in(LISTINGS_STAFF)


def page(pk: int, part: str = "photos/") -> str:
    return f"/admin/listings/listing/{pk}/{part}"


def sent(name: str = "voor.jpg", data: bytes | None = None) -> dict[str, Any]:
    return {"photo": SimpleUploadedFile(name, data or picture())}


def test_a_file_is_taken_and_watched_until_it_is_a_photo(desk: Client) -> None:
    car = ListingFactory()
    answer = desk.post(page(car.pk), sent())
    assert answer.status_code == 201
    number = answer.json()["id"]
    waiting = {"pk": number, "name": "voor.jpg", "error": ""}
    assert desk.get(page(car.pk)).json() == {"uploads": [waiting], "photos": []}
    assert "voor.jpg" in desk.get(page(car.pk, "change/")).content.decode()
    uploads.make(number)
    made = car.photos.get()
    assert desk.get(page(car.pk)).json() == {"uploads": [], "photos": [made.pk]}


def test_a_refused_file_says_why_until_it_is_taken_away(desk: Client) -> None:
    car = ListingFactory()
    number = desk.post(page(car.pk), sent("kapot.jpg", b"<svg/>")).json()["id"]
    uploads.make(number)
    assert "JPEG" in desk.get(page(car.pk)).json()["uploads"][0]["error"]
    assert "kapot.jpg" in desk.get(page(car.pk, "change/")).content.decode()
    desk.post(page(car.pk), {"_forget": str(number)})
    assert not PhotoUpload.objects.exists()


def test_what_is_too_heavy_is_refused_at_once(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MAX_BYTES", 10)
    answer = desk.post(page(ListingFactory().pk), sent())
    assert answer.status_code == 422
    assert "MB" in answer.json()["error"]


def test_button_puts_a_photo_first_and_saves_the_rest(desk: Client) -> None:
    car = ListingFactory()
    first, second, third = (PhotoFactory(listing=car, position=n) for n in (1, 2, 2))
    url = page(car.pk, "change/")
    data = fields(desk, url, _cover=str(third.pk), price_eur="16111")
    answer = desk.post(url, data)
    assert answer["Location"].startswith(url)
    assert list(car.photos.all()) == [third, first, second]
    car.refresh_from_db()
    assert car.price_eur == 16_111
    foreign = PhotoFactory()
    desk.post(url, fields(desk, url, _cover=str(foreign.pk)))
    assert car.photos.first() == third


def test_button_without_a_script_takes_a_refusal_away(desk: Client) -> None:
    one, other = (
        PhotoUpload.objects.create(listing=ListingFactory(), name="x", error="kapot")
        for _ in range(2)
    )
    url = page(one.listing_id, "change/")
    for upload in (one, other):
        desk.post(url, fields(desk, url, _forget=str(upload.pk)))
    assert list(PhotoUpload.objects.all()) == [other]


def test_a_dealer_sends_to_own_cars_alone() -> None:
    alfa, bravo = firm("Alfa"), firm("Bravo")
    client = at_desk(alfa.person)
    own, foreign = alfa.cars[0], bravo.cars[0]
    dealers = "/dealer/listings/listing"
    assert (
        f'data-url="{dealers}/{own.pk}/photos/"'
        in client.get(f"{dealers}/{own.pk}/change/").content.decode()
    )
    assert client.post(f"{dealers}/{own.pk}/photos/", sent()).status_code == 201
    assert client.post(f"{dealers}/{foreign.pk}/photos/", sent()).status_code == 404
    assert [upload.listing_id for upload in PhotoUpload.objects.all()] == [own.pk]
