"""Goes through a title once and lets the rule with the longest find have the words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from listings.vocabulary.engines import CODE_WORDS, engine_names, engine_word, litres_at
from listings.vocabulary.lexicon import Lexicon
from listings.vocabulary.titles import numbers
from listings.vocabulary.titles.draft import Draft, Found
from listings.vocabulary.titles.extras import NEGATIONS, is_denied, option, shared_tail
from listings.vocabulary.titles.tables import fillers, title_words
from listings.vocabulary.tokens import Words

_COUNTED = frozenset("zits persoons jaar ton m".split())  # "2.5 ton" is no size
_SIZE_LETTERS = frozenset("i t is ie s ti v".split())  # 1.6i, 2.0T
_VANS = frozenset(["van"])
_BUS_WORDS = frozenset(["combi", "kombi", "tourer", "tour"])
LONE_LETTERS = {"d": "diesel", "e": "phev"}
_Rule = Callable[[Draft, int], Found | None]


def engine(draft: Draft, index: int) -> Found | None:
    """A word of engines.csv, or a code of letters and numbers."""
    words = draft.words
    word = engine_word(words, index, draft.make.slug if draft.make else None)
    if word is None or (words.folded[index] == "iv" and words.written(index) == "IV"):
        return None
    if draft.denies and word.fuel and is_denied(draft, index, word.end):
        return Found(word.end, "denied")
    values: list[tuple[str, object]] = []
    if word.fuel:
        values.append(("mild" if word.mild else "fuel", word.fuel))
    if word.transmission:
        values.append(("transmission", word.transmission))
    if word.litres:
        values.append(("engine_litres", word.litres))
    if word.four_wheel:
        values.append(("option", "vierwielaandrijving"))
    return Found(word.end, word.rule, tuple(values))


def lone_letter(draft: Draft, index: int) -> Found | None:
    """BMW 320 Gran Turismo d: the letter of the type code behind the body."""
    words, make = draft.words, draft.make
    if make is None or make.slug != "bmw" or index > draft.car_end + 4:
        return None
    fuel = LONE_LETTERS.get(words.folded[index])
    alone = words.gap(index) == " " and words.gap(index + 1) in (" ", "\n")
    if fuel is None or not alone or "fuel" in draft.said or "body" not in draft.said:
        return None
    return Found(index + 1, "lone-letter", (("fuel", fuel),))


def size(draft: Draft, index: int) -> Found | None:
    """The first number that can be an engine's size."""
    words = draft.words
    if "engine_litres" in draft.said or (index and words.folded[index - 1] in ("€", "euro")):
        return None
    found = litres_at(words, index)
    if found is None:
        return None
    litres, end = found
    if end < len(words) and words.folded[end] in _COUNTED:
        return None
    if end < len(words) and words.gap(end) == "" and words.folded[end] in _SIZE_LETTERS:
        if _is_weight(draft, index, end, litres):
            return Found(end + 1, "weight")
        end += 1
    return Found(end, "litres", (("engine_litres", litres),))


def _is_weight(draft: Draft, index: int, end: int, number: float) -> bool:
    """3.5t is what a van may weigh or tow; 1.0T and Saab's 2.3t are turbos."""
    words = draft.words
    if words.written(end) != "t" or number < 2:
        return False
    bodies = set(draft.model.bodies) if draft.model else set()
    return bool(bodies & {"van", "pickup"}) or number > 3.2 or "option" in draft.said


def body(draft: Draft, index: int) -> Found | None:
    """A body's word, or one that means a body at this make only."""
    words, make = draft.words, draft.make.slug if draft.make else None
    found = None
    for hit in draft.lexicon.words["body"].all_at(words, index):
        found = Found(hit.end, "body-word", (("body", hit.values[0].code),))
    for title_hit in title_words("body").all_at(words, index):
        written = words.written(index, title_hit.end)
        for word in title_hit.values:
            fits = make in word.makes or not word.makes
            if fits and (not word.capitals or written.isupper()):
                found = Found(title_hit.end, "body-of-make", (("body", word.value),))
    return _fitting(draft, found, words.folded[index]) if found else None


