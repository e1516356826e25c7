"""The closed sets of words that a car is described with; the codes are what the database holds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Body(models.TextChoices):
    HATCHBACK = "hatchback", _("Hatchback")
    SEDAN = "sedan", _("Sedan")
    ESTATE = "estate", _("Estate")
    SUV = "suv", _("SUV")
    MPV = "mpv", _("MPV")
    COUPE = "coupe", _("Coupé")
    CONVERTIBLE = "convertible", _("Convertible")
    VAN = "van", pgettext_lazy("body", "Van")
    PICKUP = "pickup", _("Pick-up")


class Fuel(models.TextChoices):
    PETROL = "petrol", _("Petrol")
    DIESEL = "diesel", _("Diesel")
    HYBRID = "hybrid", _("Hybrid")
    PHEV = "phev", _("Plug-in hybrid")
    ELECTRIC = "electric", _("Electric")
    LPG = "lpg", _("LPG")
    CNG = "cng", _("CNG")
    HYDROGEN = "hydrogen", _("Hydrogen")


class Transmission(models.TextChoices):
    MANUAL = "manual", pgettext_lazy("transmission", "Manual")
    AUTOMATIC = "automatic", pgettext_lazy("transmission", "Automatic")


class Colour(models.TextChoices):
    BLACK = "black", pgettext_lazy("colour", "Black")
    WHITE = "white", pgettext_lazy("colour", "White")
    GREY = "grey", pgettext_lazy("colour", "Grey")
    SILVER = "silver", pgettext_lazy("colour", "Silver")
    BLUE = "blue", pgettext_lazy("colour", "Blue")
    RED = "red", pgettext_lazy("colour", "Red")
    GREEN = "green", pgettext_lazy("colour", "Green")
    BROWN = "brown", pgettext_lazy("colour", "Brown")
    BEIGE = "beige", pgettext_lazy("colour", "Beige")
    YELLOW = "yellow", pgettext_lazy("colour", "Yellow")
    ORANGE = "orange", pgettext_lazy("colour", "Orange")
    PURPLE = "purple", pgettext_lazy("colour", "Purple")
    GOLD = "gold", pgettext_lazy("colour", "Gold")
    OTHER = "other", pgettext_lazy("colour", "Other")


class Segment(models.TextChoices):
    """Size and price class; used for like cars and for what stands in where stock is thin."""

    MINI = "mini", _("Mini")
    SMALL = "small", _("Small")
    COMPACT = "compact", _("Compact")
    MID = "mid", _("Mid-size")
    UPPER = "upper", _("Upper")
    LUXURY = "luxury", _("Luxury")
    SUV_SMALL = "suv_small", _("Small SUV")
    SUV_COMPACT = "suv_compact", _("Compact SUV")
    SUV_MID = "suv_mid", _("Mid-size SUV")
    SUV_LARGE = "suv_large", _("Large SUV")
    MPV_SMALL = "mpv_small", _("Small MPV")
    MPV = "mpv", _("MPV")
    MPV_LARGE = "mpv_large", _("Large MPV")
    SPORTS = "sports", _("Sports car")
    ROADSTER = "roadster", _("Roadster")
    SUPERCAR = "supercar", _("Supercar")
    VAN_SMALL = "van_small", _("Small van")
    VAN_MID = "van_mid", _("Mid-size van")
    VAN_LARGE = "van_large", _("Large van")
    PICKUP = "pickup", _("Pick-up")


class OptionGroup(models.TextChoices):
    COMFORT = "comfort", _("Comfort")
    SAFETY = "safety", _("Safety")
    MULTIMEDIA = "multimedia", _("Multimedia")
    INTERIOR = "interior", _("Interior")
    EXTERIOR = "exterior", _("Exterior")
    DRIVING = "driving", _("Driving")
    EV = "ev", _("Electric driving")
    STATUS = "status", _("History and status")


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("listing", "Draft")
    PUBLISHED = "published", pgettext_lazy("listing", "Published")
    RESERVED = "reserved", pgettext_lazy("listing", "Reserved")
    SOLD = "sold", pgettext_lazy("listing", "Sold")
    WITHDRAWN = "withdrawn", pgettext_lazy("listing", "Withdrawn")
    EXPIRED = "expired", pgettext_lazy("listing", "Expired")


class PriceType(models.TextChoices):
    ASKING = "asking", _("Asking price")
    ON_REQUEST = "on_request", _("Price on request")


class OdometerVerdict(models.TextChoices):
    """RDW's judgement of the readings it knows ("tellerstandoordeel")."""

    LOGICAL = "logical", _("Logical")
    ILLOGICAL = "illogical", _("Not logical")
    NONE = "none", _("No verdict")


class SellerKind(models.TextChoices):
    DEALER = "dealer", _("Dealer")
    PRIVATE = "private", _("Private seller")


# In search results: still to be had, or just spoken for and said so.
PUBLIC_STATES = (State.PUBLISHED, State.RESERVED)
# With a page of their own: a sold car's page stays and says so.
VIEWABLE_STATES = (*PUBLIC_STATES, State.SOLD)
# States in which a car must be complete.
COMPLETE_STATES = (*VIEWABLE_STATES, State.EXPIRED)
# From which states each verb may move a car; nothing moves one to draft, or away from sold.
MOVES: dict[State, tuple[State, ...]] = {
    State.PUBLISHED: (State.DRAFT, State.RESERVED, State.WITHDRAWN, State.EXPIRED),
    State.RESERVED: (State.PUBLISHED,),
    State.SOLD: PUBLIC_STATES,
    State.WITHDRAWN: (*PUBLIC_STATES, State.EXPIRED, State.DRAFT),
    State.EXPIRED: PUBLIC_STATES,
}
