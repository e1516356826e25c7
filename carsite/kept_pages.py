"""Whole public pages kept as they were sent, for as long as nothing that the site shows changed.

docs/decisions/0015-serving.md tells what this is worth, and why it is not ``cache_page``.
"""

import sys
from collections.abc import Callable, Hashable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

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
    until: datetime | None


def _bytes(page: Sent) -> int:
    return sys.getsizeof(page.body)


# By what they show, and by the state in which that was asked: mostly the same pages.
_kept: Fragments[Sent] = Fragments(6_000_000, _bytes)
_in_state: Fragments[Sent] = Fragments(6_000_000, _bytes)


def kept_page(
    request: HttpRequest,
    state: int | None,
    make: Callable[[], Made | HttpResponse],
    shows: Callable[[], Key] | None = None,
) -> HttpResponse:
    """The page of this address as it was sent in the same ``state`` of all the site shows.

    When the state has moved, ``shows`` may tell cheaply what this page shows, down to versions: a
    page that was kept by the same is still right. None: it cannot tell, or not before it is made.

    The state is ``Versions.state`` of an index that was taken before anything was read; None:
    nothing is kept. Besides it the page may depend on its path and the day, on nothing of the
    visitor. Only good answers to addresses without a query are kept: those are as many as things.
    """
    if state is None or request.META.get("QUERY_STRING"):
        return _response(make())
    now, encoding = timezone.now(), wanted(request)
    address = request.path, timezone.localdate(now), encoding or "gzip"
    in_state: Key = (*address, state)
    (page,) = _in_state.get([in_state], now)
    if page is None:
        (page,) = _kept.get([_beside(address, shows)], now)
        if page is None:
            made = make()
            response = _response(made)
            if response.status_code != 200 or response.has_header("Cache-Control"):
                return response
            until = made.until if isinstance(made, Made) else None
            page = _packed(response, encoding or "gzip", until)
            _kept.keep(_beside(address, shows), page, until)
        _in_state.keep(in_state, page, page.until)
    return _sent(page, encoding)


def _beside(address: tuple[Hashable, ...], shows: Callable[[], Key] | None) -> Key:
    shown = shows() if shows else None
    return None if shown is None else (*address, shown)


def _response(made: Made | HttpResponse) -> HttpResponse:
    return made.response if isinstance(made, Made) else made


def _packed(response: HttpResponse, encoding: Encoding, until: datetime | None) -> Sent:
    body = response.content
    return Sent(packed(body, encoding, OFTEN), etag_of(body), until)


def _sent(page: Sent, encoding: Encoding) -> HttpResponse:
    response = HttpResponse(page.body if encoding else unpacked(page.body))
    response.headers["ETag"] = page.tag
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    return response


def has_session(request: HttpRequest) -> bool:
    """Whether this may be staff, who see at once what they changed; nobody is asked for it."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES
