"""What is left over of photos goes: files that no row names, refusals that were read long ago."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from articles.pictured import pictured
from carsite.jobs import defer
from listings.intake import uploads
from listings.models import Photo, PhotoUpload

log = logging.getLogger(__name__)

ROOT = "photos"
WAITED = timedelta(hours=1)  # then the job that was to come is asked for again
READ = timedelta(days=7)
# An original is written before its row, and a form keeps photos of no car yet for a day.
LEFT = timedelta(days=2)


def sweep(now: datetime) -> int:
    """Delete what nobody needs; how many files. Runs beside everything else, and again.

    A photo's files go two days after the last row that named them.
    """
    waiting = PhotoUpload.objects.filter(url="")
    waiting.exclude(error="").filter(created_at__lt=now - READ).delete()
    for pk in waiting.filter(error="", created_at__lt=now - WAITED).values_list("pk", flat=True):
        defer("listings.make_photo", queueing_lock=f"photo-{pk}", upload_id=pk)
    return _sweep_originals(now - LEFT) + _sweep_photos(now - LEFT)


def _sweep_originals(before: datetime) -> int:
    if not uploads.folder().is_dir():
        return 0
    needed = set(PhotoUpload.objects.exclude(stored_file="").values_list("stored_file", flat=True))
    old = [
        file
        for file in uploads.folder().iterdir()
        if file.name not in needed and file.stat().st_mtime < before.timestamp()
    ]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def _sweep_photos(before: datetime) -> int:
    """In a database without any photo something is wrong: then none of the files is judged."""
    if not Photo.objects.exists():
        return 0
    try:
        parts = sorted(default_storage.listdir(ROOT)[0])
    except FileNotFoundError:  # no photo was ever stored here
        return 0
    names = [name for part in parts for name in _left(part)]
    old = [name for name in names if default_storage.get_modified_time(name) < before]
    for name in old:
        default_storage.delete(name)
    if old:
        log.info("swept %s files of photos that nothing shows", len(old))
    return len(old)


def _left(part: str) -> Iterator[str]:
    """The files in a folder whose photo no row names."""
    files = defaultdict(list)
    for name in default_storage.listdir(f"{ROOT}/{part}")[1]:
        files[name.partition("-")[0]].append(f"{ROOT}/{part}/{name}")
    for digest in files.keys() - _needed([*files]):
        yield from files[digest]


def _needed(digests: list[str]) -> set[str]:
    """Those that a car or an article shows."""
    shown = Photo.objects.filter(digest__in=digests).values_list("digest", flat=True)
    return pictured(digests).union(shown)
