"""From a search and its answer to the page that is shown."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carsite.templatetags.site_text import number
from listings.cards import Card
from listings.filters import ListingFilter
from listings.search.criteria import Criteria, Range
from listings.search.index import Index
from listings.search.plain import Plain
from listings.search.results import Answer
from listings.search_page import question, wording
from listings.search_page.address import SORTS, Address, make_of
from listings.search_page.facets import facets
from listings.search_page.meant import meant
from listings.search_page.page import (
    Chip,
    Crumb,
    LeftOut,
    PageLink,
    Pager,
    SearchedText,
    SearchPage,
    Value,
    WayOn,
)

NEIGHBOURS = 2  # page numbers shown on either side of the current one
# With these alone, and one value, a page is one that search engines may list.
INDEXED = ({"merk"}, {"model"}, {"carrosserie"}, set[str]())


def search_page(
    search: ListingFilter, answer: Answer, index: Index | Plain, listings: list[Card]
) -> SearchPage:
    """All that the page shows of this answer; ``listings`` are its cards."""
    address = shown_address(search, answer)
    heading = ngettext("%(total)s used car", "%(total)s used cars", answer.total) % {
        "total": number(answer.total)
    }
    words = wording.heading_words(address)
    title = f"{heading}: {words}" if words else heading
    wishes = wording.wishes(address)
    return SearchPage(
        title=title,
        description=_("%(title)s. Compare price, mileage and equipment.") % {"title": title},
        heading=heading,
        heading_words=words,
        total=answer.total,
        listings=listings,
        q="".join(address.get("q")),
        searched_text=searched_text(address, index),
        left_out=left_out(search, index),
        facets=facets(address, answer, partial(_with_range, index, search.criteria())),
        chips=[
            Chip(wish.name, wish.label, wish.without.url) for wish in wishes if wish.name != "q"
        ],
        clear_url=Address().url,
        dropped=[*(bad.message for bad in search.dropped), *_page_notes(search, answer)],
        sort=_sort(address),
        sorts=_sorts(address),
        promise=_("Show %(cars)s") % {"cars": heading},
        pager=pager(address, answer),
        ways_on=[] if answer.total else ways_on(wishes, index),
        crumbs=_crumbs(address),
        action=Address().url,
        url=address.url,
        canonical_url=settings.SITE_URL + address.url,
        robots="" if is_page(search, answer) and is_indexed(address) else "noindex,follow",
    )


def _with_range(index: Index | Plain, criteria: Criteria, field: str, wanted: Range) -> int:
    """How many the same search finds with this range of one field in place of its own."""
    ranges: dict[str, Any] = {field: wanted}
    return index.total(replace(criteria, **ranges))


def shown_address(search: ListingFilter, answer: Answer) -> Address:
    """The search's address, on the page that was really given."""
    page = (str(answer.page),) if answer.page > 1 else ()
    return search.address.changed({"pagina": page})


def is_page(search: ListingFilter, answer: Answer) -> bool:
    """Whether it shows what its address says, and something."""
    return bool(answer.total) and not search.left_out


def left_out(search: ListingFilter, index: Index | Plain) -> LeftOut | None:
    """The words that the search does without, and what may be meant by them."""
    if not search.left_out:
        return None
    literally = search.address.changed({"q": (search.left_out,)})
    return LeftOut(search.left_out, literally.url, meant(literally, index))


def searched_text(address: Address, index: Index | Plain) -> SearchedText | None:
    """The words that no filter says, and what may be meant by them."""
    text = "".join(address.get("q"))
    if not text:
        return None
    understood = bool(question.read(text).facts)
    return SearchedText(text, understood, address.without("q").url, meant(address, index))


def ways_on(wishes: list[wording.Wish], index: Index | Plain) -> list[WayOn]:
    """For each filter what would be found without it, the most first; nothing is no way on."""
    found = [
        WayOn(
            _("Without: %(filter)s") % {"filter": wish.label},
            wish.without.url,
            index.total(ListingFilter(wish.without.query).criteria()),
        )
        for wish in wishes
    ]
    return sorted((way for way in found if way.total), key=lambda way: -way.total)


def is_indexed(address: Address) -> bool:
    """Whether search engines may list it: the stock, a make, a model or a body."""
    return set(address.words) in INDEXED and all(
        len(words) == 1 for words in address.words.values()
    )


def pager(address: Address, answer: Answer) -> Pager:
    """The first and last page, the current one and its neighbours, with gaps between."""
    page, pages, size = answer.page, answer.pages, settings.SEARCH_PAGE_SIZE
    return Pager(
        page=page,
        pages=pages,
        first=(page - 1) * size + 1 if answer.total else 0,
        last=min(page * size, answer.total),
        total=answer.total,
        previous_url=address.page_url(page - 1) if page > 1 else "",
        next_url=address.page_url(page + 1) if page < pages else "",
        links=list(_links(address, page, pages)),
    )


def _links(address: Address, page: int, pages: int) -> Iterator[PageLink]:
    near = range(max(1, page - NEIGHBOURS), min(pages, page + NEIGHBOURS) + 1)
    before = 0
    for shown in sorted({1, *near, pages}):
        if shown > before + 1:
            yield PageLink(None, "", False)
        yield PageLink(shown, address.page_url(shown), shown == page)
        before = shown


def _page_notes(search: ListingFilter, answer: Answer) -> list[str]:
    if search.criteria().page <= answer.page:
        return []
    note = _("There is no page %(asked)s; this is the last one, page %(page)s.")
    return [note % {"asked": number(search.criteria().page), "page": number(answer.page)}]


def _sort(address: Address) -> str:
    return "".join(address.get("sorteer")) or next(iter(SORTS))


def _sorts(address: Address) -> list[Value]:
    labels = {
        "nieuwste": _("Newest first"),
        "prijs": _("Price, low to high"),
        "prijs-aflopend": _("Price, high to low"),
        "km": _("Mileage, low to high"),
        "bouwjaar": _("Year, newest first"),
        "vermogen": _("Power, high to low"),
    }
    chosen = _sort(address)
    return [
        Value(slug, labels[slug], None, slug == chosen, partial(_sorted, address)) for slug in SORTS
    ]


def _sorted(address: Address, slug: str) -> Address:
    usual = slug == next(iter(SORTS))
    return address.changed({"sorteer": () if usual else (slug,)})


def _crumbs(address: Address) -> list[Crumb]:
    """Used cars › make › model, as far as the search is about one."""
    trail = [(_("Used cars"), Address())]
    models = address.get("model")
    if len(address.makes) == 1:
        make = min(address.makes)
        trail.append((wording.make_name(make), Address({"merk": (make,)})))
    if len(models) == 1 and address.makes == {make_of(models[0])}:
        name = wording.model_name(models[0])
        trail.append((name, Address({"model": models})))
    *parents, (label, last) = trail
    here = "" if last.words == address.words else last.url
    return [
        *(Crumb(text, parent.url) for text, parent in parents),
        Crumb(label, here),
    ]
