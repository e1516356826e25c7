"""Every URL of the dealers' site × every kind of person × rows of both dealers in every state.

A URL without a row here fails. Another's row is answered exactly as one that does not exist.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.db.models import Model, Q
from django.test import Client
from django.urls import get_resolver

from listings.belonging import of
from listings.choices import State
from listings.models import (
    Feed,
    ImportRun,
    Lead,
    Listing,
    ListingChange,
    Photo,
    Seller,
    Town,
)
from tests.admin_form import fields
from tests.dealers import Firm, at_desk, firm
from tests.factories import (
    LeadFactory,
    ListingFactory,
    OptionFactory,
    PhotoFactory,
    SellerFactory,
    UserFactory,
)
from tests.staff import EDITORS, LISTINGS_STAFF, READ_ONLY, signed_in
from tests.test_access import Row, urls_of

pytestmark = pytest.mark.django_db

# A: somebody of one of the two dealers; n: somebody with an account and no seller; of the staff
# r: read-only, e: editors, l: listings staff, s: superuser.
PEOPLE = "aAnrels"
DEALERS = "As"
ROOT = "/dealer/listings"
ABSENT = 10**9
# Alfa's, in whichever row it stands; not the word that somebody looks for.
OF_ALFA = re.compile(r"Alfa (auto|vra|\d)|alfa-verkoop|Alfa\.csv|>\s*Alfa")


def desk_rows() -> Iterator[Row]:
    for name in ("index", "password_change", "password_change_done", "jsi18n"):
        path = {"index": "", "password_change_done": "password_change/done/"}.get(name, f"{name}/")
        yield Row(f"dealer:{name}", f"/dealer/{path}", DEALERS, no=302)
    yield Row("dealer:login", "/dealer/login/", "anrel", no=302)
    yield Row("dealer:logout", "/dealer/logout/", DEALERS, yes=405, no=302)
    yield Row("dealer:second_factor", "/dealer/second-factor/", PEOPLE, yes=302)
    yield Row("dealer:app_list", "/dealer/listings/", DEALERS, no=302)
    yield Row("dealer/(?P<url>.*)$", "/dealer/geen/zo/iets/", DEALERS, yes=404, no=302)
    for hidden in ("articles/", "auth/user/", "listings/make/", "listings/seller/", "axes/"):
        yield Row("dealer/(?P<url>.*)$", f"/dealer/{hidden}", DEALERS, yes=404, no=302)
    for name, field in (("listing", "make"), ("listing", "model"), ("listing", "generation")):
        query = f"?app_label=listings&model_name={name}&field_name={field}"
        yield Row("dealer:autocomplete", f"/dealer/autocomplete/{query}", DEALERS, no=302)
    for source in ("listing.seller", "seller.people", "seller.town", "x.y"):
        name, field = source.split(".")
        query = f"?app_label=listings&model_name={name}&field_name={field}"
        yield Row("dealer:autocomplete", f"/dealer/autocomplete/{query}", DEALERS, 403, 302)


def model_rows() -> Iterator[Row]:
    for model in ("listing", "lead", "feed", "feedword", "importrun", "listingchange"):
        name, url = f"dealer:listings_{model}_changelist", f"{ROOT}/{model}/"
        yield Row(name, url, DEALERS, no=302)
        yield Row(name, f"{url}?o=-1.2.3&q=a", DEALERS, no=302)
    for method in ("get", "post"):
        yield Row(
            "dealer:listings_listing_add", f"{ROOT}/listing/add/", DEALERS, 200, 302, None, method
        )
    yield Row("dealer:listings_lead_export", f"{ROOT}/lead/export/", DEALERS, no=302)
    # What a dealer's table does not have is no page at all.
    for path in ("listing/1/delete/", "lead/add/", "lead/1/delete/", "lead/1/history/"):
        yield Row("dealer/(?P<url>.*)$", f"{ROOT}/{path}", DEALERS, yes=404, no=302)
    for path in (
        "feed/add/",
        "feed/1/password/",
        "feedword/add/",
        "importrun/add/",
        "listingchange/1/change/",
        "listing/1/",
    ):
        yield Row("dealer/(?P<url>.*)$", f"{ROOT}/{path}", DEALERS, yes=404, no=302)


def own_rows(owner: str, one: Firm) -> Iterator[Row]:
    """The pages of one dealer's rows, which are nobody else's."""
    for car in one.cars:
        yield from row_pages("listing", car, owner, change=200, post=200, history=302)
        yield verb_row("listings_listing_verb", f"listing/{car.pk}/do/withdraw/", owner, 200)
        photos = f"{ROOT}/listing/{car.pk}/photos/"
        yield Row("dealer:listings_listing_photos", photos, f"{owner}s", 200, 404, 302)
        yield verb_row("listings_listing_photos", f"listing/{car.pk}/photos/", owner, 400)
        card = f"{ROOT}/listing/{car.pk}/card/"
        yield Row("dealer:listings_listing_card", card, f"{owner}s", 200, 404, 302)
    yield from row_pages("lead", one.lead, owner, change=200, post=302)
    for verb in ("nonsense", "expire"):  # time alone lets a car expire
        yield verb_row("listings_listing_verb", f"listing/{car.pk}/do/{verb}/", owner, 404)
    for state, yes in (("new", 302), ("nonsense", 404)):
        yield verb_row("listings_lead_move", f"lead/{one.lead.pk}/do/{state}/", owner, yes)
    yield from feed_rows(owner, one)


def feed_rows(owner: str, one: Firm) -> Iterator[Row]:
    """Only staff say whose a feed is; its dealer sends files, and decides what words mean."""
    yield from row_pages("feed", one.feed, owner, change=200, post=302)
    yield from row_pages("feedword", one.word, owner, change=200, post=302)
    yield from row_pages("importrun", one.run, owner, change=200, post=302)
    feed, run = f"feed/{one.feed.pk}", f"importrun/{one.run.pk}"
    for page in ("upload", "fetch"):
        yield verb_row(f"listings_feed_{page}", f"{feed}/{page}/", owner, 302)
    who = f"{owner}s"
    for form, yes in (("own-csv", 200), ("nonsense", 404)):
        yield Row("dealer:listings_feed_export", f"{ROOT}/{feed}/export/{form}/", who, yes, 404)
    for form, yes in (("json", 200), ("csv", 200), ("nonsense", 404)):
        report = f"{ROOT}/{run}/report/{form}/"
        yield Row("dealer:listings_importrun_report", report, who, yes, 404)
    yield Row("dealer:listings_importrun_progress", f"{ROOT}/{run}/progress/", who, 200, 404)
    for verb, yes in (("discard", 302), ("nonsense", 404)):
        yield verb_row("listings_importrun_do", f"{run}/do/{verb}/", owner, yes)


def row_pages(
    model: str, row: Model, owner: str, *, change: int, post: int, history: int = 0
) -> Iterator[Row]:
    """For dealers alone ``no`` is meant: who has no seller is sent to the login page."""
    page, name = f"{ROOT}/{model}/{row.pk}", f"dealer:listings_{model}"
    who = f"{owner}s"
    yield Row(f"{name}_change", f"{page}/change/", who, change, 404)
    yield Row(f"{name}_change", f"{page}/change/", who, post, 404, method="post")
    if history:
        yield Row(f"{name}_history", f"{page}/history/", who, history, 404)


def verb_row(name: str, path: str, owner: str, yes: int) -> Row:
    return Row(f"dealer:{name}", f"{ROOT}/{path}", f"{owner}s", yes, 404, method="post")


def rows(a: Firm, b: Firm) -> Iterator[Row]:
    yield from desk_rows()
    yield from model_rows()
    yield from own_rows("A", a)
    yield from own_rows("B", b)


def client_of(person: str, a: Firm, b: Firm) -> Client:
    staff = {"r": READ_ONLY, "e": EDITORS, "l": LISTINGS_STAFF, "s": "superuser"}
    if person in staff:
        return signed_in(staff[person])
    if person == "a":
        return Client()
    return at_desk(a.person if person == "A" else UserFactory())


@pytest.fixture
def a() -> Firm:
    return firm("Alfa")


@pytest.fixture
def b() -> Firm:
    return firm("Bravo")


def test_every_url_of_the_dealers_site_has_a_row(a: Firm, b: Firm) -> None:
    known = {row.key for row in rows(a, b)}
    urls = set(urls_of(get_resolver().url_patterns))
    assert {url for url in urls if url.startswith("dealer")} == known


def asked_of(person: str, a: Firm, b: Firm) -> list[Row]:
    """Who has no seller is sent away before anything is looked up: a row of each kind is enough."""
    every = list(rows(a, b))
    return (
        every if person in DEALERS else list({(row.key, row.method): row for row in every}.values())
    )


@pytest.mark.usefixtures("only_answers")
@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_gets_their_own_and_no_more(a: Firm, b: Firm, person: str) -> None:
    client, wrong = client_of(person, a, b), []
    for row in asked_of(person, a, b):
        sent_away = person not in DEALERS and row.key != "dealer:login"
        expected = 302 if sent_away else row.expected(person)
        answer = getattr(client, row.method)(row.url)
        if answer.streaming:
            list(answer.streaming_content)  # read to its end: that closes the file
        if answer.status_code != expected:
            wrong.append(f"{row.method} {row.url}: {answer.status_code}, not {expected}")
        elif sent_away:
            assert answer["Location"].startswith("/dealer/"), row.url
    assert not wrong, "\n".join(wrong)
    states = {car.pk: car.state for car in Listing.objects.all()}
    assert states == {car.pk: car.state for car in [*a.cars, *b.cars]}


def test_dealers_never_come_to_the_staffs_desk(a: Firm) -> None:
    client = at_desk(a.person)
    for path in ("", "listings/listing/", f"listings/listing/{a.cars[1].pk}/change/"):
        assert client.get(f"/admin/{path}").status_code == 302


@pytest.mark.usefixtures("only_answers")
@pytest.mark.parametrize("place", ["listing", "lead", "feed", "importrun", "feedword"])
def test_anothers_row_answers_as_an_absent_one(a: Firm, b: Firm, place: str) -> None:
    client = at_desk(b.person)
    foreign: Any = {
        "listing": a.cars[0], "lead": a.lead, "feed": a.feed, "importrun": a.run, "feedword": a.word
    }[place]  # fmt: skip
    pages = (
        *("change/", "history/", "delete/", "do/answered/", "do/publish/", "do/apply/", "card/"),
        *("photos/", "upload/", "export/own-csv/", "report/json/", "progress/", "password/"),
    )
    queries = ("", "?_popup=1", "?_to_field=id", "?_changelist_filters=q%3Dx")
    for page in pages:
        urls = {pk: f"{ROOT}/{place}/{pk}/{page}" for pk in (foreign.pk, ABSENT)}
        for query in queries:
            for method in ("get", "post"):
                one, other = (getattr(client, method)(f"{url}{query}") for url in urls.values())
                told = one.status_code, one.get("Location", "")
                assert told == (other.status_code, other.get("Location", "")), page
                assert one.status_code in {403, 404, 405}
                bodies = [
                    answer.content.replace(f"/{pk}/".encode(), b"")
                    for answer, pk in zip((one, other), urls, strict=True)
                ]
                assert bodies[0] == bodies[1], page


def test_lists_hold_ones_own_however_they_are_asked(a: Firm, b: Firm) -> None:
    client = at_desk(b.person)
    seller = a.seller.pk
    asked = [
        *("listing/", "listing/?q=Alfa", f"listing/?q={a.cars[0].pk}", "listing/?all=1&o=-2"),
        *(f"listing/?seller__id__exact={seller}", "listing/?state=draft", "listing/?q=NX-123-B"),
        *("lead/", "lead/?q=Alfa", f"lead/?listing__seller__id__exact={seller}"),
        *("lead/export/", "lead/export/?q=Alfa", "feed/", f"feed/?seller__id__exact={seller}"),
        *("importrun/", "importrun/?state__exact=planning", "listingchange/"),
        *(f"listingchange/?listing_id__exact={a.cars[1].pk}", f"listingchange/?q={a.cars[1].pk}"),
        *("listingchange/?field=price_eur", "listingchange/?field=vin", "feed/?q=Alfa"),
        *("feedword/?known=all", f"feedword/?known=all&feed__id__exact={a.feed.pk}"),
        *(f"importrun/?feed__id__exact={a.feed.pk}", f"feed/{b.feed.pk}/export/own-csv/"),
        *(f"importrun/{b.run.pk}/report/csv/", f"importrun/{b.run.pk}/change/"),
        *(
            "listing/?_popup=1",
            "listing/?_to_field=id&_popup=1",
            "listing/?_facets=True",
            "lead/?o=1.2.3.4.5",
            f"listing/{b.cars[0].pk}/change/",  # of which Alfa has one with the same plate
        ),
    ]
    chosen = [
        f"/dealer/autocomplete/?app_label=listings&model_name={name}&field_name={field}&term={term}"
        for name, field in (("photo", "listing"), ("lead", "listing"), ("importrun", "feed"))
        for term in ("", "Alfa", a.cars[0].pk)
    ]
    for query in [*(f"{ROOT}/{path}" for path in asked), "/dealer/", *chosen]:
        answer = client.get(query)
        assert answer.status_code == 200, query
        assert not OF_ALFA.search(answer.getvalue().decode()), query
        if changelist := getattr(answer, "context", None) and answer.context.get("cl"):
            own = set(of(b.person, changelist.model).values_list("pk", flat=True))
            assert {row.pk for row in changelist.result_list} <= own
            assert changelist.full_result_count is None


def test_the_one_rule_is_what_keeps_them_apart(
    a: Firm, b: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without it the tests above would see another's rows."""
    monkeypatch.setattr("listings.dealers.base.belongs", lambda model, person: Q())
    for page in ("listing", "lead", "importrun"):
        assert OF_ALFA.search(at_desk(b.person).get(f"{ROOT}/{page}/").content.decode()), page


