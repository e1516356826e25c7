"""Three hundred malformed feeds of each format: bad cars are reported, good ones are kept.

All of them with TORTURE=yes, a tenth in the suite. What each holds is known by construction.
"""

import io
import json
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from listings.intake import uploads
from listings.intake.feeds import runs
from listings.intake.feeds.records import MAX_BYTES
from listings.models import Feed, ImportRow, ImportRun, Listing, PhotoUpload
from listings.views import hexon
from tests.factories import CarModelFactory, ListingFactory, SellerFactory
from tests.torture import feed_files
from tests.torture.feed_damage import KINDS, Case, Planned, planned
from tests.torture.feed_files import FORMATS, HEXON

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
TORTURE = bool(os.environ.get("TORTURE"))
EACH = 300
ALL = planned(EACH)
CHOSEN = ALL if TORTURE else ALL[::9]  # which hits other kinds in each format
MOST_MB, SECONDS_PER_MB = 256, 2
BEFORE = 0.5  # seconds for what even an empty file costs, on a machine that is busy


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """What listens on this machine, and must never hear of anybody."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server
        with pytest.raises(BlockingIOError):
            server.accept()


def port(listener: socket.socket) -> int:
    return int(listener.getsockname()[1])


@pytest.fixture
def seller(settings: Any, tmp_path: Path) -> Any:
    settings.DATA = tmp_path
    CarModelFactory()
    return SellerFactory()


def plan(seller: Any, format: str, data: bytes) -> ImportRun:
    feed = Feed.objects.create(seller=seller, format=format)
    run = runs.start(feed, io.BytesIO(data), "feed", by=None, dry=True, background=False)
    runs.plan(run)
    return run


def test_there_are_enough_of_them() -> None:
    assert Counter(one.format for one in ALL) == dict.fromkeys(FORMATS, 300)
    assert len(KINDS) >= 20
    assert {one.kind for one in CHOSEN} == set(KINDS)
    assert {one.kind for one in ALL} == set(KINDS)


@pytest.mark.parametrize("format", FORMATS)
def test_undamaged_feeds_are_whole(seller: Any, format: str) -> None:
    """The control: without damage nothing is refused, and no other end is found."""
    texts = feed_files.records(format, feed_files.cars(format))
    run = plan(seller, format, feed_files.file(format, texts).encode())
    assert (run.new, run.refused, run.reason) == (feed_files.CARS, 0, "")


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_good_is_kept_and_what_is_bad_reported(
    seller: Any, listener: socket.socket, format: str
) -> None:
    wrong = []
    for one in chosen(format):
        case = one.make(port(listener))
        wrong += [f"{one}: {word}" for word in complaints(plan(seller, format, case.data), case)]
        Feed.objects.all().delete()
    assert wrong == []


def chosen(format: str) -> list[Planned]:
    return [one for one in CHOSEN if one.format == format]


def complaints(run: ImportRun, case: Case) -> Iterator[str]:
    """Every good car is new; every bad one is refused on a line of its own with a reason, and no
    other; where the file is not whole, or nothing of it could be read, a person hears why.
    """
    rows = list(run.rows.all())
    if {row.external_id for row in rows if row.kind == ImportRow.Kind.NEW} != case.good:
        yield "other cars are new"
    refused = [row for row in rows if row.kind == ImportRow.Kind.REFUSED]
    if not all(row.line and row.reason for row in refused):
        yield "refused without a line or a reason"
    if not all(any(row.line in where for row in refused) for where in case.bad):
        yield "a bad car is not refused"
    if len(refused) != len(case.bad) and not case.may_refuse_more:
        yield "a good car is refused"
    if run.state != ImportRun.State.PLANNED:
        yield f"the import is {run.state}"
    if bool(run.reason) != (not case.is_whole or not case.good):
        yield f"the reason is “{run.reason}”"


def test_whatever_is_pushed_is_answered(seller: Any, listener: socket.socket) -> None:
    """With yes or no, whatever it is; no is for what is not whole or has a car that is refused."""
    client = Client(raise_request_exception=False, headers={"Authorization": "Basic eDo="})
    user = {"push_user": "x", "push_password": make_password("")}
    hexon.PACE.forget()
    wrong = []
    for one in chosen(HEXON):
        Feed.objects.create(seller=seller, format=HEXON, **user)
        case = one.make(port(listener))
        answer = client.post("/feeds/hexon/", data=case.data, content_type="text/xml")
        is_good = bool(case.is_whole and case.good and not case.bad)
        kept = len(case.good) if case.is_whole else 0
        found = (answer.status_code, answer.content, Listing.objects.count())
        if found != (200, b"1" if is_good else b"0", kept):
            wrong.append(f"{one}: {found}")
        hexon.PACE.forget()
        Listing.objects.all().delete()
        Feed.objects.all().delete()
    assert wrong == []


def test_memory_and_time_have_limits(tmp_path: Path, listener: socket.socket) -> None:
    tasks, sizes = [], []
    for number, one in enumerate(CHOSEN):
        file = tmp_path / str(number)
        file.write_bytes(one.make(port(listener)).data)
        tasks.append(f"{one.format}={file}")
        sizes.append(file.stat().st_size / 1_000_000)
    found = measured(tasks)
    assert found["megabytes"] <= MOST_MB
    slow = [
        (str(one), seconds)
        for one, size, (_rows, seconds) in zip(CHOSEN, sizes, found["costs"], strict=True)
        if seconds > BEFORE + SECONDS_PER_MB * size
    ]
    if TORTURE:  # the suite asserts no time
        assert slow == []


def measured(tasks: list[str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.torture.read_feeds", *tasks]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr[-2000:]
    result: dict[str, Any] = json.loads(found.stdout)
    return result


if TORTURE:  # 64 MB take minutes

    @pytest.mark.parametrize("format", FORMATS)
    def test_the_largest_file_and_a_larger_one(tmp_path: Path, format: str) -> None:
        """Both within the same memory: the one is read to its end, the other not at all."""
        texts = feed_files.records(format, feed_files.cars(format, 20_000))
        size = MAX_BYTES // len(texts) - 20
        texts = [text.replace("gereden.", "x" * (size - len(text.encode()))) for text in texts]
        whole = feed_files.file(format, texts).encode()
        assert 0.9 * MAX_BYTES < len(whole) <= MAX_BYTES
        largest, larger = tmp_path / "largest", tmp_path / "larger"
        largest.write_bytes(whole)
        larger.write_bytes(whole + b" " * (MAX_BYTES + 1 - len(whole)))
        found = measured([f"{format}={largest}", f"{format}={larger}"])
        assert [rows for rows, _seconds in found["costs"]] == [20_001, 1]
        assert found["megabytes"] <= MOST_MB
        assert found["costs"][0][1] <= SECONDS_PER_MB * MAX_BYTES / 1_000_000


INSIDE = ["http://127.0.0.1:{}/", "https://127.0.0.1:{}/", "https://localhost:{}/",
          "https://[::1]:{}/", "https://localhost/", "file:///etc/passwd"]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_a_photo_inside_is_never_asked_for(
    seller: Any, listener: socket.socket, address: str
) -> None:
    """Not even where somebody has put such a host on the feed's list."""
    car = ListingFactory(seller=seller)
    feed = Feed.objects.create(
        seller=seller, format="own-csv", image_hosts=["127.0.0.1", "localhost", "::1", "[::1]"]
    )
    feed.cars.create(listing=car)
    upload = PhotoUpload.objects.create(listing=car, url=address.format(port(listener)))
    uploads.make(upload.pk)
    upload.refresh_from_db()
    assert upload.error
