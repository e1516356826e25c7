"""The quick search of the front page."""

from collections.abc import Iterable

from django import template
from django.utils import timezone

register = template.Library()

PRICES_EUR = (5_000, 7_500, 10_000, 12_500, 15_000, 20_000, 25_000, 30_000, 40_000, 50_000)
YEARS_BACK = 15


@register.inclusion_tag("includes/finder.html")
def finder(makes: Iterable[object]) -> dict[str, object]:
    """Search box and three lists; ``makes`` have ``slug`` and ``name``."""
    this_year = timezone.localdate().year
    return {
        "makes": makes,
        "prices": PRICES_EUR,
        "years": range(this_year, this_year - YEARS_BACK, -1),
    }
