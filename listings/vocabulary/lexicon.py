"""The dictionary compiled for reading: every name of every kind, ready to be found in a text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeVar

from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.near import Near
from listings.vocabulary.phrases import Phrases
from listings.vocabulary.terms import MakeTerm, ModelTerm, OptionTerm, TownTerm, Word
from listings.vocabulary.tokens import words_in
from listings.vocabulary.words import WordList


class _Named(Protocol):
    @property
    def names(self) -> tuple[str, ...]: ...


Named = TypeVar("Named", bound=_Named)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The names of a dictionary. What staff hid is not read."""

    dictionary: Dictionary
    makes: Phrases[MakeTerm]
    models: Phrases[ModelTerm]
    models_of: Mapping[int, Phrases[ModelTerm]]  # by make id: what "3" means beside Mazda
    words: Mapping[str, Phrases[Word]]  # by kind: body, fuel, transmission, colour
    options: Phrases[OptionTerm]
    towns: Phrases[TownTerm]
    near: Near  # folded names of makes and models that are one word


class _OfMakes(dict[int, Phrases[ModelTerm]]):
    """A make's models, compiled when a text first names the make: few are ever named."""

    def __init__(self, known: Dictionary) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, make_id: int) -> Phrases[ModelTerm]:
        made = self[make_id] = _phrases(self._known.models_of(self._known.make_by_id[make_id]))
        return made


@lru_cache(maxsize=2)
def lexicon(dictionary: Dictionary) -> Lexicon:
    """Compiled once for each dictionary: tens of milliseconds for the whole catalogue."""
    models = dictionary.models
    return Lexicon(
        dictionary=dictionary,
        makes=_phrases(dictionary.makes),
        models=_phrases(models),
        models_of=_OfMakes(dictionary),
        words={
            "body": _phrases(dictionary.bodies),
            "fuel": _phrases(dictionary.fuels),
            "transmission": _phrases(dictionary.transmissions),
            "colour": _phrases(dictionary.colours),
        },
        options=_phrases(dictionary.options),
        towns=_phrases(dictionary.towns),
        near=_near([*dictionary.makes, *models]),
    )


def _phrases(terms: "Iterable[Named] | WordList") -> Phrases[Named]:
    return Phrases((name, term) for term in terms for name in term.names)  # type: ignore[misc]


def _near(terms: "list[MakeTerm | ModelTerm]") -> Near:
    spelt = (words_in(name).folded for term in terms for name in term.names)
    return Near(words[0] for words in spelt if len(words) == 1 and words[0].isalpha())
