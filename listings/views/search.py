"""The search page: the whole stock, a make's or a model's cars, filtered as the URL says."""

from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from carsite.timing import timed
from listings.cards import cards
from listings.filters import ListingFilter
from listings.model_page import Beside, beside
from listings.search import index
from listings.search_page.left_out import answered
from listings.search_page.page import SearchPage
from listings.search_page.show import search_page, shown_address
from listings.structured import aggregate_offer, breadcrumbs, item_list
from listings.vocabulary import dictionary


@require_safe
def search(request: HttpRequest, make: str = "", model: str = "") -> HttpResponse:
    """One page of results; htmx gets what changes, with the canonical URL to push."""
    with timed("look"):
        # Staff have a session, and see at once what they changed.
        stock = index.fresh(now=settings.SESSION_COOKIE_NAME in request.COOKIES)
    refuse_unknown(make, model)
    found = ListingFilter.of(request.META.get("QUERY_STRING", ""), make, model)
    with timed("search"):
        found, answer = answered(found, stock)
    url = shown_address(found, answer).url
    is_told = found.dropped or found.left_out or found.criteria().page > answer.page
    if not (wants_part(request) or is_told or is_at(request, url)):
        return HttpResponseRedirect(url)
    now = timezone.now()
    with timed("cards"):
        listed = cards(answer.ids, stock.versions, now, level=2, eager=True)
    with timed("render"):
        about = beside(found.criteria(), found.address, stock, now)
        page = search_page(found, answer, stock, listed)
        template = "listings/_results.html" if wants_part(request) else "listings/search.html"
        told = {"page": page, "beside": about, "structured": structured(page, about)}
        response = render(request, template, told)
    if wants_part(request):
        response["HX-Push-Url"] = url
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response


def structured(page: SearchPage, about: Beside | None = None) -> list[dict[str, Any]]:
    """For search engines, on the pages that they may index."""
    if page.robots:
        return []
    lists = [item_list(card.url for card in page.listings), breadcrumbs(page.crumbs)]
    if about is None or about.page.prices is None:
        return lists
    return [*lists, aggregate_offer(about.page.model, page.url, about.page.prices.band)]


def refuse_unknown(make: str, model: str) -> None:
    """Raises Http404 for a path of a make or model that there is none of."""
    known = dictionary.current()
    if make and make.lower() not in known.make_by_slug:
        raise Http404
    if model and (make.lower(), model.lower()) not in known.model_by_slugs:
        raise Http404


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for what changes; after a lost history it wants the whole page."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in headers


def is_at(request: HttpRequest, url: str) -> bool:
    """Whether the request came to this URL, however its query is quoted."""
    path, _mark, query = url.partition("?")
    asked = request.META.get("QUERY_STRING", "")
    return request.path == path and parse_qsl(asked, keep_blank_values=True) == parse_qsl(query)
