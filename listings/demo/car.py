"""The invented car while it is being made, before it becomes a row."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from listings.choices import SellerKind
from listings.demo.catalogue import CarLine, Generation
from listings.demo.tables import Dealer, Engine, Trim

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class DemoCar:
    """All that a listing will say; the fields are filled in the order in which they stand."""

    index: int
    rng: random.Random
    line: CarLine
    today: date

    # What it is
    year: int = 0
    generation: Generation | None = None
    body: str = ""
    engine: Engine = field(default_factory=Engine)
    transmission: str = ""
    trim: Trim = field(default_factory=Trim)
    colour: str = ""
    version: str = ""

    # What became of it
    first_registration: date = date(2000, 1, 1)
    month_known: bool = True
    model_year: int | None = None
    mileage_km: int = 0
    previous_owners: int | None = None
    apk_until: date | None = None
    is_import: bool | None = None
    is_damaged: bool = False
    vat_deductible: bool | None = None
    soh_percent: Decimal | None = None
    soh_method: str = ""
    soh_date: date | None = None
    license_plate: str = ""  # without dashes; empty where the seller does not tell it
    named_here: date = date(2000, 1, 1)  # registered in the Netherlands; later than first if import

    # What it measures
    doors: int | None = None
    seats: int | None = None
    weight_kg: int | None = None
    towing_kg: int | None = None
    co2_g_km: int | None = None
    range_km: int | None = None

    # How it is offered
    seller: Dealer = field(default_factory=Dealer)
    options: list[str] = field(default_factory=list)
    price_eur: int | None = None
    # Earlier, higher asking prices, oldest first, each with the moment that it ended.
    earlier_prices: list[tuple[int, datetime]] = field(default_factory=list)
    state: str = ""
    created_at: datetime = LONG_AGO
    state_at: datetime = LONG_AGO
    published_at: datetime | None = None
    expires_at: datetime | None = None
    title: str = ""
    description: str = ""

    @property
    def age(self) -> float:
        """Years since the first registration."""
        return max((self.today - self.first_registration).days / 365.25, 0.0)

    @property
    def is_from_dealer(self) -> bool:
        return self.seller.kind == SellerKind.DEALER

    @property
    def fuel(self) -> str:
        return self.engine.fuel
