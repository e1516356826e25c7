"""Which drivetrains a model had in a year: from the table, or a plain one by size of car."""

import random
from functools import cache

from listings.choices import Fuel
from listings.demo.catalogue import CarLine
from listings.demo.tables import Engine, engines

# Litres and kW of a middling petrol engine by segment, for makes that the table leaves out.
PLAIN = {
    "mini": (1.0, 51), "small": (1.2, 62), "compact": (1.6, 88), "mid": (1.8, 110),
    "upper": (2.5, 140), "luxury": (4.4, 260), "suv_small": (1.4, 88), "suv_compact": (1.6, 103),
    "suv_mid": (2.0, 125), "suv_large": (3.0, 195), "mpv_small": (1.4, 70), "mpv": (1.6, 85),
    "mpv_large": (2.0, 110), "sports": (2.7, 170), "roadster": (2.0, 115), "supercar": (4.5, 380),
    "van_small": (1.4, 66), "van_mid": (2.0, 92), "van_large": (2.3, 105), "pickup": (2.4, 120),
}  # fmt: skip
# kWh, WLTP range in km and kW of a middling electric car by segment.
PLAIN_ELECTRIC = {
    "mini": (32, 230, 60), "small": (45, 320, 85), "compact": (58, 410, 125),
    "mid": (75, 500, 170), "upper": (90, 530, 220), "luxury": (100, 560, 300),
    "suv_small": (50, 330, 105), "suv_compact": (62, 410, 150), "suv_mid": (77, 470, 180),
    "suv_large": (95, 460, 260), "mpv": (50, 300, 100), "mpv_large": (75, 350, 130),
}  # fmt: skip
FIRST_YEAR = {Fuel.ELECTRIC: 2011, Fuel.PHEV: 2012, Fuel.HYBRID: 2004, Fuel.HYDROGEN: 2016}
AUTOMATIC_FUELS = {Fuel.ELECTRIC, Fuel.HYBRID, Fuel.PHEV, Fuel.HYDROGEN}


@cache
def fuels_of(line: CarLine, year: int) -> list[str]:
    """The fuels that the model could be had with, in the catalogue's order."""
    return [fuel for fuel in line.fuels if candidates(line, fuel, year)]


def pick_engine(line: CarLine, fuel: str, year: int, rng: random.Random) -> Engine:
    return rng.choice(candidates(line, fuel, year))


@cache
def candidates(line: CarLine, fuel: str, year: int) -> list[Engine]:
    """The table's engines of that model, fuel and year; a plain one where it leaves a model out."""
    named = engines().get(line.key)
    if named:
        return [row for row in named if row.fuel == fuel and row.year_from <= year <= row.year_to]
    too_early = year < FIRST_YEAR.get(Fuel(fuel), 0)
    return [] if too_early else [_plain(line, fuel)]


def _plain(line: CarLine, fuel: str) -> Engine:
    if fuel == Fuel.ELECTRIC:
        kwh, reach, kw = PLAIN_ELECTRIC.get(line.segment, (60, 380, 130))
        name = f"{kwh} kWh"
        return Engine(fuel, name, None, kw, "a", battery_kwh=kwh, range_km=reach)
    litres, kw = PLAIN[line.segment]
    word = {Fuel.DIESEL: " D", Fuel.HYBRID: " Hybrid", Fuel.PHEV: " PHEV"}.get(Fuel(fuel), "")
    gearbox = "a" if fuel in AUTOMATIC_FUELS or kw > 150 else "b" if kw > 80 else "m"
    extra = 1.4 if fuel == Fuel.PHEV else 1.0
    return Engine(fuel, f"{litres}{word}", round(litres * 1000) - 4, round(kw * extra), gearbox)
