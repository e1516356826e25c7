"""Seventy hostile pictures: each refused with a reason or made ours, within 300 MB and 3 s.

All of them with TORTURE=yes, every tenth in the suite.
"""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from listings.intake import decoding, photos
from listings.intake.photos import PhotoRefused, store
from tests.torture.hostile_images import IMAGES, SECRET

CHOSEN = [*IMAGES] if os.environ.get("TORTURE") else [*IMAGES][::10]
# Stands between store() and the child, and tells what the child took.
WATCH = """
import json, pathlib, resource, subprocess, sys
done = subprocess.run([sys.executable, "-I", {child!r}, *sys.argv[1:]])
took = resource.getrusage(resource.RUSAGE_CHILDREN)
told = {{"memory": took.ru_maxrss * 1024, "seconds": took.ru_utime + took.ru_stime}}
pathlib.Path({report!r}).write_text(json.dumps(told))
sys.exit(done.returncode)
"""


@pytest.fixture
def took(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: object) -> Path:
    """Where the child's cost is told: its peak of resident memory and its time."""
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    report, watch = tmp_path / "took.json", tmp_path / "watch.py"
    watch.write_text(WATCH.format(child=decoding.__file__, report=str(report)))
    monkeypatch.setattr(decoding, "__file__", str(watch))
    monkeypatch.setattr(photos, "SECONDS", 30)  # of a busy machine: its own seconds are counted
    return report


@pytest.mark.parametrize("name", CHOSEN)
def test_a_hostile_picture_is_refused_or_made_ours(name: str, took: Path) -> None:
    make, code = IMAGES[name]
    assert outcome(make()) == code
    if code != "too_heavy":
        told = json.loads(took.read_text())
        assert told["memory"] <= 300_000_000
        assert told["seconds"] <= 3


def outcome(data: bytes) -> str:
    """The refusal's code; of a photo that was kept every served byte has been looked at."""
    try:
        photo = store(io.BytesIO(data))
    except PhotoRefused as refusal:
        assert not default_storage.exists("photos")
        assert refusal.messages[0]
        return refusal.code or ""
    folder = f"photos/{photo.digest[:2]}"
    for name in default_storage.listdir(folder)[1]:
        served = Path(default_storage.path(f"{folder}/{name}")).read_bytes()
        assert SECRET not in served
        assert served != data
        with Image.open(io.BytesIO(served)) as image:
            image.load()
            assert image.format == ("JPEG" if name.endswith(".jpg") else "WEBP")
            assert not dict(image.getexif())
            assert not {"exif", "icc_profile", "comment", "xmp", "photoshop"} & image.info.keys()
            assert getattr(image, "n_frames", 1) == 1
    return ""


def test_without_its_limit_a_bomb_would_pass_300_mb() -> None:
    """The control: what stands between is the limit, not the choice of pictures."""
    data = IMAGES["jpeg-40-mpx-progressive-444"][0]()
    command = (
        "import io, resource, sys; from PIL import Image;"
        "Image.open(io.BytesIO(sys.stdin.buffer.read())).load();"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)"
    )
    done = subprocess.run(
        ["sh", "-c", '"$0" "$@"; :', sys.executable, "-c", command],
        input=data,
        capture_output=True,
        check=True,
    )
    assert int(done.stdout) > 300_000_000
