"""The editor sees why: the margin while writing, corrections that stay, and "why not this car?"."""

import re
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.block import listings_for
from articles.links import relink
from articles.models import Article, ArticleCorrection, ArticlePin
from articles.why import why as explain
from listings.models import Listing
from tests.admin_form import fields
from tests.factories import (
    ArticleFactory,
    CarModelFactory,
    DraftArticleFactory,
    GenerationFactory,
    ListingFactory,
    SoldListingFactory,
)
from tests.staff import EDITORS, LISTINGS_STAFF, READ_ONLY, signed_in

pytestmark = pytest.mark.django_db
READ = "/admin/articles/article/read/"
TEXT = {"title": "De Peugeot 508", "intro": "", "body": "<p>De Peugeot 508 rijdt fijn.</p>"}


@pytest.fixture
def desk() -> Client:
    return signed_in(EDITORS)


def page(article: Article, end: str = "change/") -> str:
    return f"/admin/articles/article/{article.pk}/{end}"


def read(client: Client, **given: Any) -> str:
    return client.post(READ, {**TEXT, **given}).content.decode()


def notes(html: str) -> list[tuple[str, str]]:
    """Every highlighted mention: its role and its words."""
    return re.findall(r'class="mention (\w+)"[^>]*>([^<]*)</button>', html)


def save(client: Client, article: Article, **changes: Any) -> HttpResponse:
    sent = fields(client, page(article), **changes)
    return client.post(page(article), sent)  # type: ignore[return-value]


def correction(**values: Any) -> dict[str, Any]:
    names = ("id", "article", "words", "make", "model")
    rows = {f"corrections-0-{name}": values.get(name, "") for name in names}
    return {"corrections-TOTAL_FORMS": 1, **rows}


# --- The margin while writing -------------------------------------------------------------------


def test_mentions_are_highlighted_with_their_car_and_the_reason(desk: Client) -> None:
    CarModelFactory()
    html = read(desk)
    assert [role for role, _ in notes(html)] == ["subject", "subject"]
    assert all("508" in words for _, words in notes(html))
    for number in (0, 1):
        assert f'popovertarget="note-{number}"' in html and f'id="note-{number}"' in html
    assert "<b>Peugeot 508</b>" in html


def test_what_is_written_is_escaped(desk: Client) -> None:
    html = read(desk, title="<img src=x onerror=alert(1)>", body="<p>&lt;script&gt; 1 &lt; 2</p>")
    assert "<img src=x" not in html and "<script>" not in html
    assert "&lt;img src=x" in html


def test_block_is_the_one_that_the_text_would_get(desk: Client) -> None:
    car = ListingFactory()
    assert car.get_absolute_url() in read(desk)
    assert car.get_absolute_url() not in read(desk, title="Banden", body="<p>Rubber.</p>")


def test_nothing_is_stored(desk: Client) -> None:
    article = DraftArticleFactory(title="Banden")
    ListingFactory()
    desk.post(page(article, "read/"), {**TEXT, "listings_choice": "hide"})
    article.refresh_from_db()
    assert (article.title, article.listings_choice) == ("Banden", "auto")
    assert not article.vehicles.exists()


def test_crash_is_told_with_its_words_and_can_be_overruled(desk: Client) -> None:
    car = ListingFactory()
    crash = {"title": "Dodelijk ongeval met Peugeot 508"}
    html = read(desk, **crash)
    assert "proof-warning" in html and "ongeval" in html
    assert car.get_absolute_url() not in html
    html = read(desk, **crash, listings_choice="show")
    assert "proof-warning" in html and car.get_absolute_url() in html
    assert car.get_absolute_url() not in read(desk, listings_choice="hide")


def test_pins_and_corrections_of_the_form_count_before_they_are_saved(desk: Client) -> None:
    car = ListingFactory()
    ban = {"pins-TOTAL_FORMS": 1, "pins-0-kind": "exclude", "pins-0-model": car.model_id}
    assert car.get_absolute_url() not in read(desk, **ban)
    assert car.get_absolute_url() in read(desk, **ban, **{"pins-0-DELETE": "on"})
    words = notes(read(desk))[0][1]
    assert notes(read(desk, **correction(words=words))) == []


def test_long_texts_are_cut_not_refused(desk: Client) -> None:
    CarModelFactory()
    html = read(desk, title="x" * 5_000, body="<p>" + "y " * 40_000 + "Peugeot 508</p>")
    assert len(html) < 70_000 and notes(html) == []


@pytest.mark.parametrize(
    ("role", "status"), [(EDITORS, 200), (READ_ONLY, 403), (LISTINGS_STAFF, 403)]
)
def test_only_who_may_write_is_read_along_with(role: str, status: int) -> None:
    client, article = signed_in(role), DraftArticleFactory()
    assert client.post(READ, TEXT).status_code == status
    assert client.post(page(article, "read/"), TEXT).status_code == status
    assert Client().post(READ, TEXT).status_code == 302


