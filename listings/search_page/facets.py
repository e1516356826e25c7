"""From an answer's counts to the blocks of the filters: names, numbers and addresses."""

from collections.abc import Iterable
from functools import partial

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from carsite.templatetags.site_text import km
from listings.search.results import Answer
from listings.search_page import histograms, wording
from listings.search_page.address import SELLER_KINDS, SINCE_DAYS, USUAL_KM, Address
from listings.search_page.page import Facet, Input, Value
from listings.vocabulary import dictionary
from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.folding import sort_key
from listings.vocabulary.words import words

SHOWN = 14  # values of a facet before "show all"
RADII_KM = (5, 10, 25, 50, 75, 100, 150)

# A value's word in the URL, its name, and how many cars it stands for.
Choice = tuple[str, str, int]


def facets(address: Address, answer: Answer, count: histograms.Count) -> list[Facet]:
    """All blocks, in the order of the page; ``count`` tells what another range would find."""
    known = dictionary.current()
    blocks = [
        _makes(address, answer, known),
        _models(address, answer, known),
        histograms.facet(histograms.PRICE, address, answer, count),
        histograms.facet(histograms.YEAR, address, answer, count),
        histograms.facet(histograms.MILEAGE, address, answer, count),
        _words("bodies", "carrosserie", _("Body"), address, answer),
        _words("fuels", "brandstof", _("Fuel"), address, answer),
        _words("transmissions", "transmissie", _("Transmission"), address, answer),
        _options(address, answer, known),
        histograms.facet(histograms.POWER, address, answer, count),
        histograms.facet(histograms.HEALTH, address, answer, count),
        _words("colours", "kleur", _("Colour"), address, answer),
        _checks(
            "doors",
            "deuren",
            _("Doors"),
            address=address,
            choices=_numbers("doors", address, answer),
        ),
        _checks(
            "seats",
            "zitplaatsen",
            _("Seats"),
            address=address,
            choices=_numbers("seats", address, answer),
        ),
        _place(address),
        _sellers(address, answer),
        _since(address),
    ]
    return [block for block in blocks if _says_something(block)]


def _says_something(block: Facet) -> bool:
    if block.param == "soh":  # only where a battery's health is told, or asked for
        return bool(block.bars or block.summary)
    return bool(block.values) or block.kind in ("range", "place")


# --- Choices ------------------------------------------------------------------------------------


def _checks(
    name: str, param: str, label: str, *, address: Address, choices: Iterable[Choice]
) -> Facet:
    """The chosen and the most usual values in the order given, the others behind "show all"."""
    chosen = address.makes if param == "merk" else address.get(param)
    values = [
        Value(slug, text, count, slug in chosen, partial(address.toggled, param, slug))
        for slug, text, count in choices
    ]
    by_count = sorted(values, key=lambda value: (not value.selected, -(value.count or 0)))
    shown = {value.slug for value in by_count[:SHOWN] if value.count or value.selected}
    shown |= {value.slug for value in values if value.selected}
    summary = ", ".join(value.label for value in values if value.selected)
    return Facet(
        name=name,
        param=param,
        label=label,
        kind="check",
        values=[value for value in values if value.slug in shown],
        rest=[value for value in values if value.slug not in shown and value.count],
        summary=summary,
    )


def _makes(address: Address, answer: Answer, known: Dictionary) -> Facet:
    counts = answer.counts["makes"]
    chosen = [make for make in known.make_by_id.values() if make.slug in address.makes]
    # A car read again just now may be of a make that this vocabulary does not know yet.
    offered = [known.make_by_id[pk] for pk in counts if pk in known.make_by_id]
    found = {make.id: make for make in [*offered, *chosen]}
    choices = [(make.slug, make.name, counts.get(make.id, 0)) for make in found.values()]
    return _checks("make", "merk", _("Make"), address=address, choices=_by_name(choices))


def _models(address: Address, answer: Answer, known: Dictionary) -> Facet:
    """The models of the chosen makes; without a make there are too many to choose from."""
    counts = answer.counts["models"]
    offered = [known.model_by_id[pk] for pk in counts if pk in known.model_by_id]
    found = [model for model in offered if model.make.slug in address.makes]
    chosen = [known.model_by_word[word] for word in address.get("model")]
    found += [model for model in chosen if model.id not in counts]
    several = len(address.makes) > 1
    choices = [
        (model.word, model.full_name if several else model.name, counts.get(model.id, 0))
        for model in found
    ]
    return _checks("model", "model", _("Model"), address=address, choices=_by_name(choices))


def _words(name: str, param: str, label: str, address: Address, answer: Answer) -> Facet:
    counts, language = answer.counts[name], get_language() or "nl"
    choices = [
        (word.slug, word.label(language), counts.get(word.code, 0))
        for word in words(wording.KINDS[param])
    ]
    return _checks(FACET_NAMES[name], param, label, address=address, choices=choices)


def _options(address: Address, answer: Answer, known: Dictionary) -> Facet:
    counts, language = answer.counts["options"], get_language() or "nl"
    chosen = {known.option_by_slug[slug].id for slug in address.get("optie")}
    found = counts.keys() | chosen
    options = [known.option_by_id[pk] for pk in found if pk in known.option_by_id]
    choices = [(term.slug, term.label(language), counts.get(term.id, 0)) for term in options]
    return _checks("option", "optie", _("Equipment"), address=address, choices=_by_name(choices))


def _numbers(name: str, address: Address, answer: Answer) -> list[Choice]:
    """The choices of doors or seats: those on offer and those chosen."""
    param, say, most = NUMBERS[name]
    counts = answer.counts[name]
    found = {*map(int, address.get(param)), *(n for n in counts if 0 < n <= most)}
    return [(str(n), say(str(n)), counts.get(n, 0)) for n in sorted(found)]


def _sellers(address: Address, answer: Answer) -> Facet:
    counts = answer.counts["seller_kinds"]
    choices = [
        (word, wording.seller_kind(word), counts.get(code, 0))
        for word, code in SELLER_KINDS.items()
    ]
    return _checks("seller_kind", "verkoper", _("Seller"), address=address, choices=choices)


def _by_name(choices: Iterable[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: sort_key(choice[1]))


FACET_NAMES = {
    "bodies": "body",
    "fuels": "fuel",
    "transmissions": "transmission",
    "colours": "colour",
}
# Query name, wording, and the most that the query string takes.
NUMBERS = {
    "doors": ("deuren", wording.doors, 9),
    "seats": ("zitplaatsen", wording.seats, 20),
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
                partial(address.changed, {"straal": (str(distance),)}),
            )
            for distance in sorted({*RADII_KM, radius})
        ],
        summary=f"{town}, {km(radius)}" if town else "",
    )


def _since(address: Address) -> Facet:
    chosen = "".join(address.get("sinds"))
    anytime = Value("", _("Any time"), None, not chosen, partial(address.without, "sinds"))
    values = [
        Value(
            str(days),
            wording.since(str(days)),
            None,
            str(days) == chosen,
            partial(address.changed, {"sinds": (str(days),)}),
        )
        for days in SINCE_DAYS
    ]
    return Facet(
        name="since",
        param="sinds",
        label=_("Added"),
        kind="radio",
        values=[anytime, *values],
        summary=wording.since(chosen) if chosen else "",
    )
