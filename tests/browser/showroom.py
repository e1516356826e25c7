"""A small showroom, the same at every run: what the browser tests walk through."""

import io
from dataclasses import dataclass
from datetime import date
from itertools import cycle

from PIL import Image

from articles.models import Article
from listings.intake import photos
from listings.models import CarModel, Listing
from tests.factories import (
    ArticleFactory,
    CarModelFactory,
    ListingFactory,
    MakeFactory,
    OptionFactory,
    PhotoFactory,
    ReservedListingFactory,
    SoldListingFactory,
    SuperuserFactory,
)

PASSWORD = "een wachtwoord voor de test"
PAGE_SIZE = 12
PEUGEOTS = 21  # more than a page of results
OCTAVIAS = 5
BODIES = ("sedan", "estate", "hatchback", "suv", "coupe")
FUELS = ("petrol", "diesel", "phev", "electric", "hybrid", "lpg", "petrol")
COLOURS = ("blue", "red", "black", "white", "grey", "green", "yellow")
PARAGRAPH = (
    "<p>Wie een Peugeot 508 zoekt, let op de bandenmaat en op het onderhoud. De 508 rijdt op "
    "de snelweg stiller dan men van de klasse verwacht.</p>"
)


@dataclass(frozen=True)
class Showroom:
    """The rows that tests name; the rest is found by looking at the pages."""

    for_sale: Listing  # with photos, equipment and a description
    reserved: Listing
    sold: Listing
    article: Article  # about the Peugeot 508


def fill() -> Showroom:
    """Put the cars, the articles and one superuser, ``chef``, into the database."""
    models = catalogue()
    stock = cars(models)
    chosen = next(car for car in stock if car.model.slug == "508")
    describe(chosen)
    chef = SuperuserFactory(username="chef", first_name="Sanne", last_name="de Wit")
    chef.set_password(PASSWORD)
    chef.save()
    return Showroom(
        for_sale=chosen,
        reserved=ReservedListingFactory(model=models["508"], body="estate", price_eur=21_000),
        sold=SoldListingFactory(model=models["508"], price_eur=18_500),
        article=articles()[0],
    )


def catalogue() -> dict[str, CarModel]:
    peugeot, skoda = MakeFactory(), MakeFactory(slug="skoda", name="Škoda")
    small = {"bodies": ["hatchback"], "segment": "small"}
    return {
        "508": CarModelFactory(make=peugeot),
        "208": CarModelFactory(make=peugeot, slug="208", **small),
        "2008": CarModelFactory(make=peugeot, slug="2008", bodies=["suv"], segment="suv_small"),
        "octavia": CarModelFactory(make=skoda, slug="octavia", name="Octavia"),
    }


def cars(models: dict[str, CarModel]) -> list[Listing]:
    """Peugeots of three models and some Octavias; no two figures run in step."""
    options = [OptionFactory(slug=slug) for slug in ("trekhaak", "navigatie", "stoelverwarming")]
    lines = [models[slug] for slug in ("508", "208", "2008")]
    chosen = [lines[n % 3] for n in range(PEUGEOTS)] + [models["octavia"]] * OCTAVIAS
    rows = zip(chosen, cycle(BODIES), cycle(FUELS), cycle(COLOURS), strict=False)
    return [
        ListingFactory(
            model=model,
            body=body,
            fuel=fuel,
            colour=colour,
            first_registration=date(2012 + n % 12, 1 + n % 12, 1),
            mileage_km=15_000 + n * 7_919 % 160_000,
            price_eur=6_950 + n * 4_999 % 38_000,
            transmission="manual" if n % 3 else "automatic",
            options=options[: n % 4],
            title=f"{model} zeldzaam compleet",
        )
        for n, (model, body, fuel, colour) in enumerate(rows)
    ]


def describe(listing: Listing) -> None:
    """Give the car three photos and a text."""
    listing.description = "Dealeronderhouden, met boekjes.\nTwee sleutels."
    listing.license_plate = "XX-123-X"
    listing.save()
    for position, colour in enumerate(("#345", "#743", "#374")):
        upload = io.BytesIO()
        Image.new("RGB", (900, 600), colour).save(upload, "JPEG")
        stored = photos.store_drawn(io.BytesIO(upload.getvalue()))
        PhotoFactory(
            listing=listing,
            digest=stored.digest,
            width=stored.width,
            height=stored.height,
            position=position,
        )


def articles() -> list[Article]:
    """One about the 508, and enough others for related ones and a second page of the news."""
    body = f"<h2>Onderweg</h2>{PARAGRAPH}<h2>Kosten</h2>{PARAGRAPH}"
    main = ArticleFactory(
        title="Peugeot 508: de reiswagen", slug="peugeot-508", category="test", body=body
    )
    others = ArticleFactory.create_batch(14, body="<p>De banden van een auto slijten.</p>")
    return [main, *others]
