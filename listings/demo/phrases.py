"""The sentences that the descriptions are made of, by kind of seller."""

from dataclasses import dataclass

from listings.choices import Fuel


@dataclass(frozen=True)
class Voice:
    """The ways in which one kind of seller opens, praises, excuses and closes."""

    openings: tuple[str, ...]
    few_km: tuple[str, ...]
    many_km: tuple[str, ...]
    equipment: tuple[str, ...]
    closings: tuple[str, ...]


HOUSE = Voice(
    openings=(
        "{name} {version} uit {year}, {km} km, met {pk} pk en {gearbox}.",
        "Deze {name} ({year}) heeft {km} km gereden en staat bij ons in {town}.",
        "Een {colour} {model} {version} uit {year} met een tellerstand van {km} km.",
        "Nieuw binnen in {town}: {name} {version}, bouwjaar {year}, {km} km.",
        "{name} uit {year}. {fuel}, {gearbox}, {pk} pk en {km} km op de teller.",
    ),
    few_km=(
        "Voor zijn leeftijd heeft hij weinig gelopen.",
        "De kilometerstand is laag voor het bouwjaar.",
    ),
    many_km=(
        "Vooral kilometers op de snelweg, en dat is aan de auto te zien: binnen is hij netjes.",
        "Hij heeft veel gelopen; dat ziet u terug in de prijs.",
    ),
    equipment=(
        "Tot de uitrusting horen {options}.",
        "De auto is voorzien van {options}.",
        "Wat u in elk geval krijgt: {options}.",
        "Aan boord: {options}.",
    ),
    closings=(
        "Een proefrit maken kan op afspraak. Inruil is mogelijk.",
        "Bel of mail ons voor een afspraak; dan staat de auto voor u klaar.",
        "Wij leveren de auto gepoetst en rijklaar af. De vraagprijs is inclusief aflevering.",
        "Financiering en inruil bespreken wij graag met u aan tafel, niet in de advertentie.",
        "U vindt {seller} in {town}. Van maandag tot en met zaterdag geopend.",
        "Aan deze advertentie kunt u geen rechten ontlenen; kom kijken en oordeel zelf.",
    ),
)
TRADE = Voice(
    openings=(
        "{name} {version}. Bouwjaar {year}, {km} km, {gearbox}, {pk} pk.",
        "Te koop: {name} {version}, {year}, {km} km.",
        "Scherp geprijsd: {model} {version} uit {year} met {km} km.",
        "{year} - {km} km - {pk} pk - {gearbox}. {name} {version}.",
    ),
    few_km=("Lage kilometerstand!", "Weinig km voor het jaar."),
    many_km=("Snelwegkilometers.", "Kilometers, maar rijdt en schakelt perfect."),
    equipment=(
        "O.a. {options}.",
        "Opties: {options}, en meer.",
        "Uitgerust met {options}.",
        "Zeer compleet: {options}.",
    ),
    closings=(
        "Prijs is meeneemprijs. Rijklaar maken kan, vraag naar de pakketten.",
        "Inruil van uw huidige auto mogelijk, ook met schade.",
        "Meer dan de helft van onze auto's staat binnen: bel even voordat u komt.",
        "Vandaag kijken, morgen rijden. Bel voor een afspraak.",
        "Wijzigingen en typefouten voorbehouden.",
        "Levering door heel Nederland mogelijk.",
    ),
)
CHATTY = Voice(
    openings=(
        "Bij ons in {town} staat een nette {name} uit {year} met {km} km op de teller.",
        "Wat een fijne auto is dit: een {colour} {model} {version}, van {year}, met {km} km.",
        "Ingeruild door een vaste klant: {name} {version} uit {year}, {km} km.",
        "Zoekt u een {model}? Kom dan kijken naar deze {colour} uit {year}, met {km} km.",
    ),
    few_km=(
        "De vorige eigenaar deed er vooral boodschappen mee.",
        "Hij stond meer binnen dan dat hij reed.",
    ),
    many_km=(
        "Hij heeft zijn kilometers eerlijk verdiend en kan er nog heel wat aan.",
        "Schrik niet van de stand: hij start, rijdt en stopt zoals het hoort.",
    ),
    equipment=(
        "Leuk om te weten: hij heeft {options}.",
        "Van alle gemakken voorzien, zoals {options}.",
        "Wie veel rijdt, zal blij zijn met {options}.",
    ),
    closings=(
        "De koffie staat klaar. Kom gerust een stukje rijden.",
        "Wij zijn een garage met vier man; u krijgt altijd iemand aan de lijn die de auto kent.",
        "Vragen? Bel ons gerust, of loop binnen in {town}.",
        "Hij krijgt van ons een grote beurt mee voordat hij de deur uitgaat.",
    ),
)
EXPERT = Voice(
    openings=(
        "{name} {version}, eerste toelating {year}, {km} km. {fuel}, {pk} pk.",
        "In onze showroom in {town}: {name} {version} uit {year} met {km} km.",
        "Deze {model} {version} ({year}, {km} km) is door onze eigen werkplaats nagekeken.",
        "Een {colour} {name} uit {year} met {km} km, {pk} pk en {gearbox}.",
    ),
    few_km=("De stand ligt ver onder het gemiddelde voor dit bouwjaar.",),
    many_km=("De stand ligt boven het gemiddelde; de vraagprijs houdt daar rekening mee.",),
    equipment=(
        "Relevante opties: {options}.",
        "Let onder meer op {options}.",
        "De belangrijkste uitrusting: {options}.",
    ),
    closings=(
        "Een aankoopkeuring door een onafhankelijke partij is altijd welkom.",
        "Op verzoek sturen wij een video van de auto, van buiten, van binnen en van onderen.",
        "Wij rekenen geen afleverkosten: de prijs die u ziet, is de prijs die u betaalt.",
        "Een proefrit over de snelweg hoort erbij. Maak een afspraak in {town}.",
    ),
)
PRIVATE = Voice(
    openings=(
        "Onze {model} {version} uit {year} moet plaatsmaken voor een grotere. Stand: {km} km.",
        "Mijn {colour} {name} uit {year} mag weg. Hij heeft {km} km gelopen, nooit pech.",
        "Door een auto van de zaak overcompleet: {name} {version}, {year}, {km} km.",
        "Te koop onze trouwe {model}. Bouwjaar {year}, {km} km, {gearbox}.",
    ),
    few_km=("Ik rijd weinig, vandaar de lage stand.",),
    many_km=("Ja, dat zijn veel kilometers, maar wel met op tijd een beurt.",),
    equipment=("Er zit op: {options}.", "Met {options}.", "Handig: {options}."),
    closings=(
        "Bezichtigen kan in {town}, het liefst 's avonds of in het weekend.",
        "Alleen serieuze reacties. Ophalen in {town}.",
        "Liever bellen dan mailen. Proefrit kan, onder voorbehoud van verkoop.",
    ),
)
VOICES = {"house": HOUSE, "trade": TRADE, "chatty": CHATTY, "expert": EXPERT, "private": PRIVATE}

