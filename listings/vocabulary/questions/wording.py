"""The words that questions are made of, other than names: limits, units, filler, traps."""

from listings.vocabulary.phrases import Phrases

# Words that say nothing about the car. What is left of a question without them was not understood.
FILLERS = frozenset(
    """
    een een de het 'n n of en met die dat deze dit der den ook nog wel graag ik jij je u wij we ons
    zoek zoekt zoeken gezocht wil willen wilt zou zouden hebben heb heeft is zijn ben kan kunnen mag
    moet moeten hoeft krijgen kopen koop aankoop verkoop aangeboden aanbod aanbieding op in te ten
    voor van uit door bij om aan naar rond rondom omgeving regio buurt nabij vlakbij dichtbij
    omstreken
    ongeveer circa ca plm liefst bij voorkeur eventueel misschien gewoon iets wat zo zeer erg heel
    mijn m'n onze zijn haar hun vrouw man zoon dochter vriendin vriend moeder vader partner gezin
    ouders kinderen kind familie mij me
    auto autos auto's autootje autos wagen wagens wagentje voertuig occasion occasions occassion
    occassions tweedehands 2ehands 2dehands tweedehandse gebruikt gebruikte gebruikt model modellen
    merk type uitvoering versie kleur brandstof bouwjaar bj prijs budget
    goede goed mooie mooi nette net fijne fijn leuke leuk beste betrouwbare betrouwbaar degelijke
    moderne gave prima graag aub svp
    car cars the a an for with and or in looking want used to buy please
    """.split()
) - {"used"}
# What stands between the items of a list.
LIST_WORDS = frozenset(["of", "en", "or", "en/of", ",", "/", "&", "|", ";", "danwel", "ofwel", "+"])
NEGATIONS = frozenset("geen zonder niet no not without kein keine ohne".split())
# A colour before one of these is not the car's: it is left, and the leather is an option.
NOT_THE_CAR = frozenset(
    """
    leer leder leren lederen interieur bekleding velgen dak hemel stoelen spiegels ramen glas kap
    softtop stof stiksels stiksel accenten striping strepen achterlichten letters nappa alcantara
    dashboard cabriokap
    """.split()
)
# A colour beside one of these is the name of an edition or of a number plate.
EDITIONS = frozenset(
    """
    edition line style pack package label motion efficiency series drive magic star lion night
    bison kenteken plate optic sport limited badge card
    """.split()
)
SHADES = frozenset(
    """
    knal fel donker licht mat diep parel pastel helder vuur gif leger metallic warm zacht bleek
    room pik spier sneeuw hemel zee nacht dieper parelmoer dark light deep bright antraciet
    """.split()
)
# What a number that follows or goes before is then: not a price, a mileage or a year.
TRAPS = frozenset(
    """
    actieradius range bereik rijbereik reikwijdte wltp radius-elektrisch trekgewicht trekvermogen
    trekkracht laadvermogen aanhangergewicht aanhanger laadruimte kofferruimte bagageruimte
    kofferinhoud inhoud verbruik bijtelling koppel wegenbelasting mrb maandbedrag leasebedrag
    cilinder cilinders cilinderinhoud motorinhoud topsnelheid lengte hoogte breedte gewicht
    """.split()
)
TRAP_UNITS = frozenset(
    """
    kg kilo kilogram cm mm m meter l liter ltr liters nm cc inch zoll cilinder cilinders cil
    maand maanden mnd mnd. km/h kmh kmu ton min
    """.split()
) - {"min", "ton", "m"}

# How a limit is said. The value is "side topic"; without a topic the number itself must tell.
LIMITS: Phrases[tuple[str, str]] = Phrases(())
for _side, _topic, _names in (
    ("max", "", "tot|tot en met|t/m|tot aan|max|max.|maximaal|maximum|minder dan|niet meer dan"),
    ("max", "", "hooguit|hoogstens|ten hoogste|lager dan|niet boven|up to|less than|<|≤|< ="),
    ("max", "", "maximale|niet hoger dan|bis|tm|hoogste"),
    ("max", "price", "niet duurder dan|goedkoper dan|cheaper than"),
    ("max", "amount", "onder|beneden|under|below|unter"),
    ("max", "before", "voor"),
    ("min", "", "vanaf|min|min.|minimaal|minimum|minstens|tenminste|ten minste|meer dan|boven"),
    ("min", "", ">|≥|> =|at least|from|from|niet onder|over|above|more than|hoger dan|minimale|ab"),
    ("min", "", "niet minder dan|op zijn minst|sinds|since"),
    ("min", "price", "duurder dan"),
    ("min", "year", "nieuwer dan|jonger dan|niet ouder dan|na|later dan|newer than|after"),
    ("max", "year", "ouder dan|older than"),
    (
        "about",
        "",
        "rond|rond de|circa|ca|ca.|ongeveer|om en nabij|~|plm|rondom|±|zo'n|around|about",
    ),
    ("exact", "year", "uit|uit het jaar|van het jaar|van|from the year"),
    ("between", "", "tussen|between|zwischen"),
):
    for _name in _names.split("|"):
        LIMITS.add(_name, (_side, _topic))

