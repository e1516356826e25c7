"""Cells of a CSV that a spreadsheet would take for a formula: made text, and made back again."""

import re

# Behind any number of apostrophes, so that a text which begins with one comes back as it was.
_DANGER = re.compile(r"'*[=+\-@\t\r\n]")
_MADE_TEXT = re.compile(r"'+[=+\-@\t\r\n]")


def made_text(text: str) -> str:
    """'=1+1' instead of =1+1: what a spreadsheet shows and does not compute."""
    return "'" + text if _DANGER.match(text) else text


def as_written(cell: str) -> str:
    """The text that ``made_text`` was given."""
    return cell[1:] if _MADE_TEXT.match(cell) else cell
