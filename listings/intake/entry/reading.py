"""The door of this room: a title, a plate and what was typed become proposals for the form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from listings.intake.entry.proposals import Proposals, proposals, typed
from listings.intake.entry.register import told_by_rdw
from listings.intake.entry.title import told_by_title
from listings.intake.entry.told import Told
from listings.intake.rdw.answer import RdwAnswer
from listings.intake.rdw.client import ask
from listings.vocabulary import dictionary


@dataclass(frozen=True, slots=True)
class Reading:
    title: str
    plate: str
    answer: RdwAnswer | None  # None where no plate was given
    proposals: Proposals


def read(
    title: str, plate: str, *, values: dict[str, Any], names: Sequence[str], now: datetime
) -> Reading:
    """Everything that the sources tell, beside ``values`` of the fields ``names`` in the form.

    Asks RDW, so it may take its time-out, and is to be called outside transactions. Never raises
    for what RDW does: the answer's ``message`` says it.
    """
    words = dictionary.current()
    answer = ask(plate, now=now) if plate.strip() else None
    told: list[Told] = typed(values, names)
    told += told_by_rdw(answer, words) if answer else []
    told += told_by_title(title, words) if title.strip() else []
    return Reading(title, plate, answer, proposals(told))
