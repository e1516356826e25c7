"""An import from its file to its end, as people and jobs move it; what each state allows."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t

from carsite.jobs import defer
from listings.intake.feeds import files
from listings.intake.feeds.applying import apply, is_outdated
from listings.intake.feeds.planning import plan
from listings.intake.feeds.turns import turn
from listings.models import Feed, ImportRow, ImportRun

__all__ = ["RunError", "apply", "carry_out", "confirm", "discard", "plan", "report", "start"]

Person = AbstractBaseUser | AnonymousUser | None
State = ImportRun.State
COUNTS = ("new", "changed", "unchanged", "gone", "refused", "applied")
AT_WORK = (State.PLANNING, State.PLANNED, State.APPLYING)
UNDECIDED = (State.PLANNED, State.WAITING, State.STOPPED, State.FAILED)
FILE_DAYS = 30  # how long a file is kept after its run, to look at what was sent
ROWS_DAYS = 90  # how long a run keeps what it did to each car; its counts stay


class RunError(ValidationError):
    """The import is in a state in which this cannot be done; the message is for a person."""


def start(
    feed: Feed,
    file: Path | BinaryIO,
    name: str,
    *,
    by: Person,
    dry: bool = False,
    complete: bool = True,
    background: bool = True,
) -> ImportRun:
    """Keep the file and ask for its plan; a plan that no person has to see is then applied.

    ``complete``: the file names the seller's whole stock, so that what it does not name is gone.
    Without ``background`` the caller calls ``plan`` and ``apply`` itself.
    """
    kept = files.keep(file)
    with transaction.atomic():
        run = ImportRun.objects.create(
            feed=feed,
            file_name=Path(name).name[:200],
            stored_file=kept,
            is_complete_stock=complete,
            is_dry=dry,
            started_by=_name(by),
        )
        if background:
            defer("listings.plan_import", lock=_lock(run), run_id=run.pk)
    return run


def unfinished(feed: Feed, file: Path, *, dry: bool) -> ImportRun | None:
    """The run of the same bytes whose process was killed, to go on with instead of a new one."""
    at_work = [State.PLANNING] if dry else AT_WORK
    runs = ImportRun.objects.filter(feed=feed, is_dry=dry, state__in=at_work, stop_asked=False)
    return runs.filter(stored_file=files.digest_of(file)).first()


def carry_out(
    run: ImportRun,
    *,
    read: Callable[[int], None] = lambda rows: None,
    applied: Callable[[int], None] = lambda rows: None,
) -> None:
    """Plan the run unless that was done, and apply it if no person has to see it first.

    ``read`` and ``applied`` hear how far each is, in rows.
    """
    with turn(run.feed_id):
        plan(run, told=read)
        apply(run, told=applied)


def confirm(run: ImportRun, by: Person, *, background: bool = True) -> None:
    """Let a plan go on that waits, was stopped or failed, or was only to be looked at.

    Raises ``RunError`` where there is no plan, or other cars were written since it was made.
    """
    with transaction.atomic():
        run = _locked(run)
        if run.state not in UNDECIDED or run.planned_at is None:
            raise RunError(_t("This import cannot be applied: %s.") % run.get_state_display())
        at_work = ImportRun.objects.filter(feed=run.feed_id, state=State.APPLYING)
        if is_outdated(run) or at_work.exists():
            raise RunError(_t("Another import of this feed came after this plan: plan it again."))
        run.state, run.is_dry, run.stop_asked = State.APPLYING, False, False
        run.confirmed_by, run.done_at = _name(by), None
        run.save()
        if background:
            defer("listings.apply_import", lock=_lock(run), run_id=run.pk)


def stop(run: ImportRun) -> None:
    """Ask the process that works on it to stop: while planning at once and for good, while
    applying after the transaction that it is in, to be gone on with by ``confirm``.
    """
    ImportRun.objects.filter(
        pk=run.pk, state__in=[State.PLANNING, State.PLANNED, State.APPLYING]
    ).update(stop_asked=True)


def discard(run: ImportRun, by: Person) -> None:
    """Never apply what is left of this plan. Raises ``RunError`` while it is being worked on."""
    with transaction.atomic():
        run = _locked(run)
        if run.state not in UNDECIDED:
            raise RunError(_t("This import cannot be discarded: %s.") % run.get_state_display())
        run.state, run.confirmed_by, run.done_at = State.DISCARDED, _name(by), timezone.now()
        run.save(update_fields=["state", "confirmed_by", "done_at"])


def report(run: ImportRun) -> dict[str, Any]:
    """What the run did or would do, as plain JSON: counts, and each refused row with the reason."""
    run.refresh_from_db()
    refused = run.rows.filter(kind=ImportRow.Kind.REFUSED).order_by("number")
    names = ("line", "field", "reason", "external_id")
    return {
        "import": run.pk,
        "seller": run.feed.seller.slug,
        "format": run.feed.format,
        "file": run.file_name,
        "state": run.state,
        "reason": run.reason,
        "dry_run": run.is_dry,
        **{name: getattr(run, name) for name in COUNTS},
        "refused_rows": [dict(zip(names, row, strict=True)) for row in refused.values_list(*names)],
    }


def tidy(at: datetime) -> int:
    """Delete files that no run needs any more, and the rows of old runs; how many files."""
    over = ~Q(state__in=[State.PLANNING, State.APPLYING]) & Q(
        done_at__lt=at - timedelta(days=FILE_DAYS)
    )
    needed = set(ImportRun.objects.exclude(over).values_list("stored_file", flat=True))
    old = ImportRun.objects.filter(done_at__lt=at - timedelta(days=ROWS_DAYS))
    ImportRow.objects.filter(run__in=old).delete()
    return files.delete_others(needed, before=at - timedelta(days=1))


def _locked(run: ImportRun) -> ImportRun:
    return ImportRun.objects.select_for_update(of=("self",)).select_related("feed").get(pk=run.pk)


def _name(by: Person) -> str:
    return by.get_username()[:150] if by is not None and by.is_authenticated else ""


def _lock(run: ImportRun) -> str:
    return f"feed-{run.feed_id}"
