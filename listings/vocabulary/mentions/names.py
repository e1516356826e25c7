"""Every way to write every name, ready to be found: one dict from the first word on."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial

from listings.vocabulary.lexicon import Lexicon
from listings.vocabulary.mentions.cut import Cut, plain
from listings.vocabulary.mentions.ordinary import Kind, ordinary
from listings.vocabulary.mentions.spellings import (
    generation_words,
    inflected,
    oddly_written,
    one_word_names,
    own_names,
    ways,
)
from listings.vocabulary.mentions.versions import type_codes
from listings.vocabulary.terms import GenerationTerm, MakeTerm, ModelTerm

_CODE = re.compile(r"[a-z]\d{1,2}")
_IN_PIECES = re.compile(r"[a-z] \d+")
_JOINERS = frozenset(
    ["", " ", "-", ".", ". ", "'", "’", "\u00a0", "\u202f", "‑", "–", " & ", "&", "/"]
)
COMPOUNDS = (  # written in one word with a make
    "rijder rijders rijdster dealer dealers bestuurder bestuurders eigenaar eigenaren fabriek "
    "garage importeur motor motoren topman fan fans liefhebber liefhebbers".split()
)
_CAPITAL_KINDS = frozenset(
    [Kind.WORD, Kind.PERSON, Kind.PLACE, Kind.REGION, Kind.THING, Kind.WEAK, Kind.BEHIND, Kind.TYPE]
)
_NEVER_SMALL = frozenset("de is van u the en free good great le la".split())
_OFTEN_SMALL = frozenset("allroad fortwo forfour up".split())
_APART = frozenset(["d", "i", "e", "de", "h", "k"])  # letters that may stand apart: C 220 d
SOLD_LATELY = 1993  # a model that ended before is no household word any more


@dataclass(slots=True, eq=False)
class Name:
    """A way to write a car: all that is called so, and what else the words mean."""

    spelt: str
    kind: Kind = Kind.PLAIN
    makes: tuple[MakeTerm, ...] = ()
    models: tuple[ModelTerm, ...] = ()
    loose: bool = False  # "MX 5", "A 4": in pieces; a single letter needs its make before it
    inflected: bool = False  # Golfs, Golfje
    has_capital: bool = False  # everyone writes it with one: Opel, not fortwo or i20
    kept: int = 0  # letters of "Teslarijder" that are the name; 0: all
    is_code: bool = False  # a version's number; a model that is called so counts before it
    is_acronym: bool = False  # GLA, RCZ: nothing in lower case


@dataclass(slots=True)
class First:
    """All names with one first word: that word alone, and longer ones by their second word."""

    alone: Name | None = None
    longer: dict[str, list[tuple[tuple[str, ...], Name]]] | None = None  # mostly there are none


@dataclass(slots=True)
class Known:
    """Names by their first word."""

    by_first: dict[str, First] = field(default_factory=dict)

    def add(self, parts: tuple[str, ...], name: Name) -> None:
        first = self.by_first.setdefault(parts[0], First())
        if len(parts) == 1:
            first.alone = name
            return
        first.longer = first.longer or {}
        longer = first.longer.setdefault(parts[1], [])
        longer.append((parts[2:], name))
        longer.sort(key=lambda entry: -len(entry[0]))

    def at(self, cut: Cut, index: int) -> tuple[Name, int] | None:
        """The longest name that starts at this word, and its last word's index."""
        first = self.by_first.get(cut.words[index]) if index < len(cut.words) else None
        if first is None:
            return None
        if first.longer:
            second = cut.after(index)
            for rest, name in first.longer.get(cut.word(second), ()):
                last = _matched(cut, second, rest)
                if last >= 0 and cut.is_joined(second, _JOINERS):
                    return name, last
        return (first.alone, index) if first.alone else None


def _matched(cut: Cut, last: int, rest: tuple[str, ...]) -> int:
    """The index of the last word, when ``rest`` follows; else -1."""
    for part in rest:
        following = cut.after(last)
        if cut.word(following) != part or not cut.is_joined(following, _JOINERS):
            return -1
        last = following
    return last


