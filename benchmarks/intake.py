"""Cars that come in: plan and application of a feed beside bulk_create and COPY of the same rows.

    python -m benchmarks.intake [--rows 10000] [--rounds 3] [--format own-jsonl] [--json FILE]

Cars of the stock are written as a feed. In a copy of the stock's database, which must have no
other user, each round brings them in three times, for a seller of its own each: by an import, from
the file to the last transaction; by Django's ``bulk_create`` of the same car and option rows, made
beforehand; by raw COPY of them. The change log's triggers write the history of all three. Then the
same file is imported again. The best round of each counts. Exits 1 when an import is slower than a
quarter of bulk_create, or less than five times faster where nothing changed, or writes then.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import django

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carsite.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from benchmarks.commits import scratch  # noqa: E402
from benchmarks.peers import database  # noqa: E402
from listings.choices import SellerKind  # noqa: E402
from listings.intake.feeds import runs  # noqa: E402
from listings.intake.feeds.writing import texts  # noqa: E402
from listings.models import Feed, ImportRun, Listing, ListingChange, Seller  # noqa: E402

LEAST_OF_BULK, LEAST_UNCHANGED = 0.25, 5
BATCH = 500
IN_COPY = "INTAKE_IN_COPY"
COLUMNS = [field for field in Listing._meta.concrete_fields if not field.generated]


def cars(number: int) -> list[Listing]:
    """Complete public cars of the stock, spread over it, with options and photos at hand."""
    pks = list(Listing.objects.public().order_by("pk").values_list("pk", flat=True))
    chosen = pks[:: max(1, len(pks) // number)][:number]
    found = Listing.objects.filter(pk__in=chosen).select_related("make", "model__make")
    return list(found.prefetch_related("options", "photos", "uploads"))


def fed(stock: list[Listing]) -> Iterator[Listing]:
    """The cars under ids of a source, without numbers of ours and without photos of ours."""
    for number, car in enumerate(stock):
        car.external_id = f"B{number:06}"
        car._prefetched_objects_cache["photos"] = []  # type: ignore[attr-defined]
        yield car


def write_file(stock: list[Listing], form: str, file: Path) -> None:
    """As the export writes it; the reader takes a number that is not the seller's for nothing."""
    with file.open("w", encoding="utf-8", newline="") as out:
        out.writelines(texts(fed(stock), form))


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


def measure_round(stock: list[Listing], form: str, file: Path) -> dict[str, float]:
    """Seconds of each way, and how many rows of history the second import wrote."""
    feed = Feed.objects.create(seller=seller(), format=form)
    found = {"import": timed(lambda: import_file(feed, file))}
    before = ListingChange.objects.count()
    found["unchanged"] = timed(lambda: import_file(feed, file))
    found["written_unchanged"] = ListingChange.objects.count() - before
    for name, way in (("bulk_create", bulk_create), ("copy", copy)):
        rows = copies(stock, seller())
        found[name] = timed(lambda way=way, rows=rows: way(stock, rows))  # type: ignore[misc]
    return found


def measured(options: argparse.Namespace) -> int:
    stock = cars(options.rows)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "feed"
        write_file(stock, options.format, file)
        size = file.stat().st_size
        rounds = [measure_round(stock, options.format, file) for _ in range(options.rounds)]
    best = {name: min(one[name] for one in rounds) for name in rounds[0]}
    figures = {
        "cars": len(stock),
        "options": sum(len(car.options.all()) for car in stock),
        "format": options.format,
        "file_mb": round(size / 1e6, 1),
        "rounds": options.rounds,
        "cars_per_second": {
            name: round(len(stock) / best[name])
            for name in ("import", "unchanged", "bulk_create", "copy")
        },
        "of_bulk_create": round(best["bulk_create"] / best["import"], 2),
        "unchanged_times_faster": round(best["import"] / best["unchanged"], 1),
        "history_rows_of_unchanged": int(max(one["written_unchanged"] for one in rounds)),
    }
    print(table(figures))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return int(bool(faults(figures)))


def table(figures: dict[str, Any]) -> str:
    names = {
        "import": "import: plan and apply",
        "unchanged": "the same file again",
        "bulk_create": "bulk_create of the same rows",
        "copy": "COPY of the same rows",
    }
    lines = [
        f"{figures['cars']:,} cars with {figures['options']:,} options, {figures['format']}, "
        f"{figures['file_mb']} MB, best of {figures['rounds']}"
    ]
    lines += [
        f"  {label:32}{figures['cars_per_second'][name]:>9,} cars/s"
        for name, label in names.items()
    ]
    lines.append(f"  import : bulk_create {figures['of_bulk_create']} (at least {LEAST_OF_BULK})")
    lines.append(
        f"  unchanged : import {figures['unchanged_times_faster']} (at least {LEAST_UNCHANGED}); "
        f"{figures['history_rows_of_unchanged']} rows of history"
    )
    return "\n".join([*lines, *(f"FAULT: {fault}" for fault in faults(figures))])


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
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--format", choices=["own-csv", "own-jsonl"], default="own-jsonl")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if IN_COPY in os.environ:
        return measured(options)
    database.settle(None if database.public_cars() >= options.rows else options.rows)
    with scratch.copied() as url:
        environment = {**os.environ, "DATABASE_URL": url, IN_COPY: "yes"}
        command = [sys.executable, "-m", "benchmarks.intake", *sys.argv[1:]]
        return subprocess.run(  # noqa: S603  ourselves again
            command, cwd=ROOT, env=environment, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
