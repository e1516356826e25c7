"""What a reader hands on, a raw record, and how much of a file is read at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from listings.intake.feeds.incoming import Refusal

MAX_BYTES = 64 * 1024 * 1024  # of a file: 100,000 cars of 650 bytes, or 10,000 with long texts
MAX_ROWS = 100_000
MAX_REFUSED = 5_000  # rows together: then nobody learns more from the next
MAX_RECORD = 256 * 1024  # characters of one record: a description has 10,000 at most
MAX_DEPTH = 12  # of lists and objects inside one record


@dataclass(frozen=True, slots=True)
class Record:
    """One car as the file has it: the file's own names, values not yet looked at."""

    line: int  # 1-based, where it begins in the file
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cut:
    """One car's text, cut out of the file and not looked into: it may be known as it stands."""

    line: int
    text: str
    look: Callable[[], Record | Refusal]
