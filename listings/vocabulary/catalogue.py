"""The catalogue as its data files hold it, checked as a whole, and loaded into the database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from listings.models import CarModel, Generation, Make, Option, Town, bulk_load
from listings.vocabulary import data_files, dictionary
from listings.vocabulary.data_files import (
    FOLDER,
    GenerationRow,
    MakeRow,
    ModelRow,
    OptionRow,
    TownRow,
    WordRow,
)
from listings.vocabulary.folding import folded
from listings.vocabulary.lines import CatalogueError
from listings.vocabulary.merging import Counts, Merge, Values

# A line's number in its file, and the names that the line answers to.
NamedLine = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class Catalogue:
    """All data files, each in the order of its lines."""

    makes: list[MakeRow]
    models: list[ModelRow]
    generations: list[GenerationRow]
    options: list[OptionRow]
    words: list[WordRow]
    towns: list[TownRow]


def read_catalogue(folder: Path = FOLDER) -> Catalogue:
    """Reads and checks every data file; raises `CatalogueError` at the first bad value."""
    catalogue = Catalogue(
        makes=data_files.read_makes(folder),
        models=data_files.read_models(folder),
        generations=data_files.read_generations(folder),
        options=data_files.read_options(folder),
        words=data_files.read_words(folder),
        towns=data_files.read_towns(folder),
    )
    _refuse_unknown_parents(catalogue)
    for file, lines in _namespaces(catalogue):
        _refuse_shared_names(file, lines)
    return catalogue


def load_catalogue(folder: Path = FOLDER) -> dict[str, Counts]:
    """Brings the database's catalogue up to the data files, in one transaction; repeatable.

    A field is written only while it holds what was loaded before, so a staff edit stays, and a
    row that staff hid stays hidden. Rows that left the files stay too: cars may refer to them.
    Returns the counts by name of table.
    """
    catalogue = read_catalogue(folder)
    with bulk_load():
        makes = Merge(Make, {"slug": "slug"})
        _merge_all(makes, _values_of(catalogue.makes))
        models = Merge(CarModel, {"make": "make.slug", "slug": "slug"})
        for row in catalogue.models:
            models.merge(_values(row), make=makes.row(row.make))
        models.save()
        generations = _generations()
        for part in catalogue.generations:
            generations.merge(_values(part), model=models.row(part.make, part.model))
        generations.save()
        options = Merge(Option, {"slug": "slug"})
        _merge_all(options, _in_order(_values_of(catalogue.options)))
        towns = Merge(Town, {"slug": "slug"})
        _merge_all(towns, _values_of(catalogue.towns))
    dictionary.forget()
    merges: list[Merge[Any]] = [makes, models, generations, options, towns]
    return {merge.table.__name__: merge.counts for merge in merges}


def _generations() -> Merge[Generation]:
    return Merge(Generation, {"make": "model.make.slug", "model": "model.slug", "name": "name"})


def _merge_all(merge: Merge[Any], rows: Iterable[Values]) -> None:
    for values in rows:
        merge.merge(values)
    merge.save()


def _values_of(rows: Iterable[Any]) -> list[Values]:
    return [_values(row) for row in rows]


def _in_order(rows: Iterable[Values]) -> list[Values]:
    return [values | {"position": position} for position, values in enumerate(rows)]


def _values(row: Any) -> Values:
    """A row as JSON keeps it: lists for tuples."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(row).items()
    }


def _refuse_unknown_parents(catalogue: Catalogue) -> None:
    makes = {make.slug for make in catalogue.makes}
    models = {(model.make, model.slug) for model in catalogue.models}
    for number, model in enumerate(catalogue.models, start=2):
        if model.make not in makes:
            raise _error("models.csv", number, "make", f"{model.make!r} is not in makes.csv")
    for number, part in enumerate(catalogue.generations, start=2):
        if (part.make, part.model) not in models:
            reason = f"{part.make!r} has no {part.model!r} in models.csv"
            raise _error("generations.csv", number, "model", reason)


def _namespaces(catalogue: Catalogue) -> Iterator[tuple[str, list[NamedLine]]]:
    """The sets of lines within which a name may mean one line only."""
    makes = enumerate(catalogue.makes, start=2)
    yield "makes.csv", [(number, (row.name, *row.aliases)) for number, row in makes]
    options = enumerate(catalogue.options, start=2)
    yield "options.csv", [(number, (row.name_nl, *row.aliases)) for number, row in options]
    by_make: defaultdict[str, list[NamedLine]] = defaultdict(list)
    for number, model in enumerate(catalogue.models, start=2):
        by_make[model.make].append((number, (model.name, *model.aliases)))
    yield from (("models.csv", lines) for lines in by_make.values())
    by_kind: defaultdict[str, list[NamedLine]] = defaultdict(list)
    for number, word in enumerate(catalogue.words, start=2):
        by_kind[word.kind].append((number, (word.name_nl, *word.aliases)))
    yield from (("words.csv", lines) for lines in by_kind.values())


def _refuse_shared_names(file: str, lines: Iterable[NamedLine]) -> None:
    holder: dict[str, int] = {}
    for number, names in lines:
        for name in names:
            first = holder.setdefault(folded(name), number)
            if first != number:
                raise _error(file, number, "aliases", f"{name!r} is already on line {first}")


def _error(file: str, number: int, column: str, reason: str) -> CatalogueError:
    return CatalogueError(f"{file}, line {number}, {column}: {reason}")
