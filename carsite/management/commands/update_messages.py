"""``manage.py update_messages``: new sentences into the translations, old ones out."""

from typing import Any

from django.core.management.base import BaseCommand

from carsite.messages import texts, update


class Command(BaseCommand):
    help = "Bring locale/nl up to the code and templates, and count what is left to translate."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        catalogue = update("nl")
        missing = [message.id for message in catalogue if message.id and not all(texts(message))]
        self.stdout.write(f"{len(catalogue)} messages, {len(missing)} to translate")
        for identifier in missing:
            self.stdout.write(f"  {identifier}")
