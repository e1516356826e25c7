"""Fill the database with many believable cars, to measure with or to see how the site holds up."""

import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from listings.demo.crowd.load import NoCatalogueError, clear, make_listings, tidy_up
from listings.demo.stock import SEED

MOST = 10_000_000
BAR = 40  # characters


def _count(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= MOST):
        raise ArgumentTypeError(f"{text} is not a number of 1 to {MOST:,}")
    return int(text)


def _seed(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text} is not a whole number from 0 on")
    return int(text)


class Command(BaseCommand):
    help = "Add invented cars by the thousand or million; the same for the same number and seed."
    requires_system_checks = ()
    stealth_options = ("at",)  # not for the command line

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", type=_count, nargs="?", help="how many cars to add")
        parser.add_argument("--seed", type=_seed, default=SEED, help="another seed, other cars")
        parser.add_argument(
            "--clear", action="store_true", help="first take away what this command ever made"
        )

    def handle(
        self, *args: Any, count: int | None, seed: int, at: datetime | None = None, **options: Any
    ) -> None:
        """``at`` is the moment that counts as now; only tests pass another."""
        if count is None and not options["clear"]:
            raise CommandError("Say how many cars to make, or --clear, or both.")
        if options["clear"]:
            cars, sellers = clear()
            self.stdout.write(f"{cars:,} cars and {sellers:,} sellers are gone.")
        if count is not None:
            self._make(count, seed, at or timezone.now())
        if not connection.in_atomic_block:  # a test's
            tidy_up()

    def _make(self, count: int, seed: int, at: datetime) -> None:
        start = time.monotonic()
        try:
            make_listings(count, seed=seed, at=at, told=self._bar(count))
        except NoCatalogueError as error:
            raise CommandError("There is no catalogue yet: run load_catalogue first.") from error
        except KeyboardInterrupt as error:
            raise CommandError("Stopped: no car was written.") from error
        seconds = time.monotonic() - start
        self.stdout.write(f"{count:,} cars in {seconds:.1f} s: {count / seconds:,.0f} cars/s")

    def _bar(self, count: int) -> Callable[[int], None]:
        """Tells how far it is, on a terminal alone."""

        def draw(done: int) -> None:
            full = BAR * done // count
            end = "\n" if done == count else ""
            bar = "#" * full + "." * (BAR - full)
            self.stdout.write(f"\r[{bar}] {done:,} of {count:,}", ending=end)
            self.stdout.flush()

        return draw if self.stdout.isatty() else lambda done: None
