"""Makes, models and models with a body whose name starts as it was typed, with what is for sale."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from django.utils.translation import get_language

from listings.search.criteria import Criteria
from listings.search_page import wording
from listings.search_page.address import Address
from listings.suggestions.line import Stock, Suggestion
from listings.vocabulary import dictionary
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.lexicon import lexicon
from listings.vocabulary.questions import QuestionReading
from listings.vocabulary.terms import MakeTerm, ModelTerm, Word
from listings.vocabulary.tokens import words_in
from listings.vocabulary.words import words

MOST = 8
MOST_MAKES = 3
MOST_BODIES = 3
SURE = 3  # letters from which the start of another name of a body counts too
# What these makers call their estates, whatever the model; others differ from model to model.
ESTATES = {"audi": "Avant", "bmw": "Touring", "peugeot": "SW", "skoda": "Combi"}

Named = MakeTerm | ModelTerm


def compact(text: str) -> str:
    """Letters and figures alone, folded: "MX-5" and "mx 5" are both "mx5"."""
    return "".join(word for word in words_in(text).folded if word.isalnum())


@dataclass(frozen=True, slots=True)
class _Names:
    """Every way to write a make or a model, with and without its make, in order."""

    keys: list[str]
    terms: list[tuple[Named, bool]]  # and whether the key is its own name and no other
    models: dict[str, list[ModelTerm]]  # by the whole key


@lru_cache(maxsize=2)
def _names(known: Dictionary) -> _Names:
    rows: list[tuple[str, Named, bool]] = []
    for make in known.makes:
        makers = {compact(name) for name in make.names}
        rows += [(key, make, True) for key in makers]
        for model in known.models_of(make):
            name = compact(model.name)
            for key in {compact(other) for other in model.names}:
                rows.append((key, model, key == name))
                rows += [(maker + key, model, False) for maker in makers]
    rows.sort(key=lambda row: row[0])
    models: dict[str, list[ModelTerm]] = {}
    for key, term, _ in rows:
        if isinstance(term, ModelTerm):
            models.setdefault(key, []).append(term)
    return _Names([key for key, _, _ in rows], [(term, own) for _, term, own in rows], models)


@dataclass(frozen=True, slots=True, order=True)
class _Ranked:
    """A whole name comes before a make, that before a model by its own name, and last a model
    by its make's; within these what is most for sale comes first.
    """

    kind: int
    minus_total: int
    name: str
    term: Named = field(compare=False)


def by_name(text: str, stock: Stock) -> list[Suggestion]:
    """Makes and models whose name starts so; bodies of a model that is named whole."""
    typed = compact(text)
    ranked = _ranked(typed, stock)
    if not ranked:
        return _of_a_model(typed, stock)
    makes = [row for row in ranked if isinstance(row.term, MakeTerm)][:MOST_MAKES]
    shown = [row for row in ranked if row in makes or isinstance(row.term, ModelTerm)]
    return [line for row in shown[:MOST] for line in _of_row(row, stock)]


def _of_row(row: _Ranked, stock: Stock) -> Iterator[Suggestion]:
    total = -row.minus_total
    if isinstance(row.term, MakeTerm):
        yield _make(row.term, total)
        return
    yield _model(row.term, total)
    if row.kind == 0:  # a body that all of them have says nothing new
        bodies = _bodies(row.term, words("body"), stock)
        yield from (line for line in bodies if line.total < total)


def _ranked(typed: str, stock: Stock) -> list[_Ranked]:
    """What is for sale whose name starts so, in order."""
    names = _names(dictionary.current())
    first, end = (bisect_left(names.keys, key) for key in (typed, f"{typed}\U0010ffff"))
    best: dict[tuple[bool, int], _Ranked] = {}
    for key, (term, own) in zip(names.keys[first:end], names.terms[first:end], strict=True):
        is_make = isinstance(term, MakeTerm)
        kind = 0 if key == typed else 1 if is_make else 2 if own else 3
        row = _Ranked(kind, -_total(term, stock), term.name, term)
        if row.minus_total:
            best[is_make, term.id] = min(row, best.get((is_make, term.id), row))
    return sorted(best.values())


def _of_a_model(typed: str, stock: Stock) -> list[Suggestion]:
    """ "508 s": the bodies that start so, of the longest model name in front."""
    models = _names(dictionary.current()).models
    for cut in range(len(typed) - 1, 0, -1):
        known = [model for model in models.get(typed[:cut], ()) if _total(model, stock)]
        called = _called(typed[cut:]) if known else []
        if found := [line for model in known for line in _bodies(model, called, stock)]:
            return found
    return []


def _called(start: str) -> list[Word]:
    """Bodies whose name starts so; of their other names a few letters are not enough."""
    return [
        body
        for body, own, others in _body_names()
        if own.startswith(start)
        or any(name.startswith(start) and (len(start) >= SURE or name == start) for name in others)
    ]


@cache
def _body_names() -> list[tuple[Word, str, list[str]]]:
    return [
        (body, compact(body.name_nl), [compact(name) for name in body.names])
        for body in words("body")
    ]


def _bodies(model: ModelTerm, bodies: Iterable[Word], stock: Stock) -> list[Suggestion]:
    """A model with each of these bodies that is for sale."""
    lines = []
    for body in bodies:
        total = stock.total(Criteria(models=(model.id,), bodies=(body.code,)))
        if total:
            lines.append(_body(model, body, total))
    return sorted(lines, key=lambda line: -line.total)[:MOST_BODIES]


def _total(term: Named, stock: Stock) -> int:
    name = "makes" if isinstance(term, MakeTerm) else "models"
    return stock.counts[name].get(term.id, 0)


def spelt(text: str) -> str:
    """The text with the names that it misses by a slip."""
    near = lexicon(dictionary.current()).near
    return " ".join((near.find(word) or [word])[0] for word in words_in(text).folded)


def names_in(reading: QuestionReading, stock: Stock) -> Iterator[Suggestion]:
    """The makes and models of a question, as a wider search: in its body first."""
    known = dictionary.current()
    bodies = [words("body").by_code[fact.value] for fact in reading.facts if fact.field == "body"]
    for fact in sorted(reading.facts, key=lambda fact: fact.field == "make"):
        model = known.model_by_word.get(fact.value) if fact.field == "model" else None
        make = known.make_by_slug.get(fact.value) if fact.field == "make" else None
        if model and (total := _total(model, stock)):
            yield from _bodies(model, bodies, stock)
            yield _model(model, total)
        elif make and (total := _total(make, stock)):
            yield _make(make, total)


def _make(make: MakeTerm, total: int) -> Suggestion:
    return Suggestion("make", make.name, Address({"merk": (make.slug,)}).url, total)


def _model(model: ModelTerm, total: int) -> Suggestion:
    return Suggestion("model", model.full_name, Address({"model": (model.word,)}).url, total)


def _body(model: ModelTerm, body: Word, total: int) -> Suggestion:
    address = Address({"model": (model.word,), "carrosserie": (body.slug,)})
    own = ESTATES.get(model.make.slug) if body.code == "estate" else None
    name = own or wording.in_a_sentence(body.label(get_language() or "nl"))
    return Suggestion("body", f"{model.full_name} {name}", address.url, total)
