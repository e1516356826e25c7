"""One car of an XML file as plain values; nothing in it names a file, an address or an entity."""

from typing import Any, NoReturn

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError
from django.utils.translation import gettext as _

from listings.intake.feeds.records import MAX_DEPTH

MAX_NODES = 5_000  # elements and attributes of one car; a long one has 400
TEXT = "#"  # an element's own text, where it has attributes or others inside


class XmlError(ValueError):
    """The text is no element that is read here; ``line`` counts from 0 at its beginning."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


def element(text: str) -> dict[str, Any]:
    """The element that the text is: what it holds by name. Raises ``XmlError``.

    An element of text alone is that text. Another is a dict: attributes as "@name", its own text
    as "#", and what is inside by name, a list where a name stands more than once.
    """
    parser = DefusedXMLParser(target=_Builder(), forbid_dtd=True)
    try:
        parser.feed(text)
        found = parser.close()
    except ParseError as error:
        line = error.position[0] - 1
        raise XmlError(_("This is not XML: %s") % str(error).partition(":")[0], line) from None
    except DefusedXmlException:
        raise XmlError(_("A document type and entities are not read here.")) from None
    except UnicodeEncodeError:
        raise XmlError(_("holds bytes that are not text in the file's encoding")) from None
    return found if isinstance(found, dict) else {TEXT: found} if found else {}


class _Builder:
    """What the parser tells, made a value; deep or crowded elements end the reading."""

    def __init__(self) -> None:
        self._open: list[dict[str, Any]] = [{}]
        self._texts: list[list[str]] = [[]]
        self._nodes = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._nodes += 1 + len(attributes)
        if self._nodes > MAX_NODES:
            _refuse(_("The car has more than %d fields.") % MAX_NODES)
        if len(self._open) > MAX_DEPTH:
            _refuse(_("nested too deeply"))
        self._open.append({f"@{key}": value for key, value in attributes.items()})
        self._texts.append([])

    def data(self, text: str) -> None:
        self._texts[-1].append(text)

    def end(self, name: str) -> None:
        inside, text = self._open.pop(), "".join(self._texts.pop()).strip()
        if inside and text:
            inside[TEXT] = text
        value: Any = inside or text
        parent = self._open[-1]
        if name not in parent:
            parent[name] = value
        elif isinstance(parent[name], list):
            parent[name].append(value)
        else:
            parent[name] = [parent[name], value]

    def close(self) -> Any:
        return next(iter(self._open[0].values()), "")


def _refuse(reason: str) -> NoReturn:
    raise XmlError(reason)
