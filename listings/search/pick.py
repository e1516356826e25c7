"""Which of many matching cars to show beside an article or another car."""

from listings.search import index
from listings.search.criteria import Criteria


def pick(criteria: Criteria, n: int, seed: str) -> list[int]:
    """Ids of at most ``n`` matching cars."""
    return index.search(criteria).ids[:n]