@dataclass(slots=True, eq=False)
class Names:
    known: Known  # makes, and models without their make
    small: frozenset[str]  # first words that mean nothing else in lower case
    generations: dict[int, dict[str, GenerationTerm]]  # by model id: "7", "vii", "d", "b9"
    models_of: Callable[[int], Known]  # by make id; compiled at the first one that is read
    makes: dict[str, Name]  # those of one word
    of_make: dict[int, tuple[ModelTerm, ...]]
    make_spellings: dict[int, tuple[str, ...]]  # names of one word, for slips of the keyboard
    model_spellings: dict[int, tuple[str, ...]]


@lru_cache(maxsize=2)
def names(lexicon: Lexicon) -> Names:
    """Compiled once for a dictionary."""
    makes = lexicon.dictionary.makes
    table = _Table()
    for make in makes:
        for name in make.names:
            table.add(name, make)
    for make in makes:
        _add_models(make, lexicon, table)
    known = table.known()
    one_word = {parts[0]: name for parts, name in table.names.items() if len(parts) == 1}
    one_word_makes = {word: name for word, name in one_word.items() if name.makes}
    of_make = {make.id: lexicon.dictionary.models_of(make) for make in makes}
    return Names(
        known,
        frozenset({*_small(known), *oddly_written(of_make.values())}),
        {
            model.id: generation_words(model)
            for models in of_make.values()
            for model in models
            if model.generations
        },
        cache(partial(_models_of, lexicon)),
        one_word_makes,
        of_make,
        {make.id: one_word_names(make) for make in makes},
        {model.id: one_word_names(model) for models in of_make.values() for model in models},
    )


def _models_of(lexicon: Lexicon, make_id: int) -> Known:
    """The names of a make's models, where the make stands before them."""
    table = _Table()
    _add_models(lexicon.dictionary.make_by_id[make_id], lexicon, table)
    return table.known()


def _add_models(make: MakeTerm, lexicon: Lexicon, table: "_Table") -> None:
    models = lexicon.dictionary.models_of(make)
    every_name = {" ".join(plain(name).split()) for model in models for name in model.names}
    for model in models:
        for name in own_names(model, _first_words(lexicon), every_name):
            table.add(name, model)
    _add_type_codes(make, lexicon, table)


@lru_cache(maxsize=2)
def _first_words(lexicon: Lexicon) -> frozenset[str]:
    """Of the makes' names."""
    return frozenset(plain(make.name).split()[0] for make in lexicon.dictionary.makes)


def _small(known: Known) -> Iterator[str]:
    for word, first in known.by_first.items():
        if word in _OFTEN_SMALL:
            yield word
        if word in _NEVER_SMALL or (len(word) == 1 and word != "e"):
            continue
        names = [name for longer in (first.longer or {}).values() for _rest, name in longer]
        if first.alone:
            names.append(first.alone)
        if any(name.kind not in _CAPITAL_KINDS and not name.inflected for name in names):
            yield word


def _add_type_codes(make: MakeTerm, lexicon: Lexicon, table: "_Table") -> None:
    """Versions by number: BMW 320d, M340i; Mercedes E200, C 220 d; Rover 214."""
    of_slug = {model.slug: model for model in lexicon.dictionary.models_of(make)}
    for slug, codes, letters, first in type_codes(make.slug):
        if (model := of_slug.get(slug)) is None:
            continue
        for code in codes:
            table.add_code(code, letters, model, first)
            if make.slug == "bmw":
                table.add_type("m" + code, ("i", "d"), model)


