"""Photos on their way: received at a desk or named by a feed, made by a job.

An original is kept below DATA/uploads, where nobody is served, until it has become a photo.
"""

import io
import os
import shutil
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _t

from carsite.jobs import defer
from listings.intake.fetching import FetchError, fetch
from listings.intake.photos import MAX_BYTES, PhotoRefused, StoredPhoto, store
from listings.models import Feed, Listing, Photo, PhotoUpload
from listings.models.change import acting_as

MOST_WAITING = 60  # photos of one car on their way at a time
KINDS = ("image/jpeg", "image/png", "image/webp", "application/octet-stream")  # of what is fetched
LAST = 32_767  # what a position can be


def folder() -> Path:
    return Path(settings.DATA) / "uploads"


def receive(listing: Listing, file: UploadedFile, *, by: str) -> PhotoUpload:
    """Keep an upload for the job that makes it a photo of the car; ``by`` is a user name.

    Raises PhotoRefused for what is not worth a job.
    """
    if (file.size or 0) > MAX_BYTES:
        raise PhotoRefused("too_heavy", MAX_BYTES // 1024**2)
    with transaction.atomic():
        _lock(listing.pk)
        if listing.uploads.filter(error="").count() >= MOST_WAITING:
            raise PhotoRefused("too_many", MOST_WAITING)
        upload = PhotoUpload.objects.create(
            listing=listing,
            name=(file.name or "")[-200:],
            stored_file=_keep(file),
            position=_next_position(listing),
        )
        defer("listings.make_photo", first=True, upload_id=upload.pk, by=by)
    return upload


def _lock(listing_id: int) -> bool:
    """Whether the car is there. Imports lock it too, and before its photos: so does everybody."""
    rows = Listing.objects.select_for_update(no_key=True).filter(pk=listing_id)
    return rows.values_list("pk", flat=True).first() is not None


def _keep(file: UploadedFile) -> str:
    """The name of a private copy. What a kill leaves before its row is there, is swept away."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    name = uuid4().hex
    descriptor = os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as copy:
        file.seek(0)
        shutil.copyfileobj(file, copy)
    return name


def _next_position(listing: Listing) -> int:
    """Behind all that the car has, and all that is on its way to it."""
    last = [
        rows.aggregate(last=Max("position"))["last"] for rows in (listing.photos, listing.uploads)
    ]
    return min(1 + max((place for place in last if place is not None), default=-1), LAST)


def make(upload_id: int, *, by: str = "") -> None:
    """Make an upload the photo that it is, or write down why it is none.

    Done again after a kill it does what is left. Raises what another attempt may not: "too_slow",
    and a host that did not answer.
    """
    upload = PhotoUpload.objects.filter(pk=upload_id, error="").first()
    if upload is None:
        return
    try:
        photo = _stored(upload)
    except FileNotFoundError:
        refuse(upload, _t("The file was lost on the way; please send it again."))
    except PhotoRefused as refusal:
        if refusal.code == "too_slow":
            raise
        refuse(upload, " ".join(refusal.messages))
    except FetchError as error:
        if error.may_pass:
            raise
        refuse(upload, error.reason)
    else:
        attach(upload, photo, by)


def _stored(upload: PhotoUpload) -> StoredPhoto:
    if upload.url:
        return store(io.BytesIO(_fetched(upload)))
    with (folder() / upload.stored_file).open("rb") as file:
        return store(file)


def _fetched(upload: PhotoUpload) -> bytes:
    """From one of the hosts that staff have named for the feed that brought the car, or none."""
    feed = Feed.objects.filter(cars__listing=upload.listing_id).first()
    hosts = feed.image_hosts if feed else []
    return fetch(upload.url, hosts=hosts, limit_bytes=MAX_BYTES, accept=KINDS)


def attach(upload: PhotoUpload, photo: StoredPhoto, by: str) -> None:
    """Put the photo where its upload stood, unless that is gone; once, however often it is asked.

    The same picture twice at a desk is one photo; a feed that names it twice has it twice, so that
    each of its addresses stays known.
    """
    with acting_as(by):
        if not _lock(upload.listing_id):
            return
        row = PhotoUpload.objects.filter(pk=upload.pk).first()
        if row is None:
            return
        twins = Photo.objects.filter(listing=row.listing_id, digest=photo.digest)
        if row.url or not twins.exists():
            Photo.objects.create(
                listing_id=row.listing_id,
                digest=photo.digest,
                width=photo.width,
                height=photo.height,
                source_url=row.url,
                position=row.position,
            )
        row.delete()
        _forget_file(row)


def refuse(upload: PhotoUpload, reason: str) -> None:
    """The row stays and says why; its original goes."""
    with transaction.atomic():
        PhotoUpload.objects.filter(pk=upload.pk).update(error=reason[:300], stored_file="")
        _forget_file(upload)


def _forget_file(upload: PhotoUpload) -> None:
    if upload.stored_file:
        path = folder() / upload.stored_file
        transaction.on_commit(lambda: path.unlink(missing_ok=True))
