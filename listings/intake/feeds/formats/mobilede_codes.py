"""mobile.de's words for describing an ad, and ours for them; its colours are English names."""

from listings.models import FeedWord

Field = FeedWord.Field
CODES: dict[str, dict[str, str]] = {
    Field.MAKE: {"VW": "volkswagen"},
    Field.BODY: {
        "Cabrio": "convertible", "EstateCar": "estate", "Limousine": "sedan", "OffRoad": "suv",
        "SmallCar": "hatchback", "SportsCar": "coupe", "Van": "mpv", "OtherCar": "",
    },
    Field.FUEL: {
        "PETROL": "petrol", "DIESEL": "diesel", "ELECTRICITY": "electric", "HYBRID": "hybrid",
        "HYBRID_DIESEL": "hybrid", "HYBRID_PLUGIN": "phev", "PLUGIN_HYBRID": "phev",
        "LPG": "lpg", "CNG": "cng", "ETHANOL": "petrol", "HYDROGENIUM": "hydrogen", "OTHER": "",
    },
    Field.TRANSMISSION: {
        "MANUAL_GEAR": "manual", "AUTOMATIC_GEAR": "automatic", "SEMIAUTOMATIC_GEAR": "automatic",
    },
    # Values of fields that name one of several kinds; what is empty is no option to a buyer here.
    Field.OPTION: {
        "AUTOMATIC_CLIMATISATION": "climate-control",
        "AUTOMATIC_CLIMATISATION_2_ZONES": "climate-control",
        "AUTOMATIC_CLIMATISATION_3_ZONES": "climate-control",
        "AUTOMATIC_CLIMATISATION_4_ZONES": "climate-control",
        "MANUAL_CLIMATISATION": "airco", "NO_CLIMATISATION": "",
        "FRONT_SENSORS": "parkeersensoren", "REAR_SENSORS": "parkeersensoren",
        "REAR_VIEW_CAM": "achteruitrijcamera", "CAM_360_DEGREES": "360-gradencamera",
        "AUTOMATIC_PARKING": "parkeerassistent", "REAR_TRAFFIC_ALERT": "kruisend-verkeer",
        "CRUISE_CONTROL": "cruise-control",
        "ADAPTIVE_CRUISE_CONTROL": "adaptieve-cruise-control",
        "TRAILER_COUPLING_FIX": "trekhaak", "TRAILER_COUPLING_DETACHABLE": "trekhaak",
        "TRAILER_COUPLING_SWIVELING": "trekhaak", "TRAILER_COUPLING_PREPARATION": "",
        "FIX": "trekhaak", "DETACHABLE": "trekhaak", "SWIVELING": "trekhaak",
        "LED_HEADLIGHTS": "led-verlichting", "LASER_HEADLIGHTS": "matrix-led",
        "XENON_HEADLIGHTS": "xenonverlichting", "BI_XENON_HEADLIGHTS": "xenonverlichting",
        "HALOGEN_HEADLIGHTS": "", "ADAPTIVE_BENDING_LIGHTS": "bochtverlichting",
        "BENDING_LIGHTS": "bochtverlichting", "LEATHER": "lederen-bekleding",
        "PARTIAL_LEATHER": "half-leder", "ALCANTARA": "half-leder", "FABRIC": "", "VELOUR": "",
        "OTHER_INTERIOR_TYPE": "", "ALL_WHEEL": "vierwielaandrijving", "FRONT": "", "REAR": "",
    },
}  # fmt: skip
# Fields whose value, or each of whose values, is a word of the table above.
KINDS = (
    *("climatisation", "parkingAssistants", "speedControl", "trailerCouplingType", "headlightType"),
    *("bendingLightsType", "interiorType", "driveType", "drivetrain"),
)
FLAGS = {
    "abs": "abs", "esp": "esp", "alarmSystem": "alarm", "bluetooth": "bluetooth",
    "carplay": "apple-carplay", "androidAuto": "android-auto", "isofix": "isofix",
    "navigationSystem": "navigatie", "electricHeatedSeats": "stoelverwarming",
    "electricHeatedRearSeats": "stoelverwarming-achter", "ventilatedSeats": "stoelventilatie",
    "massageSeats": "massagestoelen", "memorySeats": "stoelgeheugen",
    "electricAdjustableSeats": "elektrische-stoelen", "sportSeats": "sportstoelen",
    "lumbarSupport": "lendensteun", "armRest": "armsteun", "sunroof": "schuifdak",
    "panoramicGlassRoof": "panoramadak", "panoramicRoof": "panoramadak",
    "centralLocking": "centrale-vergrendeling", "keylessEntry": "keyless",
    "electricWindows": "elektrische-ramen", "electricExteriorMirrors": "elektrische-spiegels",
    "foldingExteriorMirrors": "inklapbare-spiegels", "heatedWindshield": "voorruitverwarming",
    "heatedSteeringWheel": "stuurverwarming", "leatherSteeringWheel": "lederen-stuurwiel",
    "multifunctionalWheel": "stuurbediening", "powerAssistedSteering": "stuurbekrachtiging",
    "paddleShifters": "schakelflippers", "electricTailgate": "elektrische-achterklep",
    "tintedWindows": "getint-glas", "roofRails": "dakrails", "alloyWheels": "lichtmetalen-velgen",
    "winterTires": "winterbanden", "allSeasonTires": "winterbanden",
    "hasAllSeasonTires": "winterbanden", "headUpDisplay": "head-up-display",
    "handsFreePhoneSystem": "telefoonintegratie", "wirelessCharging": "draadloos-laden",
    "voiceControl": "spraakbediening", "digitalCockpit": "digitaal-dashboard",
    "soundSystem": "premium-audio", "lightSensor": "lichtsensor",
    "automaticRainSensor": "regensensor", "frontFogLights": "mistlampen",
    "glareFreeHighBeam": "matrix-led", "highBeamAssist": "grootlichtassistent",
    "collisionAvoidance": "noodremassistent", "distanceWarningSystem": "botswaarschuwing",
    "laneDepartureWarning": "rijstrookassistent", "blindSpotMonitor": "dodehoekdetectie",
    "trafficSignRecognition": "verkeersbordherkenning", "speedLimiter": "snelheidsbegrenzer",
    "fatigueWarningSystem": "vermoeidheidsherkenning", "nightVision": "nachtzicht",
    "tirePressureMonitoring": "bandenspanningscontrole", "hillStartAssist": "hellingassistent",
    "startStopSystem": "start-stop", "airSuspension": "luchtvering",
    "auxiliaryHeating": "standkachel", "skiBag": "skiluik", "slidingDoor": "schuifdeur",
    "autoDimmingInteriorMirror": "dimmende-binnenspiegel",
    "fullServiceHistory": "onderhoudshistorie", "warranty": "garantie",
    "nonSmokerVehicle": "rookvrij",
}  # fmt: skip
DOORS = {"TWO_OR_THREE": 3, "FOUR_OR_FIVE": 5, "SIX_OR_SEVEN": 7}
