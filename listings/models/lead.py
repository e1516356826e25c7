"""A visitor's question about a car, stored before anyone is thanked."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from listings.models.listing import Listing


class LeadQuerySet(models.QuerySet["Lead"]):
    def move(self, state: str, *, by: AbstractBaseUser | AnonymousUser, now: datetime) -> int:
        """Give these leads a state, with who and when; how many had another one before."""
        moved = self.exclude(state=state)
        return moved.update(state=state, state_at=now, state_by=by.get_username())


class Lead(models.Model):
    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("lead", "New")
        ANSWERED = "answered", pgettext_lazy("lead", "Answered")
        CLOSED = "closed", pgettext_lazy("lead", "Closed")
        SPAM = "spam", pgettext_lazy("lead", "Spam")

    listing = models.ForeignKey(
        Listing, models.CASCADE, related_name="leads", verbose_name=_("listing")
    )
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    message = models.TextField(_("message"), max_length=2000)
    language = models.CharField(_("language"), max_length=2, default="nl")
    state = models.CharField(
        _("state"), max_length=8, choices=State.choices, default=State.NEW, db_index=True
    )
    state_at = models.DateTimeField(_("state since"), null=True, editable=False)
    state_by = models.CharField(_("by"), max_length=150, blank=True, editable=False)
    mailed_at = models.DateTimeField(_("mailed to the seller"), null=True, editable=False)
    created_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    # A keyed hash of address and day: enough to count an hour's messages, useless to find a person.
    sender_key = models.CharField(max_length=64, editable=False, db_index=True, default="")

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]
        verbose_name = _("lead")
        verbose_name_plural = _("leads")

    def __str__(self) -> str:
        return f"{self.name}, {self.listing}"

    @property
    def kept_until(self) -> datetime:
        """When the housekeeping deletes it, as the privacy page promises."""
        return self.created_at + timedelta(days=settings.LEAD_RETENTION_DAYS)
