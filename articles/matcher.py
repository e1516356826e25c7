"""Which models a text is about, read with the catalogue: plain rules that can be checked by hand.

A name that people also use for something else (a year, a road, a first name, a sport) counts
only where its make is in the text; a number also needs a neighbour that makes it a car.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from django.utils.html import strip_tags

from listings.choices import Body
from listings.models import CarModel
from listings.naming import ESTATE_WORDS

# Weight of one mention by where it stands; a headline says what a piece is about.
WEIGHTS = {"title": 6.0, "intro": 3.0, "heading": 2.0, "body": 1.0}
SUBJECT_SHARE = 0.6  # of the leader's score: two cars this close are compared as equals
RIVAL_SCORE = 2.0

# Model names that are ordinary words, first names or places too, in lower case.
ORDINARY = frozenset(
    "accent adam agila allegro alto amigo arena ascona atlas ax bravo bx caravan carina "
    "charade civic clipper colt combo companion concerto cordoba croma cube dart "
    "dawn defender delta discovery doblo eclipse elise emotion escort espace estate europa evasion "
    "expert express familia ferio fiesta figo focus fox freelander freemont frontera fusion galaxy "
    "ghost golf granada ibiza idea ignis impulse integra jazz jimny jumper karma "
    "leaf leon liberty linea logo logan lupo malaga marea master matrix maverick meriva "
    "mini mito model move mulsanne mustang note nova omega one optima orion panda partner "
    "cabrio coupe coupé patriot phantom pixo polo prelude prima pride probe puma pulsar ranger "
    "rapid regal rio rocky roomster senator serena shadow shuttle sierra signum smart sonic soul "
    "space spark "
    "spectra spirit splash sport spring sprinter spyder star stinger stratos strada swift "
    "tempo tempra tigra tipo topaz toledo tourneo transit traveller trax "
    "vectra vision vista viva volt wave wind wish wrangler yeti zoe zoé".split()
)
ARTICLES_AND_SUCH = (
    "de een deze die dit dat nieuwe oude eerste tweede derde vierde huidige vorige kleine grote "
    "elektrische en of dan als ook naar met zijn haar hun onze mijn kleinere grotere".split()
)
UNITS = (
    r"km|kilometers?|pk|kw|kwh|euro|liters?|kg|kilo|cc|nm|mm|cm|meters?|procent|%|uur|minuten|"
    r"seconden|dagen|weken|maanden|jaar|stuks|auto[’']?s|exemplaren|mensen|miljoen|miljard|keer"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A model named in a text: character span, the words, and the body if one was named."""

    model_id: int
    start: int
    end: int
    text: str
    body: str = ""


@dataclass(slots=True)
class Found:
    """A model with all that speaks for it."""

    model_id: int
    score: float = 0.0
    mentions: int = 0
    in_title: bool = False
    bodies: Counter[str] = field(default_factory=Counter)
    name: str = ""

    @property
    def body(self) -> str:
        """The body that more than half of the mentions name, else none."""
        body, times = self.bodies.most_common(1)[0] if self.bodies else ("", 0)
        return body if times * 2 > self.mentions else ""


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of one model, and whether it can be mistaken for something else."""

    model_id: int
    make: str  # slug
    is_number: bool
    is_plain: bool  # unmistakable: needs no make in the text


class Matcher:
    """All model names of the catalogue, compiled once; ``read`` may be called many times."""

    def __init__(self, models: Iterable[CarModel]) -> None:
        self._names: dict[str, list[Name]] = {}
        self._makes: dict[str, str] = {}
        for model in models:
            self._add(model)
        self._pattern = _any_of(self._names)
        self._make_pattern = _any_of(self._makes)

    @classmethod
    def of_catalogue(cls) -> "Matcher":
        """From the database: one query. Staff edits of a second ago are in it."""
        return cls(CarModel.objects.filter(is_active=True).select_related("make"))

    def read(self, text: str, makes: set[str] | None = None) -> list[Mention]:
        """The models named in ``text``; ``makes`` were named elsewhere in the same article."""
        if not self._names:
            return []
        spans = [
            (hit.start(), hit.end(), self._makes[hit[0].lower()])
            for hit in self._make_pattern.finditer(text)
        ]
        known = {make for *_, make in spans} | (makes or set())
        found = (self._mention(text, hit, spans, known) for hit in self._pattern.finditer(text))
        return [mention for mention in found if mention]

    def makes_in(self, text: str) -> set[str]:
        """Slugs of the makes that ``text`` names."""
        return {self._makes[hit[0].lower()] for hit in self._make_pattern.finditer(text)}

    def _add(self, model: CarModel) -> None:
        make = model.make
        for word in (make.name, *make.aliases):
            self._makes[word.lower()] = make.slug
        for word in {model.name, *model.aliases}:
            self._names.setdefault(word.lower(), []).append(
                Name(model.pk, make.slug, word.isdigit(), _is_unmistakable(word))
            )

    def _mention(
        self,
        text: str,
        hit: re.Match[str],
        makes: list[tuple[int, int, str]],
        known: set[str],
    ) -> Mention | None:
        candidates = self._names[hit[0].lower()]
        beside = {make for start, end, make in makes if 0 <= hit.start() - end <= 1}
        named = [name for name in candidates if name.make in beside]
        if not named:
            named = [name for name in candidates if self._stands_alone(text, hit, name, known)]
        # The same name under two makes that are both in the text says nothing.
        if len({name.model_id for name in named}) != 1:
            return None
        body = _body_after(text, hit.end(), named[0].make)
        return Mention(named[0].model_id, hit.start(), hit.end(), hit[0], body)

    def _stands_alone(
        self,
        text: str,
        hit: re.Match[str],
        name: Name,
        known: set[str],
    ) -> bool:
        if name.is_number:
            return name.make in known and _reads_as_car(text, hit)
        # A name is written with a capital; "golf" and "mini" in lower case are words.
        if not (hit[0][0].isupper() or hit[0][0].isdigit() or hit[0] != hit[0].lower()):
            return False
        sole = len(self._names[hit[0].lower()]) == 1
        return (name.is_plain and sole) or (
            name.make in known and (len(hit[0]) > 2 or _after_article(text, hit))
        )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Longest first; not inside a word, but a plural, possessive or compound may follow."""
    ordered = sorted(words, key=len, reverse=True)
    inside = "|".join(re.escape(word) for word in ordered) or r"(?!)"
    return re.compile(rf"(?<![\w€.,-])(?:{inside})(?=(?:s|je|tje)?(?:\W|$))", re.IGNORECASE)


