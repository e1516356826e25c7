"""Whole public pages kept as they were sent, for as long as nothing that the site shows changed.

docs/decisions/0015-serving.md tells what this is worth, and why it is not ``cache_page``.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from carsite.encoding import OFTEN, Encoding, etag_of, packed, unpacked, wanted
from carsite.fragments import Fragments, Key


class Made(NamedTuple):
    """A page that was made now; ``until`` is the moment at which the clock alone changes it."""

    response: HttpResponse
    until: datetime | None = None


class Sent(NamedTuple):
    """A page as it goes out; the body is always compressed, so that many can be kept."""

    body: bytes
    tag: str


_kept: Fragments[Sent] = Fragments(8_000_000, lambda page: sys.getsizeof(page.body))


def kept_page(
    request: HttpRequest, state: int | None, make: Callable[[], Made | HttpResponse]
) -> HttpResponse:
    """The page of this address as it was sent in the same ``state`` of all the site shows.

    The state is ``Versions.state`` of an index that was taken before anything was read; None:
    nothing is kept. Besides it the page may depend on its path and the day, on nothing of the
    visitor. Only good answers to addresses without a query are kept: those are as many as things.
    """
    if state is None or request.META.get("QUERY_STRING"):
        return _response(make())
    encoding = wanted(request)
    key: Key = (request.path, state, timezone.localdate(), encoding or "gzip")
    (page,) = _kept.get([key], timezone.now())
    if page is not None:
        return _sent(page, encoding)
    made = make()
    response = _response(made)
    if response.status_code != 200 or response.has_header("Cache-Control"):
        return response
    body = response.content
    page = Sent(packed(body, encoding or "gzip", OFTEN), etag_of(body))
    _kept.keep(key, page, made.until if isinstance(made, Made) else None)
    return _sent(page, encoding)


def _response(made: Made | HttpResponse) -> HttpResponse:
    return made.response if isinstance(made, Made) else made


def _sent(page: Sent, encoding: Encoding) -> HttpResponse:
    response = HttpResponse(page.body if encoding else unpacked(page.body))
    response.headers["ETag"] = page.tag
    if encoding:
        response.headers["Content-Encoding"] = encoding
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def has_session(request: HttpRequest) -> bool:
    """Whether this may be staff, who see at once what they changed; nobody is asked for it."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def forget() -> None:
    """Drop all pages; for tests."""
    global _kept  # noqa: PLW0603 -- the one cached value of this module
    _kept = Fragments(8_000_000, lambda page: sys.getsizeof(page.body))
