"""An article as one plain text, with the way back from each place to the HTML of its body."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple, Protocol

from carsite.html import sanitize
from listings.vocabulary.mentions import Passage
from listings.vocabulary.mentions import Place as Where

# Of sanitised HTML: a tag, an entity, or text without either.
_PIECE = re.compile(r'<(/?)(\w+)(?:"[^"]*"|[^<>"])*>|&[#\w]{1,32};|[^<&]+|[<&]')
_HEADINGS = {"h2", "h3"}
_BLOCKS = {*_HEADINGS, "p", "ul", "ol", "li", "blockquote", "br"}


class Written(Protocol):
    """What has a text: an article, saved or not."""

    title: str
    intro: str
    body: str


class Place(NamedTuple):
    """A stretch of the body's HTML; it can be linked unless it is a heading's or a link's."""

    start: int
    end: int
    is_linkable: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that follow each other in the text and in the HTML; an entity is a run alone."""

    start: int
    end: int
    html_start: int
    html_end: int
    node: int  # runs of one node have no tag between them
    is_linkable: bool


@dataclass(frozen=True, slots=True)
class PlainText:
    """``text`` is title, intro and the body's blocks, each on its line; ``html`` the clean body."""

    text: str
    passages: tuple[Passage, ...]
    html: str
    runs: tuple[Run, ...]

    def place(self, start: int, end: int) -> Place | None:
        """Where ``text[start:end]`` stands in ``html``; None where a tag lies in between, and
        for title and intro.
        """
        first, last = self._run(start), self._run(end - 1)
        if first is None or last is None or first.node != last.node:
            return None
        is_entity = last.end - last.start != last.html_end - last.html_start
        stop = last.html_end if is_entity else last.html_start + end - last.start
        return Place(first.html_start + start - first.start, stop, first.is_linkable)

    def _run(self, offset: int) -> Run | None:
        index = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        return self.runs[index] if index >= 0 and offset < self.runs[index].end else None


class _Builder:
    """Collects the text block by block."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.passages: list[Passage] = []
        self.runs: list[Run] = []
        self._block = 0  # where the block began
        self._node = 0
        self._heading = False
        self._links = 0

    def line(self, text: str, place: Where) -> None:
        """One line that is not of the body."""
        self._put(text.replace("\n", " "))
        self._end_block(place)

    def body(self, html: str) -> None:
        for match in _PIECE.finditer(html):
            if match[2]:
                self._tag(match[2].lower(), is_end=bool(match[1]))
            else:
                self._text(match)
        self._end_block("body")

    def _tag(self, name: str, *, is_end: bool) -> None:
        self._node += 1
        if name == "a":
            self._links = max(0, self._links + (-1 if is_end else 1))
        if name in _BLOCKS:
            self._end_block("heading" if self._heading else "body")
            self._heading = name in _HEADINGS and not is_end

    def _text(self, match: re.Match[str]) -> None:
        written = match[0]
        # One sign stays one sign, so that places can be counted.
        text = unescape(written) if written[0] == "&" else written.replace("\n", " ")
        if text.isspace() and self.length == self._block:
            return
        start, end = self.length, self.length + len(text)
        linkable = not (self._heading or self._links)
        self.runs.append(Run(start, end, match.start(), match.end(), self._node, linkable))
        self._put(text)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _end_block(self, place: Where) -> None:
        if self.length > self._block:
            self.passages.append(Passage(place, self._block, self.length))
            self._put("\n")
            self._block = self.length


def plain(article: Written) -> PlainText:
    """The article as its readers read it, from the title to the last line."""
    html = sanitize(article.body)
    builder = _Builder()
    builder.line(article.title, "title")
    builder.line(article.intro, "intro")
    builder.body(html)
    return PlainText("".join(builder.parts), tuple(builder.passages), html, tuple(builder.runs))
