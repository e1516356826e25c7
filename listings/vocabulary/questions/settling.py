"""Settles what only the whole question tells: names of drives, and doubles."""

from listings.vocabulary.questions.draft import READ, Draft, Tell

# A make's name for several drives: what the model asked for can have decides, if it is but one.
DRIVES: dict[str, frozenset[str]] = {
    "e-tech": frozenset(["electric", "hybrid", "phev"]),
    "e-tense": frozenset(["electric", "phev"]),
    "recharge": frozenset(["electric", "phev"]),
    "iv": frozenset(["electric", "phev"]),
    "e-tron": frozenset(["electric", "phev"]),
}


def settle(draft: Draft) -> None:
    _drop_doubles(draft)
    _name_drives(draft)


def _drop_doubles(draft: Draft) -> None:
    """A plug-in hybrid, said in one breath, is not a plain hybrid too."""
    fuels = draft.told("fuel")
    for tell in fuels:
        for other in fuels:
            if tell.value == "hybrid" and other.value == "phev" and _are_neighbours(tell, other):
                draft.tells.remove(tell)
                break


def _are_neighbours(one: Tell, other: Tell) -> bool:
    return one.end == other.first or other.end == one.first


def _name_drives(draft: Draft) -> None:
    models = [
        draft.lexicon.dictionary.model_by_word[tell.value]
        for tell in draft.told("model")
        if tell.value in draft.lexicon.dictionary.model_by_word
    ]
    if not models or draft.told("fuel"):
        return
    for index in range(len(draft.words)):
        for end in (index + 1, index + 2):
            written = "-".join(draft.words.folded[index:end])
            drives = DRIVES.get(written)
            if drives is None or not draft.is_free(index, end):
                continue
            found = {fuel for model in models for fuel in drives & set(model.fuels)}
            if len(found) == 1:
                draft.tells.append(Tell("fuel", found.pop(), index, end, "drive-name"))
                draft.taken[index:end] = bytes([READ]) * (end - index)
