"""``makemigrations`` that reads models and files only, so that it starts no PostgreSQL."""

from typing import Any
from unittest.mock import patch

from django.core.management.commands import makemigrations
from django.db import connection


class Command(makemigrations.Command):
    help = makemigrations.Command.help

    def handle(self, *app_labels: str, **options: Any) -> None:
        # Django compares the files with the database's history first, unless there is none to ask.
        with patch.dict(connection.settings_dict, ENGINE="django.db.backends.dummy"):
            super().handle(*app_labels, **options)
