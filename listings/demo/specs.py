"""What a car measures and what its papers say: doors, weights, CO2, owners, APK, battery."""

from datetime import date, timedelta
from decimal import Decimal

from listings.choices import Body, Fuel
from listings.demo.car import DemoCar

# Kerb weight in kg of a petrol car by segment.
KERB_KG = {
    "mini": 930, "small": 1_120, "compact": 1_310, "mid": 1_480, "upper": 1_690, "luxury": 1_950,
    "suv_small": 1_260, "suv_compact": 1_450, "suv_mid": 1_700, "suv_large": 2_150,
    "mpv_small": 1_290, "mpv": 1_480, "mpv_large": 1_800, "sports": 1_380, "roadster": 1_180,
    "supercar": 1_450, "van_small": 1_390, "van_mid": 1_750, "van_large": 2_050, "pickup": 2_000,
}  # fmt: skip
THREE_SEATERS = {"van_mid", "van_large"}
SEVEN_SEATERS = {
    ("peugeot", "5008"), ("volkswagen", "touran"), ("volkswagen", "sharan"), ("dacia", "jogger"),
    ("dacia", "lodgy"), ("seat", "alhambra"), ("ford", "galaxy"), ("ford", "s-max"),
    ("opel", "zafira"), ("skoda", "kodiaq"), ("volvo", "xc90"), ("seat", "tarraco"),
    ("kia", "sorento"), ("hyundai", "santa-fe"), ("bmw", "2-serie-gran-tourer"),
    ("toyota", "prius-plus"), ("toyota", "verso"), ("kia", "carens"), ("kia", "ev9"),
    ("audi", "q7"), ("chrysler", "voyager"), ("volkswagen", "multivan"), ("mercedes-benz", "glb"),
}  # fmt: skip
TWO_SEATERS = {
    "mx-5", "fortwo", "mr2", "boxster", "cayman", "slk", "slc", "z4", "350z", "370z", "copen",
    "seven", "elise", "d8", "plus-4", "ami", "twizy", "cr-z", "124-spider", "corvette", "a110",
    "r8", "spider", "f-type",
}  # fmt: skip
FIVE_DOOR = {Body.HATCHBACK, Body.ESTATE, Body.SUV, Body.MPV}
# g/km of CO2 that a kilogram of kerb weight and a kW cost, WLTP, for petrol.
CO2_PER_KG, CO2_PER_KW = 0.062, 0.33
SOH_METHODS = ["Aviloo Premium", "Aviloo Flash", "Moba", "uitlezing merkdealer", "uitlezing OBD"]


def give_specs(car: DemoCar) -> None:
    """Doors, seats, weights and CO2; an older ad leaves some of them out."""
    car.doors, car.seats = _doors(car), _seats(car)
    car.weight_kg = _weight(car)
    car.towing_kg = _towing(car)
    car.co2_g_km = _co2(car)
    car.range_km = car.engine.range_km
    _forget_some(car)


def give_papers(car: DemoCar) -> None:
    """Owners, APK, VAT, damage and the battery's report; needs seller and mileage."""
    rng = car.rng
    most = 1 if car.age < 3 else 2 if car.age < 6 else 4
    car.previous_owners = min(rng.choices([1, 2, 3, 4], [10, 7, 3, 1])[0], most)
    if rng.random() < 0.15:
        car.previous_owners = None
    car.model_year = _model_year(car)
    car.apk_until = _apk_until(car)
    vat_chance = (0.85 if car.body == Body.VAN else 0.35) if car.age < 6 else 0.04
    car.vat_deductible = car.is_from_dealer and rng.random() < vat_chance
    car.is_damaged = car.age > 1 and rng.random() < 0.012
    if car.fuel == Fuel.ELECTRIC:
        _measure_battery(car)


def _doors(car: DemoCar) -> int:
    if car.body in FIVE_DOOR:
        small = car.line.segment in {"mini", "small"} and car.body == Body.HATCHBACK
        three = car.line.slug in {"500", "fortwo", "adam", "hatch", "a110", "c2", "c30", "twingo"}
        three = three and not (car.line.slug == "twingo" and car.year >= 2014)
        return 3 if three or (small and car.year < 2017 and car.rng.random() < 0.35) else 5
    if car.body in {Body.COUPE, Body.CONVERTIBLE}:
        return 2
    return 4


