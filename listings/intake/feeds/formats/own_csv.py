"""Our own CSV: the columns of ``own``, options with bars between them, photos with spaces."""

from collections.abc import Callable, Mapping
from typing import Any

from listings.csv_cells import as_written
from listings.intake.feeds.formats.own import OwnCars
from listings.intake.feeds.incoming import Incoming
from listings.intake.feeds.records import Record

LISTS: Mapping[str, Callable[[str], list[str]]] = {
    "options": lambda cell: [word for word in map(str.strip, cell.split("|")) if word],
    "photos": str.split,
}


class OwnCsv(OwnCars):
    def external_id(self, record: Record) -> str:
        return super().external_id(_with_lists(record))

    def incoming(self, record: Record) -> Incoming:
        return super().incoming(_with_lists(record))


def _with_lists(record: Record) -> Record:
    values: dict[str, Any] = {name: as_written(cell) for name, cell in record.values.items()}
    for name, parts in LISTS.items():
        if name in values:
            values[name] = parts(values[name])
    return Record(record.line, values)
