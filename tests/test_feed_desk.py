"""The feeds' desk: a file becomes a plan, a person looks and decides, words get their meaning."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from listings import tasks
from listings.models import Feed, FeedWord, ImportRun, Listing
from listings.vocabulary import dictionary
from tests.dealers import at_desk
from tests.factories import (
    CarModelFactory,
    ListingFactory,
    OptionFactory,
    SellerFactory,
    UserFactory,
)
from tests.feed_files import Row, feed_of, imported, planned, row, started
from tests.staff import LISTINGS_STAFF, signed_in

pytestmark = pytest.mark.django_db
State = ImportRun.State
ROOT = "/admin/listings"


@pytest.fixture
def feed(settings: Any, tmp_path: Any) -> Feed:
    settings.DATA = tmp_path
    CarModelFactory()
    OptionFactory(name_nl="Trekhaak")
    dictionary.forget()
    return feed_of(SellerFactory(name="Alfa", slug="alfa"))


@pytest.fixture
def client() -> Client:
    return signed_in(LISTINGS_STAFF)


def uploaded(client: Client, feed: Feed, rows: list[Row], **choices: str) -> ImportRun:
    """Sent by the form of the feed's page; the worker's work is done here."""
    text = "\n".join(json.dumps(one) for one in rows).encode()
    sent = {"file": SimpleUploadedFile("auto's.jsonl", text), "complete": "on", **choices}
    answer = client.post(f"{ROOT}/feed/{feed.pk}/upload/", sent)
    run = ImportRun.objects.latest("pk")
    assert answer["Location"] == f"{ROOT}/importrun/{run.pk}/change/"
    work(run)
    return run


def work(run: ImportRun) -> None:
    """What a worker does with the last job of this run."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args FROM procrastinate_jobs ORDER BY id DESC LIMIT 1")
        name, arguments = cursor.fetchone()
    given = arguments if isinstance(arguments, dict) else json.loads(arguments)
    assert given == {"run_id": run.pk}
    getattr(tasks, name.removeprefix("listings."))(**given)
    run.refresh_from_db()


def page(client: Client, run: ImportRun, query: str = "") -> str:
    html = client.get(f"{ROOT}/importrun/{run.pk}/change/{query}").content.decode()
    return " ".join(html.split())


def press(client: Client, run: ImportRun, verb: str) -> str:
    answer = client.post(f"{ROOT}/importrun/{run.pk}/do/{verb}/", follow=True)
    run.refresh_from_db()
    return answer.content.decode()


def test_a_file_is_planned_applied_and_reported(client: Client, feed: Feed) -> None:
    run = uploaded(client, feed, [row(1), row(2), row(3, mileage_km=-1)])
    assert (run.state, run.new, run.refused) == (State.DONE, 2, 1)
    html = page(client, run)
    assert "Peugeot 508 GT nr 1" in html and "€ 20.001" in html
    assert f"/listing/{Listing.objects.get(external_id='A1').pk}/change/" in html
    refused = page(client, run, "?kind=refused")
    assert "regel 3" in refused and "mileage_km" in refused and "A3" in refused
    report = client.get(f"{ROOT}/importrun/{run.pk}/report/json/").json()
    assert (report["new"], report["refused"]) == (2, 1)
    assert report["refused_rows"][0]["line"] == 3
    assert run.started_by and run.started_by in html


def test_only_a_plan_changes_nothing_until_it_is_applied(client: Client, feed: Feed) -> None:
    run = uploaded(client, feed, [row(1)], dry="on")
    assert (run.state, Listing.objects.count()) == (State.PLANNED, 0)
    assert "1 auto erbij" in page(client, run)
    press(client, run, "apply")
    work(run)
    assert (run.state, Listing.objects.count()) == (State.DONE, 1)


def test_what_would_take_many_cars_off_waits_and_says_why(client: Client, feed: Feed) -> None:
    imported(feed, [row(n) for n in range(6)])
    run = uploaded(client, feed, [row(0), row(1, price_eur=9_000), row(2)])
    assert run.state == State.WAITING
    html = page(client, run)
    assert "3 van de 6 auto" in html and "Peugeot 508 GT nr 5" in html  # those that go come first
    assert "1 import wacht" in " ".join(
        re.sub("<[^>]*>", " ", client.get("/admin/").content.decode()).split()
    )
    press(client, run, "discard")
    assert run.state == State.DISCARDED and run.confirmed_by
    assert "kan niet" in press(client, run, "apply") and run.state == State.DISCARDED


