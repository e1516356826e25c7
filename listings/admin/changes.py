"""The change log's desk: every change of every car, who made it and when. Only to be read."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from listings.admin.audit import EMPTY, Words
from listings.admin.base import DeskAdmin
from listings.models import ListingChange


class ChangesInWords(ChangeList):
    """Gives every row of the page the names that it needs, a few queries for all together."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        words = Words(self.result_list)
        for change in self.result_list:
            change.lines = words.lines(change)


class FieldFilter(admin.SimpleListFilter):
    """What a car cost, and where it stood: the two histories that are kept as long as it is."""

    title = _("what changed")
    parameter_name = "field"
    FIELDS = {"price_eur": _("price"), "state": _("state"), "mileage_km": _("mileage (km)")}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(self.FIELDS.items())

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[ListingChange]
    ) -> QuerySet[ListingChange] | None:
        name = self.value()
        return queryset.filter(changed__has_key=name) if name in self.FIELDS else None


@admin.register(ListingChange)
class ListingChangeAdmin(DeskAdmin):
    desk_place = 3
    list_display = ["at", "by", "car", "what"]
    list_display_links = None
    list_filter = [FieldFilter]
    search_fields = ["=listing_id", "actor"]
    ordering = ["-seq"]
    sortable_by = ()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ChangesInWords

    def get_queryset(self, request: HttpRequest) -> QuerySet[ListingChange]:
        """Without those of articles, which have a history of their own."""
        return super().get_queryset(request).exclude(listing_id=None, changed__has_key="articles")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.display(description=_("by"))
    def by(self, change: ListingChange) -> str:
        return change.actor or str(_("the site"))

    @admin.display(description=_("car"))
    def car(self, change: ListingChange) -> str:
        if change.listing_id is None:
            return str(_("all")) if "everything" in change.changed else EMPTY
        url = self.address("listings_listing_change", change.listing_id)
        return format_html('<a href="{}">{}</a>', url, change.listing_id)

    @admin.display(description=_("what"))
    def what(self, change: Any) -> str:
        return format_html_join(
            "", "<div>{}: {} → {}</div>", ((x.label, x.old, x.new) for x in change.lines)
        )
