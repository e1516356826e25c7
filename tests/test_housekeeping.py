"""What time does to the stock."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from listings.choices import State
from listings.housekeeping import delete_old_leads, expire_listings
from listings.models import Lead, Listing
from tests.factories import LeadFactory, ListingFactory, SoldListingFactory

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_expires_what_is_due() -> None:
    due = ListingFactory(expires_at=NOW)
    assert expire_listings(NOW) == 1
    due.refresh_from_db()
    assert due.state == State.EXPIRED


def test_leaves_what_is_not_due_or_not_public() -> None:
    ListingFactory(expires_at=NOW + timedelta(seconds=1))
    ListingFactory(expires_at=None)
    SoldListingFactory(expires_at=NOW)
    assert expire_listings(NOW) == 0
    assert not Listing.objects.filter(state=State.EXPIRED).exists()


def test_deletes_leads_past_retention() -> None:
    LeadFactory(created_at=NOW - timedelta(days=366))
    kept = LeadFactory(created_at=NOW - timedelta(days=364))
    assert delete_old_leads(NOW) == 1
    assert list(Lead.objects.all()) == [kept]


def test_command_reports(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("housekeeping")
    assert capsys.readouterr().out == "0 listings expired, 0 leads deleted, 0 log rows trimmed\n"
