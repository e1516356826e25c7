"""Which pages of the stock search engines should know: cars, and makes and models for sale."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse

from listings.models import CarModel, Listing, Make


class ListingSitemap(Sitemap):
    i18n = True
    alternates = True
    x_default = True
    limit = 10_000

    def items(self) -> "QuerySet[Listing]":
        return Listing.objects.public().select_related("make", "model").order_by("pk")

    def lastmod(self, item: Listing) -> datetime:
        return item.updated_at


class MakeSitemap(Sitemap):
    """Only makes with cars: an empty list is no page to land on."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> "QuerySet[Make]":
        cars = Listing.objects.public().values("make")
        return Make.objects.filter(pk__in=cars, is_active=True).order_by("slug")

    def location(self, item: Make) -> str:
        return reverse("listings:search_make", kwargs={"make": item.slug})


class CarModelSitemap(Sitemap):
    i18n = True
    alternates = True
    x_default = True

    def items(self) -> "QuerySet[CarModel]":
        return (
            CarModel.objects.filter(pk__in=Listing.objects.public().values("model"), is_active=True)
            .select_related("make")
            .annotate(changed=Max("listing__updated_at"))
            .order_by("make__slug", "slug")
        )

    def location(self, item: CarModel) -> str:
        return reverse("listings:search_model", kwargs={"make": item.make.slug, "model": item.slug})

    def lastmod(self, item: CarModel) -> datetime:
        return item.changed  # type: ignore[attr-defined]  # annotated above


class PageSitemap(Sitemap):
    """The one page of this room that is of no car."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[str]:
        return ["listings:read_along"]

    def location(self, item: str) -> str:
        return reverse(item)
