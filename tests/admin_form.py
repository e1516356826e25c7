"""A form of an admin page as a browser would send it back, so that a test changes one field."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client

IGNORED = {"submit", "button", "file", "reset"}


class _Reader(HTMLParser):
    """Collects name → values of the form with this id."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside = form_id, False
        self.values: dict[str, list[str]] = {}
        self.select = self.textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        elif not self.inside:
            return
        elif tag == "input" and name and given.get("type") not in IGNORED:
            self._input(name, given)
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given:
            self._add(self.select, given.get("value") or "")
        elif tag == "textarea":
            self.textarea = name
            self._add(name, "")

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        if given.get("type") not in {"checkbox", "radio"} or "checked" in given:
            self._add(name, given.get("value") or ("on" if "checked" in given else ""))

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.values[self.textarea][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.textarea = ""

    def _add(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)


def sent_by(answer: Any) -> dict[str, list[str]]:
    """What the main form of an admin page that was answered would send."""
    reader = _Reader(f"{answer.context['opts'].model_name}_form")
    reader.feed(answer.content.decode())
    return reader.values


def fields(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    """What the page's main form would send, with ``changes``; None leaves a field out."""
    data: dict[str, Any] = {**sent_by(client.get(url)), **changes}
    return {name: value for name, value in data.items() if value is not None}
