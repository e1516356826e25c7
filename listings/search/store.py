"""Segments on disk: plain arrays that all processes of a machine map, and the manifest over them.

A folder holds one segment, an ``.npy`` file per array. ``manifest.json`` names the folder, and
is renamed into place when all else is written and synced: it is the whole switch. Whatever is
missing, torn, of another format or changed since makes ``attach()`` answer None.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, astuple, dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from listings.search.log import Mark
from listings.search.segment import Runs, Segment, Sellers, Strips, Texts, Values

# The code that decides what the arrays hold: another spelling of it is another format.
SOURCES = ("fields.py", "stock.py", "building.py", "segment.py", "store.py", "words.py")
MORE_SOURCES = ("../choices.py", "../vocabulary/folding.py")
MANIFEST = "manifest.json"
UNFINISHED = "unfinished-"
# A process that has read the manifest may still be about to map what it names.
KEEP_SECONDS = 60

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Stored:
    """A segment, and the mark in the change log that it was built at."""

    segment: Segment
    mark: Mark


class DamagedError(Exception):
    """A file does not hold what was written to it."""


def root() -> Path:
    """Where this machine's segments are."""
    return settings.SEARCH_INDEX


def stamp() -> tuple[int, ...] | None:
    """What tells this manifest from the next one; None where there is none."""
    with contextlib.suppress(OSError):
        about = (root() / MANIFEST).stat()
        return about.st_ino, about.st_mtime_ns, about.st_size
    return None


# --- Reading ------------------------------------------------------------------------------------


def attach() -> Stored | None:
    """The segment that the manifest names, mapped and not read; None where it can't be trusted."""
    # A build may end between reading the manifest and mapping the files: then it is read again.
    for _ in range(2):
        manifest = _manifest()
        if manifest is None:
            return None
        with contextlib.suppress(OSError, ValueError):
            return _stored(manifest)
    return None


def is_sound() -> bool:
    """Whether the stored segment holds, byte by byte, what was written."""
    manifest = _manifest()
    if manifest is None:
        return False
    folder = root() / manifest["folder"]
    try:
        return all(_digest(folder / name) == file["sha256"] for name, file in _files(manifest))
    except OSError:
        return False