def test_no_filter_tells_what_stands_in_anothers_drafts(a: Firm, b: Firm) -> None:
    """All cars have one plate; whether another dealer has it too is nobody's to learn."""
    Listing.objects.filter(seller=b.seller).exclude(pk=b.cars[0].pk).update(license_plate="")
    client, found = at_desk(b.person), []
    for _ in range(2):
        answer = client.get(f"{ROOT}/listing/?attention=twice&_facets=True")
        found.append([car.pk for car in answer.context["cl"].result_list])
        Listing.objects.filter(seller=a.seller).update(license_plate="")
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "lookup",
    [
        *("seller__people__password__startswith=p", "seller__name__startswith=A"),
        *("leads__email__contains=b", "seller__listings__title__contains=A"),
        *("make__listing__vin=1", "options__listings__id=1", "photos__digest=0"),
    ],
)
def test_filters_do_not_ask_through_other_tables(a: Firm, b: Firm, lookup: str) -> None:
    assert at_desk(b.person).get(f"{ROOT}/listing/?{lookup}").status_code in {302, 400}


def test_actions_touch_ones_own_rows_alone(a: Firm, b: Firm) -> None:
    client = at_desk(b.person)
    both = [a.cars[1].pk, b.cars[1].pk]
    chosen = {"action": "withdraw", "_selected_action": both, "confirmed": "yes"}
    client.post(f"{ROOT}/listing/", chosen)
    client.post(f"{ROOT}/listing/", {**chosen, "select_across": "1"})
    leads = {"action": "mark_spam", "_selected_action": [a.lead.pk, b.lead.pk]}
    client.post(f"{ROOT}/lead/", {**leads, "select_across": "1"})
    client.post(f"{ROOT}/listing/", {"action": "delete_selected", "_selected_action": both})
    theirs = Listing.objects.filter(seller=a.seller)
    assert sorted(theirs.values_list("state", flat=True)) == sorted(State.values)
    assert Listing.objects.get(pk=b.cars[1].pk).state == State.WITHDRAWN
    assert [lead.state for lead in Lead.objects.order_by("pk")] == ["new", "spam"]


