"""The ranges of the filters: two ends to type, over a histogram of what there is."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from carsite.templatetags.site_text import euro, figures, km, number
from listings.search.criteria import Range
from listings.search.fields import BARS, EDGES, POWERS_PK, ROUND
from listings.search.results import Answer
from listings.search_page import wording
from listings.search_page.address import Address
from listings.search_page.page import Bar, Facet, Input, Slider

# How many cars there would be with another range of a field.
Count = Callable[[str, Range], int]


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A range as the page shows it; ``scale`` turns an edge into the number that people read."""

    field: str
    param: str
    label: Promise
    low: Promise
    high: Promise | None
    say: Callable[[int], str]
    scale: Callable[[int], int] = int


PRICE = Shown(
    "price_eur", "prijs", gettext_lazy("Price"), gettext_lazy("from €"), gettext_lazy("to €"), euro
)
YEAR = Shown(
    "year", "bouwjaar", gettext_lazy("Year"), gettext_lazy("from"), gettext_lazy("to"), str
)
MILEAGE = Shown(
    "mileage_km", "km", gettext_lazy("Mileage"), gettext_lazy("from km"), gettext_lazy("to km"), km
)
POWER = Shown(
    "power_kw",
    "vermogen",
    gettext_lazy("Power"),
    gettext_lazy("from hp"),
    None,
    wording.power,
    dict(zip(BARS["power_kw"], POWERS_PK, strict=True)).__getitem__,
)
HEALTH = Shown(
    "battery_soh_percent",
    "soh",
    gettext_lazy("Battery health"),
    gettext_lazy("from %"),
    None,
    wording.percent,
)


def facet(shown: Shown, address: Address, answer: Answer, count: Count) -> Facet:
    """The block of one range."""
    wanted = wording.range_of(address, shown.param)
    label, low, high = _labels(shown, get_language() or "nl")
    inputs = [Input(f"{shown.param}_van", low, _typed(shown, wanted.low))]
    if high:
        inputs.append(Input(f"{shown.param}_tot", high, _typed(shown, wanted.high)))
    histogram = Histogram.of(shown, answer)
    return Facet(
        name=shown.field,
        param=shown.param,
        label=label,
        kind="range",
        inputs=inputs,
        bars=histogram.bars(wanted),
        summary=wording.span(wanted, shown.say),
        picture=histogram.picture,
        slider=histogram.slider(wanted, answer.total, count),
    )


@lru_cache(maxsize=20)
def _labels(shown: Shown, language: str) -> tuple[str, str, str]:
    """What a range and its ends are called in this language; "" for an end that it has not."""
    return str(shown.label), str(shown.low), str(shown.high or "")


def _typed(shown: Shown, value: int | None) -> str:
    if value is None:
        return ""
    return str(value) if shown.field == "year" else number(value)


@cache
def _edges(shown: Shown) -> tuple[list[int], list[int]]:
    """Where an answer's counts and where the bars begin, in the unit that is shown."""
    field = shown.field
    return [*map(shown.scale, EDGES[field])], [*map(shown.scale, BARS[field])]


@cache
def _places(bars: int) -> tuple[list[str], str]:
    """Where each of so many bars stands, and how wide it is."""
    share = 100 / max(1, bars)
    return [f"{place * share:.2f}%" for place in range(bars)], f"{share * 0.85:.2f}%"


