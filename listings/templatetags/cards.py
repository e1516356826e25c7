"""Cards of cars in templates; how one looks is said in ``listings/cards.py``."""

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from listings.cards import Facts, card_of
from listings.models import Listing

register = template.Library()


@register.simple_tag
def card(
    listing: Listing, reason: str = "", level: int | str = 3, *, eager: bool = False
) -> SafeString:
    """The card of a listing that came ``with_card_data``; ``level`` is its heading's."""
    facts = Facts.of(listing)
    return card_of(facts, timezone.now(), int(level or 3), bool(eager)).html(reason)
