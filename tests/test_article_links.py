"""An article and the stock: which cars, in which order, for which reason."""

import pytest

from articles.block import listings_for
from articles.kinship import related_to
from articles.links import relink
from articles.models import Article, ArticlePin, ArticleVehicle
from listings.models import CarModel, Listing
from tests.factories import (
    ArticleFactory,
    CarModelFactory,
    DraftArticleFactory,
    DraftListingFactory,
    ListingFactory,
    MakeFactory,
    ReservedListingFactory,
    SoldListingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def the_508() -> CarModel:
    return CarModelFactory(slug="508")


@pytest.fixture
def the_2008() -> CarModel:
    return CarModelFactory(slug="2008", bodies=["suv"], segment="suv_small")


def cars(article: Article) -> list[Listing]:
    return [match.listing for match in listings_for(article).cars]


def about_508(**values: object) -> Article:
    return ArticleFactory(title="Peugeot 508 getest", body="<p>De 508 rijdt.</p>", **values)


def test_shows_the_models_it_names(the_508: CarModel) -> None:
    car = ListingFactory(model=the_508)
    ListingFactory(model__slug="208", model__segment="small")
    (match,) = listings_for(about_508()).cars
    assert match.listing == car
    assert "Peugeot 508" in match.reason


@pytest.mark.parametrize(
    "hidden", [SoldListingFactory, ReservedListingFactory, DraftListingFactory]
)
def test_never_shows_what_cannot_be_bought(hidden: type[ListingFactory], the_508: CarModel) -> None:
    hidden(model=the_508)
    assert cars(about_508()) == []


def test_a_number_is_a_car_only_when_used_as_one(the_2008: CarModel) -> None:
    car = ListingFactory(model=the_2008)
    as_car = ArticleFactory(title="De 2008 van Peugeot")
    as_year = ArticleFactory(title="Wat Peugeot in 2008 deed")
    assert (cars(as_car), cars(as_year)) == ([car], [])


def test_pinned_car_comes_first(the_508: CarModel) -> None:
    article, pinned = about_508(), ListingFactory(model__slug="208")
    ListingFactory.create_batch(3, model=the_508)
    ArticlePin.objects.create(article=article, listing=pinned)
    assert cars(article)[0] == pinned


def test_sold_pinned_car_is_not_shown(the_508: CarModel) -> None:
    article = about_508()
    ArticlePin.objects.create(article=article, listing=SoldListingFactory(model=the_508))
    assert cars(article) == []


def test_pinned_body_is_honoured(the_508: CarModel) -> None:
    article = ArticleFactory(title="Auto van het jaar")
    ListingFactory(model=the_508, body="sedan")
    estate = ListingFactory(model=the_508, body="estate")
    ArticlePin.objects.create(article=article, model=the_508, body="estate")
    assert cars(article) == [estate]


def test_excluded_model_and_car_stay_out(the_508: CarModel, the_2008: CarModel) -> None:
    article = ArticleFactory(title="Peugeot 508 en de 2008")
    banned, kept = ListingFactory.create_batch(2, model=the_508)
    ListingFactory(model=the_2008)
    exclude = ArticlePin.Kind.EXCLUDE
    ArticlePin.objects.create(article=article, kind=exclude, listing=banned)
    ArticlePin.objects.create(article=article, kind=exclude, model=the_2008)
    assert cars(article) == [kept]


def test_switched_off_shows_nothing(the_508: CarModel) -> None:
    ListingFactory(model=the_508)
    assert cars(about_508(listings_choice="hide")) == []


def test_rivals_stand_apart(the_508: CarModel) -> None:
    octavia = CarModelFactory(
        make=MakeFactory(slug="skoda", name="Škoda"), slug="octavia", name="Octavia"
    )
    rival = ListingFactory(model=octavia)
    article = ArticleFactory(
        title="Peugeot 508", body="<p>De Škoda Octavia is ruimer.</p><p>De Octavia ook.</p>"
    )
    block = listings_for(article)
    assert (block.cars, [match.listing for match in block.rivals]) == ([], [rival])


def test_more_counts_what_the_search_shows(the_508: CarModel) -> None:
    ListingFactory.create_batch(2, model=the_508)
    ReservedListingFactory(model=the_508)
    more = listings_for(about_508()).more
    assert more is not None
    assert (more.url, "3" in more.label) == ("/occasions/peugeot/508/", True)


def test_relinking_replaces_and_repeats(the_508: CarModel) -> None:
    article = about_508()
    relink(article)
    (vehicle,) = ArticleVehicle.objects.all()
    assert (vehicle.model, vehicle.role, vehicle.rank) == (the_508, "subject", 1)
    article.title, article.body = "Winterbanden", ""
    article.save()
    assert not ArticleVehicle.objects.exists()


def test_related_prefers_the_same_model(the_508: CarModel, the_2008: CarModel) -> None:
    article = about_508()
    plain = ArticleFactory(title="Winterbanden")
    make = ArticleFactory(title="Peugeot 2008 getest")
    model = about_508()
    DraftArticleFactory(title="Peugeot 508 straks")
    assert [match.article for match in related_to(article)] == [model, make, plain]


def test_related_says_why(the_508: CarModel) -> None:
    article = about_508()
    about_508()
    assert "508" in related_to(article)[0].reason
