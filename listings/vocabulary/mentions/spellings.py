"""How names are spelt: in one piece or more, in the plural, without the version behind them."""

import re
from collections.abc import Iterable, Iterator, Set
from itertools import product

from listings.vocabulary.mentions.cues import TRIMS
from listings.vocabulary.mentions.cut import cased, plain
from listings.vocabulary.terms import GenerationTerm, MakeTerm, ModelTerm

_RUNS = re.compile(r"\d+|[^\W\d_]+[+#]?|[+#]\d*")
_MOST_RUNS = 4  # names of more parts are known as written and in one word
# Words that end an alias without belonging to the name of the car in a text.
OUTSIDE = TRIMS - {"cross", "plus", "maxi", "max", "sport", "sports", "van"} | frozenset(
    "iv quattro country outback rx4 phev hybrid hybride stepway combi tepee electric ev s se e d "
    "citycarver allstreet pickup elettrica ibrida extreme classic rxh raptor wildtrak evo".split()
)
OUTSIDE_PAIRS = frozenset(
    [("e", "tech"), ("pick", "up"), ("plug", "in"), ("e", "hybrid"), ("cross", "country")]
)
ROMAN = {name: str(i) for i, name in enumerate("i ii iii iv v vi vii viii ix".split(), start=1)}


def generation_words(model: ModelTerm) -> dict[str, GenerationTerm]:
    """How each generation is written behind the name: VII, 7, AU."""
    known: dict[str, GenerationTerm] = {}
    for generation in model.generations:
        name = generation.name.lower()
        for word in (name, ROMAN.get(name, name), *generation.code.lower().split("/")):
            if word:
                known.setdefault(word, generation)
    return known


def oddly_written(models: Iterable[tuple[ModelTerm, ...]]) -> Iterator[str]:
    """First words with a capital inside only: bZ4X, iX3, eVito."""
    for model in (model for of_make in models for model in of_make):
        for name in model.names:
            first = cased(name).split()[0]
            if first[0].islower() and not first.islower():
                yield first


def one_word_names(term: MakeTerm | ModelTerm) -> tuple[str, ...]:
    spelt = (plain(name) for name in term.names)
    return tuple(name for name in spelt if name.isalpha() and len(name) >= 4)


def own_names(model: ModelTerm, makes: Set[str], own: Set[str]) -> Iterator[str]:
    """The names without those that end in a version, which is outside a mention ("Octavia iV"),
    or start with another make's name ("Lada Niva" of Chevrolet)."""
    own_make = plain(model.make.name).split()[0]
    for name in model.names:
        words = plain(name).split()
        base = _without_version(words)
        is_version = (base != words and " ".join(base) in own) or words[-1] == "van"
        is_other_make = words[0] in makes and words[0] != own_make
        if name == model.name or len(words) == 1 or not (is_version or is_other_make):
            yield name


def _without_version(words: list[str]) -> list[str]:
    """ "octavia iv" → "octavia", "v70 cross country" → "v70"."""
    base = list(words)
    while len(base) > 1:
        if tuple(base[-2:]) in OUTSIDE_PAIRS and len(base) > 2:
            del base[-2:]
        elif base[-1] in OUTSIDE:
            del base[-1:]
        else:
            break
    return base


def ways(whole: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """ "MX-5" as (mx, 5) and (mx5); "C4" as (c4) and (c, 4)."""
    yield whole
    runs = [run for word in whole for run in _RUNS.findall(word)]
    if not 1 < len(runs) <= _MOST_RUNS:
        return
    for joints in product((False, True), repeat=len(runs) - 1):
        parts = [runs[0]]
        for run, joined in zip(runs[1:], joints, strict=True):
            if joined:
                parts[-1] += run
            else:
                parts.append(run)
        if tuple(parts) != whole:
            yield tuple(parts)


def inflected(word: str) -> Iterator[str]:
    """Golfs, Golfje, Pandaatje."""
    if not word.isalpha() or len(word) < 3:
        return
    stems = [word]
    if word[-1] in "aou":
        stems.append(word + word[-1])
    for stem in stems:
        for ending in ("s", "je", "jes", "tje", "tjes"):
            yield stem + ending
    if word[-1] == "s":
        yield from (word + "en", word + "sen")
