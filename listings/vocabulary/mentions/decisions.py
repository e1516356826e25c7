"""The rules for names that also mean something else, by what else they mean, in their order.

The first test that holds decides. `rules.py` explains each code with examples.
"""

from collections.abc import Mapping

from listings.vocabulary.mentions.cues import ADJECTIVES, ARTICLES, COMPARES, GOES_ON
from listings.vocabulary.mentions.evidence import (
    is_called_by_article,
    is_compound,
    is_electric,
    is_exclaimed,
    is_generation,
    is_near_its_thing,
    is_of_a_venue,
    is_offered,
    is_titled,
)
from listings.vocabulary.mentions.looking import Decision, Look, always
from listings.vocabulary.mentions.numbers import CODE, NUMBER, TYPE, is_in_pieces
from listings.vocabulary.mentions.ordinary import Kind, first_names, given_names
from listings.vocabulary.mentions.others import (
    ADMIRERS,
    FIRM_VERBS,
    GROUP_WORDS,
    GROUPS,
    HOLDINGS,
    LANDMARKS,
    PERSON_BEFORE,
)

_FIRST_NAMES_TOO = frozenset("mercedes dacia lincoln morgan austin bentley".split())


# A make


def _is_person(look: Look) -> bool:
    if look.item.name.kind is Kind.PLAIN:
        return look.one in given_names() and look.ends_a_name()
    if look.item.name.kind is not Kind.PERSON:
        return False
    if look.ends_a_name() or look.one in PERSON_BEFORE:
        return True
    if look.has_article():
        return False
    is_admired = look.one == "van" and look.further in ADMIRERS
    spelt = look.item.name.spelt
    if spelt in look.judge.persons or (is_admired and look.begins_a_name()):
        return True
    is_pair = look.one == "en" and look.further in first_names()
    return spelt in _FIRST_NAMES_TOO and (look.begins_a_name() or is_pair)


def _is_company(look: Look) -> bool:
    """A make's name that hardly means anything else: Ford, Mercedes."""
    if look.item.name.kind is Kind.PLAIN and len(look.item.name.spelt) > 2:
        return True
    return look.item.name.kind in {Kind.PERSON, Kind.PLAIN} and not _is_small(look)


def _is_small(look: Look) -> bool:
    """In lower case; of two letters both must be capitals: MG, not mg or Mg."""
    if len(look.item.name.spelt) <= 2:
        return not look.cut.text[look.item.start : look.item.end].isupper()
    return not look.is_capital()


def _is_weak_make(look: Look) -> bool:
    return look.item.name.kind is Kind.WEAK and not look.own_make()


def _is_other_name(look: Look) -> bool:
    if look.has_companion() or look.begins_a_name() or look.ends_a_name():
        return True
    return is_of_a_venue(look)


def _is_make_by_article(look: Look) -> bool:
    if look.has_article() and (look.about_cars() or len(look.item.name.spelt) > 2):
        return look.about_cars() or is_called_by_article(look)
    return look.own_make() or look.has_own_article()


def _is_first_word(look: Look) -> bool:
    if look.word in FIRM_VERBS and look.item.name.kind is Kind.WORD:
        return False
    return look.opens and not (look.about_cars() and look.word in GOES_ON)


def _is_firm(look: Look) -> bool:
    return look.about_cars() or (look.opens and look.word in FIRM_VERBS)


def _is_landmark(look: Look) -> bool:
    is_one = look.word in LANDMARKS and look.gap in (" ", "-")
    return is_one and look.after_next() != "tourer"


def _is_group(look: Look) -> bool:
    """De Geely-groep; "SAIC en Geely": firms that own makes."""
    if look.gap in (" ", "-") and look.word in GROUP_WORDS:
        return True
    if look.item.name.spelt not in HOLDINGS:
        return False
    beside = look.further if look.one in {"en", "of"} else look.one
    return beside in GROUPS or (look.word == "en" and look.after_next() in GROUPS)


MAKE: tuple[Decision, ...] = (
    ("not-a-group", _is_group),
    ("not-part-of-a-name", _is_landmark),
    ("not-a-person", _is_person),
    ("make", _is_company),
    ("not-lower-case", _is_small),
    ("not-alone", _is_weak_make),
    ("not-part-of-a-name", _is_other_name),
    ("make", _is_make_by_article),
    ("not-first-word", _is_first_word),
    ("make", _is_firm),
    ("not-without-car", always),
)

# A word, a person, a town


def _is_small_car(look: Look) -> bool:
    """ "mijn golf", where the writer uses no capitals; "mijn clio": no word at all."""
    if look.is_capital():
        return False
    if look.judge.writes_small and look.listed and look.listed.models:
        return True  # "een kangoo of partner"
    if not look.has_article() or not look.about_cars():
        return False
    if look.item.name.kind in {Kind.PERSON, Kind.PLACE}:
        return True
    return look.judge.writes_small and look.item.name.kind in {Kind.WORD, Kind.THING}


