"""One line of the list of suggestions."""

from dataclasses import dataclass
from typing import Literal

from listings.search.index import Index
from listings.search.plain import Plain

Stock = Index | Plain
Kind = Literal["question", "make", "model", "body", "text"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Where a line leads, and how many cars are there now."""

    kind: Kind
    label: str
    url: str
    total: int
