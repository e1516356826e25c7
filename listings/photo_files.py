"""The files of a photo, by name and size: what pages need to know, without what makes them."""

from collections.abc import Callable

from django.core.files.storage import default_storage

WIDTHS = (480, 960, 1920)
FALLBACK_WIDTH = 960  # of the JPEG for what cannot show WebP: mail, feeds, old readers


def variant_name(digest: str, width: int, ext: str) -> str:
    """Where a size of a photo is kept; spread over folders, because there may be millions."""
    return f"photos/{digest[:2]}/{digest}-{width}.{ext}"


def fallback_name(digest: str) -> str:
    """Where a photo's JPEG is kept."""
    return variant_name(digest, FALLBACK_WIDTH, "jpg")


def widths_for(width: int) -> list[int]:
    """The sizes a photo of this width is kept in; the last may be narrower than it is called."""
    below = [size for size in WIDTHS if size < width]
    return list(WIDTHS[: len(below) + 1])


def srcset(digest: str, width: int, url: Callable[[str], str] | None = None) -> str:
    """The `srcset` of a photo whose upload was `width` pixels wide; `url` gives a file's."""
    sizes = widths_for(width)
    url = url or default_storage.url
    urls = (url(variant_name(digest, size, "webp")) for size in sizes)
    return ", ".join(f"{url} {min(size, width)}w" for url, size in zip(urls, sizes, strict=True))
