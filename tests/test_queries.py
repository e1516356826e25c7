"""A page costs a fixed number of queries, whatever it lists."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from listings.models import Listing
from tests.factories import (
    ArticleFactory,
    CarModelFactory,
    ListingFactory,
    MakeFactory,
    OptionFactory,
    PhotoFactory,
    ReservedListingFactory,
)

# Outside of a transaction, as for visitors: within one, every search builds an index anew.
pytestmark = pytest.mark.django_db(transaction=True)

LIMITS = {
    "/": 8,
    "/occasions/": 4,
    "/occasions/?merk=peugeot&merk=skoda&carrosserie=sedan&prijs_tot=30000&sorteer=prijs": 4,
    "/occasions/peugeot/508/": 6,  # what was written about it, and where the dots lead
    "/occasions/peugeot/508/?brandstof=benzine&bouwjaar_van=2018": 6,
    "/occasions/?q=peugeot&brandstof=lpg&kleur=paars": 4,
    "/merken/": 4,
    "/nieuws/": 4,
    "/nieuws/categorie/test/": 4,
    "occasion": 10,
    "article": 10,
}


def grow(stage: int) -> None:
    """More of all that a page can list: cars, photos, options, makes, models, articles."""
    make = MakeFactory(slug=f"make-{stage}")
    models = [CarModelFactory(), *(CarModelFactory(make=make, slug=f"m-{n}") for n in range(4))]
    options = [OptionFactory(slug=f"optie-{stage}-{n}") for n in range(5)]
    for model in models:
        for listing in ListingFactory.create_batch(4, model=model, options=options):
            PhotoFactory.create_batch(2, listing=listing)
        ReservedListingFactory(model=model)
    ArticleFactory.create_batch(
        6, title="Peugeot 508 naast een rivaal", category="test", body="<p>De 508 rijdt.</p>"
    )


def queries(client: Client, settings: Any, address: str) -> int:
    """What a page asks of the database once its process is warm, a look at the log included."""
    settings.SEARCH_LOOK_SECONDS = 0
    client.get(address)
    # Within a second of a look there is no other; a page that asks the index often looks once.
    settings.SEARCH_LOOK_SECONDS = 60
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked) + 1


@pytest.mark.parametrize("place", LIMITS)
def test_queries_stay_the_same_as_rows_grow(client: Client, settings: Any, place: str) -> None:
    MakeFactory(slug="skoda", name="Škoda")
    grow(0)
    address = {
        "occasion": Listing.objects.filter(model__slug="508")[0].get_absolute_url(),
        "article": Article.objects.all()[0].get_absolute_url(),
    }.get(place, place)
    few = queries(client, settings, address)
    grow(1)
    grow(2)
    assert queries(client, settings, address) == few <= LIMITS[place]
