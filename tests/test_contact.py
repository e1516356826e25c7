"""The form that asks the seller: stored first, mailed then, limited always."""

from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from listings.contact import client_address, sender_key
from listings.models import Lead, Listing
from tests.factories import (
    DraftListingFactory,
    ListingFactory,
    ReservedListingFactory,
    SellerFactory,
    SoldListingFactory,
    WithdrawnListingFactory,
)

pytestmark = pytest.mark.django_db
QUESTION = {"name": "Jan", "email": "jan@example.org", "message": "Is hij er nog?"}


class BrokenBackend(EmailBackend):
    """A mail server that is not there."""

    def send_messages(self, email_messages: object) -> int:
        raise ConnectionRefusedError


def url(listing: Listing) -> str:
    return f"{listing.get_absolute_url()}contact/"


def ask(client: Client, listing: Listing, **changes: Any) -> HttpResponse:
    return client.post(url(listing), QUESTION | changes)


def test_a_question_is_stored_and_mailed_and_thanked_for(client: Client) -> None:
    listing = ListingFactory()
    response = ask(client, listing)
    assert response["Location"] == f"{url(listing)}?dank"
    assert client.get(response["Location"]).status_code == 200
    lead = Lead.objects.get()
    assert (lead.name, lead.email, lead.message) == ("Jan", "jan@example.org", "Is hij er nog?")
    assert lead.mailed_at is not None
    [letter] = mail.outbox
    assert (letter.to, letter.reply_to) == ([listing.seller.email], ["jan@example.org"])
    assert listing.get_absolute_url() in letter.body


def test_htmx_gets_the_form_and_the_thanks_without_a_page(client: Client) -> None:
    listing = ListingFactory()
    form = client.get(url(listing), headers={"HX-Request": "true"}).content.decode()
    assert "<form" in form
    assert "<html" not in form
    thanks = client.post(url(listing), QUESTION, headers={"HX-Request": "true"})
    assert thanks.status_code == 200
    assert "<form" not in thanks.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("email", "jan"), ("email", "a@b.nl\nBcc: x@y.nl"), ("message", "x" * 2001)],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client, field: str, value: str
) -> None:
    response = ask(client, ListingFactory(), **{field: value})
    html = response.content.decode()
    assert response.status_code == 422
    assert 'aria-invalid="true"' in html
    assert "Jan" in html or "jan@example.org" in html
    assert not Lead.objects.exists()


def test_a_mail_that_fails_loses_nothing(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.test_contact.BrokenBackend"
    assert ask(client, ListingFactory()).status_code == 302
    assert Lead.objects.get().mailed_at is None


def test_a_seller_without_address_gets_no_mail_but_the_lead_stays(client: Client) -> None:
    ask(client, ListingFactory(seller=SellerFactory(email="")))
    assert Lead.objects.get().mailed_at is None
    assert not mail.outbox


@override_settings(LEADS_PER_HOUR=2)
def test_one_address_asks_so_often_and_no_more(client: Client) -> None:
    listing = ListingFactory()
    answers = [ask(client, listing) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Is hij er nog?" in answers[2].content.decode()
    assert Lead.objects.count() == 2


@override_settings(LEADS_PER_HOUR=1)
def test_another_address_may_still_ask(client: Client) -> None:
    listing = ListingFactory()
    ask(client, listing)
    other = client.post(url(listing), QUESTION, REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 302


def test_a_filled_trap_is_kept_as_spam_and_not_mailed(client: Client) -> None:
    assert ask(client, ListingFactory(), website="https://spam.example").status_code == 302
    assert Lead.objects.get().state == Lead.State.SPAM
    assert not mail.outbox


def test_a_reserved_car_can_be_asked_about(client: Client) -> None:
    assert client.get(url(ReservedListingFactory())).status_code == 200


def test_a_sold_car_sends_the_visitor_to_its_page(client: Client) -> None:
    listing = SoldListingFactory()
    response = client.get(url(listing))
    assert response["Location"] == listing.get_absolute_url()


def test_a_question_that_comes_too_late_is_not_lost_from_sight(client: Client) -> None:
    response = ask(client, SoldListingFactory())
    assert response.status_code == 409
    assert "Is hij er nog?" in response.content.decode()
    assert not Lead.objects.exists()


@pytest.mark.parametrize("make_listing", [DraftListingFactory, WithdrawnListingFactory])
def test_hidden_cars_have_no_form(client: Client, make_listing: type[ListingFactory]) -> None:
    listing = make_listing()
    assert client.get(url(listing)).status_code == 404
    assert ask(client, listing).status_code == 404


def test_a_question_arrives_although_the_version_was_renamed(client: Client) -> None:
    listing = ListingFactory()
    old = url(listing)
    Listing.objects.filter(pk=listing.pk).update(version="1.6 GT Line")
    assert client.get(old).status_code == 301
    assert client.post(old, QUESTION).status_code == 302


def test_the_form_needs_its_token() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(url(ListingFactory()), QUESTION).status_code == 403


def test_the_form_is_never_cached(client: Client) -> None:
    assert "no-store" in client.get(url(ListingFactory()))["Cache-Control"]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
    ],
)
def test_the_address_is_read_past_our_own_proxies_only(
    settings: Any, proxies: int, forwarded: str, expected: str
) -> None:
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == expected


def test_one_household_is_one_address() -> None:
    addresses = {
        client_address(RequestFactory().get("/", REMOTE_ADDR=address))
        for address in ("2001:db8::1", "2001:db8::ffff")
    }
    assert addresses == {"2001:db8::/64"}


def test_an_address_is_not_in_its_key() -> None:
    key = sender_key("192.0.2.1", timezone.now())
    assert "192.0.2.1" not in key
    assert key != sender_key("192.0.2.2", timezone.now())
