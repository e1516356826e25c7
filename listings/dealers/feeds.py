"""A dealer's feeds, their imports and words: the staff's pages, of nobody else's rows."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, F, QuerySet, Value, When
from django.http import HttpRequest

from carsite.admin_site import DeskCount
from listings.admin.feed_words import FeedWordAdmin, KnownFilter
from listings.admin.feeds import FeedAdmin, LastRun
from listings.admin.imports import ImportRunAdmin
from listings.belonging import of
from listings.dealers.base import DealerAdmin
from listings.dealers.changes import STAFF, colleagues
from listings.dealers.site import site
from listings.models import Feed, FeedWord, ImportRun

# Whose feed it is, where its photos may come from and who may send it is the site's to say.
DECIDED = ["seller", "format", "image_hosts", "push_user", "is_active"]


@admin.register(Feed, site=site)
class DealerFeedAdmin(DealerAdmin, FeedAdmin):
    may = frozenset({"view", "change"})
    pages = frozenset({"changelist", "change", "upload", "fetch", "export"})
    autocomplete_fields = []
    list_filter = [LastRun, ("seller", admin.RelatedOnlyFieldListFilter)]

    def get_readonly_fields(self, request: HttpRequest, obj: Feed | None = None) -> list[str]:
        return DECIDED

    def sets_passwords(self, request: HttpRequest, feed: Feed | None) -> bool:
        return False


@admin.register(ImportRun, site=site)
class DealerImportRunAdmin(DealerAdmin, ImportRunAdmin):
    may = frozenset({"view", "change"})  # of which only the state is changed, by buttons
    pages = frozenset({"changelist", "change", "progress", "do", "report"})

    def _standing(self, request: HttpRequest, run: ImportRun) -> dict[str, Any]:
        """Staff who started or confirmed it are not named; the row itself is not saved here."""
        context, known = super()._standing(request, run), colleagues(request)
        for name in ("started_by", "confirmed_by"):
            if getattr(run, name) not in known:
                setattr(run, name, str(STAFF))
        return context

    def dealer_counts(self, request: HttpRequest) -> list[DeskCount]:
        return self._waiting(of(request.user, ImportRun))


@admin.register(FeedWord, site=site)
class DealerFeedWordAdmin(DealerAdmin, FeedWordAdmin):
    may = frozenset({"view", "change"})
    pages = frozenset({"changelist", "change"})
    autocomplete_fields = []
    list_filter = [KnownFilter, "field", ("feed", admin.RelatedOnlyFieldListFilter)]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[FeedWord]":
        known = When(decided_by__in=colleagues(request), then=F("decided_by"))
        shown = Case(known, default=Value(str(STAFF)))
        return super().get_queryset(request).annotate(shown_by=shown)
