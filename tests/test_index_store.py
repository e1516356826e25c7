"""The stored segment: mapped as it was written, or not at all; a build may end at any moment."""

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import call_command
from django.db import connection, transaction

from listings.models import Listing, bulk_load
from listings.search import builder, index, log, store
from listings.search.criteria import Criteria
from listings.search.index import Index
from listings.search.plain import Plain
from tests.factories import ListingFactory

pytestmark = pytest.mark.django_db(transaction=True)

CHEAPEST = Criteria(sort="price")


@pytest.fixture(autouse=True)
def _nothing_is_small(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every stock is one that a builder builds; here the test is the builder."""
    settings.SEARCH_BUILD_HERE_ROWS = 0
    monkeypatch.setattr(builder, "start", lambda: None)


def cars(number: int) -> list[int]:
    return [ListingFactory(price_eur=1_000 * (place + 1)).pk for place in range(number)]


def is_right() -> bool:
    """Whether whoever answers now, the index or the database, has the database's cars."""
    return index.fresh().search(CHEAPEST) == Plain().search(CHEAPEST)


def restarted() -> Index | Plain:
    """What a process that starts now answers from."""
    index.forget()
    return index.fresh()


def folders() -> list[str]:
    return sorted(path.name for path in store.root().iterdir() if path.is_dir())


# --- Mapped as it was written -------------------------------------------------------------------


def test_what_is_mapped_is_what_was_built() -> None:
    cars(3)
    assert isinstance(restarted(), Plain)
    assert builder.build() == 3
    mapped = restarted()
    assert isinstance(mapped, Index)
    stored = store.attach()
    assert stored is not None
    written = dict(store.arrays_of(stored.segment))
    assert not any(array.flags.writeable for array in written.values())
    assert is_right()
    assert mapped.counts == Plain().counts


def test_a_new_process_follows_from_the_stored_mark() -> None:
    first, second = cars(2)
    builder.build()
    Listing.objects.filter(pk=second).update(price_eur=10)
    Listing.objects.get(pk=first).mark_sold()
    ListingFactory(price_eur=20)
    assert isinstance(restarted(), Index)
    assert is_right()


def test_a_newer_segment_takes_the_place_of_the_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "KEEP_SECONDS", 0)
    (car,) = cars(1)
    builder.build()
    before = restarted()
    Listing.objects.filter(pk=car).update(price_eur=10)
    ListingFactory(price_eur=20)
    builder.build()
    after = index.fresh()
    assert isinstance(before, Index) and isinstance(after, Index)
    assert len(after.segments[0]) == 2 > len(before.segments[0])
    assert before.ids(CHEAPEST, 9) == [car]  # who still holds the old one is answered from it
    assert len(folders()) == 1
    assert is_right()


def test_old_segments_stay_for_a_minute() -> None:
    cars(1)
    builder.build()
    builder.build()
    assert not store.tidy()
    assert len(folders()) == 2


