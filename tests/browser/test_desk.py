"""The staff's desk in a browser: the strict CSP holds, and the parts that are scripts work."""

import io
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.browser.conftest import Watch
from tests.browser.showroom import PASSWORD, Showroom
from tests.browser.test_accessibility import COLOURS, EVERYTHING

# Django's own tables have a heading without words above the column of handles.
DJANGOS = {"empty-table-header"}


@pytest.fixture
def desk(page: Page) -> Iterator[Page]:
    """A page of somebody who is signed in."""
    page.goto("/admin/")
    page.get_by_label("Gebruikersnaam").fill("chef")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.locator(".desk-counts")).to_be_visible()
    yield page


def car_page(room: Showroom) -> str:
    return f"/admin/listings/listing/{room.for_sale.pk}/change/"


def article_page(room: Showroom) -> str:
    return f"/admin/articles/article/{room.article.pk}/change/"


def pages(room: Showroom) -> list[str]:
    articles = "/admin/articles/article/"
    why = f"{articles}{room.article.pk}/why/?car={room.for_sale.pk}"
    stock = ["/admin/listings/listing/", car_page(room)]
    return ["/admin/", *stock, articles, article_page(room), why, f"{articles}unwritten/"]


def picture(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (900, 600), colour).save(file, "PNG")
    return file.getvalue()


def test_editor_makes_what_its_buttons_say(desk: Page) -> None:
    desk.goto("/admin/articles/article/add/")
    desk.locator("#id_title").press_sequentially("Geschreven aan het bureau")
    expect(desk.locator("#id_slug")).to_have_value("geschreven-aan-het-bureau")
    text = desk.get_by_role("textbox", name="Tekst")
    text.press_sequentially("Een sterk stuk.")
    text.press("Control+a")
    desk.get_by_label("bold", exact=True).click()
    desk.locator("[name=_continue]").click()
    expect(desk.locator("#id_body")).to_have_value("<p><strong>Een sterk stuk.</strong></p>")


def test_pin_is_chosen_by_typing_and_shown_after_saving(desk: Page, room: Showroom) -> None:
    desk.goto(article_page(room))
    before = room.article.pins.count()
    desk.locator("#pins-group .add-row a").click()
    desk.locator(f"#pins-{before} .field-model .select2-selection").click()
    desk.locator(".select2-search__field").press_sequentially("octavia")
    desk.get_by_role("option", name="Škoda Octavia").click()
    desk.locator("[name=_continue]").click()
    first = desk.locator(".proof .block-row li").first
    expect(first).to_contain_text("Octavia")
    room.article.pins.all().delete()


def test_photos_are_put_in_order_by_dragging(desk: Page, room: Showroom) -> None:
    before = [photo.pk for photo in room.for_sale.photos.all()]
    desk.goto(car_page(room))
    handles = desk.locator("#photos-group td.original p")
    handles.first.drag_to(handles.nth(2), steps=12)
    numbers = desk.locator("#photos-group .field-position input")
    expect(numbers.first).to_be_visible()
    desk.locator("[name=_continue]").click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    after = [photo.pk for photo in room.for_sale.photos.all()]
    assert after[0] != before[0]
    assert sorted(after) == sorted(before)


def test_broken_photo_is_named_and_the_good_one_waits(desk: Page, room: Showroom) -> None:
    desk.goto(car_page(room))
    desk.locator("#id_new_photos").set_input_files(
        [
            {"name": "goed.png", "mimeType": "image/png", "buffer": picture("#285")},
            {"name": "kapot.jpg", "mimeType": "image/jpeg", "buffer": b"geen foto"},
        ]
    )
    desk.locator("[name=_continue]").click()
    expect(desk.locator(".errorlist")).to_contain_text("kapot.jpg")
    expect(desk.locator(".kept-photos img")).to_have_count(1)
    expect(desk.locator("#photos-group .has_original")).to_have_count(3)


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_fit_and_complain_of_nothing(
    desk: Page, room: Showroom, watch: Watch, width: int
) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    for address in pages(room):
        desk.goto(address)
        desk.wait_for_load_state("networkidle")
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, address
        assert watch.complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_are_accessible(desk: Page, room: Showroom, watch: Watch, theme: str) -> None:
    watch.allowed |= {"Applying inline style", "preload assets"}  # axe's own doings
    desk.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    for address in pages(room):
        desk.goto(address)
        desk.wait_for_load_state("networkidle")
        asked = EVERYTHING if theme == "light" else COLOURS
        found = {rule["id"] for rule in Axe().run(desk, options=asked).response["violations"]}
        assert found <= DJANGOS, address


def test_an_articles_history_keeps_to_the_csp(desk: Page, room: Showroom) -> None:
    version = Article.history.filter(id=room.article.pk).first().history_id
    desk.goto(f"/admin/articles/article/{room.article.pk}/history/")
    desk.goto(f"/admin/articles/article/{room.article.pk}/history/{version}/")
    expect(desk.get_by_role("textbox", name="Tekst")).to_be_visible()
