"""``manage.py relink_articles``: read all articles with the vocabulary of today."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.relinking import Change, relink_all


class Command(BaseCommand):
    help = "Link all articles to their cars anew, and tell what changed. Corrections stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Tell, and write nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        number = changed = 0
        for change in relink_all(write=not options["dry_run"]):
            number += 1
            if change:
                changed += 1
                self.stdout.write(self._line(change))
        would = "would change" if options["dry_run"] else "changed"
        self.stdout.write(f"{number} articles read, {changed} {would}")

    def _line(self, change: Change) -> str:
        """terugblik-508: +Peugeot 508 subject, −Seat Leon rival."""
        told = [f"+{car} {role}" for car, role in change.new]
        told += [f"−{car} {role}" for car, role in change.gone]
        if change.sensitive is not None:
            told.append(f"sensitive: {change.sensitive or 'no longer'}")
        return f"{change.article.slug}: {', '.join(told)}"
