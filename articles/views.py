"""The front page, the news pages and one article."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.block import listings_for
from articles.clock import lapses_at
from articles.home import home as home_page
from articles.kinship import related_to
from articles.models import Article
from articles.sections import pager, sections
from articles.structured import news_article, picture_url
from articles.text import body_of
from carsite.kept_pages import Made, has_session, kept_page
from carsite.timing import timed
from listings.search import index as stock_index
from listings.search_page.page import Crumb
from listings.structured import breadcrumbs

PER_PAGE = 12
PREVIEW_HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page."""
    return kept_page(request, state_of_all(request), lambda: _home(request))


def state_of_all(request: HttpRequest) -> int | None:
    """That of the stock and the articles, after a look at what changed; None: keep nothing."""
    with timed("look"):
        versions = stock_index.fresh(now=has_session(request)).versions
    return versions.state if versions else None


def _home(request: HttpRequest) -> Made:
    now = timezone.now()
    with timed("cards"):
        page = home_page()
    with timed("render"):
        response = render(request, "home.html", {"home": page})
    return Made(response, lapses_at(now, page.newest, counts_a_day=True))


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All news, newest first."""
    everything = Article.objects.published()
    return kept_page(request, state_of_all(request), lambda: _list(request, everything, None))


@require_safe
def category(request: HttpRequest, category: str) -> HttpResponse:
    """One section of the news; an unknown one is a 404."""
    if category not in Article.Category.values:
        raise Http404(_("There is no such section."))
    chosen = Article.Category(category)
    articles = Article.objects.published().filter(category=chosen)
    return kept_page(request, state_of_all(request), lambda: _list(request, articles, chosen))


def _list(
    request: HttpRequest, articles: "QuerySet[Article]", chosen: Article.Category | None
) -> Made:
    now = timezone.now()
    page: Page[Article] = Paginator(articles, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "articles": list(page.object_list),
        "pager": pager(page, request.path),
        "category": chosen.label if chosen else "",
        "categories": sections(chosen),
        "is_first_page": page.number == 1,
    }
    with timed("render"):
        return Made(render(request, "articles/index.html", context), lapses_at(now))


def crumbs(article: Article) -> list[Crumb]:
    """News / section / this article."""
    section = reverse("articles:category", args=[article.category])
    return [
        Crumb(_("News"), reverse("articles:index")),
        Crumb(str(article.get_category_display()), section),
        Crumb(article.title, ""),
    ]


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One article with its cars and what to read next; a draft only for who may see it."""
    return kept_page(request, state_of_all(request), lambda: _detail(request, slug))


def _detail(request: HttpRequest, slug: str) -> Made:
    now = timezone.now()
    article = get_object_or_404(Article.objects.prefetch_related("vehicles", "pins"), slug=slug)
    preview = not article.is_published(now)
    if preview and not request.user.has_perm("articles.view_article"):
        raise Http404(_("There is no such article."))
    with timed("cards"):
        beside, related = listings_for(article), related_to(article)
    body, contents = body_of(article)
    context = {
        "article": article,
        "body": body,
        "contents": contents,
        "beside": beside,
        "related": related,
        "preview": preview,
        "structured": [news_article(article, picture_url(article)), breadcrumbs(crumbs(article))],
    }
    with timed("render"):
        response = render(request, "articles/detail.html", context)
    for name, value in PREVIEW_HEADERS.items() if preview else ():
        response[name] = value
    return Made(response, lapses_at(now, [car.listing for car in beside.cars]))
