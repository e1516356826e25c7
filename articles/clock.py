"""When the clock alone changes a page: an article comes out, or a car is no longer new."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Min

from articles.models import Article
from listings.cards import NEW_FOR
from listings.models import Listing

A_DAY = timedelta(days=1)


def lapses_at(
    now: datetime, cars: Iterable[Listing] = (), *, counts_a_day: bool = False
) -> datetime | None:
    """The first moment after ``now`` at which a page with these cars' cards may be another.

    ``counts_a_day``: it also says how many cars came within a day. None: only what the change log
    tells, and the next day, will change it.
    """
    coming = Article.objects.filter(state=Article.State.PUBLISHED, published_at__gt=now)
    first = coming.order_by("published_at").values_list("published_at", flat=True)[:1]
    ends = [car.published_at + NEW_FOR for car in cars if car.published_at]
    oldest = _oldest_of_a_day(now) if counts_a_day else None
    moments = [*first, *(end for end in ends if end > now), oldest and oldest + A_DAY]
    return min(filter(None, moments), default=None)


def _oldest_of_a_day(now: datetime) -> datetime | None:
    young = Listing.objects.public().filter(published_at__gt=now - A_DAY)
    return young.aggregate(first=Min("published_at"))["first"]
