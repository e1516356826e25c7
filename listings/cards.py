"""One car as a card, written in Python: most of a page of results is cards.

As templates in templates they took ten times as long. What a card says is escaped here, once;
finished cards are kept for as long as the change log does not name their car.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from carsite.fragments import Fragments, Key
from carsite.html import safe
from carsite.templatetags.site_text import NBSP, euros, figures
from listings.addresses import car_slug, car_url
from listings.by_ids import ByIds
from listings.choices import Fuel, PriceType, State, Transmission
from listings.models import Listing
from listings.naming import car_name
from listings.pictures import CARD_SIZES, drawn, image, in_words, source
from listings.search.versions import Versions
from listings.vocabulary import dictionary
from listings.vocabulary.dictionary import Dictionary

NEW_FOR = timedelta(days=3)
MOST_BYTES = 600_000  # of finished cards


class Facts(NamedTuple):
    """What a card shows of a car; ``cover`` is its first photo's row as a dict, or None."""

    pk: int
    name: str
    url: str
    version: str
    state: str
    body: str
    fuel: str
    transmission: str
    colour: str
    year: int | None
    mileage_km: int | None
    price_eur: int | None
    price_type: str
    published_at: datetime | None
    town: str | None
    cover: Mapping[str, Any] | None

    @classmethod
    def of(cls, listing: Listing) -> "Facts":
        """Of a listing that came ``with_card_data``."""
        town = listing.seller.town
        columns = (getattr(listing, name) for name in COLUMNS)
        names = (listing.pk, listing.name, listing.get_absolute_url())
        cover = getattr(listing, "cover", None)
        return cls._make([*names, *columns, town.name if town else None, cover])


# What facts hold of a listing as it is.
COLUMNS = Facts._fields[3:-2]
# Names come from the vocabulary of this process: planning joins took longer than running them.
_query = ByIds(
    lambda ids: (
        Listing.objects.public()
        .filter(pk__any=ids)
        .with_card_data()
        .order_by()
        .values_list("pk", "make_id", "model_id", "seller__town_id", "cover", *COLUMNS)
    )
)


def facts_of(ids: list[int]) -> dict[int, Facts]:
    """The facts of those cars that the public may see, in one query and without model objects."""
    known = dictionary.current()
    rows = _query.rows(ids)
    found = {row[0]: _of_row(row, known) for row in rows if _is_known(row, known)}
    if len(found) < len(rows):  # of a model that was added just now
        rest = [row[0] for row in rows if row[0] not in found]
        cars = Listing.objects.public().in_order(rest)
        return found | {car.pk: Facts.of(car) for car in cars}
    return found


def _is_known(row: tuple[Any, ...], known: Dictionary) -> bool:
    _pk, make, model, town, *_rest = row
    return (
        make in known.make_by_id
        and model in known.model_by_id
        and (town is None or town in known.town_by_id)
    )


def _of_row(row: tuple[Any, ...], known: Dictionary) -> Facts:
    pk, make_id, model_id, town_id, cover, *values = row
    columns = dict(zip(COLUMNS, values, strict=True))
    make, model = known.make_by_id[make_id], known.model_by_id[model_id]
    name = car_name(make.slug, make.name, model.name, columns["body"], model.bodies)
    url = car_url(make.slug, model.slug, car_slug(columns["version"], columns["year"]), pk)
    town = None if town_id is None else known.town_by_id[town_id].name
    return Facts._make([pk, name, url, *values, town, cover and json.loads(cover)])


class Card(NamedTuple):
    """A car's HTML before and after the place of a reason, and where its page is."""

    pk: int
    url: str
    before: str
    after: str

    def html(self, reason: str = "") -> SafeString:
        """The card; ``reason`` says why this car stands here."""
        said = f'<p class="reason">{escape(reason)}</p>\n' if reason else ""
        return safe(f"{self.before}{said}{self.after}")


def _bytes(card: Card) -> int:
    return sys.getsizeof(card) + sum(map(sys.getsizeof, card))


_kept: Fragments[Card] = Fragments(MOST_BYTES, _bytes)


