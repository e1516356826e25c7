"""A process that reads feeds and tells what each cost: its own, so that its memory is theirs.

    python -m tests.torture.read_feeds FORMAT=FILE ...

Whatever in it connects, looks up a name or opens another file than those of code ends it.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from listings.intake.feeds.reading import read  # noqa: E402
from listings.intake.feeds.words import FeedWords  # noqa: E402
from listings.vocabulary import shipped  # noqa: E402

FORBIDDEN = {"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"}


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    is_outside = event == "open" and str(arguments[0]).startswith("/etc/")
    if event in FORBIDDEN or is_outside:
        sys.stderr.write(f"{event} {arguments[:2]}\n")
        os._exit(3)


def main(tasks: list[str]) -> None:
    dictionary = shipped.dictionary()
    FeedWords(dictionary=dictionary).car("Peugeot", "508 SW")  # what is loaded once
    sys.addaudithook(watch)
    costs = []
    for task in tasks:
        format, _, name = task.partition("=")
        start = time.process_time()
        rows = sum(1 for _ in read(format, Path(name), FeedWords(dictionary=dictionary)))
        costs.append((rows, time.process_time() - start))
    json.dump({"costs": costs, "megabytes": most_memory()}, sys.stdout)


def most_memory() -> float:
    """MB that this program held at once. Linux counts what its parent had in ``ru_maxrss``."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
