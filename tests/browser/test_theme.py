"""Light, dark or as the system says; remembered on the device alone."""

from playwright.sync_api import Page, expect

BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def test_chosen_theme_holds_on_the_next_page(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/over/")
    light = page.evaluate(BACKGROUND)
    page.get_by_label("Donker").check()
    dark = page.evaluate(BACKGROUND)
    page.goto("/colofon/")
    expect(page.get_by_label("Donker")).to_be_checked()
    assert page.evaluate(BACKGROUND) == dark != light


def test_system_theme_is_followed_at_first(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/over/")
    dark = page.evaluate(BACKGROUND)
    page.emulate_media(color_scheme="light")
    assert page.evaluate(BACKGROUND) != dark


def test_no_cookie_is_set(page: Page) -> None:
    for address in ("/", "/occasions/", "/nieuws/", "/over/"):
        page.goto(address)
    page.get_by_label("Donker").check()
    assert page.context.cookies() == []