FIRST_OWNER = ("Eén eigenaar vanaf nieuw.", "Van de eerste eigenaar.")
DEALER_SERVICED = (
    "Altijd bij de merkdealer onderhouden; de facturen liggen erbij.",
    "Het onderhoud is steeds door de dealer gedaan.",
)
IMPORTED = (
    "De auto is ingevoerd; de bpm is betaald en het Nederlandse kenteken zit erop.",
    "Ingevoerd uit Duitsland, met onderhoudsboekje.",
    "Geïmporteerd; van de kilometerstand hebben wij de buitenlandse papieren.",
)
MILEAGE_CHECKED = ("De tellerstand is logisch volgens NAP.", "Met logische NAP.")
BATTERY_MEASURED = (
    "De accu is in {month} gemeten ({method}): {percent} % van de oorspronkelijke capaciteit.",
    "State of health {percent} %, vastgesteld in {month} ({method}). Het rapport ligt erbij.",
    "Accutest ({method}, {month}): {percent} %.",
)
BATTERY_LEASED = "Let op: de accu is gehuurd en het contract gaat over op de koper."
BATTERY_RANGE = (
    "Opgegeven bereik: {range} km (WLTP); reken in de winter op een kwart minder.",
    "Bereik volgens WLTP {range} km.",
)
PLUG_RANGE = (
    "Elektrisch haalt hij volgens de fabriek {range} km.",
    "Bereik op de stekker: {range} km (WLTP).",
)
DAMAGE = (
    "De auto heeft zichtbare schade en wordt verkocht zoals hij staat.",
    "Let op: schade aan het plaatwerk, wel rijdbaar. Kom kijken voordat u biedt.",
)
VAT = "De btw is aftrekbaar."
WARRANTY = "U krijgt garantie; vraag naar de voorwaarden."
ON_REQUEST = "De prijs hoort u van ons op aanvraag."

COLOURS = {
    "black": "zwarte", "white": "witte", "grey": "grijze", "silver": "zilveren", "blue": "blauwe",
    "red": "rode", "green": "groene", "brown": "bruine", "beige": "beige", "yellow": "gele",
    "orange": "oranje", "purple": "paarse", "gold": "goudkleurige", "other": "opvallende",
}  # fmt: skip
FUELS = {
    Fuel.PETROL: "Benzine", Fuel.DIESEL: "Diesel", Fuel.HYBRID: "Hybride",
    Fuel.PHEV: "Plug-in hybride", Fuel.ELECTRIC: "Elektrisch", Fuel.LPG: "Lpg", Fuel.CNG: "Cng",
    Fuel.HYDROGEN: "Waterstof",
}  # fmt: skip
