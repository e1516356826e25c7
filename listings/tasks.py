"""The stock's background work. A task imports inside itself and calls one function."""

from carsite.worker import task


@task("listings.housekeeping", every="7 * * * *")
def housekeeping() -> None:
    from django.utils import timezone

    from listings.housekeeping import delete_old_leads, expire_listings, trim_change_log

    now = timezone.now()
    expire_listings(now)
    delete_old_leads(now)
    trim_change_log(now)
