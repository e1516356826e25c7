"""Rows of an import's plan in staff words: what would change, from what to what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from listings.admin.audit import EMPTY, Line, label, photos, plain
from listings.choices import State
from listings.models import ImportRow, ImportRun, Listing
from listings.vocabulary import dictionary
from listings.vocabulary.dictionary import Dictionary

Kind = ImportRow.Kind


@dataclass(slots=True)
class Shown:
    """A row as a page shows it. ``car`` is the number of the car here, if it has one by now."""

    row: ImportRow
    car: int | None = None
    changes: list[Line] = field(default_factory=list)
    kept: list[Line] = field(default_factory=list)  # ours and theirs, where staff locked the field


def shown(run: ImportRun, rows: Iterable[ImportRow]) -> list[Shown]:
    """The rows with their cars: two queries, however many rows there are."""
    rows, words = list(rows), dictionary.current()
    cars = _cars(run, rows)
    return [
        Shown(
            row,
            cars.get(row.listing_id or row.external_id),
            lines(row.changes, words),
            lines(row.kept, words),
        )
        for row in rows
    ]


def lines(changes: dict[str, Any], words: Dictionary) -> list[Line]:
    """Field by field, in the words and units of the site."""
    return [_line(name, old, new, words) for name, (old, new) in changes.items()]


def _cars(run: ImportRun, rows: list[ImportRow]) -> dict[int | str, int]:
    """The cars that these rows are about, by our number and by the source's."""
    seller = Listing.objects.filter(seller=run.feed.seller_id)
    by_number = seller.filter(pk__in=[row.listing_id for row in rows if row.listing_id])
    found: dict[int | str, int] = {pk: pk for pk in by_number.values_list("pk", flat=True)}
    new = [row.external_id for row in rows if row.kind == Kind.NEW]
    of_feed = seller.filter(source=run.feed.source, external_id__in=new)
    found.update(dict(of_feed.values_list("external_id", "pk")) if new else {})
    return found


def _line(name: str, old: Any, new: Any, words: Dictionary) -> Line:
    if name == "photos":
        gone, come = len(old), len(new)
        parts = [photos(gone, 0)] * bool(gone) + [photos(0, come)] * bool(come)
        return Line(label(name), EMPTY, ", ".join(parts) or photos(1, 1))
    return Line(label(name), _text(name, old, words), _text(name, new, words))


def _text(name: str, value: Any, words: Dictionary) -> str:
    """A plan keeps makes and models by slug, equipment by slugs, the rest as JSON has it."""
    if value is None or value in ("", []):
        return EMPTY
    if name == "options":
        return ", ".join(_option(slug, words) for slug in value)
    if name == "make" and (make := words.make_by_slug.get(value)):
        return make.name
    if name == "model" and (model := words.model_by_word.get(value)):
        return f"{model.make.name} {model.name}"
    if name == "state" and value in State.values:
        return str(State(value).label)
    return plain(name, value)


def _option(slug: str, words: Dictionary) -> str:
    option = words.option_by_slug.get(slug)
    return option.label(get_language() or "nl") if option else slug
