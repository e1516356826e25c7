"""A request id, one log line and the timings of every request; the language from the URL."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from carsite import timing
from carsite.logs import request_id

GetResponse = Callable[[HttpRequest], HttpResponse]
SAFE_ID = re.compile(r"[A-Za-z0-9-]{8,64}\Z")
log = logging.getLogger("carsite.request")


class RequestId:
    """Outermost: names the request, times it, and writes one line when it is answered."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "")
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
        # The path without its query: what people search for is theirs.
        log.info(
            "request",
            extra={
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "ms": round(milliseconds, 1),
            },
        )


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
