"""What every request passes: an id and a log line, the policy, compression, 304, the language."""

import logging
import re
import secrets
import time
from collections.abc import Callable
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.contrib.messages.middleware import MessageMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from simple_history.middleware import HistoryRequestMiddleware

from carsite import timing
from carsite.encoding import SHORTEST, etag_of, packed, wanted
from carsite.logs import request_id

GetResponse = Callable[[HttpRequest], HttpResponse]
DESKS = ("/admin/", "/dealer/")
SAFE_ID = re.compile(r"[A-Za-z0-9-]{8,64}\Z")
log = logging.getLogger("carsite.request")


class RequestId:
    """Outermost: names the request, times it, and writes one line when it is answered."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        identifier = given if SAFE_ID.match(given) else secrets.token_hex(8)
        token = request_id.set(identifier)
        started = time.perf_counter()
        timing.start()
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = identifier
            if measured := timing.header():
                response["Server-Timing"] = measured
            self._log(request, response, (time.perf_counter() - started) * 1000)
            return response
        finally:
            request_id.reset(token)

    @staticmethod
    def _log(request: HttpRequest, response: HttpResponse, milliseconds: float) -> None:
        if not log.isEnabledFor(logging.INFO):
            return
        # ``log.info`` would look through the stack for this line's number, which nobody asks.
        line = logging.LogRecord(log.name, logging.INFO, __file__, 0, "request", None, None)
        # The path without its query: what people search for is theirs.
        line.__dict__.update(
            method=request.method,
            path=request.path,
            status=response.status_code,
            ms=round(milliseconds, 1),
        )
        log.handle(line)


class Policy(CSPMiddleware):
    """The site's one policy, put together once; whoever has an exception gets it as before."""

    # Those that the admin's decorator sets.
    OWN = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")

    def process_request(self, request: HttpRequest) -> None:
        """Only a desk can ask for a nonce; elsewhere there is none to ask for."""
        if request.path_info.startswith(DESKS):
            super().process_request(request)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        at_desk = request.path_info.startswith(DESKS)
        if at_desk or settings.DEBUG or any(hasattr(response, own) for own in self.OWN):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._usual())
        return response

    def _usual(self) -> str:
        policy = settings.CONTENT_SECURITY_POLICY
        known: tuple[object, str] | None = getattr(self, "_known", None)
        if known is None or known[0] is not policy:
            self._known = known = (policy, build_policy() or "")
        return known[1]


class Compressed(GZipMiddleware):
    """Brotli or gzip for public pages; with a cookie Django's own, which pads against guessing.

    Public pages hold no secret that somebody could guess from the length of an answer.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not isinstance(response, HttpResponse) or not is_public(request, response):
            return super().process_response(request, response)
        if response.status_code == 304:
            patch_vary_headers(response, ["Accept-Encoding"])
        if response.has_header("Content-Encoding") or len(response.content) < SHORTEST:
            return response
        if response.headers.get("Vary") == "Accept-Encoding":  # it was asked already
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if encoding := wanted(request):
            response.content = packed(response.content, encoding)
            response.headers["Content-Length"] = str(len(response.content))
            response.headers["Content-Encoding"] = encoding
        return response


class Unchanged:
    """304 to who has the page already. All may keep a public page, and must ask each time.

    Never for who has a session, and never what sets or varies on a cookie or says itself how long
    it may be kept: the admin's pages do, since each has a nonce of its own.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method not in {"GET", "HEAD"} or response.status_code != 200:
            return response
        if not is_public(request, response):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        elif not (response.streaming or response.has_header("Cache-Control")):
            response.headers["Cache-Control"] = "no-cache"
            if not response.has_header("ETag"):
                response.headers["ETag"] = etag_of(response.content)
            found = get_conditional_response(
                request, etag=response.headers["ETag"], response=response
            )
            return found or response
        return response


def is_public(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether everybody gets this answer: no session asks for it, no cookie comes with it."""
    return not (
        settings.SESSION_COOKIE_NAME in request.COOKIES
        or response.cookies
        or "cookie" in response.headers.get("Vary", "").lower()
    )


class DeskMessages(MessageMiddleware):
    """Messages for the admin; public pages have none, and need not prepare for any."""

    def __call__(self, request: HttpRequest) -> Any:
        if request.path_info.startswith(DESKS):
            return super().__call__(request)
        return self.get_response(request)


def desk_history(get_response: GetResponse) -> GetResponse:
    """Who changed an article, known to its history: that is done in the admin alone."""
    with_history = HistoryRequestMiddleware(get_response)

    def middleware(request: HttpRequest) -> HttpResponse:
        at_desk = request.path_info.startswith(DESKS)
        response: HttpResponse = (with_history if at_desk else get_response)(request)
        return response

    return middleware


class PathLanguage:
    """The URL alone decides the language: English under ``/en/``, Dutch everywhere else.

    Django's own middleware would also ask a cookie and ``Accept-Language``, and vary on them.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
