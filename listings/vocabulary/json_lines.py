"""Reads JSON Lines and answers each with one: the shape of the three commands that read texts."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand

from listings.vocabulary import dictionary, shipped
from listings.vocabulary.dictionary import Dictionary

Answer = Callable[[str], dict[str, Any]]


def answers(
    lines: Iterable[str], field: str, answer: Answer, complain: Callable[[str], object]
) -> Iterator[str | None]:
    """The answer to each line's ``field``, in order; None for a bad line, which is complained of.

    An empty line is skipped, as at the end of a file.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            text = _text(line, field)
        except ValueError as error:
            complain(f"line {number}: {error}")
            yield None
        else:
            yield json.dumps(answer(text), ensure_ascii=False)


def _text(line: str, field: str) -> str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"no JSON: {error}") from error
    text = row.get(field) if isinstance(row, dict) else None
    if not isinstance(text, str):
        raise ValueError(f"no JSON object with a text in {field!r}")
    # A lone surrogate is no character, and could not be written out again.
    return text.encode("utf-8", "replace").decode("utf-8")


class ReadingCommand(BaseCommand):
    """A command that reads texts: JSON Lines in, JSON Lines out, in the same order.

    It uses the shipped dictionary and no database, unless it is asked for the site's own. A bad
    line is named on standard error, the others go on, and the exit code is then 1.
    """

    requires_system_checks = ()
    field = ""  # the name of the text in a line

    def answer(self, of: Dictionary) -> Answer:
        """What turns a text into the answer's fields."""
        raise NotImplementedError

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--database",
            action="store_true",
            help="read with the site's own dictionary, as staff have it; default: as shipped",
        )

    def handle(self, *args: Any, database: bool, **options: Any) -> None:
        of = dictionary.current() if database else shipped.dictionary()
        for stream in (sys.stdin, sys.stdout):  # the lines are UTF-8, whatever the machine's own
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="replace")
        bad = 0
        for line in answers(sys.stdin, self.field, self.answer(of), self.stderr.write):
            if line is None:
                bad += 1
            else:
                self.stdout.write(line)
        if bad:
            sys.exit(1)
