"""Linking many articles anew: ``relink_all()`` on a database of its own, first and second time.

    python benchmarks/relink.py [--articles 10000] [--json FILE]

The articles are of 400 words, out of the demo's sentences. The first run writes every link, as
after an import; the second finds that nothing changed, as most do after a change of vocabulary.
Processor time is of this process, on one core; PostgreSQL's own is in the seconds by the clock.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import readers  # sets Django up; the folder of this file is on the path
from django.db import connection
from django.utils import timezone

from articles.models import Article
from articles.relinking import relink_all
from listings.vocabulary.catalogue import load_catalogue

BATCH = 500


@contextmanager
def own_database() -> Iterator[None]:
    """An empty database beside the site's, with the catalogue in it; dropped at the end."""
    name = str(connection.settings_dict["NAME"])
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        load_catalogue()
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def write_articles(count: int) -> None:
    """Straight into the table: saving them would link them already."""
    chance = random.Random(508)
    now = timezone.now()
    for start in range(0, count, BATCH):
        Article.objects.bulk_create(
            Article(
                title=f"Article {n}", slug=f"article-{n}", body=f"<p>{text}</p>", updated_at=now
            )
            for n, text in enumerate(readers.articles(min(BATCH, count - start), chance), start)
        )


def relinked() -> dict[str, float]:
    """Seconds of one run over all articles, and how many of them it changed."""
    clock, processor = time.perf_counter(), time.process_time()
    changed = sum(bool(change) for change in relink_all())
    return {
        "changed": changed,
        "seconds": round(time.perf_counter() - clock, 1),
        "processor_seconds": round(time.process_time() - processor, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with own_database():
        write_articles(options.articles)
        report = {"articles": options.articles, "first": relinked(), "second": relinked()}
    print(json.dumps(report, indent=2))
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
