"""What time does to the stock: listings expire, old leads go, and so does what the change log
need not keep. The clock is passed in.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from listings.models import Lead, Listing, StateError

# Rows of the log about no single car: newer than any index that still follows the log, and than
# the week that the coverage of articles counts.
NEWS_DAYS = 14
# Prices and states are history that a car's page and the desk tell while the car is there.
_TRIM = """
    WITH gone AS (
        DELETE FROM listings_listingchange AS log
        WHERE xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
          AND CASE WHEN listing_id IS NULL THEN at < %(news_before)s ELSE at < %(before)s
              AND NOT (changed ?| ARRAY['price_eur', 'state']
                       AND EXISTS (SELECT FROM listings_listing WHERE id = log.listing_id)) END
        RETURNING xid
    ), trim AS (
        INSERT INTO listings_logtrim AS old (id, trimmed_below, at)
        SELECT 1, max(xid) + 1, %(at)s FROM gone HAVING count(*) > 0
        ON CONFLICT (id) DO UPDATE SET at = excluded.at, trimmed_below = CASE
            WHEN old.trimmed_below > pg_snapshot_xmax(pg_current_snapshot())::text::bigint
            THEN excluded.trimmed_below
            ELSE greatest(old.trimmed_below, excluded.trimmed_below) END
    )
    SELECT count(*) FROM gone
"""
# Rows of transactions that this server has not begun came with a dump of another one. To those
# who follow the log they would be news at every look.
_ADOPT = """
    UPDATE listings_listingchange SET xid = 0
    WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
      AND xid <> pg_current_xact_id()::text::bigint
"""


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


def trim_change_log(at: datetime) -> int:
    """Delete rows of the change log that nobody needs any more; how many.

    What a car cost and which state it was in stay while the car exists; its other changes for
    ``CHANGE_LOG_DAYS``, and what is said of no single car for ``NEWS_DAYS``. Only rows whose
    transaction is older than every running one go, and ``LogTrim`` tells up to which in the same
    transaction: a reader whose mark is older knows that it may have missed some.
    """
    ages = {
        "at": at,
        "before": at - timedelta(days=settings.CHANGE_LOG_DAYS),
        "news_before": at - timedelta(days=NEWS_DAYS),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_ADOPT)
        cursor.execute(_TRIM, ages)
        return int(cursor.fetchone()[0])
