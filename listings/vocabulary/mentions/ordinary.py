"""Names that also mean something else: what `data/ordinary.csv` says of them."""

import csv
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from listings.vocabulary.data_files import FOLDER


class Kind(StrEnum):
    """What else a name is, which decides what must stand beside it before it is a car."""

    PLAIN = ""  # nothing else: a car wherever it stands
    WORD = "word"  # golf, spring: never without a capital
    PERSON = "person"  # Leon, Mercedes: also with a capital
    PLACE = "place"  # Ibiza, Toledo
    REGION = "region"  # the Taunus: also with an article
    THING = "thing"  # Galaxy, Discovery: other makers' names
    WEAK = "weak"  # too common or too rare to be read unless its make is in the text
    NAME = "name"  # a first name that is no car, for telling persons apart
    BEHIND = "behind"  # quattro, cabrio: read only right behind its make
    CODE = "code"  # a letter and a digit (A4, C3): roads and paper too
    NUMBER = "number"  # 508, 3, 2008
    TYPE = "type"  # 320d, E 220 d


@cache
def ordinary() -> Mapping[str, Kind]:
    """Name (plain, lower case) → what else it is."""
    with (FOLDER / "ordinary.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["name"]: Kind(row["kind"]) for row in csv.DictReader(file)})


@cache
def given_names() -> frozenset[str]:
    """First names that are no car: Louis, Henry."""
    return frozenset(name for name, kind in ordinary().items() if kind is Kind.NAME)


@cache
def first_names() -> frozenset[str]:
    return frozenset(
        name for name, kind in ordinary().items() if kind in {Kind.NAME, Kind.PERSON}
    ) - {"ford", "mercedes", "opel", "porsche", "ferrari", "bugatti", "octavia", "dacia"}
