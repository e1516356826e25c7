"""A mail to the seller before cars expire: one for all of them, and once for each date."""

import logging
import smtplib
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import ngettext

from listings.models import ExpiryReminder, Listing, Seller

BEFORE = timedelta(days=7)
log = logging.getLogger(__name__)


def remind(now: datetime) -> int:
    """Write to sellers whose cars expire within a week; returns how many cars were named.

    A reminder is kept in the transaction that sends it, so that a worker which is killed in
    between writes twice at most for one seller, and never forgets one.
    """
    told = ExpiryReminder.objects.filter(listing=OuterRef("pk"), expires_at=OuterRef("expires_at"))
    due = Listing.objects.public().filter(expires_at__range=(now, now + BEFORE))
    due = due.filter(~Exists(told)).exclude(seller__email="")
    cars = due.select_related("make", "model", "seller").order_by("seller_id", "expires_at", "pk")
    return sum(
        _remind(seller, list(theirs), now)
        for seller, theirs in groupby(cars, key=lambda car: car.seller)
    )


def _remind(seller: Seller, cars: list[Listing], now: datetime) -> int:
    """All cars of one seller; none where the mail did not go, so that it is tried again."""
    reminders = [
        ExpiryReminder(listing=car, expires_at=car.expires_at, sent_at=now)  # type: ignore[misc]
        for car in cars
    ]
    try:
        with transaction.atomic():
            ExpiryReminder.objects.bulk_create(reminders, ignore_conflicts=True)
            letter(seller, cars).send()
    except (OSError, smtplib.SMTPException):
        log.exception("expiry reminder not mailed", extra={"seller": seller.pk})
        return 0
    return len(cars)


def letter(seller: Seller, cars: list[Listing]) -> EmailMessage:
    with translation.override("nl"):
        subject = ngettext(
            "%(count)d car on %(site)s expires within a week",
            "%(count)d cars on %(site)s expire within a week",
            len(cars),
        ) % {"count": len(cars), "site": settings.SITE_NAME}
        context = {
            "seller": seller,
            "cars": cars,
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
        }
        body = render_to_string("listings/expiry_mail.txt", context)
    return EmailMessage(subject=subject, body=body, to=[seller.email])
