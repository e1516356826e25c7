"""The front page, the news pages and one article."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from articles.links import listings_for, related_to
from articles.models import Article
from carsite.timing import timed

PER_PAGE = 12


def index(request: HttpRequest) -> HttpResponse:
    """All news, newest first."""
    return _page(request, Article.objects.published(), None)


def category(request: HttpRequest, category: str) -> HttpResponse:
    """One section of the news; an unknown one is a 404."""
    if category not in Article.Category.values:
        raise Http404(_("There is no such section."))
    chosen = Article.Category(category)
    return _page(request, Article.objects.published().filter(category=chosen), chosen)


def _page(
    request: HttpRequest, articles: "QuerySet[Article]", chosen: Article.Category | None
) -> HttpResponse:
    page = Paginator(articles, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "articles": page.object_list,
        "category": chosen,
        "categories": list(Article.Category),
    }
    with timed("render"):
        return render(request, "articles/index.html", context)


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One article with its cars and what to read next; a draft only for who may see it."""
    article = get_object_or_404(Article, slug=slug)
    preview = not article.is_published()
    if preview and not request.user.has_perm("articles.view_article"):
        raise Http404(_("There is no such article."))
    with timed("cards"):
        context = {
            "article": article,
            "preview": preview,
            "listings": listings_for(article),
            "related": related_to(article),
        }
    with timed("render"):
        response = render(request, "articles/detail.html", context)
    if preview:
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
    return response
