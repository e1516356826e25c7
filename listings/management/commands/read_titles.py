"""JSON Lines of dealers' titles in, what each says out."""

from typing import Any

from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.json_lines import Answer, ReadingCommand
from listings.vocabulary.titles import title_reader
from listings.vocabulary.titles.answers import as_row


class Command(ReadingCommand):
    help = 'Read dealers\' titles: {"title": ...} a line in, the fields found a line out.'
    field = "title"

    def answer(self, of: Dictionary) -> Answer:
        reader = title_reader(of)

        def answer(title: str) -> dict[str, Any]:
            return as_row(reader.read(title), of)

        return answer
