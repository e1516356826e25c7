"""Is the process alive, and is it ready to serve?"""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from carsite import work


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers; asks nothing of the database."""
    return JsonResponse({"status": "ok"})


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """The database answers too; 503 while it does not.

    ``workers`` tells how many do background work. Pages are served without any.
    """
    try:
        workers = work.workers().number
    except DatabaseError:
        return JsonResponse({"status": "waiting for the database"}, status=503)
    return JsonResponse({"status": "ready", "workers": workers})
