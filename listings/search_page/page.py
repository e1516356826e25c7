"""All that the search page shows, as plain data: the template loops and prints, nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from carsite.html import safe
from carsite.templatetags.site_text import number
from listings.cards import Card
from listings.search_page.address import Address


@dataclass(slots=True)  # not frozen: a page has hundreds, and freezing is half of their time
class Value:
    """One choice of a facet or of a list."""

    slug: str  # the value of the input
    label: str
    count: int | None  # cars it stands for; None where nothing is counted (a radius)
    selected: bool
    leads_to: Callable[[str], Address] = field(compare=False, repr=False)

    @property
    def url(self) -> str:
        """The search with this choice switched; made when asked for, since most never are."""
        return self.leads_to(self.slug).url


@dataclass(slots=True)  # not frozen, as above
class Bar:
    """One bar of a histogram; the texts are SVG attributes ("12.50%"), free of the language."""

    x: str
    y: str
    width: str
    height: str
    in_range: bool


@dataclass(frozen=True, slots=True)
class Input:
    """A field to type in; its id may be ``id_<name>``."""

    name: str
    label: str
    value: str  # as people write it: "30.000"


@dataclass(frozen=True, slots=True)
class Slider:
    """What a script needs to move a range's thumbs over the bars and say the total at each stop.

    Stops are where bars begin and end, from 0 to the number of bars; the outermost set no end.
    The total is ``upto`` of the upper end minus ``below`` of the lower. Lists are apart by "|".
    """

    at: tuple[int, int]  # the stops where the thumbs stand
    lows: str  # what the lower end says at each stop: "|2.500|5.000"
    highs: str  # what the upper one does: "|2.500|5.000|"
    below: str  # cars below each of ``lows``
    upto: str  # cars up to each of ``highs``
    now: str  # these two for the ends as they were asked for, which may lie between stops
    all: int  # cars with neither end, those of an unknown number too
    say: str  # "€ {}"
    names: tuple[str, str]  # of the thumbs: "Price, minimum"


@dataclass(frozen=True, slots=True)
class Facet:
    """One block of the filters.

    ``check``: ``values`` are checkboxes named ``param``, the most usual first, and ``rest`` those
    behind "show all" (a chosen one is never there). ``range``: ``inputs`` (one or two) over the
    histogram ``bars``. ``radio``: ``values``, one of which (slug "") is "any". ``place``:
    ``inputs`` is the town, ``values`` are the radii, a select named ``param``.
    """

    name: str
    param: str
    label: str
    kind: Literal["check", "range", "radio", "place"]
    values: list[Value] = field(default_factory=list)
    rest: list[Value] = field(default_factory=list)
    inputs: list[Input] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    summary: str = ""  # what is chosen, "" for nothing: "Automatic", "to € 30.000"
    picture: str = ""  # a range's histogram in words, for its aria-label
    slider: Slider | None = None
    more: str = ""  # what unfolds ``rest``: "12 more"

    @property
    def is_open(self) -> bool:
        """Facets with a choice, and those that most people use, start unfolded."""
        return bool(self.summary) or self.name in {"make", "model", "price_eur", "body", "fuel"}


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is on; ``url`` is the search without it."""

    name: str  # the query name it came from, for an id or class
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class WayOn:
    """Where nothing was found: what leaving one filter out would give."""

    label: str
    url: str
    total: int


@dataclass(frozen=True, slots=True)
class SearchedText:
    """Words that are searched in the adverts' text, because no filter says them."""

    text: str
    understood: bool  # as filters they would be: an address from before questions were read
    url: str  # the search without them
    meant: list[WayOn]  # "did you mean": what may be meant by them, and how many that are


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of a question that stand in none of the adverts that its filters find."""

    text: str
    url: str  # the search for these words all the same
    meant: list[WayOn]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page number; ``number`` None is the gap "…" (and has no url)."""

    number: int | None
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """``first``–``last`` of ``total``; urls are "" where there is no such page."""

    page: int
    pages: int
    first: int
    last: int
    total: int
    previous_url: str
    next_url: str
    links: list[PageLink]

    @property
    def place(self) -> str:
        """ "25–48 of 1.204"."""
        ends = {"first": number(self.first), "last": number(self.last)}
        return _("%(first)s–%(last)s of %(total)s") % {**ends, "total": number(self.total)}


@dataclass(frozen=True, slots=True)
class Crumb:
    label: str
    url: str  # "" for the page itself


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search page in one language.

    ``action`` is where the one form of filters, sort order and question goes by GET (the canonical
    URL follows from a redirect, or from ``HX-Push-Url``). Every part of the state but the page
    number is an input of that form, so it needs no hidden fields.
    """

    title: str  # for <title>: "214 occasions: Peugeot 508, automatic"
    description: str
    heading: str  # "2.143 occasions"
    heading_words: str  # "Peugeot 508, automatic, to € 30.000", or ""
    total: int
    listings: list[Card]
    q: str
    searched_text: SearchedText | None  # where there is a ``q``; it is no chip
    left_out: LeftOut | None
    facets: list[Facet]
    chips: list[Chip]
    clear_url: str  # everything off
    dropped: list[str]  # messages about values that were not understood
    sort: str  # the chosen one of ``sorts``
    sorts: list[Value]  # of the select named "sorteer"; the count is None
    promise: str  # what closing the filters shows: "Show 2.143 occasions"
    pager: Pager
    ways_on: list[WayOn]  # only where total is 0, the most helpful first
    crumbs: list[Crumb]
    action: str
    url: str  # canonical path with query, this page number included
    canonical_url: str  # absolute, for <link rel=canonical>
    robots: str  # "" (index it) or "noindex,follow"

    @property
    def cards(self) -> SafeString:
        """The listings as HTML."""
        return safe("".join([card.before + card.after for card in self.listings]))
