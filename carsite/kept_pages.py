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


class Last(NamedTuple):
    """What an address was answered with last, and the state of all the site showed by then."""

    state: int
    page: Sent


# By what they show, and by their address: mostly the same pages.
_kept: Fragments[Sent] = Fragments(3_000_000, _bytes)
_last: Fragments[Last] = Fragments(3_000_000, lambda last: _bytes(last.page))


def kept_answer(request: HttpRequest, state: Callable[[], int | None]) -> HttpResponse | None:
    """The page of this address if it is the same as in the ``state`` of now; None: look further.

    Whoever has a session is none of its visitors.
    """
    if request.method not in {"GET", "HEAD"} or _has_query(request) or has_session(request):
        return None
    now, encoding = timezone.now(), wanted(request)
    (last,) = _last.get([_address(request, now, encoding)], now)
    return _sent(last.page, encoding) if last and last.state == state() else None


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
    if state is None or _has_query(request):
        return _response(make())
    now, encoding = timezone.now(), wanted(request)
    address = _address(request, now, encoding)
    (last,) = _last.get([address], now)
    if last and last.state == state:
        return _sent(last.page, encoding)
    (page,) = _kept.get([_beside(address, shows)], now)
    if page is None:
        made = make()
        response = _response(made)
        if response.status_code != 200 or response.has_header("Cache-Control"):
            return response
        until = made.until if isinstance(made, Made) else None
        page = _packed(response, encoding or "gzip", until)
        _kept.keep(_beside(address, shows), page, until)
    _last.keep(address, Last(state, page), page.until)
    return _sent(page, encoding)


def _has_query(request: HttpRequest) -> bool:
    return bool(request.META.get("QUERY_STRING"))


def _address(request: HttpRequest, now: datetime, encoding: Encoding) -> tuple[Hashable, ...]:
    return request.path, timezone.localdate(now), encoding or "gzip"


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
