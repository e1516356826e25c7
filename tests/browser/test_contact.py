"""A question to the seller: within the page by htmx, or on a page of its own."""

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from listings.models import Lead
from tests.browser.conftest import Watch
from tests.browser.showroom import Showroom

THANKS = "Dank u, uw vraag is onderweg."


def write(page: Page, name: str) -> None:
    page.locator("#id_name").fill(name)
    page.locator("#id_email").fill("bezoeker@example.org")
    page.locator("#id_message").fill("Is deze auto zaterdag te zien?")
    page.get_by_role("button", name="Verstuur").click()


def test_question_is_asked_within_the_page(page: Page, room: Showroom) -> None:
    page.goto(room.for_sale.get_absolute_url())
    address = page.url
    page.get_by_role("link", name="Schrijf uw vraag").click()
    write(page, "Bezoeker met script")
    expect(page.get_by_role("status")).to_contain_text(THANKS)
    assert page.url == address
    assert Lead.objects.get(name="Bezoeker met script").listing == room.for_sale
    assert mail.outbox[-1].reply_to == ["bezoeker@example.org"]


def test_what_is_missing_is_said_beside_the_field(page: Page, room: Showroom, watch: Watch) -> None:
    watch.allowed.add("422")  # Chromium reports every refused form as a failed resource
    page.goto(room.for_sale.get_absolute_url())
    page.get_by_role("link", name="Schrijf uw vraag").click()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("alert")).to_be_visible()
    described = page.locator("#id_email").get_attribute("aria-describedby")
    expect(page.locator(f"#{described}")).not_to_be_empty()
    expect(page.locator("#id_email")).to_have_attribute("aria-invalid", "true")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_question_is_asked_without_javascript(page: Page, room: Showroom) -> None:
    page.goto(room.for_sale.get_absolute_url())
    page.get_by_role("link", name="Schrijf uw vraag").click()
    expect(page.locator("#id_name")).to_be_visible()
    write(page, "Bezoeker zonder script")
    expect(page.get_by_role("status")).to_contain_text(THANKS)
    assert Lead.objects.filter(name="Bezoeker zonder script").exists()
