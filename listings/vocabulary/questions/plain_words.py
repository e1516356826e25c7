"""Reads bodies, fuels, gearboxes, colours and options, and what must not be taken for one."""

from typing import Any

from listings.vocabulary.engines import engine_word
from listings.vocabulary.phrases import Phrases
from listings.vocabulary.questions.draft import Draft, Found, Tell
from listings.vocabulary.questions.names import FOUR_WHEEL
from listings.vocabulary.questions.wording import (
    EDITIONS,
    FILLERS,
    LIMITS,
    LIST_WORDS,
    NEGATIONS,
    NOT_THE_CAR,
    SHADES,
)

# Plain in a question, though too short or too general for a dealer's title.
MORE_OPTIONS: Phrases[str] = Phrases(())
for _slug, _names in (
    ("trekhaak", "haak"),
    ("schuifdak", "dakraam"),
    ("lederen-bekleding", "leren stoelen|lederen stoelen|leren zetels|leer bekleding"),
    ("lichtmetalen-velgen", "mooie velgen|sportieve velgen"),
    ("onderhoudshistorie", "goed onderhouden|onderhouden"),
    ("parkeersensoren", "parkeerpiepjes|piepjes"),
    ("stoelgeheugen", "geheugen"),
    ("vierwielaandrijving", "4 wiel aandrijving|vierwiel|4 wheel drive"),
):
    for _name in _names.split("|"):
        MORE_OPTIONS.add(_name, _slug)
SHORT_FUELS = {"gas": "lpg", "stekker": "phev", "hybryde": "hybrid", "accu-auto": "electric"}
SHORT_GEARBOXES = {"schakel": "manual", "auto-maat": "automatic"}
# A body that a word is only behind one make's models.
BODY_CODES = {
    ("seat", "st"): "estate",
    ("cupra", "st"): "estate",
    ("opel", "st"): "estate",
    ("peugeot", "cc"): "convertible",
    ("toyota", "ts"): "estate",
    ("audi", "sb"): "hatchback",
    ("kia", "sportswagon"): "estate",
    ("renault", "cc"): "convertible",
    ("opel", "twintop"): "convertible",
    ("nissan", "c+c"): "convertible",
    ("mazda", "sportbreak"): "estate",
}
# A make's name for several drives: what the model asked for can have decides, if it is but one.
DRIVES: dict[str, frozenset[str]] = {
    "e-tech": frozenset(["electric", "hybrid", "phev"]),
    "e-tense": frozenset(["electric", "phev"]),
    "recharge": frozenset(["electric", "phev"]),
    "iv": frozenset(["electric", "phev"]),
    "e-tron": frozenset(["electric", "phev"]),
}
# Engine names that are asked for as a version of their own, and stay in the text.
TRIMS = frozenset(["gti"])
# Estates behind a model, but by themselves another kind of car.
ONLY_BEHIND_A_MODEL = frozenset(["sportwagen", "sportswagen", "variant", "touring", "clipper"])


def body_at(draft: Draft, index: int) -> Found | None:
    word = draft.word(index)
    for make in draft.makes:
        if body := BODY_CODES.get((make, word)):
            return Found(index + 1, (Tell("body", body, index, index + 1, "body-code"),))
    if word == "l" and is_van_size(draft, index):
        return Found(index + 4, aside=True)
    if word in ONLY_BEHIND_A_MODEL and not draft.told("make", "model"):
        return Found(index + 1, aside=True)
    if word == "van" and _is_of(draft, index):
        return None
    return _word_at(draft, index, "body")


def _is_of(draft: Draft, index: int) -> bool:
    """Whether "van" is Dutch for "of": "golf van eerste eigenaar", but not "transit van"."""
    known = draft.lexicon.dictionary.model_by_word
    for tell in draft.told("model"):
        if tell.end == index and "van" in known[tell.value].bodies:
            return False
    if index + 1 >= len(draft.words):
        return False
    is_end = draft.word(index + 1) in LIST_WORDS | {"met"}
    return not (is_end or LIMITS.at(draft.words, index + 1))


def is_van_size(draft: Draft, index: int) -> bool:
    """L2H1: of all vans' lengths and heights this one, which is more than that it is a van."""
    written = draft.words.folded[index : index + 4]
    return [len(part) for part in written] == [1, 1, 1, 1] and written[2] == "h"


def fuel_at(draft: Draft, index: int) -> Found | None:
    if fuel := SHORT_FUELS.get(draft.word(index)):
        return Found(index + 1, (Tell("fuel", fuel, index, index + 1, "word"),))
    if draft.word(index) == "kwh":
        return Found(index + 1, (Tell("fuel", "electric", index, index + 1, "kwh"),))
    return _word_at(draft, index, "fuel")


def gearbox_at(draft: Draft, index: int) -> Found | None:
    if gearbox := SHORT_GEARBOXES.get(draft.word(index)):
        return Found(index + 1, (Tell("transmission", gearbox, index, index + 1, "word"),))
    return _word_at(draft, index, "transmission")


def _word_at(draft: Draft, index: int, kind: str) -> Found | None:
    hit = draft.lexicon.words[kind].at(draft.words, index)
    if hit is None:
        return None
    return Found(hit.end, (Tell(kind, hit.values[0].code, index, hit.end, "word"),))


