"""The cars beside an article: which rows, which fall-backs, and the words that say so."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from articles.block import Block, More, block_of, shared
from articles.models import Article, ArticlePin, ArticleVehicle
from listings.models import CarModel, Generation, Listing
from tests.factories import (
    ArticleFactory,
    CarModelFactory,
    GenerationFactory,
    ListingFactory,
    PhotoFactory,
    ReservedListingFactory,
    SoldListingFactory,
    WithdrawnListingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def the_508() -> CarModel:
    return CarModelFactory(slug="508")


@pytest.fixture
def generations(the_508: CarModel) -> tuple[Generation, Generation]:
    return (
        GenerationFactory(model=the_508, name="I", year_from=2011, year_to=2018),
        GenerationFactory(model=the_508, name="II", year_from=2018, year_to=None),
    )


def about(model: CarModel, role: str = "subject", **values: Any) -> ArticleVehicle:
    return ArticleVehicle(model=model, role=role, rank=1, score=1, **values)


def block(*vehicles: ArticleVehicle, **values: Any) -> Block:
    article: Article = ArticleFactory(**values)
    return block_of(article, vehicles, article.pins.all())


def cars(found: Block) -> list[Listing]:
    return [car.listing for car in found.cars]


def reasons(found: Block) -> list[str]:
    return [car.reason for car in found.cars]


def listings(number: int, model: CarModel, **values: Any) -> list[Listing]:
    return [ListingFactory(model=model, version=f"V{n}", **values) for n in range(number)]


def test_subjects_share_the_row_in_turns(the_508: CarModel) -> None:
    other = CarModelFactory(slug="2008", segment="suv_small")
    listings(9, the_508)
    listings(3, other)
    found = block(about(the_508), about(other))
    assert Counter(car.model_id for car in cars(found)) == {the_508.pk: 5, other.pk: 3}


def test_a_subject_without_stock_yields_its_place(the_508: CarModel) -> None:
    listings(9, the_508)
    found = block(about(CarModelFactory(slug="608")), about(the_508))
    assert [car.model_id for car in cars(found)] == [the_508.pk] * 8
    assert found.more is not None
    assert found.more.url == "/occasions/peugeot/508/"


def test_rivals_have_a_row_of_four(the_508: CarModel) -> None:
    rival = CarModelFactory(slug="408", segment="small")
    listings(6, rival)
    found = block(about(the_508), about(rival, "rival"))
    assert (found.cars, len(found.rivals)) == ([], 4)
    assert found.rivals[0].reason == "Vergeleken in dit artikel: Peugeot 408"


def test_what_is_named_in_passing_shows_no_cars(the_508: CarModel) -> None:
    ListingFactory(model=the_508)
    assert block(about(the_508, "passing")) == Block()


@pytest.mark.parametrize(
    "hidden", [SoldListingFactory, ReservedListingFactory, WithdrawnListingFactory]
)
def test_what_cannot_be_bought_is_in_no_row(
    the_508: CarModel, hidden: type[ListingFactory]
) -> None:
    sibling = CarModelFactory(slug="408")
    for model in (the_508, sibling):
        hidden(model=model)
    found = block(about(the_508), about(sibling, "rival"))
    assert (found.cars, found.rivals) == ([], [])


def test_its_generation_comes_first_then_the_one_before(
    the_508: CarModel, generations: tuple[Generation, Generation]
) -> None:
    first, second = generations
    old = ListingFactory(model=the_508, generation=first, first_registration=date(2013, 1, 1))
    new = ListingFactory(model=the_508, generation=second, first_registration=date(2021, 1, 1))
    found = block(about(the_508, generation=second, evidence={"in_title": True}))
    assert cars(found) == [new, old]
    assert reasons(found) == [
        "Onderwerp van dit artikel: Peugeot 508 (vanaf 2018)",
        "Vorige generatie van de Peugeot 508",
    ]
    found = block(about(the_508, generation=first))
    assert cars(found) == [old, new]
    assert reasons(found)[1] == "Nieuwere generatie van de Peugeot 508"


def test_a_year_tells_the_generation_where_nobody_did(
    the_508: CarModel, generations: tuple[Generation, Generation]
) -> None:
    old = ListingFactory(model=the_508, first_registration=date(2013, 1, 1))
    new = ListingFactory(model=the_508, first_registration=date(2021, 1, 1))
    found = block(about(the_508, generation=generations[0]))
    assert cars(found) == [old, new]
    assert "Nieuwere generatie" in reasons(found)[1]


def test_another_body_of_the_model_stands_behind(the_508: CarModel) -> None:
    sedan = ListingFactory(model=the_508, body="sedan")
    estate = ListingFactory(model=the_508, body="estate")
    found = block(about(the_508, body="estate"))
    assert cars(found) == [estate, sedan]
    assert reasons(found)[1] == "Peugeot 508 met een andere carrosserie"


def test_a_pinned_body_is_not_bargained_with(the_508: CarModel) -> None:
    ListingFactory(model=the_508, body="sedan")
    ListingFactory(model__slug="408", body="sedan")
    estate = ListingFactory(model=the_508, body="estate")
    article = ArticleFactory()
    ArticlePin.objects.create(article=article, model=the_508, body="estate")
    assert cars(block_of(article, [], article.pins.all())) == [estate]


def test_a_predecessor_goes_before_what_is_only_alike(the_508: CarModel) -> None:
    before = CarModelFactory(slug="407", segment="mid")
    like = ListingFactory(model=CarModelFactory(slug="406", segment="mid"))
    old = ListingFactory(model=before)
    found = block(about(the_508), about(before, "predecessor"))
    assert cars(found) == [old, like]
    assert reasons(found) == [
        "Voorganger in dit artikel: Peugeot 407",
        "Zelfde klasse en prijs als de Peugeot 508",
    ]


@pytest.mark.parametrize(
    ("stock", "filled"), [(0, 4), (1, 3), (3, 1), (4, 0), (5, 3), (8, 0), (20, 0)]
)
def test_alike_cars_fill_the_last_shelf_only(the_508: CarModel, stock: int, filled: int) -> None:
    listings(stock, the_508)
    listings(9, CarModelFactory(slug="406", segment="mid"))
    found = block(about(the_508))
    assert sum("Zelfde klasse" in reason for reason in reasons(found)) == filled
    assert len(found.cars) in {4, 8}


@pytest.mark.parametrize(
    ("model", "car", "is_alike"),
    [
        ({}, {}, True),
        ({"segment": "small"}, {}, False),
        ({"new_price_eur": 60_000}, {}, False),
        ({"new_price_eur": 42_000}, {}, True),
        ({}, {"price_eur": 90_000}, False),
    ],
)
def test_alike_is_of_its_segment_and_price(
    the_508: CarModel, model: dict[str, Any], car: dict[str, Any], is_alike: bool
) -> None:
    the_508.new_price_eur = 40_000
    the_508.save()
    ListingFactory(model=the_508)
    other = CarModelFactory(slug="406", **{"new_price_eur": 40_000, **model})
    ListingFactory(model=other, **car)
    assert len(block(about(the_508)).cars) == 1 + is_alike


def test_banned_models_are_no_fall_back_either(the_508: CarModel) -> None:
    other = CarModelFactory(slug="406", segment="mid")
    ListingFactory(model=other)
    article = ArticleFactory()
    exclude = ArticlePin.Kind.EXCLUDE
    ArticlePin.objects.create(article=article, kind=exclude, model=other)
    assert block_of(article, [about(the_508)], article.pins.all()).cars == []


def test_never_three_of_one_version_and_colour(the_508: CarModel) -> None:
    ListingFactory.create_batch(5, model=the_508)
    red = ListingFactory(model=the_508, colour="red")
    found = cars(block(about(the_508)))
    assert len(found) == 3
    assert red in found


def test_a_photo_goes_before_none(the_508: CarModel) -> None:
    listings(9, the_508)
    pictured = ListingFactory(model=the_508, version="GT")
    PhotoFactory(listing=pictured)
    assert cars(block(about(the_508)))[0] == pictured


@pytest.mark.parametrize(
    ("values", "is_shown"),
    [
        ({}, True),
        ({"listings_choice": "hide"}, False),
        ({"title": "Dodelijk ongeval op de A2"}, False),
        ({"title": "Dodelijk ongeval op de A2", "listings_choice": "show"}, True),
    ],
)
def test_a_crash_or_the_editor_switches_it_off(
    the_508: CarModel, values: dict[str, str], is_shown: bool
) -> None:
    ListingFactory(model=the_508)
    found = block(about(the_508), **values)
    assert bool(found.cars) == is_shown == (found.more is not None)


def more(model: CarModel, body: str = "") -> More:
    found = block(about(model, body=body)).more
    assert found is not None
    return found


def test_the_way_to_all_tells_true_numbers(the_508: CarModel) -> None:
    ListingFactory(model=the_508, price_eur=27_900)
    ReservedListingFactory(model=the_508, price_eur=9_950)
    SoldListingFactory(model=the_508, price_eur=1_950)
    found = more(the_508)
    assert found.label == "Bekijk alle 2 Peugeot 508's vanaf €\u00a09.950"
    assert (found.for_sale, found.prices) == ("2 te koop", "€\u00a09.950–27.900")
    with override("en"):
        assert more(the_508).label == "View all 2 Peugeot 508s from €9,950"


def test_the_way_to_one_or_without_a_price(the_508: CarModel) -> None:
    ListingFactory(model=the_508, body="estate", price_eur=9_950)
    assert more(the_508, "estate").label == "Bekijk de enige Peugeot 508 SW, €\u00a09.950"
    assert more(the_508, "estate").url == "/occasions/peugeot/508/?carrosserie=stationwagon"
    Listing.objects.update(price_type="on_request")
    assert more(the_508).label == "Bekijk de enige Peugeot 508"
    assert more(the_508).prices == ""


def test_dealing_in_turns() -> None:
    assert shared([[1, 2, 3, 4], [5], [6, 7, 8]], 6) == [[1, 2, 3], [5], [6, 7]]
    assert shared([[1, 2], [3]], 0) == [[], []]
    assert shared([], 4) == []
