"""The change log as the index reads it: which listings may have changed since the last look.

The order of commit is not the order of ``seq`` or ``xid``, so a look asks for all visible rows
from the oldest transaction on that was still running at the look before, and skips the rows it
has seen. Nothing is missed, and a transaction that stays open delays nobody else's change.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

# More changed listings than this in one look, and building anew is the shorter way.
MOST = 20_000
# Which server, which of its histories and which database: numbers of one mean nothing in another.
_SERVER = """
    (SELECT system_identifier::text FROM pg_control_system()),
    (SELECT timeline_id FROM pg_control_checkpoint()),
"""
_UNKNOWN_SERVER = "NULL, NULL,"
_DATABASE = "(SELECT oid::bigint FROM pg_database WHERE datname = current_database())"
_MAY_ASK = """
    SELECT has_function_privilege('pg_control_system()', 'EXECUTE')
       AND has_function_privilege('pg_control_checkpoint()', 'EXECUTE')
"""
_LOOK = """
    SELECT {server} {database}, pg_snapshot_xmin(snapshot)::text::bigint,
           log.seq, log.xid, log.listing_id, log.changed ->> 'everything'
    FROM (SELECT pg_current_snapshot() AS snapshot) AS now
    LEFT JOIN listings_listingchange AS log ON log.xid >= %s AND NOT log.seq = ANY(%s)
    LIMIT %s
"""
_MARK = """
    SELECT {server} {database}, pg_snapshot_xmin(snapshot)::text::bigint,
           (SELECT jsonb_object_agg(seq, xid) FROM listings_listingchange
            WHERE xid >= pg_snapshot_xmin(snapshot)::text::bigint)
    FROM (SELECT pg_current_snapshot() AS snapshot) AS now
"""

Server = tuple[str | None, int | None, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to where the log was read: the oldest transaction then running, ``xmin``.

    ``seen`` are the rows of that one and later ones that were visible already: seq → xid.
    """

    server: Server
    may_ask: bool  # whether the role may read the server's identity
    xmin: int
    seen: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class News:
    """What one look found; ``everything`` when single listings do not say it."""

    mark: Mark
    listings: frozenset[int]
    everything: bool


def take_mark() -> Mark:
    """The mark of the snapshot that the surrounding REPEATABLE READ transaction reads with."""
    may_ask = bool(_rows(_MAY_ASK, [])[0][0])
    *server, xmin, seen = _rows(_filled(_MARK, may_ask), [])[0]
    seen = {int(seq): xid for seq, xid in json.loads(seen or "{}").items()}
    return Mark(_server(server), may_ask, xmin, seen)


def look(mark: Mark) -> News:
    """One statement: all visible rows since ``mark`` that were not seen. Outside transactions."""
    rows = _rows(_filled(_LOOK, mark.may_ask), [mark.xmin, list(mark.seen), MOST + 1])
    *server, xmin = rows[0][:4]
    new = [row[4:] for row in rows if row[4] is not None]
    is_bulk = any(table for *_, table in new)  # a bulk load, or a change of the catalogue
    seen = {**mark.seen, **{seq: xid for seq, xid, *_ in new}}
    # Rows below the oldest running transaction never come again.
    seen = {seq: xid for seq, xid in seen.items() if xid >= xmin}
    return News(
        mark=Mark(_server(server), mark.may_ask, xmin, seen),
        listings=frozenset(listing for _, _, listing, _ in new if listing is not None),
        everything=is_bulk or len(new) > MOST or _server(server) != mark.server,
    )


def _filled(statement: str, may_ask: bool) -> str:
    return statement.format(server=_SERVER if may_ask else _UNKNOWN_SERVER, database=_DATABASE)


def _server(values: list[Any]) -> Server:
    identifier, timeline, database = values
    return identifier, timeline, database


def _rows(statement: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()
