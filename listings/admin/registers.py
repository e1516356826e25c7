"""What RDW told of each plate, and when: to be looked up, never changed by hand."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from listings.admin.audit import EMPTY
from listings.admin.base import DeskAdmin
from listings.choices import Body, Colour, Fuel, OdometerVerdict
from listings.intake.rdw import transport
from listings.intake.rdw.answer import Status, Trouble
from listings.intake.rdw.checking import bearing
from listings.intake.rdw.client import as_kept
from listings.intake.rdw.facts import facts
from listings.models import Listing, RdwRecord
from listings.plates import shown
from listings.vocabulary import dictionary

CHOICES = {"body": Body, "fuel": Fuel, "colour": Colour, "odometer_verdict": OdometerVerdict}
# Facts that have no column of ``Listing``'s.
OTHERS = {
    "engine_power_kw": _("power of the engine alone (kW)"),
    "co2_nedc_g_km": _("CO₂ (g/km, NEDC)"),
    "is_exported": _("exported"),
    "odometer_year": _("year of the last odometer reading"),
    "odometer_explanation": _("RDW's explanation"),
}
SETS = {
    transport.VEHICLE: _("Vehicle"),
    transport.FUELS: _("Fuels"),
    transport.BODIES: _("Bodies"),
    transport.RECALLS: _("Recalls"),
    transport.EXPLANATIONS: _("Explanation of the verdict"),
}
READ = ["shown_plate", "cars", "fetched_at", "failed_at", "trouble", "told", "rows"]
WITH_DAYS = "_dt"  # each day comes twice; this one is for machines


class TroubleFilter(admin.SimpleListFilter):
    """How the last question ended, in words."""

    title = _("trouble")
    parameter_name = "trouble"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        unknown = (Status.UNKNOWN.value, _("RDW did not know this plate"))
        return [("none", _("none")), unknown, *Trouble.choices]

    def queryset(
        self, request: HttpRequest, queryset: "QuerySet[RdwRecord]"
    ) -> "QuerySet[RdwRecord]":
        empty = Q(**{f"data__{transport.VEHICLE}": []})
        match self.value():
            case None:
                return queryset
            case "none":
                return queryset.filter(~empty, error="")
            case Status.UNKNOWN.value:
                return queryset.filter(empty | Q(error=Status.UNKNOWN.value))
            case error:
                return queryset.filter(error=error)


@admin.register(RdwRecord)
class RdwRecordAdmin(DeskAdmin):
    desk_place = 5
    list_display = ["shown_plate", "car", "verdict", "fetched_at", "trouble"]
    list_filter = [TroubleFilter]
    search_fields = ["plate"]
    search_help_text = _("Licence plate, with or without dashes.")
    ordering = ["-fetched_at"]
    fields = [*READ]
    readonly_fields = READ

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[RdwRecord]", search_term: str
    ) -> tuple["QuerySet[RdwRecord]", bool]:
        return super().get_search_results(request, queryset, search_term.replace("-", ""))

    @admin.display(description=_("licence plate"), ordering="plate")
    def shown_plate(self, record: RdwRecord) -> str:
        return shown(record.plate)

    @admin.display(description=_("vehicle"))
    def car(self, record: RdwRecord) -> str:
        row = as_kept(record).vehicle
        return f"{row.get('merk', '')} {row.get('handelsbenaming', '')}".strip() or EMPTY

    @admin.display(description=_("odometer"))
    def verdict(self, record: RdwRecord) -> str:
        return as_kept(record).vehicle.get("tellerstandoordeel", EMPTY)

    @admin.display(description=_("trouble"), ordering="error")
    def trouble(self, record: RdwRecord) -> str:
        if record.error == Status.UNKNOWN or not record.data.get(transport.VEHICLE):
            return _t("RDW did not know this plate")
        return str(Trouble(record.error).label) if record.error in Trouble else EMPTY

    @admin.display(description=_("cars"))
    def cars(self, record: RdwRecord) -> str:
        links = [
            (reverse("admin:listings_listing_change", args=[car.pk]), car)
            for car in bearing(record.plate)
        ]
        return format_html_join(", ", '<a href="{}">{}</a>', links) or EMPTY

    @admin.display(description=_("what we read in it"))
    def told(self, record: RdwRecord) -> str:
        lines = [
            (_label(fact.field), _shown(fact.field, fact.value), fact.source, fact.text)
            for fact in facts(as_kept(record))
        ]
        heads = [_t("Field"), _t("Value"), _t("RDW's field"), _t("What it says")]
        return _table(_t("what we read in it"), heads, lines)

    @admin.display(description=_("as it came"))
    def rows(self, record: RdwRecord) -> str:
        lines = [
            (label, name, value)
            for key, label in SETS.items()
            for row in record.data.get(key, [])
            for name, value in row.items()
            if not name.endswith(WITH_DAYS)
        ]
        heads = [_t("Set"), _t("RDW's field"), _t("What it says")]
        return _table(_t("as it came"), heads, lines)


def _label(field: str) -> str:
    if field in OTHERS:
        return capfirst(str(OTHERS[field]))
    try:
        name: Any = Listing._meta.get_field(field)
    except FieldDoesNotExist:
        return field
    return capfirst(str(name.verbose_name))


def _shown(field: str, value: Any) -> str:
    if field in CHOICES:
        return str(CHOICES[field](value).label)
    words = dictionary.current()
    if field == "make":
        return words.make_by_slug[value].label()
    if field == "model":
        return words.model_by_word[value].full_name
    if isinstance(value, bool):
        return _t("yes") if value else _t("no")
    return date_format(value, "j F Y") if hasattr(value, "year") else str(value)


def _table(name: str, heads: list[str], lines: list[tuple[Any, ...]]) -> SafeString:
    """A table that scrolls by itself where the screen is narrow."""
    if not lines:
        return format_html("{}", EMPTY)
    head = format_html_join("", '<th scope="col">{}</th>', ((text,) for text in heads))
    cells = [format_html_join("", "<td>{}</td>", ((cell,) for cell in line)) for line in lines]
    body = format_html_join("", "<tr>{}</tr>", ((line,) for line in cells))
    return format_html(
        '<div class="scroll" tabindex="0" role="region" aria-label="{}">'
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        name,
        head,
        body,
    )
