"""The search index of this process: exact totals, pages and counts, as fresh as the change log.

``fresh()`` is the door. An ``Index`` is a value: a look at the log makes a new one and swaps one
reference, so a request that keeps its ``fresh()`` sees one stock from total to cards.
docs/search-index.md tells how it works.
"""

import logging
import threading
import time
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import OperationalError, connection

from listings.models import Listing
from listings.search import builder, log, store
from listings.search.building import build_segment, read_segment
from listings.search.criteria import Criteria
from listings.search.plain import Plain
from listings.search.results import Answer
from listings.search.segment import Segment
from listings.search.stock import Stock, nothing, read_stock
from listings.search.summed import Index
from listings.search.versions import Versions
from listings.vocabulary import dictionary

__all__ = ["Index", "forget", "fresh", "search"]

logger = logging.getLogger(__name__)

# Changed listings that the small segment may hold before all is built anew: in this process,
# which takes milliseconds, or by a builder, which takes half a minute at a million cars.
DELTA_ROWS = 5_000
DELTA_ROWS_BESIDE_STORED = 10_000
FIRST_LOOK_SECONDS = 1.0  # finding the stored segment takes a seventh of it


@dataclass(frozen=True, slots=True)
class _Held:
    """What this process knows: swapped as one reference, never changed."""

    index: Index
    mark: log.Mark
    changed: frozenset[int]  # listings that changed since the main segment was built …
    delta: Stock  # … and those of them that are public
    stamp: tuple[int, ...] | None  # of the manifest that was there when it was mapped or built
    is_stored: bool  # whether it is mapped; else it was built here
    is_due: bool = False  # whether a new main segment is wanted
    is_tidy: bool = False  # whether the segments before this one were removed


_held: _Held | None = None
_looked_at = -1e9  # monotonic seconds
_words_in_doubt = False  # whether the dictionary may hold words of a transaction
_one_looks = threading.Lock()


def search(criteria: Criteria) -> Answer:
    """The answer from a fresh index."""
    return fresh().search(criteria)


def fresh(now: bool = False) -> Index | Plain:
    """The index, after a look at the change log unless the last one was just now.

    With ``now`` always after a look: staff see at once what they changed. While the first index
    is built, the database answers. Inside a transaction the answer comes from an index of what
    that transaction sees, which nobody else gets.
    """
    if connection.in_atomic_block:
        return _of_this_transaction()
    if not now and time.monotonic() < _looked_at + settings.SEARCH_LOOK_SECONDS:
        return _index_of(_held)
    if not _one_looks.acquire(timeout=-1 if now else _patience()):
        return _index_of(_held)
    try:
        return _index_of(_look())
    except OperationalError:
        if _held is None:
            raise
        # A replica cancels a look that is in the way of its recovery: the next one will do.
        logger.warning("The change log could not be read", exc_info=True)
        return _index_of(_held)
    finally:
        _one_looks.release()


def _patience() -> float:
    """Seconds to wait for another thread's look: none, but for a process's very first, beside
    which there is nothing yet to answer from but the database, and that takes longer.
    """
    return FIRST_LOOK_SECONDS if _looked_at < 0 else 0


def forget() -> None:
    """Drop the index; the next search finds or builds one."""
    global _held, _private, _looked_at
    with _one_looks:
        _held, _private, _looked_at = None, None, -1e9


def _index_of(held: _Held | None) -> Index | Plain:
    return held.index if held else Plain()


def _look() -> _Held | None:
    global _held, _private, _looked_at, _words_in_doubt  # noqa: PLW0603 -- the one cached value
    started = time.monotonic()
    _private = None  # its transaction is over, most likely, and it holds on to older segments
    if _words_in_doubt:
        dictionary.forget()
        _words_in_doubt = False
    _held = _begun() if _held is None else _followed(_held)
    _looked_at = started
    return _held


# --- The first index of a process ---------------------------------------------------------------


def _begun() -> _Held | None:
    """The stored segment brought up to date, or one built here; None while one is being built."""
    dictionary.forget()  # the log is not asked what changed in it before
    held = _attached(Versions.anew())
    return _settled(held) if held else _built_anew()


def _attached(versions: Versions) -> _Held | None:
    """The stored segment with what changed since; None where there is none of this database."""
    stamp = store.stamp()
    stored = store.attach()
    if stored is None:
        return None
    news = log.look(stored.mark)
    if news.is_lost:
        return None
    index = Index((stored.segment,), versions)
    return _told(_Held(index, stored.mark, frozenset(), nothing(), stamp, True), news)


