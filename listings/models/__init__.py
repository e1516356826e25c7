"""The stock's tables, one module per noun."""

from listings.models.catalogue import CarModel, Generation, Make, Option
from listings.models.change import ListingChange, LogTrim, acting, bulk_load
from listings.models.lead import Lead
from listings.models.listing import Listing, StateError
from listings.models.photo import Photo
from listings.models.sellers import Seller, Town

__all__ = [
    "CarModel",
    "Generation",
    "Lead",
    "Listing",
    "ListingChange",
    "LogTrim",
    "Make",
    "Option",
    "Photo",
    "Seller",
    "StateError",
    "Town",
    "acting",
    "bulk_load",
]
