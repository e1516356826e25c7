"""Which listings who may see, and what a page needs of them, as words to compose."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import JSONObject

from listings.choices import PUBLIC_STATES, VIEWABLE_STATES, State

if TYPE_CHECKING:
    from listings.models import Listing


class ListingQuerySet(models.QuerySet["Listing"]):
    def public(self) -> "ListingQuerySet":
        """Cars in search results: published or reserved, decided by state alone.

        Time passes through the state too: the expiry job moves it, so that the change log
        sees it. Instance twin: ``Listing.is_public``.
        """
        return self.filter(state__in=PUBLIC_STATES)

    def viewable(self) -> "ListingQuerySet":
        """Cars with a page: the public ones and the sold. Twin: ``Listing.is_viewable``."""
        return self.filter(state__in=VIEWABLE_STATES)

    def for_sale(self) -> "ListingQuerySet":
        """Cars that can be bought now: public and not reserved. Twin: ``is_for_sale``."""
        return self.public().filter(state=State.PUBLISHED)

    def with_card_data(self) -> "ListingQuerySet":
        """All that a card shows, in the one query: names, town, and the cover as a dict or None."""
        from listings.models.photo import Photo  # the models import this module

        cover = (
            Photo.objects.filter(listing=models.OuterRef("pk"))
            .order_by("position", "pk")
            .values(data=JSONObject(digest="digest", width="width", height="height", alt="alt"))
        )
        return self.select_related("make", "model", "seller__town").annotate(
            cover=models.Subquery(cover[:1])
        )

    def in_order(self, ids: list[int]) -> "list[Listing]":
        """These listings as cards, in the order of ``ids``; the missing are left out."""
        found = {listing.pk: listing for listing in self.filter(pk__in=ids).with_card_data()}
        return [found[pk] for pk in ids if pk in found]