def test_words_of_anothers_feed_are_not_decided(a: Firm, b: Firm) -> None:
    """The list is a form of many rows: one of them may be named by hand."""
    sent = {
        "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": a.word.pk,
        "form-0-value": "peugeot", "_save": "1",
    }  # fmt: skip
    client = at_desk(b.person)
    for query in ("", "?known=all"):
        client.post(f"{ROOT}/feedword/{query}", sent)
    a.word.refresh_from_db()
    b.word.refresh_from_db()
    assert (a.word.value, b.word.value) == (None, None)


@pytest.mark.parametrize("page", ["", "listings/listing/", "listings/lead/", "listings/feed/"])
def test_pages_cost_a_fixed_number_of_queries(
    a: Firm, page: str, django_assert_max_num_queries: Any
) -> None:
    client = at_desk(a.person)
    for _ in range(9):
        LeadFactory(listing=ListingFactory(seller=a.seller))
    with django_assert_max_num_queries(12):
        assert client.get(f"/dealer/{page}").status_code == 200


def add_form(client: Client, **facts: Any) -> Any:
    url = f"{ROOT}/listing/add/"
    return client.post(url, fields(client, url, title="Peugeot 508", **facts))


def test_a_new_car_is_of_ones_own_seller_only(a: Firm, b: Firm) -> None:
    client = at_desk(b.person)
    refused = add_form(client, seller=a.seller.pk)
    assert refused.status_code == 200
    assert refused.context["errors"]
    assert add_form(client).status_code == 302
    made = Listing.objects.latest("pk")
    assert (made.seller, made.state, made.source) == (b.seller, State.DRAFT, "")