@dataclass(frozen=True, slots=True)
class Histogram:
    """The counts of a range, and the bars from the first to the last that has cars."""

    shown: Shown
    total: int  # cars of a known number
    below: dict[int, int]  # edge in the unit that is shown → cars below it
    edges: list[int]  # where each bar begins, in the unit that is shown
    after: int | None  # and where the last one ends; None for the open one
    counts: list[int]  # cars per bar

    @classmethod
    def of(cls, shown: Shown, answer: Answer) -> "Histogram":
        """The bars of an answer, whose own are finer."""
        fine, edges = _edges(shown)
        sums = list(accumulate(answer.histograms[shown.field], initial=0))
        below = dict(zip(fine, sums, strict=False))
        counts = [high - low for low, high in pairwise([*map(below.__getitem__, edges), sums[-1]])]
        filled = [place for place, count in enumerate(counts) if count] or [0, -1]
        first, end = filled[0], filled[-1] + 1
        after = edges[end] if end < len(edges) else None
        return cls(shown, sums[-1], below, edges[first:end], after, counts[first:end])

    @property
    def is_round(self) -> bool:
        return self.shown.field in ROUND

    # --- The picture ----------------------------------------------------------------------------

    def bars(self, wanted: Range) -> list[Bar]:
        """As wide as the picture, and as high as the highest one."""
        places, width = _places(len(self.counts))
        highest = max(self.counts, default=1)
        heights = [100 * count / highest for count in self.counts]
        inside = [
            not wanted or self._is_inside(self.ends(place), wanted)
            for place in range(len(self.counts))
        ]
        return [
            Bar(x, f"{100 - height:.2f}%", width, f"{height:.2f}%", is_inside)
            for x, height, is_inside in zip(places, heights, inside, strict=True)
        ]

    def ends(self, place: int) -> Range:
        """The least and the most that a bar holds, in the unit that is shown."""
        is_last = place + 1 == len(self.edges)
        after = self.after if is_last else self.edges[place + 1]
        return Range(self.edges[place], None if after is None else after - 1)

    def _is_inside(self, bar: Range, wanted: Range) -> bool:
        """Whether the range holds some of a bar; "to € 10.000" ends where the next one begins."""
        least, most = bar.low or 0, bar.high
        if wanted.low is not None and most is not None and most < wanted.low:
            return False
        if wanted.high is None or least < wanted.high:
            return True
        return least == wanted.high and (not self.is_round or wanted.low == wanted.high)

    @property
    def picture(self) -> str:
        """The histogram in one sentence."""
        label = self.shown.label
        if not self.counts:
            return _("%(label)s: no cars") % {"label": label}
        most = wording.span(self.ends(self.counts.index(max(self.counts))), self.shown.say)
        text = ngettext(
            "%(label)s of %(total)s car; most in %(span)s",
            "%(label)s of %(total)s cars; most in %(span)s",
            self.total,
        )
        return text % {"label": label, "total": number(self.total), "span": most}

    # --- The slider -----------------------------------------------------------------------------

    def slider(self, wanted: Range, total: int, count: Count) -> Slider | None:
        """What its thumbs need, where there are bars to choose from; ``wanted`` finds ``total``.

        Only what the bars cannot tell is counted: cars of an unknown number, and those below an
        end that somebody typed between two edges.
        """
        if len(self.counts) < 2:
            return None
        below, upto = self._now(wanted, total, count)
        ends = [edge if self.is_round else edge - 1 for edge in self.edges[1:]]
        lows, highs, say, names = _said(self.shown, tuple(self.edges), get_language() or "nl")
        return Slider(
            at=self._places(wanted, ends),
            lows=lows,
            highs=highs,
            below=_joined(*accumulate(self.counts[:-1], initial=0)),
            upto=_joined(0, *(self.below[end + 1] for end in ends), self.total),
            now=_joined(below, upto),
            all=count(self.shown.field, Range()) if wanted else total,
            say=say,
            names=names,
        )

    def _places(self, wanted: Range, ends: list[int]) -> tuple[int, int]:
        """The stops of the thumbs, the nearest where a number lies between two."""
        low, high = 0, len(self.counts)
        if wanted.low is not None:
            low = _nearest(self.edges, wanted.low)
        if wanted.high is not None and wanted.high <= ends[-1]:
            high = _nearest(ends, wanted.high) + 1
        return low, max(high, low + 1)

    def _now(self, wanted: Range, total: int, count: Count) -> tuple[int, int]:
        """Cars below the lower end and up to the upper one; the difference is ``total``."""
        below = 0 if wanted.low is None else self.below.get(wanted.low)
        upto = self.total if wanted.high is None else self.below.get(wanted.high + 1)
        if below is None:
            lower = Range(None, (wanted.low or 0) - 1)
            below = count(self.shown.field, lower) if upto is None else upto - total
        return below, below + total if upto is None else upto


@lru_cache(maxsize=300)
def _said(
    shown: Shown, edges: tuple[int, ...], language: str
) -> tuple[str, str, str, tuple[str, str]]:
    """What the thumbs of a slider over these bars say: lows, highs, any amount, their names."""
    ends = edges if shown.field in ROUND else tuple(edge - 1 for edge in edges)
    lows, highs = (
        [str(number) if shown.field == "year" else figures(number, language) for number in numbers]
        for numbers in (edges[1:], ends[1:])
    )
    name = {"name": shown.label}
    return (
        _joined("", *lows),
        _joined("", *highs, ""),
        shown.say(7).replace("7", "{}"),
        (_("%(name)s, minimum") % name, _("%(name)s, maximum") % name),
    )


def _nearest(numbers: list[int], wanted: int) -> int:
    return min(range(len(numbers)), key=lambda place: abs(numbers[place] - wanted))


def _joined(*parts: str | int) -> str:
    return "|".join(map(str, parts))
