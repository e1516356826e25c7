"""From an article's text to the models it is about: read when it is saved, kept with evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from articles.models import Article, ArticleCorrection, ArticleVehicle, wording
from articles.plain import PlainText, plain
from articles.sensitive import Sensitivity, sensitivity
from listings.naming import body_word
from listings.vocabulary import dictionary
from listings.vocabulary.mentions import (
    ArticleReader,
    ArticleReading,
    Corrections,
    Mention,
    Vehicle,
    article_reader,
)


@dataclass(frozen=True, slots=True)
class Found:
    """All that one reading of an article says of it."""

    plain: PlainText
    reading: ArticleReading
    vehicles: list[ArticleVehicle]  # not saved
    sensitivity: Sensitivity


def relink(article: Article) -> None:
    """Find the article's vehicles anew; ``Article.save()`` calls it in its transaction."""
    found = find(article, said_by(article.corrections.all()))
    ArticleVehicle.objects.filter(article=article).delete()
    ArticleVehicle.objects.bulk_create(found.vehicles)
    seen = found.sensitivity
    if (article.sensitive, article.sensitive_words) != (seen.kind, seen.words):
        article.sensitive, article.sensitive_words = seen.kind, seen.words
        # Past save() and history: nobody edited anything.
        Article.objects.filter(pk=article.pk).update(
            sensitive=seen.kind, sensitive_words=seen.words
        )


def find(
    article: Article, said: Corrections | None = None, reader: ArticleReader | None = None
) -> Found:
    """Read an article, saved or not, with what its editor said; nothing is written."""
    text = plain(article)
    reading = (reader or article_reader()).read(text.text, text.passages, said)
    return Found(text, reading, _vehicles(article, text, reading), sensitivity(text))


def said_by(corrections: Iterable[ArticleCorrection]) -> Corrections:
    """Corrections as the reader takes them; one of a model that is gone says nothing."""
    names = dictionary.current()
    said: dict[str, Any] = {}
    for one in corrections:
        model, make = one.model_id, one.make_id
        term = names.model_by_id.get(model) if model else names.make_by_id.get(make or 0)
        if term or not (model or make):
            said[wording(one.words)] = term
    return said


def _vehicles(article: Article, text: PlainText, reading: ArticleReading) -> list[ArticleVehicle]:
    """One row per model and body, the one most written about first."""
    rows: dict[tuple[int, str], ArticleVehicle] = {}
    for vehicle in reading.vehicles:
        if vehicle.model and (key := (vehicle.model.id, vehicle.body)) not in rows:
            rows[key] = ArticleVehicle(
                article=article,
                model_id=vehicle.model.id,
                body=vehicle.body,
                generation_id=vehicle.generation.id if vehicle.generation else None,
                role=vehicle.role,
                rank=len(rows) + 1,
                score=vehicle.score,
                evidence=_evidence(vehicle, text, reading),
            )
    return list(rows.values())


def _evidence(vehicle: Vehicle, text: PlainText, reading: ArticleReading) -> dict[str, Any]:
    """What speaks for a vehicle, and where its first mention can be linked in the body's HTML."""
    named = [one for one in reading.mentions if one.model is vehicle.model]
    evidence: dict[str, Any] = {
        "as": vehicle.name,
        "mentions": vehicle.mentions,
        "in_title": vehicle.in_title,
        "rule": named[0].rule if named else "",
    }
    links = (link for one in named if (link := _link(one, text)))
    return evidence | next(links, {})


def _link(mention: Mention, text: PlainText) -> dict[str, Any] | None:
    """A mention as a link of the page: its place, the HTML there, and the body that it names."""
    end = mention.end + len(_word_behind(mention, text.text))
    place = text.place(mention.start, end)
    if place is None or not place.is_linkable:
        return None
    html = text.html[place.start : place.end]
    return {"link": {"at": place.start, "html": html, "body": mention.body}}


def _word_behind(mention: Mention, text: str) -> str:
    """The maker's word for the body where it follows the name: " SW" of a Peugeot 508 SW."""
    model = mention.model
    if model is None or not mention.body:
        return ""
    word = body_word(model.make.slug, mention.body, [])
    behind = text[mention.end : mention.end + len(word) + 2]
    is_there = word and behind[1 : len(word) + 1].casefold() == word.casefold()
    is_whole = behind[:1] in {" ", "\u00a0", "-"} and not behind[len(word) + 1 :].isalnum()
    return behind[: len(word) + 1] if is_there and is_whole else ""
