"""Questions to RDW: against the stand-in, with everything that can go wrong on the way."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import ThreadingHTTPServer
from threading import Semaphore, Thread

import pytest
from django.conf import LazySettings
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from listings.demo import rdw_server
from listings.intake.rdw.answer import Status
from listings.intake.rdw.checking import check, check_plate, refresh
from listings.intake.rdw.client import MAX_AGE, ask, known
from listings.intake.rdw.transport import pause
from listings.models import Listing, ListingChange, RdwRecord, RegisterPause
from listings.plates import SIDECODES, PlateError, dashed, is_plate, normal
from tests.factories import DraftListingFactory, ListingFactory

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SLOW = {"QQ504C", "QQ100C"}
LIMIT = 0.3  # seconds for one of those, so that they cost a test no more


@pytest.fixture(scope="module")
def register() -> Iterator[ThreadingHTTPServer]:
    server = rdw_server.serve(dict)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    handler(server).stopping.set()
    server.shutdown()
    server.server_close()


def handler(server: ThreadingHTTPServer) -> type[rdw_server.Handler]:
    return server.RequestHandlerClass  # type: ignore[return-value]


@pytest.fixture
def asked(register: ThreadingHTTPServer, settings: LazySettings) -> list[str]:
    """The questions that the stand-in gets during the test."""
    settings.RDW_URL = rdw_server.address(register)
    settings.RDW_TIMEOUT_SECONDS = 20  # the machine may be busy
    questions = handler(register).asked
    questions.clear()
    return questions


# --- Plates -----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["nx-123-b", "NX123B", " nx 123 b ", "NX·123·B", "Nx–123–b"])
def test_a_plate_has_one_spelling(text: str) -> None:
    assert (normal(text), dashed(text)) == ("NX123B", "NX-123-B")


@pytest.mark.parametrize("text", ["", "123", "AAAAAA", "123456", "A1B2C3", "NX-123-BB", "ÑX-123-B"])
def test_what_is_no_plate_is_said_so(text: str) -> None:
    with pytest.raises(PlateError, match="NX-123-B"):
        normal(text)


@given(st.text(max_size=300))
def test_any_text_is_a_plate_or_not(text: str) -> None:
    if is_plate(text):
        assert normal(dashed(text)) == normal(text)


@pytest.mark.parametrize("pattern", SIDECODES)
def test_every_pattern_keeps_its_dashes(pattern: str) -> None:
    plate = pattern.replace("X", "K").replace("9", "4")
    assert dashed(plate.replace("-", "").lower()) == plate


# --- Answers ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_plate_is_told_and_kept(asked: list[str]) -> None:
    answer = ask("gc-508-q", now=NOW)
    assert (answer.status, answer.asked_at, answer.message) == (Status.TOLD, NOW, "")
    assert answer.vehicle["merk"] == "PEUGEOT"
    assert len(answer.sets["fuels"]) == 2
    assert answer.sets["explanations"]
    later = ask("GC508Q", now=NOW + MAX_AGE - HOUR)
    assert (later.sets, later.asked_at) == (answer.sets, NOW)
    assert known("GC508Q") == later
    assert len(asked) == 5


@pytest.mark.django_db
def test_an_old_answer_is_asked_again(asked: list[str]) -> None:
    ask("GC508Q", now=NOW)
    assert ask("GC508Q", now=NOW + MAX_AGE).asked_at == NOW + MAX_AGE
    assert ask("GC508Q", now=NOW + 2 * HOUR, max_age=HOUR).status == Status.TOLD
    assert len(asked) == 10


def test_no_plate_is_not_asked(asked: list[str]) -> None:
    answer = ask("geen kenteken", now=NOW)
    assert answer.status == Status.NO_PLATE
    assert "geen kenteken" in answer.message
    assert not asked


@pytest.mark.django_db
def test_an_unknown_plate_may_exist_and_is_soon_asked_again(asked: list[str]) -> None:
    with override("en"):
        answer = ask("QQ204C", now=NOW)
        assert answer.message == "RDW does not know this plate today (22 November 2026)."
    assert answer.status == Status.UNKNOWN
    assert ask("QQ204C", now=NOW + HOUR / 2).status == Status.UNKNOWN
    assert len(asked) == 1
    ask("QQ204C", now=NOW + HOUR)
    assert len(asked) == 2


SILENT = ["QQ429C", "QQ500C", "QQ504C", "QQ100C", "QQ415C", "QQ413C", "QQ302C", "QQ400C", "QQ499C"]


@pytest.mark.django_db
@pytest.mark.parametrize("plate", SILENT)
def test_trouble_is_silence_in_time_and_no_error(
    asked: list[str], plate: str, settings: LazySettings
) -> None:
    settings.RDW_TIMEOUT_SECONDS = LIMIT if plate in SLOW else 20
    start = time.monotonic()
    answer = ask(plate, now=NOW)
    assert time.monotonic() - start < 10
    assert (answer.status, answer.has_facts) == (Status.SILENT, False)
    with override("en"):
        assert answer.message.startswith("No answer from RDW just now")


@pytest.mark.django_db
@pytest.mark.parametrize("plate", [*SILENT, "QQ204C"])
def test_trouble_leaves_what_was_told_before(
    asked: list[str], plate: str, settings: LazySettings
) -> None:
    settings.RDW_TIMEOUT_SECONDS = LIMIT if plate in SLOW else 20
    sets = {"vehicle": [{"kenteken": plate, "merk": "PEUGEOT"}]}
    RdwRecord.objects.create(plate=plate, data=sets, fetched_at=NOW - 9 * MAX_AGE)
    answer = ask(plate, now=NOW)
    assert answer.status == (Status.UNKNOWN if plate == "QQ204C" else Status.SILENT)
    assert (answer.sets, answer.asked_at, answer.is_old) == (sets, NOW - 9 * MAX_AGE, True)
    with override("en"):
        assert "Shown is what it told on 13 November 2026." in answer.message
    record = RdwRecord.objects.get(plate=plate)
    assert (record.data, record.failed_at) == (sets, NOW)
    assert record.error


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/", "http://[::1", "ftp://x/", "http://x.invalid/"]
)
def test_a_register_that_cannot_be_reached_is_silence(settings: LazySettings, url: str) -> None:
    settings.RDW_URL, settings.RDW_TIMEOUT_SECONDS = url, LIMIT
    assert ask("GC508Q", now=NOW).status == Status.SILENT


@pytest.mark.django_db
def test_a_half_answer_counts_and_is_asked_again(asked: list[str]) -> None:
    answer = ask("QQ206C", now=NOW)
    assert (answer.status, set(answer.sets)) == (Status.TOLD, {"vehicle"})
    with override("en"):
        assert "only a part" in ask("QQ206C", now=NOW).message
    assert len(asked) == 4


@pytest.mark.django_db
def test_a_half_answer_keeps_what_does_not_change(asked: list[str]) -> None:
    sets = {name: [{"kenteken": "QQ206C"}] for name in ("vehicle", "fuels", "bodies", "recalls")}
    RdwRecord.objects.create(plate="QQ206C", data=sets, fetched_at=NOW - 2 * MAX_AGE)
    answer = ask("QQ206C", now=NOW)
    assert set(answer.sets) == {"vehicle", "fuels", "bodies"}
    assert answer.vehicle["merk"] == "PEUGEOT"


@pytest.mark.django_db
def test_who_wants_fewer_questions_gets_none_for_a_while(asked: list[str]) -> None:
    ask("QQ429C", now=NOW)
    assert RegisterPause.objects.get().until == NOW + timedelta(seconds=30)
    answer = ask("GC508Q", now=NOW + timedelta(seconds=29))
    assert answer.status == Status.SILENT
    assert len(asked) == 1
    assert ask("GC508Q", now=NOW + timedelta(seconds=30)).status == Status.TOLD


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("30", 30), ("0", 1), ("999999", 3600), ("", 60), ("-5", 60), ("soon", 60), ("9" * 40, 60)],
)
def test_how_long_a_register_wants_to_be_left_alone(header: str, seconds: int) -> None:
    assert pause(header) == seconds


def test_a_pause_may_be_a_moment() -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    assert 90 <= pause(moment) <= 100
    assert pause("Wed, 21 Oct 2015 07:28:00 GMT") == 1


@pytest.mark.django_db
def test_questions_that_hang_do_not_pile_up(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("listings.intake.rdw.transport._free", Semaphore(0))
    assert ask("GC508Q", now=NOW).status == Status.SILENT
    assert not asked


@pytest.mark.django_db
def test_nonsense_of_the_right_form_can_be_kept(asked: list[str]) -> None:
    row = ask("QQ422C", now=NOW).vehicle
    assert row["merk"] == "508"
    assert "handelsbenaming" not in row
    assert RdwRecord.objects.get().data["vehicle"] == [row]


# --- On the listing ---------------------------------------------------------------------------


def columns(car: Listing) -> tuple[object, ...]:
    car.refresh_from_db()
    return car.odometer_verdict, car.has_open_recall, car.was_taxi, car.rdw_checked_on


@pytest.mark.django_db
def test_a_check_writes_what_changed_and_no_more(asked: list[str]) -> None:
    car = ListingFactory(license_plate="7-CHN-22")
    assert check(car, NOW)
    assert columns(car) == ("illogical", False, False, NOW.date())
    changes = ListingChange.objects.count()
    assert not check(car, NOW + HOUR)
    assert ListingChange.objects.count() == changes


@pytest.mark.django_db
def test_a_locked_field_is_left_alone(asked: list[str]) -> None:
    car = ListingFactory(license_plate="G208QX", locked_fields=["was_taxi"], was_taxi=False)
    check(car, NOW)
    assert columns(car) == ("logical", False, False, NOW.date())


@pytest.mark.django_db
@pytest.mark.parametrize("plate", ["QQ-500-C", "", "onzin"])
def test_no_answer_changes_nothing(asked: list[str], plate: str) -> None:
    car = ListingFactory(license_plate=plate, odometer_verdict="logical", rdw_checked_on=NOW.date())
    assert not check(car, NOW)
    assert columns(car) == ("logical", None, None, NOW.date())


@pytest.mark.django_db
def test_every_car_with_the_plate_gets_the_answer(asked: list[str]) -> None:
    cars = [ListingFactory(license_plate=text) for text in ("K115QR", "k-115-qr", "K-115-QR")]
    other = ListingFactory(license_plate="GC-508-Q")
    assert check_plate("K115QR", NOW) == 3
    assert {columns(car)[1] for car in cars} == {True}
    assert columns(other)[1] is None


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["save", "update"])
def test_another_plate_takes_the_old_answer_away(way: str) -> None:
    told = {"odometer_verdict": "logical", "was_taxi": True, "rdw_checked_on": NOW.date()}
    car = ListingFactory(license_plate="GC-508-Q", **told)
    locked = ListingFactory(license_plate="GC-508-Q", locked_fields=["was_taxi"], **told)
    Listing.objects.update(license_plate="gc508q")
    assert columns(car) == ("logical", None, True, NOW.date())
    if way == "save":
        car.license_plate = "K-115-QR"
        car.save()
    Listing.objects.update(license_plate="K-115-QR")
    assert columns(car) == ("", None, None, None)
    assert columns(locked) == ("", None, True, None)


@pytest.mark.django_db
def test_the_longest_not_asked_come_first(deferred: list[str]) -> None:
    ListingFactory(license_plate="K-115-QR", rdw_checked_on=NOW.date() - timedelta(days=20))
    ListingFactory(license_plate="GC-508-Q", rdw_checked_on=NOW.date() - timedelta(days=30))
    ListingFactory(license_plate="7-CHN-22")
    ListingFactory(license_plate="Z-403-CT", rdw_checked_on=NOW.date())
    ListingFactory(license_plate="geen")
    DraftListingFactory(license_plate="QT-317-Z")
    assert refresh(NOW) == 3
    assert deferred[-2:] == ["GC508Q", "K115QR"]
    assert refresh(NOW, most=2) <= 2


@pytest.fixture
def deferred(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    plates: list[str] = []
    monkeypatch.setattr(
        "listings.intake.rdw.checking.defer", lambda _task, **job: plates.append(job["plate"])
    )
    return plates
