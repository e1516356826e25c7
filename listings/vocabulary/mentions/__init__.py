"""Reads which cars an article names and is about. The door of this room."""

from listings.vocabulary.mentions.reader import ArticleReader, article_reader
from listings.vocabulary.mentions.reading import (
    ArticleReading,
    Corrections,
    Mention,
    Passage,
    Place,
    Role,
    Vehicle,
)

__all__ = [
    "ArticleReader",
    "ArticleReading",
    "Corrections",
    "Mention",
    "Passage",
    "Place",
    "Role",
    "Vehicle",
    "article_reader",
]
