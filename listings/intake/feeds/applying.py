"""A plan becomes cars, in transactions of at most 200, each marking the rows that it applies."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _t

from listings.intake.feeds import statements
from listings.intake.feeds.changing import Change, write
from listings.intake.feeds.stock import read
from listings.intake.feeds.turns import turn
from listings.intake.feeds.wanted import Wanted
from listings.models import Feed, ImportRow, ImportRun, Listing, acting_as
from listings.vocabulary import dictionary

CARS = 200  # at most in one transaction: what a kill costs, and how long others wait for a car
LONGEST_REASON = 500
# Taken and marked by one statement: what this transaction does not finish is not marked either.
_TAKE = """
    UPDATE listings_importrow SET done_at = %(now)s WHERE id IN (
        SELECT id FROM listings_importrow
        WHERE run_id = %(run)s AND number > %(after)s AND done_at IS NULL AND kind <> 'refused'
        ORDER BY number LIMIT %(most)s FOR UPDATE)
    RETURNING facts::text, number, kind, external_id, listing_id, digest
"""
_TAKEN = ("number", "kind", "external_id", "listing_id", "digest")
Kind = ImportRow.Kind
State = ImportRun.State
Told = Callable[[int], None]
# A name of its own, so that a test can show what happens without it.
one_transaction = transaction.atomic


def apply(run: ImportRun, *, told: Told = lambda rows: None) -> None:
    """Write a plan that may be applied; begins where an earlier process was stopped or killed.

    A plan that waits for a person, or was only to be looked at, stays as it is. ``told`` hears
    how many rows were applied so far. Ends as done, stopped or failed.
    """
    with turn(run.feed_id):
        run.refresh_from_db()
        if run.state == State.PLANNED and not run.is_dry:
            if is_outdated(run):
                _end(run, State.DISCARDED, _t("A later import of this feed was applied."))
                return
            run.state = State.APPLYING
            run.save(update_fields=["state"])
        if run.state == State.APPLYING:
            try:
                _apply(run, told)
            except OperationalError:
                raise  # the database was away or busy: whoever tries again goes on here
            except Exception as error:
                _end(run, State.FAILED, f"{type(error).__name__}: {error}"[:LONGEST_REASON])
                raise


def is_outdated(run: ImportRun) -> bool:
    """Whether another import of the feed wrote cars after this plan was made."""
    others = ImportRun.objects.filter(feed=run.feed_id, applied__gt=0).exclude(pk=run.pk)
    return others.filter(done_at__gt=run.planned_at).exists()


def _apply(run: ImportRun, told: Told) -> None:
    after = 0
    while True:
        run.refresh_from_db(fields=["applied", "stop_asked"])
        told(run.applied)
        if run.stop_asked:
            _end(run, State.STOPPED, _t("Stopped by a person."))
            return
        last = _apply_some(run, after, CARS)
        if last is None and _is_finished(run):
            return
        after = last or 0


def _is_finished(run: ImportRun) -> bool:
    """Nothing is left, whoever applied it; then the run is over."""
    if run.rows.filter(done_at=None).exclude(kind=Kind.REFUSED).exists():
        return False
    with transaction.atomic():
        if run.is_complete_stock:
            Feed.objects.filter(pk=run.feed_id).update(confirmed_at=timezone.now())
        _end(run, State.DONE, "")
    return True


def _end(run: ImportRun, state: str, reason: str) -> None:
    run.state, run.reason, run.done_at = state, reason or run.reason, timezone.now()
    run.save(update_fields=["state", "reason", "done_at"])


def _apply_some(run: ImportRun, after: int, most: int) -> int | None:
    """The next rows in one transaction; the last one's number, None where nothing is left."""
    try:
        with one_transaction(), acting_as(actor(run)):
            now = timezone.now()
            rows = _take(run, after, most, now)
            if rows:
                _write(run.feed, rows, now)
                ImportRun.objects.filter(pk=run.pk).update(applied=F("applied") + len(rows))
        return max((row.number for row in rows), default=None)
    except (IntegrityError, DataError) as error:
        if most > 1:  # one of them is at fault: by themselves the others go through
            return _apply_one_by_one(run, after, most)
        return _refuse(run, after, str(error))


def _apply_one_by_one(run: ImportRun, after: int, most: int) -> int | None:
    last: int | None = after
    for _ in range(most):
        if last is not None:
            last = _apply_some(run, last, 1)
    return last


def _refuse(run: ImportRun, after: int, reason: str) -> int:
    """The database does not take this car: nothing of it is written."""
    with transaction.atomic():
        open_ones = run.rows.filter(number__gt=after, done_at=None).exclude(kind=Kind.REFUSED)
        row = open_ones.order_by("number").select_for_update()[0]
        counts = {row.kind: F(row.kind) - 1, "refused": F("refused") + 1}
        row.kind, row.reason, row.done_at = Kind.REFUSED, reason[:LONGEST_REASON], timezone.now()
        row.save(update_fields=["kind", "reason", "done_at"])
        ImportRun.objects.filter(pk=run.pk).update(**counts)
    return row.number


def actor(run: ImportRun) -> str:
    """Who the change log names: the import, and the person who started or confirmed it."""
    person = run.confirmed_by or run.started_by
    return ", ".join(filter(None, [f"feed {run.feed.format} #{run.pk}", person]))


def _take(run: ImportRun, after: int, most: int, now: datetime) -> list[ImportRow]:
    names: dict[str, Any] = {"run": run.pk, "after": after, "most": most, "now": now}
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, names)
        rows = [
            ImportRow(facts=json.loads(facts), **dict(zip(_TAKEN, row, strict=True)))
            for facts, *row in cursor.fetchall()
        ]
    return sorted(rows, key=lambda row: row.number)


def _write(feed: Feed, rows: list[ImportRow], now: datetime) -> None:
    """What the rows want, compared with the cars as they are now that they are locked."""
    words = dictionary.current()
    here = _here(feed, [row.external_id for row in rows if row.kind == Kind.NEW])
    changes = []
    for row in rows:
        if row.kind != Kind.GONE:
            pk = row.listing_id or here.get(row.external_id)
            changes.append(Change(pk, row.external_id, Wanted.from_json(row.facts), row.digest))
    cars = read(feed, [one.listing_id for one in changes if one.listing_id], words, lock=True)
    write(feed, changes, cars, words, now)
    gone = [row.listing_id for row in rows if row.kind == Kind.GONE and row.listing_id]
    if gone:
        off = statements.withdraw(feed, gone, now)
        statements.remember(feed, [(pk, "", "withdrawn") for pk in off])


def _here(feed: Feed, external_ids: list[str]) -> dict[str, int]:
    """New cars of the plan that have come in the meantime."""
    found = Listing.objects.filter(
        seller_id=feed.seller_id, source=feed.source, external_id__in=external_ids
    )
    return dict(found.values_list("external_id", "pk")) if external_ids else {}
