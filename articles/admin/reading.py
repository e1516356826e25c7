"""The margin beside the editor: what is saved, and over the wire what is being written."""

from copy import copy

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.proof import Proof, proof
from articles.admin.unsaved import saved, unsaved
from articles.models import Article
from listings.search import index


class ReadingAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.read_view)
        return [
            path("read/", view, name="articles_article_read_new"),
            path("<int:pk>/read/", view, name="articles_article_read"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def read_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
        """The margin for a text that is not saved. Stores nothing."""
        article = self._written(request, pk)
        index.fresh(now=True)
        context = {"proof": proof(unsaved(article, request.POST)), "may_edit": True}
        return TemplateResponse(request, "admin/articles/article/proof.html", context)

    def proof_of(self, request: HttpRequest, article: Article | None) -> Proof | None:
        """The margin of a page: of a form that came back with errors, as that form has it."""
        if article is None and request.method != "POST":
            return None
        index.fresh(now=True)
        if request.method == "POST":
            return proof(unsaved(copy(article) if article else Article(), request.POST))
        return proof(saved(article)) if article else None

    def _written(self, request: HttpRequest, pk: int | None) -> Article:
        if pk is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return Article()
        if not self.has_change_permission(request):
            raise PermissionDenied
        article: Article | None = self.get_queryset(request).filter(pk=pk).first()
        if article is None:
            raise Http404(_("There is no such article."))
        return article
