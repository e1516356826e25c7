"""Why a car does or does not stand beside an article: the block's own steps, told one by one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from articles.block import Row, Tried, rows
from articles.models import Article, ArticlePin, ArticleVehicle
from articles.offers import EXACT, FEW_ONLY, Offer, offers, rival_offers
from articles.targets import PINNED, Role, Target, bans, targets
from listings.models import Listing
from listings.pick import POOL, Candidate, candidates
from listings.search import index

ANY_NUMBER = 10_000_000


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that must be so; where it is not, the answer ends."""

    is_met: bool
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    listing: Listing
    steps: list[Step]

    @property
    def is_shown(self) -> bool:
        return all(step.is_met for step in self.steps)


def why(
    article: Article,
    vehicles: Iterable[ArticleVehicle],
    pins: Iterable[ArticlePin],
    listing: Listing,
) -> Answer:
    """The steps for one car, up to the first that it fails; all met: the car is shown.

    ``vehicles`` and ``pins`` are what ``block_of`` would get, saved or not.
    """
    case = _Case(article, list(vehicles), list(pins), listing)
    steps: list[Step] = []
    for step in case.steps():
        steps.append(step)
        if not step.is_met:
            break
    return Answer(listing, steps)


class _Case:
    def __init__(
        self,
        article: Article,
        vehicles: list[ArticleVehicle],
        pins: list[ArticlePin],
        listing: Listing,
    ) -> None:
        self.article, self.vehicles, self.pins, self.listing = article, vehicles, pins, listing
        self.name = str(listing)
        self.me = next(iter(candidates([listing.pk])), None)
        self.stock = index.fresh()

    def steps(self) -> Iterator[Step]:
        yield self._sale()
        yield self._switch()
        yield self._allowed()
        if any(pin.listing_id == self.listing.pk for pin in self.pins):
            yield Step(True, _("You chose this car yourself: it stands first."))
            return
        wanted = targets(self.vehicles, self.pins)
        asked = [offer for offer in self._asked(wanted) if self._matches(offer)]
        yield self._named(wanted, asked)
        yield from self._offered(wanted, asked)

    def _sale(self) -> Step:
        state = self.listing.get_state_display().lower()
        if self.listing.is_for_sale:
            return Step(True, _("It is for sale."))
        return Step(False, _("It is not for sale: its state is “%(state)s”.") % {"state": state})

    def _switch(self) -> Step:
        if self.article.shows_listings:
            return Step(True, _("This article shows cars for sale."))
        if self.article.listings_choice == Article.ListingsChoice.HIDE:
            return Step(False, _("You chose to show no cars for sale beside this article."))
        kind = Article.Sensitive(self.article.sensitive).label.lower()
        text = _("No cars stand beside it, as it reads as an article about a %(kind)s.")
        return Step(False, text % {"kind": kind})

    def _allowed(self) -> Step:
        mine = [pin for pin in self.pins if pin.is_ban and pin.listing_id == self.listing.pk]
        if mine:
            return Step(False, _("You chose never to show this car here."))
        key = self.listing.model_id, self.listing.body
        if {(key[0], ""), key} & bans(self.pins):
            text = _("You chose never to show the %(car)s here.")
            return Step(False, text % {"car": self.name})
        return Step(True, _("Nobody excluded it."))

    def _named(self, wanted: Sequence[Target], asked: Sequence[Offer]) -> Step:
        """Whether the text is about its model, or about one that it resembles."""
        roles = {target.role for target in wanted if target.model.id == self.listing.model_id}
        model = {"car": str(self.listing.model)}
        said = {
            PINNED: _("You pinned the %(car)s."),
            Role.SUBJECT: _("The article is about the %(car)s."),
            Role.RIVAL: _("The article compares the %(car)s."),
            Role.PREDECESSOR: _("The article names the %(car)s as the predecessor."),
        }
        for role, text in said.items():
            if role in roles:
                return Step(True, text % model)
        if asked:
            return Step(True, _("The article does not name the %(car)s, but one like it.") % model)
        if Role.PASSING in roles:
            return Step(False, _("The article names the %(car)s only in passing.") % model)
        return Step(False, _("The site finds no %(car)s in the text.") % model)

    def _offered(self, wanted: Sequence[Target], asked: Sequence[Offer]) -> Iterator[Step]:
        """Which search of the block finds it, and what came before it there."""
        if not asked:
            yield Step(False, self._other_kind(wanted))
            return
        nearest = min(asked, key=lambda offer: offer.tier)
        yield Step(True, self._tier(nearest))
        main, beside = rows(self.article, wanted, self.pins)
        shown = next((row for row in (main, beside) if self.listing.pk in row.picked), None)
        if shown is not None:
            yield self._place(shown, is_rival=shown is beside)
            return
        yield self._newest(nearest)
        yield self._crowded([tried for row in (main, beside) for tried in row.tried])

    def _asked(self, wanted: Sequence[Target]) -> list[Offer]:
        return [*offers(wanted), *rival_offers(wanted)]

    def _matches(self, offer: Offer) -> bool:
        return self.me is not None and offer.fits(self.me) and self.me.pk in self._ids(offer)

    def _ids(self, offer: Offer) -> list[int]:
        """All cars of the offer's search, the newest first."""
        named = {pin.listing_id for pin in self.pins if pin.listing_id}
        criteria = replace(offer.criteria.excluding(named), sort="newest")
        return self.stock.ids(criteria, ANY_NUMBER)

    def _other_kind(self, wanted: Sequence[Target]) -> str:
        """Its model is asked for, but not this body or generation."""
        names = [t.name_with_years for t in wanted if t.model.id == self.listing.model_id]
        text = _("The article asks for another body or generation: %(cars)s.")
        return text % {"cars": ", ".join(dict.fromkeys(names))}

    def _tier(self, offer: Offer) -> str:
        if offer.tier == EXACT:
            return _("It is what the article asks for: “%(reason)s”.") % {"reason": offer.reason}
        if offer.tier < FEW_ONLY:
            text = _("It comes after cars that fit better, as: “%(reason)s”.")
        else:
            text = _("It only fills a row that is not full, as: “%(reason)s”.")
        return text % {"reason": offer.reason}

    def _place(self, row: Row, *, is_rival: bool) -> Step:
        place = list(row.picked).index(self.listing.pk) + 1
        if is_rival:
            text = _("It is shown: number %(place)s of the second row.")
        else:
            text = _("It is shown: number %(place)s of those that the site picked.")
        return Step(True, text % {"place": place})

    def _newest(self, offer: Offer) -> Step:
        ids = self._ids(offer)
        place = {"place": ids.index(self.listing.pk) + 1, "total": len(ids), "most": POOL}
        if place["place"] > POOL:
            text = _(
                "Others are newer: it is number %(place)s of %(total)s by date, "
                "and the block chooses from the newest %(most)s."
            )
            return Step(False, text % place)
        text = _("It is among the newest %(most)s: number %(place)s of %(total)s.")
        return Step(True, text % place)

    def _crowded(self, tried: Sequence[Tried]) -> Step:
        """In the draw, and not among those that came out."""
        mine = next((one for one in tried if self._in(one.ranked)), None)
        if mine is None:
            in_draw = any(self._in(one.free) for one in tried)
            if in_draw:
                return Step(False, _("Two cars that look just like it are shown already."))
            return Step(False, _("The row was full before its turn came."))
        place = [car.pk for car in mine.ranked].index(self.listing.pk) + 1
        text = _(
            "Others went first: it is number %(place)s of %(total)s in today's draw, which weighs "
            "photo, price and different versions and colours. There was room for %(room)s."
        )
        return Step(False, text % {"place": place, "total": len(mine.free), "room": mine.room})

    def _in(self, cars: Iterable[Candidate]) -> bool:
        return any(car.pk == self.listing.pk for car in cars)
