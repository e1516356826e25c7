"""The page of one car, in every state it can be in."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from articles.models import Article, ArticleVehicle
from listings import specifications
from listings.choices import PriceType, SellerKind
from listings.models import Listing, ListingChange
from listings.price_history import PriceHistory, Step, steps
from listings.views.occasion import articles_about, generation_of
from tests.factories import (
    ArticleFactory,
    CarModelFactory,
    DraftListingFactory,
    ExpiredListingFactory,
    GenerationFactory,
    ListingFactory,
    MakeFactory,
    OptionFactory,
    PhotoFactory,
    ReservedListingFactory,
    SellerFactory,
    SoldListingFactory,
    StaffFactory,
    WithdrawnListingFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def english(listing: Listing) -> str:
    with override("en"):
        return listing.get_absolute_url()


def page(client: Client, listing: Listing) -> str:
    response = client.get(english(listing))
    assert response.status_code == 200
    return response.content.decode()


def test_shows_name_price_and_facts(client: Client) -> None:
    html = page(client, ListingFactory(body="estate", price_eur=22_950, mileage_km=80_662))
    for text in ("Peugeot 508 SW", "1.6 GT", "€22,950", "80,662", "May 2020", "133", "181"):
        assert text in html


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("NX123B", "NX-123-B"), ("NX-123-B", "NX-123-B"), ("B AB 1234", "B AB 1234")],
)
def test_plate_is_shown_as_it_stands_on_the_car(client: Client, kept: str, shown: str) -> None:
    assert f">{shown}<" in page(client, ListingFactory(license_plate=kept))


def test_unknown_is_said(client: Client) -> None:
    assert "unknown" in page(client, ListingFactory(weight_kg=None))


@pytest.mark.parametrize(
    "path", ["/occasions/peugeot/508/anders-{}/", "/occasions/opel/corsa/16-gt-2020-{}/"]
)
def test_another_spelling_moves_to_the_one_address(client: Client, path: str) -> None:
    listing = ListingFactory()
    response = client.get(path.format(listing.pk))
    assert response.status_code == 301
    assert response["Location"] == listing.get_absolute_url()


@pytest.mark.parametrize("number", [1, 10**30])
def test_a_car_that_never_was_is_a_404(client: Client, number: int) -> None:
    assert client.get(f"/occasions/peugeot/508/x-{number}/").status_code == 404


def test_reserved_is_said_and_can_be_asked_about(client: Client) -> None:
    html = page(client, ReservedListingFactory())
    assert "This car is reserved" in html
    assert "/contact/" in html


def test_sold_is_said_and_cannot_be_asked_about(client: Client) -> None:
    html = page(client, SoldListingFactory())
    assert "Sold on" in html
    assert "/contact/" not in html


@pytest.mark.parametrize("make_listing", [WithdrawnListingFactory, ExpiredListingFactory])
def test_gone_shows_others_like_it(client: Client, make_listing: type[ListingFactory]) -> None:
    other = ListingFactory(version="2.0 Allure")
    response = client.get(make_listing().get_absolute_url())
    assert response.status_code == 410
    assert other.get_absolute_url() in response.content.decode()


def test_a_draft_does_not_exist_for_visitors_and_other_staff(client: Client) -> None:
    url = DraftListingFactory().get_absolute_url()
    assert client.get(url).status_code == 404
    client.force_login(StaffFactory())
    assert client.get(url).status_code == 404


def test_staff_with_permission_preview_a_draft(client: Client) -> None:
    staff = StaffFactory()
    staff.user_permissions.add(Permission.objects.get(codename="view_listing"))
    client.force_login(staff)
    response = client.get(english(DraftListingFactory()))
    assert b"Preview." in response.content
    assert "no-store" in response["Cache-Control"]


def test_visitors_share_one_page_without_cookies(client: Client) -> None:
    response = client.get(ListingFactory().get_absolute_url())
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_equipment_stands_in_its_groups() -> None:
    options = [OptionFactory(slug="trekhaak"), OptionFactory(slug="nap", group="status")]
    with override("en"):
        groups = specifications.equipment(ListingFactory(options=options))
    assert [(g.title, [o.slug for o in g.options]) for g in groups] == [
        ("Exterior", ["trekhaak"]),
        ("History and status", ["nap"]),
    ]


def test_only_the_year_is_shown_where_the_month_is_not_known() -> None:
    listing = ListingFactory(first_registration_month_known=False)
    assert specifications.first_registration(listing) == "2020"


@pytest.mark.parametrize(("fuel", "has_battery"), [("petrol", False), ("electric", True)])
def test_only_cars_with_a_plug_have_a_battery(fuel: str, has_battery: bool) -> None:
    with override("en"):
        groups = specifications.groups(ListingFactory(fuel=fuel))
    labels = {fact.label for group in groups for fact in group.facts}
    assert ("Battery" in labels) is has_battery
    assert ("Displacement" in labels) is not has_battery


def test_a_car_without_photos_is_drawn_in_its_colour(client: Client) -> None:
    html = page(client, ListingFactory(body="estate", colour="green"))
    assert "paint-green" in html
    assert "cars.svg#estate" in html


def test_photos_come_in_order_and_the_first_at_once(client: Client) -> None:
    listing = ListingFactory()
    PhotoFactory(listing=listing, position=2, alt="achter")
    PhotoFactory(listing=listing, position=1, alt="voor")
    html = page(client, listing)
    assert html.index('alt="voor"') < html.index('alt="achter"')
    assert html.count('fetchpriority="high"') == 1


def test_a_private_sellers_name_stays_private(client: Client) -> None:
    seller = SellerFactory(kind=SellerKind.PRIVATE, name="Jan Jansen", street="Kerkstraat 1")
    html = page(client, ListingFactory(seller=seller))
    assert "Jan Jansen" not in html
    assert "Kerkstraat" not in html


def test_articles_about_the_model_are_shown(client: Client) -> None:
    listing = ListingFactory()
    article = ArticleFactory(title="Peugeot 508: de test", body="<p>De Peugeot 508.</p>")
    with override("en"):
        url = article.get_absolute_url()
    assert url in page(client, listing)


def written(listing: Listing, role: str, **row: Any) -> Article:
    """A published article in which the listing's model has this role."""
    article = ArticleFactory(body="<p>Zonder auto.</p>", category=row.pop("category", "nieuws"))
    row = {"model": listing.model, "rank": 1, "score": 1, **row}
    ArticleVehicle.objects.create(article=article, role=role, **row)
    return article


