"""The form's side of reading a title and a plate: filling what is empty, saying where from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.formats import localize_input
from django.utils.html import format_html
from django.utils.translation import gettext as _t

from listings import plates
from listings.intake.entry.proposals import Proposal
from listings.intake.entry.reading import Reading
from listings.intake.entry.told import Source, Told

# What titles and the register may fill, in the order of the form.
NAMES = [
    *("make", "model", "generation", "version", "body", "colour", "fuel", "transmission"),
    *("first_registration", "apk_until", "is_import", "power_kw", "engine_cc", "battery_kwh"),
    *("range_km", "co2_g_km", "battery_soh_percent", "doors", "seats", "weight_kg", "towing_kg"),
]
NOTHING = {
    "",
    "unknown",
}  # what an empty field sends; the second is Django's for yes, no or unknown
SETTLE, MARK = "settle-", "told-"
PARTED = "\x1f"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a field's value came from; it holds as long as the value does."""

    value: str
    words: str

    @classmethod
    def of(cls, told: Told) -> "Mark":
        return cls(as_sent(told), source_words(told))

    @property
    def sent(self) -> str:
        return f"{self.value}{PARTED}{self.words}"


class EntryForm(forms.ModelForm):
    """A form that can be read into: then it is shown again, filled, and never saved.

    ``reading`` is set on a subclass for one request, where the person asked to read.
    """

    reading: Reading | None = None

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        self.marks: dict[str, Mark] = {}
        if data is not None:
            data = data.copy()
            _settle(data)
            self.marks = {name: mark for name, mark in _brought(data) if mark}
            if self.reading:
                self.marks |= _fill(data, self.reading)
        super().__init__(data, *args, **kwargs)
        for name, mark in self.marks.items():
            if name in self.fields:
                help_text = self.fields[name].help_text
                self.fields[name].help_text = format_html(
                    '<span class="told">{}</span> {}', mark.words, help_text
                )
        self.initial["license_plate"] = plates.shown(self.initial.get("license_plate") or "")

    def is_valid(self) -> bool:
        return super().is_valid() and self.reading is None

    def full_clean(self) -> None:
        """While reading nothing is missing yet; only a file that is no photo is said at once."""
        super().full_clean()
        if self.reading:
            said = {name: text for name, text in self.errors.items() if name == "new_photos"}
            self._errors: ErrorDict | None = ErrorDict(said)

    def clean_license_plate(self) -> str:
        """Kept without dashes; a foreign plate is kept as it was typed."""
        plate: str = self.cleaned_data.get("license_plate") or ""
        return plates.normal(plate) if plates.is_plate(plate) else plate.strip().upper()


def values_in(form: type[forms.ModelForm], data: QueryDict) -> dict[str, Any]:
    """What the fields of a sent form say, as ``Told.value`` has it; wrong ones are left out."""
    found = {}
    for name in NAMES:
        sent = data.get(name, "")
        if name not in form.base_fields or sent in NOTHING:
            continue
        try:
            value = form.base_fields[name].clean(sent)
        except ValidationError:
            continue
        found[name] = _plain(value)
    return found


def source_words(told: Told) -> str:
    """ "titel: “PHEV”", or "RDW: “PEUGEOT”"."""
    if told.source == Source.TITLE:
        return _t("title: “%(words)s”") % {"words": told.said}
    if told.source == Source.RDW:
        return _t("RDW: “%(words)s”") % {"words": told.said}
    return _t("typed")


def as_sent(told: Told) -> str:
    """The value as the form's field would send it."""
    if isinstance(told.value, bool):
        return "true" if told.value else "false"
    if told.field in {"first_registration", "apk_until"}:
        return str(localize_input(date.fromisoformat(told.value)))
    return str(told.value)


def _settle(data: QueryDict) -> None:
    """A choice between sources fills its field, unless something was typed there."""
    for name in NAMES:
        choice = data.get(SETTLE + name, "")
        if choice and data.get(name, "") in NOTHING:
            data[name] = choice


def _brought(data: QueryDict) -> Iterator[tuple[str, Mark | None]]:
    """Marks of an earlier reading, of fields that were not changed since."""
    for name in NAMES:
        value, parted, words = data.get(MARK + name, "").partition(PARTED)
        if parted and data.get(name) == value:
            yield name, Mark(value, words[:200])


def _fill(data: QueryDict, reading: Reading) -> dict[str, Mark]:
    """Fill what is empty and undisputed; tick the options."""
    marks = {}
    for proposal in reading.proposals.fields:
        if proposal.field not in NAMES or data.get(proposal.field, "") not in NOTHING:
            continue
        if told := _undisputed(proposal):
            marks[proposal.field] = Mark.of(told)
            data[proposal.field] = as_sent(told)
    ticked = data.getlist("options")
    new = [as_sent(told) for told in reading.proposals.options]
    data.setlist("options", [*ticked, *(value for value in new if value not in ticked)])
    return marks


def _undisputed(proposal: Proposal) -> Told | None:
    if proposal.is_conflict or proposal.value is None:
        return None
    return proposal.told[0]


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
