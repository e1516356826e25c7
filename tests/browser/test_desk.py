"""The staff's desk in a browser: the strict CSP holds, and the parts that are scripts work."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from articles.models import Article
from listings.intake import uploads
from tests.browser.axe import EVERYTHING, THEMES, violations
from tests.browser.conftest import Watch
from tests.browser.showroom import Showroom

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
    "add": lambda room: "/admin/listings/listing/add/",
    "leads": lambda room: "/admin/listings/lead/",
    "feeds": lambda room: "/admin/listings/feed/",
    "new feed": lambda room: "/admin/listings/feed/add/",
    "imports": lambda room: "/admin/listings/importrun/",
    "articles": lambda room: "/admin/articles/article/",
    "article": article_page,
    "why": why_page,
    "unwritten": lambda room: "/admin/articles/article/unwritten/",
    "work": lambda room: "/admin/jobs/",
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


DROP = """([box, files]) => {
    const dataTransfer = new DataTransfer();
    for (const [name, bytes] of files)
        dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
    for (const type of ["dragenter", "dragover", "drop"])
        box.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
}"""


def drop(desk: Page, *files: tuple[str, bytes]) -> None:
    box = desk.locator(".photo-drop").element_handle()
    desk.evaluate(DROP, [box, [[name, [*data]] for name, data in files]])


def test_dropped_photos_come_into_the_table_and_a_broken_one_is_named(
    desk: Page, room: Showroom
) -> None:
    car, url = room.for_sale, car_page(room)
    desk.goto(url)
    desk.locator("#id_version").fill("niet kwijt")
    drop(desk, ("een.png", picture("#285")), ("kapot.jpg", b"x"), ("twee.png", picture("#582")))
    expect(desk.locator(".photo-list li[data-id]")).to_have_count(3)
    for upload in car.uploads.all():
        uploads.make(upload.pk)  # as the worker would
    rows = desk.locator("#photos-group .has_original")
    expect(rows).to_have_count(5)
    expect(desk.locator(".photo-list .bad")).to_contain_text("kapot.jpg")
    desk.locator(".photo-list .bad button").click()
    expect(desk.locator(".photo-list .bad")).to_have_count(0)
    desk.locator("#id_photos-4-alt").fill("De nieuwste")
    rows.nth(4).locator("[name=_cover]").click()
    expect(desk.locator("#id_photos-0-alt")).to_have_value("De nieuwste")
    expect(desk.locator("#id_version")).to_have_value("niet kwijt")
    assert not car.uploads.exists()


def test_photos_of_a_new_car_wait_in_its_form(desk: Page) -> None:
    desk.goto("/admin/listings/listing/add/")
    drop(desk, ("een.png", picture("#285")), ("twee.png", picture("#582")))
    drop(desk, ("drie.png", picture("#258")))
    expect(desk.locator(".photo-list li")).to_have_count(3)
    names = desk.locator("#id_new_photos").evaluate("input => [...input.files].map(f => f.name)")
    assert names == ["een.png", "twee.png", "drie.png"]


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
    for theme, asked in THEMES:
        desk.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        desk.evaluate(AT_REST)
        found = {line.partition(":")[0] for line in violations(desk, asked)}
        assert found <= DJANGOS, theme


def test_an_articles_history_keeps_to_the_csp(desk: Page, room: Showroom) -> None:
    version = Article.history.filter(id=room.article.pk).first().history_id
    desk.goto(f"/admin/articles/article/{room.article.pk}/history/")
    desk.goto(f"/admin/articles/article/{room.article.pk}/history/{version}/")
    expect(desk.get_by_role("textbox", name="Tekst")).to_be_visible()


def test_question_about_many_cars_fits_and_is_accessible(desk: Page, watch: Watch) -> None:
    desk.set_viewport_size({"width": 390, "height": 900})
    desk.goto("/admin/listings/listing/")
    desk.locator("#action-toggle").check()
    desk.get_by_label("Actie:").select_option("reserve")
    desk.get_by_role("button", name="Uitvoeren").click()
    expect(desk.locator(".fate.stays")).to_contain_text("Verkocht")
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390
    watch.allowed |= {"Applying inline style", "preload assets"}
    assert violations(desk, EVERYTHING) == []