def _seats(car: DemoCar) -> int:
    if car.body in {Body.VAN, Body.PICKUP}:
        if car.body == Body.PICKUP:
            return 5
        return 3 if car.line.segment in THREE_SEATERS else 2
    if car.line.slug in TWO_SEATERS:
        return 2
    if car.body in {Body.MPV, Body.SUV} and car.line.key in SEVEN_SEATERS:
        return car.rng.choices([5, 7], [3, 7])[0]
    if car.line.segment in {"mpv_large", "van_mid"}:
        return car.rng.choice([7, 8, 9])
    four = car.body in {Body.COUPE, Body.CONVERTIBLE} or car.line.segment == "mini"
    return 4 if four else 5


def _weight(car: DemoCar) -> int:
    kg = KERB_KG[car.line.segment] * (1 + (car.engine.kw - 85) / 1_400)
    kg += {Fuel.DIESEL: 70, Fuel.PHEV: 230, Fuel.HYBRID: 60, Fuel.CNG: 110}.get(Fuel(car.fuel), 0)
    kg += 45 if car.body in {Body.ESTATE, Body.CONVERTIBLE} else 0
    kg += (car.engine.battery_kwh or 0) * 5.2 if car.fuel == Fuel.ELECTRIC else 0
    kg -= max(2012 - car.year, 0) * 9
    return round(max(kg, 480) + car.rng.uniform(-25, 25))


def _towing(car: DemoCar) -> int | None:
    if car.line.segment in {"supercar", "roadster"} or car.weight_kg is None:
        return None
    share = {Fuel.DIESEL: 1.15, Fuel.ELECTRIC: 0.5, Fuel.PHEV: 0.85, Fuel.HYBRID: 0.6}
    kg = car.weight_kg * share.get(Fuel(car.fuel), 0.9)
    return round(min(max(kg, 400), 3_500) / 50) * 50 if car.line.segment != "mini" else None


def _co2(car: DemoCar) -> int:
    if car.fuel in {Fuel.ELECTRIC, Fuel.HYDROGEN}:
        return 0
    grams = (car.weight_kg or 1_300) * CO2_PER_KG + car.engine.kw * CO2_PER_KW + 18
    grams *= {Fuel.DIESEL: 0.93, Fuel.HYBRID: 0.78, Fuel.PHEV: 0.24}.get(Fuel(car.fuel), 1.0)
    return round(grams * (1 + max(2018 - car.year, 0) * 0.012))


def _forget_some(car: DemoCar) -> None:
    """Dealers do not fill in everything."""
    for name, chance in (("towing_kg", 0.3), ("co2_g_km", 0.2), ("weight_kg", 0.12)):
        if car.rng.random() < chance:
            setattr(car, name, None)


def _model_year(car: DemoCar) -> int | None:
    """Few sellers tell it; from September on the next year's models are registered."""
    if car.rng.random() > 0.3:
        return None
    next_years = car.first_registration.month >= 9 and car.rng.random() < 0.4
    return car.year + (1 if next_years else 0)


def _apk_until(car: DemoCar) -> date | None:
    """First after four years (diesel three), then every two, from eight years on every year."""
    first = 3 if car.fuel == Fuel.DIESEL else 4
    if car.age < first:
        return _years_later(car.first_registration, first)
    if car.rng.random() < 0.06:
        return None
    longest = 700 if car.age < 8 else 364
    return car.today + timedelta(days=car.rng.randint(10, longest))


def _years_later(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28))


def _measure_battery(car: DemoCar) -> None:
    """State of health falls by age and use; fewer than half of the sellers measured it."""
    if car.age < 0.7 or car.rng.random() > 0.5:
        return
    percent = 100.5 - 1.35 * car.age - car.mileage_km / 42_000 + car.rng.gauss(0, 1.4)
    digits = car.rng.choice(["1", "0.1", "0.01"])
    car.soh_percent = Decimal(str(min(max(percent, 66.0), 100.0))).quantize(Decimal(digits))
    car.soh_method = car.rng.choice(SOH_METHODS)
    car.soh_date = car.today - timedelta(days=car.rng.randint(62, 150))
    if car.soh_date <= car.first_registration:
        car.soh_percent, car.soh_method, car.soh_date = None, "", None
