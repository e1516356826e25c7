"""Writes a seller's cars as a file that import_feed reads back without a change."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from listings.intake.feeds.writing import export
from listings.models import Feed, Seller

FORMATS = (Feed.Format.OWN_CSV.value, Feed.Format.OWN_JSONL.value)


class Command(BaseCommand):
    help = "Write all cars of a seller, in any state, to a file or to standard output."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seller", required=True, help="the seller's slug")
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument("--output", type=Path, help="the file; standard output without it")

    def handle(
        self, *args: Any, seller: str, format: str, output: Path | None, **options: Any
    ) -> None:
        found = Seller.objects.filter(slug=seller).first()
        if found is None:
            raise CommandError(f"There is no seller “{seller}”.")
        if output is None:
            export(found, format, sys.stdout.buffer)
            return
        try:
            with output.open("wb") as file:
                cars = export(found, format, file)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{cars:,} cars written to {output}.")
