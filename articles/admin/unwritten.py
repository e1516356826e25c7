"""A page beside the list of articles: models most for sale that nobody has written about."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from articles.coverage import unwritten


class UnwrittenAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.unwritten_view)
        return [path("unwritten/", view, name="articles_article_unwritten"), *super().get_urls()]

    def unwritten_view(self, request: HttpRequest) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = unwritten()
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("For sale, and not written about"),
            "found": found,
            "most": found[0].cars if found else 0,
            "may_write": self.has_add_permission(request),
        }
        return TemplateResponse(request, "admin/articles/article/unwritten.html", context)
