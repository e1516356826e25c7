"""The fields of a car that a feed may tell, and what a value of each has to be like.

Values are kept as plain JSON: dates in ISO, decimals as text, make, model and generation by name.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext as _t

from listings.intake.feeds.fields import Refused
from listings.intake.feeds.incoming import Facts
from listings.models import Listing

# What the site decides itself or learns from registers; options and photos have their own ways.
NOT_TOLD = {
    *("id", "seller", "state", "year", "odometer_verdict", "has_open_recall", "was_taxi"),
    *("rdw_checked_on", "source", "external_id", "locked_fields", "published_at", "expires_at"),
    *("state_at", "created_at", "updated_at", "revision"),
}
NAMED = ("make", "model", "generation")  # told by slug or name, kept by id
CUT = ("title", "version", "description", "battery_soh_method")  # too long is no reason to refuse
WHOLE_NUMBERS = (models.PositiveIntegerField, models.PositiveSmallIntegerField)
MOST = {"mileage_km": 2_000_000, "battery_soh_percent": 100}
LEAST = {"price_eur": 1}
SMALL, LARGE = 32_767, 2_147_483_647  # what the columns hold
FIRST_YEAR, LAST_YEAR = 1886, 2100

Checker = Callable[[Any], Any]


@cache
def columns() -> "Mapping[str, models.Field[Any, Any]]":
    """The fields of ``Listing`` that a feed may tell, by name."""
    return {
        field.name: field for field in Listing._meta.concrete_fields if field.name not in NOT_TOLD
    }


@cache
def sql_types() -> Mapping[str, str]:
    """Column and type in the database of each of these fields, by the field's name."""
    return {name: str(field.db_type(connection)) for name, field in columns().items()}


def column(name: str) -> str:
    """The column of a field: make_id for make."""
    return str(columns()[name].column)


@cache
def blank() -> Mapping[str, Any]:
    """What a car has of which a feed tells nothing."""
    return {name: None if field.null else _empty(field) for name, field in columns().items()}


def checked(facts: Facts) -> tuple[Facts, list[str]]:
    """The facts in the one form in which they are kept and compared, and what was left out.

    Raises ``Refused`` for what no car can have.
    """
    notes: list[str] = []
    found: Facts = {}
    checkers = _checkers()
    for name, value in facts.items():
        if (checker := checkers.get(name)) is None:
            raise Refused(name, _t("This field is not known."))
        try:
            found[name] = checker(value)
        except (ValueError, TypeError, InvalidOperation):
            raise Refused(name, _t("“%s” is not possible here.") % str(value)[:80]) from None
        if name in CUT and isinstance(value, str) and len(found[name]) < len(value):
            notes.append(_t("%s was cut to what fits.") % columns()[name].verbose_name)
    return found, notes


def plain(value: Any) -> Any:
    """A column's value in that form; make, model and generation are the caller's."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


@cache
def _checkers() -> Mapping[str, Checker]:
    return {name: _checker(field) for name, field in columns().items()}


def _checker(field: "models.Field[Any, Any]") -> Checker:  # noqa: PLR0911  a table of kinds
    """Long only because there are so many kinds of fields."""
    if field.name in NAMED:
        return _name
    if field.choices:
        return _one_of({str(value) for value, _ in field.flatchoices}, str(_empty(field)))
    if isinstance(field, WHOLE_NUMBERS):
        small = isinstance(field, models.PositiveSmallIntegerField)
        most = MOST.get(field.name, SMALL if small else LARGE)
        return _number(LEAST.get(field.name, 0), most)
    if isinstance(field, models.DecimalField):
        return _decimal(field)
    if isinstance(field, models.DateField):
        return _date
    if isinstance(field, models.BooleanField):
        return _truth(None if field.null else _empty(field))
    return _text(field.max_length or LARGE, is_cut=field.name in CUT)


def _empty(field: "models.Field[Any, Any]") -> Any:
    """What the column has where nothing is known."""
    return field.default if field.has_default() else ""


def _name(value: Any) -> str | None:
    return str(value) if value else None


def _one_of(values: set[str], empty: str) -> Checker:
    def check(value: Any) -> str:
        if value in {None, ""}:
            return empty
        if value not in values:
            raise ValueError(value)
        return str(value)

    return check


def _number(least: int, most: int) -> Checker:
    def check(value: Any) -> int | None:
        if value is None or value == "":
            return None
        if isinstance(value, bool) or int(value) != float(value):
            raise ValueError(value)
        if not least <= int(value) <= most:
            raise ValueError(value)
        return int(value)

    return check


def _decimal(field: "models.DecimalField[Any, Any]") -> Checker:
    step = Decimal(1).scaleb(-(field.decimal_places or 0))
    most = MOST.get(field.name, 10 ** ((field.max_digits or 0) - (field.decimal_places or 0)) - 1)

    def check(value: Any) -> str | None:
        if value is None or value == "":
            return None
        number = Decimal(str(value)).quantize(step)
        if not 0 <= number <= most:
            raise ValueError(value)
        return str(number)

    return check


def _date(value: Any) -> str | None:
    if value is None or value == "":
        return None
    day = value if isinstance(value, date) else date.fromisoformat(value)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(value)
    return day.isoformat()


def _truth(empty: bool | None) -> Checker:
    def check(value: Any) -> bool | None:
        if value is None or value == "":
            return empty
        if not isinstance(value, bool):
            raise TypeError(value)
        return value

    return check


def _text(most: int, *, is_cut: bool) -> Checker:
    def check(value: Any) -> str:
        # Otherwise as it is: the readers tidy what others wrote, and our own is kept exactly.
        text = "" if value is None else str(value).replace("\0", "")
        if len(text) <= most:
            return text
        if not is_cut:
            raise ValueError(value)
        return text[:most].rstrip()

    return check
