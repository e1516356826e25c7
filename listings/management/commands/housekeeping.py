"""Run once an hour: expires listings, deletes old leads and trims the change log."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from listings.housekeeping import delete_old_leads, expire_listings, trim_change_log


class Command(BaseCommand):
    help = "Expire listings whose time has come; delete old leads and what the log need not keep."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        expired, deleted = expire_listings(now), delete_old_leads(now)
        trimmed = trim_change_log(now)
        self.stdout.write(
            f"{expired} listings expired, {deleted} leads deleted, {trimmed} log rows trimmed"
        )
