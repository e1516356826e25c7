"""Our own formats: CSV and JSON Lines, read and written."""

import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as pace
from hypothesis import strategies as st

from listings.intake.feeds import runs
from listings.intake.feeds.formats.own import COLUMNS
from listings.intake.feeds.incoming import Ending, Incoming, Refusal
from listings.intake.feeds.reading import Read, read
from listings.intake.feeds.words import FeedWords
from listings.intake.feeds.writing import export, texts
from listings.models import Listing, Option, Photo
from listings.vocabulary import shipped
from tests.factories import (
    DraftListingFactory,
    ListingFactory,
    OptionFactory,
    PhotoFactory,
    SellerFactory,
)
from tests.feed_files import counts, feed_of


def words() -> FeedWords:
    return FeedWords(dictionary=shipped.dictionary())


def lines(*rows: Any) -> list[Read]:
    text = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
    return list(read("own-jsonl", io.BytesIO(text.encode()), words()))


def test_a_line_becomes_a_car() -> None:
    car, end = lines(
        {
            "external_id": "A1", "title": "Peugeot 508 SW", "make": "Peugeot", "model": "508",
            "body": "stationwagen", "fuel": "phev", "price_eur": 24950, "mileage_km": None,
            "options": ["trekhaak", "Stoelverwarming"], "battery_kwh": 11.5,
        }
    )  # fmt: skip
    assert end == Ending(True)
    assert car == Incoming(
        external_id="A1",
        line=1,
        facts={
            "title": "Peugeot 508 SW", "make": "peugeot", "model": "peugeot_508",
            "body": "estate", "fuel": "phev", "price_eur": 24950, "mileage_km": None,
            "battery_kwh": "11.5",
        },
        options=("stoelverwarming", "trekhaak"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("price_eur", 0),
        ("mileage_km", 2_000_001),
        ("mileage_km", "12,345"),
        ("mileage_km", float("nan")),
        ("price_eur", True),
        ("first_registration", "1899-12"),
        ("first_registration", "2020-13"),
        ("title", 12),
        ("title", "a\0b"),
        ("title", "\ud800"),
        ("state", "gone"),
        ("options", "trekhaak"),
    ],
)
def test_refuses_a_value_with_its_name(field: str, value: Any) -> None:
    (row, _end) = lines({"external_id": "A1", field: value})
    assert isinstance(row, Refusal)
    assert (row.line, row.field, row.external_id) == (1, field, "A1")
    assert row.reason


def test_keeps_the_lines_around_a_broken_one() -> None:
    first, broken, twice, third, end = lines(
        {"external_id": "A1"}, '{"external_id": "A2"', {"external_id": "A1"}, {"external_id": "A3"}
    )
    assert isinstance(first, Incoming)
    assert isinstance(third, Incoming)
    assert isinstance(broken, Refusal)
    assert isinstance(twice, Refusal)
    assert [broken.line, twice.line, third.line] == [2, 3, 4]
    assert end == Ending(True)


def table(text: str | bytes) -> list[Read]:
    data = text.encode() if isinstance(text, str) else text
    return list(read("own-csv", io.BytesIO(data), words()))


def facts(row: Read) -> dict[str, Any]:
    assert isinstance(row, Incoming), row
    return row.facts


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_row_becomes_a_car(delimiter: str) -> None:
    rows = [
        ["external_id", "title", "make", "model", "mileage_km", "options", "photos", "is_damaged"],
        [
            "A1",
            "'=1+1",
            "BMW",
            "3-serie",
            "80.662",
            "airco | Trekhaak",
            "http://x/1 http://x/2",
            "",
        ],
    ]
    car, end = table("".join(delimiter.join(row) + "\r\n" for row in rows))
    assert car == Incoming(
        external_id="A1",
        line=2,
        facts={"title": "=1+1", "make": "bmw", "model": "bmw_3-serie", "mileage_km": 80662},
        options=("airco", "trekhaak"),
        pictures=("http://x/1", "http://x/2"),
    )
    assert end == Ending(True)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("12345", 12345), ("12.345", 12345), ("12.345,00", 12345), ("12345.00", 12345)],
)
def test_reads_dutch_thousands(cell: str, number: int) -> None:
    assert facts(table(f"id;price_eur\n1;{cell}\n")[0]) == {"price_eur": number}


