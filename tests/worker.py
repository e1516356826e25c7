"""A real worker as a process of its own on the test database, with tasks that a test controls.

``python -m tests.worker DATABASE FOLDER`` does jobs until it is stopped.
"""

import os
import sys
import time
from dataclasses import replace
from pathlib import Path


def main(database: str, folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from django.contrib.auth.models import Group
    from django.db import transaction

    from carsite import jobs, worker

    @jobs.task("tests.found", "Found a group", slow=True)
    def found(name: str) -> None:
        with transaction.atomic():
            Group.objects.create(name=name)
            (folder / f"{name}.begun").touch()
            while not (folder / "go").exists():
                time.sleep(0.02)

    @jobs.task("tests.quick", "Leave a file")
    def quick(name: str) -> None:
        (folder / name).touch()

    @jobs.task("tests.fail", "Fail")
    def fail(text: str) -> None:
        raise ValueError(text)

    worker.know_the_tasks()
    for name, task in jobs.TASKS.items():  # what the clock asks for would run beside a test's jobs
        jobs.TASKS[name] = replace(task, every="")
    worker.GRACE_SECONDS = 0.2
    worker.run(1)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
