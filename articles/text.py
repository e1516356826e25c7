"""An article's text on the page: cars lead to those for sale, subheads can be pointed at."""

import re
from typing import NamedTuple

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import slugify

from articles.inline import with_links
from articles.models import Article
from carsite.html import safe, sanitize

SUBHEAD = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)


class Subhead(NamedTuple):
    id: str
    title: SafeString


def body_of(article: Article) -> tuple[SafeString, list[Subhead]]:
    """The text as a page shows it, with links to cars for sale, and its subheads."""
    # Sanitised on the way in already; once more here, since rows can come from other tools.
    return with_anchors(with_links(sanitize(article.body), article))


def with_anchors(html: str) -> tuple[SafeString, list[Subhead]]:
    """Clean ``html`` with an id on every h2, and those ids with their (escaped) titles."""
    subheads: list[Subhead] = []

    def anchored(match: re.Match[str]) -> str:
        # Numbered, so that two equal subheads keep different addresses.
        title = strip_tags(match[1])
        anchor = f"{slugify(title)[:60] or 'deel'}-{len(subheads) + 1}"
        subheads.append(Subhead(anchor, safe(title)))
        return f'<h2 id="{anchor}">{match[1]}</h2>'

    return safe(SUBHEAD.sub(anchored, html)), subheads
