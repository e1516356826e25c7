"""Settles what only the whole question tells: of two readings of one thing the finer stays."""

from listings.vocabulary.questions.draft import Draft, Tell


def settle(draft: Draft) -> None:
    """A plug-in hybrid, said in one breath ("hybride plug-in"), is not a plain hybrid too."""
    fuels = draft.told("fuel")
    plugged = [tell for tell in fuels if tell.value == "phev"]
    for tell in fuels:
        if tell.value == "hybrid" and any(_are_neighbours(tell, other) for other in plugged):
            draft.tells.remove(tell)


def _are_neighbours(one: Tell, other: Tell) -> bool:
    return one.end == other.first or other.end == one.first
