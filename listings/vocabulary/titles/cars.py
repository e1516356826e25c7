"""Finds which car a title is about: its make, its model, and its generation."""

from functools import cache

from listings.vocabulary.codes import TypeCode, type_code
from listings.vocabulary.engines import engine_word
from listings.vocabulary.phrases import Hit
from listings.vocabulary.terms import GenerationTerm, MakeTerm, ModelTerm
from listings.vocabulary.titles.draft import Draft, Found
from listings.vocabulary.titles.tables import fillers, title_words, trim_names
from listings.vocabulary.tokens import Words, words_in

LOOK = 24  # words in which a title names its car
BESIDE = 8  # words from the make within which its model stands
# Makes whose name is also an ordinary word in a title: only with a model behind it.
_WEAK = frozenset(
    "smart mini seat ds think noble alpine genesis mega man dr ram rover evo ultima firefly "
    "lincoln galloper santana ora ac mg fiat".split()
)
_OTHERS = frozenset("ruil inruil ruilen tegen geen voor".split())  # "ruil VW bus": not this car
_ELECTRIC = frozenset(["e", "eq", "electric", "ev", "elektro"])
_MEASURES = frozenset("pk hp ps cv ch kw km kg kwh nm euro".split())
_ROMANS = "I II III IV V VI VII VIII IX X XI XII".split()
_UNITS = frozenset("d drs deurs dr deuren deurs p pers persoons zits zitter sitze sitzer s".split())


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
        _repeats(draft, draft.make)
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
        and not _model_hit(draft, make, index)
    ):
        index = hit.end
    if index >= len(draft.words):
        return None
    if hit_model := _model_hit(draft, make, index):
        return hit_model[1]
    code = _code_at(draft.words, index, make.slug)
    return draft.lexicon.dictionary.model_by_slugs.get((make.slug, code.model)) if code else None


def _model_hit(draft: Draft, make: MakeTerm, index: int) -> tuple[int, ModelTerm] | None:
    """Where the model's name ends: behind the shortest name of what the longest one names.

    So "Kona Electric" is the Kona, and "Electric" stays to be read as its fuel.
    """
    hits = list(draft.lexicon.models_of[make.id].all_at(draft.words, index))
    hits = [hit for hit in hits if not _is_cut_number(draft.words, hit)]
    if not hits:
        return None
    model, last = hits[-1].values[0], hits[-1].end
    # An alias may be a name within another ("Coupé" of Mini): the longest decides.
    end = next(hit.end for hit in hits if model in hit.values)
    return (end if end == last or _says_more(draft, make, end) else last), model


def _says_more(draft: Draft, make: MakeTerm, index: int) -> bool:
    """Whether the rest of a long name is a fuel, a body or a trim besides."""
    words = draft.words
    if engine_word(words, index, make.slug) or draft.lexicon.words["body"].at(words, index):
        return True
    if any(
        word.field == "body" for hit in title_words().all_at(words, index) for word in hit.values
    ):
        return True
    return any(
        make.slug in name.makes for hit in trim_names().all_at(words, index) for name in hit.values
    )


def _is_cut_number(words: Words, hit: Hit[ModelTerm]) -> bool:
    """Whether the name ends within a number: the 2 of "2e eigenaar", the 5 of "5drs"."""
    last = words.folded[hit.end - 1]
    if not last.isdecimal() or hit.end >= len(words) or not words.is_glued(hit.end):
        return False
    return words.folded[hit.end] in _UNITS or (len(last) == 1 and words.folded[hit.end] == "e")


def _model_of(draft: Draft, make: MakeTerm, start: int, make_index: int) -> None:
    words = draft.words
    # "Mercedes-AMG GT": the make's last word may begin the model's name.
    for index in range(max(make_index + 1, start - 1), min(start + BESIDE, len(words))):
        if (hit := _model_hit(draft, make, index)) and hit[0] > start:
            _take_model(draft, index, *hit)
            return
        if index >= start and (code := _code_at(words, index, make.slug)):
            _take_code(draft, index, code)
            return
    if _model_by_generation(draft, make, start):
        return
    for index in range(make_index):  # "Golf Volkswagen"
        if hit := _model_hit(draft, make, index):
            _take_model(draft, index, *hit)
            return


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
        if any(spelt in _names_of(generation) for generation in model.generations)
    ]
    if not models:
        return False
    model = min(models, key=lambda model: (model.year_from or 9999, model.id))
    _take_model(draft, start, start + 2, model)
    return True


def _bare_model(draft: Draft) -> None:
    """A title that begins with the model: "508 SW", "Range Rover Evoque", "320d Touring"."""
    words = draft.words
    for index in range(min(4, len(words))):
        if draft.taken[index] or (draft.make and index > 0):
            continue
        code = _code_at(words, index)
        hit = draft.lexicon.models.at(words, index)
        if not hit and (fillers().at(words, index) or not words.folded[index][0].isalnum()):
            continue
        model = _best(hit.values) if hit and _is_plain(words, hit) else None
        if code and (model is None or code.end > (hit.end if hit else 0)):
            _take_code(draft, index, code)
        elif model:
            found = _model_hit(draft, model.make, index)
            _take_model(draft, index, found[0] if found else index + 1, model)
        return


