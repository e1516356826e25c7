"""Pictures of cars and articles: the photo in the sizes it is kept in, else a drawing."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.text import capfirst

from listings.choices import Body, Colour
from listings.intake import photos
from listings.models import Listing

register = template.Library()

CARD_SIZES = "(min-width: 84rem) 20rem, (min-width: 62rem) 24vw, (min-width: 40rem) 46vw, 92vw"
NEW_FOR = timedelta(days=3)


@register.filter
def is_new(listing: Listing) -> bool:
    """Published within the last three days."""
    published: datetime | None = listing.published_at
    return published is not None and timezone.now() - published < NEW_FOR


@register.inclusion_tag("includes/car_picture.html")
def car_picture(
    listing: Listing, sizes: str = CARD_SIZES, *, eager: bool = False, decorative: bool = False
) -> dict[str, Any]:
    """The cover of a listing that came ``with_card_data``, or its body drawn in its colour.

    ``decorative``: the car's name stands beside it, so the picture says nothing.
    """
    cover = getattr(listing, "cover", None)
    if not cover:
        context: dict[str, Any] = {**drawing(listing)}
    else:
        image = source(cover["digest"], cover["width"], cover["height"])
        context = {"photo": image, "alt": cover["alt"] or listing.name}
    if decorative:
        context["alt"] = ""
    return {**context, "sizes": sizes, "eager": eager}


@register.inclusion_tag("includes/car_picture.html")
def photo(
    digest: str,
    width: int,
    height: int,
    alt: str = "",
    sizes: str = "100vw",
    *,
    eager: bool = False,
) -> dict[str, Any]:
    """Any stored photo; ``width`` and ``height`` are the upload's, in pixels."""
    return {"photo": source(digest, width, height), "alt": alt, "sizes": sizes, "eager": eager}


@register.simple_tag
def photo_url(digest: str) -> str:
    """Where a photo's JPEG is, for what shows one picture outside our pages."""
    return default_storage.url(photos.fallback_name(digest))


def source(digest: str, width: int, height: int) -> dict[str, Any]:
    """The attributes of an ``img``; the JPEG is for what knows no ``srcset``."""
    return {
        "src": default_storage.url(photos.fallback_name(digest)),
        "srcset": photos.srcset(digest, width),
        "width": width,
        "height": height,
    }


def drawing(listing: Listing) -> dict[str, str]:
    """Which drawing stands for a car, and what it shows in words."""
    body = listing.get_body_display() if listing.body else ""
    colour = listing.get_colour_display() if listing.colour else ""
    words = [capfirst(listing.name or listing.title), str(body).lower(), str(colour).lower()]
    return {
        "body": listing.body or Body.HATCHBACK,
        "paint": listing.colour or Colour.GREY,
        "alt": ", ".join(filter(None, words)),
    }
