"""How the trade writes makes, models, engines and gearboxes: short, long, at times wrong."""

import re

from listings.choices import Body, Fuel, Transmission
from listings.demo.car import DemoCar
from listings.naming import body_word

MAKES = {
    "volkswagen": ["Volkswagen", "Volkswagen", "VW", "VOLKSWAGEN"],
    "mercedes-benz": ["Mercedes-Benz", "Mercedes-Benz", "Mercedes"],
    "skoda": ["Skoda", "Skoda", "Škoda", "SKODA"],
    "citroen": ["Citroen", "Citroën", "Citroën"],
    "seat": ["Seat", "SEAT"],
    "mini": ["Mini", "MINI", "MINI"],
    "land-rover": ["Land Rover", "Land Rover", "LANDROVER"],
    "alfa-romeo": ["Alfa Romeo", "Alfa"],
    "opel": ["Opel", "Opel", "OPEL"],
    "ssangyong": ["SsangYong", "Ssangyong"],
}
TYPOS = {
    "volkswagen": "Volkwagen", "peugeot": "Peugot", "hyundai": "Hyundia", "citroen": "Citoren",
    "mercedes-benz": "Mercedes Bens", "renault": "Renualt", "mitsubishi": "Mitshubishi",
    "toyota": "Toyata", "suzuki": "Suziki", "chevrolet": "Chevrollet",
}  # fmt: skip
GEARBOXES = {
    "volkswagen": ["DSG", "DSG7", "Automaat"], "seat": ["DSG", "Automaat"],
    "skoda": ["DSG", "Automaat"], "cupra": ["DSG"], "audi": ["S-tronic", "S tronic", "Aut."],
    "bmw": ["Automaat", "Steptronic", "Aut."], "mercedes-benz": ["Automaat", "Aut."],
    "peugeot": ["EAT8", "Automaat", "Aut."], "citroen": ["EAT8", "Automaat"],
    "renault": ["EDC", "Automaat"], "kia": ["DCT", "Automaat"], "hyundai": ["DCT", "Automaat"],
    "volvo": ["Geartronic", "Automaat", "Aut."], "ford": ["Automaat", "PowerShift"],
}  # fmt: skip
# Peugeot's automatic got six gears, and a name, in the first of these years and eight in the other.
EAT6_FROM, EAT8_FROM = 2013, 2018
NO_MAKE, WRONG_MAKE = 0.03, 0.02


def make_word(car: DemoCar) -> str:
    """The make; empty where the seller thought that the model says enough."""
    make = car.line.make
    if car.rng.random() < NO_MAKE and len(car.line.name) > 3 and car.line.name.isalpha():
        return ""
    if make in TYPOS and car.rng.random() < WRONG_MAKE:
        return TYPOS[make]
    return car.rng.choice(MAKES.get(make, [car.line.make_name]))


def model_words(car: DemoCar, *, german: bool = False) -> list[str]:
    """Model, the word for its body, and the engine, which may be a type code or name the model."""
    body, engine = _body(car, german), car.engine.name
    code = re.match(r"[A-Zi]?\w*\d{2,3}\w*", engine)
    if car.line.make == "bmw" and car.line.slug.endswith("-serie") and code:
        return _bmw(car, body, german)
    if car.line.slug.endswith("-klasse") and car.rng.random() < (0.9 if german else 0.3):
        return [car.line.name.removesuffix("-klasse"), engine, body]
    if _names_model(engine, car.line.name):
        return [engine.split()[0], body, *engine.split()[1:]]
    return [car.line.name, body, engine]


def power_words(car: DemoCar) -> list[str]:
    """The power in pk, or now and then in kW, unless the engine's name has it."""
    pk = round(car.engine.kw * 1.35962)
    named = {int(number) for number in re.findall(r"\d{2,3}", car.engine.name)}
    if any(abs(pk - number) < 8 for number in named) or car.rng.random() > 0.38:
        return []
    forms = [f"{pk}pk", f"{pk} pk", f"{pk}PK", f"{pk} PK"]
    return [car.rng.choice(forms) if car.rng.random() < 0.94 else f"{car.engine.kw} kW"]


def transmission_word(car: DemoCar) -> list[str]:
    """Automatics are worth naming; that an electric car is one goes without saying."""
    if car.transmission != Transmission.AUTOMATIC or car.fuel == Fuel.ELECTRIC:
        return []
    chance = 0.25 if car.fuel in {Fuel.HYBRID, Fuel.PHEV} else 0.7
    if car.rng.random() > chance:
        return []
    words = GEARBOXES.get(car.line.make, ["Automaat", "Automaat", "Aut.", "AUTOMAAT"])
    word = car.rng.choice(words)
    if word == "EAT8" and car.year < EAT8_FROM:
        word = "EAT6" if car.year >= EAT6_FROM else "Automaat"
    return [word]


def _bmw(car: DemoCar, body: str, german: bool) -> list[str]:
    engine = car.engine.name
    if german:
        spaced = re.sub(r"^(M?\d{3})([a-z])\b", r"\1 \2", engine)
        return [spaced, body]
    way = car.rng.random()
    if way < 0.2:
        return [engine, body]
    if way < 0.3:
        series = re.sub(r"\D.*", "", engine.removeprefix("M"))
        return [series, car.line.name, engine, body]
    name = "3 Serie" if way < 0.35 and car.line.name == "3-serie" else car.line.name
    return [name, body, engine]


def _body(car: DemoCar, german: bool) -> str:
    """The word for the body, where the model has others too."""
    word = body_word(car.line.make, car.body, list(car.line.bodies))
    if word:
        return "" if car.rng.random() < 0.05 else word
    if car.line.bodies[0] == car.body or car.line.bodies == (car.body,):
        return "Limousine" if german and car.body == Body.SEDAN else ""
    return {Body.CONVERTIBLE: "Cabrio", Body.COUPE: "Coupé", Body.ESTATE: "Stationwagon"}.get(
        Body(car.body), ""
    )


def _names_model(engine: str, model: str) -> bool:
    """Whether the electric version's own name holds the model's: e-Golf, Corsa-e, ë-C3, e-up!."""
    first = engine.split(maxsplit=1)[0].lower()
    bare = first.replace("ë", "e").removeprefix("e-").removesuffix("-e")
    return bare == model.lower() and bare != first
