"""A dealer's own cars: the staff's list and form, with fewer fields and nobody else's rows."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, ForeignKey, OuterRef, Q, QuerySet
from django.forms import ModelChoiceField
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _t

from carsite.admin_site import DeskCount
from listings.admin import filters
from listings.admin.history import Audit
from listings.admin.listing import ListingAdmin
from listings.admin.photos import PhotoInline
from listings.admin.verbs import VERBS
from listings.belonging import belongs, of, sellers
from listings.choices import PUBLIC_STATES, State
from listings.dealers.base import DealerAdmin, OwnRows
from listings.dealers.changes import name_colleagues
from listings.dealers.site import site
from listings.models import Listing, ListingChange, Photo

# What the form may hold; a field that the staff's form gets stays away until it stands here.
EDITABLE = frozenset(
    "title license_plate seller make model generation version body colour fuel transmission"
    " price_eur price_type vat_deductible first_registration first_registration_month_known"
    " model_year mileage_km previous_owners apk_until is_import is_damaged vin power_kw engine_cc"
    " battery_kwh range_km co2_g_km battery_soh_percent battery_soh_method battery_soh_date doors"
    " seats weight_kg towing_kg description options expires_at new_photos".split()
)
SHOWN = frozenset({"source", "external_id"})  # on a car that is there
NAMED = frozenset({"make", "model", "generation"})  # a model says its make: fixed together


class OwnAttention(filters.AttentionFilter):
    """Without "here twice": it would tell which plates stand in another dealer's drafts."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [pair for pair in super().lookups(request, model_admin) if pair[0] != "twice"]

    def queryset(
        self, request: HttpRequest, queryset: "QuerySet[Listing]"
    ) -> "QuerySet[Listing] | None":
        return None if self.value() == "twice" else super().queryset(request, queryset)


class OwnPhotos(OwnRows, PhotoInline):
    may = frozenset({"view", "change", "delete"})  # they come in by the form's own field


@admin.register(Listing, site=site)
class DealerListingAdmin(DealerAdmin, ListingAdmin):
    may = frozenset({"view", "add", "change"})
    pages = frozenset({"changelist", "add", "change", "history", "verb", "card", "photos"})
    verbs = {name: VERBS[name] for name in ("publish", "reserve", "mark_sold", "withdraw")}
    list_filter = [
        filters.StateFilter,
        OwnAttention,
        ("make", filters.AutocompleteFilter),
        filters.PhotoFilter,
        filters.ExpiryFilter,
        filters.MissingFilter,
        ("seller", admin.RelatedOnlyFieldListFilter),
    ]
    autocomplete_fields = ["make", "model", "generation"]
    inlines = [OwnPhotos]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Without the seller for who has one only."""
        names = [*super().get_list_display(request)]
        if sellers(request.user).count() == 1:
            names.remove("seller_name")
        return names

    # --- The form -------------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Listing | None = None) -> Any:
        allowed = EDITABLE | SHOWN if obj else EDITABLE
        kept = [
            (title, {**options, "fields": _only(options["fields"], allowed)})
            for title, options in super().get_fieldsets(request, obj)
        ]
        return [(title, options) for title, options in kept if options["fields"]]

    def get_readonly_fields(self, request: HttpRequest, obj: Listing | None = None) -> list[str]:
        """Where it comes from, whose it is, and what the site's staff decided stay as they are."""
        fields = [*super().get_readonly_fields(request, obj)]
        if obj is None:
            return fields
        decided = {name for name in obj.locked_fields if name in EDITABLE}
        if decided & NAMED:
            decided |= NAMED
        return [*fields, *SHOWN, "seller", *sorted(decided)]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        first = sellers(request.user).values_list("pk", flat=True).first()
        return {"seller": first, **super().get_changeform_initial_data(request)}

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Who sells is one of a few: somebody's own sellers, mostly one."""
        if db_field.name == "seller":
            kwargs["empty_label"] = None
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def changes(self, request: HttpRequest, listing: Listing) -> "QuerySet[ListingChange]":
        return super().changes(request, listing).filter(belongs(ListingChange, request.user))

    def audit(self, request: HttpRequest, listing: Listing) -> Audit:
        entries = super().audit(request, listing)
        name_colleagues(request, [change for change, _lines in entries])
        return entries

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if self.get_object(request, object_id) is None:
            raise Http404(_t("There is no such page."))
        return super().history_view(request, object_id, extra_context)

    # --- The day --------------------------------------------------------------------------------

    def dealer_counts(self, request: HttpRequest) -> list[DeskCount]:
        """Of this person's cars; each figure is the length of the list that it links to."""
        live, now = Q(state__in=PUBLIC_STATES), timezone.now()
        photos = Exists(Photo.objects.filter(listing=OuterRef("pk")))
        soon = Q(expires_at__range=(now, now + filters.SOON))
        numbers = of(request.user, Listing).aggregate(
            live=Count("pk", filter=live),
            draft=Count("pk", filter=Q(state=State.DRAFT)),
            bare=Count("pk", filter=live & ~Q(photos)),
            soon=Count("pk", filter=live & soon),
        )
        url = self.address("listings_listing_changelist")
        return [
            DeskCount(_t("Cars on the site"), numbers["live"], f"{url}?state=live"),
            DeskCount(_t("Cars in draft"), numbers["draft"], f"{url}?state=draft"),
            DeskCount(_t("Without photo"), numbers["bare"], f"{url}?state=live&photos=none"),
            DeskCount(_t("Expire this week"), numbers["soon"], f"{url}?expiry=soon"),
        ]


def _only(fields: Iterable[Any], allowed: frozenset[str]) -> list[Any]:
    """The fields of a fieldset, some of them in rows, without those that are not allowed."""
    kept: list[Any] = []
    for field in fields:
        if isinstance(field, str):
            kept += [field] if field in allowed else []
        elif row := tuple(name for name in field if name in allowed):
            kept.append(row)
    return kept
