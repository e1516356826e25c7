"""When a demo car was put on offer, what became of it, and how its price came down."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from listings.choices import State
from listings.demo.car import DemoCar
from listings.demo.prices import tidy

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAYS = 60  # the stock was put online in the last two months
STATES = {
    State.PUBLISHED: 92, State.RESERVED: 3, State.SOLD: 2, State.DRAFT: 1, State.WITHDRAWN: 1,
    State.EXPIRED: 1,
}  # fmt: skip
DROP_CHANCE, SECOND_DROP_CHANCE = 0.17, 0.2
DAYS_BEFORE_A_DROP = 3
ON_REQUEST_CHANCE = 0.02


def give_dates(car: DemoCar, at: datetime) -> None:
    """State, publication and price history up to the moment ``at``."""
    car.state = car.rng.choices(list(STATES), list(STATES.values()))[0]
    _publish(car, at)
    if car.published_at is not None and car.state != State.DRAFT:
        _move_on(car, at)
        _come_down(car, at)
    if car.rng.random() < ON_REQUEST_CHANCE:
        car.price_eur, car.earlier_prices = None, []


def _publish(car: DemoCar, at: datetime) -> None:
    """Over two months, so that every day has its new cars; what ended needs some time."""
    youngest = 0.0 if car.state in {State.PUBLISHED, State.DRAFT} else 6.0
    youngest = 50.0 if car.state == State.EXPIRED else youngest
    # A little more of what is new, as sold cars have left the older days.
    online = at - timedelta(days=youngest + (DAYS - youngest) * car.rng.random() ** 1.15)
    online = min(_by_day(online), at)
    car.created_at = car.state_at = online
    if car.state != State.DRAFT:
        car.published_at = online
        car.expires_at = online + timedelta(days=120 if car.is_from_dealer else 90)


def _by_day(moment: datetime) -> datetime:
    """Nobody puts a car online in the small hours."""
    return moment + timedelta(hours=7) if moment.astimezone(AMSTERDAM).hour < 6 else moment


def _move_on(car: DemoCar, at: datetime) -> None:
    """A reserved, sold, withdrawn or expired car became so between publication and now."""
    assert car.published_at is not None  # noqa: S101  the caller asked
    if car.state == State.EXPIRED:
        car.state_at = car.expires_at = car.published_at + timedelta(days=45)
    elif car.state != State.PUBLISHED:
        online = (at - car.published_at) / timedelta(days=1)
        car.state_at = at - timedelta(days=car.rng.uniform(0.1, min(online - 3, 12)))


def _come_down(car: DemoCar, at: datetime) -> None:
    """Some cars stood too dear at first: the price asked now is the last of two or three."""
    if car.price_eur is None or car.published_at is None:
        return
    until = at if car.state == State.PUBLISHED else car.state_at
    days = (until - car.published_at) / timedelta(days=1)
    if days < DAYS_BEFORE_A_DROP * 2 or car.rng.random() > DROP_CHANCE:
        return
    steps = 2 if days > 20 and car.rng.random() < SECOND_DROP_CHANCE else 1
    moments = sorted(car.rng.uniform(DAYS_BEFORE_A_DROP, days - 0.2) for _ in range(steps))
    price = car.price_eur
    for moment in reversed(moments):
        price = _dearer(price, car)
        car.earlier_prices.insert(0, (price, car.published_at + timedelta(days=moment)))


def _dearer(price: int, car: DemoCar) -> int:
    """What was asked before: 2 to 8 % more, and always more."""
    asked = tidy(price * car.rng.uniform(1.02, 1.08), False, car.rng)
    return asked if asked > price else price + (250 if price < 10_000 else 500)
