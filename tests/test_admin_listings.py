"""The stock's desk: the list of cars, its filters, its figures and its verbs."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from listings.admin.filters import MissingFilter
from listings.admin.verbs import VERBS
from listings.choices import State
from listings.models import Listing, ListingChange, StateError
from tests.factories import (
    CarModelFactory,
    DraftListingFactory,
    ExpiredListingFactory,
    LeadFactory,
    ListingFactory,
    MakeFactory,
    PhotoFactory,
    ReservedListingFactory,
    SellerFactory,
    SoldListingFactory,
    WithdrawnListingFactory,
)
from tests.staff import LISTINGS_STAFF, READ_ONLY, signed_in

pytestmark = pytest.mark.django_db
LIST = "/admin/listings/listing/"
FACTORIES = {
    State.DRAFT: DraftListingFactory,
    State.PUBLISHED: ListingFactory,
    State.RESERVED: ReservedListingFactory,
    State.SOLD: SoldListingFactory,
    State.WITHDRAWN: WithdrawnListingFactory,
    State.EXPIRED: ExpiredListingFactory,
}


@pytest.fixture
def desk() -> Client:
    return signed_in(LISTINGS_STAFF)


def page(car: Listing) -> str:
    return reverse("admin:listings_listing_change", args=[car.pk])


def found(client: Client, query: str) -> set[int]:
    return {car.pk for car in client.get(LIST + query).context["cl"].result_list}


# --- The list -----------------------------------------------------------------------------------


def test_list_shows_photo_or_drawing(desk: Client) -> None:
    ListingFactory(body="estate", colour="green")
    PhotoFactory(listing=ListingFactory(), digest="ab" * 32)
    html = desk.get(LIST).content.decode()
    assert "cars.svg#estate" in html and "paint-green" in html
    assert f"photos/ab/{'ab' * 32}" in html


def test_list_costs_the_same_for_two_cars_and_for_twenty(
    desk: Client, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(2):
        PhotoFactory(listing=ListingFactory(seller=SellerFactory()), position=number)
    with django_assert_max_num_queries(9) as few:
        desk.get(LIST)
    for make in ("audi", "bmw", "kia"):
        for _ in range(6):
            ListingFactory(model=CarModelFactory(make=MakeFactory(slug=make), slug="x"))
    with django_assert_num_queries(len(few)):
        desk.get(LIST)


@pytest.mark.parametrize("state", [*State.values, "live"])
def test_filters_by_state(desk: Client, state: str) -> None:
    cars = {name: factory().pk for name, factory in FACTORIES.items()}
    live = {cars[State.PUBLISHED], cars[State.RESERVED]}
    assert found(desk, f"?state={state}") == (live if state == "live" else {cars[State(state)]})


def test_filters_by_seller_and_make_that_are_typed(desk: Client) -> None:
    car, _other = ListingFactory(), ListingFactory(model=CarModelFactory(make__slug="audi"))
    assert found(desk, f"?seller__id__exact={car.seller_id}") == {car.pk}
    assert found(desk, f"?make__id__exact={car.make_id}&seller__id__exact=") == {car.pk}
    html = desk.get(f"{LIST}?make__id__exact={car.make_id}").content.decode()
    assert f'<option value="{car.make_id}" selected>' in html
    assert html.count("Garage") < 10


def test_filters_cars_without_photo(desk: Client) -> None:
    bare, shown = ListingFactory(), PhotoFactory().listing
    assert found(desk, "?photos=none") == {bare.pk}
    assert found(desk, "?photos=some") == {shown.pk}


def test_filters_by_expiry(desk: Client) -> None:
    now = timezone.now()
    soon = ListingFactory(expires_at=now + timedelta(days=3))
    over = ListingFactory(expires_at=now - timedelta(days=1))
    never = ListingFactory(expires_at=None)
    ListingFactory(expires_at=now + timedelta(days=30))
    WithdrawnListingFactory(expires_at=now - timedelta(days=1))
    assert found(desk, "?expiry=soon") == {soon.pk}
    assert found(desk, "?expiry=over") == {over.pk}
    assert found(desk, "?expiry=never") == {never.pk}


@pytest.mark.parametrize("field", list(MissingFilter.FIELDS))
def test_filters_by_what_is_missing(desk: Client, field: str) -> None:
    facts = {"description": "Nette auto.", "license_plate": "AB-123-C"}
    DraftListingFactory(**facts)
    without = DraftListingFactory(**facts)
    empty = None if Listing._meta.get_field(field).null else ""
    Listing.objects.filter(pk=without.pk).update(**{field: empty})
    assert found(desk, f"?missing={field}") == {without.pk}


@pytest.mark.parametrize(
    "term",
    ["trekhaak audi", "AB-123-C", "ab123c", "WVWZZZ1KZAW000001", "bron-77", "Audi x"],
)
def test_search_finds(desk: Client, term: str) -> None:
    ListingFactory(title="Peugeot 508")
    car = ListingFactory(
        model=CarModelFactory(make=MakeFactory(slug="audi"), slug="x"),
        title="Audi met Trekhaak",
        license_plate="AB-123-C",
        vin="WVWZZZ1KZAW000001",
        external_id="bron-77",
    )
    assert found(desk, f"?q={term}") == {car.pk}


def test_search_finds_a_plate_stored_without_dashes_and_a_number(desk: Client) -> None:
    car = ListingFactory(license_plate="XY987Z")
    assert found(desk, "?q=XY-987-Z") == {car.pk}
    assert car.pk in found(desk, f"?q={car.pk}")


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00",
        "?state__exact=%00",
        "?q=" + "a" * 5000,
        "?seller__id__exact=99999999999999999999",
        "?seller__id__exact=x",
        "?p=99999999999999999999",
        "?o=1.9.-77",
        "?state=nonsense&missing=x&photos=y&expiry=z",
        "?q=%25%27%22%5C%29",
        "?seller__email__startswith=a",
        "?_facets=True&state=live",
        "?e=1",
    ],
)
def test_bad_query_strings_get_an_answer(desk: Client, query: str) -> None:
    ListingFactory()
    assert desk.get(LIST + query).status_code in {200, 302, 400}


def test_text_of_others_is_escaped(desk: Client) -> None:
    seller = SellerFactory(name="<script>alert(1)</script>")
    car = DraftListingFactory(title="<img src=x onerror=alert(1)>", make=None, model=None)
    Listing.objects.filter(pk=car.pk).update(seller=seller, version="<b>x</b>")
    for url in (LIST, page(car), "/admin/listings/listingchange/"):
        html = desk.get(url).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "<b>x</b>" not in html


def test_days_online_end_when_the_car_leaves(desk: Client) -> None:
    now = timezone.now()
    on = ListingFactory(published_at=now - timedelta(days=5, hours=1))
    off = SoldListingFactory(
        published_at=now - timedelta(days=9, hours=1), state_at=now - timedelta(days=2)
    )
    admin = desk.get(LIST).context["cl"].model_admin
    assert admin.days_online(on) == 5
    assert admin.days_online(off) == 7
    assert admin.days_online(DraftListingFactory()) is None


# --- The desk's figures -------------------------------------------------------------------------


def test_figures_are_the_lengths_of_their_lists() -> None:
    desk = signed_in("superuser")
    for factory in FACTORIES.values():
        factory()
    PhotoFactory(listing=ListingFactory())
    LeadFactory(listing=Listing.objects.first())
    counts = desk.get("/admin/").context["counts"]
    assert len(counts) == 9
    for count in counts:
        listed = desk.get(count.url).context["cl"]
        assert count.number == listed.result_count, count.label
    assert sum(count.number for count in counts) > 6


def test_figures_are_only_those_one_may_see(desk: Client) -> None:
    urls = [count.url for count in desk.get("/admin/").context["counts"]]
    assert not [url for url in urls if "/articles/" in url]
    assert [url for url in urls if "/lead/" in url]


# --- Verbs --------------------------------------------------------------------------------------


def act(client: Client, verb: str, *cars: Listing, **more: Any) -> HttpResponse:
    data = {"action": verb, "_selected_action": [car.pk for car in cars], **more}
    return client.post(LIST, data, follow=True)  # type: ignore[return-value]


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("name", VERBS)
def test_buttons_offered_are_the_verbs_that_work(state: str, name: str) -> None:
    car = FACTORIES[State(state)]()
    offered = state in VERBS[name].states
    try:
        getattr(car, name)(by=None)
    except StateError:
        assert not offered
    else:
        assert offered


def test_action_reports_done_and_refused_with_the_reason(desk: Client) -> None:
    whole, half = DraftListingFactory(), DraftListingFactory(price_eur=None)
    answer = act(desk, "publish", whole, half, confirmed="yes")
    texts = [str(message) for message in answer.context["messages"]]
    assert Listing.objects.get(pk=whole.pk).state == State.PUBLISHED
    assert Listing.objects.get(pk=half.pk).state == State.DRAFT
    assert len(texts) == 2
    assert str(half.pk) in texts[1]
    assert half.missing_fields()[0] in texts[1]


@pytest.mark.parametrize("verb", VERBS)
def test_actions_ask_first_and_tell_what_comes_of_it(desk: Client, verb: str) -> None:
    cars = [factory() for factory in FACTORIES.values()]
    cars.append(DraftListingFactory(price_eur=None))
    before = {car.pk: car.state for car in cars}
    asked = act(desk, verb, *cars)
    assert dict(Listing.objects.values_list("pk", "state")) == before
    told = asked.context["preview"]
    act(desk, verb, *cars, confirmed="yes")
    now = Listing.objects.in_bulk()
    moved = {car.pk for car in cars if now[car.pk].state != before[car.pk]}
    assert {car.pk for car in told.examples} == moved
    assert told.goes == len(moved)
    assert told.goes + told.stays == len(cars)


def test_question_says_what_each_refused_car_lacks(desk: Client) -> None:
    half = DraftListingFactory(price_eur=None)
    asked = act(desk, "publish", half, SoldListingFactory())
    (_state, sold), (_none, lacking) = (
        (group.state, group) for group in asked.context["preview"].staying
    )
    assert sold.count == lacking.count == 1
    assert lacking.examples == [(half, half.missing_fields()[0])]
    assert half.missing_fields()[0] in asked.text
    assert 'class="default"' not in asked.text  # nothing can be done


@pytest.mark.parametrize(("verb", "asks"), [("publish", False), ("withdraw", True)])
def test_button_asks_only_where_it_hurts(desk: Client, verb: str, asks: bool) -> None:
    answer = desk.post(
        reverse("admin:listings_listing_verb", args=[DraftListingFactory().pk, verb])
    )
    assert (answer.status_code == 200) is asks


def test_whole_list_can_be_meant(desk: Client) -> None:
    cars = [ListingFactory() for _ in range(3)]
    act(desk, "withdraw", cars[0], select_across="1", confirmed="yes")
    assert Listing.objects.filter(state=State.WITHDRAWN).count() == 3


def test_button_moves_one_car_and_the_log_names_who(desk: Client) -> None:
    car = DraftListingFactory()
    desk.post(reverse("admin:listings_listing_verb", args=[car.pk, "publish"]))
    car.refresh_from_db()
    assert car.state == State.PUBLISHED
    change = ListingChange.objects.filter(listing_id=car.pk).first()
    who = User.objects.get(pk=desk.session["_auth_user_id"])
    assert change and change.actor == who.username


def test_button_needs_post_and_a_known_verb(desk: Client) -> None:
    car = ListingFactory()
    assert desk.get(f"{LIST}{car.pk}/do/withdraw/").status_code == 405
    for name in ("delete", "save", "_move", "missing_fields"):
        assert desk.post(f"{LIST}{car.pk}/do/{name}/").status_code == 404
    assert desk.post(f"{LIST}99999999999999999999/do/withdraw/").status_code == 404


def test_who_may_only_look_moves_nothing() -> None:
    looker, car = signed_in(READ_ONLY), ListingFactory()
    assert looker.post(f"{LIST}{car.pk}/do/reserve/").status_code == 403
    act(looker, "reserve", car)
    assert "do/reserve/" not in looker.get(page(car)).content.decode()
    car.refresh_from_db()
    assert car.state == State.PUBLISHED
