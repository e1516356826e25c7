"""Plates for the demo's cars: of the pattern of their year, and such as RDW never gives out."""

import random
from datetime import date, timedelta
from itertools import repeat

from listings.choices import Body
from listings.demo.car import DemoCar
from listings.plates import normal

# From which day on RDW gave out which pattern to cars; earlier ones have the first.
PATTERNS = (
    (date(1951, 1, 3), "XX-99-99"), (date(1965, 10, 1), "99-99-XX"),
    (date(1973, 9, 3), "99-XX-99"), (date(1978, 9, 25), "XX-99-XX"),
    (date(1991, 9, 3), "XX-XX-99"), (date(1999, 6, 10), "99-XX-XX"),
    (date(2008, 5, 19), "99-XXX-9"), (date(2013, 3, 5), "9-XXX-99"),
    (date(2015, 3, 30), "XX-999-X"), (date(2019, 8, 19), "X-999-XX"),
    (date(2024, 6, 4), "XXX-99-X"),
)  # fmt: skip
LETTERS = "GHJKLNPRSTXZ"  # that cars have
VAN_LETTER = "V"  # with which those of light vans begin
# RDW uses neither letter, so that an invented plate is nobody's; each has one of them.
NOBODYS = "CQ"
SPREAD = 7_368_787  # a prime: neighbours in the stock get plates far apart, none twice
TOLD_CHANCE = 0.88  # of the sellers who tell the plate


def give_plate(car: DemoCar) -> None:
    """When the car was registered here, and its plate unless its seller keeps that to himself."""
    # A generator of its own: what a car says otherwise stays as it was.
    rng = random.Random(f"plate/{car.index}")
    car.named_here = car.first_registration
    if car.is_import:
        later = car.first_registration + timedelta(days=rng.randint(180, 1_800))
        car.named_here = min(later, car.today)
    if rng.random() < TOLD_CHANCE:
        plate = plate_of(car.named_here, car.index, is_van=car.body == Body.VAN)
        car.license_plate = normal(plate)


def plate_of(day: date, index: int, *, is_van: bool = False) -> str:
    """A plate of the pattern of that day, with dashes; another index gives another plate."""
    pattern = next((one for start, one in reversed(PATTERNS) if day >= start), PATTERNS[0][1])
    number = (index + 1) * SPREAD
    free = pattern.count("X") - is_van
    number, place = divmod(number, free)
    number, which = divmod(number, len(NOBODYS))
    letters = [VAN_LETTER] * is_van
    for letter in range(free):
        if letter == place:
            letters.append(NOBODYS[which])
        else:
            number, sign = divmod(number, len(LETTERS))
            letters.append(LETTERS[sign])
    digits = f"{number % 10 ** pattern.count('9'):0{pattern.count('9')}}"
    signs = {"X": iter(letters), "9": iter(digits), "-": repeat("-")}
    return "".join(next(signs[sign]) for sign in pattern)
