"""What a person may do with an import, each with what will happen then."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from carsite.templatetags.site_text import number
from listings.models import ImportRun

State = ImportRun.State


@dataclass(frozen=True, slots=True)
class Button:
    """Something to do with an import. ``verb`` is a key of ``VERBS``."""

    verb: str
    label: str | Promise
    effect: str | Promise
    is_main: bool = False


def moves(run: ImportRun) -> bool:
    """Whether a worker has it, or is to take it by itself."""
    planned = run.state == State.PLANNED and not run.is_dry
    return planned or run.state in {State.PLANNING, State.APPLYING}


def buttons(run: ImportRun) -> list[Button]:
    """What somebody may do with it now, each with what will happen then."""
    if moves(run):
        return [] if run.stop_asked else [Button("stop", _("Stop"), _what_stops(run))]
    again = [Button("again", _("Plan again"), _PLAN_AGAIN)] if run.stored_file else []
    if run.planned_at is None or run.state in {State.DONE, State.DISCARDED}:
        return again
    label = _("Go on") if run.applied else _("Apply")
    left = _("Nothing is written. The plan stays here to be read.")
    if run.applied:
        left = _("What was applied stays; the rest of the plan is never applied.")
    throw = Button("discard", _("Discard"), left)
    if not run.to_apply:
        return [throw, *again]
    return [Button("apply", label, _what_happens(run), is_main=True), throw, *again]


_PLAN_AGAIN = _("The same file is read once more, into a plan that waits for you.")
FILE_GONE = _("The file of this import is no longer kept.")


def _what_stops(run: ImportRun) -> str:
    if run.state == State.PLANNING:
        return _t("Nothing is written, and this plan is thrown away.")
    return _t("Cars that were written stay so. The rest waits until you go on or discard it.")


def _what_happens(run: ImportRun) -> str:
    """What applying it writes, or what is left of it."""
    if run.applied:
        left = run.to_apply - run.applied
        return ngettext("%s row is left.", "%s rows are left.", left) % number(left)
    counts = [
        (run.new, ngettext("%s car is added", "%s cars are added", run.new)),
        (run.changed, ngettext("%s is changed", "%s are changed", run.changed)),
        (run.gone, ngettext("%s is taken off", "%s are taken off", run.gone)),
    ]
    told = ", ".join(text % number(count) for count, text in counts if count)
    return _t("%s. Fields that staff locked stay as they are.") % told


def _apply(run: ImportRun, by: Any) -> ImportRun:
    from listings.intake.feeds import runs

    runs.confirm(run, by)
    return run


def _stop(run: ImportRun, by: Any) -> ImportRun:
    from listings.intake.feeds import runs

    runs.stop(run)
    return run


def _discard(run: ImportRun, by: Any) -> ImportRun:
    from listings.intake.feeds import runs

    runs.discard(run, by)
    return run


def _again(run: ImportRun, by: Any) -> ImportRun:
    """Only a plan, whatever the run was: an old file must not put old prices back by itself."""
    from listings.intake.feeds import files, runs

    whole, path = run.is_complete_stock, files.path_of(run)
    if not path.is_file():  # deleted with time
        raise FileNotFoundError(path)
    return runs.start(run.feed, path, run.file_name, by=by, dry=True, complete=whole)


VERBS = {"apply": _apply, "stop": _stop, "discard": _discard, "again": _again}
