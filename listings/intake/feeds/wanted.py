"""What a row of a feed wants a car to be: its facts checked and resolved against the vocabulary."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _t

from listings.choices import PriceType, State
from listings.intake.feeds.fields import Refused
from listings.intake.feeds.incoming import Facts, Incoming
from listings.intake.feeds.told import checked, columns
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.terms import ModelTerm

MOST_PICTURES = 60
LONGEST_ADDRESS = 500
LONGEST_ID = 80
NEEDED = ("make", "model", "mileage_km", "first_registration")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row as it is kept in a plan. Options and pictures of None are not told by the format."""

    facts: Facts
    options: tuple[str, ...] | None
    pictures: tuple[str, ...] | None
    state: str = ""
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What ``ImportRow.facts`` keeps: the facts, with options, photos and state beside them."""
        kept: dict[str, Any] = dict(self.facts)
        if self.options is not None:
            kept["options"] = list(self.options)
        if self.pictures is not None:
            kept["photos"] = list(self.pictures)
        return kept | {"state": self.state}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Wanted":
        facts = dict(kept)
        options, pictures = facts.pop("options", None), facts.pop("photos", None)
        return cls(
            state=facts.pop("state", ""),
            facts=facts,
            options=None if options is None else tuple(options),
            pictures=None if pictures is None else tuple(pictures),
        )


def wanted(row: Incoming, words: Dictionary) -> Wanted:
    """The row in the form in which it is compared and applied. Raises ``Refused``."""
    if row.state and row.state not in State.values:
        raise Refused("state", _t("“%s” is not possible here.") % row.state[:80])
    if len(row.external_id) > LONGEST_ID:
        raise Refused("external_id", _t("This id is too long."))
    facts, notes = checked(row.facts)
    if not facts.get("title", "?"):
        del facts["title"]  # a car has one: an empty one says nothing
    notes += [*row.notes, *_resolve(facts, words)]
    options = row.options
    if options is not None:
        strange = sorted(set(options) - words.option_by_slug.keys())
        notes += [_t("There is no option “%s”.") % slug for slug in strange]
        options = tuple(sorted(set(options) - set(strange)))
    return Wanted(facts, options, _pictures(row.pictures, notes), row.state, tuple(notes))


def missing(facts: Facts) -> list[str]:
    """Names of the fields without which the car cannot be published; see ``Listing.missing``."""
    lacking = [name for name in NEEDED if facts.get(name) is None]
    asking = facts.get("price_type", PriceType.ASKING) == PriceType.ASKING
    return [*lacking, "price_eur"] if asking and facts.get("price_eur") is None else lacking


def in_words(names: list[str]) -> str:
    return ", ".join(str(columns()[name].verbose_name) for name in names)


def _resolve(facts: Facts, words: Dictionary) -> list[str]:
    """Make and model must be ours and of each other; the generation follows from the year."""
    notes = []
    make, word = facts.get("make"), facts.get("model")
    model = words.model_by_word.get(word) if word else None
    if word and model is None:
        notes.append(_t("There is no model “%s”.") % word)
        facts["model"] = None
    if model is not None:
        facts["make"] = model.make.slug
    elif make and make not in words.make_by_slug:
        notes.append(_t("There is no make “%s”.") % make)
        facts["make"] = None
    if model is not None and not _has(model, facts.get("generation")):
        if facts.pop("generation", None):
            notes.append(_t("This model has no such generation."))
        if part := _generation(model, facts):
            facts["generation"] = part
    elif model is None and "generation" in facts:
        facts["generation"] = None
    return notes


def _has(model: ModelTerm, generation: str | None) -> bool:
    return any(part.name == generation for part in model.generations)


def _generation(model: ModelTerm, facts: Facts) -> str:
    """The one generation that the year of registration (and the body) leaves; else nothing."""
    if not (day := facts.get("first_registration")):
        return ""
    year, body = int(day[:4]), facts.get("body")
    parts = [p for p in model.generations if p.year_from <= year <= (p.year_to or year)]
    if len(parts) > 1 and body:
        parts = [part for part in parts if body in part.bodies]
    return parts[0].name if len(parts) == 1 else ""


def _pictures(addresses: tuple[str, ...] | None, notes: list[str]) -> tuple[str, ...] | None:
    if addresses is None:
        return None
    usable = dict.fromkeys(one for one in addresses if len(one) <= LONGEST_ADDRESS)
    if len(usable) < len(set(addresses)):
        notes.append(_t("The address of a photo is too long."))
    if len(usable) > MOST_PICTURES:
        notes.append(_t("Only the first %d photos are taken.") % MOST_PICTURES)
    return tuple(usable)[:MOST_PICTURES]
