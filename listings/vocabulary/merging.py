"""Brings rows of a data file into a table without undoing what staff changed there."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar

from django.db.models import Model, UniqueConstraint

from listings.models.catalogue import CatalogueRow

Key = tuple[str, ...]
Values = dict[str, Any]
Table = TypeVar("Table", bound=CatalogueRow)


@dataclass
class Counts:
    """What merging did to one table; each row of the file is counted once.

    ``updated`` rows took at least one new value from the file; ``kept`` rows took none and
    differ from it because staff changed them, or because staff gave their name to another row.
    """

    created: int = 0
    updated: int = 0
    kept: int = 0
    unchanged: int = 0


class Merge(Generic[Table]):
    """One table and what the file brings it.

    ``key`` names the file's columns that tell a row apart, each with the attribute that holds it
    for a row that staff made. A row from a file is known by the key it was loaded under, so it
    is found again when staff gave it another name or slug.
    """

    def __init__(self, table: type[Table], key: Mapping[str, str]) -> None:
        self.table = table
        self.counts = Counts()
        self._key = tuple(key)
        self._parents = [column for column, path in key.items() if "." in path]
        self._new: list[Table] = []
        self._changed: list[Table] = []
        self._columns = {"loaded"}
        self._unique = _unique_columns(table)
        related = [path.rpartition(".")[0].replace(".", "__") for path in key.values()]
        rows = list(table._default_manager.select_related(*filter(None, related)))
        self._holders = {claim: row for row in rows for claim in self._claims(row)}
        made_by_staff = attrgetter(*key.values(), "pk")
        self._rows: dict[Key, Table] = {made_by_staff(row)[:-1]: row for row in rows}
        self._rows |= {
            tuple(row.loaded[column] for column in self._key): row for row in rows if row.loaded
        }

    def row(self, *key: str) -> Table | None:
        """The row of this key in the file; None if it had to be left out."""
        return self._rows.get(key)

    def merge(self, values: Values, **parents: Model | None) -> None:
        """Take in one row of the file, given the rows that it belongs to."""
        key = tuple(values[column] for column in self._key)
        row = self._rows.get(key)
        if row is not None:
            self._update(row, values)
        elif None in parents.values():
            self.counts.kept += 1
        else:
            self._create(key, values, parents)

    def save(self) -> None:
        """Write everything: one statement for new rows, one for changed ones."""
        # No batches: each statement is a row in the change log.
        self.table._default_manager.bulk_create(self._new)
        if self._changed:
            self.table._default_manager.bulk_update(self._changed, sorted(self._columns))

    def _create(self, key: Key, values: Values, parents: Mapping[str, Model | None]) -> None:
        own = {column: values[column] for column in self._own(values)}
        row = self.table(**own, **parents, loaded=values)
        if self._is_taken(row):
            self.counts.kept += 1
            return
        self._claim(row)
        self._rows[key] = row
        self._new.append(row)
        self.counts.created += 1

    def _update(self, row: Table, values: Values) -> None:
        loaded = {**row.loaded, **{column: values[column] for column in self._parents}}
        taken, kept = False, False
        for column in self._own(values):
            now, new = getattr(row, column), values[column]
            if now == new:
                loaded[column] = new
            elif column not in loaded or now != loaded[column]:
                kept = True
                loaded[column] = new
            elif self._take(row, column, new):
                taken = True
                loaded[column] = new
            else:
                # What was loaded stays on record, so that the next load tries again.
                kept = True
        if loaded != row.loaded:
            row.loaded = loaded
            self._changed.append(row)
        self.counts.updated += taken
        self.counts.kept += kept and not taken
        self.counts.unchanged += not (kept or taken)

    def _take(self, row: Table, column: str, new: object) -> bool:
        now = getattr(row, column)
        setattr(row, column, new)
        if self._is_taken(row):
            setattr(row, column, now)
            return False
        self._claim(row)
        self._columns.add(column)
        return True

    def _own(self, values: Values) -> Iterator[str]:
        return (column for column in values if column not in self._parents)

    def _is_taken(self, row: Table) -> bool:
        return any(self._holders.get(claim, row) is not row for claim in self._claims(row))

    def _claim(self, row: Table) -> None:
        self._holders.update(dict.fromkeys(self._claims(row), row))

    def _claims(self, row: Table) -> list[Hashable]:
        return [
            (columns, *(getattr(row, column) for column in columns)) for columns in self._unique
        ]


def _unique_columns(table: type[Table]) -> list[tuple[str, ...]]:
    columns = {column.name: column.attname for column in table._meta.concrete_fields}
    single = [(column.attname,) for column in table._meta.concrete_fields if column.unique]
    together = [
        tuple(columns[name] for name in constraint.fields)
        for constraint in table._meta.constraints
        if isinstance(constraint, UniqueConstraint)
    ]
    return [names for names in [*single, *together] if names != ("id",)]
