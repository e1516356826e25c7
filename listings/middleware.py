"""What the stock adds to a request's way: pages that are kept, and visits that are counted."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from carsite import timing
from carsite.kept_pages import kept_answer
from listings import visits
from listings.search import index

GetResponse = Callable[[HttpRequest], HttpResponse]


class Kept:
    """A page that is kept goes out from here: views, sessions and the rest are not asked.

    Inside all that an answer to the public passes, and after its host was looked at.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return kept_answer(request, self._state) or self.get_response(request)

    @staticmethod
    def _state() -> int | None:
        with timing.timed("look"):
            versions = index.fresh().versions
        return versions.state if versions else None


class Visits:
    """Counts that a car's page was shown, and keeps nothing of who saw it.

    Outside ``Kept``; a 304 is a visit too. Robots that say what they are, browsers that
    only fetch ahead, and people of the desks are no visitors.
    """

    CAR = re.compile(r"(?:/en)?/occasions/[\w-]+/[\w-]+/[\w-]*?(\d+)/\Z")
    ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|fetch|monitor|curl|wget|python", re.I)
    SHOWN = frozenset({200, 304})

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "GET" and response.status_code in self.SHOWN:
            car = self.CAR.match(request.path_info)
            if car and self._is_visitor(request):
                visits.count(int(car[1]), timezone.localdate())
        return response

    def _is_visitor(self, request: HttpRequest) -> bool:
        meta = request.META
        if settings.SESSION_COOKIE_NAME in request.COOKIES or "HTTP_SEC_PURPOSE" in meta:
            return False
        name = meta.get("HTTP_USER_AGENT", "")
        return bool(name) and not self.ROBOT.search(name)
