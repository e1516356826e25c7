"""The search page in the hands of a visitor, with JavaScript or without."""

import re

from playwright.sync_api import Locator, Page, expect


class Results:
    """What stands on the search page, and what can be done there."""

    def __init__(self, page: Page, *, script: bool = True) -> None:
        self.page = page
        self.script = script

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    @property
    def total(self) -> int:
        """The number in the heading: "1.234 occasions" is 1234."""
        found = re.match(r"([\d.]+) occasions?", self.heading.inner_text())
        assert found, self.heading.inner_text()
        return int(found[1].replace(".", ""))

    @property
    def links(self) -> Locator:
        return self.page.locator("#resultaten .card h2 a")

    @property
    def cars(self) -> list[str | None]:
        """Where the cards lead, in order."""
        return [link.get_attribute("href") for link in self.links.all()]

    def has_cars(self, cars: list[str | None]) -> None:
        """Wait until these are the ones, in this order."""
        expect(self.links.first).to_have_attribute("href", cars[0] or "")
        assert self.cars == cars

    def counts(self, name: str) -> dict[str, int]:
        """The values of a facet that are shown, each with its number of cars."""
        values = {}
        for label in self.page.locator(f"#facetten label:has(input[name={name}])").all():
            if label.is_visible():
                number = label.locator(".n").inner_text().replace(".", "")
                values[self.value(label)] = int(number)
        return values

    @staticmethod
    def value(label: Locator) -> str:
        return label.locator("input").get_attribute("value") or ""

    def choose(self, name: str, value: str, on: bool = True) -> None:
        """Tick a value, or take the tick away, and have the results of that."""
        before = self.page.url
        self.page.locator(f"#facetten input[name={name}][value={value}]").set_checked(on)
        if not self.script:
            self.page.get_by_role("button", name="Toon de resultaten").click()
        self.page.wait_for_url(lambda url: url != before)  # an event: expect looks now and then

    @property
    def order(self) -> str:
        return self.page.locator("#sorteer").input_value()

    def sort(self, slug: str) -> None:
        self.page.locator("#sorteer").select_option(slug)
        if not self.script:
            self.page.get_by_role("button", name="Sorteer").click()
        expect(self.page).to_have_url(re.compile(f"sorteer={slug}"))

    def turn_to(self, number: int) -> None:
        self.page.get_by_role("link", name=f"Pagina {number}", exact=True).click()
        expect(self.page).to_have_url(re.compile(f"pagina={number}"))
        expect(self.page.locator(".pager [aria-current=page]")).to_contain_text(str(number))

    def has_total(self, total: int) -> None:
        """Wait until the heading says so."""
        written = f"{total:,}".replace(",", ".")
        expect(self.heading).to_have_text(re.compile(rf"^\s*{re.escape(written)} occasions?\b"))
