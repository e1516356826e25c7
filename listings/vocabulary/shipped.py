"""The dictionary as the data files ship it: for commands and benchmarks that need no database."""

from collections import Counter
from functools import cache

from listings.vocabulary.catalogue import read_catalogue
from listings.vocabulary.data_files import GenerationRow, ModelRow
from listings.vocabulary.dictionary import Dictionary, assembled
from listings.vocabulary.terms import (
    GenerationTerm,
    MakeTerm,
    ModelTerm,
    OptionTerm,
    TownTerm,
)


@cache
def dictionary() -> Dictionary:
    """The shipped catalogue; ids are line numbers, so they are not the database's."""
    files = read_catalogue()
    makes = [
        MakeTerm(i, row.slug, row.name, row.aliases, row.country, row.sold_in_nl, is_active=True)
        for i, row in enumerate(files.makes, start=1)
    ]
    options = [
        OptionTerm(i, row.slug, row.group, row.name_nl, row.name_en, row.aliases, i, is_active=True)
        for i, row in enumerate(files.options, start=1)
    ]
    namesakes = Counter(row.name for row in files.towns)
    towns = [
        TownTerm(i, **vars(row), is_active=True, shares_name=namesakes[row.name] > 1)
        for i, row in enumerate(files.towns, start=1)
    ]
    return assembled(makes, _models(files.models, files.generations, makes), options, towns)


def _models(
    rows: list[ModelRow], generations: list[GenerationRow], makes: list[MakeTerm]
) -> list[ModelTerm]:
    make_by_slug = {make.slug: make for make in makes}
    of_model: dict[tuple[str, str], list[tuple[int, GenerationRow]]] = {}
    for number, generation in enumerate(generations, start=1):
        of_model.setdefault((generation.make, generation.model), []).append((number, generation))
    return [
        ModelTerm(
            **{**vars(row), "id": i, "make": make_by_slug[row.make]},
            is_active=True,
            generations=tuple(
                GenerationTerm(
                    number, i, gen.name, gen.code, gen.year_from, gen.year_to, gen.bodies
                )
                for number, gen in of_model.get((row.make, row.slug), ())
            ),
        )
        for i, row in enumerate(rows, start=1)
    ]
