"""Two dealers for tests, each with a car in every state, a question, a feed, its run and a word."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.test import Client

from listings.models import Feed, FeedWord, ImportRun, Lead, Listing, Seller
from tests.factories import (
    DraftListingFactory,
    ExpiredListingFactory,
    LeadFactory,
    ListingFactory,
    ReservedListingFactory,
    SellerFactory,
    SoldListingFactory,
    UserFactory,
    WithdrawnListingFactory,
)

IN_EVERY_STATE = (
    DraftListingFactory,
    ListingFactory,
    ReservedListingFactory,
    SoldListingFactory,
    WithdrawnListingFactory,
    ExpiredListingFactory,
)


@dataclass(frozen=True)
class Firm:
    """A dealer: the seller, somebody who works there, and what is theirs."""

    seller: Seller
    person: User
    cars: list[Listing]
    lead: Lead
    feed: Feed
    run: ImportRun
    word: FeedWord


def firm(name: str) -> Firm:
    """Every text of its rows has the name in it, by which a test sees whose they are."""
    seller = SellerFactory(name=name, slug=name.lower())
    person = UserFactory(username=f"{name.lower()}-verkoop", is_active=True)
    seller.people.add(person)
    cars = [
        make(seller=seller, title=f"{name} auto {n}", version=f"{name} {n}", license_plate="NX123B")
        for n, make in enumerate(IN_EVERY_STATE)
    ]
    lead = LeadFactory(listing=cars[1], name=f"{name} vrager", message=f"{name} vraag")
    feed = Feed.objects.create(seller=seller, format=Feed.Format.OWN_CSV, push_user=f"{name}-feed")
    run = ImportRun.objects.create(feed=feed, file_name=f"{name}.csv")
    word = FeedWord.objects.create(feed=feed, field=FeedWord.Field.MAKE, word=f"{name} woord")
    return Firm(seller, person, cars, lead, feed, run, word)


def at_desk(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client
