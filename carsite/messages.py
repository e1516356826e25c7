"""The messages that the code and templates ask translations for, found without gettext's tools."""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOMS = ("carsite", "listings", "articles")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "_t": None,  # where "_" is the lazy one
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def catalogue_path(language: str) -> Path:
    return settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"


def sources() -> Iterator[tuple[str, str]]:
    """Every module and template: path within the project, and its text as Python."""
    for room in ROOMS:
        for path in sorted((settings.BASE_DIR / room).rglob("*.py")):
            yield str(path.relative_to(settings.BASE_DIR)), path.read_text()
    templates = settings.BASE_DIR / "templates"
    for path in sorted([*templates.rglob("*.html"), *templates.rglob("*.txt")]):
        name = str(path.relative_to(settings.BASE_DIR))
        yield name, templatize(path.read_text(), origin=name)


def template_catalogue() -> Catalog:
    """All messages of the project, without translations; places are files, not lines."""
    found = Catalog(project=settings.SITE_NAME, charset="utf-8")
    for name, text in sources():
        code = io.BytesIO(text.encode())
        for _line, message, _comments, context in extract(
            "python", code, KEYWORDS, options={"encoding": "utf-8"}
        ):
            found.add(message, locations=[(name, 0)], context=context)
    return found


def read(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


def texts(message: Message) -> list[str]:
    """A message's translations: one, or one for each plural form; empty where there is none."""
    string = message.string or ""
    return [string] if isinstance(string, str) else list(string)


def update(language: str) -> Catalog:
    """Bring the committed file up to the sources; translations stay, what is gone goes."""
    path = catalogue_path(language)
    catalogue = read(language) if path.exists() else Catalog(locale=language, charset="utf-8")
    # The date of creation stays: every run would change it, and nobody reads it.
    catalogue.update(template_catalogue(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(
            file, catalogue, sort_output=True, omit_header=False, include_lineno=False, width=98
        )
    return catalogue
