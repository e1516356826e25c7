"""A car's card for behind its windscreen, from its page at either desk."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from listings.windscreen import card


class CardAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.card_view)
        return [
            path("<int:pk>/card/", view, name="listings_listing_card"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def card_view(self, request: HttpRequest, pk: int) -> TemplateResponse:
        """One sheet to print. Also of a draft: it may stand on the forecourt already."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        listing = get_object_or_404(self.get_queryset(request), pk=pk)
        context = {"card": card(listing, timezone.now())}
        return TemplateResponse(request, "admin/listings/card.html", context)
