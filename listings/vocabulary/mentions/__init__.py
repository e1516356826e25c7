"""Reads which cars an article names and is about. The door of this room."""

from listings.vocabulary.mentions.reader import (
    ArticleReader,
    ArticleReading,
    Corrections,
    Mention,
    Passage,
    Vehicle,
    article_reader,
)

__all__ = [
    "ArticleReader",
    "ArticleReading",
    "Corrections",
    "Mention",
    "Passage",
    "Vehicle",
    "article_reader",
]
