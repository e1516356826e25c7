"""What search engines read: a car with its offer, a list, and the way to a page (schema.org)."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from listings.choices import Fuel, Transmission
from listings.models import Listing
from listings.prices import Band
from listings.search_page.page import Crumb
from listings.vocabulary.terms import ModelTerm

Data = dict[str, Any]
AVAILABILITY = {"published": "InStock", "reserved": "Reserved", "sold": "SoldOut"}
# schema.org asks for words; these are Google's for vehicle listings.
FUELS = {
    Fuel.PETROL: "Gasoline",
    Fuel.DIESEL: "Diesel",
    Fuel.HYBRID: "Hybrid",
    Fuel.PHEV: "Plug-in hybrid",
    Fuel.ELECTRIC: "Electric",
    Fuel.LPG: "LPG",
    Fuel.CNG: "CNG",
    Fuel.HYDROGEN: "Hydrogen",
}
TAXI = "https://schema.org/TaxiVehicleUsage"
GEARBOXES = {Transmission.MANUAL: "Manual", Transmission.AUTOMATIC: "Automatic"}


def absolute(url: str) -> str:
    """With this site's host, unless it has one, as a photo in a bucket does."""
    return urljoin(settings.SITE_URL, url)


def breadcrumbs(crumbs: list[Crumb]) -> Data:
    """The way to a page; the page itself, which needs no address here, comes last."""
    steps: list[Data] = [
        {"@type": "ListItem", "position": place, "name": crumb.label}
        | ({"item": absolute(crumb.url)} if crumb.url else {})
        for place, crumb in enumerate(crumbs, start=1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps}


def item_list(urls: Iterable[str]) -> Data:
    """A page of results, in their order, by the paths of their own pages."""
    return {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "url": absolute(url)}
            for place, url in enumerate(urls, start=1)
        ],
    }


def aggregate_offer(model: ModelTerm, url: str, band: Band) -> Data:
    """What a model's cars cost together: only those with a price, as the page says it."""
    return {
        "@context": "https://schema.org",
        "@type": "AggregateOffer",
        "itemOffered": {
            "@type": "Car",
            "name": model.full_name,
            "brand": {"@type": "Brand", "name": model.make.name},
            "model": model.name,
            "itemCondition": "https://schema.org/UsedCondition",
        },
        "url": absolute(url),
        "priceCurrency": "EUR",
        "lowPrice": band.low,
        "highPrice": band.high,
        "offerCount": band.cars,
    }


def car(listing: Listing, photo_urls: list[str]) -> Data:
    """One car with its offer; unknown facts are left out, never guessed."""
    facts: Data = {
        "@context": "https://schema.org",
        "@type": "Car",
        "name": f"{listing.name} {listing.version}".strip(),
        "url": absolute(listing.get_absolute_url()),
        "image": [absolute(url) for url in photo_urls] or None,
        "brand": {"@type": "Brand", "name": listing.make.name} if listing.make else None,
        "model": listing.model.name if listing.model else None,
        "vehicleConfiguration": listing.version or None,
        "bodyType": listing.body or None,
        "color": str(listing.get_colour_display()) or None,
        "itemCondition": "https://schema.org/UsedCondition",
        "dateVehicleFirstRegistered": _registered(listing),
        "modelDate": str(listing.model_year) if listing.model_year else None,
        "mileageFromOdometer": _quantity(listing.mileage_km, "KMT"),
        "fuelType": FUELS.get(Fuel(listing.fuel)) if listing.fuel else None,
        "vehicleTransmission": _gearbox(listing),
        "numberOfDoors": listing.doors,
        "vehicleSeatingCapacity": listing.seats,
        "vehicleEngine": _engine(listing),
        "vehicleSpecialUsage": TAXI if listing.was_taxi else None,
        "additionalProperty": _register(listing) or None,
        "offers": _offer(listing),
    }
    return {name: value for name, value in facts.items() if value is not None}


def _register(listing: Listing) -> list[Data]:
    """RDW's verdict on the odometer with its day, for which schema.org has no word of its own."""
    if not (listing.odometer_verdict and listing.rdw_checked_on):
        return []
    return [
        {
            "@type": "PropertyValue",
            "name": _("Odometer verdict of RDW"),
            "value": str(listing.get_odometer_verdict_display()),
            "description": f"{listing.rdw_checked_on:%Y-%m-%d}",
        }
    ]


def _registered(listing: Listing) -> str | None:
    day = listing.first_registration
    if day is None:
        return None
    return f"{day:%Y-%m}" if listing.first_registration_month_known else f"{day:%Y}"


def _gearbox(listing: Listing) -> str | None:
    return GEARBOXES[Transmission(listing.transmission)] if listing.transmission else None


def _quantity(value: int | None, unit: str) -> Data | None:
    """UN/CEFACT unit codes: KMT kilometres, KWT kilowatts, CMQ cubic centimetres."""
    if value is None:
        return None
    return {"@type": "QuantitativeValue", "value": value, "unitCode": unit}


def _engine(listing: Listing) -> Data | None:
    power = _quantity(listing.power_kw, "KWT")
    size = _quantity(listing.engine_cc, "CMQ")
    if not (power or size):
        return None
    engine: Data = {"@type": "EngineSpecification"}
    if power:
        engine["enginePower"] = power
    if size:
        engine["engineDisplacement"] = size
    return engine


def _offer(listing: Listing) -> Data | None:
    """None without a price: an offer must name one."""
    if listing.price_eur is None or listing.state not in AVAILABILITY:
        return None
    kind = "AutoDealer" if listing.seller.kind == "dealer" else "Person"
    return {
        "@type": "Offer",
        "price": listing.price_eur,
        "priceCurrency": "EUR",
        "availability": f"https://schema.org/{AVAILABILITY[listing.state]}",
        "url": absolute(listing.get_absolute_url()),
        "seller": {"@type": kind, "name": str(listing.seller.public_name)},
    }
