"""The dots of a model's picture, written in Python: as a template loop they took longer."""

from html import escape
from itertools import groupby
from operator import attrgetter

from django import template
from django.utils.safestring import SafeString

from carsite.html import safe
from listings.scatter import Dot, Scatter

register = template.Library()


@register.simple_tag
def dots(picture: Scatter) -> SafeString:
    """A link for each car, in a group for each year class, the newest on top."""
    order = [group.kind for group in picture.classes[::-1]]
    drawn = sorted(picture.dots, key=lambda dot: order.index(dot.kind))
    return safe(
        "".join(
            f'<g class="{kind}">{"".join(map(_dot, of_kind))}</g>'
            for kind, of_kind in groupby(drawn, attrgetter("kind"))
        )
    )


def _dot(dot: Dot) -> str:
    # The picture is read out as one sentence and the list is beside it, so dots are no tab stops.
    return (
        f'<a href="{escape(dot.url)}" tabindex="-1"><circle cx="{dot.x}" cy="{dot.y}" r="5">'
        f"<title>{escape(dot.label)}</title></circle></a>\n"
    )
