"""Photos in a bucket: a server of our own that speaks S3, on this machine, stands in for it."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
import urllib3
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from moto.server import ThreadedMotoServer

from carsite.photo_storage import photo_storage
from listings.intake import sweeping, uploads
from listings.intake.photos import store_drawn
from listings.models import Photo
from listings.photo_files import WIDTHS, fallback_name, variant_name
from tests.factories import ListingFactory
from tests.test_uploads import picture

BUCKET = "fotos"
KEYS = {"S3_ACCESS_KEY": "test", "S3_SECRET_KEY": "test", "S3_REGION": "eu-central-1"}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    started = ThreadedMotoServer("127.0.0.1", port=0)
    started.start()
    host, port = started.get_host_and_port()
    yield f"http://{host}:{port}"
    started.stop()


def environment(monkeypatch: pytest.MonkeyPatch, **words: str) -> None:
    for name, word in words.items():
        monkeypatch.setenv(name, word)


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> str:
    """The address of a bucket in which the site now keeps its photos."""
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    place = {"LocationConstraint": KEYS["S3_REGION"]}
    client = boto3.client("s3", endpoint_url=server, region_name=KEYS["S3_REGION"], **keys)
    if not client.list_buckets()["Buckets"]:
        client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration=place, ACL="public-read")
    url = f"{server}/{BUCKET}"
    names = {"S3_BUCKET": BUCKET, "S3_ENDPOINT": server, "S3_PUBLIC_URL": url}
    environment(monkeypatch, PHOTO_STORAGE="s3", **names, **KEYS)
    settings.DATA = tmp_path
    settings.STORAGES = {**settings.STORAGES, "default": photo_storage()[0]}
    return url


def test_files_are_kept_found_shown_and_deleted(bucket: str) -> None:
    name = "photos/ab/abc-480.webp"
    assert not default_storage.exists(name)
    for body in (b"once", b"again"):
        assert default_storage.save(name, ContentFile(body)) == name
    assert default_storage.exists(name)
    assert default_storage.url(name) == f"{bucket}/{name}"
    with default_storage.open(name) as file:
        assert file.read() == b"again"
    default_storage.delete(name)
    assert not default_storage.exists(name)


@pytest.mark.django_db
def test_an_upload_becomes_a_photo_in_the_bucket_and_nothing_here(
    bucket: str, tmp_path: Path, django_capture_on_commit_callbacks: Any, settings: Any
) -> None:
    car = ListingFactory()
    upload = uploads.receive(car, SimpleUploadedFile("a.jpg", picture()), by="anna")
    with django_capture_on_commit_callbacks(execute=True):
        uploads.make(upload.pk)
    photo = car.photos.get()
    url = default_storage.url(variant_name(photo.digest, WIDTHS[0], "webp"))
    answer = urllib3.request("GET", url)
    assert answer.data.startswith(b"RIFF")
    assert answer.headers["Content-Type"] == "image/webp"
    assert "immutable" in answer.headers["Cache-Control"]
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
    page = Client().get(car.get_absolute_url()).content.decode()
    assert f'src="{bucket}/{fallback_name(photo.digest)}"' in page
    assert f"{settings.SITE_URL}http" not in page  # in what search engines read


@pytest.mark.django_db
def test_the_sweeper_looks_into_the_bucket(bucket: str) -> None:
    kept, left = (store_drawn(io.BytesIO(picture(colour))) for colour in ("navy", "olive"))
    Photo.objects.create(listing=ListingFactory(), digest=kept.digest, width=600, height=400)
    assert sweeping.sweep(timezone.now()) == 0
    assert sweeping.sweep(timezone.now() + timedelta(days=3)) >= 3
    assert default_storage.exists(fallback_name(kept.digest))
    assert not default_storage.exists(fallback_name(left.digest))


def test_pages_may_show_pictures_of_the_bucket_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert photo_storage()[1] == []
    names = {"S3_BUCKET": "x", "S3_PUBLIC_URL": "https://foto.example.nl/x/"}
    environment(monkeypatch, PHOTO_STORAGE="s3", **names)
    storage, origins = photo_storage()
    assert origins == ["https://foto.example.nl"]
    assert storage["OPTIONS"]["custom_domain"] == "foto.example.nl/x"


@pytest.mark.parametrize(
    "words",
    [
        {"PHOTO_STORAGE": "ftp"},
        {"PHOTO_STORAGE": "s3"},
        {"PHOTO_STORAGE": "s3", "S3_PUBLIC_URL": "https://foto.example.nl"},
        {"PHOTO_STORAGE": "s3", "S3_PUBLIC_URL": "foto.example.nl", "S3_BUCKET": "x"},
        {
            "PHOTO_STORAGE": "s3",
            "S3_PUBLIC_URL": "https://foto.example.nl",
            "S3_BUCKET": "x",
            "S3_ENDPOINT": "nergens",
        },
    ],
)
def test_nonsense_stops_the_start(monkeypatch: pytest.MonkeyPatch, words: dict[str, str]) -> None:
    environment(monkeypatch, **words)
    with pytest.raises(ImproperlyConfigured, match=r"PHOTO_STORAGE|S3_"):
        photo_storage()
