"""The picture of a car as HTML: a photo in the sizes it is kept in, else its body drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from django.core.files.storage import default_storage
from django.templatetags.static import static
from django.utils.translation import get_language, override

from listings.choices import Body, Colour
from listings.photo_files import fallback_name, srcset

CARD_SIZES = "(min-width: 84rem) 20rem, (min-width: 62rem) 24vw, (min-width: 40rem) 46vw, 92vw"
EAGER, LAZY = ' fetchpriority="high"', ' loading="lazy" decoding="async"'


def image(photo: Mapping[str, Any], alt: str, sizes: str, *, eager: bool = False) -> str:
    """A photo that ``source`` describes; an eager one is in sight as soon as the page is."""
    return (
        f'<img src="{escape(photo["src"])}" srcset="{escape(photo["srcset"])}"'
        f' sizes="{escape(sizes)}" width="{photo["width"]}" height="{photo["height"]}"'
        f' alt="{escape(alt)}"{EAGER if eager else LAZY}>'
    )


def drawn(body: str, colour: str, alt: str) -> str:
    """The drawing of a body in its colour, by their codes; without ``alt`` it says nothing."""
    paint, shape = escape(colour or Colour.GREY.value), escape(body or Body.HATCHBACK.value)
    said = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
    return (
        f'<svg class="car-drawing paint-{paint}" viewBox="0 0 1200 800" '
        f'{said}><use href="{_drawings()}#{shape}"/></svg>'
    )


def source(digest: str, width: int, height: int) -> dict[str, Any]:
    """The attributes of an ``img``; the JPEG is for what knows no ``srcset``."""
    name = fallback_name(digest)
    jpeg = default_storage.url(name)
    folder = jpeg.removesuffix(name)
    # Where addresses end with the name, as they do unless they are signed, one tells the others.
    url = default_storage.url if folder == jpeg else folder.__add__
    return {"src": jpeg, "srcset": srcset(digest, width, url), "width": width, "height": height}


def in_words(name: str, body: str, colour: str) -> str:
    """What a drawing shows: "Peugeot 508 SW, stationwagon, blauw"."""
    words = _words(get_language() or "nl")
    said = [name[:1].upper() + name[1:], words.bodies.get(body, ""), words.colours.get(colour, "")]
    return ", ".join(filter(None, said))


@dataclass(frozen=True, slots=True)
class _Words:
    bodies: Mapping[str, str]
    colours: Mapping[str, str]


@lru_cache(maxsize=4)
def _words(language: str) -> _Words:
    with override(language):
        return _Words(
            {body.value: str(body.label).lower() for body in Body},
            {colour.value: str(colour.label).lower() for colour in Colour},
        )


@lru_cache(maxsize=1)
def _drawings() -> str:
    return escape(static("img/cars.svg"))