def test_nothing_that_is_the_sites_to_say_is_posted(a: Firm, b: Firm) -> None:
    """Whose it is, where it comes from, its state, and what staff decided stay as they are."""
    client, car = at_desk(b.person), b.cars[1]
    Listing.objects.filter(pk=car.pk).update(locked_fields=["mileage_km", "make"], source="x")
    url = f"{ROOT}/listing/{car.pk}/change/"
    hostile = {
        "seller": a.seller.pk, "source": "own-csv", "external_id": "1", "state": "sold",
        "locked_fields": "", "mileage_km": 5, "model": "", "published_at": "", "version": "netjes",
    }  # fmt: skip
    assert client.post(url, fields(client, url, **hostile)).status_code == 302
    now = Listing.objects.get(pk=car.pk)
    assert now.version == "netjes"
    assert (now.seller, now.source, now.external_id, now.state) == (b.seller, "x", "", "published")
    assert (now.locked_fields, now.mileage_km) == (["mileage_km", "make"], car.mileage_km)
    assert now.model == car.model


def test_photos_of_another_car_cannot_be_taken_along(a: Firm, b: Firm) -> None:
    foreign, own = PhotoFactory(listing=a.cars[1]), PhotoFactory(listing=b.cars[1])
    client = at_desk(b.person)
    url = f"{ROOT}/listing/{b.cars[1].pk}/change/"
    sent = fields(client, url)
    sent |= {"photos-0-id": foreign.pk, "photos-0-alt": "gestolen", "photos-0-DELETE": "on"}
    client.post(url, sent)
    assert Photo.objects.get(pk=foreign.pk).listing == a.cars[1]
    assert Photo.objects.get(pk=foreign.pk).alt == ""
    assert Photo.objects.filter(pk=own.pk).exists()


