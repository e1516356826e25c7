"""The form that asks the seller, on an address of its own: only there a cookie is set."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from listings.contact import ContactForm, TooManyLeads, receive
from listings.models import Listing
from listings.templatetags.occasion_text import contact_url
from listings.views.occasion import with_names

THANKS = "dank"


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, make: str, model: str, slug: str, pk: int) -> HttpResponse:
    """Show the form, take a question, say thanks; htmx gets the form without its page."""
    listing = get_object_or_404(with_names(), pk=pk)
    if not listing.is_viewable:
        raise Http404
    if request.method == "POST":
        # A car that got another version meanwhile has moved; the question has not.
        return ask(request, listing)
    if request.path != contact_url(listing):
        return HttpResponsePermanentRedirect(contact_url(listing))
    if not listing.is_public:
        return redirect(listing)
    if THANKS in request.GET:
        return answer(request, listing, None)
    return answer(request, listing, ContactForm())


def ask(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Take the question or show again what was typed, with what is wrong."""
    form = ContactForm(request.POST)
    if not form.is_valid():
        return answer(request, listing, form, status=422)
    if not listing.is_public:
        form.add_error(None, _("This car has just been sold. Your question was not sent."))
        return answer(request, listing, form, status=409)
    try:
        receive(form, listing, request)
    except TooManyLeads:
        form.add_error(
            None, _("Many questions came from your address this hour. Please try again later.")
        )
        return answer(request, listing, form, status=429)
    if is_htmx(request):
        return answer(request, listing, None)
    return redirect(f"{contact_url(listing)}?{THANKS}")


def answer(
    request: HttpRequest, listing: Listing, form: ContactForm | None, status: int = 200
) -> HttpResponse:
    """The form, or thanks where there is none; never kept by a cache."""
    template = "listings/_contact.html" if is_htmx(request) else "listings/contact.html"
    data = {"listing": listing, "form": form, "contact_url": contact_url(listing)}
    response = render(request, template, data, status=status)
    add_never_cache_headers(response)
    patch_vary_headers(response, ["HX-Request"])
    return response


def is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
