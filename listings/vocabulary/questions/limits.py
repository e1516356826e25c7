"""Finds a number and what is said around it: "tot max 15k", "2015-2018", "8000 of minder"."""

from dataclasses import dataclass, replace

from listings.vocabulary.questions.amounts import Amount, amount_at
from listings.vocabulary.questions.draft import Draft
from listings.vocabulary.questions.wording import AFTER, LIMITS, TOPICS

OLDEST = 1950  # a lower number is no year of a car that people still ask for
LONGEST_LIMIT = 12  # words: "in een straal van ongeveer maximaal"
RANGE_WORDS = frozenset(["tot", "en", "a", "à", "and", "to", "bis", "tm"])
BETWEEN_LIMIT_AND_NUMBER = frozenset(["de", "het", "een", "van", "is", ":", "=", "aan", "max"])


@dataclass(frozen=True, slots=True)
class Figure:
    """Words ``first`` up to ``end`` say a limit (``side``) on a number about ``topic``."""

    first: int
    end: int
    side: str  # max, min, about, exact, between or empty
    topic: str
    amount: Amount
    upper: Amount | None = None  # of a range


def figure_from(draft: Draft, index: int) -> Figure | None:
    side, topic, start = _limit(draft, index)
    amount = amount_at(draft, start)
    if amount is None:
        return None
    upper = _upper(draft, amount, side)
    if upper:
        low = _in_the_same_unit(amount, upper)
        return Figure(index, upper.end, "between", _without_year(topic), low, upper)
    if side == "between":
        return None
    figure = Figure(index, amount.end, side, topic, amount)
    return figure if side in ("max", "min") else _with_after(draft, figure)


def _limit(draft: Draft, index: int) -> tuple[str, str, int]:
    """Side, topic and where the number starts: "prijs tot maximaal", "bj vanaf"."""
    side, topic, start = "", "", index
    while start < min(index + LONGEST_LIMIT, len(draft.words)):
        limit = LIMITS.at(draft.words, start)
        subject = TOPICS.at(draft.words, start)
        if limit and (subject is None or limit.end > subject.end or not subject.values):
            side, said = limit.values[0]
            topic = said or topic
            start = limit.end
        elif subject:
            topic, start = subject.values[0], subject.end
        elif start > index and draft.word(start) in BETWEEN_LIMIT_AND_NUMBER:
            start += 1
        else:
            break
    return side, topic, start


def _without_year(topic: str) -> str:
    """ "Van 10 tot 15 mille": "van" alone does not make a range of years."""
    return "" if topic == "year" else topic


def _upper(draft: Draft, low: Amount, side: str) -> Amount | None:
    """The end of a range: "tussen 10 en 15 mille", "2015-2018", "5000 tot 8000"."""
    start = low.end
    gap = draft.words.gap(start).strip() if start < len(draft.words) else ""
    word = draft.word(start)
    if gap in ("-", "–", "—") and gap:
        pass
    elif (word == "t" and draft.word(start + 1) == "/" and draft.word(start + 2) == "m") or (
        word in ("tot", "t/m") and draft.word(start + 1) == "en"
    ):
        start += 3
    elif word in RANGE_WORDS or (word in ("of", "/") and is_year(draft, low)):
        start += 1
    else:
        return None
    start += draft.word(start) in ("de", "max", "maximaal")
    upper = amount_at(draft, start)
    if upper is None:
        return None
    return upper if _is_range(draft, _in_the_same_unit(low, upper), upper, side) else None


def _is_range(draft: Draft, low: Amount, upper: Amount, side: str) -> bool:
    if low.value >= upper.value or upper.unit in ("doors", "seats", "years", "other", "kwh"):
        return False
    if is_year(draft, low) or is_year(draft, upper):
        return (is_year(draft, low) and is_year(draft, upper)) or side == "between"
    return low.value >= 1000 or side == "between" or low.unit == "price" == upper.unit


def _in_the_same_unit(low: Amount, upper: Amount) -> Amount:
    """ "10-15k": both are thousands; "50 tot 100 dkm"."""
    if low.unit or low.is_thousands or low.value >= 1000:
        return low
    if upper.is_thousands or (upper.unit == "mileage" and upper.value >= 1000):
        return replace(low, value=low.value * 1000, is_plain=False, unit=upper.unit)
    return low


def _with_after(draft: Draft, figure: Figure) -> Figure:
    """ "10.000 of minder", "2019+": a limit behind the number, unless the next number's."""
    hit = AFTER.at(draft.words, figure.end) if figure.end < len(draft.words) else None
    if hit is None:
        return figure
    if draft.word(hit.first) == "+" and not draft.words.is_glued(hit.first):
        return figure
    side, topic = hit.values[0]
    follows = amount_at(draft, hit.end)
    if follows and draft.word(hit.first) not in ("of", "en", "+"):
        return figure
    return replace(figure, end=hit.end, side=side, topic=topic or figure.topic)


def is_year(draft: Draft, amount: Amount) -> bool:
    return amount.is_plain and not amount.unit and OLDEST <= amount.value <= draft.this_year + 1
