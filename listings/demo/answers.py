"""What RDW told of the demo's cars before it was loaded: nothing is asked for it."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from listings.choices import State
from listings.demo.car import DemoCar
from listings.demo.register import papers, sets_of
from listings.intake.rdw.answer import RdwAnswer, Status
from listings.intake.rdw.checking import told
from listings.models import RdwRecord

ASKED_CHANCE = 0.85  # of the cars with a plate; the others' turn comes
DAYS = 12  # within which they were asked about


def columns(car: DemoCar) -> dict[str, Any]:
    """The listing's own columns of it; none of a car that was not asked about."""
    answer = answer_of(car)
    return told(answer) if answer else {}


def load_answers(cars: Iterable[DemoCar]) -> int:
    """Writes the kept answers, and returns how many."""
    answers = [answer for car in cars if (answer := answer_of(car))]
    RdwRecord.objects.bulk_create(
        [
            RdwRecord(plate=answer.plate, data=answer.sets, fetched_at=answer.tried_at)
            for answer in answers
        ],
        batch_size=500,
        ignore_conflicts=True,
    )
    return len(answers)


def answer_of(car: DemoCar) -> RdwAnswer | None:
    """The answer about a car that was published, some days ago at lunch."""
    found, rng = papers(car), random.Random(f"asked/{car.index}")
    if found is None or car.state == State.DRAFT or rng.random() > ASKED_CHANCE:
        return None
    day = car.today - timedelta(days=rng.randint(1, DAYS))
    at = datetime.combine(day, time(11, rng.randint(0, 59)), tzinfo=UTC)
    return RdwAnswer(found.plate, Status.TOLD, at, at, sets_of(found))
