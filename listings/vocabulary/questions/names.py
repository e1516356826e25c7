"""Reads makes and models, and tells "Peugeot 2008" from the year and "3 deurs" from a Mazda."""

from collections.abc import Iterable

from listings.vocabulary.codes import type_code
from listings.vocabulary.engines import engine_word
from listings.vocabulary.phrases import Hit
from listings.vocabulary.questions.amounts import amount_at
from listings.vocabulary.questions.draft import Draft, Found, Tell
from listings.vocabulary.questions.wording import LIST_WORDS
from listings.vocabulary.terms import ModelTerm

FOUR_WHEEL = "vierwielaandrijving"
# Makes whose name is also a word, and means the make only with one of its models behind it.
WORDS_TOO = frozenset(
    """
    ac aro asia bac bitter dr e-go ebro evo firefly karma man mega mia microlino noble ora ram
    rimac santana think ultima genesis mahindra rolls-royce leapmotor
    """.split()
) - {"genesis", "rolls-royce", "leapmotor", "mahindra", "rimac", "ebro"}
# Names of models that are also words of questions: only beside their make.
NEED_MAKE = frozenset(
    """
    one air city club sport series six box m x y k g f e trade wind logo beat spider roadster
    coupe cabrio cabriolet convertible hatch pickup quattro classic master partner expert
    legend accent note edge escape probe fusion courier stream visa idea uno brava linea marea
    caravan penny duna strada soul pride mentor joice express spring hunter safari elba club nova
    dyna model volt bolt spark beat matrix sigma galant midi porter samurai estate mpv mpi safrane
    variant symbol latitude traveller tempra argenta signum senator arena omega delta beta gamma
    kappa thema musa prisma trevi monte carlo campo terra inca eend geit snoek han tang seal
    dolphin day ten up! fit gta gto gtr gts rs se is ion rex goa cub sud ape oka sei ceo tl tx
    sm es ct ls sc gs lm rc ex fx zero t1 t2 t3 t4 t5 t6 t7
    """.split()
)


# Of two letters, and plain all the same.
SHORT_NAMES = frozenset("ka tt up zx ax bx xv zs hs rx nx ux xf xe xj sl iq ix".split())
TRIMS = frozenset("st rs gti gtd opc gsi nismo vrs sti gr amg".split())
LONG_NAME = 4  # letters of a name that needs no list to stand beside another car


def read_makes(draft: Draft) -> None:
    """First of all: every make by name, with the model that stands behind it."""
    index, length = 0, len(draft.words)
    while index < length:
        index = _read_make(draft, index) or index + 1


def _read_make(draft: Draft, index: int) -> int:
    lexicon = draft.lexicon
    hit = lexicon.makes.at(draft.words, index)
    if hit is None:
        return _read_model_with_make_in_it(draft, index)
    if not draft.is_free(index, hit.end):
        return 0
    make = hit.values[0]
    option = lexicon.options.at(draft.words, index)
    model = _own_model(draft, make.id, hit.end)
    if option and option.end > (model.end if model else hit.end):
        return 0
    if model is None and (make.slug in WORDS_TOO or draft.word(index - 1) in ("mijn", "m'n")):
        return 0
    draft.makes.add(make.slug)
    draft.take(index, Found(hit.end, (Tell("make", make.slug, index, hit.end, "name"),)))
    if model is None:
        return hit.end
    take_model(draft, model, model.values[0], "name")
    return max(tell.end for tell in draft.tells[-3:])


def _read_model_with_make_in_it(draft: Draft, index: int) -> int:
    """Range Rover is a model, though a Rover is a make."""
    hit = draft.lexicon.models.at(draft.words, index)
    if hit is None or not draft.is_free(index, hit.end):
        return 0
    inside = range(index + 1, hit.end)
    if not any(draft.lexicon.makes.at(draft.words, word) for word in inside):
        return 0
    take_model(draft, hit, min(hit.values, key=_standing), "name")
    return hit.end


def _own_model(draft: Draft, make: int, index: int) -> Hit[ModelTerm] | None:
    """The model of this make that is named here: not "3 deurs", nor what is a body's name too."""
    if index >= len(draft.words) or not draft.words.is_joined(index):
        return None
    for hit in _without_trims(draft, draft.lexicon.models_of[make].all_at(draft.words, index)):
        if _is_amount(draft, hit):
            continue
        body = draft.lexicon.words["body"].at(draft.words, index)
        option = draft.lexicon.options.at(draft.words, index)
        if body and body.end >= hit.end and _has_other(draft, hit.values[0]):
            continue
        if option and option.end > hit.end:
            continue
        return hit
    return None


