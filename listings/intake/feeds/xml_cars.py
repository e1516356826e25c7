"""XML with many cars, streamed: each is cut out and parsed by itself, so a broken one costs one."""

import codecs
import re
from collections.abc import Iterator, Sequence
from functools import partial
from io import TextIOWrapper
from typing import BinaryIO

from django.utils.translation import gettext as _

from listings.intake.feeds.encoding import encoding_of, opened
from listings.intake.feeds.fields import shown
from listings.intake.feeds.incoming import Ending, Refusal
from listings.intake.feeds.records import MAX_RECORD, Cut, Record
from listings.intake.feeds.xml_values import XmlError, element

BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LONGEST_ID = 80
# Windows-1252 is what everybody means by the name of its poorer relation.
ENCODINGS = {
    "utf-8": "utf-8", "us-ascii": "utf-8", "ascii": "utf-8", "utf-16": "utf-16",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "windows-1252": "cp1252", "iso-8859-15": "latin9",
}  # fmt: skip
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']""")
_MARK = re.compile(r"<(?:!--|!\[CDATA\[|!|\?|/?[A-Za-z_][\w.:-]{0,80})")
# How a start tag goes on; a sign of greater-than may stand in a value.
_TAG = re.compile(r"""(?:[^<>"'/]++|"[^"<]*+"|'[^'<]*+'|/(?!>))*+(/?)>""")
_END = re.compile(r"\s*+>?")
_SKIPPED = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}


class XmlCars:
    """Values are those of ``xml_values.element``. No document type and no entity is read."""

    def __init__(self, name: str, roots: frozenset[str], *ids: str) -> None:
        """``name`` is a car's element, ``roots`` what may hold them or be the only one; of a car
        that cannot be read one of ``ids`` still tells which it is.
        """
        self._name, self._roots = name, roots
        self._edge = re.compile(rf"<(/?){name}(?=[\s/>])")
        self._ids = [
            re.compile(rf"<{one}>\s*+([^<\s]{{1,{LONGEST_ID}}}+)\s*+</{one}>") for one in ids
        ]

    def records(self, file: BinaryIO) -> Iterator[Cut | Refusal | Ending]:
        codec = _codec(file)
        if not codec:
            yield Ending(False, _("The file names an encoding that is not read here."))
            return
        stream = opened(file, codec)
        try:
            yield from self._records(_Text(stream))
        finally:
            stream.detach()  # the file is its owner's to close

    def _records(self, text: "_Text") -> Iterator[Cut | Refusal | Ending]:
        root, is_closed, has_more = "", False, False
        while mark := text.next_mark():
            if mark in _SKIPPED:
                line = text.line
                if not text.skip(mark):
                    yield Refusal(line, "", _("What begins here does not end."))
            elif mark == "<!":
                yield Ending(False, _("A document type and entities are not read here."))
                return
            elif not root and mark[1:] not in self._roots:
                yield Ending(False, _("The file begins with %s and holds no cars.") % shown(mark))
                return
            elif is_closed:
                yield Ending(False, _("Something stands behind the end, on line %d.") % text.line)
                return
            else:
                has_more = has_more or not (root or text.is_blank)
                root = root or mark[1:]
                if mark == f"<{self._name}":
                    found, is_complete = self._car(text)
                    yield found
                    is_closed = root == self._name and is_complete
                else:
                    is_closed = mark == f"</{root}"
                    text.go_behind(mark)
                text.is_blank = text.is_blank or is_closed
        if has_more:
            yield Ending(False, _("Something stands before the beginning."))
        else:
            yield self._ending(root, is_closed, text)

    def _ending(self, root: str, is_closed: bool, text: "_Text") -> Ending:
        if not root:
            return Ending(False, _("The file is empty.") if text.is_blank else _("This is no XML."))
        if not is_closed:
            return Ending(False, _("The file is cut off: its end is missing."))
        if not text.is_blank:
            return Ending(False, _("Something stands behind the end, on line %d.") % text.line)
        return Ending(True)

    def _car(self, text: "_Text") -> tuple[Cut | Refusal, bool]:
        """The car that begins here, and whether its end was found."""
        line = text.line
        end, reason = self._end(text)
        part = text.go_to(end)
        if reason:
            # Another number than the first is the car's only where it has no first one.
            return Refusal(line, "", reason, self._id(part, self._ids[:1])), False
        return Cut(line, part, partial(self._look, part, line)), True

    def _look(self, part: str, line: int) -> Record | Refusal:
        try:
            return Record(line, element(part))
        except XmlError as error:
            return Refusal(line + error.line, "", str(error), self._id(part, self._ids))

    def _end(self, text: "_Text") -> tuple[int, str]:
        """Where the car ends; where another begins before that, this one has no end."""
        most, held = text.reach(), text.held
        tag = _TAG.match(held, text.at + 1 + len(self._name), most)
        if tag and tag[1]:
            return tag.end(), ""
        edge = self._edge.search(held, text.at + 1, most)
        close = held.find(">", edge.end(), most) if edge and edge[1] else -1
        if close >= 0:
            return close + 1, ""
        if edge is None and most - text.at == MAX_RECORD:
            return most, _("The record is too long.")
        return edge.start() if edge else most, _("The car's end is missing.")

    def _id(self, part: str, ids: Sequence[re.Pattern[str]]) -> str:
        found = next(filter(None, (one.search(part) for one in ids)), None)
        return found[1] if found and found[1].isprintable() else ""


