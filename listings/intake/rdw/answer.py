"""What became of a question to RDW: its rows with their date, or why there are none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

Row = Mapping[str, str]
# Rows by set (the names stand in ``transport``). A set that did not answer is absent.
Sets = Mapping[str, list[dict[str, str]]]


class Trouble(TextChoices):
    """Why RDW gave no answer."""

    LATE = "late", _("it takes too long")
    UNREACHABLE = "unreachable", _("it cannot be reached")
    BUSY = "busy", _("it wants fewer questions")
    FAILING = "failing", _("something is wrong there")
    TOO_LONG = "too_long", _("its answer is far too long")
    NONSENSE = "nonsense", _("its answer makes no sense")


class Status(StrEnum):
    TOLD = "told"
    UNKNOWN = "unknown"  # today; RDW leaves out plates that do exist
    SILENT = "silent"
    NO_PLATE = "no_plate"


@dataclass(frozen=True, slots=True)
class RdwAnswer:
    """The answer to one question, never an exception.

    ``sets`` may hold what RDW told earlier, also where it is silent or empty now: ``asked_at`` is
    the moment when it told it. ``tried_at`` is that of this question, or of the one before it
    that is still good. Nothing here says that a plate does not exist.
    """

    plate: str
    status: Status
    tried_at: datetime
    asked_at: datetime | None = None
    sets: Sets = field(default_factory=dict)
    reason: str = ""  # for a person, why there was no answer

    @property
    def has_facts(self) -> bool:
        """Whether RDW told of this car, now or earlier."""
        return bool(self.sets.get("vehicle"))

    @property
    def is_old(self) -> bool:
        """Whether its facts come from an earlier question, since this one brought none."""
        return self.has_facts and self.status != Status.TOLD

    @property
    def vehicle(self) -> Row:
        """The row of the vehicle itself; empty without one."""
        return next(iter(self.sets.get("vehicle", [])), {})

    @property
    def message(self) -> str:
        """What to tell the person who asked; empty where all is told."""
        parts = [self._trouble(), self._older()]
        return " ".join(part for part in parts if part)

    def _trouble(self) -> str:
        if self.status == Status.SILENT:
            return _t("No answer from RDW just now: %(reason)s.") % {"reason": self.reason}
        if self.status == Status.UNKNOWN:
            return _t("RDW does not know this plate today (%(day)s).") % {"day": day(self.tried_at)}
        if self.status == Status.TOLD and self.reason:
            return _t("RDW told only a part of it: %(reason)s.") % {"reason": self.reason}
        return self.reason

    def _older(self) -> str:
        if not self.is_old or self.asked_at is None:
            return ""
        return _t("Shown is what it told on %(day)s.") % {"day": day(self.asked_at)}


def day(moment: datetime) -> str:
    return date_format(timezone.localdate(moment), "j F Y")
