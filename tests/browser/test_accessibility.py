"""Every public page at two widths and in both themes: no axe violation, no sideways scroll."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.axe import EVERYTHING, THEMES, violations
from tests.browser.conftest import Watch
from tests.browser.showroom import Showroom

WIDTHS = (1280, 390)
PAGES: dict[str, str | Callable[[Showroom], str]] = {
    "home": "/",
    "search": "/occasions/",
    "nothing found": "/occasions/skoda/octavia/?kleur=paars&prijs_tot=100",
    "bad values": "/occasions/skoda/?prijs_tot=veel",
    "make": "/occasions/peugeot/",
    "model": "/occasions/peugeot/508/",
    "for sale": lambda room: room.for_sale.get_absolute_url(),
    "reserved": lambda room: room.reserved.get_absolute_url(),
    "sold": lambda room: room.sold.get_absolute_url(),
    "contact": lambda room: f"{room.for_sale.get_absolute_url()}contact/",
    "makes": "/merken/",
    "read along": "/lees-mee/?zin=9",
    "news": "/nieuws/",
    "category": "/nieuws/categorie/test/",
    "article": "/nieuws/peugeot-508/",
    "about": "/over/",
    "privacy": "/privacy/",
    "how it works": "/zo-werkt-het/",
    "colophon": "/colofon/",
    "not found": "/bestaat-niet/",
    "English search": "/en/occasions/",
}


def address(name: str, room: Showroom) -> str:
    found = PAGES[name]
    return found if isinstance(found, str) else found(room)


def complaints(page: Page) -> list[str]:
    """What is wrong with the page that is open, in any of its four looks."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, options in THEMES:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found += [f"{width} {scheme} {line}" for line in violations(page, options)]
        root = "document.documentElement"
        if page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"):
            found.append(f"{width}: scrolls sideways")
    return found


@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible(page: Page, room: Showroom, watch: Watch, name: str) -> None:
    if name == "not found":
        watch.allowed.add("404")
    page.emulate_media(reduced_motion="reduce")  # no colours on their way to others
    page.goto(address(name, room))
    assert complaints(page) == []


@pytest.mark.browser_context_args(viewport={"width": 390, "height": 800})
def test_filters_on_a_phone_are_accessible(page: Page) -> None:
    page.goto("/occasions/")
    page.locator("[data-filters-open]").click()
    page.locator("#filter-dialog summary").first.wait_for()
    assert violations(page, EVERYTHING) == []


def test_skip_link_comes_first_and_works(page: Page) -> None:
    page.goto("/occasions/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_axe_finds_what_is_wrong(page: Page) -> None:
    """The control: the same colours twice, pale on white, and a picture without a text."""
    page.set_content(
        "<html lang=nl><title>x</title><main><h1>Kop</h1><img src='data:,'>"
        "<p style='color: #ccc'>bleek</p><p style='color: #ccc'>bleek</p></main>"
    )
    rules = [line.partition(":")[0] for line in violations(page, EVERYTHING)]
    assert rules == ["color-contrast", "color-contrast", "image-alt"]