def _built_anew() -> _Held | None:
    """An index built here where the stock is small; else a builder starts, and it is None."""
    if not _is_small():
        builder.start()
        return None
    stamp = store.stamp()  # what is stored now is older than what is read next
    with builder.one_moment():
        mark = log.take_mark()
        # What the log said of the catalogue lies before this mark, and is not told again.
        dictionary.forget()
        index = Index((read_segment(),), Versions.anew())
    return _Held(index, mark, frozenset(), nothing(), stamp, False)


def _is_small() -> bool:
    """Whether building takes so little that a request can wait for it."""
    most = settings.SEARCH_BUILD_HERE_ROWS
    # In the order of an index, so that not the table is read but its beginning.
    some = Listing.objects.public().order_by("state", "-published_at")[: most + 1]
    return some.count() <= most


# --- Every later look ---------------------------------------------------------------------------


def _followed(held: _Held) -> _Held | None:
    """What is held, brought up to the log; on a newer main segment where there is one."""
    news = log.look(held.mark)
    if news.is_lost:
        return _begun()
    held = _told(held, news)
    if held.stamp != (stamp := store.stamp()) and stamp is not None:
        # After the look: the versions know all that the newer segment holds.
        newer = _attached(held.index.versions or Versions.anew())
        held = newer or replace(held, stamp=stamp)
    return _settled(held)


def _settled(held: _Held) -> _Held | None:
    """What is held, after what it asks for: a new main segment, and the old ones gone."""
    if held.is_due and _is_small():
        return _built_anew()
    if held.is_due:
        builder.start()
    if held.is_stored and not held.is_tidy:
        held = replace(held, is_tidy=store.tidy())
    return held


def _told(held: _Held, news: log.News) -> _Held:
    """What is held and the news, without a new main segment."""
    if "catalogue" in news.others:
        dictionary.forget()
    index, delta = held.index, held.delta
    changed = held.changed | news.listings
    if news.listings:
        with builder.one_moment():
            delta = delta.replaced(news.listings, read_stock(news.listings))
        index = replace(index, segments=_segments(index, changed, delta))
    if index.versions and news.everything:
        index = replace(index, versions=Versions.anew())
    elif index.versions and (news.listings or news.others):
        index = replace(index, versions=index.versions.heard(news.listings, news.others))
    most = DELTA_ROWS_BESIDE_STORED if held.is_stored else DELTA_ROWS
    is_due = held.is_due or news.everything or len(changed) > most
    return replace(held, index=index, mark=news.mark, changed=changed, delta=delta, is_due=is_due)


def _segments(index: Index, changed: frozenset[int], delta: Stock) -> tuple[Segment, Segment]:
    return index.segments[0].without(changed), build_segment(delta)


# --- Inside a transaction -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Private:
    """What a transaction sees, its own changes too: nobody else gets it."""

    own: tuple[int, int]  # what the transaction had changed
    mark: log.Mark
    index: Index
    has_own_words: bool  # whether the dictionary was forgotten for it


_private: _Private | None = None


def _of_this_transaction() -> Index | Plain:
    """An index of what the surrounding transaction sees, the same until that is something else."""
    global _private  # noqa: PLW0603 -- the one cached value
    own = log.own_changes()
    if own and (kept := _private) and kept.own == own and _is_as_it_was(kept):
        return kept.index
    index, mark, has_own_words = _seen_here()
    if own and isinstance(index, Index):
        _private = _Private(own, mark, index, has_own_words)
    return index


def _is_as_it_was(kept: _Private) -> bool:
    news = log.look(kept.mark)
    is_same = not (news.listings or news.others or news.everything)
    return is_same and (_words_in_doubt or not kept.has_own_words)


def _seen_here() -> tuple[Index | Plain, log.Mark, bool]:
    """The index, up to where in the log, and whether the dictionary was forgotten for it."""
    held = _held
    news = log.look(held.mark) if held else None
    if held is None or news is None or news.everything:
        _read_own_words()
        mark = log.take_mark()
        return Index((read_segment(),)) if _is_small() else Plain(), mark, True
    has_own_words = _words_in_doubt or "catalogue" in news.others
    if has_own_words:
        _read_own_words()
    if not news.listings:
        return replace(held.index, versions=None), news.mark, has_own_words
    delta = held.delta.replaced(news.listings, read_stock(news.listings))
    index = Index(_segments(held.index, held.changed | news.listings, delta))
    return index, news.mark, has_own_words


def _read_own_words() -> None:
    """The transaction's words may be its own, too; if it fails, they are forgotten again."""
    global _words_in_doubt  # noqa: PLW0603 -- told to the next look
    dictionary.forget()
    _words_in_doubt = True
