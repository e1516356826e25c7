"""What belongs to a dealer's people: their sellers' rows and never another's, said once per table.

A table that is not named here belongs to nobody, so that what is new is hidden until somebody
decides whose it is.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from listings.models import (
    CarModel,
    Feed,
    FeedWord,
    Generation,
    ImportRow,
    ImportRun,
    Lead,
    Listing,
    ListingChange,
    ListingDay,
    Make,
    Option,
    Photo,
    Seller,
)

Person = AbstractBaseUser | AnonymousUser
NOBODY = Q(pk__in=[])


def belongs(model: type[Model], person: Person) -> Q:
    """Which rows of ``model`` are this person's; all of them are the superuser's.

    A superuser may look over every dealer's shoulder; nobody else needs a permission here, only
    to be one of a seller's ``people``.
    """
    rule = _RULES.get(model)
    if rule is None or not person.is_active:
        return NOBODY
    return Q() if getattr(person, "is_superuser", False) else rule(sellers(person))


def of(person: Person, model: type[Model]) -> "QuerySet[Any]":
    """The rows of ``model`` that are this person's."""
    return model._default_manager.filter(belongs(model, person))


def is_dealer(person: Person) -> bool:
    """Whether somebody has a seller to work for; a superuser has them all."""
    if not person.is_active or person.pk is None:
        return False
    return bool(getattr(person, "is_superuser", False)) or sellers(person).exists()


def sellers(person: Person) -> "QuerySet[Seller]":
    return Seller.objects.filter(people=person.pk) if person.pk else Seller.objects.none()


Rule = Callable[["QuerySet[Seller]"], Q]


def _through(path: str) -> Rule:
    return lambda sellers: Q(**{f"{path}__in": sellers.values("pk")})


def _changes(sellers: "QuerySet[Seller]") -> Q:
    """Of the change log, what happened to their cars since they are theirs: a car that came from
    another seller leaves its past there.
    """
    moved = ListingChange.objects.filter(
        listing_id=OuterRef("listing_id"), seq__gte=OuterRef("seq"), changed__has_key="seller_id"
    )
    cars = Listing.objects.filter(seller__in=sellers.values("pk"))
    return Q(listing_id__in=cars.values("pk")) & ~Q(Exists(moved))


def _everybodys(sellers: "QuerySet[Seller]") -> Q:
    return Q()


_RULES: dict[type[Model], Rule] = {
    Seller: _through("pk"),
    Listing: _through("seller"),
    Photo: _through("listing__seller"),
    ListingDay: _through("listing__seller"),
    Lead: _through("listing__seller"),
    ListingChange: _changes,
    Feed: _through("seller"),
    FeedWord: _through("feed__seller"),
    ImportRun: _through("feed__seller"),
    ImportRow: _through("run__feed__seller"),
    # The vocabulary is public: it is in the search's filters.
    Make: _everybodys,
    CarModel: _everybodys,
    Generation: _everybodys,
    Option: _everybodys,
}
