"""One way to compare and to sort Dutch names, whatever accents and capitals they came with."""

import re
import unicodedata

# Letters and signs that Unicode does not take apart, and typographic signs as people type them.
_LOOSE = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"}
    | dict.fromkeys("’‘‛`´ʼ", "'")
    | dict.fromkeys("‐‑‒–—−", "-")
)
_NUMBERS = re.compile(r"(\d+)")

# A number sorts before a word, and by its value.
SortKey = tuple[tuple[int, int, str], ...]


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def folded(text: str) -> str:
    """Lower case without accents: "Škoda" → "skoda", "Citroën" → "citroen", "Weiß" → "weiss".

    The Dutch ĳ is two letters, i and j. The length can change: fold a word, not a text of
    which positions are kept. Folding twice changes nothing.
    """
    if text.isascii():  # most names, many times faster
        return text.lower().replace("`", "'")
    # Twice, since lower case can bring new accents and taking letters apart new capitals.
    return _plain(_plain(text.translate(_LOOSE)).casefold()).casefold().translate(_LOOSE)


def sort_key(name: str) -> SortKey:
    """Orders names as a Dutch reader expects them: Škoda under S, 508 before 3008.

    Use it instead of the database's order, which depends on the server's collation.
    """
    parts = _NUMBERS.split(folded(name).lstrip("'"))
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part.strip(" -"))
        for part in parts
        if part
    )
