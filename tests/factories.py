"""Rows for tests, one factory per state that matters."""

from datetime import UTC, date, datetime, timedelta

import factory
from django.contrib.auth.models import User
from django.utils import timezone
from factory import Faker, LazyAttribute, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from articles.models import Article
from listings.choices import SellerKind, State
from listings.models import (
    CarModel,
    Generation,
    Lead,
    Listing,
    Make,
    Option,
    Photo,
    RdwRecord,
    Seller,
    Town,
)


class TownFactory(DjangoModelFactory):
    class Meta:
        model = Town
        django_get_or_create = ("slug",)

    slug = "utrecht"
    name = "Utrecht"
    province = "Utrecht"
    latitude = 52.0908
    longitude = 5.1222
    population = 290_000


class SellerFactory(DjangoModelFactory):
    class Meta:
        model = Seller

    kind = SellerKind.DEALER
    slug = Sequence(lambda n: f"garage-{n}")
    name = Sequence(lambda n: f"Garage {n}")
    email = LazyAttribute(lambda seller: f"verkoop@{seller.slug}.example")
    town = SubFactory(TownFactory)


class MakeFactory(DjangoModelFactory):
    class Meta:
        model = Make
        django_get_or_create = ("slug",)

    slug = "peugeot"
    name = LazyAttribute(lambda make: make.slug.replace("-", " ").title())


class CarModelFactory(DjangoModelFactory):
    class Meta:
        model = CarModel
        django_get_or_create = ("make", "slug")

    make = SubFactory(MakeFactory)
    slug = "508"
    name = LazyAttribute(lambda model: model.slug)
    bodies = ["sedan", "estate"]
    fuels = ["petrol", "diesel", "phev"]
    segment = "mid"
    year_from = 2011


class GenerationFactory(DjangoModelFactory):
    class Meta:
        model = Generation

    model = SubFactory(CarModelFactory)
    name = Sequence(lambda n: f"Mk{n + 1}")
    year_from = 2018


class OptionFactory(DjangoModelFactory):
    class Meta:
        model = Option
        django_get_or_create = ("slug",)

    slug = "trekhaak"
    group = "exterior"
    name_nl = LazyAttribute(lambda option: option.slug.capitalize())
    name_en = LazyAttribute(lambda option: option.slug.capitalize())


class DraftListingFactory(DjangoModelFactory):
    """A draft that is complete: ``publish()`` would accept it."""

    class Meta:
        model = Listing
        skip_postgeneration_save = True

    seller = SubFactory(SellerFactory)
    model = SubFactory(CarModelFactory)
    make = SelfAttribute("model.make")
    title = LazyAttribute(lambda car: f"{car.make} {car.model.name} 1.6 GT | Trekhaak")
    version = "1.6 GT"
    body = "sedan"
    fuel = "petrol"
    transmission = "automatic"
    colour = "blue"
    first_registration = date(2020, 5, 1)
    mileage_km = 80_000
    price_eur = 19_950
    power_kw = 133
    doors = 5
    seats = 5

    @factory.post_generation
    def options(self: Listing, create: bool, extracted: list[Option] | None) -> None:
        if create and extracted:
            self.options.set(extracted)


class ListingFactory(DraftListingFactory):
    """A published car; each later one is a minute newer."""

    state = State.PUBLISHED
    published_at = Sequence(lambda n: datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=n))


class ReservedListingFactory(ListingFactory):
    state = State.RESERVED


class SoldListingFactory(ListingFactory):
    state = State.SOLD


class WithdrawnListingFactory(ListingFactory):
    state = State.WITHDRAWN


class ExpiredListingFactory(ListingFactory):
    state = State.EXPIRED


class PhotoFactory(DjangoModelFactory):
    """A row without files; tests of files go through the pipeline."""

    class Meta:
        model = Photo

    listing = SubFactory(ListingFactory)
    digest = Sequence(lambda n: f"{n:064x}")
    width = 1200
    height = 800
    position = Sequence(int)


class LeadFactory(DjangoModelFactory):
    class Meta:
        model = Lead

    listing = SubFactory(ListingFactory)
    name = Faker("name", locale="nl_NL")
    email = "bezoeker@example.org"
    message = "Is deze auto nog te koop?"


class RdwRecordFactory(DjangoModelFactory):
    """What RDW told of one car, in its own words."""

    class Meta:
        model = RdwRecord

    plate = "NX123B"
    data = {
        "vehicle": [{"kenteken": "NX123B", "merk": "PEUGEOT", "handelsbenaming": "508"}],
        "fuels": [{"kenteken": "NX123B", "brandstof_omschrijving": "Benzine"}],
        "bodies": [],
        "recalls": [],
    }
    fetched_at = datetime(2026, 11, 12, 11, 30, tzinfo=UTC)


class DraftArticleFactory(DjangoModelFactory):
    class Meta:
        model = Article

    title = Sequence(lambda n: f"Artikel {n}")
    slug = Sequence(lambda n: f"artikel-{n}")
    intro = "Een korte inleiding."
    body = "<p>Tekst zonder auto.</p>"
    author = "Sanne de Wit"


class ArticleFactory(DraftArticleFactory):
    """A published article; each later one is an hour newer."""

    state = Article.State.PUBLISHED
    published_at = Sequence(lambda n: datetime(2026, 9, 1, tzinfo=UTC) + timedelta(hours=n))


class ScheduledArticleFactory(DraftArticleFactory):
    state = Article.State.PUBLISHED
    published_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=2))


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = Sequence(lambda n: f"gebruiker{n}")
    is_staff = False


class StaffFactory(UserFactory):
    is_staff = True


class SuperuserFactory(StaffFactory):
    is_superuser = True
