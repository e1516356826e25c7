"""Two people at one car: what somebody else changed while the form was open is merged or shown.

A form carries the number of the last change its person had seen. What the change log holds beyond
it is compared with what was sent: fields that the person left alone take the new value, fields that
both changed are asked about, and nothing that either typed is lost.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Field, Max, Model
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format, localize_input
from django.utils.translation import gettext as _t

from listings.models import Listing, ListingChange

SEEN, TAKE = "seen", "take-"


@dataclass(frozen=True, slots=True)
class Theirs:
    """One field that somebody changed meanwhile: what it was before, and what it is now."""

    name: str
    label: str
    before: Any
    now: Any  # as the car has it
    shown: str
    by: str
    at: datetime

    @property
    def words(self) -> str:
        """ "Meanwhile voorraad made this “€ 17.950” (14:02)."""
        return _t("Meanwhile %(name)s made this “%(value)s” (%(time)s).") % {
            "name": self.by or _t("the system"),
            "value": self.shown or _t("empty"),
            "time": date_format(timezone.localtime(self.at), "H:i"),
        }


class MeanwhileForm(forms.ModelForm):
    """A change form that notices a later version of its car.

    ``taken`` are fields that took somebody else's value; ``disputed`` those that both changed.
    """

    instance: Listing

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        self.taken: list[Theirs] = []
        self.disputed: list[Theirs] = []
        car: Listing | None = kwargs.get("instance")
        seen = str(data.get(SEEN, "")) if data is not None else ""
        if data is not None and car is not None and car.pk and seen.isdigit():
            data = data.copy()
            self._merge(data, car, int(seen))
        super().__init__(data, *args, **kwargs)

    @property
    def seen(self) -> int:
        """The newest change of this car, which whoever gets this form now sees."""
        rows = ListingChange.objects.filter(listing_id=self.instance.pk)
        return rows.aggregate(last=Max("seq"))["last"] or 0

    def _merge(self, data: QueryDict, car: Listing, seen: int) -> None:
        for name, field in _COLUMNS.items():
            if data.get(TAKE + field.name):
                data[field.name] = sent(getattr(car, name))
        for theirs in changed_since(car, seen):
            if theirs.name == "options":
                self._merge_options(data, theirs)
            elif theirs.name in self.base_fields:
                self._compare(data, self.base_fields[theirs.name], theirs)

    def _compare(self, data: QueryDict, field: forms.Field, theirs: Theirs) -> None:
        mine = data.get(theirs.name, "")
        try:
            value = _plain(field.clean(_checked(field, mine)))
        except ValidationError:
            value = object()  # wrong, so it was typed
        if value == _plain(theirs.now):
            return
        if value == _plain(theirs.before):
            data[theirs.name] = sent(theirs.now)
            self.taken.append(theirs)
        else:
            self.disputed.append(theirs)

    def _merge_options(self, data: QueryDict, theirs: Theirs) -> None:
        """Of a set both changes hold: what either ticked is ticked, what either cleared is not."""
        mine = {int(pk) for pk in data.getlist("options") if pk.isdigit()}
        now, before = theirs.now, theirs.before
        merged = (now | (mine - before)) - (before - mine)
        if merged != mine:
            data.setlist("options", [str(pk) for pk in sorted(merged)])
            self.taken.append(theirs)

    def _clean_form(self) -> None:
        super()._clean_form()  # type: ignore[misc]
        for theirs in self.disputed:
            self.add_error(theirs.name, theirs.words)


def changed_since(car: Listing, seen: int) -> list[Theirs]:
    """What the change log tells of this car beyond that change, a line for each form field."""
    found: dict[str, Theirs] = {}
    options_now = set(car.options.values_list("pk", flat=True))
    for change in ListingChange.objects.filter(listing_id=car.pk, seq__gt=seen).order_by("-seq"):
        for key, (old, _new) in _pairs(change):
            if key == "options":
                earlier = found[key].before if key in found else options_now
                # Undone backwards: ``old`` were taken away by this change, ``_new`` added.
                before = (earlier - set(_new)) | set(old)
                found[key] = _theirs(car, "options", before, options_now, change)
            elif field := _COLUMNS.get(key):
                latest = found.get(field.name)
                by = change if latest is None else latest
                before = field.to_python(old)
                found[field.name] = _theirs(car, field.name, before, getattr(car, key), by)
    return [one for one in found.values() if one.before != one.now]


def _pairs(change: ListingChange) -> list[tuple[str, Any]]:
    return [(key, pair) for key, pair in change.changed.items() if isinstance(pair, list)]


def _theirs(car: Listing, name: str, before: Any, now: Any, by: "ListingChange | Theirs") -> Theirs:
    field = Listing._meta.get_field(name)
    who = by.actor if isinstance(by, ListingChange) else by.by
    label = str(field.verbose_name)  # type: ignore[union-attr]
    return Theirs(name, label, before, now, _shown(car, name), who, by.at)


def _shown(car: Listing, name: str) -> str:
    if name == "options":
        return ""
    display = getattr(car, f"get_{name}_display", None)
    value = display() if display else getattr(car, name)
    return "" if value is None else sent(value) if isinstance(value, date | bool) else str(value)


_COLUMNS: dict[str, "Field[Any, Any]"] = {
    field.attname: field for field in Listing._meta.concrete_fields if field.editable
}


def sent(value: Any) -> str:
    """A value as its field in the form would send it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Model):
        return str(value.pk)
    return str(localize_input(value)) if isinstance(value, date) else str(value)


def _checked(field: forms.Field, text: str) -> Any:
    """A check box that is not sent is off."""
    return bool(text) if isinstance(field.widget, forms.CheckboxInput) else text


def _plain(value: Any) -> Any:
    """Empty is empty, however a field calls it; a row is its number."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, Decimal):
        return value.normalize()
    return None if value == "" else value
