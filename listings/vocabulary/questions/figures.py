"""Reads the figures of a question: price, year, mileage, age, power, doors, seats, battery."""

from dataclasses import replace

from listings.vocabulary.questions.draft import Draft, Found, Tell
from listings.vocabulary.questions.limits import (
    BETWEEN_LIMIT_AND_NUMBER,
    Figure,
    figure_from,
    is_year,
)
from listings.vocabulary.questions.wording import TOPICS, TRAPS

RADIUS_FOLLOWS = frozenset("van vanaf rond rondom om afstand straal omtrek omgeving from".split())
LARGEST_RADIUS_KM = 300
SHORTEST_MILEAGE_KM = 1_000  # fewer kilometres are a radius or a range
ABOUT = 0.1  # "rond de 8000": a tenth to either side


def figure_at(draft: Draft, index: int) -> Found | None:
    """What a limit, a topic or a number that starts here says."""
    figure = figure_from(draft, index)
    if figure is None:
        return None
    if trap := _trap_end(draft, figure):
        return Found(trap, aside=True)
    unit = figure.amount.unit or (figure.upper.unit if figure.upper else "")
    if unit == "kwh":  # the word itself tells the fuel; the number is left
        return Found(figure.end - 1, aside=True)
    if unit == "other":
        return _other(draft, figure)
    read = _READERS.get(unit) or _READERS[_topic(draft, figure)]
    return read(draft, figure)


def trap_at(draft: Draft, index: int) -> Found | None:
    """A word that makes a number something else: "actieradius minimaal 400 km"."""
    if draft.word(index) not in TRAPS or _is_name(draft, index):
        return None
    figure = figure_from(draft, index + 1)
    if figure is None and draft.word(index + 1) in BETWEEN_LIMIT_AND_NUMBER:
        figure = figure_from(draft, index + 2)
    return Found(figure.end if figure else index + 1, aside=True)


def _is_name(draft: Draft, index: int) -> bool:
    """ "Range" in Range Rover and in "long range"."""
    if draft.word(index - 1) in ("long", "standard", "extended"):
        return True
    return bool(
        draft.lexicon.models.at(draft.words, index) or draft.lexicon.makes.at(draft.words, index)
    )


# ------------------------------------------------------------------- what the number is about
def _topic(draft: Draft, figure: Figure) -> str:
    """The topic of a number without a unit, as a key of the readers."""
    amount, upper = figure.amount, figure.upper or figure.amount
    if figure.topic in ("mileage", "power", "soh", "radius", "price"):
        return figure.topic
    if amount.is_thousands or upper.is_thousands:
        return "price"
    is_short = _is_short_year(draft, figure)
    if figure.topic == "year":
        return "year" if is_short or is_year(draft, upper) else "nothing"
    can_be_year = is_year(draft, amount) and is_year(draft, upper) and figure.topic != "amount"
    return "year" if is_short or (can_be_year and not _is_money(draft, figure)) else "size"


def _is_money(draft: Draft, figure: Figure) -> bool:
    """ "Tot 2000" is an amount, and so is "voor 2000" when the year is known already."""
    if figure.topic == "before" and draft.told("year_min", "year_max"):
        return True
    return figure.amount.value == 2000 and figure.side == "max"


def _is_short_year(draft: Draft, figure: Figure) -> bool:
    """Two digits behind "bj" or an apostrophe: bj 15, '08."""
    last = figure.amount.end - 1
    if not figure.amount.is_plain or figure.amount.unit or len(draft.word(last)) != 2:
        return False
    return figure.topic == "year" or draft.words.gap(last)[-1:] in ("'", "’", "‘")


def _trap_end(draft: Draft, figure: Figure) -> int:
    """Where a figure ends that is about something else by what follows it, else 0."""
    end = figure.end
    if draft.word(end) in TRAPS and not _is_name(draft, end):
        return end + 1
    following = [draft.word(end + step) for step in range(3)]
    if following[0] in ("per", "/") and following[1] in ("maand", "mnd"):
        return end + 2
    if following == ["p", "/", "m"]:
        return end + 3
    if following[0] in ("pm", "maandelijks"):
        return end + 1
    return 0


# ------------------------------------------------------------------------------ the readers
def _between(figure: Figure, field: str, low: float, high: float, rule: str) -> Found:
    """Both ends from the same words."""
    return _tells(figure, (f"{field}_min", low), (f"{field}_max", high), rule=rule)


def _tells(figure: Figure, *values: tuple[str, float], rule: str) -> Found:
    tells = (Tell(field, round(value), figure.first, figure.end, rule) for field, value in values)
    return Found(figure.end, tuple(tells))


def _price(draft: Draft, figure: Figure) -> Found | None:
    value = figure.amount.value
    if value < 100:
        return None
    if figure.upper:
        return _between(figure, "price", value, figure.upper.value, "price-range")
    if figure.side == "about" and not figure.amount.unit and value % 50:
        return None  # "rond 3511" is a postcode
    if figure.side == "about":
        return _between(figure, "price", value * (1 - ABOUT), value * (1 + ABOUT), "price-about")
    field = "price_min" if figure.side == "min" else "price_max"
    return _tells(figure, (field, value), rule="price")


def _size(draft: Draft, figure: Figure) -> Found | None:
    """A number that says nothing of itself: a price, or a mileage when it is too large for one."""
    value = (figure.upper or figure.amount).value
    if not figure.side or (figure.side == "exact" and figure.topic):
        is_round = value % 250 == 0 or (not figure.amount.is_plain and value % 50 == 0)
        if not (is_round and 500 <= value <= 100_000):
            return None
    if figure.side != "min" and value >= _too_dear(draft):
        return _mileage(draft, figure)
    return _price(draft, figure)


