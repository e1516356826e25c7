"""The box for a question in a browser: a list for the keyboard and the mouse, chips that follow."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.results import Results
from tests.browser.showroom import OCTAVIAS, PEUGEOTS
from tests.browser.test_accessibility import complaints


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Zoek in de occasions")


def lines(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggesties").get_by_role("option")


def typed(page: Page, text: str, url: str = "/occasions/") -> Locator:
    """The lines under the box after this was typed."""
    page.goto(url)
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    box(page).press_sequentially(text)
    expect(lines(page).first).to_be_visible()
    return lines(page)


@pytest.mark.parametrize("url", ["/", "/occasions/"])
def test_arrows_choose_and_enter_goes_there(page: Page, url: str) -> None:
    found = typed(page, "octav", url)
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_have_text("1 suggestie")
    page.keyboard.press("ArrowDown")
    expect(found.first).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_attribute("aria-activedescendant", "vraag-1")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/occasions/skoda/octavia/$"))


def test_home_end_escape_tab_and_the_way_round(page: Page) -> None:
    found = typed(page, "peu")
    last = found.count()
    assert last == 4  # the make and its models
    for key, chosen in [("ArrowUp", last), ("Home", 1), ("End", last), ("ArrowUp", last - 1)]:
        page.keyboard.press(key)
        expect(box(page)).to_have_attribute("aria-activedescendant", f"vraag-{chosen}")
    page.keyboard.press("Escape")
    expect(found).to_have_count(0)
    expect(box(page)).to_have_value("peu")
    page.keyboard.press("ArrowDown")
    expect(found).to_have_count(last)
    page.keyboard.press("Tab")
    expect(found).to_have_count(0)


def test_a_line_is_a_link_for_the_mouse(page: Page) -> None:
    typed(page, "508 sed").first.click()
    expect(page).to_have_url(re.compile(r"/occasions/peugeot/508/\?carrosserie=sedan$"))


def test_question_becomes_chips_and_makes_room_for_the_next(page: Page) -> None:
    page.goto("/occasions/")
    page.evaluate("window.stays = true")
    box(page).fill("octavia")
    box(page).press("Enter")
    expect(page).to_have_url(re.compile(r"/occasions/skoda/octavia/$"))
    expect(page.locator(".chip", has_text="Škoda Octavia")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(f"{OCTAVIAS} occasions")
    expect(box(page)).to_have_value("")
    box(page).fill("diesel zeldzaam")
    box(page).press("Enter")
    expect(page.locator(".chip.as-text")).to_contain_text("zeldzaam")
    expect(page).to_have_url(re.compile(r"octavia/\?q=zeldzaam&brandstof=diesel$"))
    page.locator(".chip.as-text").click()
    expect(page).to_have_url(re.compile(r"octavia/\?brandstof=diesel$"))
    assert page.evaluate("window.stays"), "the whole page was loaded"


def test_half_a_question_waits_while_a_filter_is_chosen(page: Page) -> None:
    page.goto("/occasions/")
    box(page).fill("octavia")
    results = Results(page)
    results.choose("merk", "peugeot")
    results.has_total(PEUGEOTS + 1)
    expect(box(page)).to_have_value("octavia")


def test_open_list_is_accessible(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    typed(page, "peugeot 508")
    page.keyboard.press("ArrowDown")
    assert complaints(page) == []


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_the_form_sends_the_question(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Zoek in de occasions").fill("octavia")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page).to_have_url(re.compile(r"/occasions/skoda/octavia/$"))
