"""Run once an hour: expires listings and deletes old leads."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from listings.housekeeping import delete_old_leads, expire_listings


class Command(BaseCommand):
    help = "Expire listings whose time has come and delete leads past their retention."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        expired, deleted = expire_listings(now), delete_old_leads(now)
        self.stdout.write(f"{expired} listings expired, {deleted} leads deleted")