class _Table:
    def __init__(self) -> None:
        self.names: dict[tuple[str, ...], Name] = {}
        # Most names mean one car only: its names share one tuple.
        self._alone: dict[int, tuple[ModelTerm, ...]] = {}

    def add(self, written: str, term: MakeTerm | ModelTerm) -> None:
        spelt = " ".join(plain(written).split())
        whole = tuple(spelt.split())
        letters = written.replace("-", "").replace(" ", "")
        is_acronym = letters.isalpha() and letters.isupper() and len(letters) <= 3
        for parts in ways(whole):
            loose = parts != whole and len(parts) > 1 and len(parts[0]) == 1
            self._put(parts, term, spelt, loose=loose, is_acronym=is_acronym)
            for ending in inflected(parts[-1]) if not is_acronym else ():
                self._put((*parts[:-1], ending), term, spelt, inflected=True)
            if isinstance(term, MakeTerm) and len(parts) == 1 and len(spelt) > 3:
                for tail in COMPOUNDS:
                    self._put((spelt + tail,), term, spelt, inflected=True, kept=len(spelt))

    def add_code(
        self, code: str, letters: Iterable[str], model: ModelTerm, first: str = ""
    ) -> None:
        """A type code, in one piece or with its letters apart."""
        number = code[len(first) :]
        for parts in ((code,), (first, number)) if first else ((code,),):
            self._put(parts, model, code, kind=Kind.CODE if first else Kind.NUMBER)
            for more in letters:
                if more != "kompressor":  # an engine's name
                    self._put((*parts[:-1], parts[-1] + more), model, code + more, kind=Kind.TYPE)
                if more in _APART:
                    self._put((*parts, more), model, code + more, kind=Kind.TYPE)

    def add_type(self, code: str, letters: Iterable[str], model: ModelTerm) -> None:
        """A type code that is none without its letters: M340i."""
        for more in letters:
            self._put((code + more,), model, code + more, kind=Kind.TYPE)

    def _put(
        self,
        parts: tuple[str, ...],
        term: MakeTerm | ModelTerm,
        spelt: str,
        *,
        loose: bool = False,
        inflected: bool = False,
        kept: int = 0,
        is_acronym: bool = False,
        kind: Kind | None = None,
    ) -> None:
        name = self.names.get(parts)
        if name is None or (name.inflected and not inflected):
            name = Name(spelt, kind or Kind.PLAIN, loose=loose, inflected=inflected, kept=kept)
            name.is_acronym = is_acronym
            self.names[parts] = name
        elif inflected and not name.inflected:
            return  # "Eos" is a name of its own, whatever else ends in s
        elif kind is Kind.NUMBER and not name.is_code:
            return  # 240 is a Volvo, not a version of a BMW
        elif name.is_code and kind is None:
            name.models, name.kind = (), Kind.PLAIN
        name.is_code = kind is Kind.NUMBER
        name.is_acronym &= is_acronym
        if isinstance(term, MakeTerm):
            if term not in name.makes:
                name.makes = (*name.makes, term)
        elif not name.models:
            name.models = self._alone.setdefault(id(term), (term,))
        elif term not in name.models:
            name.models = (*name.models, term)

    def known(self) -> Known:
        found = Known()
        for parts, name in self.names.items():
            if name.kind is Kind.PLAIN:
                name.kind = _kind(name)
                if "".join(parts).isdecimal():
                    name.kind = Kind.NUMBER  # "95" for 9-5
            name.has_capital = name.kind is Kind.PLAIN and name.spelt not in _OFTEN_SMALL
            name.has_capital &= name.spelt.isalpha()
            found.add(parts, name)
        return found


def _kind(name: Name) -> Kind:
    spelt = name.spelt
    if (kind := ordinary().get(spelt)) and kind != Kind.NAME:
        return kind
    if spelt.isdecimal():
        return Kind.NUMBER
    if _IN_PIECES.fullmatch(spelt):
        name.loose = True
        return Kind.CODE
    if _CODE.fullmatch(spelt):
        return Kind.CODE
    if name.makes or any(map(_is_usual, name.models)):
        is_short = len(spelt) <= 2 or name.is_acronym
        return Kind.CODE if is_short and not name.makes else Kind.PLAIN
    return Kind.WEAK


def _is_usual(model: ModelTerm) -> bool:
    return model.sold_in_nl and (model.year_to or 9999) >= SOLD_LATELY
