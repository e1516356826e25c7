"""A name in a text and what stands around it: the questions that the rules ask."""

from collections.abc import Callable, Container
from typing import TYPE_CHECKING

from listings.vocabulary.mentions.cues import (
    ADJECTIVES,
    COUNTED_OF,
    DETERMINERS,
    GOES_ON,
    LIST,
    NUMBER_BEFORE,
    OWN,
    PAPER_AFTER,
    PAPER_BEFORE,
    PARTICIPLE,
    PLAIN_LIST,
    ROAD,
    ROAD_AFTER,
    ROAD_BEFORE,
    ROAD_LEAD,
    ROAD_LIST,
    ROAD_NEWS,
    SHEETS,
    SMALL_TRIMS,
    TRIMS,
    YEAR_BEFORE,
    YEARS,
)
from listings.vocabulary.mentions.cut import Cut
from listings.vocabulary.mentions.finding import APOSTROPHES, Item
from listings.vocabulary.mentions.ordinary import first_names
from listings.vocabulary.mentions.others import APPOSED, COMPANIONS

if TYPE_CHECKING:
    from listings.vocabulary.mentions.judging import Judge

_SPACES = frozenset([" ", "\u00a0", "\u202f"])
_NAME_OPENERS = frozenset("samsung san santa saint lady lord mister miss".split())