def _without_trims(draft: Draft, hits: Iterable[Hit[ModelTerm]]) -> Iterable[Hit[ModelTerm]]:
    """The names, longest first; "Focus ST" is a Focus, and ST is asked for besides."""
    found = list(hits)
    for hit in reversed(found):
        if len(found) == 1 or draft.word(hit.end - 1) not in TRIMS:
            yield hit


def _is_amount(draft: Draft, hit: Hit[ModelTerm]) -> bool:
    """A number with a unit: "3 deurs", "500 euro", "600 km"."""
    if not draft.word(hit.first).isdecimal() or hit.end != hit.first + 1:
        return False
    amount = amount_at(draft, hit.first)
    return amount is not None and (bool(amount.unit) or amount.is_thousands)


def _has_other(draft: Draft, model: ModelTerm) -> bool:
    """Whether the make has another model in this one's body: Mini Cabrio, but not a Tesla."""
    others = draft.lexicon.dictionary.models_of(model.make)
    return any(set(model.bodies) & set(other.bodies) for other in others if other != model)


def take_model(draft: Draft, hit: Hit[ModelTerm], model: ModelTerm, rule: str) -> None:
    draft.take(hit.first, _found(draft, hit, model, rule))


def _found(draft: Draft, hit: Hit[ModelTerm], model: ModelTerm, rule: str) -> Found:
    tells = tuple(_tells(draft, hit, model, rule))
    return Found(max(tell.end for tell in tells), tells)


def _tells(draft: Draft, hit: Hit[ModelTerm], model: ModelTerm, rule: str) -> Iterable[Tell]:
    yield Tell("model", model.word, hit.first, hit.end, rule)
    written = "".join(draft.words.folded[hit.first : hit.end])
    fuel = _fuel_in(written, model)
    if fuel:
        yield Tell("fuel", fuel, hit.first, hit.end, "electric-name")
    # Its letters tell a Mini's fuel: "cooper sd".
    said = engine_word(draft.words, hit.first, "mini") if model.make.slug == "mini" else None
    if said and said.fuel and not fuel:
        yield Tell("fuel", said.fuel, hit.first, max(hit.end, said.end), "engine")
    if model.slug == "500" and written == "500c":
        yield Tell("body", "convertible", hit.first, hit.end, "body-in-name")
    if hit.end > hit.first + 1 and written.endswith("4x4"):
        yield Tell("option", FOUR_WHEEL, hit.first, hit.end, "option")


def _fuel_in(written: str, model: ModelTerm) -> str | None:
    """The fuel that a longer name tells: e-208, Corsa-e, Kona Electric, Niro PHEV."""
    name = "".join(sign for sign in model.name.lower() if sign.isalnum())
    written = "".join(sign for sign in written if sign.isalnum())
    extra = written.removeprefix(name) if written.startswith(name) else ""
    if written.endswith(name) and written != name:
        extra = written.removesuffix(name)
    found = _EXTRA.get(extra, frozenset()) & set(model.fuels)
    return next(iter(found)) if len(found) == 1 else None


# What may be added to a model's name, and the fuels it may mean: those that the model has decide.
_EXTRA = {
    name: frozenset(fuels.split())
    for fuels, names in (
        ("electric", "e electric elettrica ev eq"),
        ("hybrid", "hybrid hybridplus"),
        ("phev", "phev dmi ehybrid 4xe"),
        ("electric phev", "iv etron etense recharge"),
        ("electric hybrid phev", "etech"),
    )
    for name in names.split()
}


# ------------------------------------------------------------------------ without their make
def model_at(draft: Draft, index: int) -> Found | None:
    """A model named without its make, or apart from it."""
    for hit in _without_trims(draft, draft.lexicon.models.all_at(draft.words, index)):
        if not draft.is_free(index, hit.end) or _is_amount(draft, hit):
            continue
        model = _chosen(draft, hit)
        if model and _is_plain_enough(draft, hit, model):
            rule = "number-model" if _is_number(draft, hit) else "name"
            return _found(draft, hit, model, rule)
    return None


