"""Seventy pictures that somebody sends to break a site, to be kept waiting by it, or to be served.

Each is a name, what makes its bytes, and what is to become of it: a refusal's code, or "" for a
photo that is kept. A picture that holds something to be lost holds ``SECRET``.
"""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

SECRET = b"SecretOfTheSender"
TEXT = SECRET.decode()
HTML = b"<html><script>alert('" + SECRET + b"')</script></html>"
PHP = b"<?php system('" + SECRET + b"'); ?>"
Hostile = tuple[Callable[[], bytes], str]


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def plain(width: int = 600, height: int = 400, mode: str = "RGB") -> Image.Image:
    return Image.new(mode, (width, height))


def noise(width: int = 600, height: int = 400) -> Image.Image:
    return Image.effect_noise((width, height), 80).convert("RGB")


# --- Pieces ---------------------------------------------------------------------------------


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, *chunks: bytes, bits: int = 8, colour: int = 2) -> bytes:
    """A PNG whose header says so; ``chunks`` follow it."""
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join([chunk(b"IHDR", header), *chunks, chunk(b"IEND", b"")])


def zeros(size: int) -> bytes:
    """That many zero bytes, deflated."""
    packer = zlib.compressobj(9)
    blocks = [packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)]
    return b"".join(blocks) + packer.compress(bytes(size % 1_000_000)) + packer.flush()


