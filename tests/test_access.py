"""Every URL × every kind of person × an object in every state. A URL without a row here fails.

Of the admin's URLs a row is made per model and action from ``MAY``; the rest is written out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from articles.models import Article
from listings.choices import State
from listings.models import Feed, FeedWord, ImportRun, Listing, ListingChange
from tests.factories import (
    ArticleFactory,
    DraftArticleFactory,
    DraftListingFactory,
    ExpiredListingFactory,
    GenerationFactory,
    LeadFactory,
    ListingFactory,
    OptionFactory,
    RdwRecordFactory,
    ReservedListingFactory,
    ScheduledArticleFactory,
    SoldListingFactory,
    UserFactory,
    WithdrawnListingFactory,
)
from tests.staff import EDITORS, LISTINGS_STAFF, READ_ONLY, make_roles, signed_in

# a: anonymous; of the staff r: read-only, e: editors, l: listings staff, s: superuser.
PEOPLE = {"a": "", "r": READ_ONLY, "e": EDITORS, "l": LISTINGS_STAFF, "s": "superuser"}
ALL = "".join(PEOPLE)
STAFF = "rels"

# Who may view, add, change and delete, by model.
MAY = {
    "listings_make": (STAFF, "ls", "ls", ""),
    "listings_carmodel": (STAFF, "ls", "ls", ""),
    "listings_generation": (STAFF, "ls", "ls", ""),
    "listings_option": (STAFF, "ls", "ls", ""),
    "listings_town": ("rls", "ls", "ls", ""),
    "listings_seller": ("rls", "ls", "ls", "s"),
    "listings_listing": (STAFF, "ls", "ls", "s"),
    "listings_lead": ("rls", "", "ls", "s"),
    "listings_listingchange": (STAFF, "", "", ""),
    "listings_rdwrecord": ("rls", "", "", ""),
    "listings_feed": ("rls", "ls", "ls", "s"),
    "listings_feedword": ("rls", "ls", "ls", "s"),
    "listings_importrun": ("rls", "", "ls", ""),
    "articles_article": ("res", "es", "es", "es"),
    "auth_user": ("s", "s", "s", "s"),
    "auth_group": ("s", "s", "s", "s"),
    "axes_accessattempt": ("s", "", "s", "s"),
    "axes_accesslog": ("s", "", "s", "s"),
    "axes_accessfailurelog": ("s", "", "s", "s"),
}
LISTINGS = {
    State.DRAFT: DraftListingFactory,
    State.PUBLISHED: ListingFactory,
    State.RESERVED: ReservedListingFactory,
    State.SOLD: SoldListingFactory,
    State.WITHDRAWN: WithdrawnListingFactory,
    State.EXPIRED: ExpiredListingFactory,
}
ARTICLES = {
    "draft": DraftArticleFactory,
    "scheduled": ScheduledArticleFactory,
    "published": ArticleFactory,
}
LANGUAGES = ("nl", "en")
MAY_BE_EMPTY = {"listings_lead", "listings_feed", "listings_feedword", "listings_importrun"}


@dataclass(frozen=True)
class Row:
    """One request, and the status that each gets: ``yes`` those in ``who``, ``no`` the others."""

    key: str  # the URL's name, or its route where it has none
    url: str
    who: str = ALL
    yes: int = 200
    no: int = 403
    anonymous: int | None = None
    method: str = "get"

    def expected(self, person: str) -> int:
        if person == "a" and self.anonymous is not None:
            return self.anonymous
        return self.yes if person in self.who else self.no


@dataclass(frozen=True)
class World:
    """An object of every model, cars and articles in every state."""

    listings: dict[str, Listing]
    articles: dict[str, Article]
    others: dict[str, Model]

    def of(self, model: str) -> dict[str, Model]:
        if model == "listings_listing":
            return dict(self.listings)
        if model == "articles_article":
            return dict(self.articles)
        return {"": self.others[model]}


def make_world() -> World:
    make_roles()
    listings = {str(state): factory() for state, factory in LISTINGS.items()}
    car = listings["published"]
    change = ListingChange.objects.first()
    assert change
    feed = Feed.objects.create(seller=car.seller, format=Feed.Format.OWN_CSV)
    default_storage.save("photos/ab/abc-480.webp", ContentFile(b"webp"))
    return World(
        listings=listings,
        articles={state: factory() for state, factory in ARTICLES.items()},
        others={
            "listings_make": car.make,
            "listings_carmodel": car.model,
            "listings_generation": GenerationFactory(),
            "listings_option": OptionFactory(),
            "listings_town": car.seller.town,
            "listings_seller": car.seller,
            "listings_lead": LeadFactory(listing=car),
            "listings_listingchange": change,
            "listings_rdwrecord": RdwRecordFactory(),
            "listings_feed": feed,
            "listings_feedword": FeedWord.objects.create(feed=feed, field="make", word="Pesjo"),
            "listings_importrun": ImportRun.objects.create(feed=feed),
            "auth_user": UserFactory(),
            "auth_group": Group.objects.get(name=EDITORS),
            "axes_accessattempt": AccessAttempt.objects.create(failures_since_start=1),
            "axes_accesslog": AccessLog.objects.create(),
            "axes_accessfailurelog": AccessFailureLog.objects.create(),
        },
    )


def rows(world: World) -> Iterator[Row]:
    for language in LANGUAGES:
        with translation.override(language):
            yield from public_rows(world)
    yield from site_rows()
    yield from admin_rows()
    for model, may in MAY.items():
        yield from model_rows(model, may, world.of(model))
    yield from special_rows(world)


def public_rows(world: World) -> Iterator[Row]:
    for state, car in world.listings.items():
        url, viewers = car.get_absolute_url(), STAFF
        hidden = {"draft": 404, "withdrawn": 410, "expired": 410}.get(state)
        yield Row("listings:detail", url, ALL if hidden is None else viewers, no=hidden or 0)
        asked = {"published": 200, "reserved": 200, "sold": 302}.get(state, 404)
        yield Row("listings:contact", f"{url}contact/", yes=asked)
    for state, article in world.articles.items():
        readers = ALL if state == "published" else "res"
        yield Row("articles:detail", article.get_absolute_url(), readers, no=404)
    for name, arguments in PUBLIC.items():
        yield Row(name, reverse(name, kwargs=arguments))
    yield Row("articles:category", reverse("articles:category", args=["onzin"]), yes=404)
    yield Row("listings:read_along", reverse("listings:read_along"), method="post")
    # A part of another page, for htmx; whoever opens it alone is led to the make's cars.
    yield Row("listings:models", reverse("listings:models", args=["peugeot"]), yes=302)


PUBLIC: dict[str, dict[str, str]] = {
    "home": {},
    "listings:search": {},
    "listings:search_make": {"make": "peugeot"},
    "listings:search_model": {"make": "peugeot", "model": "508"},
    "listings:makes": {},
    "listings:suggest": {},
    "listings:read_along": {},
    "articles:index": {},
    "articles:category": {"category": "nieuws"},
    "articles:feed": {},
    "about": {},
    "privacy": {},
    "how_it_works": {},
    "colophon": {},
}


def site_rows() -> Iterator[Row]:
    for name in ("healthz", "readyz", "robots", "sitemap"):
        yield Row(name, reverse(name))
    section = "django.contrib.sitemaps.views.sitemap"
    yield Row(section, reverse(section, args=["listings"]))
    # Systems log in with each request, and no person's session is a login there.
    yield Row("feeds_hexon", reverse("feeds_hexon"), yes=401, method="post")
    yield Row("feeds_hexon", reverse("feeds_hexon"), yes=405)
    yield Row("media", "/media/photos/ab/abc-480.webp")
    yield Row("media", "/media/photos/ab/", yes=404)  # folders are not listed
    yield Row("media", "/media/../secret", yes=400)


def admin_rows() -> Iterator[Row]:
    for name in ("index", "password_change", "password_change_done", "jsi18n"):
        yield Row(f"admin:{name}", reverse(f"admin:{name}"), STAFF, no=302)
    yield Row("admin:login", "/admin/login/", "a", no=302)
    yield Row("admin:logout", "/admin/logout/", yes=405, anonymous=302)
    yield Row("admin:second_factor", "/admin/second-factor/", yes=302)
    yield Row("admin:app_list", "/admin/listings/", STAFF, no=302)
    yield Row("admin:app_list", "/admin/articles/", "res", no=404, anonymous=302)
    yield Row("admin:app_list", "/admin/auth/", "s", no=404, anonymous=302)
    yield Row("admin/(?P<url>.*)$", "/admin/geen/zo/iets/", yes=404, anonymous=302)
    for place, who in AUTOCOMPLETES.items():
        app, model, name = place.split(".")
        query = f"?app_label={app}&model_name={model}&field_name={name}"
        yield Row("admin:autocomplete", f"/admin/autocomplete/{query}", who, anonymous=302)
    yield Row("admin:autocomplete", "/admin/autocomplete/", yes=403, anonymous=302)


# Whoever may view the rows that are offered, whatever they are offered for.
AUTOCOMPLETES = {
    "listings.listing.make": STAFF,
    "listings.listing.model": STAFF,
    "listings.listing.generation": STAFF,
    "listings.listing.seller": "rls",
    "listings.seller.town": "rls",
    "listings.seller.people": "s",
    "articles.articlepin.listing": STAFF,
    "listings.photo.listing": STAFF,
    "simple_history.x.y": "",
    "articles.historicalarticle.history_user": "s",
}


def model_rows(
    model: str, may: tuple[str, str, str, str], objects: dict[str, Model]
) -> Iterator[Row]:
    """The admin's own pages of a model; a POST of nothing changes nothing, but asks first."""
    view, add, change, delete = may
    name = f"admin:{model}"
    root = reverse(f"{name}_changelist")
    # Their fields are all read-only, or may be empty.
    empty_is_valid = model.startswith("axes_") or model in MAY_BE_EMPTY
    yield Row(f"{name}_changelist", root, view, anonymous=302)
    yield Row(f"{name}_add", f"{root}add/", add, anonymous=302)
    yield Row(f"{name}_add", f"{root}add/", add, anonymous=302, method="post")
    for state, row in objects.items():
        page = f"{root}{row.pk}/"
        who = "s" if model == "articles_article" and state != "draft" else delete
        history = 302 if model == "listings_listing" else 200  # which leads to its change log
        yield Row(f"{name}_change", f"{page}change/", view, anonymous=302)
        posted = 302 if empty_is_valid else 200
        yield Row(f"{name}_change", f"{page}change/", change, posted, anonymous=302, method="post")
        yield Row(f"{name}_delete", f"{page}delete/", who, anonymous=302)
        yield Row(f"{name}_delete", f"{page}delete/", who, anonymous=302, method="post")
        yield Row(f"{name}_history", f"{page}history/", view, yes=history, anonymous=302)
        yield Row(f"{root[1:]}<path:object_id>/", page, yes=302)


