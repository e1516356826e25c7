"""A seller's cars beside a feed: found by id without a query each, and read whole to compare."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection

from listings.choices import State
from listings.intake.feeds.incoming import Facts, Incoming, Same
from listings.intake.feeds.told import column, columns, plain
from listings.intake.feeds.writing import picture_address
from listings.models import Feed, Photo
from listings.vocabulary.dictionary import Dictionary

OFFERED = (State.DRAFT, State.PUBLISHED, State.RESERVED)  # what a complete file can take off

_KNOWN = """
    SELECT car.id, car.external_id, car.state, car.license_plate, car.vin,
           car.source = %(source)s AND car.external_id <> '', of.feed_id = %(feed)s,
           CASE WHEN of.feed_id = %(feed)s THEN of.digest END
    FROM listings_listing AS car LEFT JOIN listings_feedcar AS of ON of.listing_id = car.id
    WHERE car.seller_id = %(seller)s ORDER BY car.id
"""
_PICTURES = """
    SELECT listing_id, source_url, position, id, true, digest FROM listings_photo
    WHERE listing_id = ANY(%(ids)s)
    UNION ALL
    SELECT listing_id, url, position, id, false, '' FROM listings_photoupload
    WHERE listing_id = ANY(%(ids)s) AND url <> ''
    ORDER BY 3, 5 DESC, 4
"""
_OPTIONS = """
    SELECT pair.listing_id, array_agg(one.slug ORDER BY one.slug)
    FROM listings_listing_options AS pair JOIN listings_option AS one ON one.id = pair.option_id
    WHERE pair.listing_id = ANY(%s) GROUP BY pair.listing_id
"""


class Known(NamedTuple):
    """A car of the seller as a plan needs to know it before it looks closer."""

    id: int
    external_id: str
    state: str
    license_plate: str
    vin: str
    has_id: bool  # its id is one of this feed's source
    is_fed: bool  # this feed brought it, or said it again
    digest: str | None  # of what the feed said last


class Stock:
    """All cars of the feed's seller, read by one query."""

    def __init__(self, feed: Feed) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                _KNOWN, {"source": feed.source, "feed": feed.pk, "seller": feed.seller_id}
            )
            self.cars = {row[0]: Known._make(row) for row in cursor.fetchall()}
        self._by_external = {car.external_id: car for car in self.cars.values() if car.has_id}
        self._by_any_id: dict[str, list[Known]] = {}
        self._by_mark: dict[str, list[int]] = {}
        for car in self.cars.values():
            self._by_any_id.setdefault(car.external_id, []).append(car)
            for mark in marks(car.license_plate, car.vin):
                self._by_mark.setdefault(mark, []).append(car.id)

    def find(self, row: Incoming) -> Known | None:
        """The car that the row means: by our own number if it is this seller's, else by theirs."""
        if row.listing_id is not None and (own := self.cars.get(row.listing_id)):
            return own
        return self._by_external.get(row.external_id) if row.external_id else None

    def marks(self) -> dict[str, str]:
        """What this feed said last of its cars, with their ids there."""
        return {car.digest: number for number, car in self._by_external.items() if car.digest}

    def same(self, row: Same) -> Known:
        """The car that one of these marks belongs to."""
        return self._by_external[row.external_id]

    def called(self, external_id: str) -> list[Known]:
        """Cars with this id at any source."""
        return self._by_any_id.get(external_id, [])

    def twins(self, plate: str, vin: str, but: int | None) -> list[int]:
        """Other cars of the seller with this plate or VIN."""
        found = {pk for mark in marks(plate, vin) for pk in self._by_mark.get(mark, ())}
        return sorted(found - {but})

    def live(self) -> int:
        """How many of its cars visitors can find now."""
        return sum(car.state in {State.PUBLISHED, State.RESERVED} for car in self.cars.values())

    def absent(self, named: set[int]) -> list[Known]:
        """This feed's cars on offer that are not among those."""
        return [
            car
            for car in self.cars.values()
            if (car.has_id or car.is_fed) and car.state in OFFERED and car.id not in named
        ]


def marks(plate: str, vin: str) -> list[str]:
    """What tells that two rows are one car, however the plate's dashes were typed."""
    bare = "".join(filter(str.isalnum, plate)).upper()
    return [mark for mark in (bare, vin.upper()) if len(mark) >= 6]


@dataclass(slots=True)
class Picture:
    """A photo, or one on its way (``is_photo`` false). ``is_own``: staff's, from no address."""

    url: str
    position: int
    id: int
    is_photo: bool
    is_own: bool


@dataclass(slots=True)
class Car:
    """A car as it is now, in the form of ``Wanted``."""

    id: int
    state: str
    locked: set[str]
    facts: Facts
    fed_state: str | None  # the state that this feed gave it; None: it never brought it
    options: set[str] = field(default_factory=set)
    pictures: list[Picture] = field(default_factory=list)


def read(
    feed: Feed, ids: Iterable[int], words: Dictionary, *, lock: bool = False
) -> dict[int, Car]:
    """These cars with all that a feed may tell, by number; locked until the transaction ends."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_cars_sql(lock=lock), [feed.pk, wanted, feed.seller_id])
        cars = {row[0]: _car(row, words) for row in cursor.fetchall()}
        cursor.execute(_OPTIONS, [list(cars)])
        for pk, slugs in cursor.fetchall():
            cars[pk].options = set(slugs)
        cursor.execute(_PICTURES, {"ids": list(cars)})
        for pk, url, position, number, is_photo, digest in cursor.fetchall():
            address = url or picture_address(Photo(digest=digest))
            cars[pk].pictures.append(Picture(address, position, number, is_photo, not url))
    return cars


def _cars_sql(*, lock: bool) -> str:
    names = ", ".join(f"car.{column(name)}" for name in columns())
    return (
        f"SELECT car.id, car.state, car.locked_fields, of.state, gen.name, {names} "  # noqa: S608  names of our own
        "FROM listings_listing AS car "
        "LEFT JOIN listings_feedcar AS of ON of.listing_id = car.id AND of.feed_id = %s "
        "LEFT JOIN listings_generation AS gen ON gen.id = car.generation_id "
        "WHERE car.id = ANY(%s) AND car.seller_id = %s "
        f"ORDER BY car.id {'FOR UPDATE OF car' if lock else ''}"
    )


def _car(row: tuple[Any, ...], words: Dictionary) -> Car:
    pk, state, locked, fed_state, generation, *values = row
    facts = {name: plain(value) for name, value in zip(columns(), values, strict=True)}
    facts["generation"] = generation
    if facts["make"] is not None:
        facts["make"] = words.make_by_id[facts["make"]].slug
    if facts["model"] is not None:
        facts["model"] = words.model_by_id[facts["model"]].word
    return Car(pk, state, set(locked), facts, fed_state)