def test_changes_are_told_in_words_and_locked_fields_are_kept(client: Client, feed: Feed) -> None:
    CarModelFactory(slug="308", name="308")
    imported(feed, [row(n) for n in range(9)])
    Listing.objects.filter(external_id="A1").update(locked_fields=["price_eur"])
    changed = row(1, price_eur=9_000, model="peugeot_308", options=[], state="sold")
    run = planned(feed, [row(0), changed, *(row(n) for n in range(2, 9))], dry=True)
    html = re.sub("<[^>]*>", "", page(client, run, "?kind=changed"))
    for told in (
        "Peugeot 508 → Peugeot 308", "Trekhaak → –", "Gepubliceerd → Verkocht",
        "blijft € 20.001; de feed zegt € 9.000",
    ):  # fmt: skip
        assert told in html
    csv = client.get(f"{ROOT}/importrun/{run.pk}/report/csv/").content.decode("utf-8-sig")
    assert "Model: Peugeot 508 → Peugeot 308" in csv and "Gewijzigd;2;A1" in csv


def test_progress_is_asked_for_until_the_state_is_another(client: Client, feed: Feed) -> None:
    run = started(feed, [row(1)])
    asked = f"{ROOT}/importrun/{run.pk}/progress/"
    assert f'hx-get="{asked}?was=planning"' in page(client, run)
    answer = client.get(f"{asked}?was=planning")
    assert "HX-Refresh" not in answer and b"every 1s" in answer.content
    tasks.plan_import(run.pk)
    answer = client.get(f"{asked}?was=planning")
    assert answer["HX-Refresh"] == "true" and b"every 1s" not in answer.content
    assert "hx-get" not in page(client, run)


def test_a_stopped_import_goes_on_or_is_thrown_away(client: Client, feed: Feed) -> None:
    run = planned(feed, [row(1)])
    press(client, run, "stop")
    tasks.apply_import(run.pk)
    run.refresh_from_db()
    assert run.state == State.STOPPED
    press(client, run, "apply")
    work(run)
    assert run.state == State.DONE


def test_a_word_that_is_decided_counts_in_the_next_plan(client: Client, feed: Feed) -> None:
    strange = [row(1, make="Pesjo", model=None, options=["haak"], colour="muisgrijs")]
    run = uploaded(client, feed, strange)
    words = {word.word: word for word in FeedWord.objects.all()}
    assert "3 woorden van deze feed" in page(client, run)
    url = f"{ROOT}/feedword/?feed__id__exact={feed.pk}"
    formset = client.get(url).context["cl"].formset
    meaning = {"Pesjo": "peugeot ", "haak": "Trekhaak", "muisgrijs": "grey"}
    sent: dict[str, Any] = {"form-TOTAL_FORMS": 3, "form-INITIAL_FORMS": 3, "_save": "1"}
    for form in formset.forms:
        sent |= {
            f"{form.prefix}-id": form.instance.pk,
            f"{form.prefix}-value": meaning[form.instance.word],
        }
    assert b"Opnieuw plannen" in client.post(url, sent, follow=True).content
    for word in words.values():
        word.refresh_from_db()
        assert word.decided_by and word.decided_at
    assert {word.word: word.value for word in words.values()} == {
        "Pesjo": "peugeot", "haak": "trekhaak", "muisgrijs": "grey",
    }  # fmt: skip
    press(client, run, "again")
    again = ImportRun.objects.latest("pk")
    work(again)
    assert (again.state, again.is_dry, again.changed) == (State.PLANNED, True, 1)


@pytest.mark.parametrize(
    ("field", "sent", "kept"),
    [
        ("make", {"value": "", "value-nothing": "on"}, ""),
        ("fuel", {"value": "-"}, ""),
        ("fuel", {"value": "diesel"}, "diesel"),
        ("model", {"value": "Peugeot 508"}, "peugeot_508"),
        ("model", {"value": "Bestaat niet"}, None),
        ("fuel", {"value": "Peugeot"}, None),
        ("make", {"value": "x" * 5_000}, None),
    ],
)
def test_a_word_means_one_of_ours_or_nothing(
    client: Client, feed: Feed, field: str, sent: dict[str, str], kept: str | None
) -> None:
    word = FeedWord.objects.create(feed=feed, field=field, word="iets")
    client.post(f"{ROOT}/feedword/{word.pk}/change/", sent)
    word.refresh_from_db()
    assert (word.value, bool(word.decided_by)) == (kept, kept is not None)


@pytest.mark.parametrize(("typed", "kept"), [("Peugeot 508", ["peugeot_508"]), ("diesel", [])])
def test_what_the_vocabulary_reads_wrong_is_put_right(
    client: Client, feed: Feed, typed: str, kept: list[str]
) -> None:
    """A word that it knows was never met as unknown: somebody adds it."""
    sent = {"feed": feed.pk, "field": "model", "word": "Peugeot 5er", "value": typed}
    client.post(f"{ROOT}/feedword/add/", sent)
    assert [word.value for word in FeedWord.objects.all()] == kept