def test_a_car_that_came_from_another_seller_left_its_past_there(a: Firm, b: Firm) -> None:
    car = a.cars[1]
    Listing.objects.filter(pk=car.pk).update(price_eur=11_111)
    Listing.objects.filter(pk=car.pk).update(seller=b.seller)
    Listing.objects.filter(pk=car.pk).update(price_eur=9_999)
    (change,) = of(b.person, ListingChange).filter(listing_id=car.pk)
    assert change.changed["price_eur"] == [11_111, 9_999]
    html = at_desk(b.person).get(f"{ROOT}/listing/{car.pk}/change/").content.decode()
    assert "Alfa" not in html.replace("Alfa auto 1", "").replace("Alfa 1", "")


def test_staff_who_changed_a_car_are_not_named(b: Firm) -> None:
    staff = signed_in(LISTINGS_STAFF)
    staff.post(f"/admin/listings/listing/{b.cars[2].pk}/do/publish/")
    at_desk(b.person).post(f"{ROOT}/listing/{b.cars[2].pk}/do/reserve/")
    names = {change.actor for change in ListingChange.objects.filter(listing_id=b.cars[2].pk)}
    client = at_desk(b.person)
    for page in ("listingchange/", f"listing/{b.cars[2].pk}/change/"):
        html = client.get(f"{ROOT}/{page}").content.decode()
        assert b.person.username in html
        assert not any(name in html for name in names - {"", b.person.username})


