"""What a car has cost since it was first offered, and the picture of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.utils import timezone

from listings.choices import PriceType
from listings.models import Listing, ListingChange

# The picture's box: from LEFT to RIGHT percent of its width, TOP to BOTTOM in pixels.
LEFT, RIGHT = 1.5, 97.5
TOP, BOTTOM = 14, 70


@dataclass(frozen=True, slots=True)
class Step:
    """From this day on the car cost this much."""

    day: date
    price_eur: int


@dataclass(frozen=True, slots=True)
class Line:
    """One straight piece of the picture: SVG coordinates, free of the language."""

    x1: str
    x2: str
    y1: str
    y2: str


@dataclass(frozen=True, slots=True)
class PriceHistory:
    """``steps`` oldest first, one per day that ended with another price than the day before."""

    steps: list[Step]
    since: date
    until: date  # today, or the day it was sold

    @property
    def days(self) -> int:
        """Whole days for sale; 0 on the day of publication."""
        return max(0, (self.until - self.since).days)

    @property
    def change_eur(self) -> int:
        """From the first price to the last; negative when it got cheaper."""
        return self.steps[-1].price_eur - self.steps[0].price_eur if self.steps else 0

    @property
    def saving_eur(self) -> int:
        return -self.change_eur

    @property
    def first(self) -> Step:
        return self.steps[0]

    @property
    def last(self) -> Step:
        return self.steps[-1]

    @property
    def newest_first(self) -> list[Step]:
        return self.steps[::-1]

    @property
    def has_moved(self) -> bool:
        return len(self.steps) > 1

    @property
    def lines(self) -> list[Line]:
        """The staircase from the first day to the last."""
        corners = [(step.day, step.price_eur) for step in self.steps]
        pieces = []
        for (day, price), (next_day, next_price) in pairwise(
            [*corners, (self.until, corners[-1][1])]
        ):
            pieces.append(self._line(day, price, next_day, price))
            if price != next_price:
                pieces.append(self._line(next_day, price, next_day, next_price))
        return pieces

    @property
    def end(self) -> Line:
        """Where the staircase stands now, as a piece without length."""
        return self._line(self.until, self.last.price_eur, self.until, self.last.price_eur)

    def _line(self, day: date, price: int, next_day: date, next_price: int) -> Line:
        return Line(self._x(day), self._x(next_day), self._y(price), self._y(next_price))

    def _x(self, day: date) -> str:
        share = (day - self.since).days / max(1, self.days)
        return f"{LEFT + min(1.0, share) * (RIGHT - LEFT):.2f}%"

    def _y(self, price: int) -> str:
        prices = [step.price_eur for step in self.steps]
        low, high = min(prices), max(prices)
        share = (high - price) / ((high - low) or 1)
        return f"{TOP + share * (BOTTOM - TOP):.1f}"


def price_history(listing: Listing) -> PriceHistory | None:
    """From the change log, since the first publication; None for a car that never had one."""
    if listing.published_at is None:
        return None
    rows = ListingChange.objects.filter(
        listing_id=listing.pk, changed__has_key="price_eur", at__gt=listing.published_at
    ).order_by("at", "seq")
    moves = [(at, *changed["price_eur"]) for at, changed in rows.values_list("at", "changed")]
    until = listing.state_at if listing.is_sold else timezone.now()
    is_asking = listing.price_type == PriceType.ASKING
    return PriceHistory(
        steps(listing.published_at, listing.price_eur, moves) if is_asking else [],
        timezone.localdate(listing.published_at),
        timezone.localdate(until),
    )


def steps(
    published_at: datetime, now_eur: int | None, moves: Iterable[tuple[datetime, int | None, int]]
) -> list[Step]:
    """The price at the end of every day on which it moved; ``moves`` are (when, old, new)."""
    moves = list(moves)
    # A car that is published as it comes in has its first price in the log, from none.
    start = (moves[0][1] or moves[0][2]) if moves else now_eur
    by_day = {timezone.localdate(published_at): start}
    by_day |= {timezone.localdate(at): new for at, _old, new in moves}
    known = [Step(day, price) for day, price in by_day.items() if price]
    return [
        step
        for before, step in zip([None, *known], known, strict=False)
        if before is None or before.price_eur != step.price_eur
    ]
