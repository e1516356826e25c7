"""The photos of a car, by keyboard and by pointer."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.showroom import Showroom


@pytest.fixture(autouse=True)
def _on_the_page_of_a_car(page: Page, room: Showroom) -> None:
    page.goto(room.for_sale.get_absolute_url())


def place(page: Page) -> str:
    return page.locator(".frame [data-at]").inner_text()


def test_arrow_keys_turn_the_photos(page: Page) -> None:
    at = page.locator(".frame [data-at]")
    page.locator(".frame .strip").focus()
    page.keyboard.press("ArrowRight")
    expect(at).to_have_text("2")
    page.keyboard.press("ArrowRight")
    expect(at).to_have_text("3")
    page.keyboard.press("ArrowLeft")
    expect(at).to_have_text("2")


def test_buttons_stop_at_the_ends(page: Page) -> None:
    back, on = page.locator(".frame [data-step='-1']"), page.locator(".frame [data-step='1']")
    expect(back).to_be_disabled()
    on.click()
    expect(page.locator(".frame [data-at]")).to_have_text("2")
    expect(back).to_be_enabled()
    # At the desk other tests add photos to this car.
    for number in range(3, page.locator(".frame .strip a").count() + 1):
        on.click()
        expect(page.locator(".frame [data-at]")).to_have_text(str(number))
    expect(on).to_be_disabled()


def test_thumbnail_shows_its_photo(page: Page) -> None:
    page.locator(".gallery .thumbs a").nth(2).click()
    expect(page.locator(".frame [data-at]")).to_have_text("3")
    expect(page.locator(".gallery .thumbs a[aria-current]")).to_have_attribute("href", "#foto-3")


def test_large_view_opens_closes_and_gives_the_focus_back(page: Page) -> None:
    photo = page.locator(".frame .strip a").first
    photo.focus()
    page.keyboard.press("Enter")
    viewer = page.locator("#viewer")
    expect(viewer).to_be_visible()
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(photo).to_be_focused()
