"""The margin of a manuscript: the text with what the site read in it, and what follows from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.admin.unsaved import Said
from articles.block import Block, block_of
from articles.inline import REST_OF_NAME, links_of
from articles.links import Found, find
from articles.models import Article, ArticlePin, ArticleVehicle
from articles.plain import PlainText
from articles.targets import car_name
from listings.pick import FOR_SALE
from listings.read_along.kinds import Kind
from listings.read_along.why import why
from listings.search import index
from listings.search.criteria import Criteria
from listings.vocabulary.mentions import Mention, Vehicle
from listings.vocabulary.terms import GenerationTerm, ModelTerm

NOTHING = SafeString()
MAKE = "make"  # the "role" of a make that is named alone


@dataclass(frozen=True, slots=True)
class Note:
    """A mention with what is said of it in the margin."""

    number: int
    role: str
    role_label: str
    car: str
    why: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a note or a number for sale belongs."""

    start: int
    end: int
    note: Note | None = None
    stock: SafeString = NOTHING


@dataclass(frozen=True, slots=True)
class Piece:
    """Text, with a note or without; or the number for sale that stands beside it."""

    text: str
    note: Note | None = None
    stock: SafeString = NOTHING


@dataclass(frozen=True, slots=True)
class Paragraph:
    place: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A vehicle that the article is about; ``percent`` of the text, ``pin`` the editor's word."""

    model_id: int | None
    name: str
    model_name: str
    generation: str
    body: str
    role: str
    role_label: str
    percent: int
    mentions: int
    in_title: bool
    for_sale: int
    pin: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    said: Said
    found: Found
    paragraphs: list[Paragraph]
    vehicles: list[Ranked]
    block: Block

    @property
    def shows_listings(self) -> bool:
        return self.said.article.shows_listings

    @property
    def sensitive_label(self) -> str:
        kind = self.found.sensitivity.kind
        return str(Article.Sensitive(kind).label) if kind else ""


def proof(said: Said) -> Proof:
    """Read an article as it stands, saved or not; its ``sensitive`` becomes what is read now."""
    found = find(said.article, said.corrections)
    said.article.sensitive = found.sensitivity.kind
    return Proof(
        said=said,
        found=found,
        paragraphs=list(_paragraphs(found.plain, list(_marks(said, found)))),
        vehicles=[_ranked(vehicle, said.pins) for vehicle in found.reading.vehicles],
        block=block_of(said.article, found.vehicles, said.pins),
    )


def _marks(said: Said, found: Found) -> Iterator[Mark]:
    """What stands in the text: every mention, and after the name of a link the number for sale."""
    roles = _Roles(found.reading.vehicles)
    text, html = found.plain.text, found.plain.html
    links = links_of(html, found.vehicles, said.pins) if said.article.shows_listings else []
    linked = {link.start: link for link in links}
    for number, mention in enumerate(found.reading.mentions):
        yield Mark(mention.start, mention.end, note=_note(number, mention, roles.of(mention)))
        place = found.plain.place(mention.start, mention.end)
        if place and (link := linked.get(place.start)) and link.note:
            behind = mention.end + link.end - place.end
            name = REST_OF_NAME.match(text, behind)
            end = name.end() if name else behind
            yield Mark(end, end, stock=link.note)


class _Roles:
    """What a mention's car is to the article: its own body's role, else its model's."""

    def __init__(self, vehicles: Sequence[Vehicle]) -> None:
        known = [(one.model.id, one.body, one.role) for one in vehicles if one.model]
        self._exact: dict[tuple[int, str], str] = {(pk, body): role for pk, body, role in known}
        self._any: dict[int, str] = {pk: role for pk, _body, role in reversed(known)}

    def of(self, mention: Mention) -> str:
        if mention.model is None:
            return MAKE
        pk = mention.model.id
        exact = self._exact.get((pk, mention.body))
        return exact or self._any.get(pk, ArticleVehicle.Role.PASSING.value)


def role_label(role: str) -> str:
    return _("Make alone") if role == MAKE else str(ArticleVehicle.Role(role).label)


def _note(number: int, mention: Mention, role: str) -> Note:
    model = mention.model
    name = car_name(model, mention.body) if model else mention.make.name
    return Note(
        number=number,
        role=role,
        role_label=role_label(role),
        car=", ".join(filter(None, [name, _generation(mention.generation)])),
        why=why(Kind.ARTICLE, mention.rule),
    )


def _generation(generation: GenerationTerm | None) -> str:
    if generation is None:
        return ""
    return f"{generation.name} ({generation.year_from}–{generation.year_to or ''})"


def _paragraphs(text: PlainText, marks: Sequence[Mark]) -> Iterator[Paragraph]:
    """The passages, cut at every mark; a mark belongs to the passage that it begins in."""
    rest = sorted(marks, key=lambda mark: mark.start, reverse=True)
    for passage in text.passages:
        pieces, at = [], passage.start
        while rest and rest[-1].start < passage.end + (not rest[-1].note):
            mark = rest.pop()
            pieces.append(Piece(text.text[at : mark.start]))
            pieces.append(Piece(text.text[mark.start : mark.end], mark.note, mark.stock))
            at = max(at, mark.end)
        pieces.append(Piece(text.text[at : passage.end]))
        yield Paragraph(passage.place, [piece for piece in pieces if piece.text or piece.stock])


def _ranked(vehicle: Vehicle, pins: list[ArticlePin]) -> Ranked:
    model = vehicle.model
    role = vehicle.role if model else MAKE
    return Ranked(
        model_id=model.id if model else None,
        name=car_name(model, vehicle.body) if model else vehicle.make.name,
        model_name=model.full_name if model else "",
        generation=_generation(vehicle.generation),
        body=vehicle.body,
        role=role,
        role_label=role_label(role),
        percent=round(min(max(vehicle.score, 0), 1) * 100),
        mentions=vehicle.mentions,
        in_title=vehicle.in_title,
        for_sale=_for_sale(model, vehicle.body) if model else 0,
        pin=_pin_of(model, vehicle.body, pins) if model else "",
    )


def _for_sale(model: ModelTerm, body: str) -> int:
    bodies = (body,) if body else ()
    return index.fresh().total(Criteria(models=(model.id,), bodies=bodies, states=FOR_SALE))


def _pin_of(model: ModelTerm, body: str, pins: list[ArticlePin]) -> str:
    mine = (pin for pin in pins if pin.model_id == model.id and pin.body in {"", body})
    return next((pin.kind for pin in mine), "")