def _is_plain(words: Words, hit: Hit[ModelTerm]) -> bool:
    """Whether a name says enough without its make: "508" and "XC60" do, "3" and "up" do not."""
    written = words.written(hit.first, hit.end)
    return len(written) >= 3 and not (written.isdecimal() and len(written) < 3)


def _best(models: tuple[ModelTerm, ...]) -> ModelTerm:
    """The namesake that is meant most often: sold here, and of a model that still is."""
    return max(models, key=lambda model: (model.sold_in_nl, model.year_to is None, -model.id))


def _take_model(draft: Draft, first: int, end: int, model: ModelTerm) -> None:
    draft.model, draft.car_end = model, end
    if draft.make is not model.make:
        draft.make = model.make
        draft.facts = [fact for fact in draft.facts if fact.field != "make"]
        draft.add("make", model.make.slug, first, end, "make-of-model")
    draft.take(first, Found(end, "model-name", (("model", model.word),)))
    words = draft.words
    spelt = "".join(words.folded[first:end])
    suffix = end < len(words) and words.folded[end] == "e" and words.gap(end) in ("", "-")
    if "electric" in model.fuels and (_is_electric_name(model, spelt) or suffix):
        stop = end + suffix
        draft.take(first, Found(stop, "electric-name", (("fuel", "electric"),)))
        draft.car_end = stop
    elif model.fuels in (("electric",), ("electric", "phev")):
        draft.add("model_fuel", "electric", first, end, "electric-model")
    if spelt.endswith("c") and spelt[:-1].isdecimal() and "convertible" in model.bodies:
        draft.add("body", "convertible", first, end, "open-number")


def _is_electric_name(model: ModelTerm, spelt: str) -> bool:
    """e-208, eVito, 500e: the model's name with a letter e, or another word for it."""
    plain = "".join(words_in(model.name).folded)
    return spelt != plain and any(spelt in (e + plain, plain + e) for e in _ELECTRIC)


def _code_at(words: Words, index: int, make: str | None = None) -> TypeCode | None:
    """A type code, but not a number that has a unit: the "115" of "115 pk"."""
    code = type_code(words, index, make)
    unit = words.folded[code.end] if code and code.end < len(words) else ""
    return None if unit in _MEASURES else code


def _take_code(draft: Draft, first: int, code: TypeCode) -> None:
    model = draft.lexicon.dictionary.model_by_slugs.get((code.make, code.model))
    if model is None or not model.is_active:
        return
    end = code.end
    if draft.model is None:
        draft.model = model
        if draft.make is not model.make:
            draft.make = model.make
            draft.add("make", model.make.slug, first, end, "make-of-model")
        draft.add("model", model.word, first, end, "type-code")
    if code.fuel:
        draft.add("fuel", code.fuel, first, end, "type-code")
    if code.transmission and code.fuel not in ("phev", "electric"):
        draft.add("transmission", code.transmission, first, end, "type-code")
    draft.take(first, Found(end, "type-code"))
    draft.car_end = end


def _repeats(draft: Draft, make: MakeTerm) -> None:
    """The car's name again, in other words: "Kia Ceed / cee'd", "BMW 330 3-serie 330i"."""
    index = draft.car_end
    last = min(index + BESIDE, len(draft.words))
    while index < last:
        if draft.taken[index]:
            index += 1
            continue
        index = _repeat_at(draft, make, index) or index + 1


def _repeat_at(draft: Draft, make: MakeTerm, index: int) -> int | None:
    words, model, end = draft.words, draft.model, None
    if model is None:
        return None
    trim = trim_names().at(words, index)
    if any(
        word.field == "body" for hit in title_words().all_at(words, index) for word in hit.values
    ):
        return None
    if hit := draft.lexicon.makes.at(words, index):
        end = hit.end if hit.values[0] is make and not trim else None
    if found := _model_hit(draft, make, index):
        again, named = found
        if named is not model and named.name.startswith(f"{model.name} "):
            draft.facts = [fact for fact in draft.facts if fact.field != "model"]
            draft.add("model", named.word, index, again, "model-name")
            draft.model = named
        elif named is not model or (trim and trim.end >= again):
            return None
        end = again
    code = _code_at(words, index, make.slug)
    if code and model.slug.startswith(code.model):
        _take_code(draft, index, code)
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
        named = next((gen for gen in model.generations if spelt in _names_of(gen)), None)
        if named and _is_generation(words, index, end):
            draft.take(index, Found(end, "generation", (("generation", named.name),)))
            draft.car_end = end
            return


@cache
def _names_of(generation: GenerationTerm) -> set[str]:
    codes = generation.code.replace("/", " ").replace(",", " ").split()
    names = [generation.name, *generation.name.split(), *codes]
    digits = [str(_ROMANS.index(name) + 1) for name in names if name in _ROMANS]
    return {"".join(words_in(name).folded) for name in [*names, *digits]}


def _is_generation(words: Words, index: int, end: int) -> bool:
    """A lone digit or letter is one only in capitals, and never before its unit ("5 drs")."""
    written = words.written(index, end)
    after = words.folded[end] if end < len(words) else ""
    if written.isdecimal() and len(written) < 3:
        return after not in _UNITS and not (end < len(words) and words.is_glued(end))
    return written[0].isupper() or any(sign.isdecimal() for sign in written)