class _Text:
    """The file's text, held a piece at a time."""

    def __init__(self, stream: TextIOWrapper) -> None:
        self._stream = stream
        self.held, self.at, self.line = "", 0, 1
        self.is_blank = True

    def reach(self) -> int:
        """How far one record may go: so much is held, or all that there is."""
        while len(self.held) - self.at < MAX_RECORD and (more := self._stream.read(2 * MAX_RECORD)):
            self.held, self.at = self.held[self.at :] + more, 0
        return min(self.at + MAX_RECORD, len(self.held))

    def go_to(self, place: int) -> str:
        """What is passed on the way."""
        passed = self.held[self.at : place]
        self.line += passed.count("\n")
        self.at = place
        return passed

    def next_mark(self) -> str:
        """Goes to the next tag, comment or the like and tells how it begins; empty at the end."""
        most = self.reach()
        while self.at < most:
            mark = _MARK.search(self.held, self.at, most)
            if mark and (mark.end() < most or most == len(self.held)):
                self._pass(mark.start())
                return mark[0]
            # A name that touches the edge of what is held may go on behind it.
            cut = self.held.rfind("<", self.at + 1, most)
            self._pass(cut if cut > 0 else most)
            most = self.reach()
        return ""

    def go_behind(self, mark: str) -> None:
        """Behind a mark, and the sign that ends its tag if it follows at once."""
        most = self.reach()
        if end := _END.match(self.held, self.at + len(mark), most):
            self.go_to(end.end())

    def _pass(self, place: int) -> None:
        passed = self.go_to(place)
        self.is_blank = self.is_blank and not passed.strip("\ufeff \t\r\n")

    def skip(self, mark: str) -> bool:
        """Goes behind what begins with this mark. What has no end before another of its kind
        begins is damage: then only the mark is skipped.
        """
        most, inside = self.reach(), self.at + len(mark)
        other = self.held.find(mark, inside, most)
        end = self.held.find(_SKIPPED[mark], inside, other if other >= 0 else most)
        self.go_to(end + len(_SKIPPED[mark]) if end >= 0 else inside)
        return end >= 0


def _codec(file: BinaryIO) -> str:
    """By the byte order mark, then the declaration, then the bytes; empty: a strange one."""
    file.seek(0)
    head = file.read(300)
    guessed = encoding_of(file)
    file.seek(0)
    declared = _DECLARED.match(head)
    if declared is None or head.startswith(BOMS):
        return guessed
    name = ENCODINGS.get(declared[1].decode().lower(), "")
    if name == "utf-8":  # many say so of whatever they have
        return guessed
    return name
