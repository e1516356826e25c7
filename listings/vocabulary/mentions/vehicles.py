"""Ranks the cars that a text names by how much of it is about them, and says each one's role."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from listings.vocabulary.mentions.cues import (
    COMPARING,
    DETERMINERS,
    FIRST_RANKED,
    LOOKING_BACK,
    OWN,
)
from listings.vocabulary.mentions.cut import Cut
from listings.vocabulary.mentions.finding import Item
from listings.vocabulary.mentions.reading import Mention, Role, Vehicle
from listings.vocabulary.terms import GenerationTerm

WEIGHTS = {"title": 6.0, "intro": 3.0, "heading": 2.0, "body": 1.0}
ASIDE = 0.5  # of a mention that only compares or looks back
OPENING = 0.8  # for the car that a text opens with
LISTED = 3  # cars in the first sentence that names any: a list opens with none of them
FIRST_RANK = 1.25  # for the car that the text itself puts first
CONTINUED = 0.25  # for a sentence that goes on about the same car without naming it
SECOND = 0.5  # of a mention behind another one in the same sentence
REACH = 3  # sentences that go on about the car of the last one, at most
SUBJECT_SHARE = 0.6  # of the leader's score: cars this close are compared as equals
RIVAL_SCORE = 2.0  # below this a car without a comparing word is named in passing
LEAD = 14  # words before a name that say why it is named

_SENTENCE = re.compile(r"[.!?\n](?:[\"'”’)]{0,4}\s{1,8}|(?<=\n))(?=[\"'“‘(]?[A-ZÀ-Þ0-9])")
_ANY = frozenset("elke iedere geen welke".split())
_THE = (DETERMINERS | OWN) - _ANY
_BODY_BEHIND = frozenset("roadster cabrio coupe sedan stationwagon suv busje".split())


@dataclass(slots=True)
class _Tally:
    """A car with all that speaks for it; ``key`` is its model's id, of a make alone negative."""

    key: int
    first: Mention
    score: float = 0.0
    mentions: int = 0
    in_title: bool = False
    is_titled: bool = False  # in the title, and not to compare or to look back
    rivalling: int = 0
    preceding: int = 0
    bodies: list[str] = field(default_factory=list)
    generations: list[GenerationTerm] = field(default_factory=list)

    def add(self, mention: Mention, lead: Sequence[str], share: float) -> None:
        """One more mention, weighed by where it stands and by the words that lead to it."""
        self.mentions += 1
        self.in_title |= mention.place == "title"
        if mention.body:
            self.bodies.append(mention.body)
        if mention.generation:
            self.generations.append(mention.generation)
        compares, looks_back = not COMPARING.isdisjoint(lead), not LOOKING_BACK.isdisjoint(lead)
        self.rivalling += compares
        self.preceding += looks_back
        self.is_titled |= mention.place == "title" and not (compares or looks_back)
        weight = WEIGHTS[mention.place] * share
        self.score += weight * ASIDE if compares or looks_back else weight
        if not FIRST_RANKED.isdisjoint(lead):
            self.score += FIRST_RANK

    @property
    def is_aside(self) -> bool:
        return self.rivalling + self.preceding > 0


def ranked(cut: Cut, items: Sequence[Item], mentions: Sequence[Mention]) -> tuple[Vehicle, ...]:
    """The vehicles, the one most written about first; ties in order of first mention.

    ``items`` and ``mentions`` are the same names, as found in ``cut`` and as told.
    """
    if not mentions:
        return ()
    tallies = _tallied(cut, items, mentions)
    order = sorted(tallies.values(), key=lambda tally: (-tally.score, tally.first.start))
    total = sum(tally.score for tally in order) or 1.0
    return tuple(_vehicle(tally, total, order[0].score) for tally in order)


