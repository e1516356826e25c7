"""What is going on, for whoever waits: a line that changes on a terminal, else one now and then."""

import sys
import time
from dataclasses import dataclass

SECONDS_BETWEEN_LINES = 15


@dataclass
class Progress:
    told_at: float = 0

    def __call__(self, text: str) -> None:
        if sys.stderr.isatty():
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
        elif time.monotonic() > self.told_at + SECONDS_BETWEEN_LINES:
            self.told_at = time.monotonic()
            print(text, file=sys.stderr, flush=True)
