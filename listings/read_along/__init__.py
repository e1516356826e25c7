"""Reads a text of any kind and shows what was read in it. The door of this room."""

from listings.read_along.kinds import Kind
from listings.read_along.reading import LONGEST, Reading, read
from listings.read_along.sentences import SENTENCES, Sentence

__all__ = ["LONGEST", "SENTENCES", "Kind", "Reading", "Sentence", "read"]
