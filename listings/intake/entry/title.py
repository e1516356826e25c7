"""A dealer's title as facts for the form."""

from collections.abc import Iterator
from typing import Any

from listings.intake.entry.told import Source, Told
from listings.models.listing import KW_TO_PK
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.facts import Fact
from listings.vocabulary.titles import TitleReading, title_reader

AS_READ = ("body", "fuel", "transmission", "power_kw", "battery_soh_percent", "doors", "seats")
# Whose words, in the title's order, make the version: "1.6 PHEV GT", "320i M Sport".
VERSION = ("engine_litres", "trim")
ENGINE_RULES = ("engine-name", "type-code")
LONGEST_VERSION = 120


def told_by_title(title: str, dictionary: Dictionary) -> list[Told]:
    """What the form learns from a title, in the title's order."""
    reading = title_reader(dictionary).read(title)
    found = [told for fact in reading.facts for told in _told(fact, reading, dictionary)]
    version = _version(reading)
    return [*found, version] if version else found


def _told(fact: Fact, reading: TitleReading, dictionary: Dictionary) -> Iterator[Told]:
    def told(field: str, value: Any, *, rough: bool = False) -> Told:
        return Told(field, value, Source.TITLE, fact.text, fact.start, fact.end, is_rough=rough)

    match fact.field:
        case "make":
            yield told("make", dictionary.make_by_slug[fact.value].id)
        case "model":
            yield told("model", dictionary.model_by_word[fact.value].id)
        case "option":
            yield told("option", dictionary.option_by_slug[fact.value].id)
        case "engine_litres":
            yield told("engine_cc", round(1000 * fact.value), rough=True)
        case "power_hp" if reading.first("power_kw") is None:
            yield told("power_kw", round(fact.value / float(KW_TO_PK)))
        case "generation":
            yield from _generation(fact, reading, dictionary, told)
        case name if name in AS_READ:
            yield told(name, fact.value)


def _generation(
    fact: Fact, reading: TitleReading, dictionary: Dictionary, told: Any
) -> Iterator[Told]:
    model = reading.first("model")
    generations = dictionary.model_by_word[model.value].generations if model else ()
    for generation in generations:
        if fact.value in {generation.name, generation.code}:
            yield told("generation", generation.id)
            return


def _version(reading: TitleReading) -> Told | None:
    """Engine and trim as the dealer wrote them; a piece that stands within another is said once."""
    pieces: list[Fact] = []
    for fact in reading.facts:
        is_part = fact.field in VERSION or (
            fact.rule in ENGINE_RULES and fact.field in {"fuel", "engine_litres"}
        )
        if is_part and (not pieces or fact.start >= pieces[-1].end):
            pieces.append(fact)
    text = " ".join(piece.text for piece in pieces)[:LONGEST_VERSION].strip()
    if not text:
        return None
    return Told("version", text, Source.TITLE, text, pieces[0].start, pieces[-1].end)
