"""The words that text search compares. The database makes the same ones, by the same table."""

import re

from listings.vocabulary.folding import folded

_WORD = re.compile(r"[a-z0-9]+")
_PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789 "
_LATIN = (*range(0x41, 0x5B), *range(0xA0, 0x250), *range(0x1E00, 0x1F00))
_ACCENTS = range(0x300, 0x370)  # those that stand as characters of their own fall away


def _table() -> dict[int, str]:
    spelt = {code: folded(chr(code)) for code in _LATIN}
    table = {code: text for code, text in spelt.items() if text.isascii() and text.isalnum()}
    return table | dict.fromkeys(_ACCENTS, "")


# Code point → how ``folded()`` spells it, for the Latin letters; all other signs part words. A
# table and no more, so that ``search_words()`` in the database can agree on every text there is.
SPELLING = _table()


def words_of(text: str) -> list[str]:
    """The words of a text, in order: "Škoda Coupé 1.6" → skoda, coupe, 1, 6."""
    # Most titles are ASCII, where the table only makes letters small.
    return _WORD.findall(text.lower() if text.isascii() else text.translate(SPELLING))


def sql_expression(argument: str) -> str:
    """SQL for the same words, joined by single spaces, of a text expression."""
    single = {code: text for code, text in SPELLING.items() if len(text) == 1}
    gone = [code for code, text in SPELLING.items() if not text]
    expression = argument
    for code, text in SPELLING.items():
        if len(text) > 1:
            expression = f"replace({expression}, '{chr(code)}', '{text}')"
    # The letters that need nothing stand first: the database walks the table for every letter.
    signs = _PLAIN + "".join(map(chr, [*single, *gone]))
    spelt = f"translate({expression}, '{signs}', '{_PLAIN}{''.join(single.values())}')"
    is_ascii = f"octet_length({argument}) = char_length({argument})"
    expression = f'CASE WHEN {is_ascii} THEN lower({argument} COLLATE "C") ELSE {spelt} END'
    parted = f"regexp_replace({expression} COLLATE \"C\", '[^a-z0-9]+', ' ', 'g')"
    return f"btrim({parted})"
