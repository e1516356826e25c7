"""Imports a feed's file for a seller: plans, and applies what no person has to see first."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from listings.intake.feeds import runs
from listings.models import Feed, ImportRun, Seller

WAITS = 3  # the exit status where a person has to decide
BAR = 40  # characters
State = ImportRun.State


class Command(BaseCommand):
    help = "Import a feed's file. Exits 0 when applied, 3 when a person has to look, 1 when failed."

    _stage = ""  # of what is drawn on the terminal

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--seller", required=True, help="the seller's slug")
        parser.add_argument("--format", required=True, choices=Feed.Format.values)
        parser.add_argument("--dry-run", action="store_true", help="plan, and change nothing")
        parser.add_argument(
            "--confirm", action="store_true", help="apply also what would wait for a person"
        )
        parser.add_argument("--report", type=Path, help="write the outcome there as JSON")

    def handle(
        self, *args: Any, file: Path, seller: str, dry_run: bool, confirm: bool, **options: Any
    ) -> None:
        run = self._run(file, self._feed(seller, options["format"]), dry=dry_run)
        try:
            self._carry_out(run)
            if run.state == State.WAITING and confirm:
                self._tell(run)
                runs.confirm(run, None, background=False)
                self._carry_out(run)
        except KeyboardInterrupt as error:
            raise CommandError("Interrupted. The same command goes on where it was.") from error
        except runs.RunError as error:
            raise CommandError("; ".join(error.messages)) from error
        except Exception as error:  # the run keeps it too, for whoever looks there
            raise CommandError(f"Failed: {type(error).__name__}: {error}") from error
        finally:
            self._report(run, options["report"])
        self._tell(run)
        self._judge(run)

    def _feed(self, slug: str, form: str) -> Feed:
        seller = Seller.objects.filter(slug=slug).first()
        if seller is None:
            raise CommandError(f"There is no seller “{slug}”.")
        return Feed.objects.get_or_create(seller=seller, format=form)[0]

    def _run(self, file: Path, feed: Feed, *, dry: bool) -> ImportRun:
        try:
            if run := runs.unfinished(feed, file, dry=dry):
                self.stdout.write(f"Going on with import #{run.pk}.")
                return run
            return runs.start(feed, file, file.name, by=None, dry=dry, background=False)
        except OSError as error:
            raise CommandError(f"{file} cannot be read or kept: {error.strerror}.") from error

    def _carry_out(self, run: ImportRun) -> None:
        drawn = self._drawn
        try:
            runs.carry_out(
                run,
                read=lambda rows: drawn("reading", f"{rows:,} rows read"),
                applied=lambda cars: drawn("applying", bar(cars, run.to_apply)),
            )
        finally:
            drawn("", "")
        run.refresh_from_db()

    def _report(self, run: ImportRun, file: Path | None) -> None:
        if file:
            text = json.dumps(runs.report(run), indent=2, ensure_ascii=False)
            file.write_text(text + "\n", encoding="utf-8")

    def _tell(self, run: ImportRun) -> None:
        counts = ", ".join(f"{getattr(run, name):,} {name}" for name in runs.COUNTS[:-1])
        self.stdout.write(f"Import #{run.pk}: {counts}.")
        for row in run.rows.filter(kind="refused").order_by("number")[:10]:
            where = ": ".join(filter(None, [f"line {row.line or '?'}", row.field]))
            self.stdout.write(f"  {where}: {row.reason}")
        if run.refused > 10:
            self.stdout.write("  ...; --report FILE lists them all.")

    def _judge(self, run: ImportRun) -> None:
        if run.state == State.WAITING:
            words = f"{run.reason}\nNothing was changed. Apply it with --confirm, or in the admin."
            raise CommandError(words, returncode=WAITS)
        if run.state == State.PLANNED:
            self.stdout.write(
                "\n".join(filter(None, [run.reason, "Planned; nothing was changed."]))
            )
        elif run.state != State.DONE:
            raise CommandError(f"{run.get_state_display()}: {run.reason}")

    def _drawn(self, stage: str, line: str) -> None:
        """Draws over the line of the same stage, on a terminal alone."""
        if self.stdout.isatty() and (stage or self._stage):
            begun = "\r" if stage == self._stage else "\n" if self._stage else ""
            self.stdout.write(begun + line, ending="")
            self.stdout.flush()
        self._stage = stage


def bar(done: int, all_of_them: int) -> str:
    full = BAR * done // max(all_of_them, 1)
    return f"[{'#' * full}{'.' * (BAR - full)}] {done:,} of {all_of_them:,}"