def _fitting(draft: Draft, found: Found, word: str) -> Found | None:
    """The body as this model has it: an SUV's Sportback is an SUV, a van's Combi a bus."""
    bodies = draft.model.bodies if draft.model else ()
    (_, code), *_rest = found.values
    if code == "hatchback" and bodies[:1] == ("suv",):
        return Found(found.end, "suv-sportback", (("body", "suv"),))
    if word in _BUS_WORDS and _VANS & set(bodies):
        return Found(found.end, "van-with-seats", (("body", "mpv"),))
    if code == "van" and word in ("bus", "busje", "van") and draft.facts and not _near_car(draft):
        return None
    return found


def _near_car(draft: Draft) -> bool:
    return bool(draft.model and "van" in draft.model.bodies)


def _is_cut_number(words: Words, end: int) -> bool:
    """Whether a name of words ends in the number of a code behind it: the "L 4" of "L 4M"."""
    is_loose = words.gap(end - 1) == " " and words.folded[end - 1].isdecimal()
    return is_loose and words.is_glued(end) and words.folded[end].isalpha()


def talk(draft: Draft, index: int) -> Found | None:
    """Dealers' talk and technical words that no field holds."""
    hit = fillers().at(draft.words, index)
    if hit is None or _is_cut_number(draft.words, hit.end):
        return None
    return Found(hit.end, "filler" if hit.end == index + 1 else "filler-phrase")


# In order of precedence: of two finds of one length the first has the words.
_OF_NUMBERS: tuple[_Rule, ...] = (
    numbers.battery_health,
    numbers.power,
    numbers.battery_size,
    numbers.seats,
    numbers.doors,
    numbers.wheels,
    engine,
    option,
    numbers.nothing,
    size,
    body,
    talk,
)
# Of these a number without a unit needs few.
_OF_BARE_NUMBERS = (engine, option, numbers.nothing, size, body, talk)


@lru_cache(maxsize=2)
def _rules_of_words(lexicon: Lexicon) -> Mapping[str, tuple[_Rule, ...]]:
    """By first word the rules that can find anything there, in order of precedence."""
    options, bodies = lexicon.options, lexicon.words["body"]
    begins: tuple[tuple[_Rule, Iterable[str]], ...] = (
        (numbers.battery_health, numbers.OF_HEALTH),
        (numbers.written_out, numbers.WRITTEN_OUT),
        (engine, {*engine_names().first_words(), *CODE_WORDS}),
        (lone_letter, LONE_LETTERS),
        (option, {*options.first_words(), *title_words("option").first_words()}),
        (body, {*bodies.first_words(), *title_words("body").first_words()}),
        (talk, fillers().first_words()),
    )
    rules: defaultdict[str, tuple[_Rule, ...]] = defaultdict(tuple)
    for rule, words in begins:
        for word in filter(_is_word, words):
            rules[word] += (rule,)
    return dict(rules)


def _is_word(word: str) -> bool:
    return word[0].isalnum()


def scan(draft: Draft) -> None:
    """Reads every word that the car's own name left free."""
    rules_of = _rules_of_words(draft.lexicon)
    hyphens = "- " in draft.words.text or "-/" in draft.words.text
    draft.denies = not NEGATIONS.isdisjoint(draft.words.folded)
    index = 0
    while index < len(draft.taken):
        if draft.taken[index]:
            index += 1
            continue
        word = draft.words.folded[index]
        if not word[0].isdecimal():
            rules = rules_of.get(word, ())
        else:
            rules = _OF_NUMBERS if numbers.has_unit(draft.words, index) else _OF_BARE_NUMBERS
        found = (hyphens and shared_tail(draft, index)) or _longest(draft, index, rules)
        if found:
            draft.take(index, found)
        index = found.end if found else index + 1


def _longest(draft: Draft, index: int, rules: Iterable[_Rule]) -> Found | None:
    best = None
    for rule in rules:
        found = rule(draft, index)
        if found and (best is None or found.end > best.end) and draft.is_free(index, found.end):
            best = found
    return best