def _too_dear(draft: Draft) -> float:
    """From here a number is no price of these cars: half as much again as they cost new."""
    words = (tell.value for tell in draft.told("model"))
    models = (draft.lexicon.dictionary.model_by_word.get(word) for word in words)
    new = [model.new_price_eur for model in models if model and model.new_price_eur]
    return max(60_000, 1.5 * max(new)) if new else 100_000


def _mileage(draft: Draft, figure: Figure) -> Found | None:
    amount = figure.upper or figure.amount
    is_near = figure.topic == "radius" or (amount.unit and amount.value <= LARGEST_RADIUS_KM)
    if is_near and (found := _radius(draft, figure)):
        return found
    if figure.side == "min" or amount.value < SHORTEST_MILEAGE_KM:
        return Found(figure.end, aside=True)
    return _tells(figure, ("mileage_max", amount.value), rule="mileage")


def _radius(draft: Draft, figure: Figure) -> Found | None:
    """ "Binnen 50 km van", "straal 20km", "utrecht 30 km"."""
    if figure.amount.unit not in ("mileage", "") or figure.amount.value > LARGEST_RADIUS_KM:
        return _price(draft, replace(figure, side="max")) if not figure.amount.unit else None
    before = figure.first - (draft.word(figure.first - 1) == "+")
    says = (
        figure.topic == "radius"
        or draft.word(figure.end) in RADIUS_FOLLOWS
        # The letters of a postcode stand between: "3511 AB 30 km".
        or any(before - tell.end in (0, tell.rule == "postcode") for tell in draft.told("place"))
    )
    return _tells(figure, ("radius_km", figure.amount.value), rule="radius") if says else None


def _year(draft: Draft, figure: Figure) -> Found | None:
    first = _full_year(draft, figure.amount.value)
    if figure.upper:
        return _between(figure, "year", first, figure.upper.value, "year-range")
    if figure.side == "about":
        return _between(figure, "year", first - 1, first + 1, "year-range")
    if figure.side in ("min", "max"):
        return _tells(figure, (f"year_{figure.side}", first), rule="year-limit")
    return _between(figure, "year", first, first, "year")


def _full_year(draft: Draft, value: float) -> float:
    if value >= 100:
        return value
    return 2000 + value if 2000 + value <= draft.this_year + 1 else 1900 + value


def _age(draft: Draft, figure: Figure) -> Found | None:
    """ "Maximaal 5 jaar oud" counts back from this year."""
    is_old = draft.word(figure.end) in ("oud", "jong", "old")
    if not (is_old or figure.side in ("max", "min")) or figure.upper:
        return None
    if draft.word(figure.end) in ("garantie", "apk"):
        return None
    figure = replace(figure, end=figure.end + is_old)
    year = draft.this_year - figure.amount.value
    if figure.side in ("max", "min"):
        # "Jonger dan" and "ouder dan" are about the year already; "maximaal" is about the age.
        same = figure.topic == "year"
        is_youngest = (figure.side == "min") == same
        return _tells(figure, ("year_min" if is_youngest else "year_max", year), rule="age")
    return _between(figure, "year", year, year, "age")


def _power(draft: Draft, figure: Figure) -> Found | None:
    if figure.side == "max":
        return Found(figure.end, aside=True)
    return _tells(figure, ("power_hp_min", figure.amount.value), rule="power")


def _doors(draft: Draft, figure: Figure) -> Found | None:
    if not 2 <= figure.amount.value <= 6:
        return None
    return _tells(figure, ("doors", figure.amount.value), rule="doors")


def _seats(draft: Draft, figure: Figure) -> Found | None:
    if not 2 <= figure.amount.value <= 9 or figure.side == "max":
        return None
    return _tells(figure, ("seats_min", figure.amount.value), rule="seats")


def _percent(draft: Draft, figure: Figure) -> Found | None:
    """A percentage is a battery's health when the battery is named beside it."""
    if figure.topic == "soh":
        return _soh(draft, figure)
    behind = figure.end + (draft.word(figure.end) in ("van", "de"))
    hit = TOPICS.at(draft.words, behind) if behind < len(draft.words) else None
    if hit and hit.values[0] == "soh":
        return _soh(draft, replace(figure, end=hit.end, topic="soh"))
    return Found(figure.end, aside=True)


def _soh(draft: Draft, figure: Figure) -> Found | None:
    if not 50 <= figure.amount.value <= 100 or figure.side == "max":
        return None
    return _tells(figure, ("soh_min", figure.amount.value), rule="soh")


def _other(draft: Draft, figure: Figure) -> Found:
    """A number of something that is no filter; inches are wheels."""
    if draft.word(figure.end - 1) in ("inch", "zoll") and 14 <= figure.amount.value <= 24:
        tell = Tell("option", "lichtmetalen-velgen", figure.first, figure.end, "wheel-size")
        return Found(figure.end, (tell,))
    return Found(figure.end, aside=True)


def _nothing(draft: Draft, figure: Figure) -> Found | None:
    return None


_READERS = {
    "price": _price,
    "mileage": _mileage,
    "power": _power,
    "years": _age,
    "doors": _doors,
    "seats": _seats,
    "percent": _percent,
    "year": _year,
    "soh": _soh,
    "radius": _radius,
    "size": _size,
    "nothing": _nothing,
}
