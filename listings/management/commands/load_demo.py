"""Fill an empty site with the demonstration stock."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from listings.demo import load
from listings.demo.stock import DEFAULT_COUNT, SEED, stock
from listings.models import Listing

# Any fixed number: two loads at once wait for each other, and the second finds listings.
LOCK = 508_2008


class Command(BaseCommand):
    help = "Load invented cars, sellers, articles and staff accounts, only where there are none."
    # Pages and URLs have no part in it.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--listings", type=int, default=DEFAULT_COUNT)
        parser.add_argument("--seed", type=int, default=SEED)

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        # One transaction: a load that is cut off leaves nothing and can simply be run again.
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            if Listing.objects.exists():
                self.stdout.write("There are listings already: the demo is not loaded.")
                return
            with self.stage("cars"):
                cars = list(stock(options["listings"], at=at, seed=options["seed"]))
                listings = load.load_cars(cars)
                load.load_history(cars, listings)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.monotonic()
        yield
        self.stdout.write(f"{name:<10} {time.monotonic() - start:5.1f} s")
