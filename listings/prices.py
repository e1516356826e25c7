"""What a search's cars cost: lowest, middle half and highest, together and for each year."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from listings.scale import Scale
from listings.search.results import Points

QUARTERS = (0, 0.25, 0.5, 0.75, 1)
FEWEST = 5  # cars that say something of a model's price …
FEWEST_OF_YEAR = 3  # … and of one year's


@dataclass(frozen=True, slots=True)
class Band:
    """Asking prices in whole euros, each one a car's: half of the cars lie in ``q1`` to ``q3``."""

    cars: int
    low: int
    q1: int
    median: int
    q3: int
    high: int

    @classmethod
    def of(cls, prices: NDArray[np.int64]) -> "Band":
        """Of at least one price; a quartile is the nearest price that is really asked."""
        return cls(len(prices), *_at(np.sort(prices), QUARTERS))


@dataclass(frozen=True, slots=True)
class Strip:
    """A band as SVG attributes, free of the language: a thin line, a bar and a tick."""

    x1: str
    x2: str
    bar: str
    width: str
    middle: str
    anchor: str  # of a label at the tick, so that it stays inside

    @classmethod
    def of(cls, band: Band, scale: Scale) -> "Strip":
        low, q1, middle, q3, high = (
            100 * scale.share(price)
            for price in (band.low, band.q1, band.median, band.q3, band.high)
        )
        width = max(q3 - q1, 0.8)  # where half of the cars ask the same there is still a bar
        return cls(
            x1=f"{low:.1f}%",
            x2=f"{high:.1f}%",
            bar=f"{min(q1, 100 - width):.1f}%",
            width=f"{width:.1f}%",
            middle=f"{middle:.1f}%",
            anchor="start" if middle < 20 else "end" if middle > 80 else "middle",
        )


@dataclass(frozen=True, slots=True)
class Year:
    """The cars first registered in one year; the median mileage is None where none is known."""

    year: int
    band: Band
    strip: Strip
    mileage_km: int | None


@dataclass(frozen=True, slots=True)
class Prices:
    """``band`` of all cars with a price, ``years`` newest first; ``on_request`` have none.

    The strips run from ``start`` to ``end`` euros; what is far from the rest lies beyond.
    """

    band: Band
    start: int
    end: int
    strip: Strip
    years: list[Year]
    on_request: int


def prices(points: Points) -> Prices | None:
    """What these cars cost; None where too few have a price to speak of."""
    priced = points.where(points.price_eur >= 0)
    if len(priced) < FEWEST:
        return None
    scale, band = Scale.tight(priced.price_eur), Band.of(priced.price_eur)
    return Prices(
        band=band,
        start=scale.low,
        end=scale.high,
        strip=Strip.of(band, scale),
        years=_years(priced, scale),
        on_request=len(points) - len(priced),
    )


def _years(priced: Points, scale: Scale) -> list[Year]:
    by_year = np.argsort(priced.year, kind="stable")
    years, starts = np.unique(priced.year[by_year], return_index=True)
    found = []
    for year, cars in zip(years.tolist(), np.split(by_year, starts[1:]), strict=True):
        if year >= 0 and len(cars) >= FEWEST_OF_YEAR:
            band = Band.of(priced.price_eur[cars])
            found.append(Year(year, band, Strip.of(band, scale), _median(priced.mileage_km[cars])))
    return found[::-1]


def _median(mileages: NDArray[np.int64]) -> int | None:
    known = np.sort(mileages[mileages >= 0])
    return _at(known, (0.5,))[0] if len(known) else None


def _at(ordered: NDArray[np.int64], shares: tuple[float, ...]) -> list[int]:
    """The values nearest to these shares of the way: a tenth of ``np.percentile``'s time."""
    last = len(ordered) - 1
    return [int(ordered[round(last * share)]) for share in shares]
