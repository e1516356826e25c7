"""Where a model's name begins and ends: names within names, type codes, generations."""

from functools import cache

from listings.vocabulary.codes import TypeCode, type_code
from listings.vocabulary.engines import engine_word
from listings.vocabulary.phrases import Hit
from listings.vocabulary.terms import GenerationTerm, MakeTerm, ModelTerm
from listings.vocabulary.titles.draft import Draft, Found
from listings.vocabulary.titles.tables import title_words, trim_names
from listings.vocabulary.tokens import Words, spelt

_ELECTRIC = frozenset(["e", "eq", "electric", "ev", "elektro"])
_MEASURES = frozenset("pk hp ps cv ch kw km kg kwh nm euro".split())
_ROMANS = "I II III IV V VI VII VIII IX X XI XII".split()
_UNITS = frozenset("d drs deurs dr deuren deurs p pers persoons zits zitter sitze sitzer s".split())


def model_hit(draft: Draft, make: MakeTerm, index: int) -> tuple[int, ModelTerm] | None:
    """Where the model's name ends: behind the shortest name of what the longest one names.

    So "Kona Electric" is the Kona, and "Electric" stays to be read as its fuel.
    """
    hits = draft.lexicon.models_of[make.id].all_at(draft.words, index)
    hits = hits and [hit for hit in hits if not _is_cut_number(draft.words, hit)]
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
    return begins_body(words, index) or any(
        make.slug in name.makes for hit in trim_names().all_at(words, index) for name in hit.values
    )


def begins_body(words: Words, index: int) -> bool:
    """Whether a word of dealers for a body starts here."""
    return bool(title_words("body").all_at(words, index))


def _is_cut_number(words: Words, hit: Hit[ModelTerm]) -> bool:
    """Whether the name ends within a number: the 2 of "2e eigenaar", the 5 of "5drs"."""
    last = words.folded[hit.end - 1]
    if not last.isdecimal() or hit.end >= len(words) or not words.is_glued(hit.end):
        return False
    return words.folded[hit.end] in _UNITS or (len(last) == 1 and words.folded[hit.end] == "e")


def code_at(words: Words, index: int, make: str | None = None) -> TypeCode | None:
    """A type code, but not a number that has a unit: the "115" of "115 pk"."""
    code = type_code(words, index, make)
    unit = words.folded[code.end] if code and code.end < len(words) else ""
    return None if unit in _MEASURES else code


def _is_electric_name(model: ModelTerm, written: str) -> bool:
    """e-208, eVito, 500e: the model's name with a letter e, or another word for it."""
    plain = spelt(model.name)
    return written != plain and any(written in (e + plain, plain + e) for e in _ELECTRIC)


@cache
def names_of(generation: GenerationTerm) -> set[str]:
    codes = generation.code.replace("/", " ").replace(",", " ").split()
    names = [generation.name, *generation.name.split(), *codes]
    digits = [str(_ROMANS.index(name) + 1) for name in names if name in _ROMANS]
    return {spelt(name) for name in [*names, *digits]}


def is_generation(words: Words, index: int, end: int) -> bool:
    """A lone digit or letter is one only in capitals, and never before its unit ("5 drs")."""
    written = words.written(index, end)
    after = words.folded[end] if end < len(words) else ""
    if written.isdecimal() and len(written) < 3:
        return after not in _UNITS and not (end < len(words) and words.is_glued(end))
    return written[0].isupper() or any(sign.isdecimal() for sign in written)


def take_model(draft: Draft, first: int, end: int, model: ModelTerm) -> None:
    draft.model, draft.car_end = model, end
    if draft.make is not model.make:
        draft.make = model.make
        draft.facts = [fact for fact in draft.facts if fact.field != "make"]
        draft.add("make", model.make.slug, first, end, "make-of-model")
    draft.take(first, Found(end, "model-name", (("model", model.word),)))
    words = draft.words
    written = "".join(words.folded[first:end])
    suffix = end < len(words) and words.folded[end] == "e" and words.gap(end) in ("", "-")
    if "electric" in model.fuels and (_is_electric_name(model, written) or suffix):
        stop = end + suffix
        draft.take(first, Found(stop, "electric-name", (("fuel", "electric"),)))
        draft.car_end = stop
    elif model.fuels in (("electric",), ("electric", "phev")):
        draft.add("model_fuel", "electric", first, end, "electric-model")
    if written.endswith("c") and written[:-1].isdecimal() and "convertible" in model.bodies:
        draft.add("body", "convertible", first, end, "open-number")


def take_code(draft: Draft, first: int, code: TypeCode) -> None:
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
