"""How a search is said: chips, summaries and the heading, in the language of the page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from carsite.templatetags.site_text import euro, km, unit
from listings.choices import SellerKind
from listings.search.criteria import Range
from listings.search_page.address import SELLER_KINDS, USUAL_KM, Address
from listings.vocabulary import dictionary
from listings.vocabulary.words import words

KINDS = {
    "carrosserie": "body",
    "brandstof": "fuel",
    "transmissie": "transmission",
    "kleur": "colour",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One filter that is on, in words, and the search without it."""

    name: str
    label: str
    without: Address


def wishes(address: Address) -> list[Wish]:
    """Every filter that is on; a range is one, whether it has one end or two."""
    return [
        *_of_words(address, "merk", make_name),
        *_of_words(address, "model", model_name),
        *(wish for name in KINDS for wish in _of_words(address, name, _naming(KINDS[name]))),
        *_of_words(address, "optie", option_name),
        *_of_ranges(address),
        *_of_words(address, "deuren", doors),
        *_of_words(address, "zitplaatsen", seats),
        *_of_place(address),
        *_of_words(address, "verkoper", seller_kind),
        *_of_words(address, "sinds", since),
        *_of_words(address, "q", lambda text: f"“{text}”"),
    ]


def in_a_sentence(label: str) -> str:
    """A label after a comma: "Trekhaak" → "trekhaak", but "SUV" and "Apple CarPlay" stay."""
    return label[:1].lower() + label[1:] if label[1:] == label[1:].lower() else label


def heading_words(address: Address, between: str = ", ") -> str:
    """The filters in one line: "Peugeot 508, automaat, trekhaak, tot € 30.000"."""
    names = {"merk", "model", "plaats", "q"}
    return between.join(
        wish.label if wish.name in names else in_a_sentence(wish.label) for wish in wishes(address)
    )


# --- Single values ------------------------------------------------------------------------------


def make_name(slug: str) -> str:
    return dictionary.current().make_by_slug[slug].name


def model_name(word: str) -> str:
    return dictionary.current().model_by_word[word].full_name


def label(kind: str, slug: str) -> str:
    """A body's, fuel's, transmission's or colour's name."""
    return words(kind).by_slug[slug].label(get_language() or "nl")


def option_name(slug: str) -> str:
    return dictionary.current().option_by_slug[slug].label(get_language() or "nl")


def seller_kind(word: str) -> str:
    return str(SellerKind(SELLER_KINDS[word]).label)


def doors(word: str) -> str:
    return ngettext("%(number)s door", "%(number)s doors", int(word)) % {"number": word}


def seats(word: str) -> str:
    return ngettext("%(number)s seat", "%(number)s seats", int(word)) % {"number": word}


def since(word: str) -> str:
    text = ngettext("Added since yesterday", "Added in the last %(number)s days", int(word))
    return text % {"number": word}


def power(pk: int) -> str:
    return unit(pk, pgettext("metric horsepower", "hp"))


def percent(number: int) -> str:
    return f"{number}%"


def year(number: int) -> str:
    return str(number)


def span(wanted: Range, say: Callable[[int], str]) -> str:
    """A range in words: "from 2018", "up to € 30.000", "2018 to 2020", or one value."""
    if wanted.low is not None and wanted.low == wanted.high:
        return say(wanted.low)
    if wanted.low is not None and wanted.high is not None:
        ends = {"low": say(wanted.low), "high": say(wanted.high)}
        return _("%(low)s to %(high)s") % ends
    if wanted.low is not None:
        return _("from %(low)s") % {"low": say(wanted.low)}
    return _("up to %(high)s") % {"high": say(wanted.high)} if wanted.high is not None else ""


# Range's query name → how its numbers are said; the numbers are those of the URL.
SAYING: dict[str, Callable[[int], str]] = {
    "bouwjaar": year,
    "km": km,
    "prijs": euro,
    "vermogen": power,
    "soh": percent,
}


def range_of(address: Address, name: str) -> Range:
    """A range as the address says it, power in pk."""
    low, high = address.get(f"{name}_van"), address.get(f"{name}_tot")
    return Range(int(low[0]) if low else None, int(high[0]) if high else None)


# --- Wishes -------------------------------------------------------------------------------------


def _naming(kind: str) -> Callable[[str], str]:
    return lambda slug: label(kind, slug)


def _of_words(address: Address, name: str, say: Callable[[str], str]) -> Iterator[Wish]:
    for word in address.get(name):
        yield Wish(name, say(word), address.toggled(name, word))


def _of_ranges(address: Address) -> Iterator[Wish]:
    for name, say in SAYING.items():
        if wanted := range_of(address, name):
            without = address.without(f"{name}_van", f"{name}_tot")
            label = span(wanted, say)
            if label.isdecimal():  # a year alone could be a model's name
                label = _("built in %(year)s") % {"year": label}
            if name == "soh":
                label = _("battery at least %(share)s healthy (SOH)") % {
                    "share": percent(wanted.low or 0)
                }
            yield Wish(name, label, without)


def _of_place(address: Address) -> Iterator[Wish]:
    for slug in address.get("plaats"):
        radius = address.get("straal") or (str(USUAL_KM),)
        town = dictionary.current().town_by_slug[slug].label()
        text = _("within %(km)s of %(town)s") % {"km": km(int(radius[0])), "town": town}
        yield Wish("plaats", text, address.without("plaats", "straal"))
