"""import_feed and export_feed: what they say, write and exit with."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from listings.choices import State
from listings.intake.feeds import runs
from listings.models import Feed, ImportRun, Listing, ListingChange, Seller
from tests.factories import (
    CarModelFactory,
    DraftListingFactory,
    ListingFactory,
    OptionFactory,
    PhotoFactory,
    SellerFactory,
    SoldListingFactory,
)
from tests.feed_files import Row, feed_of, row, started

pytestmark = pytest.mark.django_db
FORMATS = ["own-csv", "own-jsonl"]


@pytest.fixture
def seller(settings: Any, tmp_path: Path) -> Seller:
    settings.DATA = tmp_path
    CarModelFactory()
    OptionFactory()
    return SellerFactory(slug="garage")


def file_of(folder: Path, rows: list[Row | str]) -> Path:
    file = folder / "feed.jsonl"
    lines = (one if isinstance(one, str) else json.dumps(one) for one in rows)
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def run_import(file: Path, *options: str, form: str = "own-jsonl") -> tuple[int, str]:
    """Its exit status and what it said."""
    out = io.StringIO()
    try:
        call_command("import_feed", file, *options, seller="garage", format=form, stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue() + str(error)
    return 0, out.getvalue()


def test_it_applies_and_reports(seller: Seller, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    file = file_of(tmp_path, [row(1), row(2), row(3, mileage_km=-1)])
    status, said = run_import(file, "--report", str(report))
    assert (status, Listing.objects.count()) == (0, 2)
    assert "2 new, 0 changed, 0 unchanged, 0 gone, 1 refused" in said and "line 3" in said
    told = json.loads(report.read_text())
    assert (told["new"], told["refused"], told["state"], told["seller"]) == (2, 1, "done", "garage")
    assert told["refused_rows"][0]["line"] == 3 and told["refused_rows"][0]["reason"]
    assert "\r" not in said  # a bar is for terminals


def test_a_dry_run_changes_nothing(seller: Seller, tmp_path: Path) -> None:
    status, said = run_import(file_of(tmp_path, [row(1)]), "--dry-run")
    assert status == 0 and "nothing was changed" in said and not Listing.objects.exists()


def test_it_waits_for_a_person_until_confirmed(seller: Seller, tmp_path: Path) -> None:
    run_import(file_of(tmp_path, [row(1), row(2)]))
    file = file_of(tmp_path, [row(1)])
    status, said = run_import(file)
    assert status == 3 and "--confirm" in said
    assert Listing.objects.public().count() == 2
    status, _ = run_import(file, "--confirm")
    assert status == 0 and Listing.objects.public().count() == 1


def test_what_cannot_be_done_fails_with_words(
    seller: Seller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError, match="no seller"):
        call_command("import_feed", tmp_path, seller="nobody", format="own-csv")
    status, said = run_import(tmp_path / "none.jsonl")
    assert status == 1 and "cannot be read" in said

    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("listings.intake.feeds.planning.reading.read", broken)
    status, said = run_import(file_of(tmp_path, [row(1)]))
    assert status == 1 and "ZeroDivisionError" in said
    assert ImportRun.objects.get().state == ImportRun.State.FAILED


def test_it_goes_on_with_what_was_killed(seller: Seller, tmp_path: Path) -> None:
    file = file_of(tmp_path, [row(1)])
    run = started(feed_of(seller), [row(1)])
    runs.plan(run)  # and then its process was killed
    status, said = run_import(file)
    assert status == 0 and f"#{run.pk}" in said and ImportRun.objects.count() == 1


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_is_read_back_as_no_change(seller: Seller, tmp_path: Path, form: str) -> None:
    option = OptionFactory()
    for number, factory in enumerate([ListingFactory, DraftListingFactory, SoldListingFactory]):
        car = factory(seller=seller, options=[option], external_id=f"D{number}", source="demo")
        PhotoFactory(listing=car)
    Listing.objects.filter(state=State.DRAFT).update(mileage_km=None, title="=1+1; \"a\"\n'b'")
    ListingFactory()  # of another
    file, again = tmp_path / "cars", tmp_path / "again"
    call_command("export_feed", seller="garage", format=form, output=file, stdout=io.StringIO())
    before = ListingChange.objects.count()
    status, said = run_import(file, form=form)
    assert status == 0 and "0 new, 0 changed, 3 unchanged, 0 gone, 0 refused" in said
    assert ListingChange.objects.count() == before
    call_command("export_feed", seller="garage", format=form, output=again, stdout=io.StringIO())
    assert file.read_bytes() == again.read_bytes()
    assert Feed.objects.get().format == form


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_is_another_sellers_new_stock(seller: Seller, tmp_path: Path, form: str) -> None:
    other, file = SellerFactory(slug="other"), tmp_path / "cars"
    ListingFactory(seller=other, external_id="D1", source="demo", battery_kwh="12.5")
    call_command("export_feed", seller="other", format=form, output=file, stdout=io.StringIO())
    assert run_import(file, form=form)[0] == 0
    old, new = Listing.objects.order_by("pk")
    names = ["title", "model_id", "version", "mileage_km", "price_eur", "battery_kwh", "state"]
    assert [str(getattr(new, name)) for name in names] == [
        "12.5" if name == "battery_kwh" else str(getattr(old, name)) for name in names
    ]


def test_a_terminal_sees_how_far_it_is(seller: Seller, tmp_path: Path) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    call_command(
        "import_feed", file_of(tmp_path, [row(1)]), seller="garage", format="own-jsonl", stdout=out
    )
    read, applied, told, _ = out.getvalue().split("\n")
    assert read.endswith("1 rows read") and applied.endswith(f"[{'#' * 40}] 1 of 1")
    assert "1 new" in told
