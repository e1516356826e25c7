"""Reads visitors' questions: JSON Lines with `query` in, their slots with evidence out."""

from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.json_lines import Answer, ReadingCommand
from listings.vocabulary.questions import question_reader
from listings.vocabulary.questions.printing import printed


class Command(ReadingCommand):
    help = "Reads questions: JSON Lines with a query in, what each asks for out."
    field = "query"

    def answer(self, of: Dictionary) -> Answer:
        reader = question_reader(of)
        return lambda query: printed(reader.read(query), of)
