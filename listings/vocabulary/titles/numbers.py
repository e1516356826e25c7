"""Numbers with a unit: power, doors, seats, battery health, wheels; and those that say nothing."""

from listings.vocabulary.titles.draft import Draft, Found
from listings.vocabulary.tokens import Words

HP_PER_KW = 1.35962  # metric horsepower (DIN): 1 kW / 0.73549875
SMALLEST_MOTOR_KW = 30  # a charger at home has 3.7 to 22
_TIGHT = frozenset(["", " ", "\u00a0", "-", "."])
_HP = frozenset("pk hp ps cv ch bhp".split())
_DOORS = frozenset(
    "drs dr deurs deur deuren deuers drs. d turig turer trg tg tur doors door ds".split()
)
_SEATS = frozenset(
    "p pers persoons personen zits zit zitter zitters zitplaatsen zitplaats plaatsen sitze sitzer "
    "sitz sitzplatze seats seater seat pl person persons persoon".split()
)
_WORDS = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9}
WRITTEN_OUT = {f"{word}{unit}": ("doors", _WORDS[word]) for word in _WORDS for unit in _DOORS} | {
    f"{word}{unit}": ("seats", _WORDS[word]) for word in _WORDS for unit in _SEATS
}
_CHARGER = frozenset(
    "ac dc lader laden laad laadvermogen boordlader snellader snelladen snellaad charger "
    "onboard on obc thuislader ladeleistung bordlader ladegerat chademo ccs laadsnelheid "
    "fase fasen max".split()
)
_SCREEN = frozenset("scherm screen touchscreen display touch monitor tablet infotainment".split())
_YEARS = range(1950, 2035)
_KM = frozenset("km kms tkm kilometer mkm".split())
_NOISE_UNITS = frozenset("kwh ah kg ton nm volt mm cm kmh m2 m3 liter euro eur ct".split())


def _after(words: Words, index: int) -> str:
    """The word behind, when it stands near enough to be the number's unit."""
    near = index + 1 < len(words) and words.gap(index + 1) in _TIGHT
    return words.folded[index + 1] if near else ""


def has_unit(words: Words, index: int) -> bool:
    """Whether the number here may have a unit; most have none, and are left to fewer rules."""
    if index + 1 < len(words) and words.gap(index + 1) in _TIGHT:
        after = words.folded[index + 1]
        return after in _UNITS or not after[0].isalnum()
    return True


def _around(words: Words, first: int, end: int, reach: int = 2) -> list[str]:
    return words.folded[max(0, first - reach) : first] + words.folded[end : end + reach]


def power(draft: Draft, index: int) -> Found | None:
    """150pk, 150 PK, 110 kW/150 pk; kW alone is also told in hp. A charger's kW is no power."""
    words = draft.words
    number, unit = words.number(index), _after(words, index)
    if number is None or not 2 <= number <= 2000:
        return None
    if unit in _HP:
        return Found(index + 2, "power", (("power_hp", _plain(number)),))
    if unit != "kw":
        return None
    end = index + 2
    if end < len(words) and words.folded[end] == "h" and words.is_glued(end):
        return None
    around = _around(words, index, end, reach=1)
    if number < SMALLEST_MOTOR_KW or not _CHARGER.isdisjoint(around):
        alternating = end < len(words) and words.folded[end] == "ac"  # not the airco
        fast = (("option", "snelladen"),) if "dc" in around else ()
        return Found(end + alternating, "charger", fast)
    values: list[tuple[str, float]] = [("power_kw", _plain(number))]
    if not _hp_is_named(draft):
        values.append(("power_hp", round(number * HP_PER_KW)))
    return Found(end, "power-kw", tuple(values))


def _hp_is_named(draft: Draft) -> bool:
    words = draft.words
    if "power_hp" in draft.said:
        return True
    return any(
        words.folded[index][0].isdecimal() and _after(words, index) in _HP
        for index in range(min(len(words), 80))
    )


def _plain(number: float) -> float | int:
    return int(number) if number == int(number) else number


