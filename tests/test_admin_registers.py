"""The desk's page of what RDW told: in our words and in its own."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.urls import reverse

from listings.admin.verbs import VERBS, perform
from listings.intake.rdw.answer import Trouble
from listings.intake.rdw.checking import TASK
from listings.models import RdwRecord
from tests.admin_form import fields
from tests.factories import DraftListingFactory, ListingFactory, RdwRecordFactory, UserFactory
from tests.staff import LISTINGS_STAFF, READ_ONLY, signed_in

pytestmark = pytest.mark.django_db
LIST = "admin:listings_rdwrecord_changelist"


def test_a_list_of_plates_that_is_searched_with_or_without_dashes() -> None:
    RdwRecordFactory()
    RdwRecordFactory(plate="GC508Q", data={"vehicle": []})
    client = signed_in(READ_ONLY)
    html = client.get(reverse(LIST)).content.decode()
    for text in ("NX-123-B", "PEUGEOT 508", "GC-508-Q"):
        assert text in html
    html = client.get(reverse(LIST), {"q": "nx-123-b"}).content.decode()
    assert "NX-123-B" in html
    assert "GC-508-Q" not in html


@pytest.mark.parametrize(
    ("chosen", "plates"),
    [("", {"A", "B", "C"}), ("none", {"A"}), ("late", {"B"}), ("unknown", {"C"}), ("x", set())],
)
def test_the_list_by_how_the_last_question_ended(chosen: str, plates: set[str]) -> None:
    RdwRecordFactory(plate="A")
    RdwRecordFactory(plate="B", error="late")
    RdwRecordFactory(plate="C", data={"vehicle": []})
    answer = signed_in(READ_ONLY).get(reverse(LIST), {"trouble": chosen} if chosen else {})
    assert {record.plate for record in answer.context["cl"].result_list} == plates


def test_a_page_with_facts_rows_and_the_cars_that_bear_the_plate() -> None:
    car = ListingFactory(license_plate="nx-123-b")
    RdwRecordFactory(error="late", failed_at=datetime(2026, 11, 20, 9, tzinfo=UTC))
    url = reverse("admin:listings_rdwrecord_change", args=["NX123B"])
    html = signed_in(READ_ONLY).get(url).content.decode()
    shown = ["Peugeot 508", "Benzine", "brandstof_omschrijving", str(Trouble.LATE.label)]
    for text in (*shown, reverse("admin:listings_listing_change", args=[car.pk])):
        assert text in html


def test_whatever_came_is_shown_as_text() -> None:
    RdwRecordFactory(data={"vehicle": [{"kenteken": "NX123B", "merk": "<script>1</script>"}]})
    url = reverse("admin:listings_rdwrecord_change", args=["NX123B"])
    assert "<script>1" not in signed_in(READ_ONLY).get(url).content.decode()
    assert RdwRecord.objects.count() == 1


def jobs() -> list[str]:
    """The plates that wait to be asked about."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args ->> 'plate' FROM procrastinate_jobs WHERE task_name = %s ORDER BY id",
            [TASK],
        )
        return [plate for (plate,) in cursor.fetchall()]


def test_publishing_and_another_plate_ask_in_the_background() -> None:
    day = datetime(2026, 11, 12, tzinfo=UTC).date()
    car = DraftListingFactory(license_plate="nx-123-b", was_taxi=True, rdw_checked_on=day)
    plain = DraftListingFactory()
    client = signed_in(LISTINGS_STAFF)
    url = reverse("admin:listings_listing_change", args=[car.pk])
    assert client.post(url, fields(client, url, version="1.6 GT-Line")).status_code == 302
    assert jobs() == []
    assert client.post(url, fields(client, url, license_plate="GC-508-Q")).status_code == 302
    assert jobs() == ["GC508Q"]
    car.refresh_from_db()
    assert (car.was_taxi, car.rdw_checked_on) == (None, None)
    perform(VERBS["publish"], [car, plain], UserFactory())
    assert jobs() == ["GC508Q"]  # it waits already