def _is_letter_of_make(look: Look) -> bool:
    """ "de elektrische e", in a text about Honda: a single letter that the make writes small."""
    item = look.item
    if len(item.name.spelt) > 1 or look.is_capital() or look.is_written_small():
        return False
    is_alone = look.gap != "-" and look.one in ADJECTIVES and look.further in ARTICLES
    return is_alone and look.own_make()


def _is_small_word(look: Look) -> bool:
    return not look.is_capital()


def _is_clear_name(look: Look) -> bool:
    """Part of another name, whatever stands before it."""
    if look.has_companion() or look.ends_a_name() or look.is_explained():
        return True
    if is_near_its_thing(look) or is_titled(look):
        return True
    if is_of_a_venue(look) or is_compound(look):
        return True
    return _is_landmark(look) and look.cut.is_capital(look.index)


def _is_namesake(look: Look) -> bool:
    """Leon Smeets; and every further Leon of that text, unless an article makes it a car."""
    if look.one in PERSON_BEFORE:
        return look.item.name.kind is Kind.PERSON
    if look.has_article():
        return False
    if look.item.name.spelt in look.judge.persons and not look.item.name.inflected:
        return True
    return look.item.name.kind is Kind.PERSON and look.begins_a_name()


def _begins_name(look: Look) -> bool:
    return look.begins_a_name() and (look.item.name.kind is Kind.THING or not look.has_article())


def _needs_make(look: Look) -> bool:
    if look.item.name.kind is Kind.REGION and look.has_own_article() and look.about_cars():
        return False
    return look.item.name.kind in {Kind.REGION, Kind.WEAK} and not look.own_make()


def _is_thing_with_own_article(look: Look) -> bool:
    if not look.has_own_article():
        return False
    return look.item.name.kind is not Kind.THING or look.about_cars()


def _is_by_trim(look: Look) -> bool:
    if is_generation(look):
        return look.item.name.kind is not Kind.PERSON or not look.ends_a_name()
    return look.has_trim() and (look.about_cars() or look.has_article())


def _is_by_article(look: Look) -> bool:
    if not look.has_article():
        return False
    return is_called_by_article(look) or look.own_make() or look.about_cars()


def _is_in_list(look: Look) -> bool:
    """ "een Corolla of Civic": with a car before it."""
    if look.listed is None:
        return False
    return look.about_cars() or (look.item.name.kind is Kind.WORD and bool(look.listed.models))


def _is_plural_of_make(look: Look) -> bool:
    return look.is_plural() and look.own_make()


def _is_capital_word(look: Look) -> bool:
    if look.item.name.kind is Kind.WORD:
        return look.about_cars()
    return look.own_make() and look.is_seen() and look.one in COMPARES


WORD: tuple[Decision, ...] = (
    ("small-with-article", _is_small_car),
    ("word-with-article", is_exclaimed),
    ("not-lower-case", _is_small_word),
    ("not-part-of-a-name", _is_clear_name),
    ("electric-name", is_electric),
    ("word-plural", lambda look: _is_plural_of_make(look) and look.is_seen()),
    ("not-a-person", _is_namesake),
    ("not-part-of-a-name", _begins_name),
    ("not-without-make", _needs_make),
    ("word-with-article", _is_thing_with_own_article),
    ("word-with-article", _is_by_article),
    ("in-a-list", _is_in_list),
    ("word-with-trim", _is_by_trim),
    ("word-plural", _is_plural_of_make),
    ("word-with-capital", is_offered),
    ("not-first-word", lambda look: look.opens),
    ("word-with-capital", _is_capital_word),
    ("not-without-car", always),
)


def _is_small_acronym(look: Look) -> bool:
    """GLA and RCZ are written in capitals: "gla" only where the text writes makes small too."""
    item = look.item
    if not item.name.is_acronym or look.cut.text[item.start : item.end].isupper():
        return False
    return not (look.own_make() and look.has_article())


def _is_somebody(look: Look) -> bool:
    """What `finding` took for a person: a clear name that is not certain, and no acronym."""
    return not look.item.name.loose and not look.item.name.is_acronym


PLAIN: tuple[Decision, ...] = (
    ("not-lower-case", _is_small_acronym),
    ("not-a-person", _is_somebody),
    ("not-in-pieces", is_in_pieces),
    ("name", always),
)
BEHIND: tuple[Decision, ...] = (
    ("small-with-article", _is_letter_of_make),
    ("not-alone", always),
)

DECISIONS: Mapping[str, tuple[Decision, ...]] = {
    "make": MAKE,
    Kind.PLAIN: PLAIN,
    Kind.WORD: WORD,
    Kind.PERSON: WORD,
    Kind.PLACE: WORD,
    Kind.REGION: WORD,
    Kind.THING: WORD,
    Kind.WEAK: WORD,
    Kind.CODE: CODE,
    Kind.NUMBER: NUMBER,
    Kind.TYPE: TYPE,
    Kind.BEHIND: BEHIND,
}
