"""Photos on their way: made once, refused with a reason, and nothing left lying about."""

import io
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from PIL import Image

from listings.intake import photos, uploads
from listings.intake.fetching import FetchError
from listings.intake.photos import PhotoRefused, store_drawn
from listings.intake.sweeping import sweep
from listings.models import Feed, FeedCar, Listing, ListingChange, Photo, PhotoUpload
from tests.factories import ListingFactory, PhotoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _here(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders of the test's own, and no child: test_decoding is about that."""
    settings.MEDIA_ROOT, settings.DATA = tmp_path / "media", tmp_path
    monkeypatch.setattr(uploads, "store", store_drawn)


def picture(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 400), colour).save(out, "JPEG")
    return out.getvalue()


def sent(car: Listing, data: bytes, name: str = "a.jpg") -> PhotoUpload:
    return uploads.receive(car, SimpleUploadedFile(name, data), by="anna")


def originals() -> list[str]:
    return [file.name for file in uploads.folder().iterdir()]


def jobs() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args FROM procrastinate_jobs WHERE task_name = 'listings.make_photo'"
        )
        return [args for (args,) in cursor.fetchall()]


def test_an_upload_waits_in_private_and_becomes_a_photo(
    django_capture_on_commit_callbacks: Any,
) -> None:
    photo = PhotoFactory(position=4)
    upload = sent(photo.listing, picture())
    assert len(jobs()) == 1
    assert originals() == [upload.stored_file]
    assert not default_storage.exists("photos")
    with django_capture_on_commit_callbacks(execute=True):
        uploads.make(upload.pk, by="anna")
    made = photo.listing.photos.last()
    assert (made.position, made.width, made.source_url) == (5, 600, "")
    assert photos.is_stored(made.digest)
    assert not originals()
    assert not PhotoUpload.objects.exists()
    assert ListingChange.objects.filter(listing_id=photo.listing_id).first().actor == "anna"


def test_a_job_that_is_run_again_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = sent(ListingFactory(), picture())

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(uploads, "attach", killed)
        uploads.make(upload.pk)
    for _ in range(3):
        uploads.make(upload.pk)
    assert Photo.objects.count() == 1


@pytest.mark.parametrize("file", range(3))
def test_a_kill_while_files_are_written_leaves_none_too_many(
    file: int, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    upload, save, written = sent(ListingFactory(), picture()), default_storage.save, []

    def killed(name: str, content: Any) -> str:
        if len(written) == file:
            raise KeyboardInterrupt
        written.append(name)
        return str(save(name, content))

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(default_storage, "save", killed)
        uploads.make(upload.pk)
    with django_capture_on_commit_callbacks(execute=True):
        uploads.make(upload.pk)
    digest = Photo.objects.get().digest
    names = default_storage.listdir(f"photos/{digest[:2]}")[1]
    assert sorted(names) == [f"{digest}-480.webp", f"{digest}-960.jpg", f"{digest}-960.webp"]
    assert not originals()


def test_the_same_picture_twice_is_one_photo() -> None:
    car = ListingFactory()
    for upload in (sent(car, picture()), sent(car, picture(), "b.jpg")):
        uploads.make(upload.pk)
    assert car.photos.count() == 1
    assert not car.uploads.exists()


def test_a_broken_file_says_why_and_the_others_go_on(
    django_capture_on_commit_callbacks: Any,
) -> None:
    car = ListingFactory()
    both = [sent(car, b"<svg/>", "kapot.jpg"), sent(car, picture())]
    with django_capture_on_commit_callbacks(execute=True):
        for upload in both:
            uploads.make(upload.pk)
    (broken,) = car.uploads.all()
    assert broken.name == "kapot.jpg"
    assert "JPEG" in broken.error
    assert car.photos.count() == 1
    assert not originals()


def test_a_busy_machine_is_no_reason_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_: object) -> None:
        raise PhotoRefused("too_slow")

    upload = sent(ListingFactory(), picture())
    monkeypatch.setattr(uploads, "store", slow)
    with pytest.raises(PhotoRefused):
        uploads.make(upload.pk)
    assert PhotoUpload.objects.get().error == ""


def test_a_lost_original_is_said() -> None:
    upload = sent(ListingFactory(), picture())
    (uploads.folder() / upload.stored_file).unlink()
    uploads.make(upload.pk)
    assert PhotoUpload.objects.get().error


