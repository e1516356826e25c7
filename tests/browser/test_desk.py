"""The staff's desk in a browser: the strict CSP holds, and the parts that are scripts work."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.browser.conftest import Watch
from tests.browser.showroom import Showroom
from tests.browser.test_accessibility import AXE, COLOURS, EVERYTHING, violations

# Django's own tables have a heading without words above the column of handles.
DJANGOS = {"empty-table-header"}
# Buttons go from colour to colour: until none is on its way, axe would measure what nobody sees.
AT_REST = "() => Promise.allSettled(document.getAnimations().map(each => each.finished))"


def car_page(room: Showroom) -> str:
    return f"/admin/listings/listing/{room.for_sale.pk}/change/"


def article_page(room: Showroom) -> str:
    return f"/admin/articles/article/{room.article.pk}/change/"


def why_page(room: Showroom) -> str:
    return f"/admin/articles/article/{room.article.pk}/why/?car={room.for_sale.pk}"


PAGES: dict[str, Callable[[Showroom], str]] = {
    "desk": lambda room: "/admin/",
    "cars": lambda room: "/admin/listings/listing/",
    "car": car_page,
    "articles": lambda room: "/admin/articles/article/",
    "article": article_page,
    "why": why_page,
    "unwritten": lambda room: "/admin/articles/article/unwritten/",
    "work": lambda room: "/admin/work/",
}


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


@pytest.mark.parametrize("name", PAGES)
def test_page_fits_complains_of_nothing_and_is_accessible(
    desk: Page, room: Showroom, watch: Watch, name: str
) -> None:
    desk.set_viewport_size({"width": 390, "height": 900})
    desk.goto(PAGES[name](room))
    desk.wait_for_load_state("networkidle")
    for width in (390, 1280):
        desk.set_viewport_size({"width": width, "height": 900})
        assert desk.evaluate("document.documentElement.scrollWidth") <= width
    assert watch.complaints == []
    watch.allowed |= {"Applying inline style", "preload assets"}  # axe's own doings
    desk.evaluate(AXE.axe_script)
    for theme, asked in (("light", EVERYTHING), ("dark", COLOURS)):
        desk.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        desk.evaluate(AT_REST)
        found = {line.partition(":")[0] for line in violations(desk, asked)}
        assert found <= DJANGOS, theme


def test_an_articles_history_keeps_to_the_csp(desk: Page, room: Showroom) -> None:
    version = Article.history.filter(id=room.article.pk).first().history_id
    desk.goto(f"/admin/articles/article/{room.article.pk}/history/")
    desk.goto(f"/admin/articles/article/{room.article.pk}/history/{version}/")
    expect(desk.get_by_role("textbox", name="Tekst")).to_be_visible()
