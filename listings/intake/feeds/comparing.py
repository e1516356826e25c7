"""What a feed's row changes of a car: field by field, options, photos and state."""

from dataclasses import dataclass, field
from typing import Any

from listings.choices import COMPLETE_STATES, MOVES, State
from listings.intake.feeds.stock import Car
from listings.intake.feeds.wanted import NEEDED, Wanted, missing

# Who decided one of these decided the others: a model without its make would be another car.
TOGETHER = (
    {"make", "model", "generation"},
    {"first_registration", "first_registration_month_known"},
    {"battery_soh_percent", "battery_soh_method", "battery_soh_date"},
    {"price_eur", "price_type"},
)
# What decides whether a car is complete: kept together where it must stay so.
DECISIVE = (*NEEDED, "price_eur", "price_type")


@dataclass(slots=True)
class Difference:
    """``changes`` will be written, ``kept`` stays as it is here although the feed says otherwise.

    Both map a field to [old, new]; options and photos to what goes and what comes.
    """

    changes: dict[str, list[Any]] = field(default_factory=dict)
    kept: dict[str, list[Any]] = field(default_factory=dict)
    fed_state: str = ""  # what ``FeedCar.state`` becomes

    def __bool__(self) -> bool:
        return bool(self.changes)


def compare(car: Car, row: Wanted) -> Difference:
    """What the row would change of the car as it is now."""
    found = Difference()
    locked = car.locked.union(*(names for names in TOGETHER if names & car.locked))
    for name, new in _told(car, row).items():
        if (old := car.facts[name]) != new:
            (found.kept if name in locked else found.changes)[name] = [old, new]
    if car.state in COMPLETE_STATES and missing(_merged(car, found)):
        found.kept |= {name: found.changes.pop(name) for name in DECISIVE if name in found.changes}
    _compare_options(car, row, found)
    _compare_pictures(car, row, found)
    _compare_state(car, row, found)
    return found


def first_state(row: Wanted) -> str:
    """The state of a car that is new here."""
    if row.state in COMPLETE_STATES or not row.state:
        return State.DRAFT if missing(row.facts) else row.state or State.PUBLISHED
    return row.state


def _told(car: Car, row: Wanted) -> dict[str, Any]:
    """The row's facts. A generation follows from model and year: it moves when they do, or where
    none was chosen; another model's is no longer true.
    """
    told, ours = dict(row.facts), car.facts
    moved = [
        name for name in ("model", "first_registration") if told.get(name, ours[name]) != ours[name]
    ]
    if ours["generation"] is not None and not moved:
        told.pop("generation", None)
    elif "model" in moved:
        told.setdefault("generation", None)
    return told


def _merged(car: Car, found: Difference) -> dict[str, Any]:
    return car.facts | {name: new for name, (_, new) in found.changes.items() if name in car.facts}


def _compare_options(car: Car, row: Wanted, found: Difference) -> None:
    if row.options is None or car.options == (told := set(row.options)):
        return
    pair = [sorted(car.options - told), sorted(told - car.options)]
    (found.kept if "options" in car.locked else found.changes)["options"] = pair


def _compare_pictures(car: Car, row: Wanted, found: Difference) -> None:
    """Two empty lists tell of another order alone. No feed takes away a photo of staff's own."""
    told = set(row.pictures or ())
    ours = [one.url for one in car.pictures if one.url in told or not one.is_own]
    if row.pictures is None or ours == list(row.pictures):
        return
    pair = [
        [url for url in ours if url not in told],
        [url for url in row.pictures if url not in ours],
    ]
    (found.kept if "photos" in car.locked else found.changes)["photos"] = pair


def _compare_state(car: Car, row: Wanted, found: Difference) -> None:
    """A feed moves a car only from the state that it gave it itself: from any other, people did.

    What the feed took off may come back; what was sold stays sold.
    """
    merged = _merged(car, found)
    new = row.state or (State.DRAFT if missing(merged) else State.PUBLISHED)
    found.fed_state = car.state if car.fed_state is None else car.fed_state
    if new == car.state:
        found.fed_state = new
    elif row.state or new != State.DRAFT:  # that something is missing takes no car off the site
        is_ours = found.fed_state == car.state and "state" not in car.locked
        complete = new not in COMPLETE_STATES or not missing(merged)
        if is_ours and complete and may(car.state, new):
            found.changes["state"] = [car.state, new]
            found.fed_state = new
        else:
            found.kept["state"] = [car.state, new]


def may(old: str, new: str) -> bool:
    """Whether verbs lead there: a draft is published before it is reserved."""
    allowed = MOVES.get(State(new), ())
    passing = new in {State.RESERVED, State.SOLD} and old in MOVES[State.PUBLISHED]
    return old in allowed or passing
