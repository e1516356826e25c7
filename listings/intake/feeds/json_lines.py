"""JSON Lines: one object on each line, so that a broken line costs one car."""

from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from listings.intake.feeds.incoming import Ending, Refusal
from listings.intake.feeds.json_values import JsonValues, why
from listings.intake.feeds.records import MAX_RECORD, Record

BOM = b"\xef\xbb\xbf"


class JsonLines:
    """UTF-8, with or without a byte order mark; empty lines are skipped."""

    def records(self, file: BinaryIO) -> Iterator[Record | Refusal | Ending]:
        values, number, is_cut = JsonValues(), 0, False
        while line := file.readline(4 * MAX_RECORD):
            number += 1
            if len(line) == 4 * MAX_RECORD and not line.endswith(b"\n"):
                is_cut = not _skip_line(file)
                yield Refusal(number, "", _("The record is too long."))
                continue
            text = line.removeprefix(BOM if number == 1 else b"").strip()
            if not text:
                continue
            found = _record(values, text, number)
            # Half an object never reads as a whole one: only a last line can be half written.
            is_cut = isinstance(found, Refusal) and not line.endswith(b"\n")
            yield found
        if is_cut:
            yield Ending(False, _("The last line is broken off."))
        else:
            yield Ending(True)


def _record(values: JsonValues, line: bytes, number: int) -> Record | Refusal:
    try:
        text = line.decode()
        value, end = values.decoded(text)
    except UnicodeDecodeError:
        return Refusal(number, "", _("The line is not UTF-8."))
    except ValueError as error:
        return Refusal(number, "", _("This is not JSON: %s") % why(error))
    if end != len(text):
        return Refusal(number, "", _("Something stands behind the object on this line."))
    return values.record(value, number)


def _skip_line(file: BinaryIO) -> bool:
    """Goes behind the end of this line; False where the file ends first."""
    while rest := file.readline(MAX_RECORD):
        if rest.endswith(b"\n"):
            return True
    return False
