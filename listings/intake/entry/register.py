"""What RDW tells of a plate as facts for the form, each with the register's own words."""

from datetime import date
from typing import Any

from listings.intake.entry.told import Source, Told
from listings.intake.rdw.answer import RdwAnswer
from listings.intake.rdw.facts import RdwFact, facts
from listings.models import Listing
from listings.vocabulary.dictionary import Dictionary


def told_by_rdw(answer: RdwAnswer, dictionary: Dictionary) -> list[Told]:
    """What the form learns from the register; what it has no field for is left to ``remarks``."""
    names = {field.name for field in Listing._meta.get_fields()}
    return [
        Told(fact.field, _value(fact, dictionary), Source.RDW, fact.text)
        for fact in facts(answer, dictionary)
        if fact.field in names
    ]


def _value(fact: RdwFact, dictionary: Dictionary) -> Any:
    if fact.field == "make":
        return dictionary.make_by_slug[fact.value].id
    if fact.field == "model":
        return dictionary.model_by_word[fact.value].id
    return fact.value.isoformat() if isinstance(fact.value, date) else fact.value
