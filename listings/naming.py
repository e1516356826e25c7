"""How people name a car: the word a make uses for its estates belongs to the name."""

import re
from collections.abc import Sequence

from django.utils.translation import get_language

from listings.choices import Body

# The maker's own word, as on the boot lid; makes without an entry get none.
ESTATE_WORDS = {
    "alfa-romeo": "Sportwagon",
    "audi": "Avant",
    "bmw": "Touring",
    "citroen": "Break",
    "cupra": "Sportstourer",
    "fiat": "Stationwagon",
    "ford": "Wagon",
    "honda": "Tourer",
    "hyundai": "Wagon",
    "jaguar": "Sportbrake",
    "kia": "Sportswagon",
    "mazda": "Sportbreak",
    "mercedes-benz": "Estate",
    "mg": "SW",
    "opel": "Sports Tourer",
    "peugeot": "SW",
    "porsche": "Sport Turismo",
    "renault": "Estate",
    "seat": "Sportstourer",
    "skoda": "Combi",
    "subaru": "Touring Wagon",
    "suzuki": "Wagon",
    "toyota": "Touring Sports",
    "volkswagen": "Variant",
}


def body_word(make_slug: str, body: str, usual_bodies: Sequence[str]) -> str:
    """The word that tells this body from the model's others: "SW" for a 508, "" for a V60."""
    only_estates = list(usual_bodies) == [Body.ESTATE]
    return ESTATE_WORDS.get(make_slug, "") if body == Body.ESTATE and not only_estates else ""


def car_name(make_slug: str, make: str, model: str, body: str, usual_bodies: Sequence[str]) -> str:
    """Make and model with the maker's word for the body: Peugeot 508 SW."""
    word = body_word(make_slug, body, usual_bodies)
    return f"{make} {model} {word}" if word else f"{make} {model}"


# How the Dutch write more than one: 508's, Polo's, ID.3's, Yarissen, C-Maxen, C-klassen, Golfs.
_DUTCH_PLURALS = [
    (re.compile(r"klasse$"), "n"),
    (re.compile(r"(?:^|[^a-z])[A-Z]+$|[^\W\d_]*[aiouyáíóúAIOUY]$|\W$|\d$"), "'s"),
    (re.compile(r"[^aeiou][aeiou]s$"), "sen"),
    (re.compile(r"[sxz]$"), "en"),
]
_ENGLISH_PLURALS = [(re.compile(r"(?:[sxz]|ch|sh)$"), "es")]


def plural(name: str) -> str:
    """More than one car of this name, in the language of the page: 508's, or 508s in English."""
    rules = _ENGLISH_PLURALS if get_language() == "en" else _DUTCH_PLURALS
    return name + next((end for shape, end in rules if shape.search(name)), "s")
