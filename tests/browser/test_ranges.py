"""Sliders: what the total says while a thumb moves is what is found when one lets go."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.results import Results


class Slider:
    """A range's two thumbs over its histogram."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.facet = page.locator(f"details:has(> .range [name={name}_van])")
        if self.facet.get_attribute("open") is None:
            self.facet.locator("summary").click()

    def thumb(self, end: str) -> Locator:
        return self.facet.get_by_role("slider", name=end)

    def field(self, end: int) -> Locator:
        return self.facet.locator(".input").nth(end)

    def hold(self, start: float, stop: float) -> None:
        """Press at one place of the picture and go to another, both as shares of its width."""
        self.facet.scroll_into_view_if_needed()
        box = self.facet.locator("svg").bounding_box()
        assert box
        foot = box["y"] + box["height"] + 8
        self.page.mouse.move(box["x"] + start * box["width"], foot)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + stop * box["width"], foot, steps=4)

    @property
    def promise(self) -> str:
        return self.facet.locator(".promise").inner_text()


def is_kept(page: Page, promise: str, name: str) -> None:
    """The promised total is the one that the answer to this parameter brings."""
    assert (page.locator("h1").text_content() or "").startswith(promise)
    with page.expect_response(re.compile(rf"[?&]{name}=")) as answer:
        page.mouse.up()
    assert f"<title>{promise}:" in answer.value.text()
    expect(page.get_by_role("status")).to_have_text(promise)
    expect(page.locator("h1")).to_have_text(re.compile(rf"^\s*{promise}\b"))


def test_total_follows_both_thumbs_of_the_price(page: Page) -> None:
    page.goto("/occasions/")
    price = Slider(page, "prijs")
    price.hold(0, 0.3)
    is_kept(page, price.promise, "prijs_van")
    expect(price.thumb("minimum")).to_be_focused()
    price.hold(0.98, 0.7)
    expect(page.locator("h1 span")).to_be_hidden()  # it tells of the lower end alone
    said = f"€\xa0{price.field(1).input_value()}"
    expect(price.thumb("maximum")).to_have_attribute("aria-valuetext", said)
    is_kept(page, price.promise, "prijs_tot")
    typed = [price.field(end).input_value().replace(".", "") for end in (0, 1)]
    assert page.url.endswith(f"?prijs_van={typed[0]}&prijs_tot={typed[1]}")
    price.hold(0.3, 0)
    is_kept(page, price.promise, "prijs_tot")
    assert price.field(0).input_value() == ""


def test_year_by_keyboard_keeps_the_focus(page: Page) -> None:
    page.goto("/occasions/")
    year = Slider(page, "bouwjaar")
    oldest = year.thumb("minimum")
    expect(oldest).to_have_attribute("aria-valuetext", "geen grens")
    oldest.focus()
    for _ in range(3):  # faster than answers come
        page.keyboard.press("ArrowRight")
    expect(oldest).to_have_attribute("aria-valuetext", "2015")
    promise = year.promise
    expect(page).to_have_url(re.compile(r"bouwjaar_van=2015$"))
    expect(page.get_by_role("status")).to_have_text(promise)
    expect(oldest).to_be_focused()


def test_typed_end_between_stops_stays_while_the_other_moves(page: Page) -> None:
    results = Results(page)
    page.goto("/occasions/?prijs_van=8000")
    price = Slider(page, "prijs")
    before = results.total
    price.hold(0.98, 0.5)
    assert price.field(0).input_value() == "8.000"
    assert results.total < before
    is_kept(page, price.promise, "prijs_tot")


@pytest.mark.browser_context_args(viewport={"width": 390, "height": 800})
def test_button_of_the_dialog_follows(page: Page) -> None:
    page.goto("/occasions/")
    page.locator("[data-filters-open]").click()
    price = Slider(page, "prijs")
    price.hold(0.98, 0.4)
    promise = price.promise
    expect(page.locator("button[value=show]")).to_have_text(f"Toon {promise}")
    is_kept(page, promise, "prijs_tot")
    expect(page.locator("button[value=show]")).to_have_text(f"Toon {promise}")
