"""One process of the site, step by step: what each step takes of memory and of time.

Run by ``benchmarks/memory.py`` in a process of its own; paths to ask for come in on standard input,
a JSON list of steps goes out.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.footprint.processes import memory_of

Steps = list[dict[str, Any]]


def measured(steps: Steps, name: str, do: Callable[[], object]) -> None:
    """Do it, and note what it took: seconds by clock and processor, MB more than before."""
    before, clock, processor = memory_of(), time.perf_counter(), time.process_time()
    do()
    seconds = time.perf_counter() - clock, time.process_time() - processor
    gc.collect()
    after = memory_of()
    step = {"step": name, "seconds": round(seconds[0], 3), "processor": round(seconds[1], 3)}
    grown = {key: round(after[key] - before[key], 1) for key in ("Anonymous", "Rss")}
    steps.append({**step, **grown, "Anonymous_now": after["Anonymous"]})


def main() -> None:
    paths: list[str] = json.load(sys.stdin)
    steps: Steps = []
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carsite.settings")
    measured(steps, "python", lambda: None)
    measured(steps, "import Django", _import_django)
    measured(steps, "import numpy", _import_numpy)
    measured(steps, "set up the apps", _set_up)
    measured(steps, "import URLs and views", _import_views)
    measured(steps, "connect", _connect)
    measured(steps, "dictionary", _dictionary)
    measured(steps, "map the segment", _attach)
    measured(steps, "first look", _look)
    measured(steps, "first search", lambda: _ask(paths[:1]))
    measured(steps, "other searches", lambda: _ask(paths[1:]))
    measured(steps, "question reader", _questions)
    measured(steps, "title reader", _titles)
    measured(steps, "article reader", _articles)
    json.dump(steps, sys.stdout)


def _import_django() -> None:
    import django.core.handlers.wsgi
    import django.shortcuts  # noqa: F401


def _import_numpy() -> None:
    import numpy as np

    np.zeros(1)


def _set_up() -> None:
    import django

    django.setup()


def _import_views() -> None:
    from django.urls import get_resolver

    _ = get_resolver().url_patterns


def _connect() -> None:
    from django.db import connection

    connection.ensure_connection()


def _dictionary() -> None:
    from listings.vocabulary import dictionary

    dictionary.current()


def _attach() -> None:
    from listings.search import store

    if store.attach() is None:
        raise SystemExit("There is no stored segment.")


def _look() -> None:
    from listings.search import index

    index.fresh(now=True)


def _ask(paths: list[str]) -> None:
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    for path in paths:
        if client.get(path, follow=True).status_code != 200:
            raise SystemExit(f"{path} is not answered.")


def _questions() -> None:
    from listings import warming

    warming.warm_up()


def _titles() -> None:
    from listings.vocabulary.titles import title_reader

    title_reader().read("Peugoet 508 SW 1.6 Hybird Automaat")


def _articles() -> None:
    from listings.vocabulary.mentions import article_reader

    article_reader().read("De Peugoet 508 is er ook als SW.")


if __name__ == "__main__":
    main()