def cards(
    ids: list[int],
    versions: Versions | None,
    at: datetime,
    *,
    level: int = 3,
    eager: bool = False,
) -> list[Card]:
    """These cars' cards in this order; a car that left in between is left out.

    ``versions`` are those of the index that gave the ids, ``at`` is now, ``level`` that of the
    headings. ``eager``: the first picture is in sight at once. No query where all are kept.
    """
    keys: list[Key] = [
        None if versions is None else (pk, versions.of(pk), level, eager and place == 0)
        for place, pk in enumerate(ids)
    ]
    found = _kept.get(keys, at)
    missing = [pk for pk, card in zip(ids, found, strict=True) if card is None]
    facts = facts_of(missing) if missing else {}
    return [
        card or _made(facts[pk], key, at, level, eager and place == 0)
        for place, (pk, key, card) in enumerate(zip(ids, keys, found, strict=True))
        if card or pk in facts
    ]


def _made(facts: Facts, key: Key, at: datetime, level: int, eager: bool) -> Card:
    until = facts.published_at + NEW_FOR if facts.published_at else None
    is_new = until is not None and at < until
    return _kept.keep(key, card_of(facts, at, level, eager), until if is_new else None)


def forget() -> None:
    """Drop what is kept."""
    global _kept  # noqa: PLW0603 -- the one cached value of this module
    _kept = Fragments(MOST_BYTES, _bytes)


# --- HTML ---------------------------------------------------------------------------------------


def card_of(facts: Facts, at: datetime, level: int = 3, eager: bool = False) -> Card:
    """The card of a car as it is at this moment."""
    words = card_words(get_language() or "nl")
    url, version = facts.url, escape(facts.version)
    variant = f'<p class="variant">{version}</p>' if version else ""
    fuel, gearbox = words.fuels.get(facts.fuel), words.transmissions.get(facts.transmission)
    drive = "".join(f"<li>{word}</li>" for word in (fuel, gearbox) if word)
    second = f'<ul class="facts">{drive}</ul>' if drive else ""
    is_sold = facts.state == State.SOLD
    before = f"""
<article class="card{" gone" if is_sold else ""}">
<div class="pic">{_picture(facts, eager)}{_badge(facts, at, words)}</div>
<div class="body">
<h{level}><a href="{escape(url)}">{escape(facts.name)}</a></h{level}>
{variant}
<ul class="facts"><li>{facts.year}</li><li>{_km(facts, words)}</li></ul>
{second}
{_price(facts, words)}
</div>
"""
    where = f'<p class="where">{escape(facts.town)}</p>\n' if facts.town else ""
    return Card(facts.pk, url, before, f"{where}</article>\n")


def _picture(facts: Facts, eager: bool) -> str:
    if cover := facts.cover:
        photo = source(cover["digest"], cover["width"], cover["height"])
        return image(photo, cover["alt"] or facts.name, CARD_SIZES, eager=eager)
    return drawn(facts.body, facts.colour, in_words(facts.name, facts.body, facts.colour))


def _badge(facts: Facts, at: datetime, words: "CardWords") -> str:
    if facts.state == State.SOLD:
        return f'<span class="badge sold">{words.sold}</span>'
    if facts.state == State.RESERVED:
        return f'<span class="badge held">{words.reserved}</span>'
    if facts.published_at is not None and at < facts.published_at + NEW_FOR:
        return f'<span class="badge new">{words.new}</span>'
    return ""


def _km(facts: Facts, words: "CardWords") -> str:
    if facts.mileage_km is None:
        return ""
    return f"{figures(facts.mileage_km, words.language)}{NBSP}km"


def _price(facts: Facts, words: "CardWords") -> str:
    if facts.price_eur and facts.price_type == PriceType.ASKING:
        # Spelt out: one sign beyond Latin-1 would make all of a card's letters two bytes wide.
        price = euros(facts.price_eur, words.language).replace("€", "&euro;")
        return f'<p class="price">{price}</p>'
    return f'<p class="price ask-for">{words.on_request}</p>'


@dataclass(frozen=True, slots=True)
class CardWords:
    """What all cards say in one language, escaped; fuels and transmissions by their codes."""

    language: str
    fuels: Mapping[str, str]
    transmissions: Mapping[str, str]
    sold: str
    reserved: str
    new: str
    on_request: str


@lru_cache(maxsize=4)
def card_words(language: str) -> CardWords:
    """Looked up once: a translation for each word of each card was a third of its time."""
    with override(language):
        return CardWords(
            language=language,
            fuels={fuel.value: escape(str(fuel.label)) for fuel in Fuel},
            transmissions={gearbox.value: escape(str(gearbox.label)) for gearbox in Transmission},
            sold=escape(pgettext("listing", "Sold")),
            reserved=escape(pgettext("listing", "Reserved")),
            new=escape(pgettext("listing", "New")),
            on_request=escape(_("Price on request")),
        )
