"""Rendered pieces of pages, kept in the process while what they show stays the same.

A key holds all that its piece depends on, so nothing is ever removed because it is stale: after a
change the key is another one. docs/decisions/0014-fragments.md tells what is kept by which key.
"""

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import Generic, TypeVar

from django.conf import settings
from django.utils.translation import get_language

Piece = TypeVar("Piece")
# What is shown and the version it has; None: it may not be kept, and is made anew each time.
Key = tuple[Hashable, ...] | None

USUAL_BYTES = 1_000_000
BESIDE = 500  # bytes of a key and its place in the table


class Fragments(Generic[Piece]):
    """The pieces used last, up to ``most_bytes``; ``size`` gives the bytes of one.

    The language of the page belongs to every key by itself. Threads may share it; two that miss
    the same piece both make it.
    """

    def __init__(
        self, most_bytes: int = USUAL_BYTES, size: Callable[[Piece], int] = sys.getsizeof
    ) -> None:
        self.bytes = 0
        self._most_bytes = most_bytes
        self._size = size
        self._kept: OrderedDict[Hashable, tuple[Piece, int, datetime | None]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get_or_render(self, key: Key, render: Callable[[], Piece]) -> Piece:
        """The piece that is kept by this key, else the one that ``render`` makes."""
        (kept,) = self.get([key])
        return self.keep(key, render()) if kept is None else kept

    def get(self, keys: Sequence[Key], at: datetime | None = None) -> list[Piece | None]:
        """What is kept by each key; a piece whose moment is past at ``at`` is not."""
        language = get_language()
        with self._lock:
            return [None if key is None else self._found((language, key), at) for key in keys]

    def keep(self, key: Key, piece: Piece, until: datetime | None = None) -> Piece:
        """Gives the piece back. ``until``: the moment at which the clock alone changes it."""
        if key is None or not settings.KEEP_PIECES:
            return piece
        place, size = (get_language(), key), self._size(piece) + BESIDE
        with self._lock:
            self._drop(place)
            self._kept[place] = (piece, size, until)
            self.bytes += size
            while self.bytes > self._most_bytes:
                self._drop(next(iter(self._kept)))
        return piece

    def _found(self, place: Hashable, at: datetime | None) -> Piece | None:
        entry = self._kept.get(place)
        if entry is None:
            return None
        piece, _size, until = entry
        if until is not None and (at is None or at >= until):
            return None
        self._kept.move_to_end(place)
        return piece

    def _drop(self, place: Hashable) -> None:
        if entry := self._kept.pop(place, None):
            self.bytes -= entry[1]
