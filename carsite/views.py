"""Pages about the site itself; their text lies in templates/pages, one file per language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

TITLES = {
    "about": _("About us"),
    "privacy": _("Privacy"),
    "how_it_works": _("How it works"),
    "colophon": _("Colophon"),
}


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    """The page called ``name`` in the language of its address."""
    text = f"pages/{name}.{get_language()}.html"
    return render(request, "pages/base.html", {"title": TITLES[name], "text": text})