def test_reading_asks_for_post_and_a_token(desk: Client) -> None:
    assert desk.get(READ).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = desk.cookies
    assert strict.post(READ, TEXT).status_code == 403


class AnyFormIsRead(TestCase):
    """Whatever a form sends, the margin answers."""

    NAMES = st.sampled_from(
        [
            *("title", "intro", "body", "listings_choice", "car", "listing"),
            *("pins-TOTAL_FORMS", "pins-0-kind", "pins-0-model", "pins-0-listing", "pins-0-body"),
            *("pins-0-position", "corrections-TOTAL_FORMS", "corrections-0-words"),
            *("corrections-0-make", "corrections-0-model"),
        ]
    )
    VALUES = st.one_of(
        st.text(max_size=40),
        st.sampled_from(["1", "-1", "9" * 30, "²", "٣", "\0", "508", "pin", "<p>Peugeot 508</p>"]),
    )

    @settings(max_examples=6, deadline=None)
    @given(data=st.dictionaries(NAMES, VALUES, max_size=12))
    def test_answer(self, data: dict[str, str]) -> None:
        car, article = ListingFactory(), DraftArticleFactory()
        client = signed_in(EDITORS)
        data = {"pins-TOTAL_FORMS": "1", "corrections-TOTAL_FORMS": "1", **data}
        self.assertEqual(client.post(READ, data).status_code, 200)
        self.assertEqual(client.post(page(article, "why/"), data).status_code, 200)
        self.assertTrue(Listing.objects.filter(pk=car.pk).exists())


# --- The change page ----------------------------------------------------------------------------


def test_page_shows_what_is_saved_without_a_script(desk: Client) -> None:
    car, article = ListingFactory(), DraftArticleFactory(**TEXT)
    html = desk.get(page(article)).content.decode()
    assert notes(html) and car.get_absolute_url() in html
    assert f'data-proof="{page(article, "read/")}"' in html


def test_who_only_looks_sees_it_and_has_no_buttons() -> None:
    ListingFactory()
    article = DraftArticleFactory(**TEXT)
    html = signed_in(READ_ONLY).get(page(article)).content.decode()
    assert notes(html)
    assert "data-proof=" not in html and "data-correct" not in html and "data-choose" not in html
    assert "data-correct" in signed_in(EDITORS).get(page(article)).content.decode()


def test_form_with_an_error_comes_back_with_its_own_margin(desk: Client) -> None:
    CarModelFactory()
    article = DraftArticleFactory()
    answer = save(desk, article, slug="", body=TEXT["body"])
    assert answer.status_code == 200
    assert notes(answer.content.decode())


# --- Corrections --------------------------------------------------------------------------------


def models_of(article: Article) -> set[str]:
    return {vehicle.model.slug for vehicle in article.vehicles.select_related("model")}


def test_no_car_is_kept_when_the_article_is_linked_again(desk: Client) -> None:
    CarModelFactory()
    article = DraftArticleFactory(**TEXT)
    words = notes(desk.get(page(article)).content.decode())[0][1]
    save(desk, article, **correction(words=words))
    assert models_of(article) == set()
    relink(article)
    article.save()
    assert models_of(article) == set()
    (kept,) = ArticleCorrection.objects.all()
    assert kept.created_by is not None


def test_another_car_takes_its_place_and_can_be_taken_back(desk: Client) -> None:
    CarModelFactory()
    other = CarModelFactory(slug="208")
    article = DraftArticleFactory(**TEXT)
    words = notes(desk.get(page(article)).content.decode())[0][1]
    save(desk, article, **correction(words=words, model=other.pk))
    assert models_of(article) == {"208"}
    save(desk, article, **{"corrections-0-DELETE": "on"})
    assert models_of(article) == {"508"}


def test_same_words_twice_are_told(desk: Client) -> None:
    article = DraftArticleFactory(**TEXT)
    save(desk, article, **correction(words="Golf-GTI"))
    twice = {f"corrections-1-{name}": "" for name in ("id", "make", "model")}
    answer = save(
        desk,
        article,
        **twice,
        **{"corrections-TOTAL_FORMS": 2, "corrections-1-words": "golf gti"},
        **{"corrections-1-article": article.pk},
    )
    assert answer.status_code == 200
    assert ArticleCorrection.objects.count() == 1


# --- Why not this car? --------------------------------------------------------------------------


def why(article: Article, car: Listing) -> tuple[bool, str]:
    """Whether it is shown, and the last step."""
    answer = explain(article, article.vehicles.all(), article.pins.all(), car)
    return answer.is_shown, answer.steps[-1].text


def shown(article: Article) -> set[int]:
    block = listings_for(article)
    return {car.listing.pk for car in [*block.cars, *block.rivals]}


def asked(client: Client, article: Article, text: str) -> HttpResponse:
    return client.get(page(article, "why/"), {"car": text})  # type: ignore[return-value]


