"""Photos from ``MEDIA_ROOT``: named by their content, so a browser may keep them for ever."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

A_YEAR = 31_536_000
LONGEST = 200  # bytes of a path; our own have about 80


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file; a proxy in front may serve the folder itself, with the same headers."""
    if len(path.encode()) > LONGEST:  # what no folder can hold, the system refuses to look for
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    if response.status_code == 200:
        response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
