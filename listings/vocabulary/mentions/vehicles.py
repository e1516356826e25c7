"""Ranks the cars that a text names by how much of it is about them, and says each one's role."""

from collections.abc import Sequence

from listings.vocabulary.mentions.reading import Mention, Role, Vehicle
from listings.vocabulary.terms import ModelTerm

WEIGHTS = {"title": 6.0, "intro": 3.0, "heading": 2.0, "body": 1.0}


def ranked(text: str, mentions: Sequence[Mention]) -> tuple[Vehicle, ...]:
    """The vehicles, the one most written about first."""
    scores: dict[ModelTerm, float] = {}
    first: dict[ModelTerm, Mention] = {}
    count: dict[ModelTerm, int] = {}
    titled: set[ModelTerm] = set()
    for mention in mentions:
        if mention.model is None:
            continue
        model = mention.model
        scores[model] = scores.get(model, 0.0) + WEIGHTS[mention.place]
        count[model] = count.get(model, 0) + 1
        first.setdefault(model, mention)
        if mention.place == "title":
            titled.add(model)
    total = sum(scores.values()) or 1.0
    order = sorted(scores, key=lambda model: (-scores[model], first[model].start))
    role: Role = "subject"
    return tuple(
        Vehicle(
            model.make,
            model,
            role,
            scores[model] / total,
            count[model],
            model in titled,
            name=first[model].text,
        )
        for model in order
    )
