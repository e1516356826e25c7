"""Photos on their way in: made ours in a child process, and stored in the sizes pages show.

What a visitor receives is never a byte of the upload: every file is encoded again from pixels.
No process that serves the site or does its jobs decodes pixels that somebody sent.
"""

import hashlib
import logging
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listings.intake import decoding
from listings.intake.decoding import FORMATS, MAX_BYTES, Decoded, RefusedError
from listings.photo_files import FALLBACK_WIDTH, WIDTHS, variant_name

__all__ = ["FORMATS", "MAX_BYTES", "PhotoRefused", "StoredPhoto", "store", "store_drawn"]

log = logging.getLogger(__name__)

SECONDS = 3.0  # that a child may take by the clock; what its own limit misses, as a busy machine
# A photo of no car is swept away when it is older (``listings.intake.sweeping``): an older one that
# comes again is as good as new.
FRESH = timedelta(days=1)  # less than sweeping.LEFT
STARTS = {"webp": b"RIFF", "jpg": b"\xff\xd8\xff"}  # of our files, by extension
SAID = {
    "not_a_photo": _("This file is not a complete JPEG, PNG or WebP picture."),
    "too_heavy": _("A photo may be %(limit)d MB at most."),
    "too_many_pixels": _("A photo of this kind may have %(limit)d million pixels at most."),
    "too_narrow": _("This picture is too narrow for a photo of a car."),
    "too_many_scans": _("This picture is built up in too many layers."),
    "too_costly": _("Unpacking this picture takes too much memory or time."),
    "too_many": _("%(limit)d photos of this car are on their way already."),
    "too_slow": _("There was no time for this picture just now; please send it again."),
}


class PhotoRefused(ValidationError):
    """The upload cannot become a photo; the message is for whoever sent it.

    Only "too_slow" is worth another attempt.
    """

    def __init__(self, code: str, limit: int = 0) -> None:
        super().__init__(SAID[code], code=code, params={"limit": limit})


@dataclass(frozen=True)
class StoredPhoto:
    """A photo in storage. Width and height are the upload's, upright, in pixels."""

    digest: str
    width: int
    height: int


def store(upload: BinaryIO) -> StoredPhoto:
    """Keep an upload as a photo, named by its SHA-256; the same bytes twice cost one decoding.

    Raises PhotoRefused when it is not a photo, or too much of one.
    """
    data = read_capped(upload)
    digest = hashlib.sha256(data).hexdigest()
    return keep(digest, in_child(data, wanted(digest)))


def store_drawn(upload: BinaryIO) -> StoredPhoto:
    """The same for a picture that this program has drawn itself: decoded here, without a child."""
    data = read_capped(upload)
    digest = hashlib.sha256(data).hexdigest()
    try:
        decoded = decoding.decode(data, wanted(digest), FALLBACK_WIDTH)
    except RefusedError as refusal:
        raise PhotoRefused(refusal.code, refusal.limit) from refusal
    return keep(digest, decoded)


def wanted(digest: str) -> list[int]:
    """The sizes that are still to be made."""
    return [] if is_stored(digest) else [*WIDTHS]


def read_capped(upload: BinaryIO) -> bytes:
    """The upload's bytes, without ever holding more than the limit and one."""
    upload.seek(0)
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PhotoRefused("too_heavy", MAX_BYTES // 1024**2)
    return data


def in_child(data: bytes, widths: list[int]) -> Decoded:
    """Decode in a process of its own, one for each picture: none suffers from another.

    It is run by its path, isolated: it sees none of our modules, settings or environment.
    """
    sizes = [str(size) for size in [*widths, FALLBACK_WIDTH]]
    command = [sys.executable, "-I", str(Path(decoding.__file__)), *sizes]
    with tempfile.TemporaryFile() as out:
        try:
            done = subprocess.run(  # noqa: S603  our own interpreter and file
                command,
                check=False,
                input=data,
                stdout=out,  # a file, whose size the child's limits cap
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                env={},
            )
        except subprocess.TimeoutExpired as error:
            raise PhotoRefused("too_slow") from error
        out.seek(0)
        return answered(done.returncode, out)


def answered(code: int, out: BinaryIO) -> Decoded:
    """What a child that has ended says of its picture; it may have been taken over by it."""
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise PhotoRefused("too_costly")
    try:
        decoded = decoding.read_answer(out)
    except RefusedError as refusal:
        raise PhotoRefused(refusal.code, refusal.limit) from refusal
    except (ValueError, KeyError, TypeError) as error:
        log.error("decoding ended with %s and no answer", code)
        raise PhotoRefused("not_a_photo") from error
    if not all(body.startswith(STARTS.get(kind, b"?")) for _, kind, body in decoded.files):
        raise PhotoRefused("not_a_photo")
    return decoded


def keep(digest: str, decoded: Decoded) -> StoredPhoto:
    """Write its files; the narrowest, which comes last, stands for them all."""
    for width, kind, body in decoded.files:
        write(variant_name(digest, width, kind), body)
    return StoredPhoto(digest, decoded.width, decoded.height)


def write(name: str, body: bytes) -> None:
    """Into storage under exactly this name."""
    default_storage.delete(name)  # a part that a killed process left
    saved = default_storage.save(name, ContentFile(body))
    if saved != name:  # somebody else stored the same photo just now
        default_storage.delete(saved)


def is_stored(digest: str) -> bool:
    """Whether all sizes are there, and not so old that they may be swept away any moment."""
    name = variant_name(digest, WIDTHS[0], "webp")
    if not default_storage.exists(name):
        return False
    return default_storage.get_modified_time(name) > timezone.now() - FRESH