def test_a_feed_keeps_its_seller_and_shows_a_password_once(client: Client, feed: Feed) -> None:
    other = SellerFactory()
    url = f"{ROOT}/feed/{feed.pk}/"
    sent = {
        "seller": other.pk, "format": "hexon-xml", "push_user": "alfa-feed", "is_active": "on",
        "image_hosts": "Fotos.Example.nl, cdn.example.nl",
    }  # fmt: skip
    assert client.post(f"{url}change/", sent).status_code == 302
    assert client.post(f"{url}change/", sent | {"image_hosts": "http://a/b"}).status_code == 200
    feed.refresh_from_db()
    assert (feed.seller.name, feed.format, feed.push_user) == ("Alfa", "own-jsonl", "alfa-feed")
    assert feed.image_hosts == ["fotos.example.nl", "cdn.example.nl"]
    shown = client.post(f"{url}password/").context["password"]
    feed.refresh_from_db()
    assert feed.push_password and shown not in feed.push_password
    assert shown not in client.get(f"{url}change/").content.decode()


def test_a_feed_with_an_address_is_fetched_at_once_and_once(client: Client, feed: Feed) -> None:
    for url in ("", "https://voorraad.example/alfa.jsonl"):
        Feed.objects.update(url=url)
        for _ in range(2):
            client.post(f"{ROOT}/feed/{feed.pk}/fetch/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args FROM procrastinate_jobs")
        assert cursor.fetchall() == [("listings.fetch_feed", json.dumps({"feed_id": feed.pk}))]


def test_a_file_that_is_none_is_refused_at_the_door(client: Client, feed: Feed) -> None:
    for sent in ({}, {"file": SimpleUploadedFile("leeg.jsonl", b"")}):
        answer = client.post(f"{ROOT}/feed/{feed.pk}/upload/", sent, follow=True)
        assert answer.redirect_chain[0][0] == f"{ROOT}/feed/{feed.pk}/change/"
        assert "errorlist" not in answer.content.decode() and "messagelist" in str(answer.content)
    assert not ImportRun.objects.exists()


def test_stock_is_taken_along_and_reads_back_as_it_is(client: Client, feed: Feed) -> None:
    ListingFactory.create_batch(2, seller=feed.seller)
    answer = client.get(f"{ROOT}/feed/{feed.pk}/export/own-jsonl/")
    lines = b"".join(answer.streaming_content).splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 2 and "alfa-" in answer["Content-Disposition"]
    run = uploaded(client, feed, [json.loads(line) for line in lines])
    assert (run.state, run.unchanged, run.to_apply) == (State.DONE, 2, 0)


def test_dealers_work_with_their_feed_and_staff_are_not_named(client: Client, feed: Feed) -> None:
    run = uploaded(client, feed, [row(1, colour="muisgrijs")], dry="on")
    word = FeedWord.objects.get()
    client.post(f"{ROOT}/feedword/{word.pk}/change/", {"value": "grey"})
    staff = ImportRun.objects.get().started_by
    person = UserFactory(username="verkoop")
    feed.seller.people.add(person)
    dealer = at_desk(person)
    for path in (f"importrun/{run.pk}/change/", "feedword/?known=all"):
        html = dealer.get(f"/dealer/listings/{path}").content.decode()
        assert staff not in html and "redactie van de site" in html
    dealer.post(f"/dealer/listings/importrun/{run.pk}/do/apply/")
    work(run)
    assert (run.state, run.confirmed_by) == (State.DONE, "verkoop")
    changes = dealer.get("/dealer/listings/listingchange/").content.decode()
    assert f"feed own-jsonl #{run.pk}, verkoop" in changes
    sent = {"push_user": "mijn", "image_hosts": "a.example", "is_active": "", "every_hours": "6"}
    dealer.post(f"/dealer/listings/feed/{feed.pk}/change/", sent)
    feed.refresh_from_db()
    assert (feed.push_user, feed.image_hosts, feed.is_active) == (None, [], True)
    assert feed.every_hours == 6


@pytest.mark.parametrize("path", ["feed/", "importrun/", "feedword/", "run", "feed"])
def test_pages_cost_a_fixed_number_of_queries(client: Client, feed: Feed, path: str) -> None:
    imported(feed, [row(n) for n in range(3)])
    wrong = [row(n, price_eur=5_000 + n, colour=f"kleur {n}") for n in range(3)]
    run = planned(feed, wrong, dry=True)
    pages = {"run": f"importrun/{run.pk}/change/", "feed": f"feed/{feed.pk}/change/"}
    asked = []
    for extra in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{ROOT}/{pages.get(path, path)}").status_code == 200
        asked.append(len(queries))
        more = feed_of(SellerFactory(name=f"Bravo {extra}"))
        planned(more, [row(n, colour=f"tint {n}") for n in range(9)], dry=True)
        run.rows.create(number=90 + extra, kind="changed", listing_id=Listing.objects.first().pk)  # type: ignore[union-attr]
        FeedWord.objects.create(feed=feed, field="option", word=f"pakket {extra}")
    assert asked[0] == asked[1]
