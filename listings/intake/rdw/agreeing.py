"""Whether what a seller says and what RDW says is the same thing in two ways of speaking."""

from datetime import date
from typing import Any

from listings.choices import Body, Colour
from listings.intake.rdw.facts import RdwFact
from listings.intake.rdw.words import BODIES, BODY_CODES
from listings.vocabulary.folding import folded

# What the register says in a coarser word: silver is GRIJS to it, an SUV a stationwagen.
NO_WORD_FOR = (Colour.SILVER, Colour.GOLD, Body.SUV)
# It counts doors with or without the tailgate.
ONE_AND_THE_SAME: dict[str, tuple[set[Any], ...]] = {
    "colour": ({Colour.GREY, Colour.SILVER}, {Colour.YELLOW, Colour.BEIGE, Colour.GOLD}),
    "doors": ({2, 3}, {4, 5}),
}
# How far two figures of one car lie apart: rounded horsepower, litres for cubic centimetres,
# a kerb weight with other wheels.
ROUGHLY = {"power_kw": 2, "engine_cc": 60, "weight_kg": 60, "co2_g_km": 2, "range_km": 15}


def agrees(fact: RdwFact, value: Any) -> bool:
    """Whether ``value``, of the same field and in its form, does not contradict the fact."""
    told = fact.value
    if value == told or any({value, told} <= same for same in ONE_AND_THE_SAME.get(fact.field, ())):
        return True
    if fact.field == "body":
        return value in BODIES.get(BODY_CODES.get(folded(fact.text), folded(fact.text)), ())
    if isinstance(told, date) and isinstance(value, date):
        return (told.year, told.month) == (value.year, value.month)
    is_near = fact.field in ROUGHLY and isinstance(value, int)
    return is_near and abs(value - told) <= ROUGHLY[fact.field]
