"""The desk of the stock: the list of cars, a car's page, its photos and its verbs."""

from typing import Any

from adminsortable2.admin import SortableAdminBase
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, Replace
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from carsite.admin_site import DeskCount
from carsite.templatetags.site_text import euro, km
from listings.admin import filters
from listings.admin.card import CardAdmin
from listings.admin.entry import EntryAdmin
from listings.admin.forms import ListingForm
from listings.admin.history import HistoryAdmin
from listings.admin.locks import is_fed, lock_choices, lock_what_changed
from listings.admin.photo_views import PhotosAdmin
from listings.admin.photos import PhotoInline
from listings.admin.statistics import statistics
from listings.admin.verb_views import VerbsAdmin
from listings.admin.verbs import VERBS, offered, perform, report
from listings.attention import SOON
from listings.choices import PUBLIC_STATES, PriceType, State
from listings.intake.rdw.checking import soon
from listings.models import Lead, Listing, Photo
from listings.tidied import tidied

LOCKS = (_("Locked"), {"fields": ["locked_fields"], "classes": ["collapse", "locks"]})
BY_NAME = Concat("make__name", Value(" "), "model__name")
# What a save may write: never the state, which only verbs move, also while the form was open.
EDITED = [
    *(f.name for f in Listing._meta.concrete_fields if f.editable and not f.primary_key),
    "updated_at",
]


