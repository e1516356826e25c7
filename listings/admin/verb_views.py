"""Verbs on the desk's pages: actions on many cars, which ask first, and buttons on one."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from listings.admin.verb_preview import preview
from listings.admin.verbs import VERBS, Verb, perform, report
from listings.models import Listing

Action = Callable[[Any, HttpRequest, "QuerySet[Listing]"], HttpResponse | None]


class VerbsAdmin(admin.ModelAdmin):
    verbs = VERBS  # those that this desk offers, by name

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if IS_POPUP_VAR in request.GET or not self.has_change_permission(request):
            return actions
        verbs = {v.name: (_action(v), v.name, v.label) for v in self.verbs.values()}
        return {**verbs, **actions}

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.verb_view)
        return [
            path("<int:pk>/do/<slug:name>/", view, name="listings_listing_verb"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def verb_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
        """A verb on one car, from a button on its page."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        cars = self.get_queryset(request).filter(pk=pk)
        if name not in self.verbs or not cars.exists():
            raise Http404(_("There is no such car, or nothing like that to do with it."))
        verb = self.verbs[name]
        answer = self.ask_or_do(request, verb, cars, must_ask=bool(verb.warning))
        here = self.admin_site.name
        url = reverse("admin:listings_listing_change", args=[pk], current_app=here)
        return answer or HttpResponseRedirect(url)

    def ask_or_do(
        self, request: HttpRequest, verb: Verb, cars: "QuerySet[Listing]", *, must_ask: bool
    ) -> HttpResponse | None:
        """Do it, or first show what will happen and ask."""
        if must_ask and "confirmed" not in request.POST:
            return self._ask(request, verb, cars)
        report(request, verb, perform(verb, cars, request.user))
        return None

    def _ask(self, request: HttpRequest, verb: Verb, cars: "QuerySet[Listing]") -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": verb.label,
            "opts": self.opts,
            "verb": verb,
            "count": cars.count(),
            "preview": preview(verb, cars),
            # What the form must bring again to mean the same cars.
            "across": request.POST.get("select_across") == "1",
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/listings/listing/confirm_verb.html", context)


def _action(verb: Verb) -> Action:
    def act(
        desk: VerbsAdmin, request: HttpRequest, cars: "QuerySet[Listing]"
    ) -> HttpResponse | None:
        return desk.ask_or_do(request, verb, cars, must_ask=True)

    return act
