"""Links in an article's text: where a car is named first, the way to those for sale."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.models import Article, ArticlePin, ArticleVehicle
from articles.targets import Numbers, Role, Target, for_sale, numbers, search_url, targets
from carsite.templatetags.site_text import euro_range

ENOUGH = 5  # cars for sale from which their number is worth a reader's stop
SUBJECT_LINK, LINK = '<a class="link-model" href="{}">', '<a href="{}">'
# Where the name ends as it is written: 508's, Golf-rijders, 508 SW, Kona Electric.
REST_OF_NAME = re.compile(r"[\w'’-]*(?:[ \u00a0][A-Z][\w'’-]*){0,2}")


@dataclass(frozen=True, slots=True)
class InlineLink:
    """A piece of the body's HTML that becomes a link; ``note`` follows the whole name."""

    start: int
    end: int
    url: str
    note: SafeString
    is_subject: bool = False


def with_links(html: str, article: Article) -> str:
    """The clean body with the first mention of each car that is for sale linked to its search.

    Prefetch the article's ``vehicles`` and ``pins`` to save two queries. Text that changed since
    it was read is left alone.
    """
    if not article.shows_listings:
        return html
    pieces: list[str] = []
    done = 0
    for link in links_of(html, article.vehicles.all(), article.pins.all()):
        name = REST_OF_NAME.match(html, link.end)
        after = name.end() if name else link.end
        pieces += [
            html[done : link.start],
            format_html(SUBJECT_LINK if link.is_subject else LINK, link.url),
            html[link.start : link.end],
            "</a>",
            html[link.end : after],
            link.note,
        ]
        done = after
    return "".join([*pieces, html[done:]])


def links_of(
    html: str, vehicles: Iterable[ArticleVehicle], pins: Iterable[ArticlePin]
) -> list[InlineLink]:
    """Of each model one link, in the order of the text; only subjects stand out, with numbers."""
    found: dict[int, InlineLink] = {}
    for target in targets(vehicles, pins):
        is_new = target.model.id not in found
        if is_new and (link := _link(html, target, list(found.values()))):
            found[target.model.id] = link
    return sorted(found.values(), key=lambda link: link.start)


def _link(html: str, target: Target, others: list[InlineLink]) -> InlineLink | None:
    """The link of one model; None without a car for sale, or where the text is another now."""
    link = target.evidence.get("link")
    if link is None:
        return None
    start, end = link["at"], link["at"] + len(link["html"])
    if html[start:end] != link["html"] or any(o.start < end and start < o.end for o in others):
        return None
    found = numbers(replace(target, body=link["body"]).criteria)
    if not found.total:
        return None
    is_subject = target.role == Role.SUBJECT
    note = _note(found) if is_subject and found.total >= ENOUGH else SafeString()
    return InlineLink(start, end, search_url(target.model, link["body"]), note, is_subject)


def _note(found: Numbers) -> SafeString:
    """ " (12 te koop, € 14.950–27.900)"; the signs that only the ear needs are not shown."""
    told = [for_sale(found.total), euro_range(found.low, found.high)]
    return format_html(
        ' <small class="in-stock" lang="{}"><span class="vh">(</span>{}<span class="vh">)</span>'
        "</small>",
        get_language() or "nl",
        format_html_join(", ", "<span>{}</span>", ((part,) for part in told if part)),
    )