@pytest.mark.parametrize("cell", ["12,345", "12.34", "1.2345", "12 345", "-5", "1e4", "€ 5", "٣"])
def test_refuses_a_number_that_is_not_clear(cell: str) -> None:
    row = table(f"id;price_eur\n1;{cell}\n")[0]
    assert isinstance(row, Refusal)
    assert row.field == "price_eur"


@pytest.mark.parametrize(
    ("cell", "day", "month_known"),
    [
        ("2020-05-17", "2020-05-17", True),
        ("17-5-2020", "2020-05-17", True),
        ("05-2020", "2020-05-01", True),
        ("202005", "2020-05-01", True),
        ("2020", "2020-01-01", False),
    ],
)
def test_reads_a_day_as_exactly_as_it_is_told(cell: str, day: str, month_known: bool) -> None:
    car = facts(table(f"id;first_registration\n1;{cell}\n")[0])
    assert car == {"first_registration": day, "first_registration_month_known": month_known}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "iso8859-15", "utf-16"])
def test_reads_every_usual_encoding(encoding: str) -> None:
    text = "id;title\n1;Citroën € 5.000\n"
    assert facts(table(text.encode(encoding))[0]) == {"title": "Citroën € 5.000"}


def test_a_broken_row_costs_one_row() -> None:
    text = 'id;title;vin\n1;a;\n2;"b;\n3;"c\nc";\n4;d;;e\n5;"f"g;\n6;h;\n'
    found = table(text)
    assert [(row.line, isinstance(row, Incoming)) for row in found[:-1]] == [
        (2, True), (3, False), (4, True), (6, False), (7, False), (8, True)
    ]  # fmt: skip
    assert facts(found[2]) == {"title": "c\nc", "vin": ""}
    assert found[-1] == Ending(True)


def test_a_byte_that_is_not_text_costs_one_row() -> None:
    good, bad, end = table("id;title\n1;Citroën\n2;x\n".encode().replace(b"x", b"\xff"))
    assert isinstance(good, Incoming)
    assert isinstance(bad, Refusal)
    assert (bad.line, bad.field) == (3, "title")
    assert end == Ending(True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a;b\n1;2\n",
        "id;title1;a\n2;b\n",
        "id;title;id\n1;a;2\n",
        "id;title\n1;a\n2;b",
        'id;title\n1;"a',
    ],
)
def test_says_that_a_file_is_not_whole(text: str) -> None:
    *_rows, end = table(text)
    assert isinstance(end, Ending)
    assert not end.is_whole
    assert end.reason


def test_quotes_in_disorder_take_no_longer() -> None:
    *_rows, end = table("id;title\n" + 'a";"b\n' * 50_000)
    assert isinstance(end, Ending)
    assert not end.is_whole


def test_a_line_without_end_costs_one_car_and_no_memory() -> None:
    long = '{"external_id": "A2", "title": "' + "x" * 3_000_000
    good, bad, end = lines({"external_id": "A1"}, long.rstrip("\n"))
    assert isinstance(good, Incoming)
    assert isinstance(bad, Refusal)
    assert end == Ending(True)  # its line has an end


def test_every_column_is_documented() -> None:
    text = (settings.BASE_DIR / "docs" / "feed-format.md").read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"| `{name}` |" not in text] == []