def test_what_is_too_much_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    car = ListingFactory()
    monkeypatch.setattr(uploads, "MOST_WAITING", 1)
    sent(car, picture())
    with pytest.raises(PhotoRefused, match="1"):
        sent(car, picture("blue"))
    monkeypatch.setattr(uploads, "MAX_BYTES", 10)
    with pytest.raises(PhotoRefused, match="MB"):
        sent(car, picture())
    assert len(originals()) == 1


def test_a_car_that_is_gone_gets_no_photo() -> None:
    upload = sent(car := ListingFactory(), picture())
    photo = store_drawn(io.BytesIO(picture()))
    Listing.objects.filter(pk=car.pk).delete()
    uploads.attach(upload, photo, "")
    assert not Photo.objects.exists()


def age(path: Path, days: int) -> None:
    at = (timezone.now() - timedelta(days=days)).timestamp()
    for file in [path, *path.rglob("*")]:
        os.utime(file, (at, at))


def test_files_without_a_row_go_after_two_days(tmp_path: Path) -> None:
    now = timezone.now()
    shown, left = (store_drawn(io.BytesIO(picture(colour))) for colour in ("red", "blue"))
    PhotoFactory(digest=shown.digest)
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads" / "left").touch()
    assert sweep(now) == 0
    age(tmp_path, 3)
    young = store_drawn(io.BytesIO(picture("green")))
    assert sweep(now) == 4
    assert photos.default_storage.exists(f"photos/{shown.digest[:2]}/{shown.digest}-480.webp")
    assert photos.is_stored(young.digest)
    assert not originals()
    assert not default_storage.exists(f"photos/{left.digest[:2]}/{left.digest}-480.webp")


def test_an_empty_database_is_no_reason_to_delete_everything(tmp_path: Path) -> None:
    store_drawn(io.BytesIO(picture()))
    age(tmp_path, 30)
    assert sweep(timezone.now()) == 0


def test_an_old_photo_that_comes_again_is_kept_as_if_new(tmp_path: Path) -> None:
    PhotoFactory()
    store_drawn(io.BytesIO(picture()))
    age(tmp_path, 3)
    again = store_drawn(io.BytesIO(picture()))
    assert sweep(timezone.now()) == 0
    assert photos.is_stored(again.digest)


@pytest.mark.parametrize(("days", "error", "rows"), [(8, "x", 0), (6, "x", 1), (8, "", 1)])
def test_refusals_are_forgotten_in_a_week(days: int, error: str, rows: int) -> None:
    now: datetime = timezone.now()
    upload = sent(ListingFactory(), picture())
    PhotoUpload.objects.update(error=error, created_at=now - timedelta(days=days))
    sweep(now)
    assert PhotoUpload.objects.count() == rows
    assert len(jobs()) == (1 if error else 2)  # one that was lost is asked for again
    assert upload.pk


def named(car: Listing, *hosts: str) -> PhotoUpload:
    """A photo that a feed named, which may come from these hosts."""
    feed = Feed.objects.create(
        seller=car.seller, format=Feed.Format.HEXON_XML, image_hosts=list(hosts)
    )
    FeedCar.objects.create(listing=car, feed=feed)
    return PhotoUpload.objects.create(listing=car, url="https://fotos.example/1.jpg", position=3)


def test_a_photo_that_a_feed_names_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(url: str, *, hosts: list[str], **options: Any) -> bytes:
        assert (url, hosts) == ("https://fotos.example/1.jpg", ["fotos.example"])
        return picture()

    monkeypatch.setattr(uploads, "fetch", fetch)
    upload = named(ListingFactory(), "fotos.example")
    uploads.make(upload.pk)
    assert (Photo.objects.get().source_url, Photo.objects.get().position) == (upload.url, 3)
    assert not PhotoUpload.objects.exists()


def test_it_comes_from_hosts_that_were_named_alone() -> None:
    upload = named(ListingFactory())
    uploads.make(upload.pk)
    upload.refresh_from_db()
    assert "fotos.example" in upload.error


def test_a_host_that_does_not_answer_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(*args: Any, **options: Any) -> bytes:
        raise FetchError("no", may_pass=True)

    monkeypatch.setattr(uploads, "fetch", fetch)
    upload = named(ListingFactory())
    with pytest.raises(FetchError):
        uploads.make(upload.pk)
    upload.refresh_from_db()
    assert upload.error == ""
