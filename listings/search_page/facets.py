"""From an answer's counts to the blocks of the filters: names, numbers and addresses."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache, partial
from operator import itemgetter

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from carsite.templatetags.site_text import km
from listings.search.results import Answer, Counts
from listings.search_page import histograms, wording
from listings.search_page.address import SELLER_KINDS, SINCE_DAYS, USUAL_KM, Address
from listings.search_page.page import Facet, Input, Value
from listings.vocabulary import dictionary
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.folding import sort_key
from listings.vocabulary.words import words

SHOWN = 14  # values of a facet before "show all"
RADII_KM = (5, 10, 25, 50, 75, 100, 150)

# A value before it is counted: its key in the answer's counts, its word in the URL, its name.
Choice = tuple[Hashable, str, str]
SortKey = tuple[tuple[int, int, str], ...]


def facets(address: Address, answer: Answer, count: histograms.Count) -> list[Facet]:
    """All blocks, in the order of the page; ``count`` tells what another range would find."""
    known, language = dictionary.current(), get_language() or "nl"
    makes, options = _by_name(known, language)
    check = partial(_checks, address, answer.counts)
    blocks = [
        check("merk", makes),
        check("model", _models(known, address.makes)),
        histograms.facet(histograms.PRICE, address, answer, count),
        histograms.facet(histograms.YEAR, address, answer, count),
        histograms.facet(histograms.MILEAGE, address, answer, count),
        check("carrosserie"),
        check("brandstof"),
        check("transmissie"),
        check("optie", options),
        histograms.facet(histograms.POWER, address, answer, count),
        histograms.facet(histograms.HEALTH, address, answer, count),
        check("kleur"),
        check("deuren"),
        check("zitplaatsen"),
        _place(address),
        check("verkoper"),
        _since(address),
    ]
    return [block for block in blocks if _says_something(block)]


def _says_something(block: Facet) -> bool:
    if block.param == "soh":  # only where a battery's health is told, or asked for
        return bool(block.bars or block.summary)
    return bool(block.values) or block.kind in ("range", "place")


# --- Choices ------------------------------------------------------------------------------------


def _checks(
    address: Address, counts: Counts, param: str, choices: Iterable[Choice] | None = None
) -> Facet:
    """The chosen and the most usual values in the order given, the others behind "show all".

    Without ``choices`` they are the parameter's fixed ones.
    """
    name, field = CHECKS[param]
    language = get_language() or "nl"
    choices = _fixed(param, language) if choices is None else choices
    found = counts[field]
    chosen = address.makes if param == "merk" else address.get(param)
    toggled = partial(address.toggled, param)
    values = [
        Value(slug, text, found.get(key, 0), slug in chosen, toggled)
        for key, slug, text in choices
        if found.get(key) or slug in chosen
    ]
    shown, rest = _parted(values)
    return Facet(
        name=name,
        param=param,
        label=_labels(language)[param],
        kind="check",
        values=shown,
        rest=rest,
        more=_more(len(rest)) if rest else "",
        summary=", ".join(value.label for value in values if value.selected),
    )


def _parted(values: list[Value]) -> tuple[list[Value], list[Value]]:
    """Those to show at once, and the seldom ones."""
    if len(values) <= SHOWN:
        return values, []
    by_count = sorted(values, key=lambda value: (not value.selected, -(value.count or 0)))
    usual = {value.slug for value in by_count[:SHOWN]}
    usual |= {value.slug for value in values if value.selected}
    shown = [value for value in values if value.slug in usual]
    return shown, [value for value in values if value.slug not in usual]


def _more(number: int) -> str:
    return ngettext("%(count)s more", "%(count)s more", number) % {"count": number}


# --- What there is to choose from: the same for every search ------------------------------------


@lru_cache(maxsize=2)
def _by_name(known: Dictionary, language: str) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """All makes and all options, hidden ones too: a car for sale may be of one."""
    makes = [(make.id, make.slug, make.name) for make in known.make_by_id.values()]
    terms = known.option_by_id.values()
    options = [(term.id, term.slug, term.label(language)) for term in terms]
    return _sorted(makes), _sorted(options)


def _models(known: Dictionary, makes: frozenset[str]) -> list[Choice]:
    """The models of the chosen makes; without a make there are too many to choose from."""
    several = len(makes) > 1
    keyed = [pair for make in makes for pair in _models_of(known, make, several)]
    keyed.sort(key=itemgetter(0))
    return [choice for _key, choice in keyed]


@lru_cache(maxsize=400)
def _models_of(known: Dictionary, make: str, in_full: bool) -> tuple[tuple[SortKey, Choice], ...]:
    """A make's models, each after what it is sorted by; ``in_full`` with the make's name."""
    models = [model for model in known.model_by_id.values() if model.make.slug == make]
    names = [model.full_name if in_full else model.name for model in models]
    return tuple(
        (sort_key(name), (model.id, model.word, name))
        for model, name in zip(models, names, strict=True)
    )


@lru_cache(maxsize=40)
def _fixed(param: str, language: str) -> tuple[Choice, ...]:
    """The choices of a parameter that no catalogue holds, in this language."""
    if param in NUMBERS:
        say, most = NUMBERS[param]
        return tuple((number, str(number), say(str(number))) for number in range(1, most + 1))
    if param == "sinds":
        days = [(number, str(number), wording.since(str(number))) for number in SINCE_DAYS]
        return ((0, "", _("Any time")), *days)
    if param == "verkoper":
        return tuple((code, word, wording.seller_kind(word)) for word, code in SELLER_KINDS.items())
    return tuple(
        (word.code, word.slug, word.label(language)) for word in words(wording.KINDS[param])
    )


@lru_cache(maxsize=4)
def _labels(language: str) -> Mapping[str, str]:
    """What the blocks of choices are called, by their parameter, in this language."""
    return {
        "merk": _("Make"),
        "model": _("Model"),
        "carrosserie": _("Body"),
        "brandstof": _("Fuel"),
        "transmissie": _("Transmission"),
        "optie": _("Equipment"),
        "kleur": _("Colour"),
        "deuren": _("Doors"),
        "zitplaatsen": _("Seats"),
        "verkoper": _("Seller"),
        "sinds": _("Added"),
    }


def _sorted(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: sort_key(choice[2])))


# Query name → name of the block, and the field of the criteria that is counted.
CHECKS = {
    "merk": ("make", "makes"),
    "model": ("model", "models"),
    "carrosserie": ("body", "bodies"),
    "brandstof": ("fuel", "fuels"),
    "transmissie": ("transmission", "transmissions"),
    "optie": ("option", "options"),
    "kleur": ("colour", "colours"),
    "deuren": ("doors", "doors"),
    "zitplaatsen": ("seats", "seats"),
    "verkoper": ("seller_kind", "seller_kinds"),
}
# How a number is said, and the most that the query string takes.
NUMBERS: dict[str, tuple[Callable[[str], str], int]] = {
    "deuren": (wording.doors, 9),
    "zitplaatsen": (wording.seats, 20),
}


# --- Place and time -----------------------------------------------------------------------------


def _place(address: Address) -> Facet:
    town = "".join(
        dictionary.current().town_by_slug[slug].label() for slug in address.get("plaats")
    )
    radius = int((address.get("straal") or (str(USUAL_KM),))[0])
    return Facet(
        name="place",
        param="straal",
        label=_("Town and distance"),
        kind="place",
        inputs=[Input("plaats", _("Town"), town)],
        values=[
            Value(
                str(distance),
                km(distance),
                None,
                distance == radius,
                lambda radius: address.changed({"straal": (radius,)}),
            )
            for distance in sorted({*RADII_KM, radius})
        ],
        summary=f"{town}, {km(radius)}" if town else "",
    )


def _since(address: Address) -> Facet:
    chosen = "".join(address.get("sinds"))
    language = get_language() or "nl"
    labels = {slug: text for _key, slug, text in _fixed("sinds", language)}

    def switched(days: str) -> Address:
        return address.changed({"sinds": (days,) if days else ()})

    return Facet(
        name="since",
        param="sinds",
        label=_labels(language)["sinds"],
        kind="radio",
        values=[Value(days, text, None, days == chosen, switched) for days, text in labels.items()],
        summary=labels[chosen] if chosen else "",
    )
