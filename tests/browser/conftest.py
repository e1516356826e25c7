"""One Chromium and one site for all browser tests; what a visitor must never meet fails a test."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from listings.search import index
from listings.vocabulary import dictionary
from tests.browser import showroom
from tests.browser.showroom import Showroom
from tests.conftest import keep_no_contexts
from tests.transactions import empty_tables

# Without a window: half the work of a whole Chromium, and the same engine.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
# Playwright's event loop makes Django believe that all code of this process is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
PATIENCE = 20_000  # ms; for a busy machine, not for a slow page
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip("no Chromium is installed"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium; inside a container root has no other sandbox to offer it."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": [*QUIET, *sandbox]}


@pytest.fixture(scope="package")
def browser_context_args(browser_context_args: dict[str, Any], site: "Site") -> dict[str, Any]:
    return {**browser_context_args, "base_url": site.url, "locale": "nl-NL"}


@dataclass(frozen=True)
class Site:
    url: str
    room: Showroom


@pytest.fixture(autouse=True)
def _own_media() -> None:
    """Here the media are the site's, for as long as it runs."""


@pytest.fixture(scope="package")
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """In place of pytest-django's: rows that stay from test to test, emptied after the last."""
    with django_db_blocker.unblock():
        yield
        empty_tables()


@pytest.fixture(scope="package")
def site(transactional_db: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site with a filled showroom, served from this process, and as fast as elsewhere: its
    answers keep no contexts.
    """
    media = tmp_path_factory.mktemp("media")
    with (
        override_settings(MEDIA_ROOT=media, SEARCH_PAGE_SIZE=showroom.PAGE_SIZE),
        pytest.MonkeyPatch.context() as patch,
    ):
        keep_no_contexts(patch)
        dictionary.forget()
        room = showroom.fill()
        server = LiveServer("127.0.0.1")
        yield Site(server.url, room)
        server.stop()
        index.forget()
        dictionary.forget()


@dataclass
class Watch:
    """What the browser complained about, and whom it asked."""

    home: str
    allowed: set[str] = field(default_factory=set)  # words of messages that a test means to cause
    seen: list[str] = field(default_factory=list)

    def on(self, page: Page) -> None:
        page.on("console", self.message)
        page.on("pageerror", lambda error: self.seen.append(f"error: {error}"))
        page.on("request", self.request)

    def message(self, message: ConsoleMessage) -> None:
        self.seen.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.home}/", "data:")):
            self.seen.append(f"asked another host: {request.url}")

    @property
    def complaints(self) -> list[str]:
        return [line for line in self.seen if not any(word in line for word in self.allowed)]


@pytest.fixture
def watch(site: Site) -> Watch:
    return Watch(site.url)


@pytest.fixture
def page(page: Page, watch: Watch) -> Iterator[Page]:
    """A page of the site; a console message or a request elsewhere fails the test."""
    page.set_default_timeout(PATIENCE)
    watch.on(page)
    yield page
    assert watch.complaints == []


@pytest.fixture(scope="package")
def signed_in(browser: Browser, browser_context_args: dict[str, Any], site: Site) -> list[Any]:
    """The cookies of somebody of the staff, who signed in once for all tests of the desk."""
    context = browser.new_context(**browser_context_args)
    page, watch = context.new_page(), Watch(site.url)
    watch.on(page)
    page.goto("/admin/")
    page.get_by_label("Gebruikersnaam").fill("chef")
    page.get_by_label("Wachtwoord").fill(showroom.PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.locator(".desk-counts")).to_be_visible()
    cookies = context.cookies()
    context.close()
    assert watch.complaints == []
    return cookies


@pytest.fixture
def desk(page: Page, signed_in: list[Any]) -> Page:
    """A page of somebody who is signed in."""
    page.context.add_cookies(signed_in)
    return page


@pytest.fixture
def room(site: Site) -> Showroom:
    return site.room
