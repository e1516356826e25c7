"""Where cars and searches are, without Django's resolver: pages hold dozens of addresses."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.text import slugify
from django.utils.translation import get_language


def car_url(make: str, model: str, slug: str, pk: int) -> str:
    """A car's page in the language of the page; make and model are slugs."""
    return f"{_folder(get_language(), get_script_prefix())}{make}/{model}/{slug}-{pk}/"


def search_url() -> str:
    """The search page in the language of the page."""
    return _search(get_language(), get_script_prefix())


def car_slug(version: str, year: int | None) -> str:
    """The readable part of a car's address."""
    return slugify(f"{version} {year or ''}")[:80].strip("-") or "occasion"


@lru_cache(maxsize=8)
def _folder(language: str | None, prefix: str) -> str:
    """The folder of all cars; all car pages are of one form, so one answer serves for all."""
    names = {"make": "make", "model": "model", "slug": "slug", "pk": 0}
    return reverse("listings:detail", kwargs=names).removesuffix("make/model/slug-0/")


@lru_cache(maxsize=8)
def _search(language: str | None, prefix: str) -> str:
    return reverse("listings:search")