class Look:
    """What stands around one name. ``one`` is the word before it, ``further`` the one before that,
    ``word`` the next one behind ``gap``; words of another sentence are empty."""

    __slots__ = (
        "cut",
        "further",
        "gap",
        "index",
        "item",
        "judge",
        "listed",
        "one",
        "opens",
        "word",
    )

    def __init__(self, judge: "Judge", item: Item, before: Item | None) -> None:
        cut = self.cut = judge.cut
        self.judge, self.item = judge, item
        self.opens = cut.opens_sentence(item.first)
        self.one = self.further = ""
        if not self.opens and (index := cut.before(item.first)) >= 0:
            self.one = cut.words[index]
            if not cut.opens_sentence(index):
                self.further = cut.word(cut.before(index))
        self.index = cut.after(item.last)
        self.word = cut.word(self.index)
        self.gap = cut.text[item.end : cut.starts[self.index]] if self.word else "\n"
        self.listed = before if before is not None and is_list(cut, before, item) else None

    # The words beside it

    def has_article(self) -> bool:
        """de Golf, deze Golf, nieuwe Golf, de brave Golf."""
        if self.one in DETERMINERS or self.one in OWN or self.one in ADJECTIVES:
            return True
        return _is_adjective(self.one) and (self.further in DETERMINERS or self.further in OWN)

    def has_own_article(self) -> bool:
        """An article that never stands before a person or a town: een Ibiza, mijn oude Leon."""
        return self.one in OWN or (_is_adjective(self.one) and self.further in OWN)

    def has_trim(self) -> bool:
        """Golf GTI, 508 SW."""
        if self.gap not in _SPACES and self.gap != "-":
            return False
        if self.word not in TRIMS:
            return self._has_engine() or self.cut.written[self.index] == "CC"
        return self.word in SMALL_TRIMS or self.cut.is_capital(self.index)

    def _has_engine(self) -> bool:
        """Golf 1.4."""
        end = self.cut.end(self.index) if len(self.word) == 1 and self.word.isdigit() else -1
        following = self.cut.text[end : end + 3]
        return (
            end > 0
            and following[:1] == "."
            and following[1:2].isdigit()
            and (not following[2:].isdigit())
        )

    def is_plural(self) -> bool:
        """Zoe's, 508's."""
        return self.gap in APOSTROPHES and self.word == "s"

    # The name itself

    def is_capital(self) -> bool:
        return self.cut.is_capital(self.item.first)

    def is_written_small(self) -> bool:
        """In lower case, though the dictionary has a capital: "c3", but not "i20"."""
        item = self.item
        if not self.cut.text[item.start : item.end].islower():
            return False
        return not any(model.name[:1].islower() for model in item.models)

    def own_make(self) -> bool:
        """Whether a make of this name is in the text, by itself or by another model."""
        item, makes = self.item, self.judge.makes
        if item.make:
            return item.make.id in makes
        return any(model.make.id in makes for model in item.models)

    def is_seen(self) -> bool:
        """Whether the same model was read earlier in the text."""
        return any(model.id in self.judge.models for model in self.item.models)

    def about_cars(self) -> bool:
        return self.judge.about_cars(self.item)

    # Part of another name

    def begins_a_name(self) -> bool:
        """Whether a capital word follows that belongs to no car: Leon Smeets, Focus Groep."""
        word, cut = self.word, self.cut
        if self.gap not in _SPACES or len(word) < 3 or not word.isalpha() or word in TRIMS:
            return False
        written = cut.text[cut.starts[self.index] : cut.end(self.index)]
        if not written[0].isupper() or written.isupper():
            return False
        if word == "sports" and cut.word(cut.after(self.index)) == "tourer":
            return False
        return word not in self._known() or word in first_names()

    def ends_a_name(self) -> bool:
        """Whether a capital word stands before that belongs to no car: Taylor Swift."""
        cut = self.cut
        index = cut.before(self.item.first)
        if index < 0 or self.opens or cut.gap(self.item.first) != " ":
            return False
        word = cut.words[index]
        if not cut.written[index][0].isupper():
            return False
        if cut.end(index) == self.judge.name_end:  # "Samsung Galaxy Note"
            return True
        if word in first_names():
            return True
        is_plain = word in DETERMINERS or word in OWN or word in ADJECTIVES or word.endswith("se")
        if cut.opens_sentence(index):
            return word in _NAME_OPENERS
        return not is_plain and self.judge.names.known.at(cut, index) is None

    def has_companion(self) -> bool:
        """Golf van Biskaje, Discovery Channel, Mini-Europa."""
        if self.gap == "-" and self.word and self.cut.is_capital(self.index):
            return self.word not in TRIMS
        companions = COMPANIONS.get(self.item.name.spelt)
        if companions is None or self.gap not in (" ", "-"):
            return False
        if self.word in {"in", "van", "te"}:  # "de TT in Assen"
            return not companions.isdisjoint([self.word, self.after_next()])
        return self.word in companions

    def after_next(self) -> str:
        return self.cut.word(self.cut.after(self.index))

    def is_explained(self) -> bool:
        """ "de Colt, het wapen": what it is stands behind it."""
        if self.gap not in (", ", " ") or self.word not in {"de", "het", "een"}:
            return False
        noun = self.cut.after(self.index)
        return self.cut.word(noun) in APPOSED or self.cut.word(self.cut.after(noun)) in APPOSED

    # Numbers

    def is_score(self) -> bool:
        """ "een IQ van 130"."""
        following = self.cut.word(self.cut.after(self.index))
        is_short = len(self.item.name.spelt) <= 3 and self.item.name.spelt.isalpha()
        return is_short and self.word == "van" and following.isdecimal()

    def counts(self) -> bool:
        return self.one in NUMBER_BEFORE

    def is_yearlike(self) -> bool:
        spelt = self.item.name.spelt
        return len(spelt) == 4 and spelt.isdecimal() and int(spelt) in YEARS

    def is_year(self) -> bool:
        if not self.is_yearlike():
            return False
        return self.one in YEAR_BEFORE or (self.gap == "-" and not self.has_trim())

    def goes_on(self) -> bool:
        """Whether what follows speaks of one thing: "de 5 is", not "de 5 bekeken auto's"."""
        if not self.word or self.gap.strip() != "" or self.word in GOES_ON:
            return True
        if self.word in {"af", "weg", "mee"}:  # "viel de 4 af", not "de 4 mee te nemen koffers"
            return self.after_next() != "te"
        if self.one == self.word == "de" and self.after_next().endswith("ste"):
            return True  # "de 3 de knapste"
        if self.further == "van" and self.word in COUNTED_OF and self.after_next() == "er":
            return self.is_seen()  # "Van de 75 werden er 25.000 verkocht"
        return self.word.isdecimal()  # "die van de nieuwe 4 420"

    def shares_make_in_list(self) -> bool:
        if self.listed is None or not self.listed.models:
            return False
        if len(self.item.name.spelt) < 2 and not is_plain_list(self.cut, self.listed, self.item):
            return False
        makes = {model.make.id for model in self.listed.models}
        return any(model.make.id in makes for model in self.item.models)

    # Letters with a digit

    def is_road(self) -> bool:
        if not ROAD.fullmatch(self.item.name.spelt) or self.one in OWN or self.one in ADJECTIVES:
            return False
        if self.one in ROAD_BEFORE or self.word in ROAD_AFTER:
            return self.one != "een"
        if self.one == "de" and self._leads_off_or_along():
            return True
        lead = self.cut.text[max(self.item.start - 30, 0) : self.item.start]
        if ROAD_LEAD.search(lead):
            return True
        near = self.cut.text[self.item.end : self.item.end + 60]
        if (other := ROAD_LIST.match(near)) and other[1].lower() not in self._known():
            return True
        return self.item.name.spelt in self.judge.roads and ROAD_NEWS.search(near) is not None

    def _leads_off_or_along(self) -> bool:
        """ "over de A7"; "haalde een Audi A7 van de A7"."""
        if self.further != "van":
            return self.further in ROAD_BEFORE - {"bij", "naar"}
        cut = self.cut
        index = cut.before(cut.before(cut.before(self.item.first)))
        word = cut.word(index)  # "weggesleept van de A2"
        return word == self.item.name.spelt or PARTICIPLE.fullmatch(word) is not None

    def _known(self) -> Container[str]:
        return self.judge.names.known.by_first

    def is_paper(self) -> bool:
        if self.item.name.spelt[0] != "a":
            return False
        is_sheet = self.gap in APOSTROPHES and self.word in {"je", "tje", "tjes"}
        if self.gap == "-" and self.word.startswith(SHEETS):
            return True
        return is_sheet or self.one in PAPER_BEFORE or self.word in PAPER_AFTER


def _is_adjective(word: str) -> bool:
    """brave, zilverkleurige; not broertje."""
    return word.endswith("e") and not word.endswith("je")


def is_list(cut: Cut, one: Item, other: Item) -> bool:
    """Whether two names stand in one list: "208, 308 en 508", "C1/107"."""
    between = cut.text[one.end : other.start]
    return 0 < len(between) <= 28 and not between.isspace() and LIST.fullmatch(between) is not None


def is_plain_list(cut: Cut, one: Item, other: Item) -> bool:
    """Whether no more than a comma or "en" parts them: "de 3 met 4" is no list."""
    return PLAIN_LIST.fullmatch(cut.text[one.end : other.start]) is not None


Decision = tuple[str, Callable[[Look], bool]]


def always(look: Look) -> bool:
    return True
