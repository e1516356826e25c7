"""The search page with JavaScript: results swapped, said, pushed to the URL; filters on a phone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.results import Results
from tests.browser.showroom import OCTAVIAS, PAGE_SIZE, PEUGEOTS

PHONE = pytest.mark.browser_context_args(viewport={"width": 390, "height": 800})
EVERYTHING = PEUGEOTS + OCTAVIAS + 1  # the reserved one is still shown


def at(page: Page, url: str) -> Results:
    page.goto(url)
    return Results(page)


def test_choice_swaps_the_results_and_says_so(page: Page) -> None:
    results = at(page, "/occasions/")
    page.evaluate("window.stays = true")
    results.choose("merk", "skoda")
    expect(page).to_have_url(re.compile(r"/occasions/skoda/$"))
    expect(page.get_by_role("status")).to_have_text(f"{OCTAVIAS} occasions")
    expect(page).to_have_title(re.compile(rf"^{OCTAVIAS} occasions: Škoda"))
    assert len(results.cars) == OCTAVIAS
    assert page.evaluate("window.stays"), "the whole page was loaded"


def test_back_button_goes_through_the_choices(page: Page) -> None:
    results = at(page, "/occasions/")
    results.choose("merk", "peugeot")
    results.choose("brandstof", "diesel")
    found = results.total
    page.go_back()
    expect(page).to_have_url(re.compile(r"/occasions/peugeot/$"))
    results.has_total(PEUGEOTS + 1)
    expect(page.locator("input[value=diesel]")).not_to_be_checked()
    page.go_forward()
    results.has_total(found)
    expect(page.locator("input[value=diesel]")).to_be_checked()


def test_chip_takes_its_filter_away(page: Page) -> None:
    results = at(page, "/occasions/peugeot/?brandstof=diesel")
    page.locator(".chip", has_text="Diesel").click()
    results.has_total(PEUGEOTS + 1)
    expect(page).to_have_url(re.compile(r"/occasions/peugeot/$"))


def test_typed_range_is_found_by_enter(page: Page) -> None:
    results = at(page, "/occasions/")
    page.locator("#id_prijs_tot").fill("€ 15.000")
    page.locator("#id_prijs_tot").press("Enter")
    expect(page).to_have_url(re.compile(r"prijs_tot=15000$"))
    assert 0 < results.total < EVERYTHING


def test_bad_value_is_named_and_left_out(page: Page) -> None:
    results = at(page, "/occasions/?prijs_tot=veel&merk=peugeot")
    expect(page.get_by_role("alert")).to_contain_text("veel")
    assert results.total == PEUGEOTS + 1


def test_nothing_found_leads_on(page: Page) -> None:
    results = at(page, "/occasions/skoda/octavia/?kleur=paars")
    results.has_total(0)
    way = page.locator(".loosen a", has_text="Paars")
    expect(way).to_contain_text(str(OCTAVIAS))
    way.click()
    results.has_total(OCTAVIAS)


def test_page_number_brings_the_focus_to_the_results(page: Page) -> None:
    results = at(page, "/occasions/")
    results.turn_to(2)
    expect(page.locator("#resultaten")).to_be_focused()
    assert len(results.cars) == PAGE_SIZE


def test_unfolded_filter_stays_unfolded(page: Page) -> None:
    results = at(page, "/occasions/")
    colours = page.locator("#facetten details", has=page.locator("input[name=kleur]"))
    colours.locator("summary").first.click()
    results.choose("merk", "skoda")
    expect(colours).to_have_attribute("open", "")


# --- On a phone -----------------------------------------------------------------------------------


@pytest.fixture
def dialog(page: Page) -> Locator:
    page.goto("/occasions/")
    page.locator("[data-filters-open]").click()
    dialog = page.get_by_role("dialog", name="Filters")
    expect(dialog).to_be_visible()
    return dialog


@PHONE
def test_dialog_counts_while_one_chooses(page: Page, dialog: Locator) -> None:
    show = dialog.locator("button[value=show]")
    expect(show).to_have_text(f"Toon {EVERYTHING} occasions")
    dialog.locator("input[value=skoda]").check()
    expect(show).to_have_text(f"Toon {OCTAVIAS} occasions")
    show.click()
    expect(dialog).to_be_hidden()
    Results(page).has_total(OCTAVIAS)
    assert page.url.endswith("/occasions/skoda/")


@PHONE
def test_escape_closes_the_dialog_and_gives_the_focus_back(page: Page, dialog: Locator) -> None:
    dialog.locator("input[value=skoda]").check()
    expect(dialog.locator("button[value=show]")).to_have_text(f"Toon {OCTAVIAS} occasions")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("[data-filters-open]")).to_be_focused()


@PHONE
def test_dialog_keeps_the_focus_inside(page: Page, dialog: Locator) -> None:
    for _ in range(8):
        page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
