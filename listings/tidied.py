"""A dealer's title put in order: what was understood of it, and by what searchers find the car."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from listings.models import Listing, Option
from listings.read_along.fields import say
from listings.read_along.gloss import Piece
from listings.read_along.reading import LONGEST, glossed
from listings.search_page import wording
from listings.search_page.address import Address
from listings.vocabulary.facts import Fact
from listings.vocabulary.titles import TitleReading, title_reader
from listings.vocabulary.words import words

# The search's filters by the car's fields, in the order of a title.
WORDS = {
    "body": "carrosserie",
    "fuel": "brandstof",
    "transmission": "transmissie",
    "colour": "kleur",
}
FILTERED = [
    *("make", "model", "body", "fuel", "transmission", "colour", "first_registration"),
    *("mileage_km", "price_eur", "power_kw", "doors", "seats"),
]
COMPARED = ("body", "fuel", "transmission", "doors", "seats")


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that finds this car, and the search with it."""

    label: str
    url: str
    is_in_title: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words of the title that the car's fields do not say, or say otherwise."""

    words: str
    reading: str
    field: str
    ours: str  # empty: the field is


@dataclass(frozen=True, slots=True)
class Tidied:
    pieces: list[Piece]
    name: str
    chips: list[Chip]
    doubts: list[Doubt]
    missing: list[str]  # names of empty fields that visitors filter on


def tidied(listing: Listing) -> Tidied:
    """In the language of the page; links lead to searches that hold this car once it is public."""
    reading = title_reader().read(listing.title[:LONGEST])
    options = list(listing.options.all())
    missing = [name for name in FILTERED if getattr(listing, name) in {None, ""}]
    return Tidied(
        pieces=glossed(reading),
        name=" ".join(filter(None, [str(listing), listing.version, str(listing.year or "")])),
        chips=list(_chips(listing, options, reading)),
        doubts=list(_doubts(listing, options, reading)),
        missing=[_label(listing, name) for name in missing],
    )


def _chips(listing: Listing, options: list[Option], reading: TitleReading) -> Iterator[Chip]:
    said = {(fact.field, fact.value) for fact in reading.facts}
    car = Address(_of_car(listing))
    if listing.make:
        make = listing.make
        address = Address({"merk": (make.slug,)})
        yield Chip(make.name, address.url, ("make", make.slug) in said)
        if model := listing.model:
            word = f"{make.slug}_{model.slug}"
            yield Chip(model.name, car.url, ("model", word) in said)
    for field, name in WORDS.items():
        if code := getattr(listing, field):
            url = car.changed({name: (words(field).slug_of(code),)}).url
            label = words(field).by_code[code].label(get_language() or "nl")
            yield Chip(label, url, (field, code) in said)
    if year := listing.year:
        between = {"bouwjaar_van": (str(year),), "bouwjaar_tot": (str(year),)}
        yield Chip(str(year), car.changed(between).url, str(year) in reading.text)
    if listing.doors:
        number = str(listing.doors)
        url = car.changed({"deuren": (number,)}).url
        yield Chip(wording.doors(number), url, ("doors", listing.doors) in said)
    for option in options:
        url = car.changed({"optie": (option.slug,)}).url
        yield Chip(option.name, url, ("option", option.slug) in said)


def _of_car(listing: Listing) -> dict[str, tuple[str, ...]]:
    """The search for all cars of its model, or of as much as is known of it."""
    if listing.make is None:
        return {}
    if listing.model is None:
        return {"merk": (listing.make.slug,)}
    return {"model": (f"{listing.make.slug}_{listing.model.slug}",)}


def _doubts(listing: Listing, options: list[Option], reading: TitleReading) -> Iterator[Doubt]:
    for field, own in (("make", _make(listing)), ("model", _model(listing))):
        if (named := reading.first(field)) and named.value != own:
            yield _doubt(listing, named, own)
    have = {option.slug for option in options}
    for fact in reading.facts:
        if fact.field == "option" and fact.value not in have:
            yield Doubt(fact.text, say("option", fact.value), _("options"), "")
        elif fact.field in COMPARED and fact.value != getattr(listing, fact.field):
            yield _doubt(listing, fact, getattr(listing, fact.field))


def _doubt(listing: Listing, fact: Fact, ours: object) -> Doubt:
    said = say(fact.field, ours) if ours else ""
    label = _label(listing, fact.field)
    return Doubt(fact.text, say(fact.field, fact.value), label, said)


def _make(listing: Listing) -> str:
    return listing.make.slug if listing.make else ""


def _model(listing: Listing) -> str:
    return f"{listing.make.slug}_{listing.model.slug}" if listing.make and listing.model else ""


def _label(listing: Listing, name: str) -> str:
    return str(listing._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
