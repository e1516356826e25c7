"""The demo: believable, in step with the catalogue, and the same every time."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from articles.demo import loader
from articles.demo.pictures import SCENES
from articles.models import Article
from listings.choices import Fuel, PriceType, SellerKind, State
from listings.demo import accounts, tables, when
from listings.demo.car import DemoCar
from listings.demo.catalogue import lines
from listings.demo.gallery import load_photos
from listings.demo.pictures import PHOTO_PLAN, PhotoSpec, photos_for
from listings.demo.prices import tidy
from listings.demo.stock import DEFAULT_COUNT, SEED, shares, stock
from listings.intake.photos import StoredPhoto
from listings.intake.rdw.checking import told
from listings.intake.rdw.client import known
from listings.models import Lead, Listing, ListingChange, Photo, RdwRecord, Seller
from tests.factories import LeadFactory, ListingFactory

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
FEW = 60


@pytest.fixture(scope="module")
def cars() -> list[DemoCar]:
    """The whole stock, computed and not written."""
    return list(stock(DEFAULT_COUNT, at=AT))


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """What a small load printed; its rows are there for the tests that ask for this."""
    out = io.StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        Group.objects.get_or_create(name="Editors")  # another test's flush may have taken it
        call_command("load_catalogue", verbosity=0, stdout=io.StringIO())
        call_command("load_demo", listings=FEW, without_pictures=True, at=AT, stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


def facts(car: DemoCar) -> tuple[object, ...]:
    return car.title, car.price_eur, car.mileage_km, car.options, car.description, car.state_at


# --- The stock, computed --------------------------------------------------------------------


def test_same_seed_same_cars() -> None:
    first, second = (list(map(facts, stock(FEW, at=AT))) for _ in range(2))
    assert first == second


def test_other_seed_other_cars() -> None:
    first, second = (list(map(facts, stock(FEW, at=AT, seed=seed))) for seed in (1, 2))
    assert first != second


def test_a_later_load_moves_the_dates_along() -> None:
    now, later = (list(stock(FEW, at=AT + timedelta(hours=hours))) for hours in (0, 1))
    assert [car.title for car in now] == [car.title for car in later]
    assert max(car.created_at for car in later) <= AT + timedelta(hours=1)


@pytest.mark.parametrize("count", [1, FEW, 300, DEFAULT_COUNT])
def test_shares_add_up(count: int) -> None:
    assert sum(shares(count).values()) == count


def test_many_models(cars: list[DemoCar]) -> None:
    assert len({car.line.key for car in cars}) >= 250


def test_the_articles_favourite_is_well_represented(cars: list[DemoCar]) -> None:
    found = [car for car in cars if car.line.key == ("peugeot", "508")]
    assert len(found) >= 20
    assert Counter(car.body for car in found)["estate"] >= 12
    assert len({car.generation for car in found}) == 2
    assert len({car.fuel for car in found}) >= 3


def test_cars_agree_with_the_catalogue(cars: list[DemoCar]) -> None:
    for car in cars:
        assert car.line is lines()[car.line.key]
        assert car.fuel in car.line.fuels, car.title
        assert car.line.sold_in(car.first_registration.year), car.title
        bodies = car.generation.bodies if car.generation else car.line.bodies
        assert car.body in bodies, car.title


def test_numbers_are_sane(cars: list[DemoCar]) -> None:
    for car in cars:
        assert 5 <= car.mileage_km <= 420_000
        assert car.price_eur is None or 500 <= car.price_eur <= 400_000
        assert 4 <= car.engine.kw <= 800
        assert car.doors in {2, 3, 4, 5}
        assert car.seats in range(2, 10)
        assert car.first_registration <= AT.date()
        assert (car.engine.battery_kwh is not None) == (car.fuel in {Fuel.ELECTRIC, Fuel.PHEV})
        assert car.soh_percent is None or (
            car.fuel == Fuel.ELECTRIC and 60 < car.soh_percent <= 100
        )


def test_old_cars_are_cheap_and_young_ones_have_few_kilometres(cars: list[DemoCar]) -> None:
    golfs = [car for car in cars if car.line.key == ("volkswagen", "golf") and car.price_eur]
    old = [car for car in golfs if car.age > 8]
    young = [car for car in golfs if car.age < 4]
    assert max(car.price_eur or 0 for car in old) < 22_000
    assert min(car.price_eur or 0 for car in young) > 14_000
    assert sum(car.mileage_km for car in young) / len(young) < 90_000


def test_options_are_known_and_do_not_contradict(cars: list[DemoCar]) -> None:
    rivals = [{"airco", "climate-control"}, {"cruise-control", "adaptieve-cruise-control"}]
    for car in cars:
        assert 6 <= len(car.options) <= 25
        assert len(set(car.options)) == len(car.options)
        assert set(car.options) <= set(tables.option_names())
        assert not any(pair <= set(car.options) for pair in rivals)
        assert ("schade" in car.options) == car.is_damaged


def test_tables_know_their_options_and_models() -> None:
    named = {row.slug for row in tables.equipment()} | set(tables.spellings())
    assert named <= set(tables.option_names())
    assert set(tables.engines()) <= set(lines())
    assert set(tables.sales()) <= set(lines())
    assert {one.town for one in tables.dealers()} <= set(tables.town_names())


def test_titles_are_varied_and_true(cars: list[DemoCar]) -> None:
    assert len({car.title for car in cars}) > 0.98 * len(cars)
    for car in cars:
        assert car.title == car.title.strip()
        assert 8 <= len(car.title) <= 140
        told = re.search(r"SOH (\d+(?:,\d+)?) ?%", car.title)
        assert told is None or told[1] == str(car.soh_percent).replace(".", ",")


@pytest.mark.parametrize(
    "kind", [r"^VW ", r" \| ", r"\*\w", r" / ", r"[A-Z ]{25}", r"\d{2,3} ?pk", r"SHZ", r"SOH \d"]
)
def test_titles_come_in_every_kind(cars: list[DemoCar], kind: str) -> None:
    assert any(re.search(kind, car.title) for car in cars)


def test_descriptions_are_filled_in(cars: list[DemoCar]) -> None:
    for car in cars:
        assert 1 <= len(car.description.split("\n\n")) <= 3
        assert not re.search(r"[{}]|None|  ", car.description), car.description


def test_most_cars_are_for_sale(cars: list[DemoCar]) -> None:
    states = Counter(car.state for car in cars)
    assert states[State.PUBLISHED] > 0.9 * len(cars)
    assert set(states) == set(State)


def test_prices_only_come_down(cars: list[DemoCar]) -> None:
    dropped = [car for car in cars if car.earlier_prices]
    assert 0.1 * len(cars) < len(dropped) < 0.2 * len(cars)
    for car in dropped:
        prices = [price for price, _ in car.earlier_prices] + [car.price_eur]
        moments = [car.published_at, *(moment for _, moment in car.earlier_prices), AT]
        assert prices == sorted(prices, reverse=True)
        assert moments == sorted(moments)


def test_every_day_has_new_cars(cars: list[DemoCar]) -> None:
    days = Counter((AT - car.published_at).days for car in cars if car.published_at)
    assert all(days[day] > 5 for day in range(55))
    assert days[0] >= 20


def test_sellers_are_many_and_private_ones_small(cars: list[DemoCar]) -> None:
    sold = Counter(car.seller for car in cars)
    assert len(sold) >= 45
    assert max(n for one, n in sold.items() if one.kind == SellerKind.PRIVATE) <= 2


@pytest.mark.parametrize(
    ("value", "private", "allowed"),
    [
        (14_700, False, range(13_000, 16_000)),
        (890, False, range(700, 1_000)),
        (4_260, True, [4_300]),
    ],
)
def test_prices_are_written_as_people_do(value: int, private: bool, allowed: list[int]) -> None:
    car = next(stock(1, at=AT))
    assert tidy(value, private, car.rng) in allowed


def test_few_pictures_serve_all_cars(cars: list[DemoCar]) -> None:
    shown = [photos_for(car.body, car.colour, car.index) for car in cars]
    assert len({spec for specs in shown for spec in specs}) <= len(PHOTO_PLAN) <= 150
    assert sum(not specs for specs in shown) > 0.1 * len(cars)


# --- The stock, written ---------------------------------------------------------------------


def test_load_says_what_it_did(loaded: str) -> None:
    stages = [line.split()[:2] for line in loaded.splitlines()[:4]]
    assert stages[0] == [str(FEW), "cars"]
    assert Listing.objects.count() == FEW


def test_loaded_cars_say_what_was_computed(loaded: str) -> None:
    by_id = {row.external_id: row for row in Listing.objects.all()}
    for car in stock(FEW, at=AT):
        row = by_id[f"D{car.index + 1:05d}"]
        asked = PriceType.ON_REQUEST if car.price_eur is None else PriceType.ASKING
        written = (row.title, row.price_eur, row.price_type, row.state)
        assert written == (car.title, car.price_eur, asked, car.state)
        assert row.options.count() == len(car.options)


def test_price_drops_are_in_the_change_log_with_their_dates(loaded: str) -> None:
    drops = ListingChange.objects.filter(changed__has_key="price_eur")
    planned = [drop for car in stock(FEW, at=AT) for drop in car.earlier_prices]
    assert sorted(change.changed["price_eur"][0] for change in drops) == sorted(
        price for price, _ in planned
    )
    assert {change.at for change in drops} == {moment for _, moment in planned}


def test_loaded_cars_say_what_their_register_told(loaded: str) -> None:
    asked = Listing.objects.exclude(rdw_checked_on=None)
    assert 30 < asked.count() < FEW
    assert not asked.filter(odometer_verdict="").exists()
    assert not asked.filter(rdw_checked_on__gte=AT).exists()
    assert RdwRecord.objects.count() == asked.count()
    answer = known(asked[0].license_plate)
    assert answer and told(answer)["odometer_verdict"] == asked[0].odometer_verdict


def test_a_load_can_be_thought_up_again(loaded: str) -> None:
    load = when.loaded()
    assert load == when.Load(AT, FEW, SEED)
    (when._path()).write_text("[]", encoding="utf-8")
    assert when.loaded() is None


def test_bulk_load_logs_no_row_per_car(loaded: str) -> None:
    assert not ListingChange.objects.filter(changed__has_key="options").exists()


def test_sellers_have_towns_and_fictional_addresses(loaded: str) -> None:
    assert Seller.objects.count() >= 45
    assert not Seller.objects.filter(town=None).exists()
    assert not Seller.objects.exclude(email__endswith=".example").exists()
    assert not Seller.objects.exclude(phone__contains="555").exists()


def test_inbox_has_questions(loaded: str) -> None:
    assert Lead.objects.count() == 8
    assert not Lead.objects.exclude(listing__state=State.PUBLISHED).exists()


def test_articles_are_published_and_linked(loaded: str) -> None:
    article = Article.objects.get(slug="peugeot-508-sw-te-mooi-voor-de-lease")
    assert article.is_published(AT)
    assert article.vehicles.filter(model__slug="508", role="subject").exists()
    assert article.history.count() == 1
    assert Article.objects.count() == len(loader.read_files()) >= 24


def test_accounts_are_shown_once_and_in_their_groups(loaded: str) -> None:
    username, password = re.search(r"(redactie) +(\S+)", loaded).groups()  # type: ignore[union-attr]
    editor = User.objects.get(username=username)
    assert editor.check_password(password)
    assert [group.name for group in editor.groups.all()] == ["Editors"]
    assert User.objects.filter(is_superuser=True).count() == 1


def test_second_load_does_nothing(loaded: str) -> None:
    out = io.StringIO()
    call_command("load_demo", stdout=out)
    assert "already" in out.getvalue()
    assert Listing.objects.count() == FEW


def test_photos_are_drawn_once_and_shared(loaded: str) -> None:
    rows = list(Listing.objects.order_by("external_id"))
    drawn: list[PhotoSpec] = []

    def store(specs: Iterator[PhotoSpec]) -> dict[PhotoSpec, StoredPhoto]:
        drawn.extend(dict.fromkeys(specs))
        return {spec: StoredPhoto(f"{n:064x}", 960, 640) for n, spec in enumerate(drawn)}

    count = load_photos(list(stock(FEW, at=AT)), rows, store)  # type: ignore[arg-type]
    assert count == len(drawn) == Photo.objects.values("digest").distinct().count()
    assert Photo.objects.filter(position=0, alt__startswith="Peugeot").exists()


# --- Accounts and articles' files -----------------------------------------------------------


def test_articles_that_exist_are_left_alone(loaded: str) -> None:
    assert loader.load_articles(AT, None) == 0


@pytest.mark.parametrize("count", ["0", "-5", "veel", "1000000"])
def test_impossible_numbers_of_cars_are_refused(count: str) -> None:
    with pytest.raises(CommandError, match="is not a number of 1 to"):
        call_command("load_demo", f"--listings={count}")


@pytest.mark.django_db
def test_accounts_that_exist_are_left_alone() -> None:
    User.objects.create_user("beheer", password="van-ons-zelf")
    made = accounts.load_accounts()
    assert "beheer" not in {username for username, *_ in made}
    assert User.objects.get(username="beheer").check_password("van-ons-zelf")


@pytest.mark.django_db
def test_a_dealers_account_is_no_staff_and_has_the_busiest_dealer() -> None:
    ListingFactory()
    busiest = LeadFactory().listing.seller
    assert "dealer" in {username for username, *_ in accounts.load_accounts()}
    dealer = User.objects.get(username="dealer")
    assert not dealer.is_staff
    assert list(dealer.sellers.all()) == [busiest]  # type: ignore[attr-defined]


def test_box_is_straight() -> None:
    box = accounts.boxed([("beheer", "abc", "everything"), ("lezer", "abcdef", "only looks")])
    assert len({len(line) for line in box.splitlines()}) == 1


@pytest.mark.django_db
def test_nothing_is_loaded_among_real_cars() -> None:
    ListingFactory()
    call_command("load_demo", stdout=io.StringIO())
    assert Listing.objects.count() == 1
    assert not User.objects.exists()


def test_every_article_file_is_complete() -> None:
    files = loader.read_files()
    assert len({file.header["slug"] for file in files}) == len(files) >= 24
    for file in files:
        assert file.header["category"] in Article.Category.values
        assert file.picture and file.picture[0] in SCENES
        assert file.header["picture_alt"]
        words = len(re.sub(r"<[^>]+>", " ", file.body).split())
        assert 180 <= words <= 700, file.header["slug"]


@pytest.mark.parametrize(
    "text", ["title: Zonder tekst\nslug: x", "title: X\nkleur: rood\n\n<p>Tekst</p>", ""]
)
def test_incomplete_article_file_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "fout.html").write_text(text, encoding="utf-8")
    with pytest.raises(loader.ArticleFileError, match=r"fout\.html"):
        loader.read_files(tmp_path)
