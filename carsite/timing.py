"""Where a request's time went, told to the browser as ``Server-Timing``."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_parts: ContextVar[dict[str, float] | None] = ContextVar("timing", default=None)


def start() -> None:
    """Begin a request; what was measured before is forgotten."""
    _parts.set({})


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Add the block's milliseconds to ``name`` (look, search, cards, render)."""
    started = time.perf_counter()
    try:
        yield
    finally:
        parts = _parts.get()
        if parts is not None:
            parts[name] = parts.get(name, 0.0) + (time.perf_counter() - started) * 1000


def header() -> str:
    """The header's value, empty when nothing was measured."""
    return ", ".join(f"{name};dur={ms:.1f}" for name, ms in (_parts.get() or {}).items())
