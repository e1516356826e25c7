"""Reads a visitor's question into filters. The door of this room; the rules are in its modules."""

from listings.vocabulary.questions.reader import (
    Meant,
    QuestionReader,
    QuestionReading,
    question_reader,
)

__all__ = ["Meant", "QuestionReader", "QuestionReading", "question_reader"]
