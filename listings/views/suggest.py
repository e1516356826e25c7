"""What may be meant, while somebody types: a list that the search box shows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from carsite.timing import timed
from listings.search import index
from listings.suggestions import suggestions

SECONDS = 10  # that a browser may show the same list, so that going back a letter asks nothing


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A list of options for the text in ``vraag``; nothing at all where there is none."""
    with timed("look"):
        stock = index.fresh()
    with timed("search"):
        found = suggestions(request.GET.get("vraag", ""), stock)
    response = render(request, "includes/suggestions.html", {"suggestions": found})
    response["Cache-Control"] = f"private, max-age={SECONDS}"
    response["X-Robots-Tag"] = "noindex"
    return response
