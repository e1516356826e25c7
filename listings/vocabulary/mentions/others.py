"""Words that tell another thing's name from a car's: persons, places to go, firms, animals."""

import re

# Before a name that is not a car's: a shop, a place to go, a film, an animal, a person's post.
VENUES = frozenset(
    "autobedrijf autohandel rijschool garagebedrijf cafe eetcafe hotel restaurant bistro pizzeria "
    "camping vakantiepark golfclub voetbalclub hockeyclub tennisclub sportclub club vereniging "
    "stichting firma bakkerij slagerij kapper kapsalon boekhandel supermarkt winkel winkelketen "
    "band popgroep koor orkest festival popfestival musical film speelfilm serie tvserie boek "
    "roman album single nummer liedje song schip boot veerboot jacht cruiseschip vliegveld "
    "luchthaven station halte dorp stad stadje gemeente eiland regio streek provincie wijk buurt "
    "hond kat poes paard pony teckel labrador stabij merrie hengst zeehond orkaan storm satelliet "
    "ruimtesonde raket discotheek nachtclub bioscoop theater museum school basisschool mascotte "
    "telefoon smartphone uitgeverij bank verzekeraar winkelier".split()
)
NAME_LINKS = frozenset(
    "del della dello di dei do dos el los las passo monte lago san santo".split()
)
# Behind a name and a comma: what it is, and no car. "de Colt, het wapen".
APPOSED = (
    frozenset(
        "wapen revolver pistool geweer explosief springstof bom planeet ster sterrenbeeld godin "
        "god rivier berg bergpas pas meer zee vulkaan drank cocktail bier wijn kaas appel dier "
        "vis vogel dans muziek boot zeilboot motorboot jas mantel trui shirt schoen schoenen "
        "horloge koffie thee parfum shampoo zanger zangeres schilder componist dichter vitamine "
        "virus sponsor kledingmerk sportmerk".split()
    )
    | VENUES
)
# The last words of a letter.
SIGN_OFFS = frozenset("mvg groet groeten groetjes gr grtjes liefs xx xxx".split())
SURNAME_LINKS = frozenset("van de der den von ten ter".split())
# Before a surname, so that a name that is else a car alone is a person.
TITLES = frozenset(
    "kapitein sergeant agent dominee pastoor paus koning koningin prins prinses graaf juf meester "
    "mevrouw meneer dhr mevr mevr. president premier minister dokter professor rechter".split()
)
# What only a firm does, so that a word that starts a sentence is its name: "Rover ging failliet".
FIRM_VERBS = frozenset(
    "wil bouwt bouwde stopt stopte denkt mikt presenteert presenteerde verkoopt verkocht ging gaat "
    "heeft had maakt maakte toont toonde lanceert lanceerde introduceert introduceerde levert "
    "leverde roept riep belooft investeert schrapt brengt bracht krijgt kreeg moet overweegt "
    "werkt meldt hoopt verwacht ontwikkelt produceert produceerde sluit sloot viert vierde komt "
    "kwam verlaagt verhoogt zegt stelt kiest koos zet zoekt verloor verliest won".split()
)
# Behind a hyphen: what is still about the car. "Golf-rijders", but not "Puma-schoenen".
CAR_TAILS = (
    "rijder",
    "rijdster",
    "bestuurder",
    "eigenaar",
    "eigenaren",
    "dealer",
    "motor",
    "koper",
    "chauffeur",
    "garage",
    "model",
    "versie",
    "familie",
    "fan",
    "liefhebber",
    "carrosserie",
    "platform",
    "achtig",
    "occasion",
    "stuur",
    "dashboard",
    "fabrikant",
    "lijn",
    "reeks",
)
LEVELS = frozenset(  # behind A1 to C2: how well one speaks a language
    "frans engels duits spaans nederlands italiaans niveau certificaat examen diploma toets cursus "
    "rijbewijs taalniveau taalbeheersing".split()
)
# Firms that own makes; a make in a list with one of them is the group.
GROUPS = frozenset("stellantis psa saic vag faw gac fca tata geely iveco bmc".split())
HOLDINGS = frozenset("geely tata gac chery dongfeng changan baic jac foton mahindra".split())
GROUP_WORDS = frozenset("groep group concern holding".split())
COMPANIONS = {  # with one of these behind it the name is something else
    name: frozenset(words.split())
    for name, words in {
        "cayman": "islands eilanden",
        "colt": "45 python",
        "delta": "force airlines air lloyd works",
        "discovery": "channel plus",
        "express": "trein pakket",
        "focus": "op groep ligt magazine",
        "galaxy": "s note tab watch phone",
        "golf": "van club baan terrein toernooi resort course",
        "master": "of class thesis",
        "matrix": "koplampen led verlichting",
        "omega": "3 vetzuren horloge seamaster",
        "partner": "in van",
        "polo": "shirt club toernooi",
        "rio": "de grande",
        "tt": "assen race races circuit weekend",
        "vision": "pro",
        "iq": "test score tests scores",
        "mini": "golf jurk rok camping",
    }.items()
}
# Near a name, what makes it another thing though an article stands before it.
THINGS_NEAR = {
    "sprinter": re.compile(
        r"\b(?:vertraging|perron|spoor\w*|trein\w*|conducteur|machinist|ns|uitgevallen|"
        r"overstap\w*|finish|sprint)\b"
    ),
    "galaxy": re.compile(
        r"\b(?:in|uit) (?:de|zijn|haar|mijn|hun|je) (?:hand|\w*zak|tas)\b|"
        r"\b(?:belde|appte|telefoon|oplader)\b"
    ),
    "mustang": re.compile(r"\b(?:\w+balwedstrijd|\w+balteam|kudde|wilde|steppe|prairie)\b"),
}
# "schoenen van Puma", "een shirt van de Avengers": what people wear has other makers.
WORN = frozenset(
    "schoenen sportschoenen sneakers sneaker shirt shirts trui truien jas jassen pet petten broek "
    "spijkerbroek trainingspak horloge zonnebril rugzak sokken jurk pak kleding".split()
)
# Before "van Ford Coppola": one is no fan of a make by its dealer's name.
ADMIRERS = frozenset("fan fans bewonderaar film films roman romans boek boeken".split())
# Before a person: "Groet, Mercedes", "president Ford".
PERSON_BEFORE = frozenset(
    "gr groet groeten groetjes mvg hoi hallo beste mevrouw meneer heer dhr mevr president acteur "
    "actrice regisseur generaal minister senator dokter professor inspecteur coach trainer zanger "
    "zangeres schrijver schrijfster sir lady oom tante broer zus neef nicht collega buurman "
    "fan lezer lezeres kunstenaar schilder gitarist drummer bassist actuaris baas eigenaar "
    "eigenares caddy presentator presentatrice voetballer wielrenner tennisser burgemeester "
    "wethouder woordvoerder woordvoerster advocaat fotograaf comedian cabaretier rapper "
    "buurvrouw vriend vriendin dochter zoon zoontje dochtertje broertje zusje".split()
)
LANDMARKS = frozenset(  # with one of these behind it a make is a building, a cup, another firm
    "band quartet trio ensemble orchestra academy nation festival records "
    "magazine university college hotel award awards airlines trail sports club prijs "
    "arena bank building center centre cup fonds foundation heavy museum ocean open park penta "
    "stadion stadium street toernooi tower villa world".split()
)
