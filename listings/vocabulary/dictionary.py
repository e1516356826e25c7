"""The vocabulary in the process: every name the site knows, looked up without a query.

``current()`` is built once, by one query a table, and is a value: a change in the catalogue
makes a new one after ``forget()``, which the change log's reader calls. Where nothing changed it
is the old one again, so that what was compiled of it stays good.
"""

import threading
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from django.db.models import QuerySet

from listings.choices import OptionGroup
from listings.models import CarModel, Generation, Make, Option, Town
from listings.vocabulary.folding import folded, sort_key
from listings.vocabulary.terms import (
    GenerationTerm,
    MakeTerm,
    ModelTerm,
    OptionTerm,
    TownTerm,
)
from listings.vocabulary.words import WordList, words


class _Term(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def slug(self) -> str: ...
    @property
    def is_active(self) -> bool: ...


Term = TypeVar("Term", bound=_Term)
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Dictionary:
    """Makes, models, options, towns and words, by every key a page or a filter uses.

    The tuples are for display: sorted, without what staff hid. The mappings hold the hidden
    too, since a car for sale may still be of a hidden model.
    """

    makes: tuple[MakeTerm, ...]
    options: tuple[OptionTerm, ...]
    towns: tuple[TownTerm, ...]
    models_by_make: Mapping[int, tuple[ModelTerm, ...]]
    make_by_id: Mapping[int, MakeTerm]
    make_by_slug: Mapping[str, MakeTerm]
    model_by_id: Mapping[int, ModelTerm]
    model_by_slugs: Mapping[tuple[str, str], ModelTerm]
    model_by_word: Mapping[str, ModelTerm]
    option_by_id: Mapping[int, OptionTerm]
    option_by_slug: Mapping[str, OptionTerm]
    town_by_id: Mapping[int, TownTerm]
    town_by_slug: Mapping[str, TownTerm]
    town_by_name: Mapping[str, TownTerm]
    bodies: WordList
    fuels: WordList
    transmissions: WordList
    colours: WordList

    @property
    def models(self) -> tuple[ModelTerm, ...]:
        """All models on show, by make and name."""
        return tuple(model for make in self.makes for model in self.models_of(make))

    def models_of(self, make: MakeTerm) -> tuple[ModelTerm, ...]:
        return self.models_by_make.get(make.id, ())

    def options_in(self, group: str) -> tuple[OptionTerm, ...]:
        return tuple(option for option in self.options if option.group == group)

    def find_town(self, text: str) -> TownTerm | None:
        """The town of this slug, name or other name: "den-haag", "Den Haag", "'s-Gravenhage".

        Of towns with one name it is the largest.
        """
        return self.town_by_slug.get(text) or self.town_by_name.get(folded(text.strip()))


_current: Dictionary | None = None
_last: Dictionary | None = None  # outlives ``forget()``
_forgotten = 0
_lock = threading.Lock()


def current() -> Dictionary:
    """The vocabulary of this process, built at the first call after ``forget()``."""
    global _current, _last  # noqa: PLW0603 -- the one cached value of this module
    if (found := _current) is not None:
        return found
    started = _forgotten
    built = build()
    if (last := _last) is not None and _is_same(built, last):
        built = last
    with _lock:
        _last = built
        # What was forgotten while it was being built may be older than the change.
        if started == _forgotten:
            _current = built
    return built


def _is_same(one: Dictionary, other: Dictionary) -> bool:
    """Whether all terms are equal, hidden ones too; the rest is made of them."""
    names = ("make_by_id", "model_by_id", "option_by_id", "town_by_id")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def forget() -> None:
    """Drop the vocabulary: the catalogue has changed."""
    global _current, _forgotten  # noqa: PLW0603 -- the one cached value of this module
    with _lock:
        _current = None
        _forgotten += 1


class _Once:
    """Makes rows ready to be kept: lists as tuples, and what many rows hold is kept once.

    Not by ``sys.intern``, whose table would double for it and stay.
    """

    def __init__(self) -> None:
        self._seen: dict[Hashable, Any] = {}

    def rows(self, table: QuerySet[Any], names: Sequence[str]) -> Iterator[dict[str, Any]]:
        """The table as it is now, one row after the other: as dicts all at once they take as much
        memory as is kept of them.
        """
        found = list(table.values_list(*names))
        return (dict(zip(names, map(self._kept, row), strict=True)) for row in found)

    def _kept(self, value: Any) -> Any:
        if isinstance(value, list):
            value = tuple(map(self._kept, value))
        # A number equals a truth value, and is kept once by Python as far as it is small.
        return self._seen.setdefault(value, value) if isinstance(value, str | tuple) else value


def build() -> Dictionary:
    """Reads the vocabulary from the database, in five queries."""
    once = _Once()
    # Children first: a row added between two queries then always finds its parent.
    generations = _generations(once)
    rows = once.rows(CarModel.objects.order_by("pk"), _OF_A_MODEL)
    makes = _makes(once)
    make_by_id = _by(makes, lambda make: make.id)
    models = [_model(row, make_by_id, generations) for row in rows]
    return assembled(makes, models, _options(once), _towns(once))


def assembled(
    makes: list[MakeTerm],
    models: list[ModelTerm],
    options: list[OptionTerm],
    towns: list[TownTerm],
) -> Dictionary:
    """The dictionary of these terms, wherever they came from."""
    return Dictionary(
        makes=_shown(makes, lambda make: sort_key(make.name)),
        options=_shown(options, _option_order),
        towns=_shown(towns, lambda town: (sort_key(town.name), -town.population, town.id)),
        models_by_make=_models_by_make(models),
        make_by_id=_by(makes, lambda make: make.id),
        make_by_slug=_by(makes, lambda make: make.slug),
        model_by_id=_by(models, lambda model: model.id),
        model_by_slugs=_by(models, lambda model: (model.make.slug, model.slug)),
        model_by_word=_by(models, lambda model: model.word),
        option_by_id=_by(options, lambda option: option.id),
        option_by_slug=_by(options, lambda option: option.slug),
        town_by_id=_by(towns, lambda town: town.id),
        town_by_slug=_by(towns, lambda town: town.slug),
        town_by_name=_town_names(towns),
        bodies=words("body"),
        fuels=words("fuel"),
        transmissions=words("transmission"),
        colours=words("colour"),
    )


def _makes(once: _Once) -> list[MakeTerm]:
    return [MakeTerm(**row) for row in once.rows(Make.objects.order_by("pk"), _names(MakeTerm))]


def _generations(once: _Once) -> dict[int, tuple[GenerationTerm, ...]]:
    table = Generation.objects.filter(is_active=True).order_by("model_id", "year_from", "pk")
    by_model: dict[int, tuple[GenerationTerm, ...]] = {}
    for row in once.rows(table, _names(GenerationTerm)):
        term = GenerationTerm(**row)
        by_model[term.model_id] = (*by_model.get(term.model_id, ()), term)
    return by_model


_OF_A_MODEL = [field.attname for field in CarModel._meta.concrete_fields if field.name != "loaded"]


def _model(
    values: dict[str, Any],
    makes: Mapping[int, MakeTerm],
    generations: Mapping[int, tuple[GenerationTerm, ...]],
) -> ModelTerm:
    make = makes[values.pop("make_id")]
    return ModelTerm(make=make, generations=generations.get(values["id"], ()), **values)


def _options(once: _Once) -> list[OptionTerm]:
    table = Option.objects.order_by("pk")
    return [OptionTerm(**row) for row in once.rows(table, _names(OptionTerm))]


def _names(term: type[Any]) -> list[str]:
    """The columns of a term that has one for each of its fields."""
    return [field.name for field in fields(term)]


def _option_order(option: OptionTerm) -> tuple[int, int, str]:
    return OptionGroup.values.index(option.group), option.position, option.slug


def _towns(once: _Once) -> list[TownTerm]:
    columns = [name for name in _names(TownTerm) if name != "shares_name"]
    table = Town.objects.order_by("pk")
    terms = [TownTerm(shares_name=False, **row) for row in once.rows(table, columns)]
    namesakes = Counter(term.name for term in terms)
    return [replace(t, shares_name=True) if namesakes[t.name] > 1 else t for t in terms]


def _town_names(towns: Iterable[TownTerm]) -> Mapping[str, TownTerm]:
    found: dict[str, TownTerm] = {}
    # Another town's alias never hides a name, and the largest town of a name comes last.
    by_size = sorted(towns, key=lambda town: (town.population, -town.id))
    found.update({folded(alias): town for town in by_size for alias in town.aliases})
    found.update({folded(town.name): town for town in by_size})
    return MappingProxyType(found)


def _models_by_make(models: Iterable[ModelTerm]) -> Mapping[int, tuple[ModelTerm, ...]]:
    by_make: dict[int, tuple[ModelTerm, ...]] = {}
    for model in _shown(models, lambda model: sort_key(model.name)):
        by_make[model.make.id] = (*by_make.get(model.make.id, ()), model)
    return MappingProxyType(by_make)


def _shown(terms: Iterable[Term], key: Callable[[Term], Any]) -> tuple[Term, ...]:
    return tuple(sorted((term for term in terms if term.is_active), key=key))


def _by(terms: Iterable[Term], key: Callable[[Term], Key]) -> Mapping[Key, Term]:
    return MappingProxyType({key(term): term for term in terms})
