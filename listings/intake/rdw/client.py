"""One question to RDW about one plate: asked at most now and then, and kept in the database."""

import logging
from datetime import datetime, timedelta

from listings.intake.rdw import transport
from listings.intake.rdw.answer import RdwAnswer, Sets, Status, Trouble
from listings.models import RdwRecord, RegisterPause
from listings.plates import PlateError, normal

REGISTER = "rdw"
MAX_AGE = timedelta(days=1)
# RDW answers with nothing for plates that do exist, so that is believed for a short while only.
EMPTY_MAX_AGE = timedelta(hours=1)
# What a later answer need not bring again: it does not change while a car keeps its plate.
LASTING = (transport.FUELS, transport.BODIES)
# The sets that every car has, were it an empty one.
NEEDED = {transport.VEHICLE, transport.RECALLS, *LASTING}

logger = logging.getLogger(__name__)


def ask(plate: str, *, now: datetime, max_age: timedelta = MAX_AGE) -> RdwAnswer:
    """What RDW tells of this plate, from the database while that is younger than ``max_age``.

    Never raises for what RDW or the network does, and takes at most ``RDW_TIMEOUT_SECONDS``.
    Where it brings nothing, the answer holds what was told before, with its date. To be called
    outside transactions: it waits for another machine.
    """
    try:
        plate = normal(plate)
    except PlateError as error:
        return RdwAnswer("", Status.NO_PLATE, now, reason=error.messages[0])
    record = RdwRecord.objects.filter(plate=plate).first()
    if record and (kept := _still_good(record, now, max_age)):
        return kept
    if RegisterPause.objects.filter(register=REGISTER, until__gt=now).exists():
        return _earlier(record, plate, Status.SILENT, now, Trouble.BUSY)
    told = transport.told_of(plate)
    if told.refusal is not None:
        _heed(told.refusal, now)
    if transport.VEHICLE not in told.sets:
        return _nothing_told(record, plate, told, now)
    if not told.sets[transport.VEHICLE]:
        return _not_known(record, plate, now)
    return _told(record, plate, told, now)


def known(plate: str) -> RdwAnswer | None:
    """What RDW told of this plate at some time, from the database alone."""
    try:
        record = RdwRecord.objects.filter(plate=normal(plate)).first()
    except PlateError:
        return None
    return as_kept(record) if record else None


def _still_good(record: RdwRecord, now: datetime, max_age: timedelta) -> RdwAnswer | None:
    """The kept answer while it is young enough; one that lacks a set never is."""
    kept = as_kept(record)
    if kept.status == Status.UNKNOWN:
        return kept if now - kept.tried_at < min(max_age, EMPTY_MAX_AGE) else None
    is_whole = set(record.data) >= NEEDED
    return kept if is_whole and now - record.fetched_at < max_age else None


def as_kept(record: RdwRecord) -> RdwAnswer:
    """The answer as it came, with what a later question brought of "not known"."""
    if not record.data.get(transport.VEHICLE):
        return _earlier(record, record.plate, Status.UNKNOWN, record.fetched_at)
    if record.error == Status.UNKNOWN and record.failed_at:
        return _earlier(record, record.plate, Status.UNKNOWN, record.failed_at)
    return RdwAnswer(
        record.plate, Status.TOLD, record.fetched_at, record.fetched_at, dict(record.data)
    )


def _earlier(
    record: RdwRecord | None,
    plate: str,
    status: Status,
    tried_at: datetime,
    trouble: Trouble | None = None,
) -> RdwAnswer:
    """No facts now: those of an earlier day, if there were any."""
    reason = str(trouble.label) if trouble else ""
    if record is None or not record.data.get(transport.VEHICLE):
        return RdwAnswer(plate, status, tried_at, reason=reason)
    return RdwAnswer(plate, status, tried_at, record.fetched_at, dict(record.data), reason)


def _nothing_told(
    record: RdwRecord | None, plate: str, told: transport.Told, now: datetime
) -> RdwAnswer:
    trouble = told.refusal.trouble if told.refusal else Trouble.NONSENSE
    logger.warning("No answer from RDW about %s: %s", plate, trouble.value)
    if record:
        RdwRecord.objects.filter(plate=plate).update(failed_at=now, error=trouble.value)
    return _earlier(record, plate, Status.SILENT, now, trouble)


def _not_known(record: RdwRecord | None, plate: str, now: datetime) -> RdwAnswer:
    """An empty answer takes nothing away of what was told before."""
    if record and record.data.get(transport.VEHICLE):
        RdwRecord.objects.filter(plate=plate).update(failed_at=now, error=Status.UNKNOWN.value)
    else:
        _save(plate, {transport.VEHICLE: []}, now)
    return _earlier(record, plate, Status.UNKNOWN, now)


def _told(record: RdwRecord | None, plate: str, told: transport.Told, now: datetime) -> RdwAnswer:
    earlier = record.data if record else {}
    lasting = {name: earlier[name] for name in LASTING if name in earlier}
    sets = {**lasting, **told.sets}
    trouble = told.refusal.trouble if told.refusal else None
    _save(plate, sets, now, trouble)
    return RdwAnswer(plate, Status.TOLD, now, now, sets, str(trouble.label) if trouble else "")


def _save(plate: str, sets: Sets, now: datetime, trouble: Trouble | None = None) -> None:
    RdwRecord.objects.update_or_create(
        plate=plate,
        defaults={
            "data": sets,
            "fetched_at": now,
            "failed_at": now if trouble else None,
            "error": trouble.value if trouble else "",
        },
    )


def _heed(refusal: transport.NoAnswerError, now: datetime) -> None:
    """Nobody asks anything while RDW wants to be left alone, in whichever process."""
    if refusal.pause:
        until = now + timedelta(seconds=refusal.pause)
        RegisterPause.objects.update_or_create(register=REGISTER, defaults={"until": until})
