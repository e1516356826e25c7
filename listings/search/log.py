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
# Which server, which of its histories and which database, with the log in it, which a restored
# dump makes anew: numbers of one mean nothing in another.
_SERVER = """
    (SELECT system_identifier::text FROM pg_control_system()),
    (SELECT timeline_id FROM pg_control_checkpoint()),
"""
_UNKNOWN_SERVER = "NULL, NULL,"
_DATABASE = """
    (SELECT (oid::bigint << 32) | 'listings_listingchange'::regclass::oid::bigint
     FROM pg_database WHERE datname = current_database())
"""
_MAY_ASK = """
    SELECT has_function_privilege('pg_control_system()', 'EXECUTE')
       AND has_function_privilege('pg_control_checkpoint()', 'EXECUTE')
"""
# What was trimmed is of this server only if that transaction has ended here: not after a restore.
_LOOK = """
    SELECT {server} {database}, pg_snapshot_xmin(snapshot)::text::bigint,
           (SELECT max(trimmed_below) FROM listings_logtrim
            WHERE trimmed_below <= pg_snapshot_xmax(snapshot)::text::bigint),
           log.seq, log.xid, log.listing_id,
           CASE WHEN log.listing_id IS NULL
                THEN (SELECT min(word) FROM jsonb_object_keys(log.changed) AS word) END
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
# The top transaction's number and its newest row. Rows go with a savepoint newest first, and a
# number is never given out again: the newest tells which of them are there.
_OWN = """
    SELECT xid::text::bigint,
           (SELECT max(seq) FROM listings_listingchange WHERE xid = own.xid::text::bigint)
    FROM (SELECT pg_current_xact_id_if_assigned() AS xid) AS own
"""

_EVERYTHING = "everything"

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
    """What one look found; ``everything`` when nothing less does: all must be read anew.

    ``is_lost``: the mark means nothing here, so that what it belongs to must not answer either.
    """

    mark: Mark
    listings: frozenset[int]
    others: frozenset[str]  # what moved and is no listing: "catalogue", "articles"
    everything: bool
    is_lost: bool


def take_mark() -> Mark:
    """The mark of this moment: of one snapshot where the surrounding transaction is REPEATABLE
    READ, else of one that is older than whatever is read after it.
    """
    may_ask = bool(_rows(_MAY_ASK, [])[0][0])
    *server, xmin, seen = _rows(_filled(_MARK, may_ask), [])[0]
    seen = {int(seq): xid for seq, xid in json.loads(seen or "{}").items()}
    return Mark(_server(server), may_ask, xmin, seen)


def own_changes() -> tuple[int, int] | None:
    """What the surrounding transaction has changed itself: equal as long as that is the same.

    None where it has changed nothing.
    """
    xid, newest = _rows(_OWN, [])[0]
    return (xid, newest) if newest is not None else None


def look(mark: Mark) -> News:
    """One statement: all visible rows since ``mark`` that were not seen."""
    rows = _rows(_filled(_LOOK, mark.may_ask), [mark.xmin, list(mark.seen), MOST + 1])
    *server, xmin, trimmed_below = rows[0][:5]
    new = [row[5:] for row in rows if row[5] is not None]
    words = {word for *_, listing, word in new if listing is None}
    seen = {**mark.seen, **{seq: xid for seq, xid, *_ in new}}
    # Rows below the oldest running transaction never come again.
    seen = {seq: xid for seq, xid in seen.items() if xid >= xmin}
    is_lost = mark.xmin < (trimmed_below or 0) or _server(server) != mark.server
    return News(
        mark=Mark(_server(server), mark.may_ask, xmin, seen),
        listings=frozenset(listing for *_, listing, _ in new if listing is not None),
        others=frozenset(words - {_EVERYTHING, None}),
        everything=bool(words & {_EVERYTHING, None}) or len(new) > MOST or is_lost,
        is_lost=is_lost,
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
