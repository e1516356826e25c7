"""Brings what RDW says of a car's past onto its listing, now or by a job, and keeps it fresh."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from carsite.jobs import defer
from listings.intake.rdw.answer import RdwAnswer, Status
from listings.intake.rdw.client import ask
from listings.intake.rdw.facts import history
from listings.models import Listing
from listings.plates import PlateError, dashed, is_plate, normal

TASK = "listings.ask_rdw"
# What a listing holds where nothing was told.
NOTHING: dict[str, Any] = {"odometer_verdict": "", "has_open_recall": None, "was_taxi": None}
# A recall can be made any day, and its repair too.
FRESH_DAYS = 14
# One car every so many seconds, five questions each: about as fast as a person clicks.
PACE_SECONDS = 5
MOST_AT_ONCE = 600


def check(listing: Listing, now: datetime) -> bool:
    """Ask about the listing's plate and write what changed; whether anything did.

    Fields that staff locked are left alone, and no answer changes nothing. Outside transactions,
    as ``ask``.
    """
    answer = ask(listing.license_plate, now=now)
    return write(listing, answer)


def check_plate(plate: str, now: datetime) -> int:
    """Ask about a plate and write the answer to every car that bears it; how many changed."""
    answer = ask(plate, now=now)
    return sum(write(listing, answer) for listing in bearing(plate))


def told(answer: RdwAnswer) -> dict[str, Any]:
    """The columns of ``Listing`` as this answer has them, with the day on which RDW told it."""
    found = {fact.field: fact.value for fact in history(answer)} if answer.has_facts else {}
    return {
        **{name: found.get(name, nothing) for name, nothing in NOTHING.items()},
        "rdw_checked_on": _day(answer),
    }


def write(listing: Listing, answer: RdwAnswer) -> bool:
    """Put the answer on the listing where it says something else; whether it did."""
    if answer.status != Status.UNKNOWN and not answer.has_facts:
        return False
    changed = {
        name: value
        for name, value in told(answer).items()
        if getattr(listing, name) != value and name not in listing.locked_fields
    }
    # Not where the plate was changed while RDW was being asked: that one has a job of its own.
    same = Listing.objects.filter(pk=listing.pk, license_plate=listing.license_plate)
    if not changed or not same.update(**changed, updated_at=timezone.now()):
        return False
    for name, value in changed.items():
        setattr(listing, name, value)
    return True


def soon(listing: Listing) -> None:
    """Ask in the background once this transaction is over: after publishing or a new plate.

    What was told of another plate is gone already, by a trigger. No plate, no question.
    """
    if is_plate(listing.license_plate):
        plate = normal(listing.license_plate)
        defer(TASK, queueing_lock=f"{TASK} {plate}", plate=plate)


def refresh(now: datetime, most: int = MOST_AT_ONCE) -> int:
    """Plan questions about the public cars that were never asked about or longest ago.

    One job each, spread out, so that neither RDW nor the worker is kept busy; how many.
    """
    old = timezone.localdate(now) - timedelta(days=FRESH_DAYS)
    plates = (
        Listing.objects.public()
        .filter(Q(rdw_checked_on=None) | Q(rdw_checked_on__lt=old))
        .exclude(license_plate="")
        # By chance among equals: those that never get an answer must not stop the others.
        .order_by(F("rdw_checked_on").asc(nulls_first=True), "?")
        .values_list("license_plate", flat=True)
    )
    wanted = dict.fromkeys(normal(plate) for plate in plates[:most] if is_plate(plate))
    for place, plate in enumerate(wanted):
        at = now + timedelta(seconds=place * PACE_SECONDS)
        defer(TASK, queueing_lock=f"{TASK} {plate}", schedule_at=at, plate=plate)
    return len(wanted)


def _day(answer: RdwAnswer) -> date | None:
    """Of an answer of before its own day; of "not known" today, so that others get their turn."""
    if answer.has_facts and answer.asked_at:
        return timezone.localdate(answer.asked_at)
    return timezone.localdate(answer.tried_at) if answer.status == Status.UNKNOWN else None


def bearing(plate: str) -> list[Listing]:
    """Cars with this plate in any of the usual spellings, which the index on plates finds."""
    try:
        spellings = {normal(plate), dashed(plate)}
    except PlateError:
        return []
    spellings |= {spelling.lower() for spelling in spellings}
    return list(Listing.objects.filter(license_plate__in=spellings))
