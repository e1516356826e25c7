"""Feeds that lie somewhere: fetched when their time has come, and imported like any other file."""

import io
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.db.models import Max
from django.utils import timezone

from carsite.jobs import defer
from listings.intake.feeds import runs
from listings.intake.feeds.records import MAX_BYTES
from listings.intake.fetching import FetchError, fetch
from listings.models import Feed, ImportRun

SECONDS = 120.0
SLACK = timedelta(minutes=10)  # the clock comes by once an hour, not to the second
# What servers call files of these kinds; the readers decide what they are.
KINDS = (
    *("application/xml", "text/xml", "application/json", "text/json", "application/x-ndjson"),
    *("application/jsonl", "text/csv", "application/csv", "text/plain", "application/octet-stream"),
)


def fetch_due(now: datetime) -> int:
    """Ask for a job for every feed whose last file is older than it may be; how many."""
    feeds = Feed.objects.filter(is_active=True, every_hours__gt=0).exclude(url="")
    due = [
        feed
        for feed in feeds.annotate(last=Max("runs__created_at"))
        if feed.last is None or feed.last + timedelta(hours=feed.every_hours or 0) <= now + SLACK
    ]
    for feed in due:
        defer("listings.fetch_feed", queueing_lock=f"fetch-feed-{feed.pk}", feed_id=feed.pk)
    return len(due)


def fetch_feed(feed_id: int) -> ImportRun | None:
    """Fetch the feed's file and ask for its import. What goes wrong is kept as a failed one."""
    feed = Feed.objects.select_related("seller").filter(pk=feed_id, is_active=True).first()
    if feed is None or not feed.url:
        return None
    parts = urlsplit(feed.url)
    name = unquote(PurePosixPath(parts.path).name) or parts.hostname or ""
    try:
        host = parts.hostname or ""
        body = fetch(feed.url, hosts=[host], limit_bytes=MAX_BYTES, accept=KINDS, seconds=SECONDS)
    except FetchError as error:
        return ImportRun.objects.create(
            feed=feed,
            file_name=name[:200],
            state=ImportRun.State.FAILED,
            reason=error.reason,
            done_at=timezone.now(),
        )
    return runs.start(feed, io.BytesIO(body), name, by=None)
