"""What every template may use about the site itself and about the page's address."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

ENGLISH = "/en/"
# Which entry of the main menu a page belongs to, by the namespace or name of its URL.
SECTIONS = {
    "listings:makes": "makes",
    "listings:read_along": "read along",  # no entry's
    "listings": "occasions",
    "articles": "news",
}


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in one language: absolute for ``hreflang``, with its query for a visitor."""

    code: str
    url: str
    link: str
    current: bool


def site(request: HttpRequest) -> dict[str, object]:
    """``site_name``, ``site_url`` (no closing slash), ``canonical_url`` (this path, no query),
    ``alternates`` (Dutch first) and ``section`` (occasions, news, makes or nothing).
    """
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "canonical_url": settings.SITE_URL + request.path,
        "alternates": alternates(request),
        "section": section(request),
    }


def alternates(request: HttpRequest) -> list[Alternate]:
    """This page in Dutch and in English."""
    # One leading slash: two would name another host.
    dutch = "/" + request.path.removeprefix(ENGLISH).lstrip("/")
    query = request.META.get("QUERY_STRING", "")
    suffix = f"?{query}" if query else ""
    return [
        Alternate(code, settings.SITE_URL + path, path + suffix, code == get_language())
        for code, path in (("nl", dutch), ("en", ENGLISH + dutch[1:]))
    ]


def section(request: HttpRequest) -> str:
    """The main menu's entry for this page; nothing on a page that no URL names."""
    match = request.resolver_match
    if match is None:
        return ""
    return SECTIONS.get(match.view_name) or SECTIONS.get(match.app_name, "")
