"""Cars that come in: plan and application of a feed beside bulk_create and COPY of the same rows.

    python -m benchmarks.intake [--rows 10000] [--rounds 2] [--format hexon-xml]... [--json FILE]

A file of invented cars in each format. In a copy of the site's database, which must have no other
user, each round imports it for a seller of its own, from the file to the last transaction, and then
imports the same file again. The cars that this made are then written twice more, for other sellers:
by Django's ``bulk_create`` of car and option rows, made beforehand, and by raw COPY of them. The
change log's triggers write the history of all three; what else an import writes, its plan, what the
feed said last and the photos to be fetched with their jobs, is only the import's. The best round
of each counts. Exits 1 when an import is slower than a quarter of bulk_create, or the same file is
not read five times faster, or writes then.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import django

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carsite.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.commits import scratch  # noqa: E402
from benchmarks.peers import database  # noqa: E402
from listings.choices import SellerKind  # noqa: E402
from listings.demo.feeds import feed_texts  # noqa: E402
from listings.intake.feeds import runs  # noqa: E402
from listings.models import Feed, ImportRun, Listing, ListingChange, Seller  # noqa: E402

LEAST_OF_BULK, LEAST_UNCHANGED = 0.25, 5
BATCH = 500
IN_COPY = "INTAKE_IN_COPY"
COLUMNS = [field for field in Listing._meta.concrete_fields if not field.generated]


def write_file(form: str, rows: int, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        out.writelines(feed_texts(form, rows, at=timezone.now()))


def cars_of(feed: Feed) -> list[Listing]:
    """What the import made, with options at hand."""
    found = Listing.objects.filter(seller=feed.seller_id).order_by("pk")
    return list(found.prefetch_related("options"))


def seller() -> Seller:
    name = f"intake-{uuid4().hex}"
    return Seller.objects.create(kind=SellerKind.DEALER, name=name, slug=name)


def timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def import_file(feed: Feed, file: Path) -> ImportRun:
    run = runs.start(feed, file, file.name, by=None, background=False)
    runs.carry_out(run)
    if run.state == ImportRun.State.WAITING:
        raise SystemExit(f"The import waits: {run.reason}")
    return run


def copies(stock: list[Listing], owner: Seller) -> list[Listing]:
    """The rows that an import writes, as model objects without a number."""
    found = []
    for car in stock:
        values = {field.attname: getattr(car, field.attname) for field in COLUMNS}
        values |= {"id": None, "seller_id": owner.pk, "source": "bulk", "revision": 1}
        found.append(Listing(**values))
    return found


def bulk_create(stock: list[Listing], rows: list[Listing]) -> None:
    through = Listing.options.through
    with transaction.atomic():
        Listing.objects.bulk_create(rows, batch_size=BATCH)
        pairs = [
            through(listing_id=row.pk, option_id=option.pk)
            for row, car in zip(rows, stock, strict=True)
            for option in car.options.all()
        ]
        through.objects.bulk_create(pairs, batch_size=5 * BATCH)


def copy(stock: list[Listing], rows: list[Listing]) -> None:
    table, pairs = Listing._meta.db_table, Listing.options.through._meta.db_table
    names = [str(field.column) for field in COLUMNS]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, len(rows)],
        )
        for row, (pk,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = pk
        with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as out:
            for row in rows:
                out.write_row([getattr(row, field.attname) for field in COLUMNS])
        with cursor.copy(f"COPY {pairs} (listing_id, option_id) FROM STDIN") as out:
            for row, car in zip(rows, stock, strict=True):
                for option in car.options.all():
                    out.write_row((row.pk, option.pk))


def measure_round(form: str, file: Path) -> dict[str, float]:
    """Seconds of each way, and how many rows of history the second import wrote."""
    feed = Feed.objects.create(seller=seller(), format=form)
    found = {"import": timed(lambda: import_file(feed, file))}
    before = ListingChange.objects.count()
    found["unchanged"] = timed(lambda: import_file(feed, file))
    found["written_unchanged"] = ListingChange.objects.count() - before
    stock = cars_of(feed)
    found |= {"cars": len(stock), "options": sum(len(car.options.all()) for car in stock)}
    for name, way in (("bulk_create", bulk_create), ("copy", copy)):
        rows = copies(stock, seller())
        found[name] = timed(lambda way=way, rows=rows: way(stock, rows))  # type: ignore[misc]
    return found


def measured_format(form: str, options: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "feed"
        write_file(form, options.rows, file)
        size = file.stat().st_size
        rounds = [measure_round(form, file) for _ in range(options.rounds)]
    best = {name: min(one[name] for one in rounds) for name in rounds[0]}
    ways = ("import", "unchanged", "bulk_create", "copy")
    return {
        "cars": int(best["cars"]),
        "options": int(best["options"]),
        "file_mb": round(size / 1e6, 1),
        "rounds": options.rounds,
        "cars_per_second": {name: round(best["cars"] / best[name]) for name in ways},
        "of_bulk_create": round(best["bulk_create"] / best["import"], 2),
        "unchanged_times_faster": round(best["import"] / best["unchanged"], 1),
        "history_rows_of_unchanged": int(max(one["written_unchanged"] for one in rounds)),
    }


def measured(options: argparse.Namespace) -> int:
    print(HEAD, flush=True)
    report = {}
    for form in options.format or Feed.Format.values:
        report[form] = measured_format(form, options)
        print(line(form, report[form]), flush=True)
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return int(any(map(faults, report.values())))


HEAD = (
    f"{'cars a second':18}{'cars':>8}{'options':>9}{'MB':>6}{'import':>9}{'again':>9}"
    f"{'bulk_create':>13}{'COPY':>8}{'of bulk':>9}{'again ×':>9}{'written':>9}"
)


def line(form: str, figures: dict[str, Any]) -> str:
    speed = figures["cars_per_second"]
    told = (
        f"{form:18}{figures['cars']:8,}{figures['options']:9,}{figures['file_mb']:6}"
        f"{speed['import']:9,}{speed['unchanged']:9,}{speed['bulk_create']:13,}{speed['copy']:8,}"
        f"{figures['of_bulk_create']:9}{figures['unchanged_times_faster']:9}"
        f"{figures['history_rows_of_unchanged']:9}"
    )
    return "\n".join([told, *(f"FAULT: {fault}" for fault in faults(figures))])


def faults(figures: dict[str, Any]) -> list[str]:
    found = {
        "slower than a quarter of bulk_create": figures["of_bulk_create"] < LEAST_OF_BULK,
        "unchanged is hardly faster": figures["unchanged_times_faster"] < LEAST_UNCHANGED,
        "an unchanged feed wrote": figures["history_rows_of_unchanged"] > 0,
    }
    return [name for name, is_so in found.items() if is_so]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--format", choices=Feed.Format.values, action="append")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if IN_COPY in os.environ:
        return measured(options)
    database.settle(None if database.public_cars() else 1_000)
    with scratch.copied() as url:
        environment = {**os.environ, "DATABASE_URL": url, IN_COPY: "yes"}
        command = [sys.executable, "-m", "benchmarks.intake", *sys.argv[1:]]
        return subprocess.run(  # noqa: S603  ourselves again
            command, cwd=ROOT, env=environment, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
