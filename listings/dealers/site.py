"""The second ``AdminSite``: for people of a seller, who are no staff and see nobody else's rows."""

from functools import wraps
from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from carsite.admin_site import DeskCount, SiteAdmin, View
from listings.belonging import is_dealer, sellers
from listings.dealers.day import views_per_car


class DealerLogin(AdminAuthenticationForm):
    """Whoever has no seller is told what a wrong password is told."""

    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": _(
            "Enter the username and password of a dealer's account. Capitals count in both."
        ),
    }

    def confirm_login_allowed(self, user: AbstractBaseUser) -> None:
        if not is_dealer(user):
            raise ValidationError(
                self.error_messages["invalid_login"],
                code="invalid_login",
                params={"username": self.username_field.verbose_name},
            )


class DealerSite(SiteAdmin):
    login_form = DealerLogin
    index_template = "dealer/index.html"
    index_title = _("Your desk")
    enable_nav_sidebar = True

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]
        @wraps(view)
        def here(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.current_app = self.name
            return view(request, *args, **kwargs)

        return super().admin_view(here, cacheable)

    def belongs_here(self, request: HttpRequest) -> bool:
        """Asked of every table for every link: looked up once in a request for each person."""
        known: dict[object, bool] = request.__dict__.setdefault("_dealers", {})
        person = request.user
        if person.pk not in known:
            known[person.pk] = is_dealer(person)
        return known[person.pk]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The day's work: what waits, and which cars people looked at."""
        day = {
            "sellers": sellers(request.user),
            "views": views_per_car(request.user, timezone.localdate()),
        }
        return super().index(request, {**day, **(extra_context or {})})

    def _counts(self, request: HttpRequest) -> list[DeskCount]:
        return [
            count
            for model_admin in self._registry.values()
            if hasattr(model_admin, "dealer_counts") and model_admin.has_view_permission(request)
            for count in model_admin.dealer_counts(request)
        ]


site = DealerSite(name="dealer")
