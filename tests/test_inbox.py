"""The inbox at the desk: new questions first, moved on by a button, exported without formulas."""

import csv
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from listings.admin.leads import reply_to
from listings.csv_cells import BOM
from listings.models import Lead
from tests.factories import LeadFactory, ListingFactory
from tests.staff import LISTINGS_STAFF, READ_ONLY, signed_in

pytestmark = pytest.mark.django_db
INBOX = "/admin/listings/lead/"


@pytest.fixture
def desk() -> Client:
    return signed_in(LISTINGS_STAFF)


def shown(desk: Client, query: str = "") -> list[str]:
    return [lead.name for lead in desk.get(f"{INBOX}{query}").context["cl"].result_list]


def old(days: float, **facts: object) -> Lead:
    return LeadFactory(created_at=timezone.now() - timedelta(days=days), **facts)


def test_new_questions_come_first_and_the_list_is_narrowed_by_age(desk: Client) -> None:
    old(1.5, name="nieuw")
    old(0.5, name="klaar", state="answered")
    old(5, name="wacht")
    old(settings.LEAD_RETENTION_DAYS - 3, name="weg", state="closed")
    assert shown(desk) == ["nieuw", "wacht", "klaar", "weg"]
    assert shown(desk, "?age=day") == ["klaar"]
    assert shown(desk, "?age=waiting") == ["wacht"]
    assert shown(desk, "?age=leaving") == ["weg"]
    seller = Lead.objects.get(name="wacht").listing.seller_id
    assert shown(desk, f"?listing__seller__id__exact={seller}") == ["wacht"]


@pytest.mark.parametrize("state", ["answered", "closed", "spam"])
def test_a_button_moves_a_question_and_says_who_did(desk: Client, state: str) -> None:
    lead = LeadFactory()
    desk.post(reverse("admin:listings_lead_move", args=[lead.pk, state]))
    lead.refresh_from_db()
    assert lead.state == state
    assert lead.state_at
    assert lead.state_by.startswith("gebruiker")


def test_many_are_moved_at_once_and_those_that_were_there_keep_their_date(desk: Client) -> None:
    before = timezone.now() - timedelta(days=3)
    done = LeadFactory(state="answered", state_at=before, state_by="eerder")
    fresh = LeadFactory()
    chosen = {"action": "mark_answered", "_selected_action": [done.pk, fresh.pk]}
    desk.post(INBOX, chosen)
    done.refresh_from_db()
    fresh.refresh_from_db()
    assert (done.state_at, done.state_by, fresh.state) == (before, "eerder", "answered")


def test_what_a_visitor_wrote_cannot_be_changed(desk: Client) -> None:
    lead = LeadFactory()
    url = reverse("admin:listings_lead_change", args=[lead.pk])
    desk.post(url, {"message": "iets anders", "email": "x@evil.example", "state": "spam"})
    after = Lead.objects.get()
    assert (after.message, after.email, after.state) == (lead.message, lead.email, "new")
    assert desk.get(f"{INBOX}add/").status_code == 403


def test_page_shows_the_question_how_to_answer_and_until_when(desk: Client) -> None:
    lead = LeadFactory(message="Is er <b>een</b> trekhaak?", phone="06-555 12 34")
    html = desk.get(f"{INBOX}{lead.pk}/change/").content.decode()
    assert "Is er &lt;b&gt;een&lt;/b&gt; trekhaak?" in html
    assert "mailto:bezoeker@example.org?subject=" in html
    assert "Bewaard tot" in html
    look = signed_in(READ_ONLY).get(f"{INBOX}{lead.pk}/change/").content.decode()
    assert "/do/spam/" in html
    assert "/do/spam/" not in look


def test_address_to_answer_to_adds_no_header() -> None:
    lead = LeadFactory(email="a&bcc=b@example.org", name="Jan & Piet")
    link = reply_to(lead)
    assert link.startswith("mailto:a%26bcc%3Db@example.org?subject=Uw%20vraag")
    assert link.count("&") == 1


def test_export_is_the_list_without_formulas(desk: Client) -> None:
    LeadFactory(message='=HYPERLINK("http://x")', listing=ListingFactory(license_plate="XX-1"))
    LeadFactory(state="spam")
    answer = desk.get(f"{INBOX}export/?state__exact=new")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.content.decode()
    assert text.startswith(BOM)
    header, row = csv.reader(text[1:].splitlines(), delimiter=";")
    assert len(header) == len(row)
    assert '\'=HYPERLINK("http://x")' in row
    assert desk.get(f"{INBOX}export/?listing__seller__id__exact=x").status_code == 200
