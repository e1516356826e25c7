"""A dealer's feeds and their runs: what came in, what became of it. Only to be read."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from listings.dealers.base import DealerAdmin
from listings.dealers.site import site
from listings.models import Feed, ImportRow, ImportRun

COUNTS = ["new", "changed", "unchanged", "gone", "refused", "applied"]
ROWS_SHOWN = 200


class FeedTable(DealerAdmin):
    """Reading alone; a class below adds a page or a verb by naming it in ``may`` and ``pages``."""

    may = frozenset({"view"})
    pages = frozenset({"changelist", "change"})
    change_form_template = "dealer/change_form.html"


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


@admin.register(ImportRun, site=site)
class DealerImportRunAdmin(FeedTable):
    desk_place = 5
    list_display = ["created_at", "feed", "file_name", "badge", *COUNTS]
    list_select_related = ["feed__seller"]
    list_filter = ["state"]
    fields = ["feed", "file_name", "state", "reason", *COUNTS, "created_at", "done_at"]
    change_form_template = "dealer/run.html"

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """With what of the file was not understood: the line and the reason."""
        run = self.get_object(request, object_id)
        refused = run.rows.filter(kind=ImportRow.Kind.REFUSED)[:ROWS_SHOWN] if run else []
        context = {"refused": refused, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).select_related("feed__seller")

    @admin.display(description=_("state"), ordering="state")
    def badge(self, run: ImportRun) -> SafeString:
        return format_html('<span class="badge {}">{}</span>', run.state, run.get_state_display())
