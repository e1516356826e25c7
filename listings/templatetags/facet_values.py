"""The values of a facet as inputs and a histogram's bars, written in Python.

A page has some 250 of each: as templates they took most of its time. What stays the same of a
value is escaped and put together once.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from carsite.html import safe
from carsite.templatetags.site_text import figures
from listings.search_page.page import Bar, Value

register = template.Library()


@register.simple_tag
def facet_values(values: Iterable[Value], param: str, kind: str = "checkbox") -> SafeString:
    """A label with its input and count for each value; those that lead nowhere are pale."""
    language = get_language()
    return safe("".join([_label(value, param, kind, language) for value in values]))


def _label(value: Value, param: str, kind: str, language: str | None) -> str:
    middle, end = _pieces(value.slug, value.label, param, kind)
    none = " none" if value.count == 0 else ""
    checked = " checked" if value.selected else ""
    count = (
        "" if value.count is None else f'<span class="n">{figures(value.count, language)}</span>'
    )
    return f'<label class="opt{none}{middle}{checked}{end}{count}</label>\n'


@lru_cache(maxsize=2_000)
def _pieces(slug: str, label: str, param: str, kind: str) -> tuple[str, str]:
    """What is the same of a value in every search: before ``checked`` and after it."""
    slug, param = escape(slug), escape(param)
    identifier = f"{param}-{slug or 'alle'}"
    middle = f'"><input type="{kind}" id="{identifier}" name="{param}" value="{slug}"'
    return middle, f'><span class="txt">{escape(label)}</span>'


@register.simple_tag
def rects(bars: Iterable[Bar]) -> SafeString:
    """A rectangle for each bar; those in the chosen range are marked."""
    return safe(
        "".join(
            [
                f'<rect{CHOSEN if bar.in_range else ""} x="{bar.x}" y="{bar.y}"'
                f' width="{bar.width}" height="{bar.height}"/>'
                for bar in bars
            ]
        )
    )


CHOSEN = ' class="in"'
