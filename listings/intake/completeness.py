"""How complete a car's advertisement is: what a visitor asks for, weighed, and what is missing.

The weights are ours: first what decides whether a car is found at all (a filter of the search, the
price, the photos), then what a buyer telephones for. One table says it for a car at hand and for
the database, so that the desk's list and a car's page never disagree.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    Expression,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext as _t

from listings.choices import Fuel, PriceType
from listings.models import Listing, Photo

ENOUGH_PHOTOS, ENOUGH_OPTIONS = 8, 5
COMPLETE = 80  # percent, from which on nothing is asked any more
PLUGGED = (Fuel.ELECTRIC, Fuel.PHEV)


@dataclass(frozen=True, slots=True)
class Point:
    """One field and what it weighs; ``fuels`` are those that it is asked of, empty: all."""

    name: str
    weight: int
    fuels: tuple[str, ...] = ()


POINTS = [
    Point("make", 8),
    Point("model", 8),
    Point("price_eur", 8),
    Point("mileage_km", 8),
    Point("first_registration", 8),
    Point("fuel", 6),
    Point("body", 5),
    Point("transmission", 5),
    Point("colour", 3),
    Point("power_kw", 4),
    Point("version", 3),
    Point("doors", 1),
    Point("seats", 1),
    Point("license_plate", 3),
    Point("apk_until", 2),
    Point("previous_owners", 1),
    Point("description", 4),
    Point("battery_kwh", 3, PLUGGED),
    Point("range_km", 3, PLUGGED),
    Point("battery_soh_percent", 3, (Fuel.ELECTRIC,)),
]
PHOTO_WEIGHT, OPTION_WEIGHT = 2, 1  # of each photo and option, up to enough of them


@dataclass(frozen=True, slots=True)
class Missing:
    """What is not there: the form's field, its name in words, and what it would add in percent."""

    name: str
    label: str
    percent: int


@dataclass(frozen=True, slots=True)
class Completeness:
    percent: int
    missing: tuple[Missing, ...]  # what adds most comes first

    @property
    def is_complete(self) -> bool:
        return self.percent >= COMPLETE


def completeness(listing: Listing, *, photos: int, options: int) -> Completeness:
    """Of a car as it is in memory, saved or not, with so many photos and options."""
    points = [point for point in POINTS if _is_asked(point, listing)]
    whole = sum(point.weight for point in points) + _counted(ENOUGH_PHOTOS, ENOUGH_OPTIONS)
    lacking = [point for point in points if getattr(listing, _column(point.name)) in {None, ""}]
    have = whole - sum(point.weight for point in lacking)
    have -= _counted(ENOUGH_PHOTOS, ENOUGH_OPTIONS) - _counted(photos, options)
    missing = [
        Missing(point.name, _label(point.name), round(100 * point.weight / whole))
        for point in lacking
    ]
    if photos < ENOUGH_PHOTOS:
        lost = PHOTO_WEIGHT * (ENOUGH_PHOTOS - photos)
        words = _t("photos, %(count)d or more") % {"count": ENOUGH_PHOTOS}
        missing.append(Missing("new_photos", words, round(100 * lost / whole)))
    if options < ENOUGH_OPTIONS:
        lost = OPTION_WEIGHT * (ENOUGH_OPTIONS - options)
        words = _t("options, %(count)d or more") % {"count": ENOUGH_OPTIONS}
        missing.append(Missing("options", words, round(100 * lost / whole)))
    missing.sort(key=lambda lack: -lack.percent)
    return Completeness(100 * have // whole, tuple(missing))


def percent() -> Expression:
    """The same percentage for ``annotate``, from the tables themselves."""
    have: Any = _up_to(Photo.objects, PHOTO_WEIGHT, ENOUGH_PHOTOS)
    have += _up_to(Listing.options.through.objects, OPTION_WEIGHT, ENOUGH_OPTIONS)
    whole: Any = Value(_counted(ENOUGH_PHOTOS, ENOUGH_OPTIONS))
    for point in POINTS:
        asked = Q(fuel__in=point.fuels) if point.fuels else ~Q(pk=None)
        if point.name == "price_eur":
            asked &= ~Q(price_type=PriceType.ON_REQUEST)
        have += _weight(point, asked & ~_is_empty(point.name))
        whole += _weight(point, asked)
    return 100 * have / whole  # of whole numbers: PostgreSQL drops the rest


def _is_asked(point: Point, listing: Listing) -> bool:
    if point.name == "price_eur" and listing.price_type == PriceType.ON_REQUEST:
        return False
    return not point.fuels or listing.fuel in point.fuels


def _counted(photos: int, options: int) -> int:
    """What so many photos and options weigh."""
    return PHOTO_WEIGHT * min(photos, ENOUGH_PHOTOS) + OPTION_WEIGHT * min(options, ENOUGH_OPTIONS)


def _column(name: str) -> str:
    """Of a foreign key the number, which asks no query."""
    return str(Listing._meta.get_field(name).attname)  # type: ignore[union-attr]


def _label(name: str) -> str:
    return str(Listing._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _is_empty(name: str) -> Q:
    field = Listing._meta.get_field(name)
    return Q(**{f"{name}__isnull": True}) if field.null else Q(**{name: ""})


def _weight(point: Point, condition: Q) -> Case:
    return Case(When(condition, then=point.weight), default=0, output_field=IntegerField())


def _up_to(rows: Any, weight: int, enough: int) -> Expression:
    """What a car's rows of another table weigh together, none beyond enough."""
    of_this = rows.filter(listing=OuterRef("pk")).order_by().values("listing")
    number = of_this.annotate(number=Count("pk")).values("number")
    return weight * Least(Coalesce(Subquery(number), 0), enough)
