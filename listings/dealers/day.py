"""What happened to a dealer's cars lately: how often each page was asked for."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from listings.belonging import Person, belongs
from listings.models import Listing, ListingDay

DAYS, CARS = 7, 10


@dataclass(frozen=True, slots=True)
class Views:
    """A car and how often its page was asked for in the last ``DAYS`` days."""

    listing: Listing
    views: int
    share: int  # percent of the most visited car's


def views_per_car(person: Person, today: date) -> list[Views]:
    """This person's most visited cars of the last week; nothing while no visit was counted."""
    days = ListingDay.objects.filter(belongs(ListingDay, person), day__gt=today - timedelta(DAYS))
    rows = days.values("listing").annotate(total=Sum("views")).order_by("-total", "listing")
    totals: dict[int, int] = {row["listing"]: row["total"] for row in rows[:CARS]}
    most = max(totals.values(), default=0)
    cars = Listing.objects.filter(belongs(Listing, person)).in_order(list(totals))
    return [Views(car, totals[car.pk], round(100 * totals[car.pk] / (most or 1))) for car in cars]