def test_its_own_generation_is_read_first_and_each_article_says_why() -> None:
    listing = ListingFactory()
    model = listing.model
    first = GenerationFactory(model=model, name="I", year_from=2011, year_to=2018)
    second = GenerationFactory(model=model, name="II", year_from=2018)
    other = written(listing, "subject", category="koopwijzer", generation=first)
    unknown = written(listing, "subject", category="koopwijzer")
    own = written(listing, "subject", category="test", generation=second)
    written(listing, "passing")
    with override("en"):
        found = [(entry.article, entry.reason) for entry in articles_about(listing)]
    assert found == [
        (own, "Test of this generation"),
        (unknown, "Buying guide"),
        (other, "About another generation: I"),
    ]


def test_a_rival_says_what_it_was_compared_with() -> None:
    listing = ListingFactory()
    octavia = CarModelFactory(
        make=MakeFactory(slug="skoda", name="Škoda"), slug="octavia", name="Octavia"
    )
    article = written(listing, "rival", rank=2)
    ArticleVehicle.objects.create(article=article, model=octavia, role="subject", rank=1, score=2)
    with override("en"):
        assert [entry.reason for entry in articles_about(listing)] == [
            "Compared with the Škoda Octavia"
        ]


@pytest.mark.parametrize(("year", "name"), [(2014, "I"), (2018, None), (2020, "II"), (None, None)])
def test_a_year_of_two_generations_tells_none(year: int | None, name: str | None) -> None:
    model = CarModelFactory()
    ids = {
        "I": GenerationFactory(model=model, name="I", year_from=2011, year_to=2018).pk,
        "II": GenerationFactory(model=model, name="II", year_from=2018).pk,
    }
    registered = date(year, 5, 1) if year else None
    listing = DraftListingFactory(model=model, first_registration=registered)
    assert generation_of(listing) == (ids[name] if name else None)


