"""A photo of a car; its files are named by their content and shared by whoever shows the same."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listings.models.listing import Listing


class Photo(models.Model):
    listing = models.ForeignKey(
        Listing, models.CASCADE, related_name="photos", verbose_name=_("listing")
    )
    digest = models.CharField(max_length=64, editable=False, help_text="SHA-256 of the upload")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(_("description"), max_length=200, blank=True)
    # Where a feed's photo came from, so that it is fetched once.
    source_url = models.URLField(
        max_length=500, blank=True, default="", db_default="", editable=False
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, db_index=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["listing", "position"], name="photo_in_order"),
            models.Index(fields=["digest"], name="photo_digest"),
        ]

    def __str__(self) -> str:
        return self.alt or f"{self.listing_id}-{self.position}"
