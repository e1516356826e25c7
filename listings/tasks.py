"""The stock's background work. A task imports inside itself and calls one function."""

from django.utils.translation import gettext_lazy as _

from carsite.jobs import task


@task("listings.housekeeping", _("Expire cars, delete what is old"), every="7 * * * *")
def housekeeping() -> None:
    from django.utils import timezone

    from listings.housekeeping import delete_old_leads, expire_listings, trim_change_log

    now = timezone.now()
    expire_listings(now)
    delete_old_leads(now)
    trim_change_log(now)
