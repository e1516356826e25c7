"""The numbers of a pager, written in Python: a search shows them on every page."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from carsite.html import safe
from carsite.templatetags.site_text import figures
from listings.search_page.page import PageLink

register = template.Library()
GAP = '<li><span class="note" aria-hidden="true">…</span></li>'


@register.simple_tag
def page_links(links: Iterable[PageLink]) -> SafeString:
    """An item for each page; the current one is no link, a gap is no page."""
    language, word, named = get_language(), escape(_("Page")), escape(_("Page %(number)s"))
    items = []
    for link in links:
        if link.number is None:
            items.append(GAP)
            continue
        number = figures(link.number, language)
        label = named % {"number": number}
        if link.current:
            inside = f'<span aria-current="page"><span class="vh">{word} </span>{number}</span>'
        else:
            inside = f'<a href="{escape(link.url)}" aria-label="{label}">{number}</a>'
        items.append(f"<li>{inside}</li>")
    return safe("".join(items))
