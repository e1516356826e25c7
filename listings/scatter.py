"""The mileage–price picture of a search: a dot for each car, as SVG attributes and words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from carsite.templatetags.site_text import NBSP, euro, euros, figures, km, number
from listings.scale import Scale, quantiles
from listings.search.results import Points

FEWEST = 5  # cars that make a picture
MOST_DOTS = 150  # more would hide each other, and weigh as much as the rest of the page
# The picture's box in pixels from the top; from side to side it is as wide as there is room.
TOP, BOTTOM = 10, 290
# Between these percentages of the width, so that a dot at the edge stays whole.
LEFT, RIGHT = 1.5, 98.5
FEWEST_FOR_LINE = 10
# Of any two cars the one with more kilometres must be the cheaper so often for a line to be drawn
# (a Kendall's tau of -0.4).
LEAST_AGREEMENT = 0.7
PER_KM = 10_000
X_STEPS = 3  # so that the labels stay apart on a phone
# Of the mileages the line spans these percentiles: beyond them there are too few cars to lean on.
LINE_FROM, LINE_TO = 0.05, 0.95
KINDS = {0: (), 1: ("new",), 2: ("old", "new"), 3: ("old", "mid", "new")}


@dataclass(slots=True)  # not frozen: there are up to 150
class Dot:
    """A car for sale; ``kind`` is its year class, ``label`` its price, mileage and year."""

    url: str
    x: str
    y: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class YearClass:
    """Cars of neighbouring years, drawn alike; ``kind`` "bare" is of those of an unknown year."""

    kind: str
    label: str
    cars: int


@dataclass(frozen=True, slots=True)
class Tick:
    at: str
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Line:
    """The middle of the cars; ``fall_eur`` is what the price falls for each 10,000 km."""

    x1: str
    x2: str
    y1: str
    y2: str
    fall_eur: int


@dataclass(frozen=True, slots=True)
class Scatter:
    """``cars`` with price and mileage; ``dots`` are all of them but ``outside`` and the unsampled.

    ``outside``: cars so far from the others that they would press these together.
    """

    cars: int
    dots: list[Dot]
    outside: int
    is_sampled: bool
    classes: list[YearClass]  # newest first
    x_ticks: list[Tick]
    y_ticks: list[Tick]
    line: Line | None
    summary: str


# Listing ids → where their pages are; ids that are gone by now are left out.
Addresses = Callable[[list[int]], Mapping[int, str]]


def scatter(points: Points, addresses: Addresses) -> Scatter | None:
    """The picture of these cars; None where too few have a price and a mileage."""
    known = points.where((points.price_eur >= 0) & (points.mileage_km >= 0))
    if len(known) < FEWEST:
        return None
    across, up = Scale.of(known.mileage_km, X_STEPS), Scale.of(known.price_eur)
    inside = known.where(across.holds(known.mileage_km) & up.holds(known.price_eur))
    drawn = _sample(inside)
    classes = _classes(known.year)
    return Scatter(
        cars=len(known),
        dots=list(_dots(drawn, addresses, across, up, classes)),
        outside=len(known) - len(inside),
        is_sampled=len(drawn) < len(inside),
        classes=[group for _last, group in classes][::-1],
        x_ticks=_x_ticks(across),
        y_ticks=[Tick(_y(up, tick), number(tick)) for tick in up.ticks],
        line=_line(drawn, across, up),
        summary=_summary(known),
    )


def _sample(points: Points) -> Points:
    """At most ``MOST_DOTS``, evenly from the cheapest to the dearest, which are both in."""
    if len(points) <= MOST_DOTS:
        return points
    order = np.lexsort([points.ids, points.price_eur])
    return points.where(order[np.linspace(0, len(points) - 1, MOST_DOTS).round().astype(int)])


# --- Dots -----------------------------------------------------------------------------------------


def _dots(
    drawn: Points,
    addresses: Addresses,
    across: Scale,
    up: Scale,
    classes: list[tuple[int, YearClass]],
) -> Iterator[Dot]:
    urls, language = addresses(drawn.ids.tolist()), get_language()
    columns = (drawn.ids, drawn.price_eur, drawn.mileage_km, drawn.year)
    for pk, price, mileage, year in zip(*(column.tolist() for column in columns), strict=True):
        if pk in urls:
            kind = next(group.kind for last, group in classes if year <= last)
            figures_of = f"{euros(price, language)}, {figures(mileage, language)}{NBSP}km"
            label = f"{figures_of}, {year}" if year >= 0 else figures_of
            yield Dot(urls[pk], _x(across, mileage), _y(up, price), kind, label)


def _classes(years: NDArray[np.int64]) -> list[tuple[int, YearClass]]:
    """The last year of each class and the class, oldest first: thirds of the cars."""
    known = years[years >= 0]
    found = [(-1, YearClass("bare", _("year unknown"), len(years) - len(known)))]
    lasts = _cuts(known)
    for kind, last in zip(KINDS[len(lasts)], lasts, strict=True):
        members = known[(known > found[-1][0]) & (known <= last)]
        label = _span(int(members.min()), int(members.max()))
        found.append((last, YearClass(kind, label, len(members))))
    return [entry for entry in found if entry[1].cars]


def _cuts(years: NDArray[np.int64]) -> list[int]:
    """The last years of at most three parts, as equal as whole years can be."""
    if not len(years):
        return []
    values, numbers = np.unique(years, return_counts=True)
    so_far = np.cumsum(numbers)
    thirds = (len(years) * part / 3 for part in (1, 2, 3))
    return sorted({int(values[np.abs(so_far - third).argmin()]) for third in thirds})


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


# --- Axes and line --------------------------------------------------------------------------------


def _x_ticks(across: Scale) -> list[Tick]:
    anchors = ["start", *["middle"] * (len(across.ticks) - 2), "end"]
    labels = [*map(number, across.ticks[:-1]), km(across.ticks[-1])]
    places = [_x(across, tick) for tick in across.ticks]
    return [Tick(*tick) for tick in zip(places, labels, anchors, strict=True)]


def _line(points: Points, across: Scale, up: Scale) -> Line | None:
    """Theil–Sen: the median of all slopes between two cars, which odd prices do not turn.

    None where there are few cars, or where more kilometres do not go with a lower price.
    """
    x, y = points.mileage_km.astype(float), points.price_eur.astype(float)
    one, other = np.triu_indices(len(points), 1)
    apart = x[one] != x[other]
    if len(points) < FEWEST_FOR_LINE or not apart.any():
        return None
    slopes = ((y[one] - y[other])[apart]) / ((x[one] - x[other])[apart])
    (slope,) = quantiles(slopes, (0.5,))
    fall = -round(slope * PER_KM, -1)
    if np.mean(slopes < 0) < LEAST_AGREEMENT or fall < 10:
        return None
    (height,) = quantiles(y - slope * x, (0.5,))
    first, last = quantiles(x, (LINE_FROM, LINE_TO))
    start, end = max(first, (up.high - height) / slope), min(last, (up.low - height) / slope)
    if start >= end:
        return None
    from_y, to_y = _y(up, height + slope * start), _y(up, height + slope * end)
    return Line(_x(across, start), _x(across, end), from_y, to_y, int(fall))


def _x(across: Scale, mileage: float) -> str:
    return f"{LEFT + across.share(mileage) * (RIGHT - LEFT):.1f}%"


def _y(up: Scale, price: float) -> str:
    return f"{BOTTOM - up.share(price) * (BOTTOM - TOP):.0f}"


def _summary(points: Points) -> str:
    """The picture in one sentence, for who cannot see it."""
    said = {
        "cars": number(len(points)),
        "low": euro(int(points.price_eur.min())),
        "high": euro(int(points.price_eur.max())),
        "near": number(int(points.mileage_km.min())),
        "far": km(int(points.mileage_km.max())),
    }
    return (
        _("Asking price against mileage of %(cars)s cars: %(low)s to %(high)s, %(near)s to %(far)s")
        % said
    )
