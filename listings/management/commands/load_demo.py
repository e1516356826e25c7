"""Fill an empty site with the demonstration: stock, sellers, articles, questions and staff."""

import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.utils import timezone

from articles.demo.loader import load_articles
from articles.demo.pictures import render_all
from listings.demo import accounts, answers, load, when
from listings.demo.gallery import load_photos
from listings.demo.leads import load_leads
from listings.demo.stock import DEFAULT_COUNT, SEED, stock
from listings.models import Listing

# Any fixed number: of two loads at once the second waits, and then finds listings.
LOCK = 508_2008
MOST = 100_000


def _count(text: str) -> int:
    """A number of cars that a demonstration can have."""
    if not (text.isdecimal() and 1 <= int(text) <= MOST):
        raise ArgumentTypeError(f"{text} is not a number of 1 to {MOST:,}")
    return int(text)


class Command(BaseCommand):
    help = "Load invented cars, sellers, articles and staff accounts, only where there are no cars."
    # Pages and URLs have no part in it.
    requires_system_checks = ()
    stealth_options = ("at",)  # not for the command line

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--listings", type=_count, default=DEFAULT_COUNT, help="how many cars")
        parser.add_argument("--seed", type=int, default=SEED, help="another seed, another stock")
        parser.add_argument(
            "--without-pictures", action="store_true", help="a few seconds instead of half a minute"
        )

    def handle(self, *args: Any, at: datetime | None = None, **options: Any) -> None:
        """``at`` is the moment that counts as now; only tests pass another."""
        # One transaction: a load that is cut off leaves nothing, and the next one starts anew.
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            if Listing.objects.exists():
                self.stdout.write("There are cars already: the demo is not loaded.")
                return
            what = when.Load(at or timezone.now(), options["listings"], options["seed"])
            made = self._load(what, pictures=not options["without_pictures"])
        when.remember(what)
        if made:
            self.stdout.write(accounts.boxed(made))

    def _load(self, what: when.Load, *, pictures: bool) -> list[tuple[str, str, str]]:
        at = what.at
        with self._stage("cars") as told:
            cars = list(stock(what.count, at=at, seed=what.seed))
            rows = load.load_cars(cars)
            told.append(len(rows))
        with self._stage("price drops and states") as told:
            told.append(load.load_history(cars, rows))
        with self._stage("answers of RDW") as told:
            told.append(answers.load_answers(cars))
        if pictures:
            with self._stage("photos") as told:
                told.append(load_photos(cars, rows))
        with self._stage("articles") as told:
            told.append(load_articles(at, render_all if pictures else None))
        with self._stage("questions") as told:
            told.append(load_leads(cars, rows, at))
        return accounts.load_accounts()

    @contextmanager
    def _stage(self, name: str) -> Iterator[list[int]]:
        """Print a line for a stage when it is done: how many, of what, in how many seconds."""
        start, told = time.monotonic(), list[int]()
        yield told
        self.stdout.write(f"{sum(told):6,} {name:<24}{time.monotonic() - start:6.1f} s")
        self.stdout.flush()
