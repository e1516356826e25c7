"""The text of a large JSON file, held a piece at a time: the next value, or where one may begin."""

import json
import re
from collections.abc import Callable
from io import TextIOWrapper
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from listings.intake.feeds.json_values import JsonValues, why
from listings.intake.feeds.records import MAX_RECORD

_BLANK = re.compile(r"[ \t\r\n\ufeff]*")
_OBJECTS = re.compile(r"\[[ \t\r\n]*\{")


class SpentError(Exception):
    """More was looked at in vain than a file takes that was damaged by accident."""


class Found(NamedTuple):
    value: Any


class JsonText:
    """Where it stands, ``MAX_RECORD`` characters lie ahead, or all that the file still has."""

    def __init__(self, stream: TextIOWrapper, values: JsonValues, budget: int) -> None:
        """``budget``: how many characters may be looked at in vain."""
        self.line = 1  # of the sign that was asked for last
        self.trouble = ""  # why the last value was none
        self._stream, self._values, self._budget = stream, values, budget
        self._text, self._at, self._counted = "", 0, 0

    def sign(self) -> str:
        """Goes to the next character that is not blank; empty at the end of the file."""
        self._skip_blank()
        while self._fill():
            self._skip_blank()
        self._count_lines()
        return self._text[self._at : self._at + 1]

    def take(self) -> None:
        """Goes one character on."""
        self._at += 1

    def ahead(self) -> str:
        return self._text[self._at :]

    def is_list_of_objects(self) -> bool:
        return _OBJECTS.match(self._text, self._at) is not None

    def value(self) -> Found | None:
        """The value that begins here, and goes behind it; None, and ``trouble``, if none does."""
        self.trouble = ""
        try:
            value, end = self._values.decoded(self._text, self._at)
        except ValueError as error:
            self.trouble = _("This is not JSON: %s") % why(error)
            self._spend_on(error)
            return None
        if end - self._at > MAX_RECORD:
            self.trouble = _("The record is too long.")
            return None
        self._at = end
        return Found(value)

    def go_to(self, is_it: Callable[[Any], bool]) -> bool:
        """Goes to the next object that is the right one, however deep; False if there is none."""
        self._at += 1
        while self._find_brace():
            if is_it(self.peek()):
                return True
            self._at += 1
        return False

    def peek(self) -> Any:
        """The value that begins here, None where none does; it stays where it is."""
        try:
            value, end = self._values.decoded(self._text, self._at)
        except ValueError as error:
            self._spend_on(error)
            return None
        self._spend(end - self._at)
        return value

    def _find_brace(self) -> bool:
        while (start := self._text.find("{", self._at)) < 0:
            self._at = len(self._text)
            if not self._fill():
                return False
        self._at = start
        self._fill()
        return True

    def _spend_on(self, error: ValueError) -> None:
        length = len(self._text)
        end = length
        if isinstance(error, json.JSONDecodeError) and not error.msg.startswith("Unterminated"):
            end = error.pos
        # Making the error counts the lines of all that is held, which is quick but not nothing.
        self._spend(end - self._at + length // 64)

    def _spend(self, characters: int) -> None:
        self._budget -= characters
        if self._budget < 0:
            self._count_lines()
            raise SpentError

    def _skip_blank(self) -> None:
        if match := _BLANK.match(self._text, self._at):
            self._at = match.end()

    def _count_lines(self) -> None:
        self.line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at

    def _fill(self) -> bool:
        """Reads on where too little lies ahead; whether there was more."""
        if len(self._text) - self._at >= MAX_RECORD:
            return False
        more = self._stream.read(2 * MAX_RECORD)
        if more:
            self._count_lines()
            self._text = self._text[self._at :] + more
            self._at = self._counted = 0
        return bool(more)
