"""What to read next: the nearest first, at most two for one reason, and the reason in words."""

import pytest

from articles.kinship import related_to
from articles.models import Article, ArticleVehicle
from listings.models import CarModel
from tests.factories import (
    ArticleFactory,
    CarModelFactory,
    DraftArticleFactory,
    GenerationFactory,
    MakeFactory,
    ScheduledArticleFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def the_508() -> CarModel:
    return CarModelFactory(slug="508", new_price_eur=40_000)


def about(model: CarModel, role: str = "subject", **values: object) -> Article:
    article = ArticleFactory(category="reportage")
    add(article, model, role=role, **values)
    return article


def add(article: Article, model: CarModel, **values: object) -> None:
    rank = article.vehicles.count() + 1
    ArticleVehicle.objects.create(
        **{"article": article, "model": model, "rank": rank, "score": 1, "role": "subject"} | values
    )


def reasons(article: Article) -> dict[Article, str]:
    return {one.article: one.reason for one in related_to(article)}


def test_from_the_same_generation_to_the_same_price(the_508: CarModel) -> None:
    generation = GenerationFactory(model=the_508)
    other_make = MakeFactory(slug="skoda", name="Škoda")
    passat = CarModelFactory(make=other_make, slug="superb", segment="mid")
    tesla = CarModelFactory(make=other_make, slug="kodiaq", segment="suv", new_price_eur=45_000)
    dear = CarModelFactory(make=other_make, slug="enyaq", segment="suv", new_price_eur=80_000)
    price, segment = about(tesla), about(passat)
    make = about(CarModelFactory(slug="2008", segment="suv_small"))
    model, same = about(the_508), about(the_508, generation=generation)
    unlike = about(dear)
    article = about(the_508, generation=generation)
    found = reasons(article)
    assert list(found) == [same, model, make, segment]
    assert list(found.values()) == [
        "Ook over deze generatie van de Peugeot 508",
        "Ook over de Peugeot 508",
        "Ook over Peugeot",
        "Zelfde klasse als de Peugeot 508",
    ]
    segment.delete()
    assert reasons(article)[price] == "In dezelfde prijsklasse"
    assert unlike not in reasons(article)


def test_at_most_two_for_one_reason_the_newest(the_508: CarModel) -> None:
    article = about(the_508)
    old = [about(the_508) for _ in range(3)]
    section = ArticleFactory(category="reportage")
    recent = ArticleFactory(category="test")
    found = reasons(article)
    assert list(found)[:2] == [old[2], old[1]]
    assert found[section] == "Zelfde rubriek: reportage"
    assert found[recent] == "Onlangs verschenen"
    assert len(found) == 4


def test_one_article_is_there_once_for_its_best_reason(the_508: CarModel) -> None:
    article, other = about(the_508), about(the_508)
    add(other, CarModelFactory(slug="408"))
    assert reasons(article) == {other: "Ook over de Peugeot 508"}


def test_named_in_passing_is_no_kinship(the_508: CarModel) -> None:
    article = about(the_508)
    other = about(the_508, "passing")
    assert reasons(article) == {other: "Zelfde rubriek: reportage"}


def test_only_what_readers_may_see(the_508: CarModel) -> None:
    article = about(the_508)
    for hidden in (DraftArticleFactory(), ScheduledArticleFactory()):
        add(hidden, the_508)
    assert reasons(article) == {}