def special_rows(world: World) -> Iterator[Row]:
    for car in world.listings.values():
        for verb in ("withdraw", "nonsense"):
            url = reverse("admin:listings_listing_verb", args=[car.pk, verb])
            yes = 200 if verb == "withdraw" else 404  # it asks before it does
            post = Row("admin:listings_listing_verb", url, "ls", yes, anonymous=302, method="post")
            yield post
        yield Row("admin:listings_listing_verb", url, yes=405, anonymous=302)
        photos = reverse("admin:listings_listing_photos", args=[car.pk])
        yield Row("admin:listings_listing_photos", photos, "ls", anonymous=302)
        post = Row("admin:listings_listing_photos", photos, "ls", 400, anonymous=302, method="post")
        yield post
        card = reverse("admin:listings_listing_card", args=[car.pk])
        yield Row("admin:listings_listing_card", card, STAFF, anonymous=302)
    for article in world.articles.values():
        version = article.history.last().history_id
        url = reverse("admin:articles_article_simple_history", args=[article.pk, version])
        name = "admin:articles_article_simple_history"
        yield Row(name, url, "res", anonymous=302)
        yield Row(name, url, "es", anonymous=302, method="post")
        # What the site reads in a text is for those who write it; why it does so, for all who see.
        read = reverse("admin:articles_article_read", args=[article.pk])
        yield Row("admin:articles_article_read", read, "es", anonymous=302, method="post")
        yield Row("admin:articles_article_read", read, "res", 405, 405, anonymous=302)
        why = reverse("admin:articles_article_why", args=[article.pk])
        yield Row("admin:articles_article_why", why, "res", anonymous=302)
    read = reverse("admin:articles_article_read_new")
    yield Row("admin:articles_article_read_new", read, "es", anonymous=302, method="post")
    unwritten = reverse("admin:articles_article_unwritten")
    yield Row("admin:articles_article_unwritten", unwritten, "res", anonymous=302)
    lead = world.others["listings_lead"]
    for state, yes in (("new", 302), ("nonsense", 404)):
        url = reverse("admin:listings_lead_move", args=[lead.pk, state])
        yield Row("admin:listings_lead_move", url, "ls", yes, anonymous=302, method="post")
    export = reverse("admin:listings_lead_export")
    yield Row("admin:listings_lead_export", export, "rls", anonymous=302)
    yield from feed_rows(world.others["listings_feed"].pk, world.others["listings_importrun"].pk)
    work = reverse("admin:carsite_jobfailure_changelist")
    yield Row("admin:carsite_jobfailure_changelist", work, "ls", anonymous=302)
    post = Row("admin:carsite_jobfailure_changelist", work, "ls", 302, anonymous=302, method="post")
    yield post
    user = world.others["auth_user"]
    url = reverse("admin:auth_user_password_change", args=[user.pk])
    yield Row("admin:auth_user_password_change", url, "s", anonymous=302)


