"""AutoScout24's numbers and letters for describing a listing that is created, and ours for them.

Its search pages use other numbers for the same things: 2 and 3 are hybrids there, where here they
are Super 95 and Super 98. So a fuel type ("#2") and a fuel category ("category 2") never meet.
"""

from listings.models import FeedWord

Field = FeedWord.Field
CATEGORY = "category "  # before a fuel category's letter or digit, so that it is no fuel type


def _each(table: dict[str, str]) -> dict[str, str]:
    """A number for each word of the values: {"petrol": "1 2"} is {"#1": "petrol", "#2": …}."""
    return {f"#{code}": value for value, codes in table.items() for code in codes.split()}


FUEL_TYPES = _each(
    {
        "petrol": "1 2 3 4 5 6 16",  # 91, 95 and 98, each without and with ethanol; ethanol
        "diesel": "7 8 14",  # 14 is vegetable oil
        "lpg": "9",
        "cng": "10 11 15",  # natural gas H and L, biogas
        "electric": "12",
        "hydrogen": "13",
    }
)
FUEL_CATEGORIES = {
    "B": "petrol", "M": "petrol", "T": "petrol", "D": "diesel", "2": "hybrid", "3": "hybrid",
    "E": "electric", "C": "cng", "L": "lpg", "H": "hydrogen", "O": "",
}  # fmt: skip
BODIES = _each(
    {
        "hatchback": "1",  # small car
        "convertible": "2",
        "coupe": "3",
        "suv": "4",  # and pick-ups, which the model may tell
        "estate": "5",
        "sedan": "6",
        "mpv": "12 318",
        "van": "13 204 315 317",
        "": "7",
    }
)
COLOURS = _each(
    {
        "beige": "1", "blue": "2", "brown": "3 4", "yellow": "5", "grey": "6", "green": "7",
        "red": "10", "black": "11", "silver": "12", "purple": "13", "white": "14",
        "orange": "15", "gold": "16",
    }
)  # fmt: skip
# What is left empty says nothing that a buyer here looks for: a radio, a catalyst, summer tyres.
EQUIPMENT = _each(
    {
        "abs": "1", "airbags": "2 3 32 45 46", "schuifdak": "4", "airco": "5",
        "stuurbekrachtiging": "12", "elektrische-ramen": "13", "lichtmetalen-velgen": "15",
        "elektrische-stoelen": "16 233", "centrale-vergrendeling": "17 47", "alarm": "18",
        "mistlampen": "19", "trekhaak": "20", "deelbare-achterbank": "21", "navigatie": "23",
        "winterbanden": "25 211", "imperiaal": "27", "climate-control": "30 241 242 243",
        "stoelverwarming": "34", "cruise-control": "38", "xenonverlichting": "39 230",
        "esp": "42", "windscherm": "44", "panoramadak": "50", "standkachel": "52",
        "getint-glas": "54", "start-stop": "113", "stuurbediening": "114",
        "sportonderstel": "116", "sportstoelen": "117", "bochtverlichting": "118",
        "skiluik": "119", "elektrische-spiegels": "121", "bluetooth": "122",
        "head-up-display": "123", "telefoonintegratie": "124", "isofix": "125",
        "lichtsensor": "126", "regensensor": "127", "parkeersensoren": "128 129",
        "achteruitrijcamera": "130", "parkeerassistent": "131",
        "adaptieve-cruise-control": "133", "armsteun": "134", "voorruitverwarming": "135",
        "stuurverwarming": "136", "hellingassistent": "137", "dab-radio": "138",
        "elektrische-achterklep": "139", "led-verlichting": "140 239",
        "lederen-stuurwiel": "142", "lendensteun": "143", "luchtvering": "144",
        "massagestoelen": "145", "vermoeidheidsherkenning": "146", "nachtzicht": "147",
        "noodremassistent": "148", "bandenspanningscontrole": "150", "schakelflippers": "151",
        "schuifdeur": "152 244 245", "keyless": "153", "stoelventilatie": "154",
        "premium-audio": "155", "spraakbediening": "156", "rijstrookassistent": "157",
        "dodehoekdetectie": "158", "verkeersbordherkenning": "162", "360-gradencamera": "187",
        "grootlichtassistent": "189", "laadklep": "194", "tussenschot": "203 226",
        "matrix-led": "213 214", "apple-carplay": "221", "android-auto": "222",
        "draadloos-laden": "223", "digitaal-dashboard": "224", "dimmende-binnenspiegel": "225",
        "snelheidsbegrenzer": "227", "botswaarschuwing": "232",
        "elektronische-parkeerrem": "240", "stoelverwarming-achter": "248",
        "warmtepomp": "249", "bidirectioneel-laden": "250",
        "": "10 26 28 29 31 36 41 43 48 112 115 132 141 149 159 160 161 170 172 173 178 190"
        " 192 201 210 212 215 216 217 218 219 220 228 229 231 237 238 251",
    }
)  # fmt: skip
CODES: dict[str, dict[str, str]] = {
    Field.FUEL: FUEL_TYPES | {CATEGORY + code: fuel for code, fuel in FUEL_CATEGORIES.items()},
    Field.BODY: BODIES,
    Field.COLOUR: COLOURS,
    Field.TRANSMISSION: {"A": "automatic", "S": "automatic", "M": "manual"},
    Field.OPTION: EQUIPMENT,
}
FLAGS = {
    "hasFullServiceHistory": "onderhoudshistorie",
    "hasWarranty": "garantie",
    "isNonSmoking": "rookvrij",
}
UPHOLSTERY = {"FL": "lederen-bekleding", "PL": "half-leder", "AL": "half-leder"}
