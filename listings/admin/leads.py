"""The inbox: what visitors asked. Read, answered by mail, and moved on by a button."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db.models import Case, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.timesince import timesince
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from carsite.admin_site import DeskCount
from listings import csv_cells
from listings.admin.base import Context, DeskAdmin
from listings.admin.filters import AutocompleteFilter, TypedFilters
from listings.admin.lead_filters import AgeFilter
from listings.models import Lead, Listing

NEW_FIRST = Case(When(state=Lead.State.NEW, then=Value(0)), default=Value(1))


@dataclass(frozen=True, slots=True)
class Step:
    """A button that moves a question to a state."""

    state: str
    label: str | Promise


STEPS = [
    Step(Lead.State.ANSWERED, _("Mark as answered")),
    Step(Lead.State.CLOSED, _("Mark as closed")),
    Step(Lead.State.SPAM, _("Mark as spam")),
    Step(Lead.State.NEW, pgettext_lazy("lead", "Mark as new")),
]


@admin.register(Lead)
class LeadAdmin(TypedFilters, DeskAdmin):
    desk_place = 1
    list_display = ["who", "car", "question", "received", "badge"]
    list_filter = ["state", ("listing__seller", AutocompleteFilter), AgeFilter]
    list_select_related = ["listing__make", "listing__model", "listing__seller"]
    search_fields = ["name", "email", "message", "listing__title"]
    search_help_text = _("Name, e-mail address, the question or the car's title.")
    ordering = [NEW_FIRST, "-created_at"]
    # What a visitor wrote is theirs, and what was done with it is moved by buttons.
    fields = ["name", "email", "phone", "message", "listing", "state"]
    readonly_fields = ["name", "email", "phone", "message", "listing", "state"]
    actions = ["mark_answered", "mark_closed", "mark_spam", "mark_new"]

    @property
    def media(self) -> forms.Media:
        """The side column's field needs what autocomplete fields need."""
        widget = AutocompleteSelect(Listing._meta.get_field("seller"), self.admin_site)
        return super().media + widget.media

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        move, export = (self.admin_site.admin_view(view) for view in (self.move, self.export))
        return [
            path("<int:pk>/do/<slug:state>/", move, name="listings_lead_move"),
            path("export/", export, name="listings_lead_export"),
            *super().get_urls(),
        ]

    # --- The list -------------------------------------------------------------------------------

    def changelist_view(self, request: HttpRequest, extra_context: Context = None) -> HttpResponse:
        title = capfirst(str(Lead._meta.verbose_name_plural))
        kept = {"title": title, "days_kept": settings.LEAD_RETENTION_DAYS}
        return super().changelist_view(request, {**kept, **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Lead]":
        related = ("listing__make", "listing__model", "listing__seller")
        return super().get_queryset(request).select_related(*related)

    @admin.display(description=_("from"), ordering="name")
    def who(self, lead: Lead) -> SafeString:
        kind = "unread" if lead.state == Lead.State.NEW else "read"
        return format_html('<span class="{}">{}</span>', kind, lead.name)

    @admin.display(description=_("car"), ordering="listing__title")
    def car(self, lead: Lead) -> SafeString:
        return format_html("{} <small>{}</small>", lead.listing, lead.listing.seller)

    @admin.display(description=_("message"))
    def question(self, lead: Lead) -> str:
        return Truncator(" ".join(lead.message.split())).chars(90)

    @admin.display(description=_("received"), ordering="created_at")
    def received(self, lead: Lead) -> str:
        return _t("%(time)s ago") % {"time": timesince(lead.created_at, depth=1)}

    @admin.display(description=_("state"), ordering="state")
    def badge(self, lead: Lead) -> SafeString:
        badge = format_html(
            '<span class="badge {}">{}</span>', lead.state, lead.get_state_display()
        )
        return format_html("{} <small>{}</small>", badge, lead.state_by) if lead.state_by else badge

    def desk_counts(self) -> list[DeskCount]:
        number = Lead.objects.filter(state=Lead.State.NEW).count()
        url = self.address("listings_lead_changelist") + f"?state__exact={Lead.State.NEW}"
        return [DeskCount(_t("New leads"), number, url)]

    # --- One question ---------------------------------------------------------------------------

    def render_change_form(  # noqa: PLR0917 -- Django's signature
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Lead | None = None,
    ) -> HttpResponse:
        if obj:
            may = self.has_change_permission(request, obj)
            steps = [step for step in STEPS if step.state != obj.state] if may else []
            context |= {"title": obj.name, "steps": steps, "reply_to": reply_to(obj)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    @method_decorator(require_POST)
    def move(self, request: HttpRequest, pk: int, state: str) -> HttpResponseBase:
        """A button on a question's page."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        leads = self.get_queryset(request).filter(pk=pk)
        if state not in Lead.State.values or not leads.exists():
            raise Http404(_t("There is no such question, or nothing like that to do with it."))
        self._mark(request, leads, Lead.State(state))
        return HttpResponseRedirect(self.address("listings_lead_change", pk))

    @admin.action(description=_("Mark as answered"), permissions=["change"])
    def mark_answered(self, request: HttpRequest, queryset: "QuerySet[Lead]") -> None:
        self._mark(request, queryset, Lead.State.ANSWERED)

    @admin.action(description=_("Mark as closed"), permissions=["change"])
    def mark_closed(self, request: HttpRequest, queryset: "QuerySet[Lead]") -> None:
        self._mark(request, queryset, Lead.State.CLOSED)

    @admin.action(description=_("Mark as spam"), permissions=["change"])
    def mark_spam(self, request: HttpRequest, queryset: "QuerySet[Lead]") -> None:
        self._mark(request, queryset, Lead.State.SPAM)

    @admin.action(description=pgettext_lazy("lead", "Mark as new"), permissions=["change"])
    def mark_new(self, request: HttpRequest, queryset: "QuerySet[Lead]") -> None:
        self._mark(request, queryset, Lead.State.NEW)

    def _mark(self, request: HttpRequest, queryset: "QuerySet[Lead]", state: Lead.State) -> None:
        leads = Lead.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))
        count = leads.move(state, by=request.user, now=timezone.now())
        text = ngettext(
            "%(count)d lead is now “%(state)s”.", "%(count)d leads are now “%(state)s”.", count
        )
        self.message_user(request, text % {"count": count, "state": state.label})

    # --- Out ------------------------------------------------------------------------------------

    @method_decorator(require_safe)
    def export(self, request: HttpRequest) -> HttpResponse:
        """What the list shows with these filters, as CSV."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            leads = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:  # the list itself answers such a query
            leads = self.get_queryset(request).none()
        response = HttpResponse(csv_cells.BOM, content_type="text/csv; charset=utf-8")
        name = f"leads-{timezone.localdate():%Y-%m-%d}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-store"
        csv_cells.write(response, [label for label, _value in COLUMNS], map(row, leads), ";")
        return response


COLUMNS: list[tuple[str | Promise, Any]] = [
    (_("received"), lambda lead: lead.created_at),
    (_("name"), lambda lead: lead.name),
    (_("e-mail"), lambda lead: lead.email),
    (_("phone"), lambda lead: lead.phone),
    (_("message"), lambda lead: lead.message),
    (_("car"), lambda lead: str(lead.listing)),
    (_("number"), lambda lead: lead.listing_id),
    (_("licence plate"), lambda lead: lead.listing.shown_plate),
    (_("seller"), lambda lead: lead.listing.seller.name),
    (_("state"), lambda lead: str(lead.get_state_display())),
    (_("state since"), lambda lead: lead.state_at),
    (_("by"), lambda lead: lead.state_by),
    (_("kept until"), lambda lead: lead.kept_until),
]


def row(lead: Lead) -> list[Any]:
    return [value(lead) for _label, value in COLUMNS]


def reply_to(lead: Lead) -> str:
    """A ``mailto:`` link that opens an answer, in the language that the visitor read."""
    with translation.override(lead.language):
        subject = _t("Your question about the %(car)s") % {"car": lead.listing}
        greeting = _t("Dear %(name)s,") % {"name": lead.name}
    return f"mailto:{quote(lead.email, safe='@')}?subject={quote(subject)}&body={quote(greeting)}"