def test_many_changes_ask_for_a_builder(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(builder, "start", lambda: asked.append(True))
    monkeypatch.setattr(index, "DELTA_ROWS_BESIDE_STORED", 2)
    numbers = cars(3)
    builder.build()
    restarted()
    Listing.objects.filter(pk__in=numbers[:2]).update(price_eur=10)
    assert is_right() and not asked
    Listing.objects.filter(pk=numbers[2]).update(price_eur=20)
    assert is_right() and asked
    builder.build()
    asked.clear()
    assert is_right() and not asked


def test_after_a_bulk_load_the_builder_is_asked_until_it_has_seen_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(builder, "start", lambda: asked.append(True))
    cars(1)
    builder.build()
    restarted()
    with bulk_load():
        Listing.objects.update(price_eur=10)
    index.fresh()
    index.fresh()
    assert len(asked) == 2
    builder.build()
    assert is_right() and len(asked) == 2


def test_a_small_stock_does_not_go_back_to_an_older_segment(settings: Any) -> None:
    cars(2)
    builder.build()
    settings.SEARCH_BUILD_HERE_ROWS = 100
    with bulk_load():
        Listing.objects.update(price_eur=10)
    first = restarted()
    assert is_right()
    assert isinstance(first, Index)
    again = index.fresh()
    assert isinstance(again, Index)
    assert again.segments[0] is first.segments[0]


def test_a_transaction_sees_its_own_changes_beside_the_stored_ones() -> None:
    first, second = cars(2)
    builder.build()
    shared = restarted()
    with transaction.atomic():
        Listing.objects.filter(pk=second).update(price_eur=10)
        own = index.fresh()
        assert own.ids(CHEAPEST, 9) == [second, first]
        assert own.versions is None
        transaction.set_rollback(True)
    assert shared.ids(CHEAPEST, 9) == [first, second]
    assert is_right()


# --- Or not at all ------------------------------------------------------------------------------


def manifest() -> Path:
    return store.root() / store.MANIFEST


def an_array() -> Path:
    return store.root() / folders()[0] / "ids.npy"


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


DAMAGE: dict[str, Callable[[], None]] = {
    "no manifest": lambda: manifest().unlink(),
    "half a manifest": lambda: truncate(manifest()),
    "another byte in the manifest": lambda: flip(manifest()),
    "an empty manifest": lambda: os.truncate(manifest(), 0),
    "no array": lambda: an_array().unlink(),
    "half an array": lambda: truncate(an_array()),
    "an empty array": lambda: os.truncate(an_array(), 0),
    "another byte in an array": lambda: flip(an_array()),
    "zeros for an array": lambda: an_array().write_bytes(bytes(an_array().stat().st_size)),
    "a folder for an array": lambda: (an_array().unlink(), an_array().mkdir())[1],
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_what_is_damaged_is_not_mapped(kind: str) -> None:
    cars(2)
    builder.build()
    assert store.is_sound()
    DAMAGE[kind]()
    assert isinstance(restarted(), Plain)
    assert is_right()
    assert not store.is_sound()
    call_command("build_index", check=True, verbosity=0)
    assert isinstance(restarted(), Index) and is_right()


def test_another_format_is_not_mapped(monkeypatch: pytest.MonkeyPatch) -> None:
    cars(1)
    builder.build()
    monkeypatch.setattr(store, "format_hash", lambda: "of another release")
    assert isinstance(restarted(), Plain)


@pytest.mark.parametrize("part", range(3))
def test_another_server_history_or_database_is_not_mapped(
    part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    cars(1)
    builder.build()
    real = log._server

    def other(values: list[object]) -> log.Server:
        told = list(real(values))
        told[part] = ("1234567890", 99, 1)[part]
        return told[0], told[1], told[2]  # type: ignore[return-value]

    monkeypatch.setattr(log, "_server", other)
    assert isinstance(restarted(), Plain)


def test_only_one_builds_at_a_time() -> None:
    cars(1)
    with store.writing() as may_write:
        assert may_write
        assert builder.build() is None
    assert builder.build() == 1


def test_no_builder_is_started_beside_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command itself is run by tests/test_serve.py; here it would find another database."""
    started: list[list[str]] = []
    monkeypatch.undo()
    monkeypatch.setattr(builder, "_started_at", -1e9)
    monkeypatch.setattr(builder.subprocess, "Popen", lambda command, **_: started.append(command))
    with store.writing():
        builder.start()
    assert not started
    builder.start()
    builder.start()  # too soon after the first
    assert len(started) == 1 and "build_index" in started[0]


def test_what_the_disk_does_not_give_back_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    cars(1)
    monkeypatch.setattr(store, "_digest", lambda path: "another")
    with pytest.raises(store.DamagedError):
        builder.build()
    assert not manifest().exists()
    assert isinstance(restarted(), Plain)


# --- Killed at any moment -----------------------------------------------------------------------


def forked_build() -> int:
    """A builder in a process of its own; its number."""
    connection.close()
    connection.close_pool()  # its threads would not be there after the fork
    pid = os.fork()
    if not pid:
        try:
            builder.build()
        finally:
            os._exit(0)
    return pid


def test_a_killed_builder_leaves_what_was() -> None:
    """Thirty builds that end at thirty moments; each time the next process answers right."""
    numbers = cars(4)
    started = time.monotonic()
    os.waitpid(forked_build(), 0)
    whole = time.monotonic() - started
    clock = random.Random(4)
    for turn in range(30):
        Listing.objects.filter(pk=numbers[turn % 4]).update(price_eur=100 + turn)
        pid = forked_build()
        time.sleep(clock.uniform(0, whole))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        assert isinstance(restarted(), Index)
        assert is_right()
    assert builder.build() == 4
    assert not [name for name in folders() if name.startswith(store.UNFINISHED)]
    assert is_right()


def test_arrays_keep_their_kind() -> None:
    """What the records of facets rely on: words stay words, and numbers stay numbers."""
    cars(2)
    builder.build()
    stored = store.attach()
    assert stored is not None
    assert stored.segment.facets["bodies"].values == ["sedan"]
    assert all(isinstance(value, int) for value in stored.segment.facets["doors"].values)
    assert stored.segment.sets.dtype == np.uint64
