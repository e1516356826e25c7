"""The sellers' desk."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from listings.admin.base import DeskAdmin
from listings.choices import PUBLIC_STATES
from listings.models import Seller


@admin.register(Seller)
class SellerAdmin(DeskAdmin):
    desk_place = 2
    list_display = ["name", "kind", "town", "live", "email", "phone"]
    list_filter = ["kind"]
    ordering = ["name"]  # the count in get_queryset drops the model's own
    list_select_related = ["town"]
    search_fields = ["name", "slug", "email", "postcode", "town__name"]
    autocomplete_fields = ["town", "people"]
    fieldsets = [
        (None, {"fields": ["kind", "name", "slug"]}),
        (_("How to reach them"), {"fields": ["email", "phone"]}),
        (_("Where"), {"fields": ["street", "postcode", "town", ("latitude", "longitude")]}),
        (_("At the dealers’ desk"), {"fields": ["people"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Seller]":
        public = Q(listings__state__in=PUBLIC_STATES)
        return super().get_queryset(request).annotate(live=Count("listings", filter=public))

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Seller | None = None
    ) -> dict[str, Any]:
        return {} if obj else {"slug": ("name",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Seller | None = None) -> list[str]:
        """Who lets somebody in must be allowed to see the accounts."""
        fields = ["slug"] if obj else []
        return fields if request.user.has_perm("auth.view_user") else [*fields, "people"]

    @admin.display(description=_("on the site"), ordering="live")
    def live(self, seller: Seller) -> SafeString:
        """How many cars, as a link to them."""
        url = self.address("listings_listing_changelist")
        return format_html(
            '<a href="{}?seller__id__exact={}&amp;state=live">{}</a>',
            url,
            seller.pk,
            seller.live,  # type: ignore[attr-defined]
        )
