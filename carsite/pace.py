"""A limit on how often one visitor may ask, kept in memory only."""

import threading
import time
from collections import OrderedDict

MOST_KEYS = 20_000  # remembered at once; the one that asked longest ago is forgotten first


class Pace:
    """At most ``most`` calls a minute for each key, in this process, evenly refilled.

    With several web processes a visitor may ask as many times more: it protects the machine
    against a loop, it does not count people. Nothing of it is written anywhere.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def allows(self, key: str, now: float | None = None) -> bool:
        """Whether this key may ask once more at ``now`` (seconds of a steady clock)."""
        now = time.monotonic() if now is None else now
        with self._lock:
            left, at = self._left.pop(key, (float(self.most), now))
            left = min(self.most, left + (now - at) * self.most / 60)
            allowed = left >= 1
            self._left[key] = (left - allowed, now)
            while len(self._left) > MOST_KEYS:
                self._left.popitem(last=False)
        return allowed

    def forget(self) -> None:
        """All may ask again; for tests."""
        with self._lock:
            self._left.clear()