def _manifest() -> dict[str, Any] | None:
    try:
        body, digest = json.loads((root() / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    if _digest_of(body) != digest or json.loads(body)["format"] != format_hash():
        return None
    return json.loads(body)


def _stored(manifest: dict[str, Any]) -> Stored:
    """Raises OSError or ValueError where a file is not the one that was written."""
    folder = root() / manifest["folder"]
    arrays: Arrays = {}
    for name, file in _files(manifest):
        about = (folder / name).stat()
        if (about.st_size, about.st_mtime_ns) != (file["bytes"], file["changed"]):
            raise ValueError(name)
        mapped = np.load(folder / name, mmap_mode="r", allow_pickle=False)
        arrays[name.removesuffix(".npy")] = mapped.view(np.ndarray)
    return Stored(_segment(arrays, manifest["facets"]), _mark(**manifest["mark"]))


def _mark(server: list[Any], may_ask: bool, xmin: int, seen: dict[str, int]) -> Mark:
    """A mark as JSON gives it back: lists for tuples, texts for the keys."""
    identifier, timeline, database = server
    known = {int(seq): xid for seq, xid in seen.items()}
    return Mark((identifier, timeline, database), may_ask, xmin, known)


def _files(manifest: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return list(manifest["files"].items())


def _segment(arrays: Arrays, facets: dict[str, Any]) -> Segment:
    def part(name: str) -> Any:
        beginning = f"{name}."
        found = (key for key in arrays if key.startswith(beginning))
        return {key.removeprefix(beginning): arrays[key] for key in found}

    whole: Any = {name: array for name, array in arrays.items() if "." not in name}
    return Segment(
        **whole,
        runs=Runs(**part("runs")),
        strips=Strips(**part("strips")),
        sellers=Sellers(**part("sellers")),
        texts=Texts(**part("texts")),
        columns=part("columns"),
        order=part("order"),
        rank=part("rank"),
        facets={name: Values(*values) for name, values in facets.items()},
    )


# --- Writing ------------------------------------------------------------------------------------


@contextlib.contextmanager
def writing() -> Iterator[bool]:
    """Whether this process may write; another one that does keeps the lock until its end."""
    root().mkdir(parents=True, exist_ok=True)
    with (root() / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def save(segment: Segment, mark: Mark) -> Path:
    """Write the segment and name it in the manifest. Only while ``writing()``.

    Raises DamagedError when the disk does not give back what was written, and OSError.
    """
    name = f"{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{secrets.token_hex(4)}"
    unfinished = root() / f"{UNFINISHED}{name}"
    unfinished.mkdir()
    files = {f"{key}.npy": _written(unfinished / f"{key}.npy", a) for key, a in arrays_of(segment)}
    _sync(unfinished)
    folder = unfinished.rename(root() / name)
    facets = {name: astuple(values) for name, values in segment.facets.items()}
    manifest = {"format": format_hash(), "folder": name, "rows": len(segment)}
    body = json.dumps({**manifest, "mark": asdict(mark), "facets": facets, "files": files})
    _switch(json.dumps([body, _digest_of(body)]))
    return folder


def tidy(unfinished: bool = False) -> bool:
    """Remove segments that no manifest names, a minute after it took its place; whether it has.

    ``unfinished``: also what a killed build left; only while ``writing()``.
    """
    manifest = _manifest()
    is_time = time.time() - _named_at() > KEEP_SECONDS
    with contextlib.suppress(OSError):
        for folder in root().iterdir():
            is_old = unfinished if folder.name.startswith(UNFINISHED) else is_time
            is_named = manifest is not None and folder.name == manifest["folder"]
            if folder.is_dir() and is_old and not is_named:
                # Who has mapped its files keeps them: the kernel counts.
                shutil.rmtree(folder, ignore_errors=True)
    return is_time


def _named_at() -> float:
    """When the manifest took its place."""
    with contextlib.suppress(OSError):
        return (root() / MANIFEST).stat().st_mtime
    return 0.0


def arrays_of(segment: Segment) -> Iterator[tuple[str, NDArray[Any]]]:
    """All arrays by name; those of a part are called "part.name"."""
    for field in fields(segment):
        value = getattr(segment, field.name)
        if isinstance(value, np.ndarray):
            yield field.name, value
        elif is_dataclass(value):
            names = [inner.name for inner in fields(value)]
            yield from ((f"{field.name}.{name}", getattr(value, name)) for name in names)
        elif isinstance(value, Mapping) and field.name != "facets":
            yield from ((f"{field.name}.{name}", array) for name, array in value.items())


def _written(path: Path, array: NDArray[Any]) -> dict[str, Any]:
    with path.open("wb") as file:
        told = _Hashing(file)
        np.save(told, array, allow_pickle=False)
        file.flush()
        os.fsync(file.fileno())
    digest = told.hash.hexdigest()
    if _digest(path) != digest:
        raise DamagedError(path.name)
    about = path.stat()
    return {"bytes": about.st_size, "changed": about.st_mtime_ns, "sha256": digest}


class _Hashing:
    """A file that is written to, and the digest of all that was."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.hash = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.hash.update(data)
        return self.file.write(data)


def _switch(manifest: str) -> None:
    new = root() / f"{MANIFEST}.new"
    with new.open("w") as file:
        file.write(manifest)
        file.flush()
        os.fsync(file.fileno())
    new.replace(root() / MANIFEST)
    _sync(root())


def _sync(folder: Path) -> None:
    """Make names last: what a folder holds is written apart from what its files hold."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def format_hash() -> str:
    """Of the code that made the arrays, and of how numpy lays them out here."""
    here = Path(__file__).parent
    sources = [(here / name).read_bytes() for name in (*SOURCES, *MORE_SOURCES)]
    layout = np.dtype(np.int64).newbyteorder("=").str.encode()
    return hashlib.sha256(b"\0".join([*sources, layout])).hexdigest()
