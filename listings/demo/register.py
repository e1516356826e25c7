"""What a vehicle register would hold of the demo's cars, in the shape of RDW's open data.

It agrees with the advertisement, but for the few cars whose papers tell another story.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from listings.choices import Body, Colour, Fuel
from listings.demo.car import DemoCar
from listings.vocabulary.folding import folded

Row = dict[str, str]

# How many of a hundred cars have each in their papers.
TAXI, RECALL, ILLOGICAL, NO_VERDICT, OTHER_COLOUR, OTHER_YEAR = 1.0, 6.0, 1.5, 4.0, 1.0, 0.7
BODIES = {
    Body.HATCHBACK: ("hatchback", "AB"), Body.SEDAN: ("sedan", "AA"),
    Body.ESTATE: ("stationwagen", "AC"), Body.SUV: ("stationwagen", "AC"),
    Body.MPV: ("MPV", "AF"), Body.COUPE: ("coupe", "AD"),
    Body.CONVERTIBLE: ("cabriolet", "AE"), Body.VAN: ("gesloten opbouw", "BB"),
    Body.PICKUP: ("open laadvloer", "BE"),
}  # fmt: skip
COLOURS = {
    Colour.BLACK: "ZWART", Colour.WHITE: "WIT", Colour.GREY: "GRIJS", Colour.SILVER: "GRIJS",
    Colour.BLUE: "BLAUW", Colour.RED: "ROOD", Colour.GREEN: "GROEN", Colour.BROWN: "BRUIN",
    Colour.BEIGE: "BEIGE", Colour.YELLOW: "GEEL", Colour.ORANGE: "ORANJE",
    Colour.PURPLE: "PAARS", Colour.GOLD: "GEEL", Colour.OTHER: "DIVERSEN",
}  # fmt: skip
FUELS = {
    Fuel.PETROL: ["Benzine"], Fuel.DIESEL: ["Diesel"], Fuel.ELECTRIC: ["Elektriciteit"],
    Fuel.HYBRID: ["Benzine", "Elektriciteit"], Fuel.PHEV: ["Benzine", "Elektriciteit"],
    Fuel.LPG: ["Benzine", "LPG"], Fuel.CNG: ["Benzine", "CNG"], Fuel.HYDROGEN: ["Waterstof"],
}  # fmt: skip
CLASSES = {Fuel.HYBRID: "NOVC-HEV", Fuel.PHEV: "OVC-HEV"}
# Verdicts by the code of their explanation; the wording is ours.
VERDICTS = {
    "00": ("Logisch", "De bekende tellerstanden volgen elkaar op zoals het hoort."),
    "04": ("Onlogisch", "Een latere tellerstand is lager dan een eerdere."),
    "09": ("Geen oordeel", "Er zijn te weinig tellerstanden bekend voor een oordeel."),
}
TAILGATE = {Body.HATCHBACK, Body.ESTATE, Body.SUV, Body.MPV}
WLTP_FROM = date(2018, 9, 1)  # from which day cars were registered with figures of that test
ENGINE_SHARE = 0.72  # of a plug-in's power that comes from its engine


@dataclass(frozen=True, slots=True)
class Papers:
    """One car as the register knows it; units as in ``Listing``."""

    plate: str
    make: str
    model: str
    body: str
    fuel: str
    colour: str
    first_registration: date
    named_here: date
    power_kw: int
    apk_until: date | None = None
    engine_cc: int | None = None
    doors: int | None = None
    seats: int | None = None
    weight_kg: int | None = None
    towing_kg: int | None = None
    co2_g_km: int | None = None
    range_km: int | None = None
    was_taxi: bool = False
    has_open_recall: bool = False
    verdict: str = "00"  # of ``VERDICTS``
    odometer_year: int = 2026


def papers(car: DemoCar) -> Papers | None:
    """The papers of a demo car that tells its plate."""
    if not car.license_plate:
        return None
    rng = random.Random(f"papers/{car.index}")
    colour, first = car.colour, car.first_registration
    if not car.month_known:
        first += timedelta(days=rng.randint(0, 330))
        first = min(first, car.today)
    if _happens(rng, OTHER_COLOUR):
        colour = rng.choice([one for one in (Colour.RED, Colour.GREEN) if one != colour])
    if _happens(rng, OTHER_YEAR) and car.age > 2:
        first -= timedelta(days=rng.randint(200, 500))
    return Papers(
        plate=car.license_plate,
        make=car.line.make_name,
        model=car.line.name,
        body=car.body,
        fuel=car.fuel,
        colour=colour,
        first_registration=first,
        named_here=max(car.named_here, first) if car.is_import else first,
        power_kw=car.engine.kw,
        apk_until=car.apk_until,
        engine_cc=car.engine.cc,
        doors=car.doors,
        seats=car.seats,
        weight_kg=car.weight_kg,
        towing_kg=car.towing_kg,
        co2_g_km=car.co2_g_km,
        range_km=car.range_km,
        was_taxi=_happens(rng, TAXI * (4 if car.line.segment in {"mid", "upper"} else 0.4)),
        has_open_recall=_happens(rng, RECALL) and car.age < 12,
        verdict=_verdict(rng),
        odometer_year=max(car.today.year - rng.choice([0, 0, 0, 1]), first.year),
    )


def _happens(rng: random.Random, percent: float) -> bool:
    return rng.random() * 100 < percent


def _verdict(rng: random.Random) -> str:
    usual = 100 - ILLOGICAL - NO_VERDICT
    return rng.choices(["00", "04", "09"], [usual, ILLOGICAL, NO_VERDICT])[0]


def sets_of(car: Papers) -> dict[str, list[Row]]:
    """The rows of each set, by the names that the client gives the sets."""
    return {
        "vehicle": [_vehicle(car)],
        "fuels": list(_fuels(car)),
        "bodies": [_body(car)],
        "recalls": list(_recalls(car)),
        "explanations": [explanation(car.verdict)],
    }


def explanation(code: str) -> Row:
    return {
        "code_toelichting_tellerstandoordeel": code,
        "toelichting_tellerstandoordeel": VERDICTS[code][1],
    }


def _vehicle(car: Papers) -> Row:
    doors = car.doors
    if doors and car.body in TAILGATE and doors % 2:
        doors -= 1
    dates = {
        "datum_eerste_toelating": car.first_registration,
        "datum_eerste_tenaamstelling_in_nederland": car.named_here,
        "datum_tenaamstelling": car.named_here,
        "vervaldatum_apk": car.apk_until,
    }
    return _told(
        {
            "kenteken": car.plate,
            "voertuigsoort": "Bedrijfsauto" if car.body == Body.VAN else "Personenauto",
            "merk": folded(car.make).upper(),
            "handelsbenaming": folded(car.model).upper(),
            "inrichting": BODIES[Body(car.body)][0],
            "eerste_kleur": COLOURS[Colour(car.colour)],
            "tweede_kleur": "Niet geregistreerd",
            "aantal_zitplaatsen": car.seats,
            "aantal_deuren": doors,
            "cilinderinhoud": car.engine_cc,
            "massa_ledig_voertuig": car.weight_kg,
            "massa_rijklaar": car.weight_kg and car.weight_kg + 100,
            "maximum_trekken_massa_geremd": car.towing_kg,
            "wacht_op_keuren": "Geen verstrekking in Open Data",
            "wam_verzekerd": "Nee",
            "export_indicator": "Nee",
            "taxi_indicator": "Ja" if car.was_taxi else "Nee",
            "openstaande_terugroepactie_indicator": "Ja" if car.has_open_recall else "Nee",
            "tenaamstellen_mogelijk": "Ja",
            "tellerstandoordeel": VERDICTS[car.verdict][0],
            "code_toelichting_tellerstandoordeel": car.verdict,
            "jaar_laatste_registratie_tellerstand": car.odometer_year,
        }
        | {name: f"{day:%Y%m%d}" for name, day in dates.items() if day}
        | {f"{name}_dt": f"{day}T00:00:00.000" for name, day in dates.items() if day}
    )


def _fuels(car: Papers) -> Iterator[Row]:
    """A row for each fuel; a hybrid's two motors stand apart, and each has its own power."""
    fuel = Fuel(car.fuel)
    suffix = "wltp" if car.first_registration >= WLTP_FROM else ""
    co2 = "emissie_co2_gecombineerd_wltp" if suffix else "co2_uitstoot_gecombineerd"
    if fuel == Fuel.PHEV:
        co2 = "emis_co2_gewogen_gecombineerd_wltp" if suffix else "co2_uitstoot_gewogen"
    ranges = {
        Fuel.ELECTRIC: "actie_radius_enkel_elektrisch_wltp",
        Fuel.PHEV: "actie_radius_extern_opladen_wltp",
    }
    for number, name in enumerate(FUELS[fuel], start=1):
        row: dict[str, object] = {
            "kenteken": car.plate,
            "brandstof_volgnummer": number,
            "brandstof_omschrijving": name,
            "klasse_hybride_elektrisch_voertuig": CLASSES.get(fuel),
        }
        if name == "Elektriciteit":
            own = car.power_kw if fuel == Fuel.ELECTRIC else round(car.power_kw / 3)
            row["netto_max_vermogen_elektrisch"] = f"{own}.00"
            row["nominaal_continu_maximumvermogen"] = f"{own / 2:.2f}"
            row[ranges.get(fuel, "")] = car.range_km
        else:
            share = ENGINE_SHARE if fuel in CLASSES else 1
            row["nettomaximumvermogen"] = f"{car.power_kw * share:.2f}"
            row[co2] = car.co2_g_km
        yield _told(row)


def _body(car: Papers) -> Row:
    word, code = BODIES[Body(car.body)]
    return {
        "kenteken": car.plate,
        "carrosserie_volgnummer": "1",
        "carrosserietype": code,
        "type_carrosserie_europese_omschrijving": word.capitalize(),
    }


def _recalls(car: Papers) -> Iterator[Row]:
    if car.has_open_recall:
        yield {
            "kenteken": car.plate,
            "referentiecode_rdw": f"DEMO{car.first_registration:%y%m}",
            "code_status": "O",
            "status": "Openstaande terugroepactie",
        }


def _told(row: Mapping[str, object]) -> Row:
    """Text only, as the register sends it; what it does not know is not there."""
    return {name: str(value) for name, value in row.items() if name and value not in (None, "")}