HOSTILE = st.one_of(
    st.text("'=+-@\t\r\n;,|\"a \u2028\ufeff\x1a\x85", max_size=12),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40),
)
SMALLS = st.none() | st.integers(0, 32_767)
CARS = st.builds(
    Listing,
    id=st.integers(1, 2**63 - 1),
    source=HOSTILE,
    external_id=HOSTILE,
    state=st.sampled_from(["draft", "published", "sold"]),
    title=HOSTILE,
    version=HOSTILE,
    description=HOSTILE,
    license_plate=HOSTILE.map(lambda text: text[:10]),
    vin=HOSTILE.map(lambda text: text[:17]),
    battery_soh_method=HOSTILE,
    body=st.sampled_from(["", "suv"]),
    first_registration=st.none() | st.dates(date(1900, 1, 1), date(2026, 12, 31)),
    first_registration_month_known=st.booleans(),
    mileage_km=st.none() | st.integers(0, 2_000_000),
    price_eur=st.none() | st.integers(1, 2**31 - 1),
    power_kw=SMALLS,
    battery_kwh=st.none() | st.decimals(0, 9999, places=1),
    battery_soh_percent=st.none() | st.decimals(0, 100, places=2),
    vat_deductible=st.sampled_from([None, True, False]),
    is_damaged=st.booleans(),
)


@pytest.mark.parametrize("format", ["own-csv", "own-jsonl"])
@pace(max_examples=40, deadline=None)
@given(car=CARS)
def test_what_is_written_is_read_back_exactly(format: str, car: Listing) -> None:
    car._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "options": [Option(slug="trekhaak"), Option(slug="airco")],
        "photos": [Photo(source_url="https://example.org/1.jpg?a=%20b|c")],
        "uploads": [],
    }
    file = io.BytesIO("".join(texts(iter([car]), format)).encode())
    found, end = read(format, file, words())
    assert end == Ending(True)
    assert isinstance(found, Incoming)
    assert found.facts == {name: stored(getattr(car, name), name) for name in found.facts}
    assert {"title", "vin", "first_registration", "power_kw", "is_damaged"} < found.facts.keys()
    assert (found.listing_id, found.external_id, found.state) == (
        car.pk,
        car.external_id,
        car.state,
    )
    assert found.options == ("airco", "trekhaak")
    assert found.pictures == ("https://example.org/1.jpg?a=%20b|c",)
    assert found.notes == ()


def stored(value: Any, name: str) -> Any:
    """As an incoming car tells it."""
    if name in {"make", "model"}:
        return ""
    return str(value) if isinstance(value, date | Decimal) else value


@pytest.mark.django_db
def test_exports_a_sellers_cars_alone() -> None:
    seller = SellerFactory()
    car = ListingFactory(seller=seller, options=[OptionFactory(slug="trekhaak")])
    PhotoFactory(listing=car)
    ListingFactory()
    for format in ("own-csv", "own-jsonl"):
        out = io.BytesIO()
        assert export(seller, format, out) == 1
        found, end = read(format, out, FeedWords())
        assert isinstance(found, Incoming)
        assert (found.listing_id, found.options, end) == (car.pk, ("trekhaak",), Ending(True))
        assert found.facts["model"] == f"{car.make.slug}_{car.model.slug}"
        assert found.pictures
        assert found.pictures[0].startswith("http")


STRANGE = (
    "=1+1",
    "'=x",
    " spatie ",
    'a;b"c"',
    "regel\r\neinde\n",
    "\ttab",
    "\u2028x\ufeff",
    "x\x0b",
)


@pytest.mark.django_db
@pytest.mark.parametrize("format", ["own-csv", "own-jsonl"])
def test_strange_texts_are_no_change(format: str) -> None:
    seller = SellerFactory()
    for text in STRANGE:
        ListingFactory(seller=seller, title=text, version=text, description=text, vin=text[:17])
    DraftListingFactory(seller=seller, title="?", make=None, model=None, price_eur=None)
    out = io.BytesIO()
    export(seller, format, out)
    out.seek(0)
    run = runs.start(feed_of(seller, format), out, "export", by=None, background=False)
    runs.plan(run)
    assert counts(run) == (0, 0, len(STRANGE) + 1, 0, 0)


@pytest.mark.django_db
def test_export_of_more_cars_asks_no_more_often(django_assert_num_queries: Any) -> None:
    seller = SellerFactory()
    ListingFactory.create_batch(3, seller=seller)
    with django_assert_num_queries(4):
        export(seller, "own-jsonl", io.BytesIO())
