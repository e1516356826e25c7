"""What every table of the stock's desk does alike."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from listings.models import acting

Context = dict[str, Any] | None


class DeskAdmin(admin.ModelAdmin):
    """Names the person behind every change in the change log; lists stay cheap to count."""

    desk_place = 9  # among its app's tables on the desk; the day's work comes first
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 200

    def address(self, page: str, *args: object) -> str:
        """Of a page of the same desk: the staff's, or the dealers' which has the same pages."""
        return reverse(f"admin:{page}", args=args, current_app=self.admin_site.name)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Context = None,
    ) -> HttpResponse:
        with named(request):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request: HttpRequest, extra_context: Context = None) -> HttpResponse:
        with named(request):
            return super().changelist_view(request, extra_context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Context = None
    ) -> HttpResponse:
        with named(request):
            return super().delete_view(request, object_id, extra_context)


class NeverDeleted:
    """Rows that others point at: hidden by ``is_active``, kept for ever."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def named(request: HttpRequest) -> AbstractContextManager[None]:
    """A transaction whose changes bear the person's name; nothing for a request that only reads."""
    return acting(request.user) if request.method == "POST" else nullcontext()
