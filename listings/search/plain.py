"""The same answers by plain SQL: what the index is tested against, and what serves before it."""

from datetime import datetime, timedelta
from functools import cached_property, reduce
from typing import TYPE_CHECKING

import numpy as np
from django.db import connections
from django.db.models import (
    Exists,
    F,
    Func,
    IntegerField,
    OrderBy,
    OuterRef,
    Q,
    TextField,
    Value,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Concat, NullIf
from django.utils import timezone

from listings.by_ids import AnyOf
from listings.models import Listing, Seller
from listings.search.criteria import Criteria, Near, Range, Sort
from listings.search.fields import EDGES, FACETS, UNKNOWN
from listings.search.places import within
from listings.search.results import Answer, Counts, Points, answer_of, page_limits
from listings.search.stock import PRICE, TEXT

if TYPE_CHECKING:
    from listings.querysets import ListingQuerySet

COLUMNS = {**FACETS, "seller_kinds": "seller__kind"}
RANGES = {**{name: name for name in EDGES}, "price_eur": "price"}
# The options of a row, apart from the join that counts them.
_HAS = Listing.options.through.objects.filter(listing=OuterRef("pk"))
ORDERS: dict[Sort, OrderBy] = {
    "newest": F("published_at").desc(),
    "price": F("price").asc(nulls_last=True),
    "price_desc": F("price").desc(nulls_last=True),
    "mileage": F("mileage_km").asc(nulls_last=True),
    "year": F("year").desc(nulls_last=True),
    "power": F("power_kw").desc(nulls_last=True),
}


class Plain:
    """Answers from the database, through the same door as the index; slower, and always there."""

    versions = None  # it looks at every question, so it cannot say what changed in between

    def search(self, criteria: Criteria, at: datetime | None = None) -> Answer:
        """Total, page of ids, counts and histograms at the moment ``at`` (now)."""
        # Words are looked for once: no index helps the database there, and every count would ask.
        named = _ids_with(criteria.words) if criteria.words else None
        found = matching(criteria, at, named)
        total = found.count()
        page, low, high = page_limits(criteria.page, total)
        ids = list(in_order(found, criteria.sort).values_list("pk", flat=True)[low:high])
        return answer_of(total, ids, _counts(criteria, at, named), page)

    def total(self, criteria: Criteria, at: datetime | None = None) -> int:
        """How many listings match, and nothing else."""
        return matching(criteria, at).count()

    def ids(self, criteria: Criteria, most: int, at: datetime | None = None) -> list[int]:
        """The first ``most`` that match, in the criteria's order, whatever its page."""
        found = in_order(matching(criteria, at), criteria.sort)
        return list(found.values_list("pk", flat=True)[:most])

    def points(self, criteria: Criteria, at: datetime | None = None) -> Points:
        """All that match as numbers, whatever the page."""
        rows = matching(criteria, at).values_list("pk", F("price"), "mileage_km", "year")
        known = [[UNKNOWN if value is None else value for value in row] for row in rows]
        return Points.of(np.array(known, np.int64).reshape(-1, 4).T)

    @cached_property
    def counts(self) -> Counts:
        """The counts of the whole stock."""
        return _counts(Criteria(), None)


def matching(
    criteria: Criteria, at: datetime | None = None, named: list[int] | None = None
) -> "ListingQuerySet":
    """The public listings that meet the criteria at the moment ``at`` (now), in no order.

    ``named`` are those with the criteria's words, where they were looked for before.
    """
    found: ListingQuerySet = Listing.objects.public().annotate(price=PRICE).order_by()
    if criteria.makes or criteria.models:
        found = found.filter(Q(make__in=criteria.makes) | Q(model__in=criteria.models))
    for name, column in COLUMNS.items():
        if chosen := getattr(criteria, name):
            found = found.filter(**{f"{column}__in": chosen})
    for name, column in RANGES.items():
        found = _in_range(found, column, getattr(criteria, name))
    for option in criteria.options:
        found = found.filter(Exists(_HAS.filter(option=option)))
    if criteria.generations:
        found = found.filter(generation__in=criteria.generations)
    if criteria.sellers:
        found = found.filter(seller__in=criteria.sellers)
    if criteria.near:
        found = found.filter(seller__in=sellers_near(criteria.near))
    if criteria.since_days is not None:
        moment = (at or timezone.now()) - timedelta(days=criteria.since_days)
        found = found.filter(published_at__gte=moment)
    if named is not None:
        found = found.filter(AnyOf(F("pk"), named))
    elif criteria.words:
        found = _with_words(found, criteria.words)
    return found.exclude(pk__in=criteria.excluded) if criteria.excluded else found


def in_order(found: "ListingQuerySet", sort: Sort) -> "ListingQuerySet":
    """Unknown numbers come last; of equals the newer id comes first."""
    return found.order_by(ORDERS[sort], "-pk")


def sellers_near(near: Near) -> list[int]:
    """The sellers within the radius."""
    places = [(seller.pk, seller.position) for seller in Seller.objects.select_related("town")]
    known = [(pk, *position) for pk, position in places if position]
    ids, latitudes, longitudes = np.array(known, float).reshape(-1, 3).T
    return ids[within(near, latitudes, longitudes)].astype(int).tolist()


def _in_range(found: "ListingQuerySet", column: str, wanted: Range) -> "ListingQuerySet":
    if wanted.low is not None:
        found = found.filter(**{f"{column}__gte": wanted.low})
    if wanted.high is not None:
        found = found.filter(**{f"{column}__lte": wanted.high})
    return found


def _with_words(found: "ListingQuerySet", words: tuple[str, ...]) -> "ListingQuerySet":
    text = Func(TEXT, function="search_words", output_field=TextField())
    found = found.annotate(words=Concat(Value(" "), text, Value(" "), output_field=TextField()))
    for word in words[:-1]:
        found = found.filter(words__contains=f" {word} ")
    return found.filter(words__contains=f" {words[-1]}")


def _ids_with(words: tuple[str, ...]) -> list[int]:
    public = Listing.objects.public().order_by()
    return list(_with_words(public, words).values_list("pk", flat=True))


def _counts(criteria: Criteria, at: datetime | None, named: list[int] | None = None) -> Counts:
    """What each facet would lead to: its own filter is left out when its values are counted."""
    narrowed = matching(criteria, at, named)
    counts = _grouped(narrowed, ["options"])
    together = []
    for names, own in _OWN_FILTERS:
        if any(getattr(criteria, name) for name in own):
            without = reduce(Criteria.without, own, criteria)
            counts |= _grouped(matching(without, at, named), names)
        else:
            together += names
    return counts | _grouped(narrowed, together)


# Facets that are counted without the same filters, and those filters.
_OWN_FILTERS = [
    (["makes", "models"], ["makes", "models"]),
    *(([name], [name]) for name in (*COLUMNS, *RANGES)),
]


def _bar(name: str, column: str) -> CombinedExpression:
    """The number of the bar that a row's value is in, from 0; NULL where it is in none."""
    # As one function call: a CASE of fifty edges takes Django longer to write than to answer.
    bars = Func(F(column), Value(list(EDGES[name])), function="width_bucket")
    return NullIf(bars, 0, output_field=IntegerField()) - 1


_VALUES = {
    "makes": F("make"),
    "models": F("model"),
    "options": F("options"),
    **{name: F(column) for name, column in COLUMNS.items()},
    **{name: _bar(name, column) for name, column in RANGES.items()},
}


def _grouped(found: "ListingQuerySet", names: list[str]) -> Counts:
    """How many rows have each value of each facet, in one reading of the rows."""
    if not names:
        return {}
    # Not under their own names: some are fields of the model.
    rows = found.values(**{f"a_{name}": _VALUES[name] for name in names})
    inner, params = rows.query.sql_with_params()
    columns = ", ".join(f"a_{name}" for name in names)
    sets = ", ".join(f"(a_{name})" for name in names)
    counts: Counts = {name: {} for name in names}
    with connections[found.db].cursor() as cursor:
        cursor.execute(
            f"SELECT grouping({columns}), count(*), {columns} FROM ({inner}) AS car"  # noqa: S608
            f" GROUP BY GROUPING SETS ({sets})",
            params,
        )
        for others, number, *values in cursor.fetchall():
            # A bit for each column that is not in the row's set, the first the highest.
            place = len(names) - (~others & (1 << len(names)) - 1).bit_length()
            if values[place] not in (None, ""):
                counts[names[place]][values[place]] = number
    return counts
