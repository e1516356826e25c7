"""A car's fuel, power, emissions and range out of RDW's rows, of which it has one per fuel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from listings.choices import Fuel
from listings.intake.rdw.answer import Row
from listings.intake.rdw.words import FUELS

KIND, CLASS = "brandstof_omschrijving", "klasse_hybride_elektrisch_voertuig"
# Filled for cars with a plug only, also for those from before RDW kept the class of a hybrid.
PLUG = (
    "actie_radius_extern_opladen_wltp",
    "actieradius_extern_oplaadbaar",
    "elektrisch_verbruik_extern_opladen_wltp",
    "elektriciteitsverbruik_gewogen_gecombineerd",
    "emis_co2_gewogen_gecombineerd_wltp",
    "co2_uitstoot_gewogen",
)
# A plug-in's official figure weighs driving with and without the battery.
CO2_WLTP = ("emis_co2_gewogen_gecombineerd_wltp", "emissie_co2_gecombineerd_wltp")
CO2_NEDC = ("co2_uitstoot_gewogen", "co2_uitstoot_gecombineerd")
RANGE = ("actie_radius_enkel_elektrisch_wltp", "actie_radius_extern_opladen_wltp")
# The continuous power of an electric motor (nominaal_continu_maximumvermogen) is about half of
# what everybody calls its power, so it is never taken.
POWER_ELECTRIC = ("netto_max_vermogen_elektrisch", "nettomaximumvermogen")
POWER = ("nettomaximumvermogen",)


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing read: ``value`` from the field ``source`` where ``text`` stood."""

    field: str
    value: object
    source: str
    text: str


def read(rows: Sequence[Row]) -> Iterator[Figure]:
    """What the rows tell together."""
    fuel = _fuel(rows)
    if fuel is None:
        return
    yield Figure("fuel", fuel, _fuel_source(rows), _fuel_text(rows))
    yield from filter(None, (_power(rows, fuel), _co2(rows), _range(rows, fuel)))


def whole(text: str | None, low: int, high: int) -> int | None:
    """ "133.00" as 133, where it lies within sane bounds."""
    try:
        value = round(Decimal(text or ""))
    except (InvalidOperation, ValueError, OverflowError):
        return None
    return value if low <= value <= high else None


def _fuel(rows: Sequence[Row]) -> Fuel | None:
    """Petrol with electricity is a hybrid, with a plug a plug-in; gas beats the petrol beside it.

    A mild hybrid is a hybrid here, as it is in the register.
    """
    kinds = {FUELS[row[KIND].lower()] for row in rows if row.get(KIND, "").lower() in FUELS}
    if Fuel.HYDROGEN in kinds:
        return Fuel.HYDROGEN
    burnt = kinds - {Fuel.ELECTRIC}
    classes = {row[CLASS].upper() for row in rows if row.get(CLASS)}
    if burnt and (Fuel.ELECTRIC in kinds or classes & {"OVC-HEV", "NOVC-HEV"}):
        return Fuel.PHEV if _has_plug(rows, classes) else Fuel.HYBRID
    for gas in (Fuel.CNG, Fuel.LPG):
        if gas in kinds:
            return gas
    return next(iter(kinds)) if len(kinds) == 1 else None


def _has_plug(rows: Sequence[Row], classes: set[str]) -> bool:
    if classes:
        return "OVC-HEV" in classes
    return any(whole(row.get(name), 1, 2000) for row in rows for name in PLUG)


def _fuel_source(rows: Sequence[Row]) -> str:
    return ", ".join([KIND, *([CLASS] if any(row.get(CLASS) for row in rows) else [])])


def _fuel_text(rows: Sequence[Row]) -> str:
    kinds = dict.fromkeys(row[KIND] for row in rows if row.get(KIND))
    classes = dict.fromkeys(row[CLASS] for row in rows if row.get(CLASS))
    return " + ".join(kinds) + "".join(f" ({name})" for name in classes)


def _power(rows: Sequence[Row], fuel: Fuel) -> Figure | None:
    """Of hybrids RDW knows each motor, never both together, which is what a dealer names."""
    if fuel == Fuel.ELECTRIC:
        return _largest(rows, "power_kw", POWER_ELECTRIC, 1, 1500)
    together = fuel in {Fuel.HYBRID, Fuel.PHEV}
    burning = [row for row in rows if row.get(KIND, "").lower() != "elektriciteit"]
    return _largest(burning, "engine_power_kw" if together else "power_kw", POWER, 1, 1500)


def _co2(rows: Sequence[Row]) -> Figure | None:
    """WLTP, else the figure of the older test under a name of its own: it is some 20 % lower."""
    wltp = _largest(rows, "co2_g_km", CO2_WLTP, 1, 600)
    return wltp or _largest(rows, "co2_nedc_g_km", CO2_NEDC, 1, 600)


def _range(rows: Sequence[Row], fuel: Fuel) -> Figure | None:
    if fuel not in {Fuel.ELECTRIC, Fuel.PHEV}:
        return None
    return _largest(rows, "range_km", RANGE, 1, 1200)


def _largest(
    rows: Sequence[Row], name: str, sources: Sequence[str], low: int, high: int
) -> Figure | None:
    """The largest of the rows, from the first source that any of them has."""
    for source in sources:
        found = [
            (value, row[source]) for row in rows if (value := whole(row.get(source), low, high))
        ]
        if found:
            value, text = max(found)
            return Figure(name, value, source, text)
    return None
