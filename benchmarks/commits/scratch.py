"""A copy of the stock's database to write in, in the same cluster; dropped at the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote
from uuid import uuid4

import dj_database_url
import psycopg
from django.db import connection, connections

from benchmarks.commits.watching import Watched
from benchmarks.commits.writing import PRICE_BEFORE
from listings.choices import PriceType, SellerKind
from listings.models import Listing, Option, Seller, bulk_load

NAME = "koppeling_freshness"


def address(name: str | None = None) -> str:
    """This connection's server as a URL, with that database."""
    given = connection.get_connection_params()
    user, password = given.get("user", ""), given.get("password", "")
    secret = f":{quote(password, safe='')}" if password else ""
    host, port = quote(str(given.get("host", "")), safe=""), given.get("port", 5432)
    return f"postgresql://{user}{secret}@{host}:{port}/{name or given['dbname']}"


def move_to(url: str) -> None:
    """From now on this process, and the builder that it starts, use this database."""
    os.environ["DATABASE_URL"] = url
    connection.settings_dict.update(dj_database_url.parse(url) | {"OPTIONS": {}})


@contextmanager
def copied() -> Iterator[str]:
    """The copy's URL. The database that is copied must have no other user meanwhile."""
    source = address()
    original = connection.settings_dict["NAME"]
    connections.close_all()
    connection.close_pool()
    with psycopg.connect(address("postgres"), autocommit=True) as database:
        database.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        database.execute(f'CREATE DATABASE {NAME} TEMPLATE "{original}"')
    try:
        yield source.rpartition("/")[0] + f"/{NAME}"
    finally:
        with psycopg.connect(address("postgres"), autocommit=True) as database:
            database.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


@dataclass(frozen=True)
class Pool:
    """The cars that are written, all of one seller, so that one search finds them."""

    watched: Watched
    cars: list[int]


def make_pool(size: int) -> Pool:
    """So many public cars get a seller of their own, one price, and lose the watched option."""
    option = Option.objects.order_by("pk").values_list("pk", flat=True)[0]
    with bulk_load():
        # Another one at each call: what is left of a run before is not watched again.
        seller = Seller.objects.create(
            kind=SellerKind.DEALER, name="Freshness", slug=f"freshness-{uuid4().hex}"
        )
        asking = Listing.objects.for_sale().filter(price_type=PriceType.ASKING)
        # Spread over the stock, and the same ones at every run.
        pks = list(asking.order_by("pk").values_list("pk", flat=True))
        cars = pks[:: max(1, len(pks) // size)][:size]
        Listing.objects.filter(pk__in=cars).update(
            seller=seller, price_eur=PRICE_BEFORE, external_id=""
        )
        Listing.options.through.objects.filter(listing__in=cars, option=option).delete()
    return Pool(Watched(seller.pk, option), cars)
