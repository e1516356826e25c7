"""The dots of a model's picture, written in Python: as a template loop they took longer."""

from itertools import groupby
from operator import attrgetter

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from listings.scatter import Scatter

register = template.Library()

# The picture is read out as one sentence and the list is beside it, so dots are no tab stops.
DOT = '<a href="{}" tabindex="-1"><circle cx="{}" cy="{}" r="5"><title>{}</title></circle></a>\n'


@register.simple_tag
def dots(picture: Scatter) -> SafeString:
    """A link for each car, in a group for each year class, the newest on top."""
    order = [group.kind for group in picture.classes[::-1]]
    drawn = sorted(picture.dots, key=lambda dot: order.index(dot.kind))
    groups = groupby(drawn, attrgetter("kind"))
    return format_html_join(
        "",
        '<g class="{}">{}</g>',
        (
            (kind, format_html_join("", DOT, ((d.url, d.x, d.y, d.label) for d in of_kind)))
            for kind, of_kind in groups
        ),
    )
