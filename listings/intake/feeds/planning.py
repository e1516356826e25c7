"""A file of a feed becomes a plan: which cars are new, changed, gone or refused, and how."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeVar

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from psycopg.types.json import Json

from listings.choices import PUBLIC_STATES
from listings.choices import State as CarState
from listings.intake.feeds import reading
from listings.intake.feeds.applying import apply
from listings.intake.feeds.comparing import compare, first_state
from listings.intake.feeds.fields import Refused
from listings.intake.feeds.files import path_of
from listings.intake.feeds.incoming import Ending, Incoming, Refusal, Same
from listings.intake.feeds.stock import OFFERED, Car, Known, Stock, read
from listings.intake.feeds.turns import turn
from listings.intake.feeds.wanted import LONGEST_ID, Wanted, in_words, missing, wanted
from listings.intake.feeds.words import FeedWords
from listings.models import ImportRow, ImportRun, Listing

CHUNK = 500  # rows that are compared by one look at their cars
MOST_GONE = 0.2  # of the seller's cars on the site; more, and a person is asked
LONGEST_REASON, LONGEST_TITLE = 500, 300
_PLAIN = (
    *("run_id", "number", "line", "kind", "external_id", "listing_id", "title"),
    *("field", "reason", "digest"),
)
_JSON = ("facts", "changes", "kept")
_SETTLE = """
    INSERT INTO listings_feedcar AS old (listing_id, feed_id, digest, state)
    SELECT car.id, %s, new.digest, car.state
    FROM unnest(%s::bigint[], %s::text[]) AS new(id, digest) JOIN listings_listing AS car USING (id)
    ON CONFLICT (listing_id) DO UPDATE SET digest = excluded.digest
    WHERE old.feed_id = excluded.feed_id