def feed_rows(feed: int, run: int) -> Iterator[Row]:
    """Reports and exports for all who see feeds; files, passwords and verbs for those who do more.

    The run is being read and the feed has no user name: what is asked changes nothing.
    """
    for page in ("upload", "fetch", "password"):
        name = f"admin:listings_feed_{page}"
        url = reverse(name, args=[feed])
        yield Row(name, url, "ls", 302, anonymous=302, method="post")
        yield Row(name, url, yes=405, anonymous=302)
    for form, yes in (("own-csv", 200), ("own-jsonl", 200), ("hexon-xml", 404)):
        url = reverse("admin:listings_feed_export", args=[feed, form])
        yield Row("admin:listings_feed_export", url, "rls", yes, anonymous=302)
    progress = reverse("admin:listings_importrun_progress", args=[run])
    yield Row("admin:listings_importrun_progress", progress, "rls", anonymous=302)
    for form, yes in (("json", 200), ("csv", 200), ("xml", 404)):
        url = reverse("admin:listings_importrun_report", args=[run, form])
        yield Row("admin:listings_importrun_report", url, "rls", yes, anonymous=302)
    for verb, yes in (("apply", 302), ("discard", 302), ("again", 302), ("nonsense", 404)):
        url = reverse("admin:listings_importrun_do", args=[run, verb])
        yield Row("admin:listings_importrun_do", url, "ls", yes, anonymous=302, method="post")
    yield Row("admin:listings_importrun_do", url, yes=405, anonymous=302)


