"""JSON with many cars, streamed: a list, an object with a list somewhere in it, or JSON Lines."""

import re
from collections.abc import Generator, Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from listings.intake.feeds.encoding import marked_encoding, opened
from listings.intake.feeds.incoming import Ending, Refusal
from listings.intake.feeds.json_lines import JsonLines
from listings.intake.feeds.json_text import JsonText, SpentError
from listings.intake.feeds.json_values import JsonValues
from listings.intake.feeds.records import MAX_RECORD, Record

_GOES_ON = re.compile(r"[\[{,:][ \t\r]*\Z")
DEEPEST = 4  # objects around the list of cars

# What is found on the way, and whether the end of it was reached.
Found = Generator[Record | Refusal, None, bool]


class JsonStock:
    """A car that cannot be read is refused with its line; the next is found by its names."""

    def __init__(self, *marks: str) -> None:
        """``marks`` are names that every car has and nothing else in the file has all of."""
        self._marks = frozenset(marks)
        self._values = JsonValues()

    def records(self, file: BinaryIO) -> Iterator[Record | Refusal | Ending]:
        size = file.seek(0, 2)
        codec = marked_encoding(file) or "utf-8"  # by RFC 8259; what is not stays with its car
        stream = opened(file, codec)
        text = JsonText(stream, self._values, budget=4 * size + 4 * MAX_RECORD)
        try:
            if self._is_lines(text):
                file.seek(0)
                yield from JsonLines().records(file)
            else:
                yield (yield from self._stock(text))
        except SpentError:
            reason = _("From line %d on no car can be told from another.") % text.line
            yield Ending(False, reason)
        finally:
            stream.detach()  # the file is its owner's to close

    def _is_lines(self, text: JsonText) -> bool:
        """Whether each line is a car: the first is one, or is broken and the second begins so."""
        if text.sign() != "{":
            return False
        first, _break, rest = text.ahead().partition("\n")
        if self._is_car(self._value(first)):
            return bool(rest.strip())
        return rest.lstrip().startswith("{") and not _GOES_ON.search(first)

    def _stock(self, text: JsonText) -> Generator[Record | Refusal, None, Ending]:
        match text.sign():
            case "":
                return Ending(False, _("The file is empty."))
            case "[":
                is_whole = yield from self._list(text)
            case "{" if self._is_car(self._value(text.ahead())):
                is_whole = yield from self._element(text)
            case "{":
                is_whole = yield from self._object(text, DEEPEST)
            case _other:
                return Ending(False, _("The file is not JSON."))
        if is_whole and not text.sign():
            return Ending(True)
        return Ending(False, _("The file is cut off or broken on line %d.") % text.line)

    def _object(self, text: JsonText, deepest: int) -> Found:
        """Looks through an object for lists of cars."""
        text.take()
        while (sign := text.sign()) != "}":
            if sign == ",":
                text.take()
            elif not (text.value() and text.sign() == ":"):
                return False
            else:
                text.take()
                if not (yield from self._member(text, deepest)):
                    return False
        text.take()
        return True

    def _member(self, text: JsonText, deepest: int) -> Found:
        sign = text.sign()
        if sign == "{" and deepest:
            return (yield from self._object(text, deepest - 1))
        if sign == "[" and self._holds_cars(text):
            return (yield from self._list(text))
        return text.value() is not None

    def _holds_cars(self, text: JsonText) -> bool:
        """A list of other objects ends soon and has no car; a long one can only be the stock."""
        if not text.is_list_of_objects():
            return False
        value = text.peek()
        return value is None or any(map(self._is_car, value))

    def _list(self, text: JsonText) -> Found:
        text.take()
        while (sign := text.sign()) != "]":
            if sign == ",":
                text.take()
            elif not sign or not (yield from self._element(text)):
                return False
        text.take()
        return True

    def _element(self, text: JsonText) -> Found:
        """One car, or why not; False where no other is found behind a broken one."""
        line = text.line
        found = text.value()
        if found is not None and isinstance(found.value, dict):
            yield self._values.record(found.value, line)
            return True
        yield Refusal(line, "", text.trouble or _("Here an object was expected."))
        return text.go_to(self._is_car)

    def _is_car(self, value: Any) -> bool:
        return isinstance(value, dict) and self._marks <= value.keys()

    def _value(self, text: str) -> Any:
        try:
            return self._values.decoded(text)[0]
        except ValueError:
            return None
