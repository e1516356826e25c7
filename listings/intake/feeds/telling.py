"""What one record of another system tells of a car, gathered into facts of ours."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from listings.choices import Body, PriceType
from listings.intake.feeds.fields import MAX_EUR, MAX_KM, Fields, Refused, shown
from listings.intake.feeds.incoming import Facts, Incoming
from listings.intake.feeds.records import Record
from listings.intake.feeds.words import FeedWords

LONGEST_WORD = 100  # the name of a make, model or option in somebody's file
LONGEST_VERSION, LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_ID = 120, 300, 10_000, 80
LONGEST_URL = 500
MOST_PICTURES, MOST_OPTIONS = 60, 300
_ADDRESS = re.compile(r"https?://[^\s/?#]+(?:[/?#]\S*)?", re.IGNORECASE)


class Telling:
    """Facts in the making.

    A bad value refuses the car where it would sell the wrong one: its make and model, registration,
    mileage and price (``must``). Any other is left out with a note (``may``).
    """

    def __init__(self, record: Record, words: FeedWords, year: int = 0) -> None:
        """``year`` is the present one, which a reader of many records asks for once."""
        self.line, self.words = record.line, words
        self._year = year or timezone.localdate().year
        self.must = Fields(record.values)
        self.may = self.must.unless_bad
        self.facts: Facts = {}
        self.options: set[str] = set()

    def car(self, make: str, model: str) -> None:
        """Make and model by their words; without a make there is nothing to sell."""
        if not make:
            raise Refused("make", _("The make is missing."))
        known = self.words.car(make, model)
        self.facts["make"], self.facts["model"] = known[0] or "", known[1] or ""
        note_unknown(self.may, "make", make, known[0])
        note_unknown(self.may, "model", model, known[1])

    def name(self, make: str, model: str, version: str) -> None:
        """The version, and a title of all three where the system has none of its own."""
        self.facts["version"] = version[:LONGEST_VERSION].strip()
        words = " ".join(word for word in (*self._names(make, model), version) if word)
        self.facts["title"] = words[:LONGEST_TITLE].strip()

    def word(self, kind: str, name: str, word: str) -> None:
        """A body, fuel, transmission or colour; ``name`` is the file's own for the field."""
        known = self.words.word(kind, word) if word else ""
        self.facts[kind] = known or ""
        note_unknown(self.may, name, word, known)

    def body(self, name: str, word: str) -> None:
        """Other systems call every hatchback with four doors a saloon; the model knows better."""
        self.word("body", name, word)
        model = self.words.dictionary.model_by_word.get(self.facts["model"])
        is_hatchback = model and Body.HATCHBACK in model.bodies and Body.SEDAN not in model.bodies
        if self.facts["body"] == Body.SEDAN and is_hatchback:
            self.facts["body"] = str(Body.HATCHBACK)

    def registration(self, name: str) -> None:
        told = self.must.day(name, self._year + 1)
        self.facts["first_registration"] = told[0] if told else None
        self.facts["first_registration_month_known"] = told[1] if told else True

    def mileage(self, name: str) -> None:
        self.facts["mileage_km"] = self.must.whole(name, 0, MAX_KM)

    def price(self, of: Fields, name: str, *, on_request: bool | None = None) -> None:
        """Whole euros with VAT; a price of 0 is a mistake, never "for nothing"."""
        currency = of.text("currency", 10) or "EUR"
        if currency != "EUR":
            raise Refused(f"{of.prefix}currency", _("The price is in %s.") % shown(currency))
        price = of.rounded(name, 1, MAX_EUR)
        asks = PriceType.ON_REQUEST if on_request else PriceType.ASKING
        self.facts["price_eur"] = None if on_request else price
        self.facts["price_type"] = str(asks)

    def numbers(self, names: Mapping[str, tuple[str, int, int]]) -> None:
        """Facts that are whole numbers of one field each: fact → (field, lowest, highest)."""
        for fact, (name, low, high) in names.items():
            self.facts[fact] = self.may.rounded(name, low, high)

    def until(self, fact: str, name: str) -> None:
        """A day; of a month its last one, and a year alone says too little."""
        told = self.may.day(name, self._year + 20)
        is_exact = len(str(self.may.values.get(name)).strip()) >= len("20261231")
        day = told[0] if told and told[1] else None
        self.facts[fact] = day if is_exact or day is None else _last_day(day)

    def code(self, name: str) -> str:
        """A name, or a number of the source's lists as "#12", also where it came as text."""
        return _code(self.may, name)

    def equipment(self, name: str, most: int = MOST_OPTIONS) -> None:
        """Options by a list of names and numbers."""
        for item in self.may.items(name, most) or ():
            alone = Fields({name: item}, self.may.notes, self.may.prefix, is_strict=False)
            self.option(name, _code(alone, name))

    def option(self, name: str, word: str) -> None:
        known = self.words.option(word) if word else ""
        if known:
            self.options.add(known)
        note_unknown(self.may, name, word, known)

    def flags(self, options: Mapping[str, str]) -> None:
        """Options by a field each that is true: field → slug."""
        for name, slug in options.items():
            if name in self.may.values and self.may.truth(name):
                self.options.add(slug)

    def pictures(self, name: str, *keys: str) -> tuple[str, ...] | None:
        """The addresses in a list of texts, or of objects that have one under one of the keys."""
        told = self.may.items(name, MOST_PICTURES)
        if told is None:
            return None
        found = [_address(item, keys) for item in told]
        if not all(found):
            self.may.note(name, _("%d of them have no usable address") % found.count(""))
        return tuple(dict.fromkeys(filter(None, found)))

    def incoming(self, number: str, **more: Any) -> Incoming:
        if not number:
            raise Refused("id", _("The car has no number of its own."))
        slugs = self.words.dictionary.option_by_slug
        return Incoming(
            external_id=number,
            line=self.line,
            facts=self.facts,
            options=tuple(sorted(self.options.intersection(slugs))),
            notes=tuple(self.may.notes),
            **more,
        )

    def _names(self, make: str, model: str) -> Iterable[str]:
        """Our names of make and model; where they are not known, theirs."""
        of = self.words.dictionary
        known_make = of.make_by_slug.get(self.facts["make"])
        known_model = of.model_by_word.get(self.facts["model"])
        yield known_make.name if known_make else make
        yield known_model.name if known_model else model


def note_unknown(fields: Fields, name: str, word: str, known: str | None) -> None:
    """A word that says nothing (known as "") needs no note; one that nobody knows does."""
    if known is None:
        fields.note(name, _("“%s” is not known here yet") % shown(word))


def _code(fields: Fields, name: str) -> str:
    word = fields.name_or_number(name, LONGEST_WORD)
    return f"#{word}" if word.isascii() and word.isdecimal() else word


def first_of(values: Mapping[str, Any], *names: str) -> str:
    """The first of these fields that can be the number of a car at its source."""
    for name in names:
        value = values.get(name)
        text = str(value).strip() if isinstance(value, str | int) else ""
        if text and len(text) <= LONGEST_ID and text.isprintable():
            return text
    return ""


def _last_day(day: str) -> str:
    first = date.fromisoformat(day)
    return first.replace(day=monthrange(first.year, first.month)[1]).isoformat()


def _address(item: Any, keys: Iterable[str]) -> str:
    if isinstance(item, dict):
        item = next((item[key] for key in keys if item.get(key)), "")
    if not isinstance(item, str) or len(item) > LONGEST_URL or not item.isprintable():
        return ""
    item = item.strip()
    return item if _ADDRESS.fullmatch(item) else ""
