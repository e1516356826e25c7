"""``manage.py forget_second_factor NAME``: for who lost telephone and paper."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from carsite.second_factor import forget


class Command(BaseCommand):
    help = "Forget somebody's second factor; they make a new one at their next visit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        user = get_user_model()._default_manager.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"There is nobody called {options['username']}.")
        self.stdout.write(f"{forget(user)} devices forgotten.")
