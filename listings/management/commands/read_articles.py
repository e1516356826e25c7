"""JSON Lines of articles in, the cars that each names and is about out."""

from typing import Any

from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.json_lines import Answer, ReadingCommand
from listings.vocabulary.mentions import ArticleReading, article_reader


class Command(ReadingCommand):
    help = 'Read articles: {"text": ...} a line in, mentions and main models a line out.'
    field = "text"

    def answer(self, of: Dictionary) -> Answer:
        reader = article_reader(of)

        def answer(text: str) -> dict[str, Any]:
            return as_row(reader.read(text))

        return answer


def as_row(reading: ArticleReading) -> dict[str, Any]:
    """The reading with the names of makes and models instead of their terms."""
    return {
        "mentions": [
            {
                "text": mention.text,
                "start": mention.start,
                "end": mention.end,
                "make": mention.make.name,
                "model": mention.model.name if mention.model else None,
                "rule": mention.rule,
            }
            for mention in reading.mentions
        ],
        "main_models": [
            {"make": vehicle.make.name, "model": vehicle.model.name if vehicle.model else None}
            for vehicle in reading.vehicles
        ],
        "vehicles": [
            {
                "make": vehicle.make.name,
                "model": vehicle.model.name if vehicle.model else None,
                "role": vehicle.role,
                "score": round(vehicle.score, 3),
            }
            for vehicle in reading.vehicles
        ],
    }
