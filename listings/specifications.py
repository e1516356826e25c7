"""A car's facts in groups, with their units; what is not known says so on the page."""

from dataclasses import dataclass, replace

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from carsite.templatetags.site_text import km, month_year, number, unit
from listings.choices import Fuel, OdometerVerdict, OptionGroup
from listings.models import Listing, Option

PLUGS = {Fuel.ELECTRIC, Fuel.PHEV}


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; an empty value is unknown. A wary one is read twice."""

    label: str
    value: str
    is_wary: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class Equipment:
    title: str
    options: list[Option]


def key_facts(listing: Listing) -> list[Fact]:
    """The six that most people ask for first."""
    last = Fact(_("APK until"), _day(listing.apk_until))
    if listing.fuel == Fuel.ELECTRIC:
        last = Fact(_("Battery health"), _health(listing))
    return [
        Fact(_("First registration"), first_registration(listing)),
        Fact(_("Mileage"), km(listing.mileage_km)),
        Fact(_("Power"), power(listing)),
        Fact(_("Fuel"), _label(listing.get_fuel_display(), listing.fuel)),
        Fact(_("Transmission"), _label(listing.get_transmission_display(), listing.transmission)),
        last,
    ]


def groups(listing: Listing) -> list[Group]:
    """All facts that can apply to this car, in the order of the page."""
    drive = [*_battery(listing)] if listing.fuel in PLUGS else []
    return [
        Group(_("Car"), _car(listing)),
        Group(_("Drive"), [*_engine(listing), *drive]),
        Group(_("Weight and emissions"), _weight(listing)),
        Group(pgettext("of a car", "History"), _history(listing)),
    ]


def equipment(listing: Listing) -> list[Equipment]:
    """Its options by group, in the groups' own order; one query."""
    by_group: dict[str, list[Option]] = {}
    for option in listing.options.all():
        by_group.setdefault(option.group, []).append(option)
    return [
        Equipment(str(group.label), sorted(by_group[group], key=lambda o: (o.position, o.name)))
        for group in OptionGroup
        if group in by_group
    ]


def first_registration(listing: Listing) -> str:
    """To the month, or only the year where the month is not known."""
    if listing.first_registration is None:
        return ""
    if not listing.first_registration_month_known:
        return str(listing.first_registration.year)
    return month_year(listing.first_registration)


def power(listing: Listing) -> str:
    """Kilowatts and metric horsepower."""
    if not listing.power_kw:
        return ""
    horses = pgettext("metric horsepower", "%(number)s PS") % {"number": listing.power_pk}
    return f"{unit(listing.power_kw, 'kW')} ({horses})"


def _car(listing: Listing) -> list[Fact]:
    return [
        Fact(_("Body"), _label(listing.get_body_display(), listing.body)),
        Fact(_("Generation"), _generation(listing)),
        Fact(_("Model year"), str(listing.model_year or "")),
        Fact(_("Colour"), _label(listing.get_colour_display(), listing.colour)),
        Fact(_("Doors"), number(listing.doors)),
        Fact(_("Seats"), number(listing.seats)),
    ]


def _engine(listing: Listing) -> list[Fact]:
    facts = [
        Fact(_("Fuel"), _label(listing.get_fuel_display(), listing.fuel)),
        Fact(_("Displacement"), unit(listing.engine_cc, "cc")),
        Fact(_("Power"), power(listing)),
        Fact(_("Transmission"), _label(listing.get_transmission_display(), listing.transmission)),
    ]
    has_no_pistons = listing.fuel in {Fuel.ELECTRIC, Fuel.HYDROGEN}
    return [fact for fact in facts if not (has_no_pistons and fact.label == _("Displacement"))]


def _battery(listing: Listing) -> list[Fact]:
    capacity = listing.battery_kwh
    return [
        Fact(_("Battery"), f"{_decimal(capacity)} kWh" if capacity else ""),
        Fact(_("Battery health"), _health(listing, with_source=True)),
        Fact(_("Range (WLTP)"), km(listing.range_km)),
    ]


def _weight(listing: Listing) -> list[Fact]:
    return [
        Fact(_("Kerb weight"), unit(listing.weight_kg, "kg")),
        Fact(_("Towing weight, braked"), unit(listing.towing_kg, "kg")),
        Fact(_("CO₂ (WLTP)"), unit(listing.co2_g_km, "g/km")),
    ]


def _history(listing: Listing) -> list[Fact]:
    imported = {True: _("Imported"), False: _("First sold in the Netherlands"), None: ""}
    vat = {True: _("VAT can be reclaimed"), False: _("Margin scheme"), None: ""}
    damage = _("Damaged") if listing.is_damaged else _("None reported by the seller")
    return [
        Fact(_("First registration"), first_registration(listing)),
        Fact(_("Previous owners"), number(listing.previous_owners)),
        Fact(_("Origin"), imported[listing.is_import]),
        Fact(_("APK until"), _day(listing.apk_until)),
        Fact(_("Damage"), damage),
        Fact(_("VAT"), vat[listing.vat_deductible]),
        *_register(listing),
    ]


def _register(listing: Listing) -> list[Fact]:
    """What RDW told, the first with its day; what it did not tell is not made a question of."""
    facts = []
    if listing.odometer_verdict and listing.rdw_checked_on:
        is_wary = listing.odometer_verdict == OdometerVerdict.ILLOGICAL
        facts.append(Fact(_("Odometer"), str(listing.get_odometer_verdict_display()), is_wary))
    if listing.has_open_recall is not None:
        text = _("One is still open") if listing.has_open_recall else _("None is open")
        facts.append(Fact(_("Recalls"), text, listing.has_open_recall))
    if listing.was_taxi is not None:
        text = _("Registered as a taxi") if listing.was_taxi else _("Not registered as a taxi")
        facts.append(Fact(_("Taxi"), text, listing.was_taxi))
    if facts and listing.rdw_checked_on:
        said = {"what": facts[0].value, "day": _day(listing.rdw_checked_on)}
        text = _("%(what)s according to RDW, asked on %(day)s") % said
        facts[0] = replace(facts[0], value=text)
    return facts


def _label(display: str, code: str) -> str:
    return capfirst(str(display)) if code else ""


def _day(value: object) -> str:
    return date_format(value, "j F Y") if value else ""  # type: ignore[arg-type]


def _decimal(value: object) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", pgettext("decimal separator", "."))


def _health(listing: Listing, *, with_source: bool = False) -> str:
    if listing.battery_soh_percent is None:
        return ""
    share = f"{_decimal(listing.battery_soh_percent)}%"
    source = [listing.battery_soh_method, _day(listing.battery_soh_date)]
    return ", ".join(filter(None, [share, *source])) if with_source else share


def _generation(listing: Listing) -> str:
    generation = listing.generation
    if generation is None:
        return ""
    years = f"{generation.year_from}–{generation.year_to or ''}"
    return f"{generation.name}, {years}"


def days_words(days: int) -> str:
    """How long the car has been for sale."""
    if days == 0:
        return _("First day for sale")
    return ngettext("%(days)s day for sale", "%(days)s days for sale", days) % {
        "days": number(days)
    }
