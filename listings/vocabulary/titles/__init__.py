"""Reads a dealer's title into facts. The door of this room; the rules are in its modules."""

from listings.vocabulary.titles.reader import TitleReader, TitleReading, title_reader

__all__ = ["TitleReader", "TitleReading", "title_reader"]
