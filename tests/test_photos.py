"""What happens to an upload: what is kept, what is dropped, what is refused."""

import hashlib
import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from listings.intake import decoding
from listings.intake.photos import PhotoRefused, StoredPhoto, store, store_drawn
from listings.photo_files import WIDTHS, fallback_name, srcset, variant_name, widths_for

RED, BLUE = (200, 30, 40), (30, 60, 200)


@pytest.fixture(autouse=True)
def _media(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def halves(width: int, height: int) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def kept(data: bytes) -> StoredPhoto:
    """In this process, a hundred times as fast; test_decoding is about the child."""
    return store_drawn(io.BytesIO(data))


def opened(name: str) -> Image.Image:
    with default_storage.open(name) as file:
        image = Image.open(io.BytesIO(file.read()))
    image.load()
    return image


def variants(photo: StoredPhoto) -> dict[str, bytes]:
    folder = f"photos/{photo.digest[:2]}"
    names = default_storage.listdir(folder)[1]
    return {name: Path(default_storage.path(f"{folder}/{name}")).read_bytes() for name in names}


def near(seen: object, wanted: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 16 for a, b in zip(seen, wanted, strict=True))  # type: ignore[call-overload]


def refused(data: bytes) -> str:
    with pytest.raises(PhotoRefused) as refusal:
        kept(data)
    return refusal.value.code or ""


def test_a_large_photo_is_kept_in_three_widths_and_a_jpeg() -> None:
    photo = kept(encoded(halves(2400, 1600)))
    assert (photo.width, photo.height) == (2400, 1600)
    sizes = {w: opened(variant_name(photo.digest, w, "webp")).size for w in WIDTHS}
    assert sizes == {480: (480, 320), 960: (960, 640), 1920: (1920, 1280)}
    assert opened(fallback_name(photo.digest)).size == (960, 640)


def test_a_small_photo_is_never_made_larger() -> None:
    photo = kept(encoded(halves(700, 500)))
    assert widths_for(700) == [480, 960]
    assert opened(variant_name(photo.digest, 960, "webp")).size == (700, 500)
    assert not default_storage.exists(variant_name(photo.digest, 1920, "webp"))


def test_srcset_says_true_widths() -> None:
    digest = "ab" * 32
    assert srcset(digest, 1200) == ", ".join(
        f"/media/photos/ab/{digest}-{size}.webp {width}w"
        for size, width in ((480, 480), (960, 960), (1920, 1200))
    )


@given(st.integers(1, 20_000))
def test_there_is_a_size_for_every_width(width: int) -> None:
    sizes = widths_for(width)
    assert sizes[0] == WIDTHS[0]
    assert sizes[-1] >= min(width, WIDTHS[-1])


def test_the_same_bytes_are_stored_once(monkeypatch: pytest.MonkeyPatch) -> None:
    data = encoded(halves(600, 400))
    first = kept(data)
    monkeypatch.setattr(decoding, "normalised", lambda *_: pytest.fail("decoded again"))
    assert kept(data) == first
    assert len(variants(first)) == 3


def test_a_half_written_photo_is_written_again() -> None:
    data = encoded(halves(600, 400))
    photo = kept(data)
    default_storage.delete(variant_name(photo.digest, 480, "webp"))
    broken = Path(default_storage.path(variant_name(photo.digest, 960, "webp")))
    broken.write_bytes(b"half")
    kept(data)
    assert opened(variant_name(photo.digest, 960, "webp")).size == (600, 400)
    assert len(variants(photo)) == 3


def test_a_full_disk_is_not_blamed_on_the_photo(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    with pytest.raises(OSError, match="No space"):
        kept(encoded(halves(600, 400)))


def test_name_and_place_come_from_the_content() -> None:
    data = encoded(halves(600, 400))
    photo = kept(data)
    assert photo.digest == hashlib.sha256(data).hexdigest()
    assert all(name.startswith(photo.digest) for name in variants(photo))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("size", [(600, 400), (4000, 2400)])
def test_orientation_is_applied(orientation: int, size: tuple[int, int]) -> None:
    """The camera's turn undone by hand and by the pipeline give the same picture."""
    upright = Image.new("RGB", size, RED)
    upright.paste(BLUE, (0, 0, size[0] // 2, size[1] // 2))  # the upper left quarter
    undo = {5: 5, 6: 8, 7: 7, 8: 6}.get(orientation, orientation)
    turn = decoding.TURNS.get(undo)
    exif = Image.Exif()
    exif[0x0112] = orientation
    photo = kept(encoded(upright.transpose(turn) if turn is not None else upright, exif=exif))
    assert (photo.width, photo.height) == size
    seen = opened(variant_name(photo.digest, 480, "webp"))
    assert seen.size == (480, round(480 * size[1] / size[0]))
    corners = [(10, 10), (470, 10), (10, seen.height - 10), (470, seen.height - 10)]
    assert [near(seen.getpixel(corner), BLUE) for corner in corners] == [True, False, False, False]


def test_camera_place_and_comment_are_dropped() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (52.0, 22.0, 12.0)
    data = encoded(halves(600, 400), exif=exif, comment=b"SecretComment")
    assert b"SecretCamera" in data
    photo = kept(data)
    for name, content in variants(photo).items():
        assert b"Secret" not in content
        image = Image.open(io.BytesIO(content))
        assert not dict(image.getexif()), name
        assert not {"exif", "icc_profile", "comment", "xmp"} & image.info.keys(), name


def test_png_text_is_dropped() -> None:
    info = PngInfo()
    info.add_text("Author", "SecretName", zip=False)
    data = encoded(halves(600, 400), "PNG", pnginfo=info)
    assert b"SecretName" in data
    assert not any(b"SecretName" in content for content in variants(kept(data)).values())


def swapped_profile() -> bytes:
    """An sRGB profile whose red and blue columns have changed places."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.find(b"rXYZ"), profile.find(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


def test_an_embedded_profile_is_applied_and_dropped() -> None:
    data = encoded(Image.new("RGB", (600, 400), RED), icc_profile=swapped_profile(), quality=95)
    seen = opened(variant_name(kept(data).digest, 480, "webp"))
    assert near(seen.getpixel((100, 100)), RED[::-1])


def test_a_profile_that_does_not_fit_is_ignored() -> None:
    data = encoded(Image.new("RGB", (600, 400), RED), icc_profile=b"nonsense")
    seen = opened(variant_name(kept(data).digest, 480, "webp"))
    assert near(seen.getpixel((100, 100)), RED)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "I;16", "CMYK"])
def test_every_mode_becomes_rgb(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    image = Image.new(mode, (600, 400)) if mode == "I;16" else halves(600, 400).convert(mode)
    seen = opened(variant_name(kept(encoded(image, kind)).digest, 480, "webp"))
    assert seen.mode == "RGB"


def test_see_through_parts_become_white() -> None:
    data = encoded(Image.new("RGBA", (600, 400), (*RED, 0)), "PNG")
    assert near(
        opened(variant_name(kept(data).digest, 480, "webp")).getpixel((5, 5)), (255, 255, 255)
    )


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_only_the_first_frame_counts(kind: str) -> None:
    frames = [Image.new("RGB", (600, 400), BLUE) for _ in range(30)]
    first = Image.new("RGB", (600, 400), RED)
    data = encoded(first, kind, save_all=True, append_images=frames, duration=40)
    seen = opened(variant_name(kept(data).digest, 480, "webp"))
    assert getattr(seen, "n_frames", 1) == 1
    assert near(seen.getpixel((100, 100)), RED)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PPM", "TGA", "JPEG2000", "PDF"])
def test_other_formats_are_refused_whatever_they_are_called(kind: str) -> None:
    assert refused(encoded(halves(64, 48), kind)) == "not_a_photo"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8\xff",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html><script>alert(1)</script>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"PK\x03\x04 a zip",
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert refused(data) == "not_a_photo"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_truncated_picture_is_refused(kind: str) -> None:
    noise = Image.effect_noise((600, 400), 90).convert("RGB")
    data = encoded(noise, kind)
    assert refused(data[: len(data) // 2]) == "not_a_photo"
    assert not default_storage.exists("photos")


def test_a_polyglot_loses_its_other_half() -> None:
    payload = b"PK\x03\x04<?php system('id'); ?><script>alert(1)</script>"
    photo = kept(encoded(halves(600, 400)) + payload)
    assert not any(b"<?php" in part or b"<script" in part for part in variants(photo).values())


def test_too_many_bytes_are_refused_without_reading_on() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def seek(self, *_: int) -> int:
            return 0

        def read(self, size: int = -1) -> bytes:
            assert size > 0
            Endless.taken += size
            return b"\xff" * size

    with pytest.raises(PhotoRefused) as refusal:
        store(Endless())  # type: ignore[arg-type]
    assert refusal.value.code == "too_heavy"
    assert Endless.taken == decoding.MAX_BYTES + 1


def png_of(width: int, height: int) -> bytes:
    """A PNG of 1-bit black: its size in the header, almost nothing behind it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + -(-width // 8))
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [6_400, 10_000, 12_000])
def test_a_bomb_is_refused_before_decoding(side: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """One just over our limit, one that Pillow would warn about, one that it refuses itself."""
    data = png_of(side, side)
    assert len(data) < 100_000
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("decoded"))
    assert refused(data) == "too_many_pixels"


def test_a_lie_about_the_size_is_refused() -> None:
    data = bytearray(encoded(halves(64, 48)))
    start = data.index(b"\xff\xc0")
    data[start + 5 : start + 9] = struct.pack(">HH", 65_000, 65_000)
    assert refused(bytes(data)) == "too_many_pixels"


def test_a_strip_is_refused() -> None:
    assert refused(encoded(Image.new("RGB", (2000, 100)))) == "too_narrow"


def test_a_picture_of_endless_scans_is_refused() -> None:
    data = encoded(halves(600, 400), progressive=True)
    last = data.rindex(b"\xff\xda")
    scan = data[last:-2]
    assert refused(data[:last] + scan * 200 + data[-2:]) == "too_many_scans"


def test_a_compressed_text_bomb_is_refused() -> None:
    info = PngInfo()
    info.add_text("Comment", "A" * 80_000_000, zip=True)
    assert refused(encoded(halves(64, 48), "PNG", pnginfo=info)) == "not_a_photo"


def test_a_refusal_is_a_validation_error_with_a_message() -> None:
    with pytest.raises(ValidationError, match=r"\b40\b"):
        kept(png_of(6_400, 6_400))


SEEDS: dict[str, Callable[[], bytes]] = {
    "jpeg": lambda: encoded(halves(120, 80), progressive=True, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0"),
    "png": lambda: encoded(halves(120, 80).convert("P"), "PNG"),
    "webp": lambda: encoded(halves(120, 80), "WEBP"),
}


@pytest.mark.parametrize("kind", SEEDS)
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=8),
    keep=st.floats(0.3, 1),
)
def test_damaged_pictures_are_kept_or_refused(
    kind: str, changes: list[tuple[float, int]], keep: float
) -> None:
    data = bytearray(SEEDS[kind]())
    for place, value in changes:
        data[int(place * len(data))] = value
    try:
        photo = kept(bytes(data[: int(len(data) * keep)]))
    except PhotoRefused:
        return
    assert opened(variant_name(photo.digest, 480, "webp")).mode == "RGB"
