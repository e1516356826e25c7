"""An article as an editor's form has it at this moment: read for the margin, never stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.http import QueryDict

from articles.links import said_by
from articles.models import Article, ArticleCorrection, ArticlePin, wording
from listings.choices import Body
from listings.models import CarModel, Listing
from listings.vocabulary.mentions import Corrections

TEXTS = ("title", "intro", "body")
MOST_ROWS = 60  # pins or corrections of one article that the margin takes into account
DIGITS = 15
PIN_FIELDS = ("kind", "model", "body", "listing", "position")
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """An article, saved or not, and what its editor says of it beside the text."""

    article: Article
    pins: list[ArticlePin] = field(default_factory=list)
    corrections: Corrections = field(default_factory=dict)


def saved(article: Article) -> Said:
    """What the database holds."""
    return Said(article, list(article.pins.all()), said_by(article.corrections.all()))


def unsaved(article: Article, data: QueryDict) -> Said:
    """What a form would save. Nothing is refused: too long is cut, what is half filled is left out.

    ``article`` is changed, and is not to be saved.
    """
    for name in TEXTS:
        setattr(article, name, _text(data.get(name, ""), _longest(name)))
    choice = data.get("listings_choice", "")
    if choice in Article.ListingsChoice.values:
        article.listings_choice = choice
    pins = _pins(article, list(_rows(data, "pins", PIN_FIELDS)))
    corrections = _rows(data, "corrections", ("words", "make", "model"))
    return Said(article, pins, _corrections(article, corrections))


def _text(text: str, longest: int) -> str:
    return text[:longest].replace("\0", "")


def _longest(name: str) -> int:
    return Article._meta.get_field(name).max_length or 0  # type: ignore[union-attr]


def _rows(data: QueryDict, prefix: str, names: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a table of forms that are not to be deleted."""
    for number in range(min(_key(data.get(f"{prefix}-TOTAL_FORMS", "")) or 0, MOST_ROWS)):
        row = f"{prefix}-{number}"
        if not data.get(f"{row}-DELETE"):
            yield {name: data.get(f"{row}-{name}", "") for name in names}


def _key(text: str) -> int | None:
    """A primary key, from text that may be anything."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else None


def _corrections(article: Article, rows: Iterable[Row]) -> Corrections:
    return said_by(
        ArticleCorrection(
            article=article,
            words=_text(row["words"], 80),
            make_id=_key(row["make"]),
            model_id=_key(row["model"]),
        )
        for row in rows
        if wording(row["words"][:80])
    )


def _pins(article: Article, rows: list[Row]) -> list[ArticlePin]:
    """Those that name one thing, in the order that saving would give them."""
    models = CarModel.objects.select_related("make").in_bulk(_keys(rows, "model"))
    cars = Listing.objects.in_bulk(_keys(rows, "listing"))
    pins = [
        ArticlePin(
            article=article,
            kind=row["kind"] if row["kind"] in ArticlePin.Kind.values else ArticlePin.Kind.PIN,
            model=models.get(_key(row["model"]) or 0),
            body=row["body"] if row["body"] in Body.values else "",
            listing=cars.get(_key(row["listing"]) or 0),
            position=_key(row["position"]) or 0,
        )
        for row in rows
    ]
    named = [pin for pin in pins if (pin.model is None) != (pin.listing is None)]
    return sorted(named, key=lambda pin: pin.position)


def _keys(rows: list[Row], name: str) -> list[int]:
    return [key for row in rows if (key := _key(row[name]))]
