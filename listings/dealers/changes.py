"""What changed in a dealer's own cars, prices among it. Only to be read."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from listings.admin.changes import ChangesInWords, ListingChangeAdmin
from listings.belonging import sellers
from listings.dealers.base import DealerAdmin
from listings.dealers.site import site
from listings.models import ListingChange

STAFF = _("the site's staff")


def colleagues(request: HttpRequest) -> set[str]:
    """Who is named to this person: people of their own sellers. "" is nobody."""
    people = get_user_model()._default_manager.filter(sellers__in=sellers(request.user))
    return {person.get_username() for person in people} | {request.user.get_username(), ""}


def name_colleagues(request: HttpRequest, changes: Iterable[ListingChange]) -> None:
    """People of one's own sellers by name; whoever else changed a car is the site's staff."""
    known = colleagues(request)
    for change in changes:
        change.actor = _named(change.actor, known)


def _named(actor: str, known: set[str]) -> str:
    """An import is told by its number, with the person behind it only if they are known."""
    if actor in known:
        return actor
    run, _comma, person = actor.partition(", ")
    if not run.startswith("feed "):  # no user name has a space
        return str(STAFF)
    return actor if person in known else run


class ChangesByColleagues(ChangesInWords):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        name_colleagues(request, self.result_list)


@admin.register(ListingChange, site=site)
class DealerChangeAdmin(DealerAdmin, ListingChangeAdmin):
    may = frozenset({"view"})
    pages = frozenset({"changelist"})
    search_fields = ["=listing_id"]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ChangesByColleagues
