"""Tells an article about a crash or a recall, beside which no car should be offered.

Words count with what stands around them: a crash test is no crash. The headline says most; the
text alone never decides, since a buying guide mentions recalls and a test mentions collisions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from articles.models import Article
from articles.plain import PlainText

WEIGHTS = {"title": 3, "intro": 2, "heading": 1, "body": 1}
TOP = {"title", "intro"}
ENOUGH = 3
MOST_OF_TEXT = 2  # what headings and text together can add
KEPT = 3  # wordings that are shown to the editor
LONGEST = 200


class Sign(NamedTuple):
    """A wording that tells of ``kind``, unless ``unless`` matches around it."""

    kind: Article.Sensitive
    words: str
    unless: str
    example: str


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What an article should not sell beside, if anything, and the words that say so."""

    kind: str = ""
    words: str = ""


CRASH, RECALL = Article.Sensitive.CRASH, Article.Sensitive.RECALL
_NUMBERS = r"\b(?:minder|geen|aantal|kans op|risico op|voorkom\w*|vermijd\w*)\s+(?:\w+\s+){0,2}"

SIGNS = [
    Sign(RECALL, r"terugroep(?:actie|campagne)s?", r"\bzonder ", "Terugroepactie voor de Kuga"),
    Sign(RECALL, r"teruggeroepen|terug(?:ge)?haald naar de garage", "", "Kuga's teruggeroepen"),
    Sign(RECALL, r"roep(?:t|en)\b[^.!?\n]{0,60}\bterug\b", "", "Ford roept 5000 auto's terug"),
    Sign(RECALL, r"recalls?", r"\btotal recall\b", "Recall om airbags van Takata"),
    Sign(
        CRASH,
        r"(?:auto|verkeers)?onge(?:val|luk)(?:len|ken)?",
        rf"\bper ongeluk\b|{_NUMBERS}\w*onge|onge\w+ (?:voorkomen|vermijden)",
        "Dodelijk ongeval op de A2",
    ),
    Sign(CRASH, r"aanrijding(?:en)?", rf"{_NUMBERS}aanrijding", "Gewonde na aanrijding"),
    Sign(
        CRASH,
        r"(?:ketting|kop-staart|frontale )?botsing(?:en)?",
        rf"{_NUMBERS}(?:frontale )?botsing|botsing (?:van|tussen) (?:stijlen|culturen|ideeën|"
        r"belangen|generaties|werelden|meningen)",
        "Frontale botsing op de N33",
    ),
    Sign(
        CRASH,
        r"(?:bots(?:t|te|ten|en)|gebotst) (?:(?:frontaal|hard|zwaar) )?(?:op|tegen|met)",
        r"bots\w* (?:\w+ )?(?:op|tegen|met) (?:(?:de|het|zijn|haar|hun|een) )?"
        r"(?:prijs|prijzen|budget|grens|grenzen|wens|wensen|eis|eisen|regels|werkelijkheid|"
        r"praktijk|smaak|imago|wet|belang|belangen|portemonnee|plafond)",
        "Busje botst op boom",
    ),
    Sign(
        CRASH,
        r"(?:ge)?crasht?(?:e|en)?|crashes",
        r"beurs|aandelen|computer|software|markt",
        "Prototype gecrasht op de Nürburgring",
    ),
    Sign(CRASH, r"verongeluk(?:t|te|ten)", "", "Coureur verongelukt"),
    Sign(
        CRASH,
        r"(?:kwam(?:en)?|komt|komen|gekomen) om het leven|om het leven (?:gekomen|kwam(?:en)?)",
        "",
        "Bestuurder kwam om het leven",
    ),
    Sign(
        CRASH,
        r"zwaargewond(?:e|en)?|verkeersslachtoffers?",
        rf"{_NUMBERS}verkeers",
        "Fietser zwaargewond in Ede",
    ),
    Sign(
        CRASH,
        r"over de kop (?:geslagen|gevlogen|sloeg|vloog)|te water geraakt",
        "",
        "Auto te water geraakt",
    ),
]
_ALL = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"({sign.words})" for sign in SIGNS) + r")(?![\w-])", re.IGNORECASE
)
_UNLESS = [re.compile(sign.unless, re.IGNORECASE) if sign.unless else None for sign in SIGNS]


def sensitivity(article: PlainText) -> Sensitivity:
    """What the article is about that forbids selling beside it; most articles: nothing."""
    tops = [one.end for one in article.passages if one.place in TOP]
    if next(_signs(article, max(tops, default=0)), None) is None:
        return Sensitivity()  # the rest of the text cannot decide: most articles end here
    points = dict.fromkeys(Article.Sensitive, 0)
    of_text = dict.fromkeys(Article.Sensitive, 0)
    said: dict[str, list[str]] = {kind: [] for kind in Article.Sensitive}
    for kind, place, words in _signs(article, len(article.text)):
        if place in TOP:
            points[kind] += WEIGHTS[place]
        elif of_text[kind] < MOST_OF_TEXT:
            of_text[kind] += WEIGHTS[place]
        said[kind].append(words)
    best = max(points, key=lambda kind: points[kind] + of_text[kind])
    if points[best] + of_text[best] < ENOUGH:
        return Sensitivity()
    wordings = dict.fromkeys(words.lower() for words in said[best])
    return Sensitivity(best.value, ", ".join(list(wordings)[:KEPT])[:LONGEST])


def _signs(article: PlainText, end: int) -> Iterator[tuple[Article.Sensitive, str, str]]:
    """Kind, place and wording of every sign that counts, up to ``end``."""
    passages = iter(article.passages)
    passage = next(passages, None)
    for match in _ALL.finditer(article.text, 0, end):
        while passage and passage.end <= match.start():
            passage = next(passages, None)
        number = (match.lastindex or 1) - 1
        unless = _UNLESS[number]
        around = article.text[max(0, match.start() - 30) : match.end() + 30]
        if passage and not (unless and unless.search(around)):
            yield SIGNS[number].kind, passage.place, match[0]
