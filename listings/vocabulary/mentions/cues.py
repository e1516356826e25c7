"""Words that tell a car from a year, a price, a road, a person: tables that a newcomer extends."""

import re

# Before a name: someone speaks of a thing. "de Golf", "een 508", "zijn Leon".
DETERMINERS = frozenset("de een deze die elke iedere geen welke zulke the a".split())
OWN = frozenset(  # these never stand before a person or a town
    "een mijn mn jouw je zijn z haar hun onze uw elke iedere geen zo zon n deze dit eigen beide "
    "twee drie vier vijf zes acht tien twaalf twintig honderden tientallen duizenden s "
    "oma opa vaders moeders".split()
)
ARTICLES = frozenset(  # right before a name with a capital
    "de deze die een mijn mn jouw je zijn z haar hun onze uw elke iedere geen".split()
)
# Adjectives as they stand between article and car; any adjective of time or size goes.
ADJECTIVES = frozenset(
    "nieuwe nieuw oude vorige huidige eerste tweede derde vierde vijfde zesde zevende achtste "
    "laatste volgende komende gewone kleine grote kleinere grotere kleinste grootste elektrische "
    "jonge gebruikte tweedehands goedkope goedkopere goedkoopste dure duurdere snelle snelste "
    "open gesloten compacte ruime zwarte witte grijze rode blauwe groene gele zilveren oranje "
    "bruine donkere gestolen geleende gehuurde fonkelnieuwe gloednieuwe splinternieuwe nette "
    "mooie mooiste fijne beste populaire bekende moderne klassieke originele vroege late eigen "
    "stoere sportieve hybride zuinige verlengde verhoogde hoge hogere lage lange korte roestige "
    "vernieuwde gefacelifte opgefriste toekomstige echte gelijke vergelijkbare ouderwetse "
    "amerikaanse duitse franse japanse koreaanse italiaanse zweedse britse engelse chinese "
    "spaanse tsjechische roemeense europese nederlandse belgische beroemde legendarische "
    "dikke vette afgeragde opgeknapte doorgeroeste aftandse degelijke luxe luxueuze "
    "crossover suv hatchback sedan stationwagon cabrio coupe model type instapper gezinsauto "
    "stadsauto terreinwagen bestelbus busje sportwagen stekkerauto deelauto leaseauto topmodel "
    "opvolger voorganger rivaal concurrent oudere jongere".split()
)
OFFERS = frozenset(  # and a colon: "Te koop: Golf"
    "koop gezocht aangeboden verkocht ruil ruilen test getest rijtest duurtest review occasion "
    "gevonden gestolen vermist inruil".split()
)
POSSESSIVES = frozenset("mijn mn jouw je zijn haar hun onze uw".split())
# Said of a model that is not the one before or after.
NEWS = frozenset(
    "nieuwe vernieuwde gefacelifte opgefriste vorige huidige gebruikte tweedehands".split()
)
# Adjectives of things that one can steal, hire or paint.
PHYSICAL = frozenset(
    "gestolen gehuurde geleende geleasede geparkeerde tweedehands gebruikte zwarte witte grijze "
    "rode blauwe groene gele zilveren zilverkleurige oranje bruine roestige afgeragde elektrische "
    "donkerblauwe donkergrijze donkergroene lichtblauwe knalrode knalgele beige paarse roze".split()
)
# Parts of words for what belongs to a car: "de kofferbak van de A3".
BELONGINGS = (
    "kofferbak",
    "kofferruimte",
    "bagageruimte",
    "dashboard",
    "motor",
    "bumper",
    "koplamp",
    "achterlicht",
    "achterbank",
    "voorstoel",
    "stuur",
    "versnelling",
    "interieur",
    "motorkap",
    "achterklep",
    "voorruit",
    "achterruit",
    "uitlaat",
    "portier",
    "velg",
    "accu",
    "bestuurder",
    "kenteken",
    "chauffeur",
    "voorganger",
    "opvolger",
    "eigenaar",
    "carrosserie",
    "koetswerk",
    "trekhaak",
    "verbruik",
    "actieradius",
    "tank",
    "wielen",
    "banden",
    "sleutel",
    "productie",
)
# Before a number that is a year, a street number, a class: never a car.
NUMBER_BEFORE = frozenset(
    "nummer nr no huisnummer kamer lijn bus tram perron artikel euro eur klasse euroklasse "
    "pagina blz bladzijde versie fase stap groep week dag jaar seizoen bouwjaar jaargang "
    "januari februari maart april mei juni juli augustus september oktober november december "
    "zomer winter voorjaar najaar lente herfst begin eind einde medio halverwege anno "
    "sinds rond omstreeks tot ruim bijna zo'n circa ca ongeveer zowat krap maximaal minimaal "
    "minstens hooguit slechts nauwelijks plus min maal keer op alle euronorm norm top "
    "snelweg autoweg rijksweg provinciale weg afrit afslag knooppunt nog".split()
)
YEAR_BEFORE = frozenset(
    "in uit van tussen tot en t m sinds per vanaf voor na over naar eind begin jaar bouwjaar "
    "bj modeljaar om medio".split()
)
# After a number: what is counted or measured. "auto's" is cut as auto + s.
UNITS = frozenset(
    "km kilometer kilometers kilo kilos kg gram ton pk kw kwh nm cc liter liters l m meter meters "
    "cm centimeter mm millimeter inch euro euros eur gulden frank franc dollar pond cent mille "
    "procent graden uur uren minuten minuut seconden seconde dagen dag weken week maanden maand "
    "jaar jaren keer maal stuks stuk exemplaren exemplaar mensen man personen bar volt ampere mg "
    "miljoen miljard duizend honderd auto autos wagens voertuigen occasions "
    "bestelauto bestelwagens "
    "elektrische nieuwe gebruikte banen medewerkers werknemers arbeiders kopers klanten dealers "
    "fabrieken bezoekers inwoners deelnemers leden lezers studenten kinderen soorten folders "
    "posters plaatsen zitplaatsen deuren deurs persoons zits cilinder cilinders versnellingen "
    "kleuren punten sterren extra rpm toeren volts watt kubieke vierkante per x "
    "geteste bekeken onderzochte verkochte eerste laatste uitvoeringen versies modellen merken "
    "landen steden generaties snellaadbeurten aandelen bestellingen ritten vluchten woningen "
    "meldingen jarige duurste goedkoopste beste procentpunt tal voudig".split()
)
COUNTED = re.compile(r"[a-z]{3,}(?:ers|isten|ingen|heden|aren|eurs|iers|tjes|jes)")  # "lezers"
# After a one-digit model: the sentence goes on about one thing. "De 5 is leuk, de 4 praktischer".
GOES_ON = frozenset(
    "is was heeft had kost kostte rijdt reed krijgt kreeg komt kwam staat stond blijft bleef biedt "
    "bood mag moet kan kon zal zou wil wordt werd doet deed gaat ging haalt haalde "
    "oogt oogde voelt "
    "zit zat heet heette won wint verkoopt verkocht deelt deelde weegt woog laadt "
    "start loopt lijkt "
    "leek neemt trekt stuurt gebruikt verbruikt meet telt scoort verdient mist maakt "
    "en of met van uit als in op voor bij tegen naast naar boven onder over om na sinds zonder "
    "die dat waarvan waarmee want maar dus ook nog niet wel nu dan toch echt weer zelf hier daar "
    "die er al sw gt gti touring cabrio coupe sedan hatchback stationwagon diesel hybride".split()
)
# "Van de 75 werden er 25.000 verkocht": the number is what is counted.
COUNTED_OF = frozenset("werden worden zijn waren rijden reden staan stonden kwamen komen".split())
# Around a letter with a digit that is a road: "op de A4 bij Leiden", "de A12 richting Utrecht".
ROAD_BEFORE = frozenset("op over langs via aan bij naar snelweg rijksweg autosnelweg".split())
ROAD_AFTER = frozenset(
    "bij richting naar tussen dicht afgesloten ter hoogte staat files file afrit knooppunt "
    "thv noord zuid oost west snelweg".split()
)
ROAD = re.compile(r"[aensr]\d{1,3}")
PAPER_BEFORE = frozenset("op half formaat papier vel velletje vellen velletjes twee drie".split())
PAPER_AFTER = frozenset("papier formaat vel velletje poster folder blad envelop schrift".split())
SHEETS = ("papier", "formaat", "vel", "poster", "folder", "blad", "envelop", "flyer", "boek")
# Before a letter with a digit that is a place: "op veld A5", "gate C3".
SPOTS = frozenset(
    "veld vak rij gate pier zaal hal stand kamer tafel plek plaats stoel poort blok bijlage "
    "perron vitamine ingang uitgang lokaal".split()
)
# Behind a name: a version, body or drive, so that the name was a car.
TRIMS = frozenset(
    "gti gtd gte gt gts r rs st sr fr sti wrx tdi tsi tfsi dci cdti hdi bluehdi puretech thp tce "
    "ecoboost vtec d i sw variant avant combi kombi break touring estate tourer sportstourer "
    "sportwagon wagon stationwagon station cabrio cabriolet coupe sedan hatchback sportback "
    "twintop "
    "allspace aircross cross crossback plus sport style life business highline comfortline "
    "trendline reference xcellence cupra limited line edition executive ambition elegance "
    "scout stepway active titanium vignale trend ghia zetec n iv ev phev hybrid hybride diesel "
    "lpg turbo 4x4 quattro 4motion 4matic xdrive syncro abarth competizione rally rally2 pro max "
    "cargo pickup crew electric elektrisch".split()
)
SMALL_TRIMS = frozenset(  # those that need no capital to be no other word
    "gti gtd tdi tsi dci hdi stationwagon station cabrio cabriolet coupe sedan "
    "hatchback combi avant "
    "diesel hybride sw 4x4 gte phev".split()
)
CAR_WORDS = frozenset(
    "auto autos wagen wagens occasion occasions rijdt reed rijden gereden rijder bestuurder "
    "bestuurster automobilist dealer dealers autobedrijf garage motor diesel benzine elektrisch "
    "elektrische hybride kenteken bumper kofferbak bagageruimte achterbank koplampen stationwagon "
    "hatchback sedan cabrio suv crossover kilometerstand parkeerde geparkeerd botste botsing "
    "showroom proefrit testrit leaseauto lease inruil apk bouwjaar pk versnellingsbak automaat "
    "verbruik actieradius laadpaal chassis carrosserie koetswerk cilinder turbo wegligging "
    "tweedehands huurauto huurden verhuurder vluchtauto snelweg distributieriem inparkeren "
    "parkeert zitplaatsen zevenzitter vierdeurs vijfdeurs stuurt tankt tanken "
    "occasionsite deelauto "
    "teller kilometerteller tellerstand vraagprijs dashboard kofferruimte trekhaak wielen velgen "
    "koppeling uitlaat stuurwiel viercilinder zescilinder topsnelheid wagenpark automerk "
    "bijtelling "
    "wegenbelasting wegenwacht autotest motorkap spatbord voorruit achterruit buitenspiegel "
    "gaspedaal rem brandstof autofabrikant inzittenden aanrijding oprit parkeergarage opgeladen "
    "snellader snelladen remmen roest koplamp startte startmotor accu rijbereik laadt".split()
)
# Parts of words that only texts about cars have.
CAR_PARTS = (
    "rijder",
    "lease",
    "garage",
    "dealer",
    "autofab",
    "automerk",
    "automobil",
    "occasion",
    "benzin",
    "facelift",
    "bumper",
    "koplamp",
    "achterbank",
    "kofferbak",
    "stationwagon",
    "cabrio",
    "botspr",
    "rijtest",
    "testrit",
    "kilometerstand",
    "parkeer",
    "apk",
    "stekkera",
    "laadpa",
    "snelweg",
)
# Between two names of one list: "208, 308 en 508", "C1/107", "Leon of de Golf".
LIST = re.compile(
    r"(?:['’]s)?\s*(?:[,/&+;]|\((?:de )?|[–-]|\b(?:en|of|als|dan|tot|noch|tegen|versus|vs|naast|"
    r"met|naar|and)\b\.?)\s*(?:(?:en|of|ook|dan|zijn)\s+)?(?:(?:de|het|een|zijn|nieuwe|oude|eerste|vorige|"
    r"gewone|kleine|grote|elektrische)\s+){0,3}",
)
PLAIN_LIST = re.compile(r"(?:['’]s)?\s*(?:[,/&]|\ben\b|\bof\b)\s*(?:(?:en|of)\s+)?(?:de\s+)?")
YEARS = range(1950, 2036)
COMPARES = frozenset("dan als of en tegen tegenover met zoals naast merk type model".split())
PARTICIPLE = re.compile(r"(?:af|weg|op|uit)?ge[a-z]{3,}(?:t|d|en)")
ROAD_LIST = re.compile(r"(?:,| en| of)(?: de)? ([ANER]\d{1,3})\b")
ROAD_LEAD = re.compile(
    r"\b(?:\w*baan|afrit|oprit|knooppunt|vluchtstrook|berm|snelweg|langs) (?:van |op )?(?:de )?$"
)
ROAD_NEWS = re.compile(r"\b(?:dicht|afgesloten|files?|gestremd)\b")
# Words that lead to a car which a text only compares with, looks back at, or puts first.
COMPARING = frozenset(
    "dan tegenover tegen rivaal rivalen concurrent concurrenten concurrentie "
    "alternatief vergeleken "
    "vergelijken vergelijkbaar opzichte lijkt net zoals naast plaats verwar gewone deelt basis "
    "afgeleid verwant buitenbeentje liever kiezen kiest alternatieven tegenstander kruising".split()
)
LOOKING_BACK = frozenset(
    "opvolger voorganger vervangt vervangen vervanger vorige oude vroegere destijds nazaat".split()
)
FIRST_RANKED = frozenset(
    "bovenaan winnaar winnares wint won koploper favoriet aanvoerder bestseller testwinnaar "
    "duidelijkste".split()
)
