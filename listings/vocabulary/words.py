"""The closed sets of words, from words.csv: bodies, fuels, transmissions and colours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from listings.vocabulary.data_files import read_words
from listings.vocabulary.terms import Word


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one kind, in the file's order."""

    words: tuple[Word, ...]
    by_slug: Mapping[str, Word]
    by_code: Mapping[str, Word]

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def slug_of(self, code: str) -> str:
        """The URL's word for a code of the database."""
        return self.by_code[code].slug


@cache
def words(kind: str) -> WordList:
    """The words of a kind: body, fuel, transmission or colour."""
    rows = [row for row in read_words() if row.kind == kind]
    found = tuple(
        Word(row.kind, row.code, row.slug, row.name_nl, row.name_en, row.aliases) for row in rows
    )
    return WordList(
        words=found,
        by_slug=MappingProxyType({word.slug: word for word in found}),
        by_code=MappingProxyType({word.code: word for word in found}),
    )
