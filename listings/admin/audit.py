"""The change log in staff words: which field, what it was, what it became."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carsite.templatetags.site_text import euro, km
from listings.models import CarModel, Generation, Listing, ListingChange, Make, Option, Seller, Town

# Columns that hold another table's id; "options" holds two lists of them.
RELATED: dict[str, type[Model]] = {
    "make_id": Make,
    "model_id": CarModel,
    "generation_id": Generation,
    "seller_id": Seller,
    "options": Option,
}
ON_THE_WAY: dict[type[Model], list[str]] = {
    CarModel: ["make"],
    Generation: ["model"],
}  # what their names need
COMPUTED = {"year"}  # by the database, from a column that is shown
EMPTY = "–"


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    old: str
    new: str


class Words:
    """The names behind the ids in a set of changes: one query per table that occurs."""

    def __init__(self, changes: Iterable[ListingChange]) -> None:
        ids: dict[str, set[int]] = defaultdict(set)
        for change in changes:
            for field in RELATED.keys() & change.changed.keys():
                ids[field].update(_ids(change.changed[field]))
        self.names = {field: _names(RELATED[field], wanted) for field, wanted in ids.items()}

    def lines(self, change: ListingChange) -> list[Line]:
        """What this change did, field by field."""
        shown = [field for field in change.changed if field not in COMPUTED]
        return [self._line(field, change.changed[field]) for field in shown]

    def _line(self, field: str, value: Any) -> Line:
        if field in _not_cars():
            return Line(_not_cars()[field], EMPTY, _table(value))
        if field == "photos":
            return Line(_("Photos"), EMPTY, photos(*value))
        old, new = (self._text(field, side) for side in value)
        return Line(label(field), old, new)

    def _text(self, field: str, value: Any) -> str:
        if value is None or value in ("", []):
            return EMPTY
        if field in RELATED:
            names = self.names.get(field, {})
            ids = value if isinstance(value, list) else [value]
            return ", ".join(names.get(key, f"#{key}") for key in ids)
        return plain(field, value)


def _not_cars() -> dict[str, str]:
    """What the log calls that which is no car."""
    return {
        "everything": _("Everything"),
        "catalogue": _("Catalogue"),
        "articles": _("Articles"),
    }


def _ids(pair: Any) -> set[int]:
    """The ids in ``[old, new]``, each of which may be an id, a list of them or nothing."""
    found: set[int] = set()
    for side in pair:
        found.update(side if isinstance(side, list) else [side] if isinstance(side, int) else [])
    return found


def _names(model: type[Model], ids: set[int]) -> dict[int, str]:
    rows = model._default_manager.filter(pk__in=ids).select_related(*ON_THE_WAY.get(model, []))
    return {row.pk: str(row) for row in rows}


def label(field: str) -> str:
    try:
        label = getattr(Listing._meta.get_field(field), "verbose_name", field)
    except FieldDoesNotExist:  # the seller's town, or a column of an older version of the site
        label = Town._meta.verbose_name if field == "town" else field
    return str(label)[:1].upper() + str(label)[1:]


def plain(field: str, value: Any) -> str:
    """A column's value as staff read it."""
    if field == "price_eur":
        return euro(value)
    if field == "mileage_km":
        return km(value)
    if isinstance(value, list):
        return ", ".join(label(str(name)) for name in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices = (
        dict(getattr(Listing._meta.get_field(field), "flatchoices", [])) if _is_known(field) else {}
    )
    return str(choices.get(value) or _moment(str(value)) or Truncator(str(value)).chars(120))


def _is_known(field: str) -> bool:
    return field in {known.name for known in Listing._meta.get_fields()}


def _moment(text: str) -> str:
    """A date or a time as PostgreSQL's jsonb writes them; nothing for other text."""
    try:
        if len(text) == len("2026-11-22"):
            return date_format(date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment.tzinfo else ""


def photos(gone: int, come: int) -> str:
    if gone and come:
        return _("changed or put in another order")
    if come:
        return ngettext("%d added", "%d added", come) % come
    return ngettext("%d removed", "%d removed", gone) % gone


def _table(name: object) -> str:
    """What was loaded or edited, said by its table's name in the plural."""
    model = next((m for m in apps.get_models() if m._meta.db_table == name), None)
    return str(model._meta.verbose_name_plural) if model else str(name)
