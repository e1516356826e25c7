"""Reads where a car should be: "rond Utrecht", "omgeving Den Haag", "9712 straal 20 km"."""

from bisect import bisect_right
from functools import cache

from listings.vocabulary.data_files import FOLDER
from listings.vocabulary.lines import read_lines
from listings.vocabulary.phrases import Phrases
from listings.vocabulary.questions.draft import Draft, Found, Tell
from listings.vocabulary.questions.wording import FILLERS, KM, LIMITS, LIST_WORDS
from listings.vocabulary.terms import TownTerm

# Words that a place follows. After the weak ones only a town of some size is meant.
LEADS: Phrases[bool] = Phrases(())
for _name in (
    "rond|rondom|omgeving|omgeving van|in de omgeving van|regio|in de regio|in de buurt van|buurt|"
    "buurt van|omstreken van|nabij|vlakbij|vlak bij|dichtbij|dicht bij|rond de stad|om|plaats|"
    "regio rond|omg|omg.|provincie|postcode|near|around|in de buurt bij|in omgeving|in regio"
).split("|"):
    LEADS.add(_name, True)
for _name in "in|bij|van|vanaf|te|vanuit|uit|from".split("|"):
    LEADS.add(_name, False)
# Towns whose name is also a word: only behind a lead, and not behind "van".
WORDS_TOO = frozenset(
    """
    leek lent mill rijen waarde zetten almen buren huizen leur hank loon ham hall beers bergen
    boxer dalen roden
    """.split()
)
# And these only where the question then ends or goes on with something else: "in best".
ALWAYS_WORDS = frozenset("een best made heel echt enter grave zand winkel spier nes".split())
# The weak leads behind which such a town may be meant.
PLACE_WORDS = frozenset("in bij uit te vanuit".split())
NO_LETTERS = frozenset("pk kw eu bj of en jr hp ps cv cc kg tm na op el nl".split())
SMALLEST = 5_000  # inhabitants of a town that is read without a lead


def place_at(draft: Draft, index: int) -> Found | None:
    lead = LEADS.at(draft.words, index)
    start = lead.end if lead else index
    if lead and draft.word(start) in ("de", "het"):
        town = _town_at(draft, start)
        start += town is None
    is_led = bool(lead and lead.values[0]) or _is_after_radius(draft, index)
    found = _town(draft, start, is_led, bool(lead)) or _postcode(draft, start, is_led)
    return found


def _is_after_radius(draft: Draft, index: int) -> bool:
    return any(tell.end == index for tell in draft.told("radius_km"))


def _town_at(draft: Draft, index: int) -> tuple[TownTerm, int] | None:
    if index >= len(draft.words):
        return None
    hit = draft.lexicon.towns.at(draft.words, index)
    if hit is None:
        return None
    return max(hit.values, key=lambda town: town.population), hit.end


def _town(draft: Draft, index: int, is_led: bool, has_lead: bool) -> Found | None:
    named = _town_at(draft, index)
    if named is None:
        return None
    town, end = named
    word = "".join(draft.words.folded[index:end])
    if word in ALWAYS_WORDS and not _is_place(draft, index, end, is_led):
        return None
    if not is_led and len(word) < 3:
        return None
    if word in WORDS_TOO and not (is_led or draft.word(index - 1) in PLACE_WORDS):
        return None
    if not (is_led or has_lead) and town.population < SMALLEST:
        return None
    return Found(end, (Tell("place", town.slug, index, end, "place"),))


def _is_place(draft: Draft, index: int, end: int, is_led: bool) -> bool:
    """Whether a town is meant by a common word: "mini in best", but not "in best goede staat"."""
    if is_led and draft.word(index) != "een":
        return True
    ends = end >= len(draft.words) or bool(LIMITS.at(draft.words, end))
    goes_on = draft.word(end) in LIST_WORDS | {"met"} or draft.word(end).isdecimal()
    return draft.word(index - 1) in PLACE_WORDS and (ends or goes_on)


def _postcode(draft: Draft, index: int, is_led: bool) -> Found | None:
    """Four digits, with or without the letters: the district of a Dutch postcode."""
    digits = draft.word(index)
    if not (len(digits) == 4 and digits.isdecimal() and digits[0] != "0"):
        return None
    end = index + 1
    letters = draft.word(end)
    has_letters = len(letters) == 2 and letters.isalpha() and _is_code(draft, end)
    follows = draft.word(end) in ("straal", "afstand", "radius")
    number = int(digits)
    is_year = 1950 <= number <= draft.this_year + 1
    is_round = number % 50 == 0
    if not (has_letters or follows or is_led or not (is_year or is_round)):
        return None
    town = town_of_postcode(int(digits))
    if town not in draft.lexicon.dictionary.town_by_slug:
        return None
    return Found(end + has_letters, (Tell("place", town, index, end, "postcode"),))


def town_of_postcode(digits: int) -> str | None:
    """The slug of the town in or near the district of these four digits."""
    firsts, rows = _postcodes()
    index = bisect_right(firsts, digits) - 1
    if index < 0:
        return None
    last, town = rows[index]
    # A district that the table leaves out lies near those with the same first two digits.
    return town if digits <= last or digits // 100 == last // 100 else None


@cache
def _postcodes() -> tuple[list[int], list[tuple[int, str]]]:
    """postcodes.csv: the first digits of each row, and its last ones with the town's slug."""
    districts = range(1000, 10_000)
    lines = list(read_lines(FOLDER / "postcodes.csv", ["from", "to", "town"]))
    firsts = [line.whole("from", districts) for line in lines]
    return firsts, [(line.whole("to", districts), line.slug("town", 80)) for line in lines]


def _is_code(draft: Draft, index: int) -> bool:
    return draft.word(index) not in FILLERS | KM | NO_LETTERS