# What a number is about, said before it: "km stand max 80.000", "budget 10.000".
TOPICS: Phrases[str] = Phrases(())
for _topic, _names in (
    ("price", "prijs|vraagprijs|budget|prijs van|budget van|kosten|kost|prijsklasse"),
    (
        "mileage",
        "km stand|km-stand|kmstand|kilometerstand|kilometer stand|km|kilometers|tellerstand",
    ),
    ("mileage", "teller|gelopen|gereden"),
    ("year", "bj|bj.|bouwjaar|bouwjaren|modeljaar|jaar|jaargang|baujahr|year|mj"),
    ("power", "vermogen|pk"),
    ("soh", "soh|state of health|accuconditie|batterijconditie|accu|batterij|accugezondheid"),
    ("radius", "binnen|straal|straal van|in een straal van|binnen een straal van|afstand|radius"),
    ("radius", "binnen de|within"),
):
    for _name in _names.split("|"):
        TOPICS.add(_name, _topic)

# Said behind a number: "10.000 of minder", "2018 of nieuwer", "2019+".
AFTER: Phrases[tuple[str, str]] = Phrases(())
for _side, _topic, _names in (
    ("max", "", "max|maximaal|maximum|of minder|of lager|of onder|en lager|en minder|or less"),
    ("max", "price", "of goedkoper|en goedkoper"),
    ("max", "year", "of ouder|en ouder|or older"),
    ("min", "", "+|of meer|of hoger|en hoger|en meer|minimaal|minimum|of later|en later|or more"),
    ("min", "", "plus|min"),
    ("min", "year", "of nieuwer|en nieuwer|of jonger|en jonger|or newer|of recenter|en recenter"),
):
    for _name in _names.split("|"):
        AFTER.add(_name, (_side, _topic))

TIMES = {"k": 1_000, "mille": 1_000, "duizend": 1_000, "dzd": 1_000, "thousand": 1_000}
MONEY = frozenset(["€", "eur", "euro", "euro's", "euros", "eu"])
KM = frozenset("km kms kilometer kilometers kilometres klm".split())
THOUSAND_KM = frozenset("tkm dkm tkms dkms".split())
YEARS = frozenset("jaar jaren jr year years".split())
POWER_TO_HP = {"pk": 1.0, "hp": 1.0, "ps": 1.0, "cv": 1.0, "bhp": 1.0, "kw": 1.35962}
DOORS = frozenset("deurs drs deuren deur dr deurige türig turig doors door dors".split())
SEATS = frozenset(
    """
    zits zitter zitters zitplaatsen zitplaats persoons pers personen persoon plaatsen stoelen
    seats seater seat persoonsauto sitzer p
    """.split()
) - {"p"}
NUMBERS = {
    word: value
    for value, words in enumerate(
        "nul|een één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|"
        "vijftien|zestien|zeventien|achttien|negentien|twintig".split("|")
    )
    for word in words.split()
} | {
    "vijfentwintig": 25,
    "dertig": 30,
    "veertig": 40,
    "vijftig": 50,
    "zestig": 60,
    "zeventig": 70,
    "tachtig": 80,
    "negentig": 90,
    "honderd": 100,
    "honderdvijftig": 150,
    "tweehonderd": 200,
}
# Numbers as words that are glued to their unit: "zevenzitter", "vijfdeurs", "tienduizend".
GLUED_UNITS = {
    "zitter": "seats",
    "zits": "seats",
    "persoons": "seats",
    "persoonsauto": "seats",
    "deurs": "doors",
    "deuren": "doors",
    "duizend": "thousand",
}