@admin.register(Listing)
class ListingAdmin(EntryAdmin, SortableAdminBase, VerbsAdmin, CardAdmin, PhotosAdmin, HistoryAdmin):
    desk_place = 0
    form = ListingForm
    list_display = [
        *("thumb", "car", "year", "mileage", "price"),
        *("seller_name", "badge", "days_online"),
    ]
    list_display_links = ["car"]
    list_filter = [
        filters.StateFilter,
        filters.AttentionFilter,
        ("seller", filters.AutocompleteFilter),
        ("make", filters.AutocompleteFilter),
        filters.PhotoFilter,
        filters.ExpiryFilter,
        filters.MissingFilter,
    ]
    search_fields = [
        *("=pk", "title", "version", "make__name", "model__name"),
        *("license_plate", "vin", "external_id"),
    ]
    search_help_text = _("Title, make and model, licence plate, VIN, id at the source or number.")
    autocomplete_fields = ["seller", "make", "model", "generation"]
    inlines = [PhotoInline]
    fieldsets = [
        (_("Title and licence plate"), {"fields": ["title", "license_plate"]}),
        (
            _("The car"),
            {
                "fields": [
                    *("seller", "make", "model", "generation", "version"),
                    *(("body", "colour"), ("fuel", "transmission")),
                ]
            },
        ),
        (_("Price"), {"fields": [("price_eur", "price_type"), "vat_deductible"]}),
        (
            _("Age and use"),
            {
                "fields": [
                    ("first_registration", "first_registration_month_known", "model_year"),
                    *(("mileage_km", "previous_owners"), ("apk_until", "is_import", "is_damaged")),
                    "vin",
                ]
            },
        ),
        (
            _("Engine and battery"),
            {
                "fields": [
                    *(("power_kw", "engine_cc"), ("battery_kwh", "range_km", "co2_g_km")),
                    ("battery_soh_percent", "battery_soh_method", "battery_soh_date"),
                ]
            },
        ),
        (_("Size and weight"), {"fields": [("doors", "seats"), ("weight_kg", "towing_kg")]}),
        (_("What the visitor reads"), {"fields": ["description", "options"]}),
        (
            _("Where it comes from, how long it stays"),
            {"fields": ["source", "external_id", "expires_at"]},
        ),
        (_("Photos"), {"fields": ["new_photos"], "classes": ["new-photos"]}),
    ]

    # --- The list -------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Listing]":
        return super().get_queryset(request).with_card_data()  # type: ignore[attr-defined]

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Listing]", search_term: str
    ) -> tuple["QuerySet[Listing]", bool]:
        """A plate is found however its dashes were typed, here or there."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        plate = search_term.replace("-", "").replace(" ", "").upper()
        if len(plate) == 6 and plate.isalnum() and not plate.isdigit():
            bare = queryset.alias(
                bare_plate=Replace("license_plate", Value("-"), Value(""))
            ).filter(bare_plate=plate)
            found = queryset.filter(Q(pk__in=found.values("pk")) | Q(pk__in=bare.values("pk")))
        return found, duplicates

    @admin.display(description=_("photo"))
    def thumb(self, listing: Listing) -> SafeString:
        return render_to_string("admin/listings/thumb.html", {"listing": listing})

    @admin.display(description=_("car"), ordering=BY_NAME)
    def car(self, listing: Listing) -> SafeString:
        return format_html("{} <small>{}</small>", listing, listing.version)

    @admin.display(description=_("km"), ordering="mileage_km")
    def mileage(self, listing: Listing) -> str:
        return km(listing.mileage_km)

    @admin.display(description=_("price"), ordering="price_eur")
    def price(self, listing: Listing) -> str:
        if listing.price_type == PriceType.ON_REQUEST:
            return _t("on request")
        return euro(listing.price_eur)

    @admin.display(description=_("seller"), ordering="seller__name")
    def seller_name(self, listing: Listing) -> str:
        return listing.seller.name

    @admin.display(description=_("state"), ordering="state")
    def badge(self, listing: Listing) -> SafeString:
        return format_html(
            '<span class="badge {}">{}</span>', listing.state, listing.get_state_display()
        )

    @admin.display(description=_("days online"), ordering="-published_at")
    def days_online(self, listing: Listing) -> int | None:
        """Since the first publication; until it left the site."""
        if listing.published_at is None:
            return None
        until = timezone.now() if listing.is_public else listing.state_at
        return max(0, (until - listing.published_at).days)

    def autocomplete_label(self, listing: Listing) -> str:
        facts = [str(listing), listing.version, str(listing.year or ""), km(listing.mileage_km)]
        facts += [self.price(listing), listing.get_state_display(), f"#{listing.pk}"]
        return ", ".join(filter(None, facts))

    def desk_counts(self) -> list[DeskCount]:
        """Only what asks for work; each figure is the length of the list that it links to."""
        live, now = Q(state__in=PUBLIC_STATES), timezone.now()
        photos = Exists(Photo.objects.filter(listing=OuterRef("pk")))
        numbers = Listing.objects.aggregate(
            draft=Count("pk", filter=Q(state=State.DRAFT)),
            live=Count("pk", filter=live),
            bare=Count("pk", filter=live & ~Q(photos)),
            soon=Count("pk", filter=live & Q(expires_at__range=(now, now + SOON))),
            expired=Count("pk", filter=Q(state=State.EXPIRED)),
        )
        url = self.address("listings_listing_changelist")
        return [
            DeskCount(_t("Cars on the site"), numbers["live"], f"{url}?state=live"),
            DeskCount(
                _t("Of these without photo"), numbers["bare"], f"{url}?state=live&photos=none"
            ),
            DeskCount(_t("Cars in draft"), numbers["draft"], f"{url}?state=draft"),
            DeskCount(_t("Expire this week"), numbers["soon"], f"{url}?attention=expiring"),
            DeskCount(_t("Expired cars"), numbers["expired"], f"{url}?state=expired"),
        ]

    # --- One car --------------------------------------------------------------------------------

    @property
    def media(self) -> forms.Media:
        """The side column's fields need what autocomplete fields need."""
        widget = AutocompleteSelect(Listing._meta.get_field("make"), self.admin_site)
        return super().media + widget.media

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Listing | None:
        """While a car is being saved no verb moves it: the form judges the state it writes to."""
        listing: Listing | None = super().get_object(request, object_id, from_field)
        if listing is None or request.method != "POST":
            return listing
        list(Listing.objects.select_for_update().filter(pk=listing.pk))
        return super().get_object(request, object_id, from_field)

    def get_fieldsets(self, request: HttpRequest, obj: Listing | None = None) -> Any:
        may = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        fieldsets = super().get_fieldsets(request, obj)
        fieldsets = fieldsets if may else fieldsets[:-1]  # the last one only takes files
        return [*fieldsets, LOCKS] if obj and is_fed(obj) else fieldsets

    def save_model(
        self, request: HttpRequest, obj: Listing, form: forms.ModelForm, change: bool
    ) -> None:
        if change and "locked_fields" in form.fields:
            self._tell_locks(request, lock_what_changed(obj, form))
        obj.save(update_fields=EDITED if change else None)
        if "license_plate" in form.changed_data:
            soon(obj)
        if taken := getattr(form, "taken", []):
            said = [f"{one.label} ({one.by or _t('the system')})" for one in taken]
            text = _t("Changed by somebody else meanwhile, and kept so: %(fields)s.")
            messages.info(request, text % {"fields": ", ".join(said)})

    def _tell_locks(self, request: HttpRequest, names: list[str]) -> None:
        if names:
            labels = dict(lock_choices())
            text = _t("From now on the feed leaves alone: %(fields)s.")
            said = {"fields": ", ".join(str(labels[name]) for name in names)}
            messages.info(request, text % said)

    def render_change_form(  # noqa: PLR0917 -- Django's signature
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Listing | None = None,
    ) -> HttpResponse:
        may_change = self.has_change_permission(request, obj)
        verbs = [v for v in offered(obj) if v.name in self.verbs] if obj and may_change else []
        context["verbs"] = verbs
        if may_change or add:
            context["panel"] = self.panel(request, context["adminform"].form, obj)
        context["offer_publish"] = obj is None or VERBS["publish"] in verbs
        if obj:
            context |= {"audit": self.audit(request, obj), "days_online": self.days_online(obj)}
            context |= {"tidied": tidied(obj), "leads_url": self._leads_url(request, obj)}
            context["statistics"] = statistics(obj, timezone.localdate())
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _leads_url(self, request: HttpRequest, listing: Listing) -> str:
        """Where this car's questions are, for who may see them."""
        may = self.admin_site.get_model_admin(Lead).has_view_permission(request)
        url = self.address("listings_lead_changelist")
        return f"{url}?listing__id__exact={listing.pk}" if may else ""

    def response_add(
        self, request: HttpRequest, obj: Listing, post_url_continue: str | None = None
    ) -> HttpResponse:
        if "_publish" in request.POST:
            return self._publish(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Listing) -> HttpResponse:
        if "_publish" in request.POST:
            return self._publish(request, obj)
        return super().response_change(request, obj)

    def _publish(self, request: HttpRequest, listing: Listing) -> HttpResponse:
        """Saved already; a car that cannot be published stays as it was, with the reason."""
        report(request, VERBS["publish"], perform(VERBS["publish"], [listing], request.user))
        return HttpResponseRedirect(self.address("listings_listing_change", listing.pk))

    def view_on_site(self, obj: Listing) -> str:
        return obj.get_absolute_url()