def written_out(draft: Draft, index: int) -> Found | None:
    """vijfdeurs, zevenzits."""
    value = WRITTEN_OUT.get(draft.words.folded[index])
    return Found(index + 1, value[0], (value,)) if value else None


def doors(draft: Draft, index: int) -> Found | None:
    """5drs, 5-deurs, 5 Türer, 5D."""
    words = draft.words
    word, unit = words.folded[index], _after(words, index)
    if word not in ("2", "3", "4", "5") or unit not in _DOORS:
        return None
    if unit in ("d", "t", "ds") and not _is_door_letter(words, index):
        return None
    return Found(index + 2, "doors", (("doors", int(word)),))


def _is_door_letter(words: Words, index: int) -> bool:
    """5D and 5-D, but not "3D camera" and not a part of a longer code."""
    after = words.folded[index + 2] if index + 2 < len(words) else ""
    glued = words.gap(index + 1) in ("", "-") and words.gap(index) != ""
    follows = index + 2 < len(words) and words.is_glued(index + 2) and after.isalnum()
    return (
        glued
        and not follows
        and after not in ("camera", "view", "surround", "sound", "cockpit", "massage")
    )


def seats(draft: Draft, index: int) -> Found | None:
    """7p., 7-persoons, 7 Sitze, 7-S., 7S., 3-zits, 5+2."""
    words = draft.words
    word, unit = words.folded[index], _after(words, index)
    if not (word.isdecimal() and len(word) == 1 and word >= "2"):
        return None
    if unit in _SEATS and not (unit == "p" and words.gap(index + 1) not in ("", "-", " ")):
        return Found(index + 2, "seats", (("seats", int(word)),))
    dotted = words.gap(index + 2).startswith(".") or words.text[words.ends[index] :][1:3] == "S."
    if unit == "s" and dotted and (words.gap(index + 1) == "-" or word in "5678"):
        return Found(index + 2, "seats", (("seats", int(word)),))
    return None


def wheels(draft: Draft, index: int) -> Found | None:
    """A wheel size alone tells alloy wheels: 19", 18 inch, 20 Zoll, 17''."""
    words = draft.words
    number = words.number(index)
    if number is None or not 14 <= number <= 24 or number != int(number):
        return None
    end = _inches(words, index)
    if end is None or (end < len(words) and words.is_joined(end) and words.folded[end] in _SCREEN):
        return None
    if not {"stalen", "staal", "stahl", "stahlfelgen"}.isdisjoint(_around(words, index, end)):
        return None
    return Found(end, "wheel-size", (("option", "lichtmetalen-velgen"),))


def _inches(words: Words, index: int) -> int | None:
    """The index behind a number's inches; quotation marks may be no words at all."""
    if (unit := _after(words, index)) in _INCHES or unit in ('"', "''"):
        return index + 2
    behind = words.text[words.ends[index] : words.ends[index] + 3].lstrip(" ")
    return index + 1 if behind[:1] in ("”", "″") or behind[:2] in ("''", "’’", "´´") else None


_HEALTH = frozenset(["soh", "gezondheid", "health", "conditie", "zustand", "batteriezustand"])
_BATTERY = frozenset("accu batterij akku batterie battery hv".split())
_BATTERY_HEALTH = frozenset(
    f"{battery}{health}"
    for battery in ("accu", "batterij", "batterie", "akku", "battery")
    for health in (
        "gezondheid",
        "conditie",
        "health",
        "zustand",
        "capaciteit",
        "status",
        "kwaliteit",
    )
)
_BETWEEN = frozenset(
    ": = - > < ( ~ ± is van test meting score waarde nog ca circa accu batterij batterie akku "
    "battery of state health soh certificaat rapport gemeten gezondheid conditie capaciteit "
    "hv only aviloo dekra status".split()
)
_PERCENT = frozenset(["%", "procent", "pct", "prozent", "percent"])
_REACH = 5  # words between the word for the battery's health and its figure

