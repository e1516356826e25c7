"""The second factor of the desks: a code from an app on one's telephone, where a setting asks it.

``SECOND_FACTOR=yes`` asks it of everybody at /admin/ and /dealer/. Who has none yet makes one at
the first visit; ten codes on paper stand in for a lost telephone. Public pages ask ``is_given``, so
what only these pages need is imported by them.
"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from carsite.html import safe

if TYPE_CHECKING:
    from django_otp.plugins.otp_totp.models import TOTPDevice

    from carsite.admin_site import SiteAdmin

CODES = 10  # on paper


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=16,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "text"}),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split()).lower()


def is_given(request: HttpRequest) -> bool:
    """Whether this session showed its second factor, or none is asked."""
    return not settings.SECOND_FACTOR or bool(request.user.is_verified())  # type: ignore[union-attr]


def page(request: HttpRequest, *, site: "SiteAdmin") -> HttpResponse:
    """Asks for the code, or makes the first device of somebody who has none."""
    from django_otp import devices_for_user

    if not site.belongs_here(request):
        return HttpResponseRedirect(reverse(f"{site.name}:login"))
    if is_given(request):
        return HttpResponseRedirect(_next(request, site))
    is_known = any(devices_for_user(request.user, confirmed=True))
    return _ask(request, site) if is_known else _enrol(request, site)


def _ask(request: HttpRequest, site: "SiteAdmin") -> HttpResponse:
    from django_otp import login, match_token

    form = CodeForm(request.POST or None)
    if form.is_valid():
        device = match_token(request.user, form.cleaned_data["code"])
        if device is not None:
            login(request, device)
            return HttpResponseRedirect(_next(request, site))
        form.add_error("code", _t("This is not the code of this moment, or it came too often."))
    return _answer(request, site, {"form": form})


def _enrol(request: HttpRequest, site: "SiteAdmin") -> HttpResponse:
    from django_otp import login
    from django_otp.plugins.otp_totp.models import TOTPDevice

    device, _made = TOTPDevice.objects.get_or_create(
        user=request.user, confirmed=False, defaults={"name": settings.SITE_NAME}
    )
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if device.verify_is_allowed()[0] and device.verify_token(form.cleaned_data["code"]):
            device.confirmed = True
            device.save()
            login(request, device)
            codes = _paper_codes(request)
            return _answer(request, site, {"codes": codes})
        form.add_error("code", _t("This is not the code of this moment, or it came too often."))
    return _answer(request, site, {"form": form, **_shown(device)})


def _shown(device: "TOTPDevice") -> dict[str, Any]:
    """The secret as a picture, and in letters for who cannot point a camera at it."""
    from base64 import b32encode

    import segno

    secret = b32encode(device.bin_key).decode().rstrip("=")
    picture = segno.make(device.config_url, error="m").svg_inline(
        scale=5, border=2, dark="#1a1916", light="#ffffff", svgclass="qr", lineclass=None
    )
    groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
    return {"picture": safe(picture), "secret": " ".join(groups)}


def _paper_codes(request: HttpRequest) -> list[str]:
    from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

    device, _made = StaticDevice.objects.get_or_create(
        user=request.user, name="paper", defaults={"confirmed": True}
    )
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _number in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def forget(user: Any) -> int:
    """Take away every device of this person, who makes a new one at the next visit; how many."""
    from django_otp import devices_for_user

    devices = list(devices_for_user(user, confirmed=None))
    for device in devices:
        device.delete()
    return len(devices)


def _answer(request: HttpRequest, site: "SiteAdmin", data: dict[str, Any]) -> TemplateResponse:
    title = _t("Second factor")
    context = {**site.each_context(request), "title": title, "is_nav_sidebar_enabled": False}
    context["next"] = _next(request, site)
    return TemplateResponse(request, "admin/second_factor.html", {**context, **data})


def _next(request: HttpRequest, site: "SiteAdmin") -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else reverse(f"{site.name}:index")
