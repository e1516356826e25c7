"""One car in a minute: the desk's page reads a title and a plate, and shows what it understood."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _t

from listings.admin.entry_form import (
    MARK,
    NAMES,
    SETTLE,
    Mark,
    as_sent,
    source_words,
    values_in,
)
from listings.admin.forms import ListingForm
from listings.admin.meanwhile import Theirs
from listings.intake.completeness import Completeness, completeness
from listings.intake.duplicates import Duplicate, duplicates
from listings.intake.entry.reading import Reading, read
from listings.intake.entry.told import Source, Told, in_words, label
from listings.intake.rdw.answer import day
from listings.intake.rdw.facts import facts
from listings.models import Listing
from listings.vocabulary import dictionary

READ = "_read"  # the button


@dataclass(frozen=True, slots=True)
class Choice:
    """One side of a conflict."""

    value: str  # as the field sends it; empty where it is too rough to fill in
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Conflict:
    name: str
    settle: str
    label: str
    choices: tuple[Choice, ...]
    is_settled: bool  # somebody typed a value, which holds


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands below title and plate."""

    reading: Reading | None
    marks: list[tuple[str, Mark]]  # hidden fields that carry the marks on
    conflicts: list[Conflict]
    remarks: list[str]
    options: list[str]
    filled: int
    duplicates: list[Duplicate]
    completeness: Completeness | None
    seen: int  # the change up to which this page shows the car
    disputed: list[Theirs]


class EntryAdmin(admin.ModelAdmin):
    """Adds to a page with an ``EntryForm``: the button that reads, and the panel of what was."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """RDW is asked before any transaction begins."""
        if request.method == "POST" and READ in request.POST:
            request.reading = self._read(request)  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _read(self, request: HttpRequest) -> Reading:
        data = request.POST
        return read(
            data.get("title", ""),
            data.get("license_plate", ""),
            values=values_in(self.form, data),
            names=NAMES,
            now=timezone.now(),
        )

    def get_form(
        self, request: HttpRequest, obj: Listing | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        reading = getattr(request, "reading", None)
        return type(form.__name__, (form,), {"reading": reading}) if reading else form

    def panel(self, request: HttpRequest, form: ListingForm, car: Listing | None) -> Panel:
        reading = getattr(request, "reading", None)
        shown = car is not None or reading is not None or form.is_bound
        return Panel(
            reading=reading,
            marks=[(MARK + name, mark) for name, mark in form.marks.items()],
            conflicts=_conflicts(reading) if reading else [],
            remarks=remarks(reading) if reading else [],
            options=_options(reading) if reading else [],
            filled=len(form.marks),
            duplicates=self._duplicates(request, form) if shown else [],
            completeness=_completeness(form) if shown else None,
            seen=form.seen if car else 0,
            disputed=form.disputed,
        )

    def _duplicates(self, request: HttpRequest, form: ListingForm) -> list[Duplicate]:
        stored = form.cleaned_data.get("new_photos") if hasattr(form, "cleaned_data") else None
        digests = [photo.digest for photo in stored or []]
        mine: Any = self.get_queryset(request)  # what this person may see
        return duplicates(form.instance, digests=digests, among=mine)


def remarks(reading: Reading) -> list[str]:
    """What RDW tells and the form has no field for: said, never filled in."""
    if reading.answer is None:
        return []
    told = {fact.field: fact for fact in facts(reading.answer)}
    said = [reading.answer.message] if reading.answer.message else []
    if verdict := told.get("odometer_explanation") or told.get("odometer_verdict"):
        said.append(_t("Odometer, says RDW: %(verdict)s") % {"verdict": verdict.text})
    sentences = {
        "has_open_recall": _t("A recall of this car is still open."),
        "was_taxi": _t("RDW has this car as a taxi."),
        "is_exported": _t("RDW has this car as exported."),
    }
    return said + [text for name, text in sentences.items() if name in told and told[name].value]


def _conflicts(reading: Reading) -> list[Conflict]:
    return [
        Conflict(
            proposal.field,
            SETTLE + proposal.field,
            label(proposal.field),
            tuple(_choice(told, reading) for told in proposal.told),
            proposal.told[0].source == Source.TYPED,
        )
        for proposal in reading.proposals.conflicts
        if proposal.field in NAMES
    ]


def _choice(told: Told, reading: Reading) -> Choice:
    words = in_words(told.field, told.value, dictionary.current())
    sources = {
        Source.TITLE: _t("title: “%(words)s”") % {"words": told.said},
        Source.RDW: _t("RDW"),
        Source.TYPED: _t("typed"),
    }
    if reading.answer and reading.answer.asked_at and told.source == Source.RDW:
        asked = {"day": day(reading.answer.asked_at)}
        sources[Source.RDW] = _t("RDW, %(day)s") % asked
    return Choice("" if told.is_rough else as_sent(told), words, sources[told.source])


def _options(reading: Reading) -> list[str]:
    words = dictionary.current()
    return [
        f"{in_words('option', told.value, words)} ({source_words(told)})"
        for told in reading.proposals.options
    ]


def _completeness(form: ListingForm) -> Completeness:
    car = form.instance
    stored = car.photos.count() if car.pk else 0
    cleaned = getattr(form, "cleaned_data", {})
    added = len(cleaned.get("new_photos") or [])
    if "options" in cleaned:
        options = len(cleaned["options"])
    else:
        options = car.options.count() if car.pk else 0
    return completeness(car, photos=stored + added, options=options)
