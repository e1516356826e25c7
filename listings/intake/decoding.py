"""From an upload's bytes to the files that pages show: upright, in sRGB, and nothing else.

Run as a program it is the child in which foreign pixels are decoded, under limits that the kernel
enforces; so it needs Pillow and no module of ours. ``listings.intake.photos`` starts it.
"""

import io
import json
import resource
import struct
import sys
import warnings
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageCms
from PIL.JpegImagePlugin import JpegImageFile

MAX_BYTES = 15 * 1024 * 1024
MEMORY = 300_000_000  # bytes of address space, so never more of them resident
CPU_SECONDS = 2  # 40 Mpx take 0.5 to 1 s
OUTPUT = 24 * 1024 * 1024
# Pillow keeps 4 bytes of a pixel, libwebp's animation decoder and its copies 16 more.
MAX_PIXELS = {"JPEG": 40_000_000, "MPO": 40_000_000, "PNG": 40_000_000, "WEBP": 12_000_000}
FORMATS = ("JPEG", "PNG", "WEBP")  # decided by decoding, never by a name or a header of the request
MAX_RATIO = 5  # of the long side to the short one; also keeps WebP below its 16,383 pixels
MAX_SCANS = 100  # of a progressive JPEG; cameras and editors make ten at most
MAX_COEFFICIENTS = 170_000_000  # bytes: 40 Mpx of a camera's 4:2:0 are 120
ROOMY = 12_000_000  # pixels of which a second copy does no harm
STRIP = 256  # rows that are flattened at a time
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

# Pillow only warns about an image of up to twice its limit; for us that is a refusal.
warnings.simplefilter("error", Image.DecompressionBombWarning)
Image.MAX_IMAGE_PIXELS = max(MAX_PIXELS.values())


class RefusedError(Exception):
    """No photo, or too much of one: a code that ``photos`` has words for, and the limit."""

    def __init__(self, code: str, limit: int = 0) -> None:
        self.code, self.limit = code, limit
        super().__init__(code)


@dataclass(frozen=True)
class Decoded:
    """Width and height are the upload's, upright. A file has a nominal width and an extension."""

    width: int
    height: int
    files: list[tuple[int, str, bytes]]


def decode(data: bytes, widths: list[int], jpeg_width: int) -> Decoded:
    """The picture as WebP of each of the rising widths that it fills, widest first, and a JPEG.

    Without widths only what it is. Raises RefusedError.
    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            check(image, data)
            width, height = upright_size(image)
            if not widths:
                return Decoded(width, height, [])
            plain = normalised(image, width, widths[-1])
            return Decoded(width, height, encoded(plain, width, widths, jpeg_width))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_many_pixels("PNG") from error
    except MemoryError as error:
        raise RefusedError("too_costly") from error
    except BROKEN as error:
        raise RefusedError("not_a_photo") from error


def check(image: Image.Image, data: bytes) -> None:
    """Refuse what would cost too much to decode, from the header alone."""
    width, height = image.size
    if width * height > MAX_PIXELS[image.format or ""]:
        raise too_many_pixels(image.format or "")
    if max(image.size) > MAX_RATIO * min(image.size):
        raise RefusedError("too_narrow")
    if isinstance(image, JpegImageFile):
        # Every scan of a progressive one passes over the whole picture: 15 MB can hold a million.
        if data.count(b"\xff\xda") > MAX_SCANS:
            raise RefusedError("too_many_scans")
        if image.info.get("progressive") and coefficients(image) > MAX_COEFFICIENTS:
            raise RefusedError("too_costly")


def coefficients(image: JpegImageFile) -> float:
    """Bytes that libjpeg keeps of a progressive picture, at whichever scale it is wanted."""
    across, down = (max(part[axis] for part in image.layer) for axis in (1, 2))
    blocks = sum(part[1] * part[2] for part in image.layer) / (across * down)
    return 2 * blocks * image.width * image.height


def too_many_pixels(kind: str) -> RefusedError:
    """The refusal that two places share."""
    return RefusedError("too_many_pixels", MAX_PIXELS[kind] // 1_000_000)


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height as a viewer sees them."""
    width, height = image.size
    return (height, width) if image.getexif().get(ORIENTATION) in SIDEWAYS else (width, height)