def test_a_draft_is_previewed_by_its_own_dealer(a: Firm, b: Firm) -> None:
    url = a.cars[0].get_absolute_url()
    assert at_desk(a.person).get(url).status_code == 200
    assert at_desk(b.person).get(url).status_code == 404
    assert Client().get(url).status_code == 404


def test_what_nobody_named_belongs_to_nobody(a: Firm) -> None:
    assert not of(a.person, Town).exists()
    assert not of(a.person, type(a.person)).exists()
    a.person.is_active = False
    assert not of(a.person, Listing).exists()
    assert [of(a.person, model).count() for model in (Seller, Feed, ImportRun)] == [0, 0, 0]


def test_people_of_two_sellers_see_both_and_choose_between_them(a: Firm, b: Firm) -> None:
    b.seller.people.add(a.person)
    SellerFactory(name="Charlie")
    client = at_desk(a.person)
    form = client.get(f"{ROOT}/listing/add/").context["adminform"].form
    assert {str(choice) for _, choice in form.fields["seller"].choices} == {"Alfa", "Bravo"}
    assert client.get(f"{ROOT}/listing/").context["cl"].result_count == 12


def test_login_is_for_people_of_a_seller_and_axes_counts(a: Firm, settings: Any) -> None:
    settings.AXES_ENABLED = True
    a.person.set_password("een lang wachtwoord")
    a.person.save()
    outsider = UserFactory(username="buiten", is_staff=True)
    outsider.set_password("een lang wachtwoord")
    outsider.save()

    def login(username: str, password: str) -> Any:
        return Client().post(
            "/dealer/login/", {"username": username, "password": password, "next": "/dealer/"}
        )

    assert login(a.person.username, "een lang wachtwoord")["Location"] == "/dealer/"
    refused = login("buiten", "een lang wachtwoord").context["form"].non_field_errors()
    assert refused == login("buiten", "fout").context["form"].non_field_errors()
    for _ in range(10):
        login(a.person.username, "fout")
    assert login(a.person.username, "een lang wachtwoord").status_code == 429
    assert not mail.outbox


def test_options_and_photos_are_a_dealers_to_say(b: Firm) -> None:
    option, client = OptionFactory(), at_desk(b.person)
    url = f"{ROOT}/listing/{b.cars[0].pk}/change/"
    assert client.post(url, fields(client, url, options=[option.pk])).status_code == 302
    assert list(b.cars[0].options.all()) == [option]
