"""Finds which car a title is about: its make, its model, and its generation."""

from functools import lru_cache

from listings.vocabulary.codes import FIRST_WORDS
from listings.vocabulary.lexicon import Lexicon
from listings.vocabulary.phrases import Hit
from listings.vocabulary.terms import MakeTerm, ModelTerm
from listings.vocabulary.titles.draft import Draft, Found
from listings.vocabulary.titles.extras import make_trim_end
from listings.vocabulary.titles.naming import (
    begins_body,
    code_at,
    is_generation,
    model_hit,
    names_of,
    take_code,
    take_model,
)
from listings.vocabulary.titles.tables import fillers, trim_names
from listings.vocabulary.tokens import Words, words_in

LOOK = 24  # words in which a title names its car
BESIDE = 8  # words from the make within which its model stands
# Makes whose name is also an ordinary word in a title: only with a model behind it.
_WEAK = frozenset(
    "smart mini seat ds think noble alpine genesis mega man dr ram rover evo ultima firefly "
    "lincoln galloper santana ora ac mg fiat".split()
)
_OTHERS = frozenset("ruil inruil ruilen tegen geen voor".split())  # "ruil VW bus": not this car


def find_car(draft: Draft) -> None:
    """Reads make, model and generation into the draft."""
    found = _make(draft)
    if found:
        index, hit, make = found
        draft.make = make
        draft.take(index, Found(hit.end, "make-name", (("make", make.slug),)))
        _model_of(draft, make, hit.end, index)
    if draft.model is None:
        _bare_model(draft)
    if draft.make is not None and draft.model is not None:
        _repeats(draft, draft.make, draft.model)
        _generation(draft, draft.model)


def _make(draft: Draft) -> tuple[int, Hit[MakeTerm], MakeTerm] | None:
    """The first make with a model behind it, or else the first that is named for sure."""
    words, sure = draft.words, None
    for index in range(min(LOOK, len(words))):
        hit = draft.lexicon.makes.at(words, index)
        if hit is None or _is_other(words, index):
            continue
        make = hit.values[0]
        if _next_model(draft, make, hit.end) is not None:
            return index, hit, make
        if sure is None and (index == 0 or make.slug not in _WEAK):
            sure = index, hit, make
    return sure


def _is_other(words: Words, index: int) -> bool:
    return any(words.folded[i] in _OTHERS for i in range(max(0, index - 2), index))


def _next_model(draft: Draft, make: MakeTerm, index: int) -> ModelTerm | None:
    """The model named right behind the make, or behind the make's repeated name."""
    while (
        index < len(draft.words)
        and (hit := draft.lexicon.makes.at(draft.words, index))
        and hit.values[0] is make
        and not model_hit(draft, make, index)
    ):
        index = hit.end
    if index >= len(draft.words):
        return None
    if hit_model := model_hit(draft, make, index):
        return hit_model[1]
    code = code_at(draft.words, index, make.slug)
    return draft.lexicon.dictionary.model_by_slugs.get((make.slug, code.model)) if code else None


def _model_of(draft: Draft, make: MakeTerm, start: int, make_index: int) -> None:
    words = draft.words
    # "Mercedes-AMG GT": the make's last word may begin the model's name.
    for index in range(max(make_index + 1, start - 1), min(start + BESIDE, len(words))):
        if (hit := model_hit(draft, make, index)) and hit[0] > start:
            take_model(draft, index, *hit)
            return
        if index >= start and (code := code_at(words, index, make.slug)):
            take_code(draft, index, code)
            return
    if _model_by_generation(draft, make, start):
        return
    for index in range(make_index):  # "Golf Volkswagen"
        if hit := model_hit(draft, make, index):
            take_model(draft, index, *hit)
            return


def _bare_model(draft: Draft) -> None:
    """A title that begins with the model: "508 SW", "Range Rover Evoque", "320d Touring"."""
    words = draft.words
    for index in range(min(4, len(words))):
        if draft.taken[index] or (draft.make and index > 0):
            continue
        code = code_at(words, index)
        hit = draft.lexicon.models.at(words, index)
        if not hit and (fillers().at(words, index) or not words.folded[index][0].isalnum()):
            continue
        model = _best(hit.values) if hit and _is_plain(words, hit) else None
        if code and (model is None or code.end > (hit.end if hit else 0)):
            take_code(draft, index, code)
        elif model:
            found = model_hit(draft, model.make, index)
            take_model(draft, index, found[0] if found else index + 1, model)
        return


