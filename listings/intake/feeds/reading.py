"""The door of the readers: a file of any format as cars in our words, in the file's order.

Each format is two classes: a reader that cuts the file into raw records, and a normaliser that
puts one record into our names, units and words. Reading changes nothing and streams.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from django.utils.translation import gettext as _

from listings.intake.feeds.csv_rows import CsvRows
from listings.intake.feeds.fields import Refused
from listings.intake.feeds.formats import autoscout24, hexon, mobilede
from listings.intake.feeds.formats.own import COLUMNS
from listings.intake.feeds.formats.own_csv import OwnCsv
from listings.intake.feeds.formats.own_jsonl import OwnJsonLines
from listings.intake.feeds.incoming import Ending, Incoming, Refusal, Same
from listings.intake.feeds.json_lines import JsonLines
from listings.intake.feeds.json_stock import JsonStock
from listings.intake.feeds.records import MAX_BYTES, MAX_REFUSED, MAX_ROWS, Cut, Record
from listings.intake.feeds.words import FeedWords
from listings.intake.feeds.xml_cars import XmlCars
from listings.models import Feed

Raw = Record | Cut | Refusal | Ending
Read = Incoming | Same | Refusal | Ending
# Another one where a reader is taught something: then every car is read and compared anew.
READERS = "1"
NONE_APPLIED: Mapping[str, str] = {}


class Reader(Protocol):
    def records(self, file: BinaryIO) -> Iterator[Raw]:
        """The raw records of a file that can be sought in; an ``Ending`` comes last.

        What cannot be cut out is a ``Refusal`` with its line, and the records after it follow.
        """
        ...


class Normaliser(Protocol):
    def external_id(self, record: Record) -> str:
        """The car's number at the source, empty where the record has none that is usable."""
        ...

    def incoming(self, record: Record) -> Incoming:
        """The car in our words. Raises ``Refused`` with the file's field and a reason."""
        ...


def read(
    format: str,
    file: Path | BinaryIO,
    words: FeedWords,
    applied: Mapping[str, str] = NONE_APPLIED,
) -> Iterator[Read]:
    """Every car of the file or why it was refused; exactly one ``Ending``, which comes last.

    ``format`` is one of ``Feed.Format``. The second record of a car (by the source's number) is
    refused. Nothing is written; ``words.unknown`` holds what the vocabulary did not know. Rows
    whose marks are in ``applied`` (with the source's number) are ``Same`` and cost little.
    """
    if isinstance(file, Path):
        with file.open("rb") as opened:
            yield from read(format, opened, words, applied)
        return
    if file.seek(0, 2) > MAX_BYTES:
        yield Ending(False, _("The file is larger than %d MB.") % (MAX_BYTES >> 20))
        return
    file.seek(0)
    reader, normaliser = _parts(format, words)
    records = reader.records(file)
    yield from _once(_limited(_cars(records, normaliser, _marker(words), applied)))


def _parts(format: str, words: FeedWords) -> tuple[Reader, Normaliser]:
    match format:
        case Feed.Format.OWN_CSV:
            return CsvRows(COLUMNS), OwnCsv(words)
        case Feed.Format.OWN_JSONL:
            return JsonLines(), OwnJsonLines(words)
        case Feed.Format.AUTOSCOUT24_JSON:
            return JsonStock(*autoscout24.MARKS), autoscout24.AutoScout24(words)
        case Feed.Format.MOBILEDE_JSON:
            return JsonStock(*mobilede.MARKS), mobilede.MobileDe(words)
        case Feed.Format.HEXON_XML:
            return XmlCars(hexon.CAR, hexon.ROOTS, *hexon.IDS), hexon.Hexon(words)
    raise ValueError(f"no reader for {format}")


def _cars(
    records: Iterator[Raw],
    normaliser: Normaliser,
    marker: Callable[[Record | Cut], str],
    applied: Mapping[str, str],
) -> Iterator[Read]:
    for raw in records:
        if isinstance(raw, Refusal | Ending):
            yield raw
            continue
        mark = marker(raw)
        if number := applied.get(mark):
            yield Same(number, raw.line)
            continue
        record = raw.look() if isinstance(raw, Cut) else raw
        if isinstance(record, Refusal):
            yield record
            continue
        try:
            yield replace(normaliser.incoming(record), mark=mark)
        except Refused as error:
            number = normaliser.external_id(record)
            yield Refusal(record.line, error.field, error.reason, number)


def _marker(words: FeedWords) -> Callable[[Record | Cut], str]:
    """Equal marks: the same record, read with the same words by the same readers."""
    begun = sha256(f"{READERS} {words.version}".encode())

    def mark(raw: Record | Cut) -> str:
        text = raw.text if isinstance(raw, Cut) else _json(raw.values)
        found = begun.copy()
        found.update(text.encode(errors="surrogatepass"))
        return found.hexdigest()

    return mark


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, separators=(",", ":"), default=str)


def _limited(rows: Iterator[Read]) -> Iterator[Read]:
    refused = 0
    for number, row in enumerate(rows):
        refused = refused + 1 if isinstance(row, Refusal) else 0
        if refused > MAX_REFUSED:
            yield Ending(False, _("More than %d rows together cannot be read.") % MAX_REFUSED)
            return
        if number == MAX_ROWS and not isinstance(row, Ending):
            yield Ending(False, _("The file has more than %d rows.") % MAX_ROWS)
            return
        yield row


def _once(rows: Iterator[Read]) -> Iterator[Read]:
    """Of two records of one car the second is refused: nobody knows which of them is right."""
    lines: dict[str | int, int] = {}
    for row in rows:
        yield _again(row, lines) if isinstance(row, Incoming | Same) else row


def _again(row: Incoming | Same, lines: dict[str | int, int]) -> Incoming | Same | Refusal:
    numbers: list[str | int] = [row.external_id] if row.external_id else []
    if isinstance(row, Incoming) and row.listing_id:
        numbers.append(row.listing_id)
    for number in numbers:
        if number in lines:
            reason = _("This car stands on line %d already.") % lines[number]
            return Refusal(row.line, "", reason, row.external_id)
    lines.update(dict.fromkeys(numbers, row.line))
    return row
