"""A dealer's feeds and their runs: what came in, what became of it. Only to be read."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from listings.dealers.base import DealerAdmin, OwnRows
from listings.dealers.site import site
from listings.models import Feed, ImportRow, ImportRun

COUNTS = ["new", "changed", "unchanged", "gone", "refused", "applied"]
ROWS_SHOWN = 200


class FeedTable(DealerAdmin):
    """Reading alone; a class below adds a page or a verb by naming it in ``may`` and ``pages``."""

    may = frozenset({"view"})
    pages = frozenset({"changelist", "change"})


@admin.register(Feed, site=site)
class DealerFeedAdmin(FeedTable):
    desk_place = 4
    list_display = ["format", "seller", "last_run", "is_active"]
    list_select_related = ["seller"]
    list_filter = [("seller", admin.RelatedOnlyFieldListFilter)]
    fields = ["seller", "format", "url", "every_hours", "image_hosts", "push_user", "is_active"]

    @admin.display(description=_("last run"))
    def last_run(self, feed: Feed) -> SafeString | str:
        run = feed.runs.first()
        if run is None:
            return "–"
        url = self.address("listings_importrun_change", run.pk)
        return format_html('<a href="{}">{}</a>', url, run.get_state_display())


class RefusedRows(OwnRows, admin.TabularInline):
    """What of a file was not understood, with the line and the reason."""

    model = ImportRow
    may = frozenset({"view"})
    fields = ["line", "title", "field", "reason"]
    readonly_fields = ["line", "title", "field", "reason"]
    extra = 0
    verbose_name_plural = _("Refused rows")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[ImportRow]":
        return super().get_queryset(request).filter(kind=ImportRow.Kind.REFUSED)


@admin.register(ImportRun, site=site)
class DealerImportRunAdmin(FeedTable):
    desk_place = 5
    list_display = ["created_at", "feed", "file_name", "badge", *COUNTS]
    list_select_related = ["feed__seller"]
    list_filter = ["state"]
    fields = ["feed", "file_name", "state", "reason", *COUNTS, "created_at", "done_at"]
    inlines = [RefusedRows]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).select_related("feed__seller")

    @admin.display(description=_("state"), ordering="state")
    def badge(self, run: ImportRun) -> SafeString:
        return format_html('<span class="badge {}">{}</span>', run.state, run.get_state_display())
