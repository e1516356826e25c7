"""Cars written many at once: each function is a statement or two, whatever their number."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from carsite.jobs import defer_each
from listings.choices import PUBLIC_STATES, State
from listings.intake.feeds.stock import OFFERED
from listings.intake.feeds.told import column, columns, sql_types
from listings.models import Feed

Row = Mapping[str, Any]  # "id" or "external_id", "state", and columns by their names
_PUBLIC = ", ".join(f"'{state}'" for state in PUBLIC_STATES)

_ADD_OPTIONS = """
    INSERT INTO listings_listing_options (listing_id, option_id)
    SELECT * FROM unnest(%s::bigint[], %s::bigint[]) ON CONFLICT DO NOTHING
"""
_REMOVE_OPTIONS = """
    DELETE FROM listings_listing_options AS pair
    USING unnest(%s::bigint[], %s::bigint[]) AS old(listing_id, option_id)
    WHERE pair.listing_id = old.listing_id AND pair.option_id = old.option_id
"""
_WITHDRAW = """
    UPDATE listings_listing SET state = %(withdrawn)s, state_at = %(now)s, updated_at = %(now)s
    WHERE id = ANY(%(ids)s) AND seller_id = %(seller)s AND state = ANY(%(offered)s)
      AND NOT 'state' = ANY(locked_fields)
    RETURNING id
"""
_FEED_CARS = """
    INSERT INTO listings_feedcar AS old (listing_id, feed_id, digest, state)
    SELECT new.listing_id, %s, new.digest, new.state
    FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS new(listing_id, digest, state)
    ON CONFLICT (listing_id) DO UPDATE SET digest = excluded.digest, state = excluded.state
    WHERE old.feed_id = excluded.feed_id
"""
_ADD_PICTURES = """
    INSERT INTO listings_photoupload
        (listing_id, url, name, position, stored_file, error, created_at)
    SELECT listing_id, url, name, position, '', '', %s
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::smallint[])
        AS new(listing_id, url, name, position)
    RETURNING id
"""
_REMOVE_PICTURES = (
    """
    DELETE FROM listings_photo USING unnest(%s::bigint[], %s::text[]) AS old(listing_id, url)
    WHERE listings_photo.listing_id = old.listing_id AND source_url = old.url
    """,
    """
    DELETE FROM listings_photoupload AS one
    USING unnest(%s::bigint[], %s::text[]) AS old(listing_id, url)
    WHERE one.listing_id = old.listing_id AND one.url = old.url
    """,
)
_ORDER_PICTURES = """
    UPDATE {table} AS one SET position = new.position
    FROM unnest(%s::bigint[], %s::smallint[]) AS new(id, position) WHERE one.id = new.id
"""


def insert(feed: Feed, rows: Sequence[Row], now: datetime) -> dict[str, int]:
    """New cars of the feed's seller, all columns given; their numbers by the source's ids."""
    names = [column(name) for name in columns()]
    types = [f"{column(name)} {sql_types()[name]}" for name in columns()]
    sql = f"""
        INSERT INTO listings_listing (seller_id, source, external_id, state, published_at,
            state_at, created_at, updated_at, revision, {", ".join(names)})
        SELECT %s, %s, external_id, state, CASE WHEN state IN ({_PUBLIC}) THEN %s END,
            %s, %s, %s, 1, {", ".join(names)}
        FROM json_to_recordset(%s) AS new (external_id text, state text, {", ".join(types)})
        RETURNING external_id, id"""  # noqa: S608  names of our own
    with connection.cursor() as cursor:
        cursor.execute(sql, [feed.seller_id, feed.source, now, now, now, now, json.dumps(rows)])
        return dict(cursor.fetchall())


def update(rows: Sequence[Row], names: Sequence[str], now: datetime) -> None:
    """These columns and the state of cars that are locked; each row gives all of them."""
    sets = "".join(f", {column(name)} = new.{column(name)}" for name in names)
    types = "".join(f", {column(name)} {sql_types()[name]}" for name in names)
    sql = f"""
        UPDATE listings_listing AS car
        SET state = new.state, updated_at = %s,
            state_at = CASE WHEN car.state = new.state THEN car.state_at ELSE %s END,
            published_at = CASE WHEN new.state IN ({_PUBLIC})
                THEN coalesce(car.published_at, %s) ELSE car.published_at END
            {sets}
        FROM json_to_recordset(%s) AS new (id bigint, state text{types})
        WHERE car.id = new.id"""  # noqa: S608  names of our own
    _execute(sql, [now, now, now, json.dumps(rows)])


def withdraw(feed: Feed, ids: list[int], now: datetime) -> list[int]:
    """Take off what is still on offer, as ``Listing.withdraw`` would; which ones that were."""
    names: dict[str, Any] = {
        "withdrawn": State.WITHDRAWN.value,
        "now": now,
        "ids": ids,
        "seller": feed.seller_id,
        "offered": list(map(str, OFFERED)),
    }
    with connection.cursor() as cursor:
        cursor.execute(_WITHDRAW, names)
        return [pk for (pk,) in cursor.fetchall()]


def remember(feed: Feed, cars: Sequence[tuple[int, str, str]]) -> None:
    """What the feed said of each car: its number, the row's hash, the state that it gave."""
    if cars:
        ids, digests, states = zip(*cars, strict=True)
        _execute(_FEED_CARS, [feed.pk, list(ids), list(digests), list(states)])


def add_options(pairs: Sequence[tuple[int, int]]) -> None:
    _pairwise(_ADD_OPTIONS, pairs)


def remove_options(pairs: Sequence[tuple[int, int]]) -> None:
    _pairwise(_REMOVE_OPTIONS, pairs)


def add_pictures(rows: Sequence[tuple[int, str, int]], now: datetime) -> None:
    """Photos to be fetched by jobs: car, address, position."""
    if not rows:
        return
    ids, urls, positions = map(list, zip(*rows, strict=True))
    names = [url.partition("?")[0].rstrip("/").rpartition("/")[2][:200] for url in urls]
    with connection.cursor() as cursor:
        cursor.execute(_ADD_PICTURES, [now, ids, urls, names, positions])
        uploads = [pk for (pk,) in cursor.fetchall()]
    defer_each("listings.make_photo", "upload_id", uploads)


def remove_pictures(rows: Sequence[tuple[int, str]]) -> None:
    """Photos of these cars from these addresses, made or on their way."""
    for sql in _REMOVE_PICTURES:
        _pairwise(sql, rows)


def order_pictures(table: str, rows: Sequence[tuple[int, int]]) -> None:
    _pairwise(_ORDER_PICTURES.format(table=table), rows)


def _pairwise(sql: str, pairs: Sequence[tuple[Any, Any]]) -> None:
    if pairs:
        _execute(sql, [list(side) for side in zip(*pairs, strict=True)])


def _execute(sql: str, values: Iterable[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
