"""What a car's page at the desk tells of its visitors: numbers of days, and nobody's."""

from dataclasses import dataclass
from datetime import date, timedelta

from listings.models import Lead, Listing, ListingDay

DAYS = 30
HEIGHT = 100  # of the picture that the bars stand in
LEAST = 3  # one visit is still to be seen beside a thousand


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    views: int
    x: int  # in the picture, a day is 10 wide
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The last ``DAYS`` days of a car, today last, and its questions of all time."""

    days: list[Day]
    views: int
    leads: int  # without spam
    new_leads: int


def statistics(listing: Listing, today: date) -> Statistics:
    since = today - timedelta(DAYS - 1)
    rows = ListingDay.objects.filter(listing=listing, day__range=(since, today))
    views = dict(rows.values_list("day", "views"))
    states = list(Lead.objects.filter(listing=listing).values_list("state", flat=True))
    leads = [state for state in states if state != Lead.State.SPAM]
    most = max(views.values(), default=0)
    days = [_bar(n, since + timedelta(n), views, most) for n in range(DAYS)]
    return Statistics(days, sum(views.values()), len(leads), leads.count(Lead.State.NEW))


def _bar(place: int, day: date, views: dict[date, int], most: int) -> Day:
    number = views.get(day, 0)
    height = max(LEAST, round(HEIGHT * number / most)) if number else 0
    return Day(day, number, place * 10, HEIGHT - height, height)