def _tallied(cut: Cut, items: Sequence[Item], mentions: Sequence[Mention]) -> dict[int, _Tally]:
    starts = [0, *(match.end() for match in _SENTENCE.finditer(cut.text))]
    tallies: dict[int, _Tally] = {}
    latest: dict[int, int] = {}  # by make: the car that "deze Toyota" speaks of
    leads: dict[int, int] = {}  # by sentence: the first car it names
    last, last_sentence = -1, -1
    opener, opening, in_opening = None, -1, 0  # the car that the text opens with
    for item, mention in zip(items, mentions, strict=True):
        sentence = bisect_right(starts, item.start) - 1
        is_second = sentence in leads
        floor = last + 1 if sentence == last_sentence else 0
        lead = _lead(cut, item, max(floor, item.first - LEAD), starts[sentence])
        last, last_sentence = item.last, sentence
        key = _key(cut, item, mention, latest)
        if key is None:
            continue
        if latest.get(mention.make.id, 0) >= 0:
            latest[mention.make.id] = key
        is_first = not tallies and sentence < 2
        tally = tallies.setdefault(key, _Tally(key, mention))
        tally.add(mention, lead, SECOND if is_second else 1.0)
        if is_first and not tally.is_aside:
            opener, opening = tally, sentence
        in_opening += sentence == opening
        leads.setdefault(sentence, key)
    if opener is not None and in_opening < LISTED:
        opener.score += OPENING
    _continue(tallies, leads, len(starts))
    _merge(tallies)
    return tallies


def _lead(cut: Cut, item: Item, floor: int, sentence: int) -> list[str]:
    """The words before a name, back to the name before it or to the sentence's start."""
    while floor < item.first and cut.starts[floor] < sentence:
        floor += 1
    return cut.words[floor : item.first]


def _continue(tallies: dict[int, _Tally], leads: dict[int, int], sentences: int) -> None:
    """Sentences that name no car go on about the one before them."""
    for sentence, key in leads.items():
        for following in range(sentence + 1, sentence + 1 + REACH):
            if following in leads or following >= sentences:
                break
            tallies[key].score += CONTINUED


def _merge(tallies: dict[int, _Tally]) -> None:
    """ "De nieuwe Volvo" is the V60, where that is the only Volvo that the text names."""
    for alone in [tally for tally in tallies.values() if tally.key < 0]:
        make = alone.first.make
        models = [tally for tally in tallies.values() if tally.first.make is make]
        if len(models) == 2:
            model = next(tally for tally in models if tally is not alone)
            model.score += alone.score
            model.in_title |= alone.in_title
            model.is_titled |= alone.is_titled
            del tallies[alone.key]


def _key(cut: Cut, item: Item, mention: Mention, latest: dict[int, int]) -> int | None:
    """What a mention speaks of: "deze Toyota" is the model named before, "Toyota" the company."""
    if mention.model is not None:
        return mention.model.id
    before = cut.before(item.first)
    word = cut.word(before) if cut.text[cut.starts[item.first] - 1 : item.start] == " " else ""
    is_car = word in _THE or (len(word) > 3 and word.endswith("e") and word not in _ANY)
    following = cut.after(item.last)
    if cut.word(following) in _BODY_BEHIND:
        is_car = True
    elif cut.text[item.end : item.end + 1] == "-":  # "de Honda-motoren", "een McLaren-rijder"
        is_car = False
    if not is_car:
        return None
    return latest.get(mention.make.id, -mention.make.id)


def _vehicle(tally: _Tally, total: float, leader: float) -> Vehicle:
    first = tally.first
    return Vehicle(
        first.make,
        first.model,
        _role(tally, leader),
        tally.score / total,
        tally.mentions,
        tally.in_title,
        max(tally.bodies, key=tally.bodies.count) if tally.bodies else "",
        _most_said(tally.generations),
        first.text,
    )


def _most_said(generations: list[GenerationTerm]) -> GenerationTerm | None:
    """The generation that is said most; none where several are said as often."""
    counted = Counter(generations).most_common(2)
    if not counted or (len(counted) == 2 and counted[0][1] == counted[1][1]):
        return None
    return counted[0][0]


def _role(tally: _Tally, leader: float) -> Role:
    if tally.preceding * 2 > tally.mentions and not tally.in_title:
        return "predecessor"
    if tally.is_titled:
        return "subject"
    if tally.score >= leader * SUBJECT_SHARE and (
        tally.in_title or tally.rivalling * 2 < tally.mentions
    ):
        return "subject"
    if tally.rivalling or tally.score >= RIVAL_SCORE:
        return "rival"
    return "passing"
