"""Reads a visitor's question into filters. The door of this room; the rules are in its modules."""

from listings.vocabulary.questions.reader import (
    Meant,
    QuestionReader,
    QuestionReading,
    question_reader,
)
from listings.vocabulary.questions.rules import RULES, Rule

__all__ = ["RULES", "Meant", "QuestionReader", "QuestionReading", "Rule", "question_reader"]
