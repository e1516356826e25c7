"""What every test gets: an index, a dictionary and media of its own."""

import gc
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from django.template import Template
from django.test import TransactionTestCase
from django.test.utils import _TestState
from xdist.scheduler import LoadScopeScheduling

from listings import visits
from listings.search import index
from listings.vocabulary import dictionary
from tests.transactions import empty_tables


@pytest.fixture(autouse=True)
def _forget_what_processes_keep() -> Iterator[None]:
    """A web process keeps an index, a dictionary and visits; between tests nothing may survive."""
    dictionary.forget()
    index.forget()
    yield
    dictionary.forget()
    index.forget()
    visits.forget()


@pytest.fixture(autouse=True, scope="session")
def _no_flush() -> Iterator[None]:
    """After a test with transactions of its own the tables are emptied, and nothing made anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: empty_tables())
        yield


@pytest.fixture(autouse=True)
def _own_media(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _own_index(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"  # type: ignore[attr-defined]


@pytest.fixture
def only_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_no_contexts(monkeypatch)


def keep_no_contexts(patch: pytest.MonkeyPatch) -> None:
    """Pages are made as the site makes them: else Django keeps a copy of the context of each of
    the hundreds of templates of a form, for tests that look into them.
    """
    patch.setattr(Template, "_render", _TestState.saved_data.template_render)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins early, so that no worker ends long after the others."""
    items.sort(key=lambda item: "torture" not in item.path.parts)


def pytest_collection_finish() -> None:
    """Modules and collected tests stay to the end: looking through them for garbage, hundreds of
    times, would take a seventh of the suite's time. What the tests leave behind is still found.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that the browser tests did not run, so that nobody takes green for tested."""
    skipped = terminalreporter.getreports("skipped")
    number = sum("browser" in report.keywords for report in skipped)
    if number:
        line = f"NOT TESTED IN A BROWSER: {number} tests were skipped, no Chromium is installed."
        terminalreporter.write_sep("!", line, red=True, bold=True)


# Files that stay with one worker: two browsers are slower than one on two cores, and what is loaded
# or compiled for a whole file, or for several, need not be made by each worker. The groups with
# most tests start first, so the browser, which takes longest, starts at once.
TOGETHER = [
    ["tests/browser/"],
    [*(f"tests/postgres/test_{name}.py" for name in ("keeper", "root")), "tests/test_serve.py"],
    ["tests/test_catalogue.py"],
    ["tests/test_demo.py"],
    ["tests/test_make_listings.py"],
    [f"tests/test_{name}.py" for name in ("mentions", "questions", "read_along", "titles")],
    ["tests/test_messages.py"],
    ["tests/test_weight.py"],
]


class Scheduler(LoadScopeScheduling):
    """Hands tests out one by one, save those that belong together. xdist's own groups are marks
    in a test's id, which pytest 9.2 no longer lets it change.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = next(filter(nodeid.startswith, chain(*TOGETHER)), None)
        return next((group[0] for group in TOGETHER if file in group), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduler:
    return Scheduler(config, log)
