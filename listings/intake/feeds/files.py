"""The files that feeds sent, kept below DATA/feeds where nobody is served; named by content."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from django.conf import settings

from listings.models import ImportRun

PART = 1024 * 1024
PARTIAL = ".partial"


def folder() -> Path:
    return Path(settings.DATA) / "feeds"


def path_of(run: ImportRun) -> Path:
    """Where the run's file is."""
    return folder() / run.stored_file


def keep(file: Path | BinaryIO) -> str:
    """Copy a file into the folder; its name there. The same bytes twice are one file, so that a
    process that was killed in between leaves nothing that its next attempt does not use.
    """
    digest = hashlib.sha256()
    with _partial() as copy:
        for part in _parts(file):
            digest.update(part)
            copy.write(part)
        copy.flush()
        os.fsync(copy.fileno())
        Path(copy.name).replace(folder() / digest.hexdigest())
    return digest.hexdigest()


@contextmanager
def _partial() -> Iterator[BinaryIO]:
    """A file to write, gone at the end unless it was renamed. It is locked while its process
    lives; what others left that were killed is deleted first.
    """
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder() / ".lock").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        for left in folder().glob(f"*{PARTIAL}"):
            with left.open("rb") as file, suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left.unlink()
        copy = NamedTemporaryFile(dir=folder(), suffix=PARTIAL, delete=False)  # noqa: SIM115
        fcntl.flock(copy, fcntl.LOCK_EX)
    try:
        with copy:
            yield copy  # type: ignore[misc]  # a wrapper that is a file in all but its type
    finally:
        Path(copy.name).unlink(missing_ok=True)


def digest_of(file: Path) -> str:
    """What ``keep`` would call it."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _parts(file: Path | BinaryIO) -> Iterator[bytes]:
    if isinstance(file, Path):
        with file.open("rb") as opened:
            yield from _parts(opened)
        return
    while part := file.read(PART):
        yield part


def delete_others(needed: set[str], *, before: datetime) -> int:
    """Delete what none of these names, once it is that old; how many files."""
    if not folder().is_dir():
        return 0
    old = [
        file
        for file in folder().iterdir()
        if file.name not in {*needed, ".lock"} and file.stat().st_mtime < before.timestamp()
    ]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)
