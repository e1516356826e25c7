"""The files that feeds sent, kept below DATA/feeds where nobody is served; named by content."""

import hashlib
import os
from collections.abc import Iterator
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
    where = folder()
    where.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with NamedTemporaryFile(dir=where, suffix=PARTIAL, delete=False) as copy:
        try:
            for part in _parts(file):
                digest.update(part)
                copy.write(part)
            copy.flush()
            os.fsync(copy.fileno())
            Path(copy.name).replace(where / digest.hexdigest())
        except BaseException:
            Path(copy.name).unlink(missing_ok=True)
            raise
    return digest.hexdigest()


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
        if file.name not in needed and file.stat().st_mtime < before.timestamp()
    ]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)
