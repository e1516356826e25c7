"""What time does to the stock: listings expire, old leads go. The clock is passed in."""

from datetime import datetime, timedelta

from django.conf import settings

from listings.models import Lead, Listing, StateError


def expire_listings(at: datetime) -> int:
    """Expire public listings whose ``expires_at`` has come; how many there were."""
    due = Listing.objects.public().filter(expires_at__lte=at).only("pk", "state")
    return sum(_expired(listing) for listing in due.iterator())


def _expired(listing: Listing) -> bool:
    """False when a colleague sold or withdrew the car in between."""
    try:
        listing.expire()
    except StateError:
        return False
    return True


def delete_old_leads(at: datetime) -> int:
    """Delete leads older than ``LEAD_RETENTION_DAYS``, as the privacy page promises; how many."""
    before = at - timedelta(days=settings.LEAD_RETENTION_DAYS)
    deleted, _ = Lead.objects.filter(created_at__lt=before).delete()
    return deleted
