"""A write load whose transactions overlap, commit out of order and are sometimes rolled back."""

import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

import psycopg

ROLLED_BACK = 0.1  # this share of the transactions
HELD_LONG, LONG_SECONDS = 0.02, 0.4  # this share of the waits, so that order matters
APART_SECONDS = 10.0
# What is done to a car, and how often.
KINDS = {"price": 0.5, "hide": 0.15, "option": 0.2, "insert": 0.075, "delete": 0.075}
# Every written price is one that no car had before, so a reader's state tells which commit it saw.
FIRST_PRICE, PRICE_BEFORE = 1_000, 9_999_000

# What a search sees of a car: its price in euros and whether it has the option; None: not there.
State = tuple[int, bool] | None


@dataclass(frozen=True)
class Car:
    price: int
    has_option: bool
    is_public: bool = True
    was_equipped: bool = False  # by the change before: then another price comes first
    back_at: float = float("-inf")  # hidden again at once, the two absences would look like one

    @property
    def state(self) -> State:
        return (self.price, self.has_option) if self.is_public else None


@dataclass(frozen=True)
class Commit:
    """What one transaction made of the cars; times are monotonic seconds around the COMMIT."""

    xid: int
    began: float
    ended: float
    states: dict[int, State]


@dataclass(frozen=True)
class Load:
    commits: list[Commit]
    rolled_back: int


class Writer:
    """One connection with cars of its own, so that none waits for another."""

    def __init__(self, url: str, cars: list[int], option: int, prices: Iterator[int]) -> None:
        self.database = psycopg.connect(url)
        self.cars = {pk: Car(PRICE_BEFORE, has_option=False) for pk in cars}
        self.option = option
        self.prices = prices
        self.chance = random.Random(cars[0])
        self.commits: list[Commit] = []
        self.rolled_back = 0

    def write(self, until: float, rate: float) -> None:
        """So many transactions a second, catching up after a long one."""
        due = time.monotonic()
        while time.monotonic() < until:
            time.sleep(max(0.0, due - time.monotonic()))
            self._transaction(1 / rate)
            due += self.chance.uniform(0, 2 / rate)
        self.database.close()

    def _transaction(self, seconds: float) -> None:
        changed: dict[int, Car | None] = {}
        for pk in self.chance.sample(list(self.cars), self.chance.choice([1, 1, 2])):
            changed |= self._changed(pk, self.cars[pk])
            self._wait(seconds)
        (xid,) = self.database.execute("SELECT pg_current_xact_id()::text::bigint").fetchone() or ()
        if self.chance.random() < ROLLED_BACK:
            self.database.rollback()
            self.rolled_back += 1
            return
        began = time.monotonic()
        self.database.commit()
        states = {pk: car.state if car else None for pk, car in changed.items()}
        self.commits.append(Commit(xid, began, time.monotonic(), states))
        for pk, car in changed.items():
            if car:
                self.cars[pk] = car
            else:
                del self.cars[pk]

    def _wait(self, seconds: float) -> None:
        """Long enough that the others' transactions begin and end in between."""
        is_long = self.chance.random() < HELD_LONG
        time.sleep(LONG_SECONDS if is_long else self.chance.uniform(0, seconds / 2))

    def _changed(self, pk: int, car: Car) -> dict[int, Car | None]:
        """One change of this car, written and not committed; the cars that it concerns."""
        kind = self.chance.choices(list(KINDS), list(KINDS.values()))[0]
        goes_again = kind in {"hide", "delete"} and time.monotonic() < car.back_at + APART_SECONDS
        if kind == "insert":
            return self._inserted(pk)
        if kind == "delete" and not goes_again:
            return self._deleted(pk)
        if not car.is_public or goes_again or (kind == "option" and car.was_equipped):
            kind = "price"
        return {pk: getattr(self, f"_{kind}")(pk, car)}

    def _price(self, pk: int, car: Car) -> Car:
        price = next(self.prices)
        self.database.execute(
            "UPDATE listings_listing SET price_eur = %s, state = 'published' WHERE id = %s",
            [price, pk],
        )
        back_at = car.back_at if car.is_public else time.monotonic()
        return Car(price, car.has_option, back_at=back_at)

    def _hide(self, pk: int, car: Car) -> Car:
        self.database.execute("UPDATE listings_listing SET state = 'withdrawn' WHERE id = %s", [pk])
        return replace(car, is_public=False)

    def _option(self, pk: int, car: Car) -> Car:
        statement = (
            "DELETE FROM listings_listing_options WHERE listing_id = %s AND option_id = %s"
            if car.has_option
            else "INSERT INTO listings_listing_options (listing_id, option_id) VALUES (%s, %s)"
        )
        self.database.execute(statement, [pk, self.option])
        return replace(car, has_option=not car.has_option, was_equipped=True)

    def _inserted(self, pk: int) -> dict[int, Car | None]:
        """Another car like this one."""
        price = next(self.prices)
        names = _columns(self.database)
        values = names.replace("price_eur", "%s").replace("external_id", "''")
        values = values.replace("state,", "'published',", 1)
        row = self.database.execute(
            f"INSERT INTO listings_listing ({names}) SELECT {values} "  # noqa: S608  column names
            "FROM listings_listing WHERE id = %s RETURNING id",
            [price, pk],
        ).fetchone()
        assert row is not None  # noqa: S101  RETURNING
        return {row[0]: Car(price, has_option=False, back_at=time.monotonic())}

    def _deleted(self, pk: int) -> dict[int, Car | None]:
        for table in ("listing_options", "photo", "lead"):
            self.database.execute(
                f"DELETE FROM listings_{table} WHERE listing_id = %s",  # noqa: S608  our names
                [pk],
            )
        self.database.execute("DELETE FROM articles_articlepin WHERE listing_id = %s", [pk])
        self.database.execute("DELETE FROM listings_listing WHERE id = %s", [pk])
        return {pk: None}


def _columns(database: psycopg.Connection) -> str:
    """The columns that an INSERT may give, "state" first."""
    rows = database.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'listings_listing' "
        "AND is_generated = 'NEVER' AND column_name NOT IN ('id', 'state')"
    )
    return ", ".join(["state", *(f"{name}" for (name,) in rows)])


def write(
    url: str, cars: list[int], option: int, until: float, *, connections: int, rate: float
) -> Load:
    """All writers, a thread each, until that moment; ``rate`` in commits a second, all together."""
    prices = count(FIRST_PRICE)
    writers = [Writer(url, cars[n::connections], option, prices) for n in range(connections)]
    share = rate / connections / (1 - ROLLED_BACK)
    threads = [threading.Thread(target=one.write, args=[until, share]) for one in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    commits = sorted((c for one in writers for c in one.commits), key=lambda c: c.ended)
    return Load(commits, sum(one.rolled_back for one in writers))
