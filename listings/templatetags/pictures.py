"""Pictures of cars and articles: the photo in the sizes it is kept in, else a drawing."""

from django import template
from django.core.files.storage import default_storage
from django.utils.safestring import SafeString

from carsite.html import safe
from listings.choices import Body, Colour
from listings.models import Listing
from listings.photo_files import fallback_name
from listings.pictures import CARD_SIZES, drawn, image, in_words, source

register = template.Library()


@register.simple_tag
def car_picture(
    listing: Listing, sizes: str = CARD_SIZES, *, eager: bool = False, decorative: bool = False
) -> SafeString:
    """The cover of a listing that came ``with_card_data``, or its body drawn in its colour.

    ``decorative``: the car's name stands beside it, so the picture says nothing.
    """
    cover = getattr(listing, "cover", None)
    if not cover:
        alt = "" if decorative else drawing(listing)["alt"]
        return safe(drawn(listing.body, listing.colour, alt))
    alt = "" if decorative else cover["alt"] or listing.name
    photo = source(cover["digest"], cover["width"], cover["height"])
    return safe(image(photo, alt, sizes, eager=eager))


@register.simple_tag
def photo(
    digest: str,
    width: int,
    height: int,
    alt: str = "",
    sizes: str = "100vw",
    *,
    eager: bool = False,
) -> SafeString:
    """Any stored photo; ``width`` and ``height`` are the upload's, in pixels."""
    return safe(image(source(digest, width, height), alt, sizes, eager=eager))


@register.simple_tag
def photo_url(digest: str) -> str:
    """Where a photo's JPEG is, for what shows one picture outside our pages."""
    return default_storage.url(fallback_name(digest))


def drawing(listing: Listing) -> dict[str, str]:
    """Which drawing stands for a car, and what it shows in words."""
    return {
        "body": listing.body or Body.HATCHBACK,
        "paint": listing.colour or Colour.GREY,
        "alt": in_words(listing.name or listing.title, listing.body, listing.colour),
    }
