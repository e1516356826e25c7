"""The columns as COPY takes them: text for cars, PostgreSQL's binary form for bare numbers."""

import struct

import numpy as np
from numpy.typing import ArrayLike

from listings.choices import PriceType, State
from listings.demo.crowd.draws import COLOURS, STATES, Bools, Cars, is_in
from listings.demo.crowd.firms import Firms
from listings.demo.crowd.kinds import KIND_COLUMNS, NONE, Ints, Kinds
from listings.demo.specs import SOH_METHODS

# Cars that ``make_listings`` made, and takes away again.
SOURCE = "made"

COLUMNS = (
    *("id", "external_id", "seller_id", *KIND_COLUMNS, "state", "colour", "first_registration"),
    *("first_registration_month_known", "model_year", "mileage_km", "price_eur", "price_type"),
    *("battery_soh_percent", "battery_soh_method", "battery_soh_date", "previous_owners"),
    *("apk_until", "vat_deductible", "is_import", "is_damaged", "published_at", "expires_at"),
    *("state_at", "created_at", "updated_at", "title", "description", "license_plate", "vin"),
    *("source", "revision"),
)

_SIGNATURE = b"PGCOPY\n\xff\r\n\0" + struct.pack("!ii", 0, 0)
_END = struct.pack("!h", -1)


def listing_lines(
    ids: Ints, cars: Cars, kinds: Kinds, firms: Firms, titles: list[str], descriptions: list[str]
) -> bytes:
    """A line per car with the values of ``COLUMNS``."""
    draft = is_in(cars, State.DRAFT)
    measured = cars.soh > 0
    published = _moments(cars.published)
    numbers = ids.astype(str)
    methods = np.array(SOH_METHODS)[cars.soh_day % len(SOH_METHODS)]
    columns: list[list[str]] = [
        numbers.tolist(),
        numbers.tolist(),
        np.array(firms.ids)[cars.seller].astype(str).tolist(),
        [kinds.copied[kind] for kind in cars.kind.tolist()],
        np.array(STATES)[cars.state].tolist(),
        np.array(COLOURS)[cars.colour].tolist(),
        _days(cars.registered),
        _flags(cars.month_known),
        _known(cars.model_year, cars.model_year > 0),
        cars.mileage.astype(str).tolist(),
        _known(cars.price, cars.price > 0),
        np.where(cars.price > 0, PriceType.ASKING.value, PriceType.ON_REQUEST.value).tolist(),
        _known(cars.soh, measured),
        np.where(measured, methods, "").tolist(),
        _known(_days(cars.soh_day), measured),
        _known(cars.owners, cars.owners > 0),
        _known(_days(cars.apk_until), cars.apk_until > 0),
        _flags(cars.vat),
        _known(_flags(cars.imported == 1), cars.imported >= 0),
        _flags(cars.damaged),
        _known(published, ~draft),
        _known(_moments(cars.expires), ~draft),
        _moments(cars.state_at),
        published,
        _moments(cars.state_at),
        titles,
        descriptions,
    ]
    constant = "\t".join(["", "", "", SOURCE, "1\n"])
    lines = map("\t".join, zip(*columns, strict=True))
    return (constant.join(lines) + constant).encode()


def pair_rows(ids: Ints, fitted: Bools, options: Ints) -> bytes:
    """Listing and option ids in the binary form; ``options`` holds the columns' ids."""
    cars, columns = np.nonzero(fitted)
    form = np.dtype([("fields", ">i2"), ("a", ">i4"), ("car", ">i8"), ("b", ">i4"), ("it", ">i8")])
    rows = np.empty(len(cars), form)
    rows["fields"], rows["a"], rows["b"] = 2, 8, 8
    rows["car"], rows["it"] = ids[cars], options[columns]
    return _SIGNATURE + rows.tobytes() + _END


def _known(values: ArrayLike, known: Bools) -> list[str]:
    return np.where(known, np.asarray(values).astype(str), NONE).tolist()


def _flags(values: Bools) -> list[str]:
    return np.where(values, "t", "f").tolist()


def _days(values: Ints) -> list[str]:
    return values.astype("datetime64[D]").astype(str).tolist()


def _moments(values: Ints) -> list[str]:
    """Seconds since 1970 as text in UTC, which the connection speaks."""
    return np.char.add(values.astype("datetime64[s]").astype(str), "Z").tolist()