def _chosen(draft: Draft, hit: Hit[ModelTerm]) -> ModelTerm | None:
    """Of several models with this name: of a make that is asked for, else the best known."""
    own = [model for model in hit.values if model.make.slug in draft.makes]
    if own:
        return min(own, key=_standing)
    if draft.makes and not is_listed(draft, hit.first):
        written = draft.word(hit.first)
        is_name = len(written) >= LONG_NAME and written.isalpha()
        if draft.told("make") or not is_name:
            return None
    return min(hit.values, key=_standing)


def _standing(model: ModelTerm) -> tuple[bool, bool, int]:
    """Sold here, still sold, and the longest: Leon is first a Seat, 500 a Fiat."""
    year = model.year_from or 0
    return not model.sold_in_nl, (model.year_to or 9999) < 2010, year


def is_listed(draft: Draft, index: int) -> bool:
    """Whether this is the next item of a list that began with a make or model."""
    return draft.word(index - 1) in LIST_WORDS and bool(draft.told("make", "model"))


def _is_number(draft: Draft, hit: Hit[ModelTerm]) -> bool:
    return all(draft.word(index).isdecimal() for index in range(hit.first, hit.end))


def _is_plain_enough(draft: Draft, hit: Hit[ModelTerm], model: ModelTerm) -> bool:
    """Whether this name can be no ordinary word or number here."""
    own, listed = model.make.slug in draft.makes, is_listed(draft, hit.first)
    if _is_number(draft, hit):
        return _is_plain_number(draft, hit, model, own, listed)
    written = "".join(draft.words.folded[hit.first : hit.end])
    if own or listed:
        return listed or len(written) > 2 or not written.isalpha()
    if written in NEED_MAKE:
        return False
    if written.isalpha() and len(written) <= 2:
        return written in SHORT_NAMES
    # A letter and a number are a name when nothing stands between: A4, but not "a 4".
    if len(draft.word(hit.first)) == 1 and draft.word(hit.first + 1).isdecimal():
        return draft.words.gap(hit.first + 1) in ("", "-")
    return True


def _is_plain_number(
    draft: Draft, hit: Hit[ModelTerm], model: ModelTerm, own: bool, listed: bool
) -> bool:
    number = draft.word(hit.first)
    has_model = any(tell.value.partition("_")[0] == model.make.slug for tell in draft.told("model"))
    if own and listed:
        return True
    if own:
        return not has_model and len(number) >= 3
    if draft.words.gap(hit.first + 1) == "-" and hit.end == hit.first + 2:
        return not draft.other_models  # Saab's 9-5
    begins_list = draft.word(hit.end) in LIST_WORDS
    if len(number) < 3 or (draft.other_models and not (listed or begins_list)):
        return False
    # Round numbers are too often something else, unless such a car is still sold: Fiat 500.
    is_round = int(number[:6]) % 10 == 0
    return model.sold_in_nl and (not is_round or (model.year_to is None and len(number) == 3))


def type_code_at(draft: Draft, index: int) -> Found | None:
    """BMW 320d, C 220 d. Without the make only with its letters, or as a class with its number."""
    make = next(iter(draft.makes), None) if len(draft.makes) == 1 else None
    code = type_code(draft.words, index, make)
    if code is None or not draft.is_free(index, code.end):
        return None
    dictionary = draft.lexicon.dictionary
    model = dictionary.model_by_slugs.get((code.make, code.model))
    if model is None:
        return None
    is_named = code.make in draft.makes
    has_letters = code.fuel is not None
    if not is_named and draft.makes and not is_listed(draft, index):
        return None
    if code.make == "bmw" and not (is_named or has_letters):
        return None
    has_model = any(tell.value.startswith(code.make) for tell in draft.told("model"))
    if is_named and has_model and not is_listed(draft, index):
        return None
    tells = [Tell("model", model.word, index, code.end, "type-code")]
    if code.fuel:
        tells.append(Tell("fuel", code.fuel, index, code.end, "type-code"))
    return Found(code.end, tuple(tells))


def count_other_models(draft: Draft) -> int:
    """Models already read, and those named in letters: with one, "2008" is a year."""
    count = len(draft.told("model"))
    for index in range(len(draft.words)):
        if not draft.is_free(index, index + 1) or draft.word(index).isdecimal():
            continue
        if model_at(draft, index):
            count += 1
    return count