def png_bomb(width: int, height: int) -> bytes:
    """Of black and white: the cheapest to make."""
    data = chunk(b"IDAT", zeros((width // 8 + 1) * height))
    return png(width, height, data, bits=1, colour=0)


def with_chunk(kind: bytes, body: bytes) -> bytes:
    whole = encoded(plain(), "PNG")
    return whole[:33] + chunk(kind, body) + whole[33:]


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def with_segments(*parts: bytes) -> bytes:
    whole = encoded(plain())
    return whole[:2] + b"".join(parts) + whole[2:]


def resized(whole: bytes, width: int, height: int) -> bytes:
    """A JPEG that lies about its size."""
    data, start = bytearray(whole), whole.index(b"\xff\xc0")
    data[start + 5 : start + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def scans(times: int) -> bytes:
    data = encoded(plain(), progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * times + data[-2:]


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
        for kind, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def webp_canvas(width: int, height: int) -> bytes:
    sizes = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    frame = encoded(plain(), "WEBP")[12:]
    return riff((b"VP8X", b"\0\0\0\0" + sizes)) + frame


def exif() -> bytes:
    tags = Image.Exif()
    tags[0x010F], tags[0x9286] = TEXT, b"ASCII\0\0\0" + SECRET
    tags.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 1.0), 3: "E", 4: (5.0, 6.0, 7.0)})
    return tags.tobytes()


def thumbnail() -> bytes:
    """Exif's own small picture, with a secret behind it."""
    inside = encoded(plain(160, 120)) + SECRET
    entries = struct.pack("<HHIII", 0x0201, 4, 1, 44, 0)[:12] + struct.pack(
        "<HHII", 0x0202, 4, 1, len(inside)
    )
    tiff = b"II*\0\x08\0\0\0" + b"\0\0" + struct.pack("<I", 14) + b"\x02\0" + entries
    return with_segments(segment(0xE1, b"Exif\0\0" + tiff + bytes(4) + inside))


def profile() -> bytes:
    return bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())


def lying_profile() -> bytes:
    """Whose tags point far outside it."""
    data = bytearray(profile())
    count = struct.unpack(">I", data[128:132])[0]
    for n in range(count):
        data[136 + 12 * n : 144 + 12 * n] = struct.pack(">II", 0xFFFFFF00, 0xFFFFFF00)
    return bytes(data)


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("index.html", HTML)
    return out.getvalue()


def frames(kind: str, count: int, size: int = 400) -> bytes:
    others = [Image.new("RGB", (size, size), (n % 256, 9, 9)) for n in range(count)]
    return encoded(plain(size, size), kind, save_all=True, append_images=others, duration=40)


def flood(kind: bytes, count: int) -> bytes:
    body = b"Comment\0\0" + zlib.compress(bytes(1_000_000), 9)
    whole = encoded(plain(), "PNG")
    return whole[:33] + chunk(kind, body) * count + whole[33:]


def told(text: str, packed: bool) -> bytes:
    info = PngInfo()
    info.add_text("Author", text, zip=packed)
    info.add_itxt("XML:com.adobe.xmp", text, zip=packed)
    return encoded(plain(), "PNG", pnginfo=info)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FITS = b"SIMPLE  =                    T".ljust(80) + b"BITPIX  =                    8".ljust(80)
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + bytes(400)
AVIF = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf" + bytes(400)
PSD = b"8BPS\0\x01" + bytes(6) + struct.pack(">HIIHH", 3, 30_000, 30_000, 8, 3) + bytes(64)
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (r) file\n"
XBM = b"#define x_width 9999\n#define x_height 9999\nstatic char x_bits[] = {\n0 };"
GIF_HEAD = b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\x80\0\0" + bytes(6)

IMAGES: dict[str, Hostile] = {
    # What costs more than it says.
    "png-bomb-400-mpx": (lambda: png_bomb(20_000, 20_000), "too_many_pixels"),
    "png-just-over-the-limit": (lambda: png_bomb(7_000, 5_800), "too_many_pixels"),
    "png-just-below-the-limit": (
        lambda: encoded(plain(7_300, 5_470), "PNG", compress_level=1),
        "",
    ),
    "png-16-bit-below-the-limit": (
        lambda: encoded(plain(7_000, 5_600, "I;16"), "PNG", compress_level=1),
        "",
    ),
    "png-alpha-below-the-limit": (
        lambda: encoded(plain(7_000, 5_600, "RGBA"), "PNG", compress_level=1),
        "",
    ),
    "png-1-bit-below-the-limit": (lambda: encoded(plain(7_300, 5_400, "1"), "PNG"), ""),
    "png-tall-below-the-limit": (
        lambda: encoded(plain(2_828, 14_000), "PNG", compress_level=1),
        "too_costly",
    ),
    "png-more-data-than-pixels": (
        lambda: png(64, 48, chunk(b"IDAT", zeros(100_000_000))),
        "",
    ),
    "jpeg-40-mpx": (lambda: encoded(plain(7_300, 5_470)), ""),
    "jpeg-40-mpx-progressive-444": (
        lambda: encoded(plain(7_300, 5_470), progressive=True, subsampling=0),
        "too_costly",
    ),
    "jpeg-40-mpx-cmyk": (lambda: encoded(plain(7_300, 5_400, "CMYK")), ""),
    "jpeg-that-lies-65500": (lambda: resized(encoded(plain()), 65_500, 65_500), "too_many_pixels"),
    "jpeg-that-lies-6000": (lambda: resized(encoded(plain()), 6_000, 5_000), ""),
    "jpeg-of-a-thousand-scans": (lambda: scans(1_000), "too_many_scans"),
    "jpeg-of-ninety-scans": (lambda: scans(90), ""),
    "webp-canvas-of-16383": (lambda: webp_canvas(16_383, 16_383), "too_many_pixels"),
    "webp-just-below-the-limit": (
        lambda: encoded(plain(4_000, 2_990, "RGBA"), "WEBP", lossless=True, method=0),
        "",
    ),
    "webp-over-the-limit": (lambda: encoded(plain(4_400, 3_000), "WEBP"), "too_many_pixels"),
    "png-text-bomb": (lambda: told("A" * 80_000_000, packed=True), "not_a_photo"),
    "png-flood-of-ztxt": (lambda: flood(b"zTXt", 200), "not_a_photo"),
    "png-profile-bomb": (
        lambda: with_chunk(b"iCCP", b"x\0\0" + zeros(50_000_000)),
        "not_a_photo",
    ),
    "png-million-empty-chunks": (
        lambda: encoded(plain(), "PNG")[:33] + chunk(b"tEXt", b"a\0b") * 600_000,
        "not_a_photo",
    ),
    "gzip-bomb": (lambda: gzip.compress(bytes(100_000_000)), "not_a_photo"),
    "heavier-than-allowed": (lambda: encoded(plain()) + bytes(16 * 1024**2), "too_heavy"),
    # Sizes that no photo has.
    "one-pixel-high": (lambda: encoded(plain(20_000, 1)), "too_narrow"),
    "one-pixel-wide": (lambda: encoded(plain(1, 9_000), "PNG"), "too_narrow"),
    "png-of-no-width": (lambda: png(0, 10, chunk(b"IDAT", zeros(10))), "not_a_photo"),
    "png-of-four-billion": (lambda: png(2**31 - 1, 2**31 - 1), "too_many_pixels"),
    "jpeg-of-no-height": (lambda: resized(encoded(plain()), 600, 0), "not_a_photo"),
    "one-pixel": (lambda: encoded(plain(1, 1), "PNG"), ""),
    # What is something else besides.
    "jpeg-and-html": (lambda: encoded(plain()) + HTML, ""),
    "jpeg-and-zip": (lambda: encoded(plain()) + archive(), ""),
    "jpeg-with-php-comment": (lambda: encoded(plain(), comment=PHP), ""),
    "png-with-javascript": (lambda: with_chunk(b"tEXt", b"Comment\0" + HTML), ""),
    "png-and-html": (lambda: encoded(plain(), "PNG") + HTML, ""),
    "png-of-a-palette-and-php": (lambda: encoded(plain(mode="P"), "PNG") + PHP, ""),
    "webp-with-unknown-chunk": (
        lambda: riff((b"EVIL", HTML)) + encoded(plain(), "WEBP")[12:],
        "not_a_photo",
    ),
    "webp-and-html": (lambda: encoded(plain(), "WEBP") + HTML, ""),
    "gif-and-javascript": (lambda: b"GIF89a/*" + bytes(9) + b"*/=1;" + HTML, "not_a_photo"),
    "zip-alone": (archive, "not_a_photo"),
    "html-alone": (lambda: HTML, "not_a_photo"),
    # What is told besides the picture.
    "jpeg-with-place": (lambda: encoded(plain(), exif=exif()), ""),
    "png-with-place": (lambda: encoded(plain(), "PNG", exif=exif()), ""),
    "webp-with-place": (lambda: encoded(plain(), "WEBP", exif=exif()), ""),
    "jpeg-with-xmp": (
        lambda: with_segments(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + HTML)),
        "",
    ),
    "jpeg-with-iptc": (
        lambda: with_segments(segment(0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + SECRET)),
        "",
    ),
    "jpeg-with-small-picture": (thumbnail, ""),
    "png-with-texts": (lambda: told(TEXT, packed=False), ""),
    "jpeg-whose-exif-runs-in-circles": (
        lambda: with_segments(segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0\x08\0\0\0" + SECRET)),
        "",
    ),
    "jpeg-with-profile-and-secret": (
        lambda: encoded(plain(), icc_profile=profile() + SECRET),
        "",
    ),
    "jpeg-with-lying-profile": (lambda: encoded(plain(), icc_profile=lying_profile()), ""),
    "cmyk-with-a-profile-of-rgb": (
        lambda: encoded(plain(mode="CMYK"), icc_profile=profile()),
        "",
    ),
    # More pictures than one.
    "webp-of-100-frames": (lambda: frames("WEBP", 100), ""),
    "png-of-100-frames": (lambda: frames("PNG", 100), ""),
    "jpeg-of-several-pictures": (lambda: frames("MPO", 5), ""),
    # Broken ones.
    "nothing": (lambda: b"", "not_a_photo"),
    "zeros": (lambda: bytes(10_000), "not_a_photo"),
    "half-a-jpeg": (lambda: (data := encoded(noise()))[: len(data) // 2], "not_a_photo"),
    "half-a-png": (lambda: (data := encoded(noise(), "PNG"))[: len(data) // 2], "not_a_photo"),
    "half-a-webp": (lambda: (data := encoded(noise(), "WEBP"))[: len(data) // 2], "not_a_photo"),
    "png-with-wrong-sums": (
        lambda: encoded(noise(), "PNG").replace(b"IDAT", b"IDAT\0", 1),
        "not_a_photo",
    ),
    # What is called .jpg.
    "svg": (lambda: SVG, "not_a_photo"),
    "gif": (lambda: encoded(plain(), "GIF"), "not_a_photo"),
    "gif-of-65535": (lambda: GIF_HEAD, "not_a_photo"),
    "bmp": (lambda: encoded(plain(), "BMP"), "not_a_photo"),
    "tiff": (lambda: encoded(plain(), "TIFF"), "not_a_photo"),
    "fits-gzip": (lambda: FITS + gzip.compress(bytes(10_000_000)), "not_a_photo"),
    "psd": (lambda: PSD, "not_a_photo"),
    "heic": (lambda: HEIC, "not_a_photo"),
    "avif": (lambda: AVIF, "not_a_photo"),
    "eps": (lambda: EPS, "not_a_photo"),
    "xbm": (lambda: XBM, "not_a_photo"),
    "pdf": (lambda: encoded(plain(), "PDF"), "not_a_photo"),
}
