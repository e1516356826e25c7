"""Invented cars as Hexon sends them: Dutch numbers, letters for fuels, photos and prices nested."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from listings.demo.car import DemoCar
from listings.vocabulary import shipped

FUELS = {
    "petrol": "B", "diesel": "D", "hybrid": "H", "phev": "B", "electric": "E", "lpg": "L",
    "cng": "C", "hydrogen": "W",
}  # fmt: skip
VAT = {True: "B", False: "M", None: ""}
ATTRIBUTES = {"tellerstand": ' eenheid="K"'}


def document(vehicles: Iterable[str]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<voorraad>\n'
    yield from vehicles
    yield "</voorraad>\n"


def vehicle(car: DemoCar, number: str, pictures: list[str], action: str = "add") -> str:
    """One car; ``action`` is add, change or delete."""
    told = "".join(
        f"  <{name}{ATTRIBUTES.get(name, '')}>{escape(str(value))}</{name}>\n"
        for name, value in _fields(car, number).items()
        if value not in (None, "")
    )
    inside = told + _price(car) + _equipment(car) + _pictures(pictures)
    return f'<voertuig actie="{action}" versie="2.25">\n{inside}</voertuig>\n'


def _fields(car: DemoCar, number: str) -> dict[str, object]:
    words = shipped.dictionary()
    bodies = {word.code: word.name_nl for word in words.bodies.words}
    colours = {word.code: word.name_nl.lower() for word in words.colours.words}
    day = "%d-%m-%Y" if car.month_known else ""
    return {
        "voertuignr_hexon": number,
        "kenteken": car.license_plate,
        "merk": car.line.make_name,
        "model": car.line.name,
        "type": car.version,
        "titel": car.title,
        "voertuigsoort": "AUTO",
        "carrosserie": bodies.get(car.body),
        "bouwjaar": car.first_registration.year,
        "datum_deel_1": car.first_registration.strftime(day),
        "modeljaar": car.model_year,
        "tellerstand": f"{car.mileage_km:,}".replace(",", "."),
        "brandstof": FUELS[car.fuel],
        "plugin_hybride": "j" if car.fuel == "phev" else "n",
        "transmissie": {"automatic": "A", "manual": "H"}.get(car.transmission),
        "cilinderinhoud": car.engine.cc,
        "vermogen_motor_kw": car.engine.kw,
        "basiskleur": colours.get(car.colour),
        "aantal_deuren": car.doors,
        "aantal_zitplaatsen": car.seats,
        "massa": car.weight_kg,
        "max_trekgewicht_geremd": car.towing_kg,
        "wltp_co2_uitstoot_combined": car.co2_g_km,
        "wltp_actieradius_elektrisch_combined": car.range_km,
        "aantal_eigenaren": car.previous_owners,
        "apk_tot": car.apk_until.strftime("%d-%m-%Y") if car.apk_until else None,
        "btw_marge": VAT[car.vat_deductible],
        "schadevoertuig": "j" if car.is_damaged else "n",
        "gereserveerd": "j" if car.state == "reserved" else "n",
        "opmerkingen": car.description,
    }


def _price(car: DemoCar) -> str:
    if car.price_eur is None:
        return "  <verkoopprijs_particulier>Op aanvraag</verkoopprijs_particulier>\n"
    euros = f"{car.price_eur:,},00".replace(",", ".", f"{car.price_eur:,}".count(","))
    inside = f"<bedrag>{euros}</bedrag><munteenheid>EUR</munteenheid>"
    nested = f'<prijzen land="nl"><prijs>{inside}</prijs></prijzen>'
    return f"  <verkoopprijs_particulier>{nested}</verkoopprijs_particulier>\n"


def _equipment(car: DemoCar) -> str:
    known = shipped.dictionary().option_by_slug
    names = [escape(known[slug].name_nl) for slug in car.options if slug in known]
    parts = "".join(f"<accessoire><naam>{name}</naam></accessoire>" for name in names)
    return f"  <accessoires>{parts}</accessoires>\n"


def _pictures(addresses: list[str]) -> str:
    parts = "".join(
        f'<afbeelding nr="{place}"><url>{escape(url)}</url></afbeelding>'
        for place, url in enumerate(addresses, 1)
    )
    return f"  <afbeeldingen>{parts}</afbeeldingen>\n"
