"""Photos on their way in: checked, turned upright, stripped, and stored in the sizes pages show.

What a visitor receives is never a byte of the upload: every file is encoded again from pixels.
"""

import hashlib
import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms

from listings.photo_files import FALLBACK_WIDTH, WIDTHS, fallback_name, variant_name, widths_for

FORMATS = ("JPEG", "PNG", "WEBP")  # decided by decoding, never by a name or a header of the request
MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 40_000_000  # 160 MB of RGBA: what one request may cost
MAX_RATIO = 5  # of the long side to the short one; also keeps WebP below its 16,383 pixels
MAX_SCANS = 100  # of a progressive JPEG; cameras and editors make ten at most
ORIENTATION, SIDEWAYS = 0x0112, {5, 6, 7, 8}  # Exif 2.32: values that swap width and height
TURNS: dict[object, Image.Transpose] = {  # what undoes each value
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# Pillow only warns about an image of up to twice its limit; for us that is a refusal.
warnings.simplefilter("error", Image.DecompressionBombWarning)
Image.MAX_IMAGE_PIXELS = MAX_PIXELS

# What Pillow's decoders raise on broken or hostile data.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    EOFError,
    OverflowError,
    struct.error,
    zlib.error,
)


class PhotoRefused(ValidationError):
    """The upload cannot become a photo; the message is for whoever sent it."""


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
    photo, picture = decoded(data, digest, pixels=not is_stored(digest))
    if picture is not None:
        keep(photo, picture)
    return photo


def decoded(
    data: bytes, digest: str, *, pixels: bool = True
) -> tuple[StoredPhoto, Image.Image | None]:
    """What the upload is, and if asked its normalised picture."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            check(image, data)
            photo = StoredPhoto(digest, *upright_size(image))
            return photo, normalised(image, photo.width) if pixels else None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_many_pixels() from error
    except BROKEN as error:
        message = _("This file is not a complete JPEG, PNG or WebP picture.")
        raise PhotoRefused(message, code="not_a_photo") from error


def read_capped(upload: BinaryIO) -> bytes:
    """The upload's bytes, without ever holding more than the limit and one."""
    upload.seek(0)
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PhotoRefused(
            _("A photo may be %(limit)d MB at most."),
            code="too_heavy",
            params={"limit": MAX_BYTES // 1024**2},
        )
    return data


def check(image: Image.Image, data: bytes) -> None:
    """Refuse what would cost too much to decode, from the header alone."""
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise too_many_pixels()
    if max(image.size) > MAX_RATIO * min(image.size):
        raise PhotoRefused(_("This picture is too narrow for a photo of a car."), code="too_narrow")
    # Every scan of a progressive JPEG passes over the whole picture: 15 MB can hold a million.
    if image.format != "PNG" and data.count(b"\xff\xda") > MAX_SCANS:
        raise PhotoRefused(_("This picture is built up in too many layers."), code="too_many_scans")


def too_many_pixels() -> PhotoRefused:
    """The refusal that three places share."""
    return PhotoRefused(
        _("A photo may have %(limit)d million pixels at most."),
        code="too_many_pixels",
        params={"limit": MAX_PIXELS // 1_000_000},
    )


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height as a viewer sees them."""
    width, height = image.size
    return (height, width) if image.getexif().get(ORIENTATION) in SIDEWAYS else (width, height)


def normalised(image: Image.Image, width: int) -> Image.Image:
    """The picture upright, at most as wide as the widest size, in sRGB on white, and nothing else.

    `width` is what a viewer sees, which for a camera held upright is the picture's height.
    Turning and colours come after scaling: they then cost a tenth.
    """
    share = min(1.0, WIDTHS[-1] / width)
    target = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    image.draft(None, target)  # a JPEG is decoded at a half, a quarter or an eighth
    image.load()
    orientation, profile = image.getexif().get(ORIENTATION), image.info.get("icc_profile")
    plain = without_alpha(image)
    plain.thumbnail(target, Image.Resampling.LANCZOS, reducing_gap=2.0)
    plain = upright(in_srgb(plain, profile), orientation)
    plain.info.clear()  # comments and profiles would travel into the files
    return plain


def without_alpha(image: Image.Image) -> Image.Image:
    """A copy on white, in a mode that scales well."""
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"RGB", "L", "CMYK"} and "transparency" not in image.info:
        return image.copy()
    clear = image.convert("RGBA")
    white = Image.new("RGB", clear.size, "white")
    white.paste(clear, mask=clear.getchannel("A"))
    return white


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours an embedded profile means, in the space browsers assume."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, *BROKEN):
            converted = None  # a profile that does not fit the picture says nothing about it
        if converted is not None:
            return converted
    return image.convert("RGB")


def upright(image: Image.Image, orientation: object) -> Image.Image:
    """The picture turned or mirrored as its camera noted."""
    turn = TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def keep(photo: StoredPhoto, image: Image.Image) -> None:
    """Write every size, the widest first; each is scaled from the one before."""
    names, sizes = [], []
    for size in reversed(widths_for(photo.width)):
        image = narrowed(image, size)
        names.append(variant_name(photo.digest, size, "webp"))
        sizes.append(image)
    jpeg = narrowed(sizes[0], FALLBACK_WIDTH)
    write(fallback_name(photo.digest), jpeg, "JPEG", quality=82, optimize=True, progressive=True)
    for name, picture in zip(names, sizes, strict=True):
        # Method 4 takes twice as long for 3 % fewer bytes.
        write(name, picture, "WEBP", quality=80, method=2)


def narrowed(image: Image.Image, width: int) -> Image.Image:
    """A copy of at most this width."""
    if image.width <= width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def write(name: str, image: Image.Image, kind: str, **options: object) -> None:
    """Encode into storage under exactly this name."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    default_storage.delete(name)  # a part that a killed process left
    saved = default_storage.save(name, ContentFile(out.getvalue()))
    if saved != name:  # somebody else stored the same photo just now
        default_storage.delete(saved)


def is_stored(digest: str) -> bool:
    """Whether all sizes are there: the narrowest, which is written last, stands for them."""
    return default_storage.exists(variant_name(digest, WIDTHS[0], "webp"))
