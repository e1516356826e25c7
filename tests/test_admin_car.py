"""A car's page on the desk: what is saved, what is refused, its audit and its photos."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image

from listings.choices import State
from listings.models import Listing, ListingChange, Photo, acting
from tests.admin_form import fields
from tests.factories import (
    CarModelFactory,
    DraftListingFactory,
    GenerationFactory,
    ListingFactory,
    MakeFactory,
    OptionFactory,
    PhotoFactory,
    SellerFactory,
    SuperuserFactory,
)
from tests.staff import LISTINGS_STAFF, signed_in

pytestmark = pytest.mark.django_db
ADD = "/admin/listings/listing/add/"


@pytest.fixture
def desk() -> Client:
    return signed_in(LISTINGS_STAFF)


def page(car: Listing) -> str:
    return reverse("admin:listings_listing_change", args=[car.pk])


def save(client: Client, car: Listing, **changes: Any) -> HttpResponse:
    return client.post(page(car), fields(client, page(car), **changes))  # type: ignore[return-value]


def picture(name: str = "auto.png", colour: str = "red") -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (600, 400), colour).save(file, "PNG")
    return SimpleUploadedFile(name, file.getvalue(), "image/png")


def new_car(client: Client, **changes: Any) -> dict[str, Any]:
    model = CarModelFactory()
    given = {
        "seller": SellerFactory().pk,
        "title": "Peugeot 508 1.6",
        "model": model.pk,
        "price_eur": "12950",
        "mileage_km": "80000",
        "first_registration": "01-05-2020",
    }
    return fields(client, ADD, **{**given, **changes})


def test_add_makes_a_draft_and_takes_the_make_from_the_model(desk: Client) -> None:
    assert desk.post(ADD, new_car(desk)).status_code == 302
    car = Listing.objects.get()
    assert car.state == State.DRAFT
    assert car.make == car.model.make  # type: ignore[union-attr]
    assert ListingChange.objects.filter(listing_id=car.pk).exclude(actor="").exists()


def test_save_and_publish(desk: Client) -> None:
    desk.post(ADD, new_car(desk, _publish="1"))
    assert Listing.objects.get().state == State.PUBLISHED


def test_what_cannot_be_published_is_saved_as_a_draft_with_the_reason(desk: Client) -> None:
    answer = desk.post(ADD, new_car(desk, mileage_km="", _publish="1"), follow=True)
    car = Listing.objects.get()
    assert car.state == State.DRAFT
    assert answer.redirect_chain[-1][0] == page(car)
    assert any(message.level_tag == "error" for message in answer.context["messages"])


def test_edit_is_logged_with_old_and_new_and_who(desk: Client) -> None:
    car = ListingFactory(price_eur=20_000)
    save(desk, car, price_eur="18500")
    change = ListingChange.objects.filter(listing_id=car.pk).first()
    assert change and change.changed == {"price_eur": [20_000, 18_500]}
    html = desk.get(page(car)).content.decode()
    assert "20.000" in html and "18.500" in html and change.actor in html


def test_state_cannot_be_posted(desk: Client) -> None:
    car = ListingFactory()
    save(desk, car, state="sold", published_at_0="01-01-2020", published_at_1="00:00")
    before = car.published_at
    car.refresh_from_db()
    assert (car.state, car.published_at) == (State.PUBLISHED, before)


def test_edit_does_not_undo_a_verb_that_came_in_between(desk: Client) -> None:
    car = ListingFactory()
    sent = fields(desk, page(car), price_eur="17500")
    Listing.objects.get(pk=car.pk).reserve(by=None)
    desk.post(page(car), sent)
    car.refresh_from_db()
    assert (car.state, car.price_eur) == (State.RESERVED, 17_500)


@pytest.mark.parametrize("field", ["mileage_km", "price_eur", "first_registration", "model"])
def test_car_on_the_site_stays_complete(desk: Client, field: str) -> None:
    car = ListingFactory()
    answer = save(desk, car, **{field: ""})
    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors  # type: ignore[attr-defined]


def test_model_and_generation_must_fit(desk: Client) -> None:
    car = DraftListingFactory()
    other = CarModelFactory(make=MakeFactory(slug="audi"), slug="a4")
    errors = save(desk, car, model=other.pk, generation=GenerationFactory().pk)
    assert set(errors.context["adminform"].form.errors) == {"model", "generation"}  # type: ignore[attr-defined]


def test_id_at_the_source_is_unique_per_seller(desk: Client) -> None:
    taken = DraftListingFactory(source="feed", external_id="7")
    car = DraftListingFactory(seller=taken.seller)
    assert save(desk, car, source="feed", external_id="7").status_code == 200


def test_options_are_offered_by_group_and_hidden_ones_only_where_chosen(desk: Client) -> None:
    hidden = OptionFactory(slug="cassette", group="multimedia", is_active=False)
    OptionFactory(slug="trekhaak", group="exterior")
    has, has_not = DraftListingFactory(options=[hidden]), DraftListingFactory()
    assert "Cassette" in desk.get(page(has)).content.decode()
    html = desk.get(page(has_not)).content.decode()
    assert "Cassette" not in html and "<legend>" in html


def test_options_are_saved_and_audited(desk: Client) -> None:
    car, option = DraftListingFactory(), OptionFactory(name_nl="Trekhaak")
    save(desk, car, options=[str(option.pk)])
    assert list(car.options.all()) == [option]
    assert "Trekhaak" in str(desk.get(page(car)).context["audit"])


def test_page_costs_the_same_whatever_its_history(
    desk: Client, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    car = ListingFactory(options=[OptionFactory()])
    PhotoFactory(listing=car)
    save(desk, car, make=MakeFactory(slug="peugeot").pk, price_eur="11000")
    with django_assert_max_num_queries(30) as few:
        desk.get(page(car))
    for price in range(12_000, 12_010):
        with acting(SuperuserFactory()):
            Listing.objects.filter(pk=car.pk).update(price_eur=price)
    PhotoFactory.create_batch(4, listing=car)
    with django_assert_num_queries(len(few)):
        desk.get(page(car))


def test_history_is_the_change_log_of_this_car(desk: Client) -> None:
    car, _other = ListingFactory(), ListingFactory()
    answer = desk.get(reverse("admin:listings_listing_history", args=[car.pk]), follow=True)
    assert {change.listing_id for change in answer.context["cl"].result_list} == {car.pk}


# --- Photos -------------------------------------------------------------------------------------


def test_photos_come_in_many_at_once_behind_those_there(desk: Client) -> None:
    car = PhotoFactory(position=4).listing
    save(desk, car, new_photos=[picture("a.png", "red"), picture("b.png", "blue")])
    assert [photo.position for photo in car.photos.all()] == [4, 5, 6]
    assert {(photo.width, photo.height) for photo in car.photos.all()[1:]} == {(600, 400)}


def test_broken_file_is_named_and_nothing_else_is_lost(desk: Client) -> None:
    car = DraftListingFactory()
    broken = SimpleUploadedFile("kapot.jpg", b"no picture", "image/jpeg")
    sent = fields(desk, page(car), price_eur="17777", new_photos=[picture("goed.png"), broken])
    answer = desk.post(page(car), sent)
    form = answer.context["adminform"].form
    assert "kapot.jpg" in str(form.errors["new_photos"]) and "goed.png" not in str(form.errors)
    html = answer.content.decode()
    assert "17777" in html
    kept = html.split('name="new_photos-kept" value="')[1].split('"')[0]
    again = {**sent, "new_photos": [], "new_photos-kept": kept}
    assert desk.post(page(car), again).status_code == 302
    assert car.photos.count() == 1


def test_a_forged_ticket_brings_no_photo(desk: Client) -> None:
    car = DraftListingFactory()
    answer = save(desk, car, **{"new_photos-kept": ["abc:def:ghi"]})
    assert answer.status_code == 200
    assert not car.photos.exists()


def test_same_photo_twice_is_one(desk: Client) -> None:
    car = DraftListingFactory()
    save(desk, car, new_photos=[picture(), picture("nog-eens.png")])
    save(desk, car, new_photos=[picture()])
    assert car.photos.count() == 1


def test_photos_are_ordered_by_number_which_is_a_visible_field(desk: Client) -> None:
    car = DraftListingFactory()
    first, second = (PhotoFactory(listing=car, position=n) for n in (1, 2))
    html = desk.get(page(car)).content.decode()
    assert '<input type="number" name="photos-0-position"' in html
    save(desk, car, **{"photos-0-position": "5", "photos-1-alt": "Van achteren"})
    assert [photo.pk for photo in car.photos.all()] == [second.pk, first.pk]
    assert Photo.objects.get(pk=second.pk).alt == "Van achteren"


def test_new_order_of_many_photos_is_one_line_of_the_audit(desk: Client) -> None:
    car = DraftListingFactory()
    for position in (1, 2, 3):
        PhotoFactory(listing=car, position=position)
    numbers = {f"photos-{index}-position": str(9 - index) for index in range(3)}
    lines_before = len(desk.get(page(car)).context["audit"])
    save(desk, car, **numbers)
    assert len(desk.get(page(car)).context["audit"]) == lines_before + 1


def test_photo_without_number_stays_where_it_is(desk: Client) -> None:
    photo = PhotoFactory(position=3)
    save(desk, photo.listing, **{"photos-0-position": "", "photos-0-alt": "Interieur"})
    photo.refresh_from_db()
    assert (photo.position, photo.alt) == (3, "Interieur")


def test_photo_is_taken_off(desk: Client) -> None:
    photo = PhotoFactory()
    save(desk, photo.listing, **{"photos-0-DELETE": "on"})
    assert not photo.listing.photos.exists()
