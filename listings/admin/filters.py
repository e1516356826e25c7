"""The side column of the stock's list: what needs attention, in a click or a few letters."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Exists, ForeignKey, OuterRef, Q, QuerySet
from django.forms import Media, ModelChoiceField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listings.attention import ATTENTION, asking
from listings.choices import PUBLIC_STATES, State
from listings.models import Listing, Photo

Listings = QuerySet[Listing]
SOON = timedelta(days=7)


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("live", _("On the site")), *State.choices]

    def queryset(self, request: HttpRequest, queryset: Listings) -> Listings | None:
        if self.value() == "live":
            return queryset.filter(state__in=PUBLIC_STATES)
        return queryset.filter(state=self.value()) if self.value() in State.values else None


class PhotoFilter(admin.SimpleListFilter):
    title = _("photos")
    parameter_name = "photos"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("none", _("Without photo")), ("some", _("With photo"))]

    def queryset(self, request: HttpRequest, queryset: Listings) -> Listings | None:
        photos = Exists(Photo.objects.filter(listing=OuterRef("pk")))
        if self.value() == "none":
            return queryset.filter(~photos)
        return queryset.filter(photos) if self.value() == "some" else None


class ExpiryFilter(admin.SimpleListFilter):
    title = _("expiry")
    parameter_name = "expiry"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("soon", _("Expires within 7 days")),
            ("over", _("Past its date, still on the site")),
            ("never", _("On the site without a date")),
        ]

    def queryset(self, request: HttpRequest, queryset: Listings) -> Listings | None:
        now = timezone.now()
        live = queryset.filter(state__in=PUBLIC_STATES)
        if self.value() == "soon":
            return live.filter(expires_at__range=(now, now + SOON))
        if self.value() == "over":
            return live.filter(expires_at__lt=now)
        return live.filter(expires_at=None) if self.value() == "never" else None


class AttentionFilter(admin.SimpleListFilter):
    """Cars that ask for somebody's attention; the rules are those of ``listings.attention``."""

    title = _("needs attention")
    parameter_name = "attention"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(one.name, one.label) for one in ATTENTION.values()]

    def queryset(self, request: HttpRequest, queryset: Listings) -> Listings | None:
        name = self.value()
        cars: Any = queryset  # of ``Listing``, which Django's signature does not say
        return asking(name, cars, timezone.now()) if name in ATTENTION else None


class TypedFilters:
    """For a table with an ``AutocompleteFilter``: its list loads what such a field needs."""

    admin_site: admin.AdminSite

    @property
    def media(self) -> Media:
        field = AutocompleteSelect(Listing._meta.get_field("make"), self.admin_site)
        return super().media + field.media  # type: ignore[misc]


class MissingFilter(admin.SimpleListFilter):
    """Cars that lack a fact that visitors filter on."""

    title = _("missing")
    parameter_name = "missing"
    FIELDS = {
        "make": Q(make=None),
        "model": Q(model=None),
        "price_eur": Q(price_eur=None),
        "mileage_km": Q(mileage_km=None),
        "first_registration": Q(first_registration=None),
        "body": Q(body=""),
        "fuel": Q(fuel=""),
        "transmission": Q(transmission=""),
        "colour": Q(colour=""),
        "power_kw": Q(power_kw=None),
        "license_plate": Q(license_plate=""),
        "description": Q(description=""),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(name, Listing._meta.get_field(name).verbose_name) for name in self.FIELDS]  # type: ignore[union-attr]

    def queryset(self, request: HttpRequest, queryset: Listings) -> Listings | None:
        condition = self.FIELDS.get(self.value() or "")
        return queryset.filter(condition) if condition is not None else None


class AutocompleteFilter(admin.FieldListFilter):
    """A foreign key chosen by typing: a thousand sellers are no list of a thousand links."""

    template = "admin/autocomplete_filter.html"

    def __init__(
        self,
        field: "ForeignKey[Any, Any]",
        request: HttpRequest,
        params: dict[str, list[str]],
        *rest: Any,  # model, model_admin
        field_path: str,
    ) -> None:
        site = rest[-1].admin_site
        self.parameter = f"{field_path}__id__exact"
        desk = site.get_model_admin(field.related_model)
        self.rows = desk.get_queryset(request)  # one that this person may not see has no name here
        self.allowed = desk.has_view_permission(request)
        super().__init__(field, request, params, *rest, field_path)  # type: ignore[call-arg]
        if self.used_parameters.get(self.parameter) == [
            ""
        ]:  # the form was sent with nothing chosen
            del self.used_parameters[self.parameter]
        self.widget = AutocompleteSelect(field, site, attrs={"aria-label": str(self.title)})

    def expected_parameters(self) -> list[str | None]:
        return [self.parameter]

    def has_output(self) -> bool:
        return self.allowed

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """One "choice": the field, and the rest of the query to keep when it is used."""
        given: Any = self.used_parameters.get(self.parameter, [""])
        value = given[-1]
        self.widget.choices = ModelChoiceField(self.rows, required=False).choices
        yield {
            "widget": self.widget.render(self.parameter, value, {"id": f"filter-{self.parameter}"}),
            "keep": [
                (name, text)
                for name, texts in changelist.filter_params.items()
                if name != self.parameter
                for text in texts
            ],
            "clear": changelist.get_query_string(remove=[self.parameter]) if value else "",
        }
