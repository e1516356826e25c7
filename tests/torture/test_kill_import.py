"""A worker is killed by SIGKILL at points spread over an import, and another one goes on.

A hundred points with TORTURE=yes, a tenth of them in the suite.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from benchmarks.commits.scratch import address
from listings.intake.feeds import files
from listings.models import Feed, ImportRun, Listing, ListingChange
from tests.factories import CarModelFactory, OptionFactory, SellerFactory
from tests.feed_files import Row, counts, feed_of, imported, row

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
POINTS = 100 if os.environ.get("TORTURE") else 10
STAGES = {"keeping", "planning", "applying"}
# All that a visitor, the desk or a feed can see of a car, but moments and numbers.
WHOLE = """
    SELECT car.external_id, jsonb_build_object(
        'car', to_jsonb(car) - ARRAY['id', 'created_at', 'updated_at', 'state_at', 'published_at'],
        'published', car.published_at IS NOT NULL,
        'options', (SELECT jsonb_agg(one.slug ORDER BY one.slug) FROM listings_listing_options
            JOIN listings_option AS one ON one.id = option_id WHERE listing_id = car.id),
        'photos', (SELECT jsonb_agg(url || position ORDER BY position, url)
            FROM listings_photoupload WHERE listing_id = car.id),
        'fed', (SELECT jsonb_agg(digest || of.state) FROM listings_feedcar AS of
            WHERE listing_id = car.id),
        'history', (SELECT jsonb_agg(changed - 'published_at' ORDER BY seq)
            FROM listings_listingchange WHERE listing_id = car.id AND changed <> '{}'))::text
    FROM listings_listing AS car ORDER BY car.external_id, car.id
"""


def before() -> list[Row]:
    return [row(number) for number in range(40)]


def after() -> list[Row | str]:
    """New, changed in every way, unchanged, gone and refused cars."""
    rows: list[Row | str] = [row(number, price_eur=9_000 + number) for number in range(8)]
    rows += [row(number, options=["navigatie"], photos=[]) for number in range(8, 14)]
    rows += [row(number, state="reserved") for number in range(14, 18)]
    rows += [row(number) for number in range(18, 34)]
    rows += [row(number) for number in range(40, 58)]
    return [*rows, row(98, price_eur=-1), row(99, mileage_km=-1)]


class Site:
    """The stock before the import, and the program whose children are killed."""

    def __init__(self, feed: Feed, file: Path, program: "subprocess.Popen[str]") -> None:
        self.feed, self.file, self.program = feed, file, program

    def reset(self) -> None:
        ImportRun.objects.all().delete()
        Listing.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")
        files.folder().mkdir(exist_ok=True)
        for file in files.folder().iterdir():
            file.unlink()
        ListingChange.objects.all().delete()
        run = imported(self.feed, before())
        assert counts(run) == (40, 0, 0, 0, 0)

    def run(self, kill_at: int = 0, *, protected: bool = True) -> dict[str, Any]:
        """A worker that is killed there; 0: it comes to its end."""
        order = {
            "feed": self.feed.pk,
            "file": str(self.file),
            "kill_at": kill_at,
            "protected": protected,
        }
        assert self.program.stdin and self.program.stdout
        self.program.stdin.write(json.dumps(order) + "\n")
        self.program.stdin.flush()
        found: dict[str, Any] = json.loads(self.program.stdout.readline())
        assert found["killed"] == bool(kill_at), found
        return found


@pytest.fixture
def site(transactional_db: None, settings: Any, tmp_path: Path) -> Iterator[Site]:
    settings.DATA = tmp_path
    CarModelFactory()
    OptionFactory()
    OptionFactory(slug="navigatie")
    file = tmp_path / "after.jsonl"
    rows = (one if isinstance(one, str) else json.dumps(one) for one in after())
    file.write_text("\n".join(rows), encoding="utf-8")
    environment = {
        **os.environ,
        "DATABASE_URL": address(),
        "DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "carsite.settings",
    }
    command = [sys.executable, "-m", "tests.torture.import_victims"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as program:  # fmt: skip
        yield Site(feed_of(SellerFactory()), file, program)
        assert program.stdin
        program.stdin.close()


def stock() -> dict[str, str]:
    """Each car as it is, by its id at the source; two of one id are one too many."""
    with connection.cursor() as cursor:
        cursor.execute(WHOLE)
        rows = cursor.fetchall()
    found = dict(rows)
    assert len(found) == len(rows)
    return found


def digest(cars: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(cars, sort_keys=True).encode()).hexdigest()


def uninterrupted(site: Site, *, protected: bool = True) -> tuple[list[str], Any, Any]:
    """The stages of its points, and the stock before and after."""
    site.reset()
    old = stock()
    stages = site.run(protected=protected)["stages"]
    run = ImportRun.objects.latest("pk")
    assert counts(run) == (18, 18, 16, 6, 2) and run.state == ImportRun.State.DONE
    return stages, old, stock()


def spread(stages: list[str], number: int) -> list[int]:
    """So many points, evenly over the work, at least one of each stage."""
    chosen = {1 + round(step * (len(stages) - 1) / (number - 1)) for step in range(number)}
    chosen |= {1 + stages.index(stage) for stage in STAGES}
    assert {stages[point - 1] for point in chosen} == STAGES
    return sorted(chosen)


def test_a_killed_import_ends_as_if_nothing_had_happened(site: Site) -> None:
    stages, old, new = uninterrupted(site)
    points = spread(stages, POINTS)
    assert len(points) >= POINTS
    for point in points:
        site.reset()
        site.run(point)
        for number, car in stock().items():
            assert car in {old.get(number), new.get(number)}, f"half a car after point {point}"
        site.run()
        assert digest(stock()) == digest(new), f"killed at point {point}, {stages[point - 1]}"
        kept = {file.name for file in files.folder().iterdir()} - {".lock"}
        assert kept == set(ImportRun.objects.values_list("stored_file", flat=True))
        assert set(ImportRun.objects.values_list("state", flat=True)) == {ImportRun.State.DONE}


def test_without_transactions_cars_are_lost(site: Site) -> None:
    """The control: the same kills find a difference where each statement stands alone."""
    stages, _, new = uninterrupted(site, protected=False)
    applying = [point for point, stage in enumerate(stages, 1) if stage == "applying"]
    for point in applying[12::2]:
        site.reset()
        site.run(point, protected=False)
        site.run(protected=False)
        if digest(stock()) != digest(new):
            return
    pytest.fail("nothing was lost")
