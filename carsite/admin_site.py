"""The staff admin: Django's own, with the site's name, a strict CSP and counts of what waits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial, wraps
from importlib import import_module
from typing import Any

from csp.decorators import csp_update
from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core import checks
from django.core.exceptions import SuspiciousOperation
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from carsite import second_factor

APPS_IN_ORDER = ["listings", "articles", "carsite", "auth", "axes"]
LONGEST_SEARCH = 200  # characters; every word of a search is one more condition in SQL
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class DeskCount:
    """One figure on the desk: how many of what wait, and the list that shows exactly those.

    A ``ModelAdmin`` gives its own by a method ``desk_counts() -> list[DeskCount]``.
    """

    label: str
    number: int
    url: str


class Autocomplete(AutocompleteJsonView):
    """Lets a ``ModelAdmin`` say more about a row than its name: ``autocomplete_label(row)``."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        label = getattr(self.model_admin, "autocomplete_label", str)
        return {**super().serialize_result(obj, to_field_name), "text": label(obj)}


class SiteAdmin(AdminSite):
    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("The desk")

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]
        return csp_update(settings.ADMIN_CSP)(super().admin_view(_plain_query(view), cacheable))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without the redirect to any object's page: it asks nobody whether they may see it."""
        urls = [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]
        return [path("second-factor/", self.second_factor, name="second_factor"), *urls]

    def belongs_here(self, request: HttpRequest) -> bool:
        """Whether this person, once known for sure, may work at this desk."""
        return super().has_permission(request)

    def has_permission(self, request: HttpRequest) -> bool:
        return self.belongs_here(request) and second_factor.is_given(request)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Whoever gave a password only goes on to the second factor."""
        if self.belongs_here(request) and not second_factor.is_given(request):
            url = reverse(f"{self.name}:second_factor")
            return HttpResponseRedirect(f"{url}?{request.GET.urlencode()}")
        return super().login(request, extra_context)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """With the site's name, where Django's page to log in puts the host's."""
        return {**super().each_context(request), "site_name": settings.SITE_NAME}

    def second_factor(self, request: HttpRequest) -> HttpResponseBase:
        page: View = csrf_protect(partial(second_factor.page, site=self))
        return csp_update(settings.ADMIN_CSP)(never_cache(page))(request)

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        return super().index(request, {**(extra_context or {}), "counts": self._counts(request)})

    def _counts(self, request: HttpRequest) -> list[DeskCount]:
        """Of what this person may see."""
        return [
            count
            for model_admin in self._registry.values()
            if hasattr(model_admin, "desk_counts") and model_admin.has_view_permission(request)
            for count in model_admin.desk_counts()
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The day's work first, log-in records last; ``desk_place`` orders an app's tables."""

        def place(app: dict[str, Any]) -> int:
            label = app["app_label"]
            return APPS_IN_ORDER.index(label) if label in APPS_IN_ORDER else len(APPS_IN_ORDER)

        apps = sorted(super().get_app_list(request, app_label), key=place)
        for app in apps:
            app["models"].sort(
                key=lambda row: getattr(self._registry[row["model"]], "desk_place", 9)
            )
        return apps

    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:  # type: ignore[override]
        return Autocomplete.as_view(admin_site=self)(request)


class SiteAdminConfig(SimpleAdminConfig):
    """Without ``autodiscover`` at the start: ``carsite.desk`` does it behind its door."""

    default_site = "carsite.admin_site.SiteAdmin"

    def ready(self) -> None:
        checks.register(_load_the_desk, checks.Tags.admin)  # first: the others look at what it has
        super().ready()


def _load_the_desk(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[checks.CheckMessage]:
    """Finds nothing wrong; Django's own checks then find all that is at the desk."""
    import_module("carsite.desk")
    return []


def _plain_query(view: View) -> View:
    """Refuse query strings that no form of ours makes and PostgreSQL would choke on."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        values = [value for name in request.GET for value in [name, *request.GET.getlist(name)]]
        if any("\0" in value for value in values):
            raise SuspiciousOperation("NUL in the query string")
        if max(len(request.GET.get("q", "")), len(request.GET.get("term", ""))) > LONGEST_SEARCH:
            raise SuspiciousOperation("search text too long")
        return view(request, *args, **kwargs)

    return checked
