"""Hexon's names and codes: what the versions 2.12 to 2.25 call the same thing, and ours for it."""

from collections.abc import Mapping

from listings.models import FeedWord

Field = FeedWord.Field
# What some version or consumer writes → the name that is read; "x@y" is attribute y of element x.
ALIASES = {
    "action": "actie",
    "voertuignummer": "voertuignr",
    "hexon_id": "voertuignr_hexon",
    "chassisnummer": "vin",
    "uitvoering": "type",
    "carrosserievorm": "carrosserie",
    "kilometerstand": "tellerstand",
    "tellerstand_eenheid": "tellerstand@eenheid",
    "tellersoort": "tellerstand@eenheid",
    "brandstof_omschrijving": "brandstof",
    "versnellingsbak": "transmissie",
    "datum_deel1": "datum_deel_1",
    "apk@tot": "apk_tot",
    "cilinder_inhoud": "cilinderinhoud",
    "cilinder_aantal": "aantal_cilinders",
    "deuren": "aantal_deuren",
    "zitplaatsen": "aantal_zitplaatsen",
    "gewicht": "massa",
    "massa_ledig_voertuig": "massa",
    "energie_label": "energielabel",
    "kleur_nederlands": "kleur",
    "nieuw_voertuig": "nieuw",
    "vraagprijs": "verkoopprijs_particulier",
    "omschrijving": "opmerkingen",
    "opties": "accessoires",
    "fotos": "afbeeldingen",
    "foto_s": "afbeeldingen",
    "schade@status": "schadevoertuig",
}
ACTIONS = {
    "": "add", "add": "add", "insert": "add", "toevoegen": "add", "change": "change",
    "update": "change", "wijzigen": "change", "delete": "delete", "remove": "delete",
    "verwijderen": "delete",
}  # fmt: skip
# How the kinds of vehicle begin that are none of ours.
NO_CARS = (
    *("motor", "brommer", "bromfiets", "snorfiets", "scooter", "fiets", "caravan", "vouwwagen"),
    *("camper", "aanhang", "oplegger", "boot", "vracht", "truck", "trekker", "tractor", "machine"),
    *("heftruck", "quad", "autobus"),
)
MILES = {"m", "mi", "mijl", "mijlen", "miles"}
KILOMETRES = {"", "k", "km", "kilometer", "kilometers"}
EUROS = {"", "eur", "euro", "€"}
ON_REQUEST = {"op aanvraag", "prijs op aanvraag", "opaanvraag", "poa", "p.o.a."}
PLUG_IN = ("plug", "phev", "p")  # how ``type_hybride`` begins for one that is charged
NO_HYBRID = {"", "n", "nee", "geen", "0", "false"}
# Letters, and words that the vocabulary has no use for elsewhere.
CODES: Mapping[str, Mapping[str, str]] = {
    Field.FUEL: {
        "B": "petrol", "A": "petrol", "D": "diesel", "L": "lpg", "3": "lpg", "G": "lpg",
        "C": "cng", "E": "electric", "H": "hybrid", "P": "phev", "W": "hydrogen", "O": "",
        "overig": "", "alcohol": "petrol", "ethanol": "petrol", "cryogeen": "cng",
        "benzine/elektrisch": "hybrid", "elektrisch/benzine": "hybrid",
        "diesel/elektrisch": "hybrid", "elektrisch/diesel": "hybrid", "hybride diesel": "hybrid",
        "hybride/diesel": "hybrid", "hybride/benzine": "hybrid",
    },
    Field.TRANSMISSION: {
        "H": "manual", "A": "automatic", "S": "automatic", "C": "automatic", "O": "",
        "semi-automatisch": "automatic", "halfautomatisch": "automatic",
        "sequentieel": "automatic", "overig": "",
    },
    Field.BODY: {
        "terreinwagen/suv": "suv", "suv/terreinwagen": "suv", "terrein": "suv",
        "mpv/ruimtewagen": "mpv", "personenbus": "mpv", "cabriolet/roadster": "convertible",
        "coupé/sportwagen": "coupe", "sportwagen": "coupe", "dubbele cabine": "van",
        "bestel gesloten": "van", "overig": "", "overige": "",
    },
    Field.COLOUR: {"overig": "other", "overige": "other"},
}  # fmt: skip
# Fields that say one thing of the car's equipment or past.
FLAGS = {
    "nap_weblabel": "nap",
    "onderhoudsboekjes": "onderhoudshistorie",
    "demovoertuig": "demonstratieauto",
    "bovag_garantie": "garantie",
    "geschikt_voor_snelladen": "snelladen",
}
UPHOLSTERY = {
    "leder": "lederen-bekleding", "leer": "lederen-bekleding", "volleder": "lederen-bekleding",
    "half leder": "half-leder", "halfleder": "half-leder", "half leer": "half-leder",
    "deelleder": "half-leder", "kunstleder": "kunstleder", "kunstleer": "kunstleder",
}  # fmt: skip
ALL_WHEELS = {"4", "4x4", "4wd", "awd", "vierwiel", "vierwielaandrijving", "vierwielaangedreven"}
