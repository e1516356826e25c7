"""Read along in a browser: read while one types, by the button, and from the list of sentences."""

import re

import pytest
from playwright.sync_api import Page, expect

from listings.views.read_along import PACE
from tests.browser.conftest import Watch

HERE = "/lees-mee/"


@pytest.fixture(autouse=True)
def _at_rest() -> None:
    PACE.forget()


def test_text_is_read_as_one_types(page: Page) -> None:
    page.goto(f"{HERE}?zin=2")
    page.evaluate("window.stays = true")
    page.locator("#tekst").fill("peugeot 508 tot 20.000")
    expect(page.locator(".gloss .g-model mark")).to_contain_text("508")
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"[23] dingen gelezen, Vraag"))
    assert page.evaluate("window.stays"), "the whole page was loaded"
    assert page.url.endswith(HERE), "the address still names another text"


def test_choice_of_kind_reads_anew(page: Page) -> None:
    page.goto(HERE)
    page.locator("#tekst").fill("peugeot 508 tot 20.000")
    expect(page.locator(".ra-kind")).to_contain_text("Vraag")
    page.get_by_role("radio", name="Advertentietitel").check()
    expect(page.locator(".ra-kind")).to_contain_text("Advertentietitel")


def test_too_fast_is_said_and_the_text_stays(page: Page, watch: Watch) -> None:
    watch.allowed.add("429")
    page.goto(HERE)
    for _ in range(PACE.most):
        PACE.allows("127.0.0.1")
    page.locator("#tekst").fill("peugeot")
    expect(page.locator("#lezing .alert")).to_be_visible()
    expect(page.locator("#tekst")).to_have_value("peugeot")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_all_works_without_javascript(page: Page) -> None:
    page.goto(HERE)
    page.get_by_role("navigation", name="Twintig lastige zinnen").get_by_role("link").nth(6).click()
    expect(page).to_have_url(re.compile(r"\?zin=7$"))
    page.locator("#tekst").fill("peugeot 508")
    page.get_by_role("radio", name="Vraag").check()
    page.locator("#lees").get_by_role("button").click()
    expect(page.locator(".gloss .g-model mark")).to_contain_text("508")
    expect(page.locator("#tekst")).to_have_value("peugeot 508")
    assert page.url.endswith(HERE)
