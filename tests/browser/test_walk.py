"""One visitor, from the front page to a car and on through the news, with and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.results import Results


def find_peugeots(page: Page, *, script: bool) -> Results:
    page.goto("/")
    page.get_by_label("Merk", exact=True).select_option("peugeot")
    page.get_by_role("button", name="Toon occasions").click()
    expect(page).to_have_url(re.compile(r"/occasions/peugeot/$"))
    return Results(page, script=script)


def check_counts(results: Results, facet: str) -> None:
    """Every number beside a value is what one finds with it."""
    total, counts = results.total, results.counts(facet)
    assert len(counts) > 3
    for value, count in counts.items():
        results.choose(facet, value)
        results.has_total(count)
        results.choose(facet, value, on=False)
        results.has_total(total)


def open_car_and_come_back(results: Results) -> None:
    """Sorted, on page two, into a car, and back twice with everything as it was."""
    page = results.page
    results.sort("prijs")
    first = results.cars
    results.turn_to(2)
    second = results.cars
    assert not set(first) & set(second)
    page.locator("#resultaten .card h2 a", has_text="508").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Peugeot 508")
    car = page.url
    for address, cars in (("pagina=2$", second), ("sorteer=prijs$", first)):
        page.go_back()
        expect(page).to_have_url(re.compile(address))
        results.has_cars(cars)
        assert results.order == "prijs"
    page.goto(car)


def read_on(page: Page) -> None:
    """From the car to an article about its model, and from there to a car for sale."""
    page.locator("[aria-labelledby=read]").get_by_role("link", name="Peugeot 508: de reis").click()
    block = page.get_by_role("region", name="Ontdek deze occasions")
    expect(block.locator(".card .reason").first).to_contain_text("508")
    block.locator(".card h3 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Peugeot 508")


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(True, id="script"),
        pytest.param(
            False,
            id="no-script",
            marks=pytest.mark.browser_context_args(java_script_enabled=False),
        ),
    ],
)
def test_visitor_walks_through_the_site(page: Page, script: bool) -> None:
    results = find_peugeots(page, script=script)
    check_counts(results, "carrosserie")
    check_counts(results, "brandstof")
    open_car_and_come_back(results)
    read_on(page)
