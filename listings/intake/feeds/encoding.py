"""Which encoding a file of text is in, judged by all of its bytes."""

import codecs
import re
from io import TextIOWrapper
from typing import BinaryIO

MARKED = "feeds.marked"  # how a decoder is told to mark what is no text

CHUNK = 1 << 16
_BAD = re.compile("[\udc80-\udcff]")  # bytes that are no UTF-8, as ``surrogateescape`` shows them
_GOOD = re.compile("[^\0-\x7f\udc80-\udcff]")
_C1, _EURO = frozenset(map(chr, range(0xDC80, 0xDCA0))), chr(0xDCA4)


def encoding_of(file: BinaryIO) -> str:
    """The name of a codec for ``opened``; a byte may still be damaged.

    A byte order mark decides. Else it is UTF-8, unless more of its letters beyond ASCII are broken
    than whole. What is left is Windows-1252, or ISO-8859-15 where nothing stands in 80–9F, which
    are control characters there, and a byte is the sign of the euro.
    """
    if marked := marked_encoding(file):
        return marked
    good, bad, seen = _counted(file)
    file.seek(0)
    if bad <= good:
        return "utf-8"
    return "iso8859-15" if _EURO in seen and not seen & _C1 else "cp1252"


def opened(file: BinaryIO, codec: str) -> TextIOWrapper:
    """The file as text with its own line ends. What is no text is U+DCFF in it, which nobody can
    store: also half a sign of UTF-16, at which ``surrogateescape`` gives up. To be detached: the
    file is its owner's to close.
    """
    return TextIOWrapper(file, codec, errors=MARKED, newline="")


def _marked(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udcff", error.end


codecs.register_error(MARKED, _marked)


def marked_encoding(file: BinaryIO) -> str:
    """What a byte order mark says; empty where there is none."""
    file.seek(0)
    head = file.read(3)
    file.seek(0)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig" if head == codecs.BOM_UTF8 else ""


def _counted(file: BinaryIO) -> tuple[int, int, set[str]]:
    """Letters beyond ASCII that are UTF-8, bytes that are not, and which bytes those are."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good, bad, seen = 0, 0, set[str]()
    while chunk := file.read(CHUNK):
        text = decoder.decode(chunk)
        if not text.isascii():
            broken = _BAD.findall(text)
            good, bad = good + len(_GOOD.findall(text)), bad + len(broken)
            seen.update(broken)
    return good, bad + len(decoder.getstate()[0]), seen
