"""The rules for numbers and codes that are models: 508, 3, 320d, A4; the first that holds."""

import re

from listings.vocabulary.mentions.cues import ADJECTIVES, DETERMINERS, OWN, PHYSICAL, SPOTS
from listings.vocabulary.mentions.evidence import (
    is_class_code,
    is_electric,
    is_own_code,
    is_part_of_a_car,
    is_small_code_of_own,
)
from listings.vocabulary.mentions.looking import Decision, Look, always
from listings.vocabulary.mentions.others import LEVELS

_LEAD = 40  # letters
_SPEED = re.compile(r"\b(?:kom|km|harder|snelweg|limiet|rijden|rijdt|reed|mag)\b")
_ROMAN_LETTERS = frozenset("ivxlcdm")


def _is_clear_plural(look: Look) -> bool:
    spelt = look.item.name.spelt
    return look.is_plural() and len(spelt) > 2 and spelt[-1] != "0"


def _lacks_make(look: Look) -> bool:
    return not look.own_make()


def _has_clear_trim(look: Look) -> bool:
    return look.has_trim() and not look.is_yearlike() and len(look.item.name.spelt) > 2


def _lacks_number_article(look: Look) -> bool:
    if look.one in DETERMINERS or look.one in OWN or look.one in ADJECTIVES:
        return False
    # "de sterkste 156 van", "een goede 147 zoekt"
    return not (look.has_article() and (look.goes_on() or look.word.endswith("t")))


def _is_count(look: Look) -> bool:
    """One or two digits with words behind them that count: "de 5 bekeken auto's"."""
    if len(look.item.name.spelt) > 2:
        return False
    if not look.goes_on():
        return True
    return look.one == "een" and not look.is_seen() and look.word != "" and look.gap.strip() == ""


def _is_famous(look: Look) -> bool:
    """ "de 307 van mijn vrouw": a number that hardly counts anything, where cars are spoken of."""
    spelt = look.item.name.spelt
    if len(spelt) < 3 or (spelt[-1] == "0" and spelt != "500") or look.is_yearlike():
        return False
    if _lacks_number_article(look) or not look.goes_on() or look.own_make():
        return False
    if not any(model.sold_in_nl for model in look.item.models):
        return False
    return look.one in PHYSICAL or look.about_cars()


def _is_in_a_list(look: Look) -> bool:
    """ "Aygo, 107 of C1": a car of any make before it, and no round number or year."""
    spelt = look.item.name.spelt
    if look.listed is None or not look.listed.models or look.is_year() or len(spelt) < 3:
        return False
    if look.one in DETERMINERS:
        return look.goes_on() or (spelt[-1] != "0" and not look.is_yearlike())
    return spelt[-1] != "0" and not look.is_yearlike() and look.goes_on()


def _is_speed(look: Look) -> bool:
    """ "in de stad geen 80." is a limit; "geen 80 van die leeftijd" is a car."""
    if look.one != "geen" or look.item.name.spelt[-1] != "0":
        return False
    lead = look.cut.plain[max(look.item.start - _LEAD, 0) : look.item.start]
    return look.gap.strip() != "" and _SPEED.search(lead) is not None


NUMBER: tuple[Decision, ...] = (
    ("number-plural", lambda look: _is_clear_plural(look) and look.has_article()),
    ("not-a-quantity", Look.counts),
    ("not-a-quantity", _is_speed),
    ("number-with-trim", _has_clear_trim),
    ("number-by-itself", _is_famous),
    ("in-a-list", _is_in_a_list),
    ("not-without-make", _lacks_make),
    ("in-a-list", Look.shares_make_in_list),
    ("not-a-year", Look.is_year),
    ("number-plural", _is_clear_plural),
    ("not-without-article", _lacks_number_article),
    ("not-a-quantity", _is_count),
    ("number-with-article", always),
)

# A type code with letters: 320d, E 220 d


def _lacks_type_article(look: Look) -> bool:
    return look.item.name.spelt[-1] == "e" or not (look.has_article() or look.one in {"of", "en"})


TYPE: tuple[Decision, ...] = (
    ("type-code", Look.own_make),
    ("not-without-make", _lacks_type_article),
    ("type-code", Look.has_article),
    ("type-code", Look.about_cars),
    ("not-without-car", always),
)

# A letter with a digit: A4, C3


def is_in_pieces(look: Look) -> bool:
    return look.item.name.loose and len(look.item.name.spelt) <= 3


def _is_small_code(look: Look) -> bool:
    if not look.is_written_small():
        return False
    if is_small_code_of_own(look):
        return False
    return not (look.own_make() and (look.has_article() or look.judge.writes_small))


def _is_in_list_of_cars(look: Look) -> bool:
    return look.listed is not None and bool(look.listed.models)


def _may_be_road(look: Look) -> bool:
    return look.item.name.spelt[0] in "aens" and not look.has_own_article()


def _is_code_by_article(look: Look) -> bool:
    return (look.has_article() or look.is_plural()) and look.about_cars()


def _is_of_a_name(look: Look) -> bool:
    """Lodewijk XV; "C4, het explosief"."""
    is_numeral = set(look.item.name.spelt) <= _ROMAN_LETTERS
    if look.word in LEVELS or look.one in LEVELS:
        return True
    return look.is_explained() or (is_numeral and look.ends_a_name())


CODE: tuple[Decision, ...] = (
    ("not-in-pieces", is_in_pieces),
    ("not-part-of-a-name", _is_of_a_name),
    ("not-a-quantity", Look.is_score),
    ("not-a-quantity", lambda look: look.one in SPOTS),
    ("electric-name", is_electric),
    ("code-with-trim", lambda look: look.has_trim() and look.has_article()),
    ("not-a-road", Look.is_road),
    ("not-paper", Look.is_paper),
    ("not-lower-case", _is_small_code),
    ("code-with-make", Look.own_make),
    ("in-a-list", _is_in_list_of_cars),
    ("code-with-article", is_class_code),
    ("code-with-article", is_own_code),
    ("code-with-article", is_part_of_a_car),
    ("not-without-make", _may_be_road),
    ("code-with-article", _is_code_by_article),
    ("not-without-make", always),
)
