"""Feeds at an address: when they are fetched, and what becomes of what came."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from listings.intake.feeds import fetched
from listings.intake.fetching import FetchError
from listings.models import Feed, ImportRun
from tests.factories import SellerFactory

pytestmark = pytest.mark.django_db
URL = "https://dealer.example/export/stock%20list.xml?key=1"
NOW = timezone.now()


@pytest.fixture
def feed(settings: Any, tmp_path: Any) -> Feed:
    settings.DATA = tmp_path
    return Feed.objects.create(
        seller=SellerFactory(), format=Feed.Format.HEXON_XML, url=URL, every_hours=6
    )


def jobs() -> list[tuple[str, dict[str, Any]]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args::text FROM procrastinate_jobs ORDER BY id")
        return cursor.fetchall()


@pytest.mark.parametrize(
    ("changes", "age", "due"),
    [({}, None, 1), ({}, 7, 1), ({}, 5, 0), ({"url": ""}, None, 0), ({"is_active": False}, None, 0),
     ({"every_hours": None}, None, 0)],
)  # fmt: skip
def test_which_feeds_are_due(feed: Feed, changes: Any, age: int | None, due: int) -> None:
    Feed.objects.update(**changes)
    if age is not None:
        ImportRun.objects.create(feed=feed, created_at=NOW - timedelta(hours=age))
    assert (fetched.fetch_due(NOW), fetched.fetch_due(NOW)) == (due, due)
    assert jobs() == [("listings.fetch_feed", f'{{"feed_id": {feed.pk}}}')] * due


def test_what_came_is_imported(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(url: str, *, hosts: list[str], **options: Any) -> bytes:
        assert (url, hosts) == (URL, ["dealer.example"])
        return b"<voorraad/>"

    monkeypatch.setattr(fetched, "fetch", fetch)
    run = fetched.fetch_feed(feed.pk)
    assert run
    assert (run.file_name, run.state) == ("stock list.xml", ImportRun.State.PLANNING)
    assert [name for name, _ in jobs()] == ["listings.plan_import"]


def test_what_did_not_come_is_told(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(*args: Any, **options: Any) -> bytes:
        raise FetchError("dealer.example did not answer.", may_pass=True)

    monkeypatch.setattr(fetched, "fetch", fetch)
    run = fetched.fetch_feed(feed.pk)
    assert run
    assert (run.state, run.reason) == (ImportRun.State.FAILED, "dealer.example did not answer.")
    assert fetched.fetch_due(timezone.now()) == 0  # not again at once
    assert fetched.fetch_feed(feed.pk + 1) is None
