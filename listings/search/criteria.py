"""What was asked, as a value: the only thing that the index understands."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

Sort = Literal["newest", "price", "price_desc", "mileage", "year", "power"]


@dataclass(frozen=True, slots=True)
class Range:
    """``low`` ≤ value ≤ ``high``, in the field's unit; an open end is None."""

    low: int | None = None
    high: int | None = None

    def __bool__(self) -> bool:
        return self.low is not None or self.high is not None


@dataclass(frozen=True, slots=True)
class Near:
    """Within ``km`` kilometres of a point (WGS84 degrees), as the crow flies."""

    latitude: float
    longitude: float
    km: int


@dataclass(frozen=True, slots=True)
class Criteria:
    """One search. Tuples are sorted and without doubles, so equal searches are equal values.

    Values of one facet are alternatives; options must all be there; facets narrow each other.
    ``makes`` and ``models`` are one facet: all of these makes or any of these models (the parser
    leaves a make out of ``makes`` once one of its models is chosen).
    Makes, models, generations, options, seller and ids are primary keys; the words are the
    codes of ``listings.choices``. ``words`` are folded; the last one also matches as a prefix.
    """

    words: tuple[str, ...] = ()
    makes: tuple[int, ...] = ()
    models: tuple[int, ...] = ()
    generations: tuple[int, ...] = ()
    bodies: tuple[str, ...] = ()
    fuels: tuple[str, ...] = ()
    transmissions: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    options: tuple[int, ...] = ()
    doors: tuple[int, ...] = ()
    seats: tuple[int, ...] = ()
    seller_kinds: tuple[str, ...] = ()
    sellers: tuple[int, ...] = ()
    price_eur: Range = Range()
    mileage_km: Range = Range()
    year: Range = Range()
    power_kw: Range = Range()
    battery_soh_percent: Range = Range()  # from below only: the index knows whole per cents
    near: Near | None = None
    since_days: int | None = None
    states: tuple[str, ...] = ()  # empty: all public states
    excluded: tuple[int, ...] = ()
    sort: Sort = "newest"
    page: int = 1

    def without(self, name: str) -> "Criteria":
        """The same search without one filter, on its first page."""
        default = next(field.default for field in fields(self) if field.name == name)
        changes: dict[str, Any] = {name: default, "page": 1}
        return replace(self, **changes)

    def excluding(self, ids: Iterable[int]) -> "Criteria":
        """The same search without these cars (and those excluded before)."""
        return replace(self, excluded=tuple(sorted({*self.excluded, *ids})))

    def active(self) -> tuple[str, ...]:
        """Names of the filters that narrow this search, in the order of the fields."""
        quiet = {"sort", "page"}
        return tuple(
            field.name
            for field in fields(self)
            if field.name not in quiet and bool(getattr(self, field.name))
        )
