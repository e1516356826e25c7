"""The card behind a car's windscreen: one sheet of A4 with what somebody on the forecourt asks."""

from dataclasses import dataclass
from datetime import date, datetime

import segno
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from carsite.templatetags.site_text import euro, km, unit
from listings import specifications
from listings.choices import PriceType
from listings.models import Listing
from listings.specifications import PLUGS, Fact

OPTIONS = 27  # that fit below the facts; the rest is counted
QUIET = 4  # modules of white around a QR code, as ISO/IEC 18004 asks


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code as one SVG path; ``box`` is its ``viewBox`` with the white around it."""

    path: str
    box: str


@dataclass(frozen=True, slots=True)
class Card:
    listing: Listing
    name: str
    price: str
    facts: list[Fact]  # an empty one is left to the pen
    options: list[str]
    more: int  # options that did not fit
    code: Code
    url: str
    day: date

    @property
    def name_size(self) -> str:
        """Large for a short name; a long one keeps to its two lines."""
        return _size(len(self.name), 14, 24)

    @property
    def price_size(self) -> str:
        return _size(len(self.price), 8, 9)

    @property
    def options_size(self) -> str:
        return "large" if len(self.options) <= 15 else "small"


def card(listing: Listing, now: datetime) -> Card:
    """All that stands on the card, in the language of the page."""
    options = [
        option.name for group in specifications.equipment(listing) for option in group.options
    ]
    url = settings.SITE_URL + listing.get_absolute_url()
    on_request = listing.price_type == PriceType.ON_REQUEST
    return Card(
        listing=listing,
        name=str(listing),
        price=_("Price on request") if on_request else euro(listing.price_eur),
        facts=facts(listing),
        options=options[:OPTIONS],
        more=len(options[OPTIONS:]),
        code=code(url),
        url=url,
        day=timezone.localdate(now),
    )


def facts(listing: Listing) -> list[Fact]:
    """The nine that are asked first; of a car with a plug two are about its battery."""
    last = [
        Fact(_("Colour"), _label(listing.get_colour_display(), listing.colour)),
        Fact(_("Body"), _label(listing.get_body_display(), listing.body)),
        Fact(_("Doors"), str(listing.doors or "")),
    ]
    if listing.fuel in PLUGS:
        health = listing.battery_soh_percent
        share = f"{health:.1f}".replace(".", pgettext("decimal separator", ".")) if health else ""
        last[1:] = [
            Fact(_("Range (WLTP)"), km(listing.range_km)),
            Fact(_("Battery health"), f"{share}%" if share else ""),
        ]
    apk = date_format(listing.apk_until, "j F Y") if listing.apk_until else ""
    return [
        Fact(_("First registration"), specifications.first_registration(listing)),
        Fact(_("Mileage"), km(listing.mileage_km)),
        Fact(_("Fuel"), _label(listing.get_fuel_display(), listing.fuel)),
        Fact(_("Transmission"), _label(listing.get_transmission_display(), listing.transmission)),
        Fact(_("Power"), power(listing)),
        Fact(_("APK until"), apk),
        *last,
    ]


def power(listing: Listing) -> str:
    """Horses first: who stands beside a car thinks in them."""
    if not listing.power_kw:
        return ""
    horses = pgettext("metric horsepower", "%(number)s PS") % {"number": listing.power_pk}
    return f"{horses} / {unit(listing.power_kw, 'kW')}"


def code(url: str) -> Code:
    """``url`` as a QR code that a phone still reads with a seventh of it gone (level M)."""
    matrix = [list(row) for row in segno.make_qr(url, error="m").matrix]
    runs = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                runs.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
            x = max(end, x + 1)
    side = len(matrix) + 2 * QUIET
    return Code("".join(runs), f"-{QUIET} -{QUIET} {side} {side}")


def _size(letters: int, short: int, long: int) -> str:
    if letters <= short:
        return "large"
    return "medium" if letters <= long else "small"


def _label(display: str, code: str) -> str:
    return capfirst(str(display)) if code else ""