def _is_unmistakable(word: str) -> bool:
    """Long enough, and not a word, a first name, a figure or a road (A4, C3) besides."""
    return len(word) > 3 and not word[0].isdigit() and word.lower() not in ORDINARY


def _word_before(text: str, hit: re.Match[str]) -> str:
    before = re.search(r"(\w+)\W*$", text[max(0, hit.start() - 30) : hit.start()])
    return before[1].lower() if before else ""


def _after_article(text: str, hit: re.Match[str]) -> bool:
    return _word_before(text, hit) in ARTICLES_AND_SUCH


def _reads_as_car(text: str, hit: re.Match[str]) -> bool:
    """ "de 2008" and "een 508" are cars; "in 2008", "508 liter" and "€ 500" are not."""
    if re.match(rf"[\s\u00a0-]*(?:{UNITS})\b", text[hit.end() :], re.IGNORECASE):
        return False
    if re.match(r"[.,]\d", text[hit.end() :]):
        return False
    return _after_article(text, hit)


def _body_after(text: str, end: int, make: str) -> str:
    word = ESTATE_WORDS.get(make)
    return Body.ESTATE if word and re.match(rf"[\s\u00a0-]+{word}\b", text[end:], re.I) else ""


def find_vehicles(matcher: Matcher, title: str, intro: str, body: str) -> list[Found]:
    """The models an article names, the most written about first.

    ``body`` is the article's HTML. Scores are weighted mentions (``WEIGHTS``); ties are kept in
    order of first mention.
    """
    parts = [("title", title), ("intro", intro), *_body_parts(body)]
    makes = set().union(*(matcher.makes_in(text) for _, text in parts))
    found: dict[int, Found] = {}
    for place, text in parts:
        for mention in matcher.read(text, makes):
            entry = found.setdefault(mention.model_id, Found(mention.model_id, name=mention.text))
            entry.score += WEIGHTS[place]
            entry.mentions += 1
            entry.in_title |= place == "title"
            if mention.body:
                entry.bodies[mention.body] += 1
    return sorted(found.values(), key=lambda entry: -entry.score)


def roles(found: list[Found]) -> list[str]:
    """Subject, rival or passing for each of ``found`` (sorted by score), in the same order."""
    if not found:
        return []
    leader = found[0].score
    return [_role(entry, leader) for entry in found]


def _role(entry: Found, leader: float) -> str:
    if entry.score >= leader * SUBJECT_SHARE:
        return "subject"
    return "rival" if entry.score >= RIVAL_SCORE else "passing"


def _body_parts(html: str) -> list[tuple[str, str]]:
    """The text of each block of article HTML, with whether it is a subhead."""
    blocks = re.findall(r"<(h2|h3|p|li|blockquote)\b[^>]*>(.*?)</\1>", html, re.S)
    texts = [("heading" if tag in {"h2", "h3"} else "body", inside) for tag, inside in blocks]
    return [(place, _plain(inside)) for place, inside in texts or [("body", html)]]


def _plain(html: str) -> str:
    return unescape(strip_tags(html))
