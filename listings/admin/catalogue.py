"""The catalogue's desk: what staff add to or correct in makes, models, generations and options."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db.models import Count, Field, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from listings.admin.base import DeskAdmin, NeverDeleted
from listings.models import CarModel, Generation, Listing, Make, Option, Town


class WordsField(SimpleArrayField):
    """Words between commas; empty ones and repetitions are dropped."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        words = value if isinstance(value, list) else (value or "").split(",")
        return super().to_python([w for w in dict.fromkeys(map(str.strip, words)) if w])

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != self.to_python(data)


class CatalogueAdmin(NeverDeleted, DeskAdmin):
    """Slugs are in public addresses and data files: chosen once, then fixed."""

    actions = ["hide", "show"]
    slug_from = "name"  # empty: a table without slugs

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["slug"] if obj and self.slug_from else []

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> dict[str, Any]:
        return {"slug": (self.slug_from,)} if self.slug_from and obj is None else {}

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if not isinstance(db_field, ArrayField):
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        if choices := db_field.base_field.choices:
            return db_field.formfield(
                form_class=_Choices, choices=choices, widget=forms.CheckboxSelectMultiple
            )
        return db_field.formfield(
            form_class=WordsField,
            widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
            help_text=_("Other ways to write the name, with commas between them."),
        )

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> tuple["QuerySet[Any]", bool]:
        """What was hidden is no longer offered where one chooses."""
        match = request.resolver_match
        if match and match.url_name == "autocomplete":
            queryset = queryset.filter(is_active=True)
        return super().get_search_results(request, queryset, search_term)

    @admin.action(description=_("Hide"), permissions=["change"])
    def hide(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        self._switch(request, queryset, active=False)

    @admin.action(description=_("Show again"), permissions=["change"])
    def show(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        self._switch(request, queryset, active=True)

    def _switch(self, request: HttpRequest, queryset: "QuerySet[Any]", *, active: bool) -> None:
        count = queryset.update(is_active=active)
        self.message_user(request, ngettext("%d row changed.", "%d rows changed.", count) % count)


class _Choices(forms.TypedMultipleChoiceField):
    """An array of codes as check boxes; drops what ``ArrayField`` would pass to its own field."""

    def __init__(self, *, base_field: object, max_length: object, **kwargs: Any) -> None:
        super().__init__(**kwargs)


def _live(field: str) -> Coalesce:
    """How many cars on the site name this row in ``field``."""
    cars = Listing.objects.public().filter(**{field: OuterRef("pk")}).order_by()
    return Coalesce(Subquery(cars.values(field).annotate(n=Count("pk")).values("n")), 0)


class WithLiveCars(CatalogueAdmin):
    """Adds how many cars on the site are of this row, which tells what a change will touch."""

    live_field: str

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).annotate(live=_live(self.live_field))

    @admin.display(description=_("on the site"), ordering="live")
    def live(self, row: Any) -> int:
        return row.live


@admin.register(Make)
class MakeAdmin(WithLiveCars):
    live_field = "make"
    list_display = ["name", "aliases", "live", "sold_in_nl", "is_active"]
    list_filter = ["is_active", "sold_in_nl"]
    search_fields = ["name", "slug", "aliases"]
    fields = ["name", "slug", "aliases", "country", "sold_in_nl", "is_active"]


@admin.register(CarModel)
class CarModelAdmin(WithLiveCars):
    live_field = "model"
    list_display = ["__str__", "segment", "year_from", "year_to", "live", "is_active"]
    list_filter = ["is_active", "sold_in_nl", "segment"]
    list_select_related = ["make"]
    search_fields = ["make__name", "name", "aliases"]
    autocomplete_fields = ["make"]
    fieldsets = [
        (None, {"fields": ["make", "name", "slug", "aliases", "is_active"]}),
        (_("What kind of car"), {"fields": ["bodies", "fuels", "segment"]}),
        (
            _("When and for how much"),
            {"fields": [("year_from", "year_to"), "new_price_eur", "sold_in_nl"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[CarModel]":
        return super().get_queryset(request).select_related("make")


@admin.register(Generation)
class GenerationAdmin(CatalogueAdmin):
    slug_from = ""
    list_display = ["__str__", "make", "code", "year_from", "year_to", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["model__make__name", "model__name", "name", "code"]
    autocomplete_fields = ["model"]
    fields = ["model", "name", "code", ("year_from", "year_to"), "bodies", "is_active"]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Generation]":
        return super().get_queryset(request).select_related("model__make")

    @admin.display(description=_("make"), ordering="model__make__name")
    def make(self, generation: Generation) -> str:
        return generation.model.make.name

    def autocomplete_label(self, generation: Generation) -> str:
        years = f"{generation.year_from}–{generation.year_to or ''}"
        return f"{generation.model} {generation.name} ({years})"


@admin.register(Option)
class OptionAdmin(CatalogueAdmin):
    slug_from = "name_nl"
    list_display = ["name_nl", "name_en", "group", "aliases", "is_active"]
    list_filter = ["is_active", "group"]
    search_fields = ["name_nl", "name_en", "aliases"]
    fields = ["name_nl", "name_en", "slug", "group", "aliases", "position", "is_active"]


@admin.register(Town)
class TownAdmin(CatalogueAdmin):
    list_display = ["name", "province", "population", "is_active"]
    list_filter = ["is_active", "province"]
    search_fields = ["name", "slug", "aliases"]
    fields = [
        *("name", "slug", "aliases", "province", ("latitude", "longitude")),
        *("population", "is_active"),
    ]
