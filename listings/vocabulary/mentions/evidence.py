"""What makes a name unmistakable without its make: an article, an electric name, a generation."""

import re

from listings.vocabulary.mentions.cues import (
    ADJECTIVES,
    ARTICLES,
    BELONGINGS,
    DETERMINERS,
    NEWS,
    OFFERS,
    OWN,
    PHYSICAL,
    POSSESSIVES,
    TRIMS,
)
from listings.vocabulary.mentions.looking import Look
from listings.vocabulary.mentions.ordinary import Kind
from listings.vocabulary.mentions.others import CAR_TAILS, NAME_LINKS, THINGS_NEAR, VENUES, WORN

_CAR_CODE = re.compile(r"[qxz]\d|v[4-9]0|s[4-9]0|i\d0?|r[45]")
_CLOSE = 42  # letters on either side in which a word makes the name another thing's
_HANDED = frozenset("kreeg krijgt ontving gaf geeft ondertekende".split())  # a form: C4, A1
_ROMAN = frozenset("ii iii iv vi vii viii ix".split())
_ALWAYS_CAPITAL = frozenset([Kind.WORD, Kind.PERSON, Kind.PLACE])
_SHEETS_AND_ROADS = frozenset("abcensmp")  # A4, B2 (a level of language), C4 (a Belgian form), E19


def is_electric(look: Look) -> bool:
    """Mokka-e, ë-C4, e-2008: nothing but a car is called so."""
    if not any("electric" in model.fuels for model in look.item.models):
        return False
    cut, item = look.cut, look.item
    if look.one == "e" and cut.text[item.start - 1] == "-" and look.is_capital():
        return True
    if look.word != "e" or look.gap != "-" or not look.is_capital():
        return False
    return not cut.text[cut.end(look.index) : cut.end(look.index) + 1].isalnum()


def is_called_by_article(look: Look) -> bool:
    """ "De Swift van de buurman": an article and yet a capital, as only a name has both.

    Any adjective may stand between them before a word; before a first name or a town only one
    that is said of things: "de nieuwe Leon", not "de kleine Leon".
    """
    kind = look.item.name.kind
    if kind not in _ALWAYS_CAPITAL or look.begins_a_name():
        return False
    if look.one in ARTICLES:
        return True
    if kind is Kind.WORD and look.one in NEWS:
        return True
    fits = NEWS | PHYSICAL if kind is not Kind.WORD else ADJECTIVES
    return look.one in fits and look.further in ARTICLES


def is_generation(look: Look) -> bool:
    """Clio III: a Roman numeral behind a name."""
    if look.gap != " " or look.word not in _ROMAN:
        return False
    return look.cut.written[look.index].isupper()


def is_exclaimed(look: Look) -> bool:
    """ "de up!": its sign belongs to the name."""
    item = look.item
    if look.cut.text[item.end : item.end + 1] != "!":
        return False
    is_listed = look.listed is not None and bool(look.listed.models)
    return (look.has_article() or is_listed) and any(
        model.name.endswith("!") for model in item.models
    )


def is_offered(look: Look) -> bool:
    """ "Te koop: Golf", "Getest: Puma"."""
    before = look.cut.before(look.item.first)
    return look.cut.word(before) in OFFERS and look.cut.gap(look.item.first) == ": "


def is_compound(look: Look) -> bool:
    """Puma-schoenen, Swift-code: the article belongs to another thing."""
    word = look.word
    if look.gap != "-" or len(word) < 3 or not word.isalpha() or look.own_make():
        return False
    return word not in TRIMS and not any(word.startswith(tail) for tail in CAR_TAILS)


def is_of_a_venue(look: Look) -> bool:
    """Festival Spring, autobedrijf Carens, golfclub De Fox, Passo del Tonale."""
    if look.one in VENUES or look.one in NAME_LINKS:
        return True
    if look.one not in {"de", "het"} or not look.further:
        return False
    return look.cut.is_capital(look.cut.before(look.item.first))


def is_near_its_thing(look: Look) -> bool:
    """ "schoenen van Puma", "de Sprinter had vertraging": words of the same sentence tell."""
    if _is_worn(look):
        return True
    pattern = THINGS_NEAR.get(look.item.name.spelt.removesuffix("s"))
    if pattern is None:
        return False
    plain, text, item = look.cut.plain, look.cut.text, look.item
    start, end = max(item.start - _CLOSE, 0), item.end + _CLOSE
    start = max(start, *(text.rfind(sign, start, item.start) + 1 for sign in ".!?"))
    ends = [at for sign in ".!?" if (at := text.find(sign, item.end, end)) >= 0]
    return pattern.search(plain, start, min([end, *ends])) is not None


def _is_worn(look: Look) -> bool:
    if look.one == "van":
        return look.further in WORN
    if look.one != "de" or look.further != "van":
        return False
    cut = look.cut
    return cut.word(cut.before(cut.before(cut.before(look.item.first)))) in WORN


def is_titled(look: Look) -> bool:
    """ "The Matrix": an English article with a capital inside a Dutch sentence."""
    if look.one != "the":
        return False
    before = look.cut.before(look.item.first)
    return look.cut.is_capital(before) and not look.cut.opens_sentence(before)


def is_own_code(look: Look) -> bool:
    """ "zijn Q3": a code that is no road, no paper and no level, of someone or of some."""
    spelt = look.item.name.spelt
    if look.one in POSSESSIVES:
        return spelt[0] not in "bep" and look.further not in _HANDED
    if look.one in ARTICLES and (_CAR_CODE.fullmatch(spelt) or _is_two_letters(look)):
        return True
    return spelt[0] not in _SHEETS_AND_ROADS and (look.has_own_article() or look.one in PHYSICAL)


def _is_two_letters(look: Look) -> bool:
    """ "de Ka", "een BX", written as the make does."""
    item = look.item
    written = look.cut.text[item.start : item.end]
    return (
        len(written) == 2
        and written.isalpha()
        and any(written in model.names for model in item.models)
    )


def is_class_code(look: Look) -> bool:
    """ "de E320": a road has no such number."""
    spelt = look.item.name.spelt
    return len(spelt) == 4 and spelt[-1] == "0" and look.has_article()


def is_small_code_of_own(look: Look) -> bool:
    """ "die v60", in a text without capitals."""
    spelt = look.item.name.spelt
    if not look.judge.writes_small or len(spelt) < 3 or spelt[0] in "aen":
        return False
    return look.one in DETERMINERS or look.one in OWN


def is_part_of_a_car(look: Look) -> bool:
    """ "in de kofferbak van de A3": what only a car has."""
    if look.one not in ARTICLES or look.further != "van":
        return False
    cut = look.cut
    index = cut.before(cut.before(cut.before(look.item.first)))
    return any(part in cut.word(index) for part in BELONGINGS)