def normalised(image: Image.Image, width: int, widest: int) -> Image.Image:
    """The picture upright, at most as wide as the widest size, in sRGB on white, and nothing else.

    `width` is what a viewer sees, which for a camera held upright is the picture's height.
    Turning and colours come after scaling: they then cost a tenth.
    """
    share = min(1.0, widest / width)
    target = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    image.draft(None, target)  # a JPEG is decoded at a half, a quarter or an eighth
    image.load()
    orientation, profile = image.getexif().get(ORIENTATION), image.info.get("icc_profile")
    plain = flattened(image, target[0])
    plain = plain.resize(target, Image.Resampling.LANCZOS, reducing_gap=2.0)
    plain = upright(in_srgb(plain, profile), orientation)
    plain.info.clear()  # comments and profiles would travel into the files
    return plain


def flattened(image: Image.Image, width: int) -> Image.Image:
    """On white, in a mode that scales well, smaller by a whole factor but wider than `width`."""
    factor = max(1, image.width // (2 * width))
    if image.width * image.height > ROOMY:
        factor = max(factor, min(2, image.width // width))
    if image.mode in {"RGB", "L", "CMYK"} and "transparency" not in image.info:
        return image.reduce(factor) if factor > 1 else image
    size = (-(-image.width // factor), -(-image.height // factor))
    out = Image.new("L" if image.mode.startswith("I") else "RGB", size)
    rows = factor * max(1, STRIP // factor)
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(image.height, top + rows)))
        out.paste(without_alpha(strip).reduce(factor), (0, top // factor))
    return out


def without_alpha(image: Image.Image) -> Image.Image:
    """A copy on white."""
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
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


def encoded(
    image: Image.Image, width: int, widths: list[int], jpeg_width: int
) -> list[tuple[int, str, bytes]]:
    """The JPEG and every size, the widest first; each is scaled from the one before."""
    jpeg = written(narrowed(image, jpeg_width), "JPEG", quality=82, optimize=True, progressive=True)
    files = [(jpeg_width, "jpg", jpeg)]
    below = [size for size in widths if size < width]
    for size in reversed(widths[: len(below) + 1]):
        image = narrowed(image, size)
        # Method 4 takes twice as long for 3 % fewer bytes.
        files.append((size, "webp", written(image, "WEBP", quality=80, method=2)))
    return files


def narrowed(image: Image.Image, width: int) -> Image.Image:
    """A copy of at most this width."""
    if image.width <= width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def written(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


# --- The child ------------------------------------------------------------------------------


def confine() -> None:
    """Little memory, little time, one bounded file that is open already; no way back."""
    limits = {resource.RLIMIT_FSIZE: OUTPUT, resource.RLIMIT_CORE: 0}
    if sys.platform == "linux":  # elsewhere the kernel knows no such limit, or refuses to set it
        limits[resource.RLIMIT_AS] = MEMORY
    for kind, most in limits.items():
        resource.setrlimit(kind, (most, most))
    # At the first of these it is told why, which the parent reads from its exit.
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))


def answer(data: bytes, sizes: list[int], out: BinaryIO) -> None:
    """A line of JSON, then the files; ``read_answer`` reads it. The last size is the JPEG's."""
    try:
        photo = decode(data, sizes[:-1], sizes[-1])
    except RefusedError as refusal:
        out.write(json.dumps({"refused": refusal.code, "limit": refusal.limit}).encode() + b"\n")
        return
    parts = [(width, kind, len(body)) for width, kind, body in photo.files]
    told = {"width": photo.width, "height": photo.height, "files": parts}
    out.write(json.dumps(told).encode() + b"\n")
    out.writelines(body for _, _, body in photo.files)


def read_answer(file: BinaryIO) -> Decoded:
    """What a child wrote. Raises RefusedError; ValueError or KeyError where it is no answer."""
    told = json.loads(file.readline(10_000))
    if "refused" in told:
        raise RefusedError(str(told["refused"]), int(told["limit"]))
    files = [(int(width), str(kind), file.read(int(size))) for width, kind, size in told["files"]]
    return Decoded(int(told["width"]), int(told["height"]), files)


if __name__ == "__main__":
    confine()
    answer(sys.stdin.buffer.read(), [int(word) for word in sys.argv[1:]], sys.stdout.buffer)
