"""The inbox's side column: how long a question waits, and which will be deleted soon."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listings.models import Lead

PATIENCE = timedelta(days=2)  # after which whoever asks looks elsewhere
SOON = timedelta(days=30)


class AgeFilter(admin.SimpleListFilter):
    title = _("age")
    parameter_name = "age"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("day", _("Last 24 hours")),
            ("week", _("Last 7 days")),
            ("waiting", _("New for more than 2 days")),
            ("leaving", _("Deleted within 30 days")),
        ]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Lead]") -> "QuerySet[Lead] | None":
        now = timezone.now()
        kept = timedelta(days=settings.LEAD_RETENTION_DAYS)
        conditions: dict[str | None, dict[str, Any]] = {
            "day": {"created_at__gte": now - timedelta(days=1)},
            "week": {"created_at__gte": now - timedelta(days=7)},
            "waiting": {"created_at__lt": now - PATIENCE, "state": Lead.State.NEW},
            "leaving": {"created_at__lt": now - kept + SOON},
        }
        condition = conditions.get(self.value())
        return queryset.filter(**condition) if condition else None
