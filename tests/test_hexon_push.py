"""A dealer's system sends cars one at a time: who may, what is taken, and what it answers."""

import base64
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.hashers import make_password
from django.http import HttpResponse
from django.test import Client

from listings.choices import State
from listings.intake.feeds import pushing
from listings.models import Feed, ImportRun, Listing, ListingChange
from listings.views import hexon
from tests.factories import CarModelFactory, SellerFactory
from tests.test_feed_hexon import xml

pytestmark = pytest.mark.django_db
URL = "/feeds/hexon/"
PASSWORD = "geheim"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def feed(settings: Any, tmp_path: Any) -> Feed:
    settings.DATA = tmp_path
    pushing._let_in.clear()
    hexon.PACE.forget()
    CarModelFactory()
    return Feed.objects.create(
        seller=SellerFactory(), format=Feed.Format.HEXON_XML,
        push_user="dealer", push_password=make_password(PASSWORD),
    )  # fmt: skip


def basic(user: str = "dealer", password: str = PASSWORD) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def send(body: str | bytes, kind: str = "text/xml", **more: Any) -> HttpResponse:
    more = {"HTTP_AUTHORIZATION": basic(), **more}
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    return client.post(URL, data=body, content_type=kind, **more)  # type: ignore[return-value]


def said(answer: HttpResponse) -> tuple[int, str]:
    assert answer["Content-Type"] == "text/plain"
    assert not answer.cookies
    return answer.status_code, answer.content.decode()


GONE = '<voertuig actie="delete"><voertuignr_hexon>7100</voertuignr_hexon></voertuig>'
YES, NO = (200, "1"), (200, "0")


def test_a_car_comes_changes_and_goes(feed: Feed) -> None:
    assert said(send(xml())) == YES
    car = Listing.objects.get()
    assert (car.seller, car.external_id, car.state) == (feed.seller, "7100", State.PUBLISHED)
    assert said(send(xml("change", verkoopprijs_particulier="18.750,00"))) == YES
    car.refresh_from_db()
    assert car.price_eur == 18_750
    assert said(send(GONE)) == YES
    car.refresh_from_db()
    assert car.state == State.WITHDRAWN


def test_the_same_again_writes_nothing(feed: Feed) -> None:
    assert [said(send(body)) for body in (GONE, xml(), xml())] == [YES] * 3
    assert ListingChange.objects.filter(listing_id=Listing.objects.get().pk).count() == 1


def test_no_other_car_is_missed(feed: Feed) -> None:
    for number in range(3):
        assert said(send(xml(voertuignr_hexon=str(number)))) == YES
    assert set(Listing.objects.values_list("state", flat=True)) == {State.PUBLISHED}


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_form_says_the_same(feed: Feed, encoding: str) -> None:
    fields = {
        "actie": "add", "voertuignr_hexon": "9", "merk": "Peugeot", "model": "508", "type": "é",
        "bouwjaar": "2020", "tellerstand": "10.000", "tellerstand_eenheid": "K",
        "verkoopprijs_particulier_bedrag": "9.950,00", "accessoires": "Trekhaak,Airco",
        "afbeeldingen": "https://a.example/1.jpg,https://a.example/2.jpg", "onzin[": "<",
    }  # fmt: skip
    assert said(send(urlencode(fields, encoding=encoding), FORM)) == YES
    car = Listing.objects.get()
    assert (car.price_eur, car.version, car.state) == (9_950, "é", State.PUBLISHED)
    assert car.uploads.count() == 2


@pytest.mark.parametrize(
    "body",
    [
        "", "x", "<voertuig>", xml()[:-20], xml(merk="&x;"), xml(tellerstand="-1"), "{}", b"\0\xff",
        '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:1/">]>' + xml(merk="&x;"), xml() + xml(),
    ],
)  # fmt: skip
def test_a_refusal_is_kept_with_its_reason(feed: Feed, body: str | bytes) -> None:
    assert said(send(body)) == NO
    run = ImportRun.objects.get()
    assert run.state in {ImportRun.State.DISCARDED, ImportRun.State.DONE}
    assert run.reason or run.rows.get().reason
    assert not Listing.objects.exists()


@pytest.mark.parametrize(
    "login",
    ["", "Basic", "Basic !", basic("dealer", "fout"), basic("niemand"), basic("", ""),
     basic("a\0b"), "Bearer x", basic("x" * 2000)],
)  # fmt: skip
def test_nobody_else_may(feed: Feed, login: str) -> None:
    answer = send(xml(), HTTP_AUTHORIZATION=login)
    assert said(answer) == (401, "0")
    assert answer["WWW-Authenticate"].startswith("Basic")
    assert not ImportRun.objects.exists()


def test_a_feed_out_of_use_or_without_password_takes_nothing(feed: Feed) -> None:
    Feed.objects.update(is_active=False)
    assert said(send(xml()))[0] == 401
    Feed.objects.update(is_active=True, push_password="")
    assert said(send(xml(), HTTP_AUTHORIZATION=basic(password="")))[0] == 401


def test_guessing_is_slowed_and_sending_is_not(feed: Feed) -> None:
    for _ in range(5):
        assert said(send(xml())) == YES
    wrong = [said(send(xml(), HTTP_AUTHORIZATION=basic(password="fout")))[0] for _ in range(12)]
    assert set(wrong) == {401, 429}
    assert said(send(xml())) == YES
    Feed.objects.update(push_password=make_password("ander"))
    assert said(send(xml()))[0] == 429  # who was let in with the old one is a guesser now


def test_large_and_packed_bodies_are_refused(feed: Feed) -> None:
    assert said(send(b"<" * 2_000_001)) == (413, "0")
    assert said(send(xml(), HTTP_CONTENT_ENCODING="gzip")) == (415, "0")
    assert said(send(xml(), HTTP_TRANSFER_ENCODING="chunked")) == (411, "0")
    assert Client().get(URL).status_code == 405


def test_whatever_breaks_the_answer_is_no(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **options: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("listings.intake.feeds.runs.plan", fail)
    assert said(send(xml())) == NO


def test_behind_another_import_it_waits_for_a_job(feed: Feed) -> None:
    ImportRun.objects.create(feed=feed, state=ImportRun.State.PLANNING)
    assert said(send(xml())) == YES
    assert ImportRun.objects.latest("pk").state == ImportRun.State.PLANNING
    assert not Listing.objects.exists()
