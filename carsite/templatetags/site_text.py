"""Figures the way each language writes them: € 14.950 and 80.662 km, or €14,950 and 80,662 km."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language

from carsite.html import json_ld

register = template.Library()

NBSP = "\N{NO-BREAK SPACE}"


register.filter("json_ld", json_ld)


@register.filter
def number(value: object) -> str:
    """A whole number with its thousands apart; empty for None or what is no number."""
    if isinstance(value, bool) or not isinstance(value, int):
        return ""
    return figures(value, get_language())


def figures(value: int, language: str | None) -> str:
    """A whole number in this language, for who writes many: asking which one takes longer."""
    text = f"{value:,}"
    return text if language == "en" else text.replace(",", ".")


@register.filter
def euro(value: object) -> str:
    """Whole euros: "€ 14.950" in Dutch, "€14,950" in English; empty for None."""
    if isinstance(value, bool) or not isinstance(value, int):
        return ""
    return euros(value, get_language())


def euros(value: int, language: str | None) -> str:
    """Whole euros in this language."""
    return f"€{'' if language == 'en' else NBSP}{figures(value, language)}"


def euro_range(low: int | None, high: int | None) -> str:
    """From ``low`` to ``high``: "€ 14.950–27.900"; one amount where they are equal or one is."""
    if low is None or high is None or low == high:
        return euro(high if low is None else low)
    return f"{euro(low)}–{number(high)}"


@register.filter
def km(value: object) -> str:
    """Kilometres: "80.662 km"; empty for None."""
    text = number(value)
    return f"{text}{NBSP}km" if text else ""


@register.filter
def unit(value: object, symbol: str) -> str:
    """A measure with its unit: ``{{ 1598|unit:"cc" }}`` is "1.598 cc"; empty for None."""
    text = number(value)
    return f"{text}{NBSP}{symbol}" if text else ""


@register.filter
def month_year(value: object) -> str:
    """A first registration to the month: "maart 2020"; empty for None."""
    return date_format(value, "F Y") if isinstance(value, date) else ""