"""
Kind = ImportRow.Kind
State = ImportRun.State
Item = TypeVar("Item")
Told = Callable[[int], None]


class StoppedError(Exception):
    """Somebody asked to stop while the file was being read."""


def plan(run: ImportRun, *, told: Told = lambda rows: None) -> None:
    """Read the run's file and store what it would change; once, however often it is called.

    Ends as planned, or waiting for a person where going on would be rash, or failed where the
    file cannot be read at all. ``told`` hears how many rows were read. All of it is one
    transaction: a plan is there whole or not.
    """
    with turn(run.feed_id):
        run.refresh_from_db()
        if run.state != State.PLANNING:
            return
        for earlier in ImportRun.objects.filter(feed=run.feed_id, state=State.APPLYING):
            apply(earlier)  # nobody else does: its process was killed, and ours has the turn
        try:
            with transaction.atomic():
                _plan(run, told)
        except StoppedError:
            _end(run, State.DISCARDED, _t("Stopped while it was being read."))
        except Exception as error:
            _end(run, State.FAILED, f"{type(error).__name__}: {error}"[:LONGEST_REASON])
            raise


def _end(run: ImportRun, state: str, reason: str) -> None:
    run.state, run.reason, run.done_at = state, reason, timezone.now()
    run.save(update_fields=["state", "reason", "done_at"])


def _plan(run: ImportRun, told: Told) -> None:
    words = FeedWords(run.feed)
    planner = _Planner(run, words)
    rows = reading.read(run.feed.format, path_of(run), words, planner.stock.marks())
    for chunk in _chunks(rows, CHUNK):
        planner.take(chunk)
        told(planner.read)
        if _stop_asked(run):
            raise StoppedError
    planner.finish()
    words.remember()


def _stop_asked(run: ImportRun) -> bool:
    return ImportRun.objects.filter(pk=run.pk, stop_asked=True).exists()


def _chunks(items: Iterator[Item], size: int) -> Iterator[list[Item]]:
    while chunk := list(islice(items, size)):
        yield chunk


class _Open(NamedTuple):
    """A row that says something new of a car, or of none that is known."""

    item: Incoming
    known: Known | None


class _Planner:
    """Sorts the rows of one file, chunk by chunk, and keeps what a person may want to see."""

    def __init__(self, run: ImportRun, words: FeedWords) -> None:
        self.run, self.feed, self.words = run, run.feed, words.dictionary
        self.stock = Stock(run.feed)
        self.counts: Counter[str] = Counter()
        self.ending = Ending(False, _t("The end of the file is missing."))
        self.read = self.number = 0
        self.lines: dict[str | int, int] = {}  # of their ids and of our numbers
        self.nameless = 0  # refused rows that do not tell which car they are
        self.off: list[tuple[int, Known]] = []  # cars whose row says that they are to be taken off
        self.settled: list[tuple[int, str]] = []  # nothing differs but how it is said

    def take(self, chunk: Iterable[reading.Read]) -> None:
        rows: list[ImportRow] = []
        open_ones: list[_Open] = []
        for item in chunk:
            if isinstance(item, Ending):
                self.ending = item
                continue
            self.read += 1
            refusal = item if isinstance(item, Refusal) else self._again(item)
            if refusal:
                rows.append(self._refused(refusal))
            elif isinstance(item, Same):
                self.counts["unchanged"] += 1
            elif isinstance(item, Incoming) and (found := self._differing(item)):
                open_ones.append(found)
        pks = [one.known.id for one in open_ones if one.known]
        cars = read(self.feed, pks, self.words)
        planned = (self._planned(one, cars) for one in open_ones)
        self._keep(rows + [row for row in planned if row])

    def finish(self) -> None:
        """Gone cars come last; then the counts, and whether a person has to look first."""
        gone = list(self.off)
        if self.run.is_complete_stock and self.ending.is_whole:
            named = {key for key in self.lines if isinstance(key, int)}
            gone += [(0, car) for car in self.stock.absent(named)]
        titles = Listing.objects.in_bulk([car.id for _, car in gone])
        self._keep([self._gone(line, car, titles[car.id].title) for line, car in gone])
        run = self.run
        for name in ("new", "changed", "unchanged", "gone", "refused"):
            setattr(run, name, self.counts[name])
        run.reason = "\n".join(self._doubts([car for _, car in gone]))
        run.state = State.WAITING if run.reason and not run.is_dry else State.PLANNED
        run.planned_at = timezone.now()
        run.save()
        if run.is_complete_stock and not run.is_dry:
            self._replace_older()
        if self.settled and not run.is_dry:
            ids, marks = zip(*self.settled, strict=True)
            with connection.cursor() as cursor:
                cursor.execute(_SETTLE, [self.feed.pk, list(ids), list(marks)])

    def _doubts(self, gone: list[Known]) -> list[str]:
        """Why a person has to look before anything is written."""
        if not self.ending.is_whole:
            parts = [
                _t("The file is not whole; cars that it does not name stay."),
                self.ending.reason,
            ]
            return [" ".join(filter(None, parts))]
        if not self.run.is_complete_stock:
            return []
        doubts = []
        live, leaving = self.stock.live(), sum(car.state in PUBLIC_STATES for car in gone)
        if self.read == self.counts["refused"]:
            doubts.append(_t("The file holds no car that could be read."))
        if leaving > MOST_GONE * live:
            words = _t("%(gone)d of %(live)d cars on the site would be taken off.")
            doubts.append(words % {"gone": leaving, "live": live})
        if self.nameless and len(gone) > len(self.off):
            words = _t("Refused rows without an id: %d. Cars that seem gone may be theirs.")
            doubts.append(words % self.nameless)
        return doubts

    def _replace_older(self) -> None:
        """What waits for a person is about an older stock than this one."""
        older = self.feed.runs.filter(state=State.WAITING, pk__lt=self.run.pk)
        reason = _t("A later file came.")
        older.update(state=State.DISCARDED, reason=reason, done_at=self.run.planned_at)

    # --- What a row is ------------------------------------------------------------------------

    def _again(self, item: Incoming | Same) -> Refusal | None:
        """The refusal of a car that stood in the file before, or of one without any number."""
        known = self.stock.find(item) if isinstance(item, Incoming) else self.stock.same(item)
        keys: list[str | int] = [item.external_id] if item.external_id else []
        keys += [known.id] if known else []
        if not keys:
            return Refusal(item.line, "external_id", _t("The row has no id that is known here."))
        for key in keys:
            if key in self.lines:
                reason = _t("This car stands on line %d already.") % self.lines[key]
                return Refusal(item.line, "external_id", reason, item.external_id)
        self.lines.update(dict.fromkeys(keys, item.line))
        return None

    def _differing(self, item: Incoming) -> "_Open | None":
        """The row with its car, unless its hash tells that it says what it said before."""
        known = self.stock.find(item)
        if item.is_gone:
            if known and known.state in OFFERED:
                self.off.append((item.line, known))
            else:
                self.counts["unchanged"] += 1
            return None
        if known and item.mark and known.digest == item.mark:
            self.counts["unchanged"] += 1
            return None
        return _Open(item, known)

    def _planned(self, one: "_Open", cars: dict[int, Car]) -> ImportRow | None:
        """The row of the plan; none where nothing differs."""
        try:
            row = wanted(one.item, self.words)
        except Refused as error:
            number = one.item.external_id[:LONGEST_ID]
            return self._refused(Refusal(one.item.line, error.field, error.reason, number))
        if one.known is None:
            return self._row(Kind.NEW, one, row)
        difference = compare(cars[one.known.id], row)
        if not difference and not difference.kept:
            self.counts["unchanged"] += 1
            self.settled.append((one.known.id, one.item.mark))
            return None
        found = self._row(Kind.CHANGED, one, row)
        found.changes, found.kept = difference.changes, difference.kept
        return found

    # --- Rows of the plan ---------------------------------------------------------------------

    def _row(self, kind: str, one: "_Open", row: Wanted) -> ImportRow:
        return ImportRow(
            kind=kind,
            line=one.item.line,
            external_id=one.item.external_id,
            listing_id=one.known.id if one.known else None,
            title=str(row.facts.get("title") or "")[:LONGEST_TITLE],
            facts=row.as_json(),
            reason=" ".join(self._notes(row, one.known))[:LONGEST_REASON],
            digest=one.item.mark,
        )

    def _refused(self, refusal: Refusal) -> ImportRow:
        """A bad row is no reason to take its car off: the car counts as named."""
        cars = self.stock.called(refusal.external_id) if refusal.external_id else []
        for car in cars:
            self.lines.setdefault(car.id, refusal.line)
        self.nameless += not refusal.external_id
        return ImportRow(
            kind=Kind.REFUSED,
            line=refusal.line,
            external_id=refusal.external_id[:LONGEST_ID],
            field=refusal.field[:60],
            reason=refusal.reason[:LONGEST_REASON],
        )

    def _gone(self, line: int, car: Known, title: str) -> ImportRow:
        return ImportRow(
            kind=Kind.GONE,
            line=line or None,
            external_id=car.external_id,
            listing_id=car.id,
            title=title,
            changes={"state": [car.state, CarState.WITHDRAWN]},
        )

    def _notes(self, row: Wanted, known: Known | None) -> Iterator[str]:
        """What was read with doubt, and what else a person may want to know."""
        yield from row.notes
        plate, vin = (row.facts.get(name) or "" for name in ("license_plate", "vin"))
        if twins := self.stock.twins(plate, vin, known.id if known else None):
            numbers = ", ".join(f"#{pk}" for pk in twins[:5])
            yield _t("The same plate or VIN as %s.") % numbers
        if known is None and first_state(row) == CarState.DRAFT and (lacking := missing(row.facts)):
            yield _t("Becomes a draft; still missing: %s.") % in_words(lacking)

    def _keep(self, rows: list[ImportRow]) -> None:
        """By COPY: ten thousand rows by INSERT take seconds."""
        into = f"{ImportRow._meta.db_table} ({', '.join((*_PLAIN, *_JSON))})"
        with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                self.counts[row.kind] += 1
                self.number += 1
                row.run_id, row.number = self.run.pk, self.number
                plain = [getattr(row, name) for name in _PLAIN]
                copy.write_row([*plain, *(Json(getattr(row, name)) for name in _JSON)])