# --- What it cost ---------------------------------------------------------------------------


def test_price_changes_are_shown(client: Client) -> None:
    listing = ListingFactory(price_eur=24_450, published_at=timezone.localtime() - 30 * DAY)
    Listing.objects.filter(pk=listing.pk).update(price_eur=22_950)
    ListingChange.objects.filter(changed__has_key="price_eur").update(at=timezone.now() - DAY)
    html = page(client, listing)
    assert "€1,500 cheaper" in html
    assert "30 days for sale" in html


def test_prices_from_before_publication_are_nobodys_business(client: Client) -> None:
    listing = DraftListingFactory(price_eur=30_000)
    Listing.objects.filter(pk=listing.pk).update(price_eur=20_000)
    listing.refresh_from_db()
    listing.publish()
    assert "€30,000" not in page(client, listing)


def test_a_price_on_request_has_no_history(client: Client) -> None:
    html = page(client, ListingFactory(price_type=PriceType.ON_REQUEST, price_eur=19_950))
    assert "Price on request" in html
    assert "19,950" not in html


def test_of_one_day_the_last_price_counts() -> None:
    start = datetime(2026, 9, 1, 9, tzinfo=UTC)
    moves = [
        (start + 3 * DAY, 20_000, 19_000),
        (start + 3 * DAY + timedelta(hours=2), 19_000, 18_500),
        (start + 5 * DAY, 18_500, 18_500),
    ]
    assert steps(start, 18_500, moves) == [
        Step(date(2026, 9, 1), 20_000),
        Step(date(2026, 9, 4), 18_500),
    ]


def test_the_picture_of_the_price_ends_where_it_stands_now() -> None:
    history = PriceHistory(
        [Step(date(2026, 9, 1), 20_000), Step(date(2026, 9, 11), 18_000)],
        date(2026, 9, 1),
        date(2026, 9, 21),
    )
    assert (history.days, history.saving_eur, len(history.lines)) == (20, 2_000, 3)
    assert (history.lines[-1].x2, history.lines[-1].y2) == (history.end.x1, history.end.y1)


# --- What RDW told --------------------------------------------------------------------------

ASKED = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("logical", "Logical according to RDW, asked on 12 November 2026"),
        ("illogical", "Not logical according to RDW, asked on 12 November 2026"),
        ("none", "No verdict according to RDW, asked on 12 November 2026"),
    ],
)
def test_the_odometer_verdict_stands_with_its_day(client: Client, verdict: str, words: str) -> None:
    listing = ListingFactory(odometer_verdict=verdict, rdw_checked_on=ASKED)
    html = page(client, listing)
    assert words in html
    assert ('class="wary"' in html) is (verdict == "illogical")
    assert "2026-11-12" in html  # for search engines


def test_an_open_recall_and_a_taxi_are_said(client: Client) -> None:
    html = page(client, ListingFactory(has_open_recall=True, was_taxi=True, rdw_checked_on=ASKED))
    assert "One is still open according to RDW, asked on 12 November 2026" in html
    assert "Registered as a taxi" in html
    assert "TaxiVehicleUsage" in html
    html = page(client, ListingFactory(has_open_recall=False, was_taxi=False))
    assert "None is open" in html
    assert "Not registered as a taxi" in html
    assert "TaxiVehicleUsage" not in html


def test_what_rdw_did_not_tell_is_no_question(client: Client) -> None:
    html = page(client, ListingFactory(odometer_verdict="logical"))  # without a day it is nothing
    assert "RDW" not in html
    assert "Recalls" not in html
    assert "axi" not in html
