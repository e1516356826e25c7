"""How people name a car: the word a make uses for its estates belongs to the name."""

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


def body_word(make_slug: str, body: str, usual_bodies: list[str]) -> str:
    """The word that tells this body from the model's others: "SW" for a 508, "" for a V60."""
    only_estates = usual_bodies == [Body.ESTATE]
    return ESTATE_WORDS.get(make_slug, "") if body == Body.ESTATE and not only_estates else ""
