"""The ranges of the filters: two ends to type, over a histogram of what there is."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from carsite.templatetags.site_text import euro, km, number
from listings.search.criteria import Range
from listings.search.fields import EDGES, pk_from_kw
from listings.search.results import Answer
from listings.search_page import wording
from listings.search_page.address import Address
from listings.search_page.page import Bar, Facet, Input


@dataclass(frozen=True, slots=True)
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
    pk_from_kw,
)
HEALTH = Shown(
    "battery_soh_percent",
    "soh",
    gettext_lazy("Battery health"),
    gettext_lazy("from %"),
    None,
    wording.percent,
)


def facet(shown: Shown, address: Address, answer: Answer) -> Facet:
    """The block of one range."""
    wanted = wording.range_of(address, shown.param)
    inputs = [Input(f"{shown.param}_van", str(shown.low), _typed(shown, wanted.low))]
    if shown.high is not None:
        inputs.append(Input(f"{shown.param}_tot", str(shown.high), _typed(shown, wanted.high)))
    return Facet(
        name=shown.field,
        param=shown.param,
        label=str(shown.label),
        kind="range",
        inputs=inputs,
        bars=_bars(shown, answer.histograms[shown.field], wanted),
        summary=wording.span(wanted, shown.say),
        picture=_picture(shown, answer),
    )


def _typed(shown: Shown, value: int | None) -> str:
    if value is None:
        return ""
    return str(value) if shown.field == "year" else number(value)


def _bars(shown: Shown, counts: list[int], wanted: Range) -> list[Bar]:
    """The bars from the first to the last that has cars, as wide as the picture."""
    filled = [place for place, count in enumerate(counts) if count]
    if not filled:
        return []
    first, last = filled[0], filled[-1]
    highest, share = max(counts), 100 / (last - first + 1)
    bars = []
    for place in range(first, last + 1):
        height = 100 * counts[place] / highest
        low, high = _ends(shown, place)
        is_inside = (wanted.high is None or low <= wanted.high) and (
            wanted.low is None or high is None or high >= wanted.low
        )
        bars.append(
            Bar(
                x=f"{(place - first) * share:.2f}%",
                y=f"{100 - height:.2f}%",
                width=f"{share * 0.85:.2f}%",
                height=f"{height:.2f}%",
                in_range=is_inside,
                count=counts[place],
                label=wording.span(Range(low, high), shown.say),
            )
        )
    return bars


def _ends(shown: Shown, place: int) -> tuple[int, int | None]:
    """The least and the most that a bar holds, in the unit that is shown."""
    edges = EDGES[shown.field]
    low = shown.scale(edges[place])
    return low, shown.scale(edges[place + 1]) - 1 if place + 1 < len(edges) else None


def _picture(shown: Shown, answer: Answer) -> str:
    """The histogram in one sentence."""
    counts = answer.histograms[shown.field]
    if not any(counts):
        return _("%(label)s: no cars") % {"label": shown.label}
    most = counts.index(max(counts))
    low, high = _ends(shown, most)
    text = ngettext(
        "%(label)s of %(total)s car; most in %(span)s",
        "%(label)s of %(total)s cars; most in %(span)s",
        sum(counts),
    )
    total = number(sum(counts))
    said = {"label": shown.label, "total": total, "span": wording.span(Range(low, high), shown.say)}
    return text % said