def _is_plain(words: Words, hit: Hit[ModelTerm]) -> bool:
    """Whether a name says enough without its make: "508" and "XC60" do, "3" and "up" do not."""
    written = words.written(hit.first, hit.end)
    return len(written) >= 3 and not (written.isdecimal() and len(written) < 3)


def _best(models: tuple[ModelTerm, ...]) -> ModelTerm:
    """The namesake that is meant most often: sold here, and of a model that still is."""
    return max(models, key=lambda model: (model.sold_in_nl, model.year_to is None, -model.id))


def _model_by_generation(draft: Draft, make: MakeTerm, start: int) -> bool:
    """VW T5: a letter and digit that name a generation stand for its (oldest) model."""
    words = draft.words
    if (
        start + 1 >= len(words)
        or not words.is_glued(start + 1)
        or not words.folded[start].isalpha()
    ):
        return False
    spelt = words.folded[start] + words.folded[start + 1]
    models = [
        model
        for model in draft.lexicon.dictionary.models_of(make)
        if any(spelt in names_of(generation) for generation in model.generations)
    ]
    if not models:
        return False
    model = min(models, key=lambda model: (model.year_from or 9999, model.id))
    take_model(draft, start, start + 2, model)
    return True


def _repeats(draft: Draft, make: MakeTerm, model: ModelTerm) -> None:
    """The car's name again, in other words: "Kia Ceed / cee'd", "BMW 330 3-serie 330i"."""
    index, words = draft.car_end, draft.words
    last = min(index + BESIDE, len(words))
    names = _first_words(draft.lexicon, make)
    while index < last:
        if draft.taken[index] or words.folded[index] not in names:
            index += 1
            continue
        index = _repeat_at(draft, make, model, index) or index + 1


@lru_cache(maxsize=512)
def _first_words(lexicon: Lexicon, make: MakeTerm) -> frozenset[str]:
    """The words at which a name of this make, of its models or of its versions may begin."""
    models = lexicon.models_of[make.id].first_words()
    makes = (words_in(name).folded[0] for name in make.names)
    return frozenset([*makes, *models, *FIRST_WORDS.get(make.slug, ())])


def _repeat_at(draft: Draft, make: MakeTerm, model: ModelTerm, index: int) -> int | None:
    words = draft.words
    make_hit = draft.lexicon.makes.at(words, index)
    found, code = model_hit(draft, make, index), code_at(words, index, make.slug)
    if not (make_hit or found or code) or begins_body(words, index):
        return None
    if make_trim_end(draft, make.slug, index - 1) > index:  # "Move up!"
        return None
    trim, end = trim_names().at(words, index), None
    if make_hit and make_hit.values[0] is make and not trim:
        end = make_hit.end
    if found:
        end, named = found
        if named is not model and named.name.startswith(f"{model.name} "):
            draft.facts = [fact for fact in draft.facts if fact.field != "model"]
            draft.add("model", named.word, index, end, "model-name")
            draft.model = named
        elif named is not model or (trim and trim.end >= end):
            return None
    if code and model.slug.startswith(code.model):
        take_code(draft, index, code)
        return code.end
    if end is not None:
        draft.take(index, Found(end, "car-again"))
        draft.car_end = end
    return end


def _generation(draft: Draft, model: ModelTerm) -> None:
    """Golf VIII, Astra K, 911 992, 3-serie F30: a generation's name or code behind the model."""
    words, index = draft.words, draft.car_end
    if index >= len(words) or draft.taken[index] or not words.is_joined(index):
        return
    for end in (index + 2, index + 1):
        if end > len(words) or (end == index + 2 and not words.is_glued(index + 1)):
            continue
        spelt = "".join(words.folded[index:end])
        named = next((gen for gen in model.generations if spelt in names_of(gen)), None)
        if named and is_generation(words, index, end):
            draft.take(index, Found(end, "generation", (("generation", named.name),)))
            draft.car_end = end
            return
