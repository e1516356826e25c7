"""Titles as dealers write them: crammed, shouted, cut off, misspelt, but true to the car."""

from listings.choices import Fuel
from listings.demo.car import DemoCar
from listings.demo.naming import make_word, model_words, power_words, transmission_word
from listings.demo.tables import german_spellings, spellings, title_weights

# What stands before the first extra, between two, and after the last; a dealer has his habit.
JOINTS = {
    "pipes": [(" | ", " | ", ""), (" | ", " | ", " |"), (" |", "|", "|")],
    "stars": [(" *", "*", "*"), (" * ", " * ", ""), (" **", "** **", "**")],
    "slashes": [(" / ", " / ", ""), ("/", "/", ""), (" / ", " / ", " /")],
    "commas": [(" ", ",", ""), (", ", ", ", ""), (" ", ", ", ".")],
    "caps": [(" | ", " | ", ""), (" / ", " / ", ""), (" ", " ", "!")],
    "plain": [(" ", " ", ""), (" - ", " - ", "")],
    "checks": [(" ✅ ", " ✅ ", ""), (" + ", " + ", "")],
    "german": [("*", "*", "*"), ("/", "/", ""), ("+", "+", ""), (" ", ",", ""), ("| ", "| ", "|")],
}
HABIT = 0.75  # how often a dealer keeps to his own style
SALES_TALK = [
    "NIEUWSTAAT", "Topstaat", "RIJDT PERFECT", "Rijklaarprijs", "Inruil mogelijk", "ZEER NETJES",
    "Uit voorraad leverbaar", "Zeer compleet", "Mooie auto!", "Direct rijden", "Dealer auto",
]  # fmt: skip
OLD_TALK = ["MEENEEMPRIJS", "RIJDT GOED", "Leuke 1e auto", "Inruilkoopje", "Zo mee"]
LONGEST = 130


def give_title(car: DemoCar) -> None:
    """Sets the title, in the seller's style, with options that the car has."""
    style = _style(car)
    if style in {"chatty", "private"}:
        car.title = _sentence(car)
        return
    extras = _extras(car, style)
    if style == "german" and len(extras) < 2:
        style, extras = "pipes", _extras(car, "pipes")
    before, between, after = car.rng.choice(JOINTS[style])
    title = name_as_written(car, style)
    if extras:
        title += before + between.join(extras) + after
    car.title = _cut(car, title)


def _style(car: DemoCar) -> str:
    own = car.seller.style
    if own == "german" and not car.is_import:
        own = "pipes"
    if own == "private" or car.rng.random() < HABIT:
        return own
    return car.rng.choice([style for style in JOINTS if style != "german" or car.is_import])


def name_as_written(car: DemoCar, style: str) -> str:
    """Make, model, engine, trim and gearbox in the order of the trade, with its omissions."""
    rng = car.rng
    words = [make_word(car), *model_words(car, german=style == "german"), *power_words(car)]
    words += [car.trim.name] if car.trim.name and rng.random() < 0.93 else []
    words += transmission_word(car)
    words += [f"{car.doors}drs"] if car.doors and rng.random() < 0.05 else []
    words += [str(car.year)] if rng.random() < 0.05 else []
    name = " ".join(filter(None, words))
    return name.upper() if style == "caps" and rng.random() < 0.5 else name


def _extras(car: DemoCar, style: str) -> list[str]:
    """Some of the options and facts that sell, spelled as this seller would."""
    most = {"plain": 3, "commas": 5}.get(style, 7)
    count = car.rng.choice(range(most + 1)) if style == "plain" else car.rng.randint(2, most)
    extras = [_spelled(car, slug, style) for slug in _told(car, count, style)]
    extras = list(dict.fromkeys(extras)) + _facts(car, style)
    car.rng.shuffle(extras)
    if style != "german" and car.rng.random() < 0.16:
        extras.append(car.rng.choice(OLD_TALK if car.age > 12 else SALES_TALK))
    return [extra.upper() for extra in extras] if style == "caps" else extras


def _told(car: DemoCar, count: int, style: str) -> list[str]:
    """Options by how well they sell, each once."""
    known = german_spellings() if style == "german" else spellings()
    weights = title_weights()
    pool = [slug for slug in car.options if slug in known and weights[slug]]
    order = sorted(pool, key=lambda slug: car.rng.random() ** (1 / weights[slug]), reverse=True)
    return order[:count]


def _spelled(car: DemoCar, slug: str, style: str) -> str:
    known = german_spellings() if style == "german" else spellings()
    return car.rng.choice(known[slug])


def _facts(car: DemoCar, style: str) -> list[str]:
    """Battery health, seats and mileage, where they are worth a word."""
    facts, rng = [], car.rng
    if car.soh_percent is not None and rng.random() < 0.65:
        percent = str(car.soh_percent).replace(".", ",")
        forms = [f"SOH {percent}%", f"{percent}% SOH", f"SOH {percent} %", f"Accu {percent}%"]
        facts.append(rng.choice(forms))
    few = car.age > 2 and car.mileage_km < 60_000 and car.fuel != Fuel.ELECTRIC
    if few and style != "german" and rng.random() < 0.12:
        thousands = f"{car.mileage_km:,}".replace(",", ".")
        facts.append(rng.choice([f"{thousands} km", f"{thousands}KM!"]))
    return facts


def _sentence(car: DemoCar) -> str:
    """A private seller or a village garage: "Nette Opel Corsa 1.2 uit 2012 met airco"."""
    rng = car.rng
    name = " ".join(filter(None, [make_word(car), *model_words(car), car.trim.name]))
    told = [rng.choice(spellings()[slug]).lower() for slug in _told(car, rng.randint(0, 3), "")]
    told = [word.replace("nap!", "nap").strip("+ ") for word in told]
    start = rng.choice(["", "", "", "Nette ", "Mooie ", "Te koop: "])
    start = "" if car.is_damaged else start
    title = start + name
    if rng.random() < 0.4:
        title += f" uit {car.year}"
    if told:
        title += " met " + (", ".join(told[:-1]) + " en " if told[1:] else "") + told[-1]
    return title[:LONGEST]


def _cut(car: DemoCar, title: str) -> str:
    """Many sites take sixty to eighty characters, and nobody looks at what falls off."""
    longest = car.rng.randint(60, 80) if car.rng.random() < 0.5 else LONGEST
    return title[:longest].rstrip()
