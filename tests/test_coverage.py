"""News against stock: live cars of an article with their trend, and models without an article."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.coverage import Live, live_cars, unwritten, without_cars
from articles.models import Article, ArticlePin, ArticleVehicle
from listings.choices import State
from listings.models import CarModel, Listing, ListingChange, bulk_load
from tests.factories import (
    ArticleFactory,
    CarModelFactory,
    DraftArticleFactory,
    ListingFactory,
    SoldListingFactory,
)

NOW = timezone.make_aware(datetime(2026, 11, 22, 12))  # a Sunday
FRIDAY = date(2026, 11, 20)


def about(model: CarModel, role: str = "subject", body: str = "", **values: Any) -> Article:
    """An article about this model, whatever its text says."""
    article = ArticleFactory(**values)
    article.vehicles.all().delete()
    ArticleVehicle.objects.create(
        article=article, model=model, role=role, body=body, rank=1, score=1
    )
    return article


def live(article: Article) -> Live:
    (found,) = live_cars([article], NOW).values()
    return found


def on(day: date) -> None:
    """Let what the log holds of today have happened on this day instead."""
    moment = timezone.make_aware(datetime(day.year, day.month, day.day, 10))
    ListingChange.objects.filter(at__gte=NOW - timedelta(days=30)).exclude(actor="kept").update(
        at=moment, actor="kept"
    )


@pytest.fixture
def model() -> CarModel:
    return CarModelFactory()


@pytest.mark.django_db
def test_number_is_of_the_subjects_cars_for_sale(model: CarModel) -> None:
    ListingFactory.create_batch(2, model=model)
    SoldListingFactory(model=model)
    ListingFactory(model=CarModelFactory(slug="208"))
    assert live(about(model)).now == 2
    assert live(about(model, role="rival")).now == 0


@pytest.mark.django_db
def test_named_body_counts_alone_and_a_body_beside_its_model_once(model: CarModel) -> None:
    ListingFactory(model=model, body="sedan")
    ListingFactory(model=model, body="estate")
    article = about(model, body="estate")
    assert live(article).now == 1
    article.vehicles.create(model=model, role="subject", rank=2, score=1)
    assert live(article).now == 2


@pytest.mark.django_db
def test_pinned_model_counts_and_a_banned_one_does_not(model: CarModel) -> None:
    other = ListingFactory(model=CarModelFactory(slug="208"))
    ListingFactory(model=model)
    article = about(model)
    ArticlePin.objects.create(article=article, kind="exclude", model=model)
    assert live(article).now == 0
    ArticlePin.objects.create(article=article, model=other.model)
    assert live(article).now == 1


@pytest.mark.django_db
def test_trend_says_what_it_was_and_since_when(model: CarModel) -> None:
    cars = ListingFactory.create_batch(3, model=model)
    on(date(2026, 10, 1))
    for car in cars:
        car.mark_sold()
    on(FRIDAY)
    assert live(about(model)) == Live(0, 3, FRIDAY)


@pytest.mark.django_db
def test_no_trend_where_as_many_came_as_went_or_nothing_moved(model: CarModel) -> None:
    car = ListingFactory(model=model)
    on(date(2026, 10, 1))
    article = about(model)
    assert live(article).since is None
    car.mark_sold()
    ListingFactory(model=model)
    on(FRIDAY)
    assert live(article) == Live(1, 1, None)


@pytest.mark.django_db
def test_older_moves_and_bulk_loads_are_no_trend(model: CarModel) -> None:
    ListingFactory(model=model)
    on(date(2026, 11, 15))  # a week ago: the same name as today
    assert live(about(model)).since is None
    ListingFactory(model=model)
    on(FRIDAY)
    with bulk_load():
        ListingFactory(model=model)
    on(date(2026, 11, 21))
    assert live(about(model)) == Live(3, 3, None)


@pytest.mark.django_db
def test_car_that_became_another_model_moved_too(model: CarModel) -> None:
    car = ListingFactory(model=model)
    on(date(2026, 10, 1))
    other = CarModelFactory(slug="208")
    Listing.objects.filter(pk=car.pk).update(model=other)
    on(FRIDAY)
    assert live(about(model)) == Live(0, 1, FRIDAY)
    assert live(about(other)) == Live(1, 0, FRIDAY)


@pytest.mark.django_db
def test_price_changes_move_nothing(model: CarModel) -> None:
    car = ListingFactory(model=model)
    on(date(2026, 10, 1))
    Listing.objects.filter(pk=car.pk).update(price_eur=1)
    on(FRIDAY)
    assert live(about(model)).since is None


MOVES = st.lists(
    st.tuples(
        st.integers(0, 2),  # which car
        st.sampled_from(["state", "model", "body"]),
        st.integers(0, 1),
    ),
    max_size=12,
)


class TrendIsExact(TestCase):
    """Whatever happens to the cars, ``before`` is what was counted before it happened."""

    @settings(max_examples=6, deadline=None)
    @given(moves=MOVES)
    def test_before(self, moves: list[tuple[int, str, int]]) -> None:
        models = [CarModelFactory(), CarModelFactory(slug="208")]
        cars = [ListingFactory(model=models[n % 2]) for n in range(3)]
        on(date(2026, 10, 1))
        articles = [about(models[0], body="estate"), about(models[1])]
        counted = {pk: one.now for pk, one in live_cars(articles, NOW).items()}
        values: dict[str, Any] = {
            "state": [State.PUBLISHED, State.SOLD],
            "model": models,
            "body": ["sedan", "estate"],
        }
        for car, field, which in moves:
            Listing.objects.filter(pk=cars[car].pk).update(**{field: values[field][which]})
        on(FRIDAY)
        for pk, found in live_cars(articles, NOW).items():
            self.assertEqual(found.before, counted[pk])
            self.assertEqual(found.since is None, found.now == found.before)


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_articles(
    model: CarModel, django_assert_max_num_queries: Any
) -> None:
    ListingFactory(model=model)
    for number in range(6):
        about(CarModelFactory(slug=f"m{number}") if number else model)
    articles = list(Article.objects.prefetch_related("vehicles", "pins"))
    with django_assert_max_num_queries(4):
        live_cars(articles)
    with django_assert_max_num_queries(0):
        assert live_cars([]) == {}


# --- Articles with nothing for sale beside them -------------------------------------------------


@pytest.mark.django_db
def test_empty_are_published_articles_whose_block_is(model: CarModel) -> None:
    without = about(CarModelFactory(slug="208", segment="small"))
    about(model)
    DraftArticleFactory()
    ListingFactory(model=model)
    assert without_cars() == [without.pk]
    ListingFactory(model=without.vehicles.get().model)
    assert without_cars() == []


@pytest.mark.django_db
def test_switched_off_is_not_empty(model: CarModel) -> None:
    about(model, listings_choice="hide")
    article = about(model)
    Article.objects.filter(pk=article.pk).update(sensitive="crash")
    assert without_cars() == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["exclude", "pin"])
def test_ban_can_empty_a_block_and_a_pin_fills_it(model: CarModel, kind: str) -> None:
    car = ListingFactory(model=model)
    article = about(model) if kind == "exclude" else ArticleFactory(title="Banden")
    assert (article.pk in without_cars()) == (kind == "pin")
    ArticlePin.objects.create(article=article, kind=kind, listing=car)
    assert (article.pk in without_cars()) == (kind == "exclude")


# --- Models that nobody has written about -------------------------------------------------------


@pytest.mark.django_db
def test_unwritten_are_those_without_a_published_article_most_cars_first(model: CarModel) -> None:
    few, many = CarModelFactory(slug="208"), CarModelFactory(slug="3008")
    for car, number in ((model, 4), (few, 1), (many, 2)):
        ListingFactory.create_batch(number, model=car)
    SoldListingFactory(model=few)
    about(model)
    assert [(one.model, one.cars) for one in unwritten()] == [(many, 2), (few, 1)]
    assert [one.model for one in unwritten(most=1)] == [many]


@pytest.mark.django_db
def test_drafts_and_passing_mentions_leave_a_model_unwritten(model: CarModel) -> None:
    ListingFactory(model=model, price_eur=9_000)
    ListingFactory(model=model, price_eur=12_000)
    about(model, role="passing")
    draft = DraftArticleFactory()
    draft.vehicles.create(model=model, role="subject", rank=1, score=1)
    (one,) = unwritten()
    assert (one.low, one.high, one.in_passing) == (9_000, 12_000, 1)
    about(model, role="rival")
    assert unwritten() == []
