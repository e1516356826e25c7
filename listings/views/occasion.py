"""The page of one car: for sale, reserved, sold, gone, or a draft that staff look at."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.clock import lapses_at
from articles.written import Written, written_about
from carsite.fragments import Fragments, Key
from carsite.kept_pages import Made, has_session, kept_page
from carsite.second_factor import is_given
from carsite.timing import timed
from listings import specifications
from listings.belonging import of
from listings.choices import State
from listings.models import Listing
from listings.photo_files import variant_name, widths_for
from listings.pick import Beside, like_cars, like_ids
from listings.pictures import source
from listings.price_history import price_history
from listings.querysets import ListingQuerySet
from listings.search import index
from listings.search.index import Index
from listings.search.plain import Plain
from listings.search_page.page import Crumb
from listings.structured import breadcrumbs, car
from listings.templatetags.pictures import drawing
from listings.vocabulary import dictionary

GONE = {State.WITHDRAWN, State.EXPIRED}


@require_safe
def detail(request: HttpRequest, make: str, model: str, slug: str, pk: int) -> HttpResponse:
    """One car under its one address; any other spelling moves there for good."""
    with timed("look"):
        stock = index.fresh(now=has_session(request))
    state = stock.versions.state if stock.versions else None
    return kept_page(request, state, lambda: made(request, pk, stock), lambda: shows(stock, pk))


_cars: Fragments[Beside] = Fragments(1_000_000, lambda _car: 300)


def shows(stock: Index | Plain, pk: int) -> Key:
    """All that a car's page shows, by versions: what changed elsewhere leaves it as it is.

    None for a car of which no page was made since it changed. Takes no query as long as the cars
    that may stand beside it are known.
    """
    if (versions := stock.versions) is None:
        return None
    (car,) = _cars.get([(pk, versions.of(pk))])
    if car is None:
        return None
    same, others = like_ids(car, stock)
    beside = tuple((other, versions.of(other)) for other in (*same, *others))
    return versions.of(pk), versions.other("articles"), versions.other("catalogue"), beside


def made(request: HttpRequest, pk: int, stock: Index | Plain) -> Made | HttpResponse:
    """The page as it is now, whoever asked for it before."""
    listing = get_object_or_404(with_names(), pk=pk)
    preview = not listing.is_viewable
    if preview and not may_preview(request, listing):
        return answer_hidden(request, listing)
    if request.path != listing.get_absolute_url():
        return HttpResponsePermanentRedirect(listing.get_absolute_url())
    now, like = timezone.now(), like_cars(listing, stock)
    data = context(listing) | {"preview": preview, "like_cars": like}
    with timed("render"):
        response = render(request, "listings/detail.html", data)
    if preview:
        add_never_cache_headers(response)
    if versions := stock.versions:
        _cars.keep((pk, versions.of(pk)), Beside.of(listing))
    return Made(response, lapses_at(now, [car.listing for car in like]))


def with_names() -> ListingQuerySet:
    """Listings with all that names them and their seller, in one query."""
    return Listing.objects.select_related("make", "model", "generation", "seller__town")


def may_preview(request: HttpRequest, listing: Listing) -> bool:
    """Staff who may see listings, and the dealer whose car it is. Without a session cookie nobody
    is asked: pages stay the same for all visitors, and say so by not varying on cookies.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not is_given(request):
        return False
    user = request.user
    if user.is_active and user.is_staff and user.has_perm("listings.view_listing"):
        return True
    return of(user, Listing).filter(pk=listing.pk).exists()


def answer_hidden(request: HttpRequest, listing: Listing) -> HttpResponse:
    """A car that was for sale is gone, with others like it; a draft does not exist."""
    if listing.state not in GONE:
        raise Http404
    data = {"listing": listing, "like_cars": like_cars(listing), "crumbs": crumbs(listing)}
    return render(request, "listings/gone.html", data, status=410)


def context(listing: Listing) -> dict[str, object]:
    """All that the page shows of the car and about it; a constant number of queries."""
    pictures, trail = photos(listing), crumbs(listing)
    return {
        "listing": listing,
        "photos": pictures,
        "drawing": drawing(listing),
        "key_facts": specifications.key_facts(listing),
        "groups": specifications.groups(listing),
        "equipment": specifications.equipment(listing),
        "history": price_history(listing),
        "articles": articles_about(listing),
        "crumbs": trail,
        "structured": [car(listing, [str(photo["src"]) for photo in pictures]), breadcrumbs(trail)],
    }


def articles_about(listing: Listing) -> list[Written]:
    """What was written about its model, its own generation first."""
    if listing.model_id is None:
        return []
    return written_about(listing.model_id, generation_of(listing))


def generation_of(listing: Listing) -> int | None:
    """Its generation's id, told or read from its year; None in years of two generations."""
    year = listing.year_of_registration
    if listing.generation_id or year is None:
        return listing.generation_id
    model = dictionary.current().model_by_id.get(listing.model_id or 0)
    if model is None:
        return None
    fitting = [
        one.id for one in model.generations if one.year_from <= year <= (one.year_to or year)
    ]
    return fitting[0] if len(fitting) == 1 else None


def photos(listing: Listing) -> list[dict[str, object]]:
    """Its photos in order, each with the address of its largest size."""
    shown = []
    for place, photo in enumerate(listing.photos.all(), start=1):
        largest = variant_name(photo.digest, widths_for(photo.width)[-1], "webp")
        alt = photo.alt or _("%(car)s, photo %(place)s") % {"car": listing.name, "place": place}
        image = source(photo.digest, photo.width, photo.height)
        shown.append(image | {"alt": alt, "url": default_storage.url(largest)})
    return shown


def crumbs(listing: Listing) -> list[Crumb]:
    """Used cars / make / model / this car."""
    trail = [Crumb(_("Used cars"), reverse("listings:search"))]
    if listing.make:
        make = listing.make.slug
        trail.append(Crumb(listing.make.name, reverse("listings:search_make", args=[make])))
        if listing.model:
            url = reverse("listings:search_model", args=[make, listing.model.slug])
            trail.append(Crumb(listing.model.name, url))
    return [*trail, Crumb(listing.version or listing.name, "")]
