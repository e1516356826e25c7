"""The stock's tables, one module per noun."""

from listings.models.activity import ExpiryReminder, ListingDay
from listings.models.catalogue import CarModel, Generation, Make, Option
from listings.models.change import ListingChange, LogTrim, acting, acting_as, bulk_load
from listings.models.feeds import Feed, FeedCar, FeedWord, ImportRow, ImportRun
from listings.models.lead import Lead
from listings.models.listing import Listing, StateError
from listings.models.photo import Photo
from listings.models.registers import RdwRecord, RegisterPause
from listings.models.sellers import Seller, Town
from listings.models.uploads import PhotoUpload

__all__ = [
    "CarModel",
    "ExpiryReminder",
    "Feed",
    "FeedCar",
    "FeedWord",
    "Generation",
    "ImportRow",
    "ImportRun",
    "Lead",
    "Listing",
    "ListingChange",
    "ListingDay",
    "LogTrim",
    "Make",
    "Option",
    "Photo",
    "PhotoUpload",
    "RdwRecord",
    "RegisterPause",
    "Seller",
    "StateError",
    "Town",
    "acting",
    "acting_as",
    "bulk_load",
]
