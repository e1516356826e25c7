"""Writes the demo's cars into the database: rows in bulk, then their history as changes."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection

from listings.choices import PriceType, SellerKind, State
from listings.demo.answers import columns
from listings.demo.car import DemoCar
from listings.demo.tables import Dealer, dealers
from listings.models import CarModel, Generation, Listing, Option, Seller, Town, bulk_load

SOURCE = "demo"

# Of one listing: its id, the new value, and the moment that it had come about.
Change = tuple[int, object, datetime]


def load_sellers() -> dict[str, Seller]:
    """The sellers by slug, made where they are not there yet."""
    towns = {town.slug: town for town in Town.objects.all()}
    Seller.objects.bulk_create(
        [_seller(one, towns.get(one.town)) for one in dealers()], ignore_conflicts=True
    )
    return {seller.slug: seller for seller in Seller.objects.all()}


def load_cars(cars: Sequence[DemoCar]) -> list[Listing]:
    """Insert the cars with their options, in the order given.

    A car whose price or state moved is written as first published; ``load_history`` moves it.
    """
    keys = Keys()
    sellers = load_sellers()
    listings = [_listing(car, keys, sellers) for car in cars]
    with bulk_load():
        Listing.objects.bulk_create(listings, batch_size=500)
        pairs = [
            (listing.pk, keys.options[slug])
            for listing, car in zip(listings, cars, strict=True)
            for slug in car.options
            if slug in keys.options
        ]
        _copy_options(pairs)
    return listings


class Keys:
    """The catalogue's ids by the names that the data files use."""

    def __init__(self) -> None:
        self.models = {
            (model.make.slug, model.slug): model
            for model in CarModel.objects.select_related("make")
        }
        self.generations = {
            (part.model_id, part.name): part.pk for part in Generation.objects.all()
        }
        self.options = dict(Option.objects.values_list("slug", "pk"))


def load_history(cars: Iterable[DemoCar], listings: Iterable[Listing]) -> int:
    """Lower prices and move states as sellers did, and date the log's rows accordingly.

    Each step is one UPDATE, so the triggers write what they would have written; only their
    ``at`` is set back, because nobody waits sixty days for a demonstration. Returns the number
    of changes.
    """
    pairs = list(zip(cars, listings, strict=True))
    most = max((len(car.earlier_prices) for car, _ in pairs), default=0)
    drops = sum(_drop_prices(pairs, step) for step in range(most))
    moved = [(row.pk, car.state, car.state_at) for car, row in pairs if car.state != row.state]
    return drops + _update("state", "text", moved)


def _drop_prices(pairs: Iterable[tuple[DemoCar, Listing]], step: int) -> int:
    """The step-th drop of every car that had so many."""
    rows: list[Change] = []
    for car, listing in pairs:
        if step < len(car.earlier_prices):
            asked = [price for price, _ in car.earlier_prices] + [car.price_eur]
            rows.append((listing.pk, asked[step + 1], car.earlier_prices[step][1]))
    return _update("price_eur", "integer", rows)


def _update(column: str, kind: str, rows: Sequence[Change]) -> int:
    """One UPDATE of one column, and the dates of the change rows that its trigger wrote."""
    if not rows:
        return 0
    ids, values, moments = zip(*rows, strict=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(seq), 0) FROM listings_listingchange")
        (before,) = cursor.fetchone()
        cursor.execute(
            f"""UPDATE listings_listing AS listing
                SET {column} = new.value, updated_at = new.at
                FROM unnest(%s::bigint[], %s::{kind}[], %s::timestamptz[]) AS new(id, value, at)
                WHERE listing.id = new.id""",  # noqa: S608  both words are ours, see the callers
            [list(ids), list(values), list(moments)],
        )
        cursor.execute(
            """UPDATE listings_listingchange AS change SET at = new.at
               FROM unnest(%s::bigint[], %s::timestamptz[]) AS new(id, at)
               WHERE change.listing_id = new.id AND change.seq > %s""",
            [list(ids), list(moments), before],
        )
        return cursor.rowcount


def _copy_options(pairs: Sequence[tuple[int, int]]) -> None:
    """COPY, because thirty thousand rows by INSERT take seconds."""
    table = Listing.options.through._meta.db_table
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} (listing_id, option_id) FROM STDIN") as copy,
    ):
        for pair in pairs:
            copy.write_row(pair)


def _first_state(car: DemoCar) -> str:
    return State.DRAFT if car.published_at is None else State.PUBLISHED


def _listing(car: DemoCar, keys: Keys, sellers: dict[str, Seller]) -> Listing:
    """The car as a row: long, because a listing has so many fields, and nothing else."""
    model = keys.models[car.line.key]
    part = car.generation.name if car.generation else ""
    first_price = car.earlier_prices[0][0] if car.earlier_prices else car.price_eur
    return Listing(
        seller=sellers[car.seller.slug],
        state=_first_state(car),
        title=car.title,
        make=model.make,
        model=model,
        generation_id=keys.generations.get((model.pk, part)),
        version=car.version,
        body=car.body,
        fuel=car.fuel,
        transmission=car.transmission,
        colour=car.colour,
        first_registration=car.first_registration,
        first_registration_month_known=car.month_known,
        model_year=car.model_year,
        mileage_km=car.mileage_km,
        price_eur=first_price,
        price_type=PriceType.ON_REQUEST if car.price_eur is None else PriceType.ASKING,
        power_kw=car.engine.kw,
        engine_cc=car.engine.cc,
        battery_kwh=car.engine.battery_kwh,
        battery_soh_percent=car.soh_percent,
        battery_soh_method=car.soh_method,
        battery_soh_date=car.soh_date,
        range_km=car.range_km,
        doors=car.doors,
        seats=car.seats,
        weight_kg=car.weight_kg,
        towing_kg=car.towing_kg,
        co2_g_km=car.co2_g_km,
        previous_owners=car.previous_owners,
        apk_until=car.apk_until,
        vat_deductible=car.vat_deductible,
        is_import=car.is_import,
        is_damaged=car.is_damaged,
        license_plate=car.license_plate,
        **columns(car),
        description=car.description,
        source=SOURCE,
        external_id=f"D{car.index + 1:05d}",
        published_at=car.published_at,
        expires_at=car.expires_at,
        state_at=car.state_at,
        created_at=car.created_at,
    )


def _seller(one: Dealer, town: Town | None) -> Seller:
    return Seller(
        kind=SellerKind(one.kind),
        slug=one.slug,
        name=one.name,
        email=one.email,
        phone=one.phone,
        street=one.street,
        postcode=one.postcode,
        town=town,
    )
