"""Cars of a feed as rows of every table that has something of them, for a few statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _t

from listings.intake.feeds import statements
from listings.intake.feeds.comparing import Difference, compare, first_state
from listings.intake.feeds.incoming import Facts
from listings.intake.feeds.stock import Car
from listings.intake.feeds.told import blank, column, columns
from listings.intake.feeds.wanted import Wanted
from listings.models import Feed, Photo, PhotoUpload
from listings.vocabulary.dictionary import Dictionary


@dataclass(frozen=True, slots=True)
class Change:
    """A row of a plan that wants something of a car, or (``listing_id`` None) a new one."""

    listing_id: int | None
    external_id: str
    wanted: Wanted
    digest: str


def write(
    feed: Feed, rows: list[Change], cars: dict[int, Car], words: Dictionary, now: datetime
) -> None:
    """Write the rows, all or none; ``cars`` are those that are here, locked.

    A car that was deleted since it was planned is left alone: the next run finds it new.
    """
    _insert(feed, [row for row in rows if row.listing_id is None], words, now)
    pairs = [(cars[pk], row) for row in rows if (pk := row.listing_id) and pk in cars]
    _update(feed, pairs, words, now)


def _insert(feed: Feed, rows: list[Change], words: Dictionary, now: datetime) -> None:
    if not rows:
        return
    states = {row.external_id: first_state(row.wanted) for row in rows}
    values = [
        {
            "external_id": row.external_id,
            "state": states[row.external_id],
            **_columns({**blank(), **_titled(row.wanted.facts, words)}, words),
        }
        for row in rows
    ]
    ids = statements.insert(feed, values, now)
    options, pictures, said = [], [], []
    for row in rows:
        pk = ids[row.external_id]
        options += _option_ids(pk, row.wanted.options or (), words)
        pictures += [(pk, url, place) for place, url in enumerate(row.wanted.pictures or ())]
        said.append((pk, row.digest, states[row.external_id]))
    statements.add_options(options)
    statements.remember(feed, said)
    statements.add_pictures(pictures, now)


def _titled(facts: Facts, words: Dictionary) -> Facts:
    """With the car's name where the feed has no title."""
    if facts.get("title"):
        return facts
    make = words.make_by_slug.get(facts.get("make") or "")
    model = words.model_by_word.get(facts.get("model") or "")
    name = model.full_name if model else make.name if make else _t("Car without a name")
    return {**facts, "title": f"{name} {facts.get('version') or ''}".strip()}


def _update(feed: Feed, pairs: list[tuple[Car, Change]], words: Dictionary, now: datetime) -> None:
    found = [(car, row, compare(car, row.wanted)) for car, row in pairs]
    names = [
        name for name in columns() if any(name in difference.changes for *_, difference in found)
    ]
    values = [
        _new_values(car, difference, names, words)
        for car, _, difference in found
        if difference.changes.keys() - {"options", "photos"}
    ]
    if values:
        statements.update(values, names, now)
    _update_options(found, words)
    _update_pictures(found, now)
    statements.remember(
        feed, [(car.id, row.digest, difference.fed_state) for car, row, difference in found]
    )


def _new_values(
    car: Car, difference: Difference, names: list[str], words: Dictionary
) -> dict[str, Any]:
    """All the columns that any car of the statement changes, as this one is to have them."""
    merged = {name: difference.changes.get(name, [None, car.facts[name]])[1] for name in names}
    if "generation" in merged:  # its name is the model's
        merged["model"] = difference.changes.get("model", [None, car.facts["model"]])[1]
    state = difference.changes.get("state", [None, car.state])[1]
    return {"id": car.id, "state": state, **_columns(merged, words)}


def _columns(facts: Facts, words: Dictionary) -> dict[str, Any]:
    """The facts by their columns, with ids for names."""
    values = {column(name): value for name, value in facts.items()}
    if "make" in facts:
        make = words.make_by_slug.get(facts["make"] or "")
        values["make_id"] = make.id if make else None
    if "model" in facts:
        model = words.model_by_word.get(facts["model"] or "")
        values["model_id"] = model.id if model else None
        if "generation" in facts:
            parts = model.generations if model else ()
            named = (part.id for part in parts if part.name == facts["generation"])
            values["generation_id"] = next(named, None)
    return values


def _option_ids(pk: int, slugs: Iterable[str], words: Dictionary) -> list[tuple[int, int]]:
    known = words.option_by_slug
    return [(pk, known[slug].id) for slug in slugs if slug in known]


def _update_options(found: list[tuple[Car, Change, Difference]], words: Dictionary) -> None:
    gone, come = [], []
    for car, _, difference in found:
        old, new = difference.changes.get("options", ((), ()))
        gone += _option_ids(car.id, old, words)
        come += _option_ids(car.id, new, words)
    statements.remove_options(gone)
    statements.add_options(come)


def _update_pictures(found: list[tuple[Car, Change, Difference]], now: datetime) -> None:
    """What is gone goes, what is new is fetched, and the rest moves to where the feed has it."""
    gone, come = [], []
    moved: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    for car, row, difference in found:
        if "photos" not in difference.changes:
            continue
        old, new = difference.changes["photos"]
        places = {url: place for place, url in enumerate(row.wanted.pictures or ())}
        gone += [(car.id, url) for url in old]
        come += [(car.id, url, places[url]) for url in new]
        for one in car.pictures:
            if places.get(one.url, one.position) != one.position:
                moved[one.is_photo].append((one.id, places[one.url]))
    statements.remove_pictures(gone)
    statements.order_pictures(Photo._meta.db_table, moved[True])
    statements.order_pictures(PhotoUpload._meta.db_table, moved[False])
    statements.add_pictures(come, now)
