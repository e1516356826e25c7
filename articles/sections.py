"""The news list's own navigation: its sections and its pages."""

from typing import NamedTuple

from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article
from listings.search_page.page import PageLink, Pager


class Section(NamedTuple):
    label: str
    url: str
    current: bool


def sections(chosen: Article.Category | None) -> list[Section]:
    """All news first, then every category."""
    everything = Section(_("All news"), reverse("articles:index"), chosen is None)
    return [everything] + [
        Section(str(c.label), reverse("articles:category", args=[c.value]), c == chosen)
        for c in Article.Category
    ]


def pager(page: "Page[Article]", path: str) -> Pager | None:
    """The same pager as the search page's; None where one page holds all."""
    if not page.has_other_pages():
        return None

    def url(number: int) -> str:
        return path if number == 1 else f"{path}?pagina={number}"

    shown = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    links = [
        PageLink(number, url(number), number == page.number)
        if isinstance(number, int)
        else PageLink(None, "", False)
        for number in shown
    ]
    return Pager(
        page=page.number,
        pages=page.paginator.num_pages,
        first=page.start_index(),
        last=page.end_index(),
        total=page.paginator.count,
        previous_url=url(page.number - 1) if page.has_previous() else "",
        next_url=url(page.number + 1) if page.has_next() else "",
        links=links,
    )