def urls_of(patterns: list[Any], space: str = "", route: str = "") -> Iterator[str]:
    """The name of every URL of the site, or its route where it has none."""
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}" if pattern.name else here
        else:
            assert isinstance(pattern, URLResolver)
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from urls_of(pattern.url_patterns, inside, here)


@pytest.mark.django_db
def test_every_url_has_a_row() -> None:
    known = {row.key for row in rows(make_world())}
    urls = set(urls_of(get_resolver().url_patterns))
    assert {
        url for url in urls if not url.startswith("dealer")
    } == known  # tests/test_dealer_access


@pytest.mark.usefixtures("only_answers")
@pytest.mark.django_db
@pytest.mark.parametrize("person", PEOPLE, ids=lambda key: PEOPLE[key] or "anonymous")
def test_everybody_gets_what_they_may_see_and_no_more(person: str) -> None:
    world = make_world()
    client = signed_in(PEOPLE[person]) if PEOPLE[person] else Client()
    wrong = []
    for row in rows(world):
        answer = getattr(client, row.method)(row.url)
        if answer.streaming:
            list(answer.streaming_content)  # read to its end: that closes the file
        if answer.status_code != row.expected(person):
            wrong.append(
                f"{row.method} {row.url}: {answer.status_code}, not {row.expected(person)}"
            )
    assert not wrong, "\n".join(wrong)
    states = {str(car.pk): car.state for car in Listing.objects.all()}
    assert states == {str(car.pk): state for state, car in world.listings.items()}
    assert Article.objects.count() == len(ARTICLES)
