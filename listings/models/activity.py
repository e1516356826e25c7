"""What happened around a car that is no change of it: visits counted, reminders sent."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listings.models.listing import Listing


class ListingDay(models.Model):
    """How often a car's page was asked for on one day. Nobody's address, cookie or name."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="days")
    day = models.DateField(_("day"))
    views = models.PositiveIntegerField(_("views"), default=0)

    class Meta:
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["-day"]
        verbose_name = _("day of a car")
        verbose_name_plural = _("days of cars")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["listing", "day"], name="listing_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.listing_id}, {self.day}"


class ExpiryReminder(models.Model):
    """A seller was told that a car expires at this moment; said once for each moment."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="reminders")
    expires_at = models.DateTimeField(_("expires"))
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        default_permissions = ()
        verbose_name = _("reminder of expiry")
        verbose_name_plural = _("reminders of expiry")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["listing", "expires_at"], name="reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.listing_id}, {self.expires_at:%Y-%m-%d}"
