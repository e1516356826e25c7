"""Writes them: chunk by chunk in one transaction, each chunk made while the last is written."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db import connection
from django.db.models import ManyToOneRel

from listings.demo.crowd import photos, rows
from listings.demo.crowd.draws import DAY, draw
from listings.demo.crowd.firms import PREFIX, Firms, load_firms
from listings.demo.crowd.fitted import fit, slugs
from listings.demo.crowd.kinds import Ints, Kinds, make_kinds
from listings.demo.crowd.wording import write_descriptions, write_titles
from listings.models import CarModel, Listing, Option, Photo, Seller, Town, bulk_load

CHUNK = 20_000
MEAN_DAYS, MOST_DAYS = 70, 300
MORNING = 5 * 3_600  # in UTC; nobody puts a car online before
UNORDERED = 0.01  # of the stock's length: how far an id may stand from its place in time
PAIRS = Listing.options.through._meta.db_table
LISTINGS, PHOTOS = Listing._meta.db_table, Photo._meta.db_table

Told = Callable[[int], None]


class NoCatalogueError(Exception):
    """There are no models, options or towns to make cars of."""


@dataclass(frozen=True)
class Chunk:
    """What three COPY statements take."""

    cars: int
    listings: bytes
    pairs: bytes
    photos: bytes


def make_listings(count: int, *, seed: int, at: datetime, told: Told = lambda done: None) -> None:
    """Insert ``count`` cars as they stand for sale at the moment ``at``, all of them or none.

    ``told`` hears after each chunk how many are written. The log gets an "everything" row per
    statement. Raises ``NoCatalogueError``.
    """
    _need_catalogue()
    kinds = make_kinds(count, seed, at)
    if not kinds.cars:
        raise NoCatalogueError
    with bulk_load():
        _check_at_once()
        firms = load_firms(count, seed)
        maker = _Maker(kinds, firms, seed, int(at.timestamp()))
        done = 0
        for chunk in _ahead(maker, count):
            _write(chunk)
            done += chunk.cars
            told(done)


def clear() -> tuple[int, int]:
    """Delete the cars that were made so, and their sellers; returns how many of each."""
    cars = Listing.objects.filter(source=rows.SOURCE, seller__slug__startswith=PREFIX)
    with bulk_load():
        _check_at_once()
        # In the database alone: Django would first fetch a million cars to see what hangs on them.
        for relation in Listing._meta.get_fields(include_hidden=True):
            if isinstance(relation, ManyToOneRel):
                theirs = relation.related_model._base_manager.filter(
                    **{f"{relation.field.name}__in": cars}
                )
                theirs._raw_delete(theirs.db)
        gone = cars._raw_delete(cars.db)
        firms = Seller.objects.filter(slug__startswith=PREFIX, listings=None)
        return gone, firms.delete()[0]


def tidy_up() -> None:
    """Vacuum and analyse what was written; outside a transaction only."""
    with connection.cursor() as cursor:
        for table in (LISTINGS, PAIRS, PHOTOS, Seller._meta.db_table):
            cursor.execute(f"VACUUM (ANALYZE) {table}")


class _Maker:
    """Makes one chunk after the other; each has a generator of its own."""

    def __init__(self, kinds: Kinds, firms: Firms, seed: int, now: int) -> None:
        self.kinds, self.firms, self.seed, self.now = kinds, firms, seed, now
        ids = dict(Option.objects.values_list("slug", "pk"))
        self.known = np.array([slug in ids for slug in slugs()])
        self.options = np.array([ids.get(slug, 0) for slug in slugs()])
        self.album = photos.album()

    def make(self, number: int, ids: Ints, published: Ints) -> Chunk:
        rng = np.random.default_rng([self.seed, number])
        kinds, firms = self.kinds, self.firms
        cars = draw(kinds, firms, published, self.now, rng)
        fitted = fit(cars, kinds, rng) & self.known
        titles = write_titles(cars, kinds, firms, fitted, rng)
        descriptions = write_descriptions(cars, kinds, firms, rng)
        return Chunk(
            len(ids),
            rows.listing_lines(ids, cars, kinds, firms, titles, descriptions),
            rows.pair_rows(ids, fitted, self.options),
            photos.photo_lines(ids, cars, kinds, self.album, rng),
        )


def _ahead(maker: _Maker, count: int) -> Iterator[Chunk]:
    """The chunks in order; while one is written, a thread makes the next."""
    published = _published(count, maker.seed, maker.now)
    waiting: Future[Chunk] | None = None
    with ThreadPoolExecutor(1) as hand:
        for number, start in enumerate(range(0, count, CHUNK)):
            moments = published[start : start + CHUNK]
            coming = hand.submit(maker.make, number, _new_ids(len(moments)), moments)
            if waiting:
                yield waiting.result()
            waiting = coming
        if waiting:
            yield waiting.result()


def _published(count: int, seed: int, now: int) -> Ints:
    """Moments of publication, about in order, as ids are in a table that grew."""
    rng = np.random.default_rng([seed, count])
    days = rng.exponential(MEAN_DAYS, count) % MOST_DAYS
    moments = now - (days * DAY).astype(np.int64)
    night = moments % DAY < MORNING
    oldest_first = np.sort(np.where(night, np.minimum(moments + MORNING + 7_200, now), moments))
    return oldest_first[np.argsort(np.arange(count) + rng.normal(0, count * UNORDERED, count))]


def _write(chunk: Chunk) -> None:
    _copy(LISTINGS, rows.COLUMNS, chunk.listings)
    _copy(PAIRS, ("listing_id", "option_id"), chunk.pairs, " (FORMAT binary)")
    _copy(PHOTOS, photos.COLUMNS, chunk.photos)


def _copy(table: str, columns: tuple[str, ...], data: bytes, form: str = "") -> None:
    into = f"{table} ({', '.join(columns)})"
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN{form}") as copy:
        copy.write(data)


def _new_ids(count: int) -> Ints:
    """From the table's own sequence, so that others may insert meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [LISTINGS, count],
        )
        return np.array(cursor.fetchall(), np.int64)[:, 0]


def _check_at_once() -> None:
    """Check references after each statement: remembering millions for the end takes memory."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _need_catalogue() -> None:
    if not all(table.objects.exists() for table in (CarModel, Option, Town)):
        raise NoCatalogueError
