"""Loads the catalogue's data files into the database; again and again, without harm."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from listings.vocabulary.catalogue import load_catalogue, read_catalogue
from listings.vocabulary.data_files import FOLDER
from listings.vocabulary.lines import CatalogueError


class Command(BaseCommand):
    help = "Load makes, models, generations, options and towns; what staff changed stays."
    # The files are checked here; pages and URLs have no part in it.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=FOLDER, help="where the data files are; default: ours"
        )
        parser.add_argument(
            "--check", action="store_true", help="only check the files, without a database"
        )

    def handle(self, *args: Any, folder: Path, check: bool, **options: Any) -> None:
        try:
            if check:
                read_catalogue(folder)
                self.stdout.write("The catalogue's files are sound.")
            else:
                self._load(folder, quiet=not options["verbosity"])
        except CatalogueError as error:
            raise CommandError(str(error)) from error

    def _load(self, folder: Path, *, quiet: bool) -> None:
        for table, counts in load_catalogue(folder).items():
            if quiet:
                continue
            self.stdout.write(
                f"{table:10} {counts.created:5} created, {counts.updated:5} updated, "
                f"{counts.kept:5} kept as staff have them, {counts.unchanged:5} unchanged"
            )
