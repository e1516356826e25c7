"""What sellers write below their cars: a few short paragraphs, each in the house's own voice."""

from datetime import date

from listings.choices import Fuel, Transmission
from listings.demo import phrases
from listings.demo.car import DemoCar
from listings.demo.prices import expected_km
from listings.demo.tables import option_names, town_names
from listings.naming import body_word

# Options that are worth a sentence, best first; the rest stands in the list beside the text.
TALKING_POINTS = (
    "panoramadak", "lederen-bekleding", "warmtepomp", "adaptieve-cruise-control", "trekhaak",
    "360-gradencamera", "stoelverwarming", "head-up-display", "matrix-led", "navigatie",
    "climate-control", "achteruitrijcamera", "elektrische-achterklep", "airco", "cruise-control",
    "apple-carplay", "xenonverlichting", "schuifdak", "standkachel", "derde-zitrij", "hardtop",
)  # fmt: skip
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
MANY_KM, FEW_KM = 1.45, 0.6  # against what a car of that age and fuel usually has


def give_description(car: DemoCar) -> None:
    """Sets one to three paragraphs that say nothing the fields do not."""
    voice = phrases.VOICES[_voice(car)]
    paragraphs = [_opening(car, voice), _middle(car, voice), _closing(car, voice)]
    if car.rng.random() < 0.3 and not car.is_damaged:  # the short kind
        paragraphs = [paragraphs[0] + " " + paragraphs[2]]
    car.description = "\n\n".join(filter(None, paragraphs)).strip()


def _voice(car: DemoCar) -> str:
    """A seller always writes alike; the style of the titles tells which way."""
    style = car.seller.style
    if style in {"private", "chatty"}:
        return style
    return {"german": "trade", "caps": "trade", "stars": "trade", "slashes": "expert"}.get(
        style, "house"
    )


def _opening(car: DemoCar, voice: phrases.Voice) -> str:
    sentence = car.rng.choice(voice.openings).format(**words_of(car))
    usual = expected_km(car)
    if car.age > 3 and car.mileage_km < usual * FEW_KM:
        sentence += " " + car.rng.choice(voice.few_km)
    elif car.age > 3 and car.mileage_km > usual * MANY_KM:
        sentence += " " + car.rng.choice(voice.many_km)
    return sentence


def _middle(car: DemoCar, voice: phrases.Voice) -> str:
    """Equipment, history, battery and damage: what applies."""
    parts = [_equipment(car, voice), _history(car), _battery(car)]
    if car.is_damaged:
        parts.append(car.rng.choice(phrases.DAMAGE))
    return " ".join(filter(None, parts))


def _equipment(car: DemoCar, voice: phrases.Voice) -> str:
    points = [slug for slug in TALKING_POINTS if slug in car.options][:4]
    car.rng.shuffle(points)
    names = [_lower(option_names()[slug]) for slug in points if slug in option_names()]
    if not names:
        return ""
    return car.rng.choice(voice.equipment).format(options=_listed(names))


def _history(car: DemoCar) -> str:
    facts = []
    if car.previous_owners == 1 and "1e-eigenaar" in car.options:
        facts.append(car.rng.choice(phrases.FIRST_OWNER))
    if "dealeronderhouden" in car.options:
        facts.append(car.rng.choice(phrases.DEALER_SERVICED))
    if car.is_import:
        facts.append(car.rng.choice(phrases.IMPORTED))
    elif "nap" in car.options:
        facts.append(car.rng.choice(phrases.MILEAGE_CHECKED))
    if car.apk_until and car.rng.random() < 0.6:
        facts.append(f"De apk is geldig tot {_month(car.apk_until)}.")
    car.rng.shuffle(facts)
    return " ".join(facts[:3])


def _battery(car: DemoCar) -> str:
    if car.soh_percent is not None and car.soh_date is not None:
        percent = str(car.soh_percent).replace(".", ",")
        return car.rng.choice(phrases.BATTERY_MEASURED).format(
            percent=percent, method=car.soh_method, month=_month(car.soh_date)
        )
    if "huuraccu" in car.options:
        return phrases.BATTERY_LEASED
    if car.fuel == Fuel.ELECTRIC and car.range_km and car.rng.random() < 0.5:
        return car.rng.choice(phrases.BATTERY_RANGE).format(range=car.range_km)
    if car.fuel == Fuel.PHEV and car.range_km and car.rng.random() < 0.5:
        return car.rng.choice(phrases.PLUG_RANGE).format(range=car.range_km)
    return ""


def _closing(car: DemoCar, voice: phrases.Voice) -> str:
    closing = car.rng.choice(voice.closings).format(**words_of(car))
    if car.vat_deductible and car.rng.random() < 0.5:
        closing = phrases.VAT + " " + closing
    if "garantie" in car.options and car.rng.random() < 0.5:
        closing = phrases.WARRANTY + " " + closing
    if car.price_eur is None:
        closing += " " + phrases.ON_REQUEST
    return closing


def words_of(car: DemoCar) -> dict[str, str]:
    """What the sentences may fill in."""
    body = body_word(car.line.make, car.body, list(car.line.bodies))
    return {
        "name": " ".join(filter(None, [car.line.make_name, car.line.name, body])),
        "model": " ".join(filter(None, [car.line.name, body])),
        "version": car.version,
        "year": str(car.year),
        "km": f"{car.mileage_km:,}".replace(",", "."),
        "pk": str(round(car.engine.kw * 1.35962)),
        "gearbox": "automaat" if car.transmission == Transmission.AUTOMATIC else "handbak",
        "colour": phrases.COLOURS[car.colour],
        "fuel": phrases.FUELS[Fuel(car.fuel)],
        "town": town_names().get(car.seller.town, ""),
        "seller": car.seller.name,
    }


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _lower(name: str) -> str:
    """Inside a sentence: no capital, but for names and abbreviations."""
    return (
        name
        if name.split(maxsplit=1)[0].isupper() or name[:5] in {"Apple", "Head-"}
        else (name[0].lower() + name[1:])
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " en " + words[-1]
