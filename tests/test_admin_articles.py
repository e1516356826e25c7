"""The newsroom's desk: text, picture, pins, history, and what will stand beside the article."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from articles.models import Article, ArticlePin
from listings.choices import Body
from tests.admin_form import fields
from tests.factories import (
    ArticleFactory,
    CarModelFactory,
    DraftArticleFactory,
    DraftListingFactory,
    ListingFactory,
    MakeFactory,
    ScheduledArticleFactory,
    SoldListingFactory,
)
from tests.staff import EDITORS, LISTINGS_STAFF, READ_ONLY, signed_in

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
ADD = "/admin/articles/article/add/"


@pytest.fixture
def desk() -> Client:
    return signed_in(EDITORS)


def page(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def save(client: Client, article: Article, **changes: Any) -> HttpResponse:
    return client.post(page(article), fields(client, page(article), **changes))  # type: ignore[return-value]


def picture() -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (600, 400), "teal").save(file, "JPEG")
    return SimpleUploadedFile("foto.jpg", file.getvalue(), "image/jpeg")


def found(client: Client, query: str) -> set[int]:
    return {article.pk for article in client.get(LIST + query).context["cl"].result_list}


# --- The list -----------------------------------------------------------------------------------


def test_filters_by_when_category_and_author(desk: Client) -> None:
    draft, out = DraftArticleFactory(author="Joris"), ArticleFactory(category="test")
    later = ScheduledArticleFactory()
    assert found(desk, "?when=draft") == {draft.pk}
    assert found(desk, "?when=scheduled") == {later.pk}
    assert found(desk, "?when=published") == {out.pk}
    assert found(desk, "?cars=none") == {out.pk}
    assert found(desk, "?category__exact=test") == {out.pk}
    assert found(desk, "?author=Joris") == {draft.pk}


def test_list_costs_the_same_for_two_articles_and_for_ten(
    desk: Client, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    model = CarModelFactory()
    ListingFactory(model=model)
    ArticleFactory.create_batch(2, title="Peugeot 508", body="<p>De Peugeot 508.</p>")
    with django_assert_max_num_queries(16) as few:
        assert "Peugeot 508" in desk.get(LIST).content.decode()
    ArticleFactory.create_batch(8, title="Peugeot 508", body="<p>De Peugeot 508.</p>")
    with django_assert_num_queries(len(few)):
        desk.get(LIST)


def test_figures_are_the_lengths_of_their_lists(desk: Client) -> None:
    DraftArticleFactory.create_batch(2)
    ScheduledArticleFactory()
    ArticleFactory()
    counts = [c for c in desk.get("/admin/").context["counts"] if "/articles/" in c.url]
    assert [count.number for count in counts] == [2, 1, 1]
    for count in counts:
        assert desk.get(count.url).context["cl"].result_count == count.number


@pytest.mark.parametrize(
    "query", ["?q=%00", "?when=x", "?category__exact=%27", "?author=%00", "?state__exact=zzz"]
)
def test_bad_query_strings_get_an_answer(desk: Client, query: str) -> None:
    assert desk.get(LIST + query).status_code in {200, 302, 400}


def test_list_shows_live_cars_of_what_is_published(desk: Client) -> None:
    ListingFactory.create_batch(2)
    ArticleFactory(title="Peugeot 508")
    DraftArticleFactory(title="Ook de Peugeot 508")
    cells = re.findall(r'field-live">(.*?)</td>', desk.get(LIST).content.decode())
    assert sorted("2" in cell for cell in cells) == [False, True]
    assert "0 → 2" in next(cell for cell in cells if "2" in cell)


@pytest.mark.parametrize(
    ("role", "status", "writes"),
    [(EDITORS, 200, True), (READ_ONLY, 200, False), (LISTINGS_STAFF, 403, False)],
)
def test_models_that_nobody_wrote_about(role: str, status: int, writes: bool) -> None:
    ListingFactory()
    answer = signed_in(role).get("/admin/articles/article/unwritten/")
    html = answer.content.decode()
    assert answer.status_code == status
    assert ("/occasions/peugeot/508/" in html) == (status == 200)
    assert ("add/?title=Peugeot%20508" in html) == writes


def test_title_of_a_new_article_may_be_given(desk: Client) -> None:
    form = desk.get(f"{ADD}?title=Peugeot%20508").context["adminform"].form
    assert form["title"].value() == "Peugeot 508"


# --- One article --------------------------------------------------------------------------------


def test_add_and_publish(desk: Client) -> None:
    sent = fields(desk, ADD, title="Nieuw", slug="nieuw", body="<p>Tekst</p>", state="published")
    assert desk.post(ADD, sent).status_code == 302
    assert Article.objects.published().get().title == "Nieuw"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("<p>a</p><script>alert(1)</script>", "<p>a</p>"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<h2>K</h2><a href="javascript:x()">a</a>', '<h2>K</h2><a rel="noopener">a</a>'),
        ('<p style="color:red">a</p><iframe src="//evil"></iframe>', "<p>a</p>"),
    ],
)
def test_text_is_cleaned(desk: Client, sent: str, kept: str) -> None:
    article = DraftArticleFactory()
    save(desk, article, body=sent)
    article.refresh_from_db()
    assert article.body == kept


def test_everything_the_editor_makes_is_kept(desk: Client) -> None:
    article = DraftArticleFactory()
    text = (
        "<h2>Kop</h2><h3>Kopje</h3><p><strong>vet</strong> <em>schuin</em><br>regel</p>"
        "<ul><li><p>een</p></li></ul><ol><li><p>een</p></li></ol>"
        '<blockquote><p>Zei hij</p></blockquote><p><a href="/nieuws/" rel="noopener">hier</a></p>'
    )
    save(desk, article, body=text)
    article.refresh_from_db()
    assert article.body == text


def test_text_has_a_limit(desk: Client) -> None:
    answer = save(desk, DraftArticleFactory(), body="<p>" + "a" * 60_001 + "</p>")
    assert "body" in answer.context["adminform"].form.errors  # type: ignore[attr-defined]


def test_picture_comes_and_goes(desk: Client) -> None:
    article = DraftArticleFactory()
    save(desk, article, picture=picture())
    article.refresh_from_db()
    assert (len(article.picture_digest), article.picture_width) == (64, 600)
    save(desk, article, title="Andere titel")
    assert Article.objects.get(pk=article.pk).picture_width == 600
    save(desk, article, remove_picture="on")
    assert Article.objects.get(pk=article.pk).picture_digest == ""


def test_picture_survives_an_error_elsewhere(desk: Client) -> None:
    article = DraftArticleFactory()
    sent = fields(desk, page(article), title="", picture=picture())
    html = desk.post(page(article), sent).content.decode()
    kept = html.split('name="picture-kept" value="')[1].split('"')[0]
    desk.post(page(article), {**sent, "title": "Nu wel", "picture": "", "picture-kept": kept})
    article.refresh_from_db()
    assert (article.title, article.picture_width) == ("Nu wel", 600)


def test_broken_picture_is_named(desk: Client) -> None:
    broken = SimpleUploadedFile("kapot.jpg", b"GIF89a", "image/jpeg")
    answer = save(desk, DraftArticleFactory(), picture=broken)
    assert "kapot.jpg" in str(answer.context["adminform"].form.errors["picture"])  # type: ignore[attr-defined]


def test_address_of_what_is_out_does_not_move(desk: Client) -> None:
    out, draft = ArticleFactory(slug="vast"), DraftArticleFactory(slug="los")
    save(desk, out, slug="anders")
    save(desk, draft, slug="anders")
    assert Article.objects.get(pk=out.pk).slug == "vast"
    assert Article.objects.get(pk=draft.pk).slug == "anders"


def test_only_drafts_are_deleted(desk: Client) -> None:
    draft, out = DraftArticleFactory(), ArticleFactory()
    assert desk.post(f"{LIST}{draft.pk}/delete/", {"post": "yes"}).status_code == 302
    assert desk.post(f"{LIST}{out.pk}/delete/", {"post": "yes"}).status_code == 403
    action = {"action": "delete_selected", "_selected_action": [out.pk], "post": "yes"}
    desk.post(LIST, action)
    assert list(Article.objects.all()) == [out]


def test_preview_is_the_page_readers_will_see(desk: Client) -> None:
    article = ScheduledArticleFactory()
    assert article.get_absolute_url() in desk.get(page(article)).content.decode()
    assert desk.get(article.get_absolute_url()).status_code == 200
    assert Client().get(article.get_absolute_url()).status_code == 404


# --- Beside the article -------------------------------------------------------------------------


def test_panel_shows_the_new_result_after_saving(desk: Client) -> None:
    car, article = ListingFactory(), DraftArticleFactory()
    SoldListingFactory(model=car.model)
    assert desk.get(page(article)).context["proof"].block.cars == []
    save(desk, article, body="<p>De Peugeot 508 rijdt fijn.</p>")
    context = desk.get(page(article)).context
    assert [match.listing for match in context["proof"].block.cars] == [car]
    assert context["proof"].block.cars[0].reason in desk.get(page(article)).content.decode()
    assert [one.name for one in context["proof"].vehicles] == ["Peugeot 508"]


def test_panel_shows_related_articles_with_their_reason(desk: Client) -> None:
    CarModelFactory()
    texts = {"body": "<p>De Peugeot 508.</p>"}
    one, two = ArticleFactory(**texts), ArticleFactory(**texts)
    (entry,) = desk.get(page(one)).context["related"]
    assert entry.article == two
    assert entry.reason in desk.get(page(one)).content.decode()


def pin(**values: Any) -> dict[str, Any]:
    names = ("id", "article", "kind", "model", "body", "listing", "position")
    given = {"kind": "pin", "position": 0, **values}
    return {"pins-TOTAL_FORMS": 1} | {f"pins-0-{name}": given.get(name, "") for name in names}


def test_model_with_body_is_pinned_and_a_car_comes_first(desk: Client) -> None:
    sedan, estate = ListingFactory(), ListingFactory(body="estate")
    ListingFactory(model=CarModelFactory(make=MakeFactory(slug="audi"), slug="a4"))
    article = DraftArticleFactory()
    save(desk, article, **pin(model=sedan.model_id, body=Body.ESTATE))
    cars = desk.get(page(article)).context["proof"].block.cars
    assert [match.listing for match in cars] == [estate]


@pytest.mark.parametrize("wrong", [{}, {"body": "estate"}, {"model": 1, "listing": 1}])
def test_pin_names_a_model_or_one_car(desk: Client, wrong: dict[str, Any]) -> None:
    car, article = ListingFactory(), DraftArticleFactory()
    ids = {"model": car.model_id, "listing": car.pk}
    values = {name: ids.get(name, value) for name, value in wrong.items()}
    assert save(desk, article, **pin(position=3, **values)).status_code == 200
    assert not ArticlePin.objects.exists()


def test_cars_to_pin_are_told_apart(desk: Client) -> None:
    car = ListingFactory(version="1.6 GT", mileage_km=80_662, price_eur=14_950)
    query = "app_label=articles&model_name=articlepin&field_name=listing&term=508"
    (result,) = desk.get(f"/admin/autocomplete/?{query}").json()["results"]
    for fact in ("Peugeot 508", "1.6 GT", "2020", "80.662", "14.950", f"#{car.pk}"):
        assert fact in result["text"]


def test_drafts_of_the_stock_are_not_the_newsrooms_to_change(desk: Client) -> None:
    car = DraftListingFactory()
    assert desk.get(f"/admin/listings/listing/{car.pk}/change/").status_code == 200
    assert desk.post(f"/admin/listings/listing/{car.pk}/change/", {}).status_code == 403


# --- History ------------------------------------------------------------------------------------


def test_history_names_who_changed_what(desk: Client) -> None:
    article = DraftArticleFactory(title="Eerst")
    save(desk, article, title="Toen")
    html = desk.get(f"{LIST}{article.pk}/history/").content.decode()
    assert "Eerst" in html and "Toen" in html
    assert article.history.first().history_user is not None


def test_old_version_can_be_put_back(desk: Client) -> None:
    article = DraftArticleFactory(title="Eerst")
    save(desk, article, title="Toen")
    first = article.history.last()
    url = f"{LIST}{article.pk}/history/{first.history_id}/"
    sent = fields_of_old(desk, url)
    assert desk.post(url, sent).status_code == 302
    article.refresh_from_db()
    assert article.title == "Eerst"


def fields_of_old(client: Client, url: str) -> dict[str, Any]:
    form = client.get(url).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    when = timezone.localtime(values.pop("published_at"))
    moment = {"published_at_0": when.strftime("%d-%m-%Y"), "published_at_1": when.strftime("%X")}
    return {name: value for name, value in values.items() if value not in (None, False)} | moment


def test_who_may_only_look_puts_nothing_back() -> None:
    looker, article = signed_in(READ_ONLY), DraftArticleFactory(title="Zo is het")
    url = f"{LIST}{article.pk}/history/{article.history.last().history_id}/"
    assert 'name="title"' not in looker.get(url).content.decode()
    answer = looker.post(url, {"title": "Gekraakt", "slug": "x", "category": "nieuws"})
    assert answer.status_code == 403
    article.refresh_from_db()
    assert article.title == "Zo is het"


# --- Content-Security-Policy --------------------------------------------------------------------


def policy(answer: HttpResponse) -> dict[str, str]:
    parts = answer["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts if " " in part)


@pytest.mark.parametrize("old", [False, True])
def test_only_what_bears_the_nonce_may_run(desk: Client, old: bool) -> None:
    article = DraftArticleFactory()
    url = (
        f"{LIST}{article.pk}/history/{article.history.last().history_id}/" if old else page(article)
    )
    answer = desk.get(url)
    html = answer.content.decode()
    (nonce,) = set(re.findall(r"'nonce-([^']+)'", answer["Content-Security-Policy"]))
    assert policy(answer)["script-src"] == f"'self' 'nonce-{nonce}'"  # type: ignore[arg-type]
    assert "unsafe" not in answer["Content-Security-Policy"]
    inline = re.findall(r"<(?:script|style)(?![^>]*\bsrc=)([^>]*)>", html)
    assert inline and all(f'nonce="{nonce}"' in attributes for attributes in inline)
    assert desk.get(url)["Content-Security-Policy"] != answer["Content-Security-Policy"]


def test_pages_without_editor_get_no_nonce(desk: Client) -> None:
    for url in ("/admin/", LIST, "/admin/login/"):
        assert "nonce" not in desk.get(url)["Content-Security-Policy"]


def test_scheduled_is_shown_as_such(desk: Client) -> None:
    ArticleFactory(published_at=timezone.now() + timedelta(hours=1))
    assert "badge scheduled" in desk.get(LIST).content.decode()


def test_who_only_looks_reads_the_text_as_readers_do() -> None:
    article = DraftArticleFactory(body="<p>Een <strong>sterk</strong> stuk.</p>")
    html = signed_in(READ_ONLY).get(page(article)).content.decode()
    assert "Een <strong>sterk</strong> stuk." in html
    assert 'type="file"' not in html
