"""Whatever is for sale and whatever is asked: the index answers as the database does.

Each run compares 2,100 random searches of 63 random stocks, whole answers and all points: 42 stocks
x 40 searches of one segment, and 21 x 20 of a segment with what changed since.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from listings.choices import PriceType, State
from listings.models import CarModel, Generation, Listing, Option, Seller
from listings.search import counting
from listings.search.building import read_segment
from listings.search.criteria import Criteria, Near, Range
from listings.search.index import Index
from listings.search.plain import Plain
from listings.search.results import Points
from listings.search.words import words_of
from tests.factories import (
    CarModelFactory,
    GenerationFactory,
    MakeFactory,
    OptionFactory,
    SellerFactory,
    TownFactory,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ONE_TRANSACTION = settings(
    deadline=None,
    # Shrinking would ask the database thousands of times; the stocks are small as they are.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass(frozen=True)
class World:
    """The catalogue and the sellers that random cars are made of."""

    models: list[CarModel]
    generations: list[Generation]
    sellers: list[Seller]
    options: list[Option]


@pytest.fixture
def world(db: None) -> World:
    utrecht = TownFactory()
    zwolle = TownFactory(slug="zwolle", name="Zwolle", latitude=52.51, longitude=6.09)
    peugeot, skoda = MakeFactory(), MakeFactory(slug="skoda", name="Škoda")
    models = [
        CarModelFactory(make=peugeot, slug="508"),
        CarModelFactory(make=peugeot, slug="2008"),
        CarModelFactory(make=skoda, slug="octavia", name="Octavia"),
    ]
    return World(
        models=models,
        generations=[GenerationFactory(model=model) for model in models],
        sellers=[
            SellerFactory(town=utrecht),
            SellerFactory(town=zwolle, kind="private"),
            SellerFactory(town=zwolle, latitude=52.10, longitude=5.20),
            SellerFactory(town=None, kind="private"),
        ],
        options=[OptionFactory(slug=slug) for slug in ("trekhaak", "navigatie", "leer")],
    )


numbers = st.none() | st.integers(0, 9)  # small ranges: values meet and orders have ties
titles = st.lists(st.sampled_from(["GT", "Coupé", "gti-line", "SW", "Škoda", "1.6"]), max_size=3)
cars = st.fixed_dictionaries(
    {
        "model": st.integers(0, 2),
        "generation": st.none() | st.integers(0, 2),
        "seller": st.integers(0, 3),
        "state": st.sampled_from([*[State.PUBLISHED] * 4, State.RESERVED, State.SOLD]),
        "title": titles.map(" ".join),
        "body": st.sampled_from(["", "sedan", "estate", "suv"]),
        "fuel": st.sampled_from(["", "petrol", "electric"]),
        "transmission": st.sampled_from(["", "manual", "automatic"]),
        "colour": st.sampled_from(["", "black", "white"]),
        "year": st.integers(2010, 2014),
        "mileage": st.integers(0, 9).map(lambda number: number * 30_000),
        "price": st.none() | st.integers(1, 9).map(lambda number: number * 2_500),
        "on_request": st.booleans(),
        "soh": numbers.map(lambda number: None if number is None else Decimal(179 + number) / 2),
        "power": numbers.map(lambda number: None if number is None else number * 40),
        "doors": st.none() | st.integers(3, 5),
        "seats": st.none() | st.integers(4, 5),
        "days_ago": st.integers(0, 6),
        "options": st.sets(st.integers(0, 2)),
    }
)


def chosen(values: list[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.sets(st.sampled_from(values), min_size=1, max_size=2).map(sorted).map(tuple)


def ranges(low: int, high: int) -> st.SearchStrategy[Range]:
    ends = st.none() | st.integers(low, high)
    return st.builds(Range, ends, ends)


def filters(world: World) -> dict[str, st.SearchStrategy[Any]]:
    """Every way to narrow a search, each with values that some cars of the world have."""
    words = st.sampled_from(["gt", "coupe", "g", "50", "skoda", "sw"])
    return {
        "words": st.lists(words, min_size=1, max_size=2).map(tuple),
        "makes": chosen([world.models[0].make_id, world.models[2].make_id]),
        "models": chosen([model.pk for model in world.models]),
        "generations": chosen([generation.pk for generation in world.generations]),
        "bodies": chosen(["sedan", "estate", "mpv"]),
        "fuels": chosen(["petrol", "electric"]),
        "transmissions": chosen(["manual", "automatic"]),
        "colours": chosen(["black", "white"]),
        "options": chosen([option.pk for option in world.options] + [999_999_999]),
        "doors": chosen([3, 5]),
        "seats": chosen([4, 5]),
        "seller_kinds": chosen(["dealer", "private"]),
        "sellers": chosen([seller.pk for seller in world.sellers]),
        "price_eur": ranges(0, 25_000),
        "mileage_km": ranges(0, 300_000),
        "year": ranges(2009, 2015),
        "power_kw": ranges(0, 400),
        "battery_soh_percent": st.builds(Range, st.integers(89, 95)),
        "near": st.sampled_from([1, 5, 6, 50, 80, 100]).map(lambda km: Near(52.0908, 5.1222, km)),
        "since_days": st.sampled_from([1, 3, 7]),
        "states": chosen(["published", "reserved", "sold"]),
    }


@st.composite
def searches(draw: st.DrawFn, number: int, world: World) -> list[Criteria]:
    """So many searches, each with a few filters: with many at once hardly a car would be left."""
    ways = filters(world)
    names = st.lists(st.sampled_from(sorted(ways)), unique=True, max_size=5)
    sorts = st.sampled_from(["newest", "price", "price_desc", "mileage", "year", "power"])
    pages = st.integers(1, 4)
    return [
        Criteria(
            **{name: draw(ways[name]) for name in draw(names)}, sort=draw(sorts), page=draw(pages)
        )
        for _ in range(number)
    ]


EXAMPLE: dict[str, Any] = {
    "model": 0,
    "generation": None,
    "seller": 0,
    "state": State.PUBLISHED,
    "title": "508 GT",
    "year": 2012,
    "mileage": 90_000,
    "price": 5_000,
    "on_request": False,
    "power": 96,
    "soh": None,
    "days_ago": 2,
    "options": set(),
    **dict.fromkeys(("body", "fuel", "transmission", "colour"), ""),
    **dict.fromkeys(("doors", "seats")),
}


def unsaved(world: World, car: dict[str, Any]) -> Listing:
    generation = car["generation"]
    price = car["price"]
    return Listing(
        seller=world.sellers[car["seller"]],
        make_id=world.models[car["model"]].make_id,
        model=world.models[car["model"]],
        generation=None if generation is None else world.generations[generation],
        first_registration=date(car["year"], 3, 1),
        mileage_km=car["mileage"],
        price_eur=price,
        price_type=PriceType.ON_REQUEST if car["on_request"] or not price else PriceType.ASKING,
        power_kw=car["power"],
        battery_soh_percent=car["soh"],
        published_at=NOW - timedelta(days=car["days_ago"]),
        **{
            name: car[name] for name in ("state", "title", "body", "fuel", "transmission", "colour")
        },
        **{name: car[name] for name in ("doors", "seats")},
    )


def put_up(world: World, stock: list[dict[str, Any]]) -> list[Listing]:
    listings = Listing.objects.bulk_create([unsaved(world, car) for car in stock])
    Listing.options.through.objects.bulk_create(
        Listing.options.through(listing_id=listing.pk, option_id=world.options[place].pk)
        for listing, car in zip(listings, stock, strict=True)
        for place in car["options"]
    )
    return listings


def agree(index: Index, criteria: Criteria) -> None:
    assert index.search(criteria, NOW) == Plain().search(criteria, NOW)
    assert columns(index.points(criteria, NOW)) == columns(Plain().points(criteria, NOW))


def columns(points: Points) -> list[list[int]]:
    shown = (points.ids, points.price_eur, points.mileage_km, points.year)
    return [column.tolist() for column in shown]


def test_totals_and_first_ids_agree(world: World) -> None:
    put_up(world, [dict(EXAMPLE, price=price) for price in (5_000, 2_500, None, 2_500)])
    index, criteria = Index((read_segment(),)), Criteria(sort="price")
    assert index.total(criteria) == Plain().total(criteria) == 4
    assert index.ids(criteria, 3) == Plain().ids(criteria, 3)
    assert index.counts == Plain().counts


# What sets and strips of prices cost decides who counts: sets, strips where they can, or records.
@pytest.mark.parametrize("costs", [(0.0, 0.0), (1e-9, 0.0), (1e9, 1e9)])
@settings(ONE_TRANSACTION, max_examples=14)
@given(data=st.data())
def test_index_answers_as_the_database(
    world: World, costs: tuple[float, float], monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    for name, cost in zip(("SET_NS", "STRIP_NS"), costs, strict=True):
        monkeypatch.setattr(counting, name, cost)
    stock = data.draw(st.lists(cars, max_size=40))
    asked = data.draw(searches(39, world))
    with transaction.atomic():
        listings = put_up(world, stock)
        index = Index((read_segment(),))
        gone = tuple(sorted(listing.pk for listing in listings[:2]))
        for criteria in [*asked, replace(asked[0], excluded=gone)]:
            agree(index, criteria)
        transaction.set_rollback(True)


@settings(ONE_TRANSACTION, max_examples=21)
@given(data=st.data())
def test_a_segment_of_what_changed_makes_it_right_again(world: World, data: st.DataObject) -> None:
    before = data.draw(st.lists(cars, min_size=1, max_size=30))
    after = data.draw(st.lists(cars, max_size=8))
    asked = data.draw(searches(20, world))
    with transaction.atomic():
        listings = put_up(world, before)
        main = read_segment()
        changed = [listing.pk for listing in listings[::3]]
        Listing.objects.filter(pk__in=changed[::2]).delete()
        Listing.objects.filter(pk__in=changed).update(price_eur=7_777, body="mpv")
        changed += [listing.pk for listing in put_up(world, after)]
        index = Index((main.without(changed), read_segment(changed)))
        for criteria in asked:
            agree(index, criteria)
        transaction.set_rollback(True)


@ONE_TRANSACTION
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_database_splits_words_as_python_does(db: None, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_words(%s)", [text])
        assert cursor.fetchone()[0] == " ".join(words_of(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Škoda Coupé", "skoda coupe"),
        ("C-Klasse 1.6 T.D.I", "c klasse 1 6 t d i"),
        ("Weiß, Ĳsselmeer & œuvre", "weiss ijsselmeer oeuvre"),
        ("e\u0301e\u0308n", "een"),
        ("Лада", ""),
    ],
)
def test_words_are_folded(db: None, text: str, words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_words(%s)", [text])
        assert cursor.fetchone()[0] == words == " ".join(words_of(text))