def drive_at(draft: Draft, index: int) -> Found | None:
    """ "Enyaq 80 iV": electric, since there is no other Enyaq. Left as text where it is open."""
    dictionary = draft.lexicon.dictionary
    if not draft.told("model"):
        return None
    models = [dictionary.model_by_word[tell.value] for tell in draft.told("model")]
    for end in (index + 2, index + 1):
        drives = DRIVES.get("-".join(draft.words.folded[index:end]))
        if drives is None or end > len(draft.words):
            continue
        found = {fuel for model in models for fuel in drives & set(model.fuels)}
        if len(found) != 1:
            return Found(end, aside=True)
        return Found(end, (Tell("fuel", found.pop(), index, end, "drive-name"),))
    return None


def engine_at(draft: Draft, index: int) -> Found | None:
    """TDI, DSG, quattro, and what means something at the named make only."""
    make = next(iter(draft.makes), None) if len(draft.makes) == 1 else None
    said = engine_word(draft.words, index, make)
    if said is None or draft.word(index) in TRIMS:
        return None
    values = (
        ("fuel", said.fuel),
        ("transmission", said.transmission),
        ("option", FOUR_WHEEL if said.four_wheel else None),
    )
    tells = tuple(Tell(field, value, index, said.end, "engine") for field, value in values if value)
    return Found(said.end, tells, aside=not tells)


def bmw_number_at(draft: Draft, index: int) -> Found | None:
    """ "X5 45e", "X3 M40d": behind a BMW that was named, two digits with a letter."""
    start = index + (draft.word(index) == "m")
    number, letter = draft.word(start), draft.word(start + 1)
    if draft.makes != {"bmw"} or not (len(number) == 2 and number.isdecimal()):
        return None
    fuel = {"d": "diesel", "e": "phev", "i": "petrol"}.get(letter)
    if fuel is None or not draft.words.is_glued(start + 1):
        return None
    return Found(start + 2, (Tell("fuel", fuel, index, start + 2, "engine"),))


def option_at(draft: Draft, index: int) -> Found | None:
    slug, end = None, index
    if more := MORE_OPTIONS.at(draft.words, index):
        slug, end = more.values[0], more.end
    hit = draft.lexicon.options.at(draft.words, index)
    if hit and hit.end >= end:
        slug, end = hit.values[0].slug, hit.end
    if slug is None or slug not in draft.lexicon.dictionary.option_by_slug:
        return None
    if slug == "apk":
        end = _past_date(draft, end)
    return Found(end, (Tell("option", slug, index, end, "option"),))


def _past_date(draft: Draft, end: int) -> int:
    """ "Apk tot 2027": until when it is valid is not the year of the car."""
    start = end + (draft.word(end) in ("tot", "t/m", "van"))
    while draft.word(start).isdecimal() and len(draft.word(start)) in (2, 4):
        number = int(draft.word(start))
        if not (number <= 31 or draft.this_year <= number <= draft.this_year + 4):
            break
        start += 1
        end = start
    return end


def colour_at(draft: Draft, index: int) -> Found | None:
    """A colour with its shade: "knalrode", "donker blauwe metallic"."""
    start = index
    if draft.word(start) in SHADES and start + 1 < len(draft.words):
        start += 1
    code, end = _colour(draft, start)
    if code is None:
        return None
    follows = draft.word(end)
    if follows in NOT_THE_CAR:  # of leather the leather is asked for, of wheels their colour
        return Found(end + (follows == "velgen"), aside=True)
    if follows in EDITIONS:
        return Found(end + 1, aside=True)
    end += follows in ("metallic", "parelmoer", "mat", "matte", "metalic")
    return Found(end, (Tell("colour", code, index, end, "colour"),))


def _colour(draft: Draft, index: int) -> tuple[str | None, int]:
    colours = draft.lexicon.words["colour"]
    hit = colours.at(draft.words, index)
    if hit:
        return hit.values[0].code, hit.end
    word = draft.word(index)
    for cut in range(3, len(word) - 2):
        if word[:cut] in SHADES and (named := colours.named(word[cut:])):
            return named[0].code, index + 1
    return None, index


def negation_at(draft: Draft, index: int) -> Found | None:
    """ "Geen diesel", "zonder trekhaak": left as text, with all that is negated."""
    if draft.word(index) not in NEGATIONS:
        return None
    end = _thing_end(draft, index + 1)
    if end == index + 1:
        if draft.word(index) == "niet":
            return None
        return Found(min(end + 1, len(draft.words)), aside=True)
    while draft.word(end) == "of" and (further := _thing_end(draft, end + 1)) > end + 1:
        end = further
    return Found(end, aside=True)


def _thing_end(draft: Draft, index: int) -> int:
    """Where a named thing ends that starts here; the index itself when there is none."""
    if index >= len(draft.words):
        return index
    lexicon = draft.lexicon
    phrases: tuple[Phrases[Any], ...] = (
        *lexicon.words.values(),
        lexicon.options,
        lexicon.makes,
        lexicon.models,
    )
    ends = [hit.end for names in phrases if (hit := names.at(draft.words, index))]
    if colour := colour_at(draft, index):
        ends.append(colour.end)
    return max(ends, default=index)


def filler_at(draft: Draft, index: int) -> Found | None:
    word = draft.word(index)
    if word == "e" and draft.word(index + 1) == "o":  # "e.o.": and surroundings
        return Found(index + 2)
    is_sign = not any(sign.isalnum() for sign in word)
    return Found(index + 1) if word in FILLERS or word in LIST_WORDS or is_sign else None