def test_shown_car_is_said_to_be_shown(desk: Client) -> None:
    car = ListingFactory()
    article = ArticleFactory(**TEXT)
    public = f"https://site.example{car.get_absolute_url()}?x=1"
    for text in (str(car.pk), public, f"/admin/listings/listing/{car.pk}/change/"):
        answer = asked(desk, article, text)
        assert answer.context["answer"].is_shown  # type: ignore[attr-defined]
        assert "deze auto staat erbij" in answer.content.decode()


def test_sold_cars_and_switched_off_blocks() -> None:
    sold, car = SoldListingFactory(), ListingFactory()
    article = ArticleFactory(**TEXT)
    assert why(article, sold) == (False, "De auto is niet te koop: de status is “verkocht”.")
    article.listings_choice = "hide"
    article.save()
    assert why(article, car)[1].startswith("Er is gekozen")
    crash = ArticleFactory(**{**TEXT, "title": "Dodelijk ongeval met een Peugeot 508"})
    assert "ongeluk" in why(crash, car)[1]


def test_model_that_is_not_in_the_text() -> None:
    ListingFactory()
    other = ListingFactory(model=CarModelFactory(slug="208", segment="small"))
    assert why(ArticleFactory(**TEXT), other) == (
        False,
        "De site vindt geen Peugeot 208 in de tekst.",
    )


def test_banned_and_pinned() -> None:
    car = ListingFactory()
    article = ArticleFactory(**TEXT)
    pin = ArticlePin.objects.create(article=article, listing=car)
    assert why(article, car) == (True, "Deze auto is zelf gekozen en staat vooraan.")
    pin.kind = ArticlePin.Kind.EXCLUDE
    pin.save()
    assert not why(article, car)[0]
    pin.delete()
    ArticlePin.objects.create(article=article, kind="exclude", model=car.model)
    assert not why(article, car)[0]


def test_other_body_than_the_pinned_one() -> None:
    sedan = ListingFactory()
    ListingFactory(body="estate")
    article = ArticleFactory(title="Ruimte")
    ArticlePin.objects.create(article=article, model=sedan.model, body="estate")
    is_shown, reason = why(article, sedan)
    assert not is_shown and "carrosserie" in reason


def test_crowded_out_says_the_place() -> None:
    colours = ["blue", "red", "black", "white", "grey", "green", "silver", "brown", "beige", "gold"]
    cars = [ListingFactory(colour=colour) for colour in colours]
    article = ArticleFactory(**TEXT)
    out = [car for car in cars if car.pk not in shown(article)]
    assert out
    is_shown, reason = why(article, out[0])
    assert not is_shown and re.search(r"nummer \d+ van 10", reason)


def test_double_looks_are_told() -> None:
    cars = ListingFactory.create_batch(4)
    article = ArticleFactory(**TEXT)
    out = [car for car in cars if car.pk not in shown(article)]
    assert out
    assert "precies" in why(article, out[0])[1]


@pytest.mark.parametrize("text", ["0", "999999", "geen auto", "-", "#", "²", "9" * 15])
def test_unknown_cars_are_named_as_such(desk: Client, text: str) -> None:
    answer = desk.get(page(ArticleFactory(), "why/"), {"car": text})
    assert answer.status_code == 200
    assert "errornote" in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [(EDITORS, 200), (READ_ONLY, 200), (LISTINGS_STAFF, 403)]
)
def test_who_may_see_an_article_may_ask(role: str, status: int) -> None:
    car, article = ListingFactory(), ArticleFactory(**TEXT)
    answer = signed_in(role).get(page(article, "why/"), {"car": car.pk})
    assert answer.status_code == status


class AnswerAgreesWithTheBlock(TestCase):
    """For any stock: a car is said to be shown exactly if it stands in the block."""

    CARS = st.lists(
        st.tuples(
            st.sampled_from(["508", "208", "3008"]),
            st.sampled_from(["sedan", "estate"]),
            st.sampled_from(["blue", "red"]),
            st.integers(2008, 2024),
            st.booleans(),
        ),
        min_size=4,
        max_size=7,
    )

    @settings(max_examples=3, deadline=None)
    @given(cars=CARS, text=st.sampled_from(["Peugeot 508 SW", "Peugeot 508", "508 en 208"]))
    def test_agrees(self, cars: list[tuple[str, str, str, int, bool]], text: str) -> None:
        GenerationFactory(model=CarModelFactory(), year_from=2018)
        stock = [
            (SoldListingFactory if sold else ListingFactory)(
                model=CarModelFactory(slug=slug),
                body=body,
                colour=colour,
                first_registration=date(year, 1, 1),
            )
            for slug, body, colour, year, sold in cars
        ]
        article = ArticleFactory(title="Peugeot", body=f"<p>De nieuwe {text} is er.</p>")
        standing = shown(article)
        for car in stock:
            self.assertEqual(why(article, car)[0], car.pk in standing)
