"""Settles what only the whole question tells: of two readings of one thing the finer stays."""

from listings.vocabulary.questions.draft import Draft, Tell


def settle(draft: Draft) -> None:
    """Drops a fuel that is only a part of another: "hybride plug-in", "1.2 TCe lpg"."""
    fuels = draft.told("fuel")
    for tell in fuels:
        if any(_is_part_of(draft, tell, other) for other in fuels):
            draft.tells.remove(tell)


def _is_part_of(draft: Draft, tell: Tell, other: Tell) -> bool:
    if tell.value == "hybrid" and other.value == "phev":
        return other.first - tell.end in (0, -1) or tell.first - other.end in (0, -1)
    # The name of a petrol engine, in a car that has another drive beside it.
    is_engine = not draft.word(tell.first).startswith(("benzin", "petrol", "euro"))
    return tell.value == "petrol" and other.value not in ("petrol", "diesel") and is_engine
