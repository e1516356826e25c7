"""The tables behind the title reader: trims, dealers' abbreviations and words that say nothing."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from listings.vocabulary.data_files import FOLDER
from listings.vocabulary.lines import read_lines
from listings.vocabulary.phrases import Phrases


@dataclass(frozen=True, slots=True)
class TrimName:
    """A trim level. ``alone``: its make is known for it, so it is one wherever it stands."""

    name: str
    makes: tuple[str, ...]  # slugs; empty: any make
    alone: bool


@dataclass(frozen=True, slots=True)
class TitleWord:
    """What an abbreviation means in a title: an option's slug, or a body's code."""

    makes: tuple[str, ...]
    capitals: bool  # only when it is written in capitals: "PA" is not "pa"
    value: str


@cache
def trim_names() -> Phrases[TrimName]:
    """Every name of trims.csv."""
    names: Phrases[TrimName] = Phrases(())
    for line in read_lines(FOLDER / "trims.csv", ["makes", "names", "alone"]):
        makes, alone = line.names("makes"), line.flag("alone")
        for name in line.names("names"):
            names.add(name, TrimName(name, makes, alone))
    return names


@cache
def title_words(field: Literal["body", "option"]) -> Phrases[TitleWord]:
    """The names of title_words.csv that mean an option, or a body."""
    names: Phrases[TitleWord] = Phrases(())
    header = ["makes", "names", "capitals", "field", "value"]
    for line in read_lines(FOLDER / "title_words.csv", header):
        if line.one_of("field", ("body", "option")) != field:
            continue
        word = TitleWord(line.names("makes"), line.flag("capitals"), line.slug("value"))
        for name in line.names("names"):
            names.add(name, word)
    return names


@cache
def fillers() -> Phrases[str]:
    """Words of fillers.csv: dealers' talk and technical words that are no trim; by kind."""
    names: Phrases[str] = Phrases(())
    for line in read_lines(FOLDER / "fillers.csv", ["kind", "names"]):
        for name in line.names("names"):
            names.add(name, line.cells["kind"])
    return names
