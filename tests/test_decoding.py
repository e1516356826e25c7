"""The child that decodes: its limits hold, and whatever becomes of it is a refusal with words."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from listings.intake import decoding, photos
from listings.intake.photos import PhotoRefused, answered, store
from listings.photo_files import WIDTHS, variant_name


@pytest.fixture(autouse=True)
def _media(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


def jpeg(colour: str = "red", size: tuple[int, int] = (600, 400)) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out


def test_an_upload_is_decoded_in_a_child_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("decoded here"))
    photo = store(jpeg())
    assert (photo.width, photo.height) == (600, 400)
    assert default_storage.exists(variant_name(photo.digest, WIDTHS[0], "webp"))
    assert store(jpeg()) == photo  # by its header alone


def test_the_child_says_what_it_refuses() -> None:
    with pytest.raises(PhotoRefused, match="JPEG, PNG") as refusal:
        store(io.BytesIO(b"<svg/>"))
    assert refusal.value.code == "not_a_photo"


def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Another child: our limits, and then these lines."""
    path = tmp_path / "child.py"
    source = Path(decoding.__file__).read_text().partition('if __name__ == "__main__":')[0]
    path.write_text("\n".join([source, "confine()", *lines]))
    monkeypatch.setattr(decoding, "__file__", str(path))


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["import time", "time.sleep(60)"], "too_slow"),
        (["resource.setrlimit(resource.RLIMIT_CPU, (1, 2))", "while True: pass"], "too_costly"),
        (["import os", "os.kill(os.getpid(), 11)"], "not_a_photo"),
        (["print('{}')"], "not_a_photo"),
        (["while True: sys.stdout.write('x' * 1_000_000)"], "not_a_photo"),
        (["answer(b'x' * 400_000_000, [480, 960], sys.stdout.buffer)"], "not_a_photo"),
    ],
)
def test_a_child_that_fails_is_a_refusal(
    lines: list[str], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, monkeypatch, *lines)
    if code == "too_slow":
        monkeypatch.setattr(photos, "SECONDS", 0.5)
    if code == "too_costly":
        monkeypatch.setattr(photos, "SECONDS", 60)
    with pytest.raises(PhotoRefused) as refusal:
        store(jpeg())
    assert refusal.value.code == code
    assert not default_storage.exists("photos")


def test_a_child_that_was_taken_over_cannot_store_what_it_likes() -> None:
    told = b'{"width": 1, "height": 1, "files": [[480, "webp", 6]]}\n<html>'
    with pytest.raises(PhotoRefused):
        answered(0, io.BytesIO(told))
    with pytest.raises(PhotoRefused):
        answered(0, io.BytesIO(told.replace(b"webp", b"html").replace(b"<html>", b"RIFFxx")))


@pytest.mark.skipif(sys.platform != "linux", reason="no other kernel limits address space")
def test_memory_ends_where_it_should() -> None:
    command = "from listings.intake import decoding as d; d.confine(); bytearray(290_000_000)"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr
    fine = subprocess.run([sys.executable, "-c", command.replace("290", "150")], check=False)
    assert fine.returncode == 0
