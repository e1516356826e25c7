"""The inbox: what visitors asked. Read, then marked as answered, closed or spam."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from carsite.admin_site import DeskCount
from listings.admin.base import DeskAdmin
from listings.models import Lead

# What a visitor wrote is theirs; only what we did with it is ours to change.
READ = ["listing", "name", "email", "phone", "message", "language", "created_at", "mailed_at"]


@admin.register(Lead)
class LeadAdmin(DeskAdmin):
    desk_place = 1
    list_display = ["name", "car", "state", "created_at", "mailed_at"]
    list_filter = ["state"]
    list_select_related = ["listing__make", "listing__model"]
    search_fields = ["name", "email", "message", "listing__title"]
    fields = ["state", *READ]
    readonly_fields = READ
    actions = ["mark_answered", "mark_closed", "mark_spam"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("car"), ordering="listing__title")
    def car(self, lead: Lead) -> str:
        return str(lead.listing)

    @admin.action(description=_("Mark as answered"), permissions=["change"])
    def mark_answered(self, request: HttpRequest, queryset: "QuerySet[Lead]") -> None:
        self._mark(request, queryset, Lead.State.ANSWERED)

    @admin.action(description=_("Mark as closed"), permissions=["change"])
    def mark_closed(self, request: HttpRequest, queryset: "QuerySet[Lead]") -> None:
        self._mark(request, queryset, Lead.State.CLOSED)

    @admin.action(description=_("Mark as spam"), permissions=["change"])
    def mark_spam(self, request: HttpRequest, queryset: "QuerySet[Lead]") -> None:
        self._mark(request, queryset, Lead.State.SPAM)

    def _mark(self, request: HttpRequest, queryset: "QuerySet[Lead]", state: Lead.State) -> None:
        count = queryset.update(state=state)
        text = ngettext(
            "%(count)d lead is now “%(state)s”.", "%(count)d leads are now “%(state)s”.", count
        )
        self.message_user(request, text % {"count": count, "state": state.label})

    def desk_counts(self) -> list[DeskCount]:
        number = Lead.objects.filter(state=Lead.State.NEW).count()
        url = reverse("admin:listings_lead_changelist") + f"?state__exact={Lead.State.NEW}"
        return [DeskCount(_t("New leads"), number, url)]