# The words at which the rule for the battery's health may begin.
OF_HEALTH = _BETWEEN | _BATTERY_HEALTH | _HEALTH
_INCHES = frozenset("inch inches zoll z duims".split())
_UNITS = _HP | _DOORS | _SEATS | _INCHES | _PERCENT | _KM | _NOISE_UNITS | {"kw", "s", "v"}
# All the words that these rules know, so that none is taken for a slip of another.
KEYWORDS = _DOORS | _SEATS | _CHARGER | _SCREEN | _NOISE_UNITS | _HEALTH | _BATTERY
KEYWORDS |= _BATTERY_HEALTH | _BETWEEN | _PERCENT


def battery_health(draft: Draft, index: int) -> Found | None:
    """SOH 92%, 95% SOH, SOH=91, batterijconditie 96%, "accu 93%"; not bars, tax or guarantee."""
    words = draft.words
    word = words.folded[index]
    if word in OF_HEALTH:
        return _health_ahead(words, index)
    number = words.number(index)
    if number is None or not 40 <= number <= 100 or _after(words, index) not in _PERCENT:
        return None
    return _health_behind(words, index, number)


def _health_ahead(words: Words, index: int) -> Found | None:
    """From the word for it on to the figure: "SOH: 92%", "accu gezondheid 93%"."""
    said = {words.folded[index]}
    is_soh = not said.isdisjoint({"soh"} | _BATTERY_HEALTH)
    if not is_soh and said.isdisjoint(_BATTERY | {"state"}):
        return None
    end = index + 1
    while end < len(words) and words.folded[end] in _BETWEEN and end < index + _REACH:
        is_soh = is_soh or words.folded[end] in _HEALTH
        end += 1
    if end >= len(words) or (number := words.number(end)) is None or not 40 <= number <= 100:
        return None
    percent = _after(words, end) in _PERCENT
    ends_there = end + 1 == len(words) or not words.folded[end + 1][0].isalnum()
    ends_there = ends_there and _after(words, end) not in ("/",)
    if not percent and not (is_soh and ends_there):
        return None
    stop = end + 1 + percent
    if stop < len(words) and words.folded[stop].startswith("garantie"):
        return None
    return Found(stop, "soh", (("battery_soh_percent", _plain(number)),))


def _health_behind(words: Words, index: int, number: float) -> Found | None:
    """The figure first: "95% SOH", "97,5% batterij", "93% accu gezondheid"."""
    end = index + 2
    stop = end
    while stop < len(words) and stop < end + 3 and words.folded[stop] in _BETWEEN:
        stop += 1
    if stop < len(words) and words.folded[stop] in _HEALTH | _BATTERY_HEALTH:
        stop += 1
    said = set(words.folded[end:stop])
    named = not said.isdisjoint(_HEALTH | _BATTERY | _BATTERY_HEALTH)
    if not named or (stop < len(words) and words.folded[stop].startswith("garantie")):
        return None
    return Found(stop, "soh", (("battery_soh_percent", _plain(number)),))


def battery_size(draft: Draft, index: int) -> Found | None:
    """64 kWh: a battery that drives the car, or a plug-in's when it is small."""
    words = draft.words
    number = words.number(index)
    if number is None:
        return None
    end = index + 2
    unit = _after(words, index)
    if unit == "kw" and end < len(words) and words.folded[end] in ("h", "u"):
        unit, end = "kwh", end + 1
    return Found(end, "battery-size", (("kwh", number),)) if unit == "kwh" else None


def nothing(draft: Draft, index: int) -> Found | None:  # noqa: PLR0911 -- a list of kinds
    """Years, prices, kilometres, weights and dates: numbers that no field holds."""
    words = draft.words
    number, unit = words.number(index), _after(words, index)
    if number is None:
        return None
    before = words.folded[index - 1] if index else ""
    if before in ("€", "eur", "euro") or unit in ("€", "euro", "eur"):
        return Found(index + 1, "price")
    if unit in _KM:
        return Found(index + 2, "distance")
    if unit == "v" and words.gap(index + 1) == "" and number in (12, 48, 220, 230, 400, 800):
        return Found(index + 2, "other-number")
    if unit in _NOISE_UNITS:
        return Found(index + 2, "other-number")
    if len(words.folded[index]) == 4 and number in _YEARS:
        return Found(index + 1, "year")
    return None
