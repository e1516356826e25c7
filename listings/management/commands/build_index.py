"""Builds the stored part of the search index; web processes map it as soon as it is there."""

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from listings.search import builder, store


class Command(BaseCommand):
    help = "Build the search index on disk. Web processes start this by themselves when it is due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--nice", type=int, default=0, help="how much to let others go first")
        parser.add_argument(
            "--check", action="store_true", help="build only where the stored bytes are damaged"
        )

    def handle(self, *args: Any, nice: int, check: bool, **options: Any) -> None:
        os.nice(nice)
        if check and store.is_sound():
            self.stdout.write("The search index is sound.")
            return
        started = time.monotonic()
        try:
            rows = builder.build()
        except (store.DamagedError, OSError) as error:
            raise CommandError(f"The search index could not be written: {error}") from error
        if rows is None:
            self.stdout.write("Another process is building the search index.")
            return
        self.stdout.write(f"Search index of {rows} cars: {time.monotonic() - started:.1f} s.")
