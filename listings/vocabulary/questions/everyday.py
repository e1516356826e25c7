"""Ordinary Dutch words, which are never a slip of the keyboard: `data/everyday.csv`."""

from functools import cache

from listings.vocabulary.data_files import FOLDER
from listings.vocabulary.lines import read_lines
from listings.vocabulary.questions.wording import FILLERS
from listings.vocabulary.tokens import words_in

ENDINGS = ("en", "e", "s", "t", "je", "jes")
SHORTEST_STEM = 4  # letters; "rode" is no inflection of a shorter word


SAYS_NOTHING = frozenset(["short", "verbs", "numbers", "time"])  # topics


@cache
def everyday() -> frozenset[str]:
    """The table's words, folded; "noord-brabant" is two."""
    return frozenset(_topics())


def says_nothing(word: str) -> bool:
    """Whether a folded word tells nothing of a car, so that adverts with it are no answer."""
    return word in FILLERS or _topics().get(word) in SAYS_NOTHING


@cache
def _topics() -> dict[str, str]:
    lines = read_lines(FOLDER / "everyday.csv", ["topic", "words"])
    return {
        word: line.text("topic")
        for line in lines
        for name in line.names("words")
        for word in words_in(name).folded
    }


def is_everyday(word: str) -> bool:
    """Whether a folded word is in the table, or an ending away from one that is."""
    if word in everyday():
        return True
    stems = (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending))
    return any(len(stem) >= SHORTEST_STEM and stem in everyday() for stem in stems)
