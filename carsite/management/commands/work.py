"""The worker: does what was asked of the background, and what the clock asks."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import autoreload

from carsite import worker


class Command(BaseCommand):
    help = "Do background work until stopped; any number of workers may run, on any machine."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--threads", type=int, default=settings.WORK_THREADS)
        parser.add_argument("--until-empty", action="store_true", help="stop when none is left")

    def handle(self, *args: Any, threads: int, until_empty: bool, **options: Any) -> None:
        if settings.DEBUG and not until_empty:
            # Anew after each edit; it takes the signals, so a job that runs is cut short.
            autoreload.run_with_reloader(worker.run, threads, signals=False)
        else:
            worker.run(threads, wait=not until_empty)
