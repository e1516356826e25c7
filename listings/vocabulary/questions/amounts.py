"""Reads an amount as people type it: 15k, € 15.000,-, 12 duizend euro, 150dkm, zevenzitter."""

from dataclasses import dataclass, replace

from listings.vocabulary.questions.draft import Draft
from listings.vocabulary.questions.wording import (
    DOORS,
    GLUED_UNITS,
    KM,
    MONEY,
    NUMBERS,
    POWER_TO_HP,
    SEATS,
    THOUSAND_KM,
    TIMES,
    TRAP_UNITS,
    YEARS,
)

SMALLEST_CC = 600  # "206 cc" is a body


@dataclass(frozen=True, slots=True)
class Amount:
    """A number up to word ``end``. ``unit``: price, mileage, power, years, doors, seats, percent,
    kwh, other (of something that is no filter), or empty when none was written.
    """

    value: float
    end: int
    unit: str = ""
    is_thousands: bool = False  # said in thousands: 15k
    is_plain: bool = False  # digits only, as a year or a model is written


def amount_at(draft: Draft, index: int) -> Amount | None:
    """The amount that starts at this word, with its unit."""
    unit = ""
    if draft.word(index) in MONEY:
        index, unit = index + 1, "price"
    found = _number(draft, index)
    if found is None or found.unit:
        return found
    found = _times(draft, found)
    if unit:
        return replace(found, unit=unit, end=_money_end(draft, found.end))
    return _with_unit(draft, found)


def _number(draft: Draft, index: int) -> Amount | None:
    value = draft.words.number(index)
    if value is None:
        return _spelled(draft, index)
    end = index + 1
    # "100 000": thousands as the French set them.
    if value < 1000 and draft.word(end) == "000" and draft.words.gap(end) in (" ", "\u00a0"):
        return Amount(value * 1000, end + 1)
    return Amount(value, end, is_plain=draft.word(index).isdecimal())


def _spelled(draft: Draft, index: int) -> Amount | None:
    word = draft.word(index)
    if word == "ton":
        return _ton(draft, 1, index + 1)
    if word in ("anderhalve", "anderhalf") and draft.word(index + 1) == "ton":
        return _ton(draft, 1.5, index + 2)
    for unit, kind in GLUED_UNITS.items():
        if word.endswith(unit) and (value := NUMBERS.get(word.removesuffix(unit))):
            if kind == "thousand":
                return _with_unit(draft, Amount(value * 1000, index + 1, is_thousands=True))
            return Amount(value, index + 1, kind)
    if word not in NUMBERS or word == "een":
        return None
    return Amount(NUMBERS[word], index + 1)


def _ton(draft: Draft, tons: float, end: int) -> Amount:
    """A ton is 100,000: of kilometres, unless euros are named."""
    if draft.word(end) in MONEY:
        return Amount(tons * 100_000, end + 1, "price")
    return Amount(tons * 100_000, end + (draft.word(end) in KM), "mileage")


def _times(draft: Draft, found: Amount) -> Amount:
    times = TIMES.get(draft.word(found.end))
    if times is None or not _is_near(draft, found.end):
        return found
    return Amount(found.value * times, found.end + 1, is_thousands=True)


def _with_unit(draft: Draft, found: Amount) -> Amount:
    end, word = found.end, draft.word(found.end)
    if not _is_near(draft, end):
        return found
    if word == "ton" and found.value <= 9 and not found.is_thousands:
        return _ton(draft, found.value, end + 1)
    if unit := _letter(draft, found):
        return replace(found, unit=unit, end=end + 1)
    for unit, names in _UNITS:
        if word in names and not (word == "cc" and found.value < SMALLEST_CC):
            return replace(found, unit=unit, end=end + 1)
    if (behind := _money_end(draft, end)) > end:
        return replace(found, unit="price", end=behind)
    return _other_unit(draft, found)


def _letter(draft: Draft, found: Amount) -> str:
    """ "5d" has five doors, "7p" seven seats."""
    if not draft.words.is_glued(found.end) or not found.is_plain:
        return ""
    units = {"d": ("doors", (3, 5)), "p": ("seats", (4, 5, 6, 7, 8, 9))}
    unit, values = units.get(draft.word(found.end), ("", ()))
    return unit if found.value in values else ""


def _other_unit(draft: Draft, found: Amount) -> Amount:
    end, word = found.end, draft.word(found.end)
    if word in THOUSAND_KM or (word in ("t", "d") and draft.word(end + 1) == "km"):
        end += 1 if word in THOUSAND_KM else 2
        return Amount(found.value * 1000, end, "mileage")
    if word in POWER_TO_HP:
        return Amount(found.value * POWER_TO_HP[word], end + 1, "power")
    return found


def _money_end(draft: Draft, end: int) -> int:
    """Behind what may follow a price: ",-", ",00", "euro"."""
    if draft.word(end) == "," and draft.words.is_glued(end):
        after = draft.words.text[draft.words.ends[end] :][:1]
        if after in ("-", "–"):
            end += 1
        elif draft.word(end + 1) == "00" and draft.words.is_glued(end + 1):
            end += 2
    return end + (draft.word(end) in MONEY - {"€"})


def _is_near(draft: Draft, index: int) -> bool:
    return index < len(draft.words) and draft.words.gap(index) in ("", " ", "-", "\u00a0", ". ")


_UNITS = (
    ("price", MONEY),
    ("mileage", KM),
    ("years", YEARS),
    ("doors", DOORS),
    ("seats", SEATS),
    ("percent", frozenset(["%", "procent"])),
    ("kwh", frozenset(["kwh"])),
    ("other", TRAP_UNITS),
)
