"""The catalogue's models as the demo uses them, from the data files: no database is asked."""

from dataclasses import dataclass
from functools import cache

from listings.vocabulary import data_files


@dataclass(frozen=True)
class Generation:
    name: str
    year_from: int
    year_to: int | None
    bodies: tuple[str, ...]

    def covers(self, year: int) -> bool:
        return self.year_from <= year <= (self.year_to or 9999)


# Compared by identity: there is one of each, and they are keys of caches.
@dataclass(frozen=True, eq=False)
class CarLine:
    """One model line with the name of its make and its generations."""

    make: str
    make_name: str
    slug: str
    name: str
    bodies: tuple[str, ...]
    fuels: tuple[str, ...]
    segment: str
    year_from: int
    year_to: int | None
    new_price_eur: int
    generations: tuple[Generation, ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.make, self.slug

    def sold_in(self, year: int) -> bool:
        in_line = self.year_from <= year <= (self.year_to or 9999)
        return in_line and (not self.generations or bool(self.generations_in(year)))

    def generations_in(self, year: int) -> list[Generation]:
        return [generation for generation in self.generations if generation.covers(year)]


@cache
def lines() -> dict[tuple[str, str], CarLine]:
    """Every model line by make and model slug."""
    makes = {make.slug: make.name for make in data_files.read_makes()}
    generations: dict[tuple[str, str], list[Generation]] = {}
    for row in data_files.read_generations():
        part = Generation(row.name, row.year_from, row.year_to, row.bodies)
        generations.setdefault((row.make, row.model), []).append(part)
    return {
        (row.make, row.slug): CarLine(
            make=row.make,
            make_name=makes[row.make],
            slug=row.slug,
            name=row.name,
            bodies=row.bodies,
            fuels=row.fuels,
            segment=row.segment,
            year_from=row.year_from,
            year_to=row.year_to,
            new_price_eur=row.new_price_eur or 25_000,
            generations=tuple(generations.get((row.make, row.slug), ())),
        )
        for row in data_files.read_models()
    }
