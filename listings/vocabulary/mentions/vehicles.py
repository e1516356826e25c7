"""Ranks the cars that a text names by how much of it is about them, and says each one's role."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from listings.vocabulary.mentions.cues import DETERMINERS, OWN
from listings.vocabulary.mentions.reading import Mention, Role, Vehicle
from listings.vocabulary.terms import GenerationTerm, MakeTerm, ModelTerm

WEIGHTS = {"title": 6.0, "intro": 3.0, "heading": 2.0, "body": 1.0}
ASIDE = 0.5  # of a mention that only compares or looks back
OPENING = 1.0  # for the car that a text opens with
FIRST_RANK = 1.25  # for the car that the text itself puts first
CONTINUED = 0.3  # for a sentence that goes on about the same car without naming it
SUBJECT_SHARE = 0.6  # of the leader's score: cars this close are compared as equals
RIVAL_SCORE = 2.0  # below this a car without a comparing word is named in passing

Car = MakeTerm | ModelTerm
Thing = TypeVar("Thing")
_SENTENCE = re.compile(r"(?<=[.!?])[\s\"'”’)]+(?=[\"'“‘(]?[A-ZÀ-Þ0-9])|\n+")
_COMPARING = re.compile(
    r"\b(?:dan|tegenover|tegen|rival(?:en)?|rivaal|concurrent(?:en|ie)?|alternatief|vergeleken|"
    r"vergelijk\w*|ten opzichte van|lijkt \w+ op|lijkt op|even \w+ als|net als|zoals|naast|"
    r"in plaats van|verwar\w*|gewone|deelt|techniek van|basis van|afgeleid|verwant|"
    r"buitenbeentje|liever|goedkoper|kiezen|kiest|alternatieven|tegenstander|kruising)\b",
    re.IGNORECASE,
)
_LOOKING_BACK = re.compile(
    r"\b(?:opvolger van|voorganger|vervang\w*|volgt\b.*\bop|vorige|oude|vroegere|destijds|"
    r"in de plaats van|nazaat van|uitgefaseerde?)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:bovenaan|vooral|op (?:één|een|1|nummer 1)|winnaar|winnares|wint|won|koploper|"
    r"nummer één|favoriet|aanvoerder|best verkochte|eerste plaats|bestseller|testwinnaar|"
    r"duidelijkste voorbeeld)\b",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"(\w+)[ \u00a0]$")
_ANY = frozenset("elke iedere geen welke".split())
_THE = DETERMINERS - _ANY
_BODY_BEHIND = re.compile(r"-(?:roadster|cabrio|coup|sedan|stationwagon|suv|bus|pick|rijder)")


@dataclass(slots=True)
class _Tally:
    """A car with all that speaks for it."""

    first: Mention
    score: float = 0.0
    mentions: int = 0
    in_title: bool = False
    rivalling: int = 0
    preceding: int = 0
    bodies: Counter[str] = field(default_factory=Counter)
    generations: Counter[GenerationTerm] = field(default_factory=Counter)

    def add(self, mention: Mention, lead: str, weight: float) -> None:
        self.mentions += 1
        self.in_title |= mention.place == "title"
        if mention.body:
            self.bodies[mention.body] += 1
        if mention.generation:
            self.generations[mention.generation] += 1
        self.rivalling += _COMPARING.search(lead) is not None
        self.preceding += _LOOKING_BACK.search(lead) is not None
        self.score += weight


def ranked(text: str, mentions: Sequence[Mention]) -> tuple[Vehicle, ...]:
    """The vehicles, the one most written about first; ties in order of first mention."""
    if not mentions:
        return ()
    tallies = _tallied(text, mentions)
    order = sorted(tallies, key=lambda car: (-tallies[car].score, tallies[car].first.start))
    total = sum(tally.score for tally in tallies.values()) or 1.0
    leader = tallies[order[0]].score if order else 1.0
    return tuple(_vehicle(car, tallies[car], total, leader) for car in order)


def _tallied(text: str, mentions: Sequence[Mention]) -> dict[Car, _Tally]:
    starts = [0, *(match.end() for match in _SENTENCE.finditer(text))]
    tallies: dict[Car, _Tally] = {}
    latest: dict[int, Car] = {}  # by make: the model that "deze Toyota" speaks of
    leads: dict[int, Car] = {}  # by sentence: the first car it names
    end = 0
    for mention in mentions:
        sentence = bisect_right(starts, mention.start) - 1
        car = _car(text, mention, latest)
        lead = text[max(starts[sentence], end, mention.start - 90) : mention.start]
        end = mention.end
        if car is None:
            continue
        if not isinstance(latest.get(mention.make.id), MakeTerm):
            latest[mention.make.id] = car
        weight = WEIGHTS[mention.place]
        if _COMPARING.search(lead) or _LOOKING_BACK.search(lead):
            weight *= ASIDE
        elif not tallies:
            weight += OPENING
        if _FIRST.search(lead):
            weight += FIRST_RANK
        tally = tallies.setdefault(car, _Tally(mention))
        tally.add(mention, lead, weight)
        leads.setdefault(sentence, car)
    _continue(tallies, leads, len(starts))
    _merge(tallies)
    return tallies


def _merge(tallies: dict[Car, _Tally]) -> None:
    """ "De nieuwe Volvo" is the V60, where that is the only Volvo that the text names."""
    for make in [car for car in tallies if isinstance(car, MakeTerm)]:
        models = [car for car in tallies if isinstance(car, ModelTerm) and car.make is make]
        if len(models) == 1:
            alone = tallies.pop(make)
            tallies[models[0]].score += alone.score
            tallies[models[0]].in_title |= alone.in_title


def _continue(tallies: dict[Car, _Tally], leads: dict[int, Car], sentences: int) -> None:
    """Sentences that name no car go on about the one before them."""
    car: Car | None = None
    idle = 0
    for sentence in range(sentences):
        if sentence in leads:
            car, idle = leads[sentence], 0
        elif car is not None and idle < 2:
            idle += 1
            tallies[car].score += CONTINUED


def _car(text: str, mention: Mention, latest: dict[int, Car]) -> Car | None:
    """What a mention speaks of: "deze Toyota" is the model named before, "Toyota" the company."""
    if mention.model is not None:
        return mention.model
    before = _LAST_WORD.search(text[max(mention.start - 24, 0) : mention.start])
    word = before[1].lower() if before else ""
    is_car = word in _THE or word in OWN - _ANY or (word.endswith("e") and word != "bestuurde")
    if not is_car and not _BODY_BEHIND.match(text, mention.end):
        return None
    return latest.get(mention.make.id, mention.make)


def _vehicle(car: Car, tally: _Tally, total: float, leader: float) -> Vehicle:
    make, model = (car.make, car) if isinstance(car, ModelTerm) else (car, None)
    return Vehicle(
        make,
        model,
        _role(tally, leader),
        tally.score / total,
        tally.mentions,
        tally.in_title,
        _usual(tally.bodies) or "",
        _usual(tally.generations),
        tally.first.text,
    )


def _role(tally: _Tally, leader: float) -> Role:
    if tally.preceding * 2 > tally.mentions and not tally.in_title:
        return "predecessor"
    if tally.score >= leader * SUBJECT_SHARE and (
        tally.in_title or tally.rivalling * 2 < tally.mentions
    ):
        return "subject"
    if tally.rivalling or tally.score >= RIVAL_SCORE:
        return "rival"
    return "passing"


def _usual(counted: Counter[Thing]) -> Thing | None:
    return max(counted, key=lambda thing: counted[thing]) if counted else None
