"""What happened to a car, on its own page and by its button: from the one change log."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from listings.admin.audit import Line, Words
from listings.admin.base import DeskAdmin
from listings.models import Listing, ListingChange

CHANGES_SHOWN = 20
Audit = list[tuple[ListingChange, list[Line]]]


class HistoryAdmin(DeskAdmin):
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The change log knows more than the admin's own history: verbs, imports, prices."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        url = self.address("listings_listingchange_changelist")
        return HttpResponseRedirect(f"{url}?{urlencode({'listing_id__exact': object_id})}")

    def changes(self, request: HttpRequest, listing: Listing) -> "QuerySet[ListingChange]":
        """What of the car's history this person may read."""
        return ListingChange.objects.filter(listing_id=listing.pk)

    def audit(self, request: HttpRequest, listing: Listing) -> Audit:
        """The latest changes of a car, each with its lines in words.

        One save may write the same line many times, as when photos change places; it is said once.
        """
        changes = list(self.changes(request, listing)[:CHANGES_SHOWN])
        words = Words(changes)
        said: dict[object, tuple[ListingChange, list[Line]]] = {}
        for change in reversed(changes):
            lines = words.lines(change)
            said[change.xid, *lines] = change, lines
        return list(reversed(said.values()))
