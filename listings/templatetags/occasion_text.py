"""Words and addresses that the page of one car needs."""

import re
from urllib.parse import urljoin

from django import template
from django.conf import settings

from listings import specifications
from listings.models import Listing

register = template.Library()


@register.filter
def days_for_sale(days: int) -> str:
    """``77 days for sale``."""
    return specifications.days_words(days)


@register.filter
def contact_url(listing: Listing) -> str:
    """Where this car's question form is."""
    return f"{listing.get_absolute_url()}contact/"


@register.filter
def phone(text: str) -> str:
    """What a telephone dials: figures, and a plus only in front."""
    plus = "+" if text.strip().startswith("+") else ""
    return plus + re.sub(r"\D", "", text)


@register.filter
def absolute(url: str) -> str:
    """With this site's host, unless it has one."""
    return urljoin(settings.SITE_URL, url)
