"""Which cars ask for somebody's attention, and why: one place for lists, counts and reminders.

Each rule is a queryset of cars that are not over; the clock is passed in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from listings.choices import PUBLIC_STATES, State
from listings.intake.completeness import COMPLETE, percent
from listings.models import ListingChange, Photo
from listings.querysets import ListingQuerySet

SOON = timedelta(days=7)
PRICE_CHANGED_WITHIN = timedelta(days=7)
STALE_AFTER = timedelta(days=60)
OPEN = (State.DRAFT, *PUBLIC_STATES)
# A price of less than half, or more than twice what the same model of the same year asks in the
# middle, is mostly a slip of the keyboard; below five cars nothing is said.
ODD_FACTOR, FEWEST = 2, 5
_ODD = """
    SELECT car.id FROM listings_listing car JOIN (
        SELECT model_id, year, percentile_disc(0.5) WITHIN GROUP (ORDER BY price_eur) AS middle
        FROM listings_listing
        WHERE state = ANY(%s) AND price_eur IS NOT NULL AND NOT is_damaged
        GROUP BY model_id, year HAVING count(*) >= %s
    ) AS alike ON alike.model_id = car.model_id AND alike.year = car.year
    WHERE car.state = ANY(%s)
      AND (car.price_eur * %s < alike.middle OR car.price_eur > alike.middle * %s)
"""
_TWICE = """
    SELECT id FROM (
        SELECT id, count(*) OVER (PARTITION BY license_plate) AS cars
        FROM listings_listing WHERE license_plate <> '' AND state = ANY(%s)
    ) AS plates WHERE cars > 1
    UNION
    SELECT id FROM (
        SELECT id, count(*) OVER (PARTITION BY vin) AS cars
        FROM listings_listing WHERE vin <> '' AND state = ANY(%s)
    ) AS numbers WHERE cars > 1
"""

Rule = Callable[[ListingQuerySet, datetime], ListingQuerySet]


@dataclass(frozen=True, slots=True)
class Attention:
    name: str
    label: str | Promise
    rule: Rule


def _expired(cars: ListingQuerySet, now: datetime) -> ListingQuerySet:
    return cars.filter(state=State.EXPIRED)


def _expiring(cars: ListingQuerySet, now: datetime) -> ListingQuerySet:
    return cars.public().filter(expires_at__range=(now, now + SOON))


def _bare(cars: ListingQuerySet, now: datetime) -> ListingQuerySet:
    return cars.public().filter(~Exists(Photo.objects.filter(listing=OuterRef("pk"))))


def _price_changed(cars: ListingQuerySet, now: datetime) -> ListingQuerySet:
    """A first price is no change of one."""
    changes = ListingChange.objects.filter(
        at__gte=now - PRICE_CHANGED_WITHIN, changed__has_key="price_eur", listing_id__isnull=False
    ).exclude(changed__price_eur__0=None)
    return cars.filter(state__in=OPEN, pk__in=changes.values("listing_id"))


def _stale(cars: ListingQuerySet, now: datetime) -> ListingQuerySet:
    """Nobody touched it, and no feed confirmed it, for a long time."""
    before = now - STALE_AFTER
    confirmed = Q(feed_car__feed__confirmed_at__gte=before)
    return cars.filter(state__in=OPEN, updated_at__lt=before).exclude(confirmed)


def _twice(cars: ListingQuerySet, now: datetime) -> ListingQuerySet:
    states = [str(state) for state in OPEN]
    return cars.filter(state__in=OPEN, pk__in=RawSQL(_TWICE, [states, states]))  # noqa: S611  no text of a visitor's


def _incomplete(cars: ListingQuerySet, now: datetime) -> ListingQuerySet:
    return cars.filter(state__in=OPEN).alias(complete=percent()).filter(complete__lt=COMPLETE)


def _odd_price(cars: ListingQuerySet, now: datetime) -> ListingQuerySet:
    states = [str(state) for state in PUBLIC_STATES]
    figures = [states, FEWEST, states, ODD_FACTOR, ODD_FACTOR]
    return cars.filter(pk__in=RawSQL(_ODD, figures))  # noqa: S611  no text of a visitor's


ATTENTION = {
    one.name: one
    for one in [
        Attention("expired", _("expired"), _expired),
        Attention("expiring", _("expiring within a week"), _expiring),
        Attention("bare", _("on the site without a photo"), _bare),
        Attention("price", _("price changed this week"), _price_changed),
        Attention("stale", _("not touched for two months"), _stale),
        Attention("twice", _("here twice, by plate or chassis number"), _twice),
        Attention("incomplete", _("incomplete"), _incomplete),
        Attention("odd", _("odd price"), _odd_price),
    ]
}


def asking(name: str, cars: ListingQuerySet, now: datetime) -> ListingQuerySet:
    """The cars among these that ask for attention in this way. Raises ``KeyError``."""
    return ATTENTION[name].rule(cars, now)


def counts(cars: ListingQuerySet, now: datetime) -> dict[str, int]:
    """How many of these cars each rule names."""
    return {name: asking(name, cars, now).count() for name in ATTENTION}
