"""Which cars an article asks for, from its very subject to what only resembles it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.targets import PINNED, Role, Target, numbers
from listings.pick import FOR_SALE, Candidate, alike_models, around
from listings.search.criteria import Criteria, Range
from listings.vocabulary.terms import GenerationTerm

# Tiers, the nearest first: of one tier all targets take turns.
EXACT, BY_YEAR, SIBLING, PREDECESSOR, FEW_ONLY = range(5)


def _any(car: Candidate) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Offer:
    """Cars of one search that ``fits`` leaves, and what to say beside them."""

    criteria: Criteria
    reason: str
    tier: int = EXACT
    fits: Callable[[Candidate], bool] = _any


def offers(targets: Sequence[Target]) -> list[Offer]:
    """What the main row asks for: subjects, their siblings, predecessors, and what is alike."""
    found: list[Offer] = []
    named = {target.model.id for target in targets}
    for target in targets:
        if target.role in {PINNED, Role.SUBJECT}:
            found += [*_exact(target), *_siblings(target), *_alike(target, named)]
        elif target.role == Role.PREDECESSOR:
            found += [replace(offer, tier=PREDECESSOR) for offer in _exact(target)]
    return found


def rival_offers(targets: Sequence[Target]) -> list[Offer]:
    """What the second row asks for."""
    rivals = [target for target in targets if target.role == Role.RIVAL]
    return [offer for target in rivals for offer in (*_exact(target), *_siblings(target))]


def _exact(target: Target) -> list[Offer]:
    """What the article speaks of; a car of unknown generation belongs where its year does."""
    criteria, reason = replace(target.criteria, states=FOR_SALE), _reason(target)
    generation = target.generation
    if generation is None:
        return [Offer(criteria, reason)]
    years = Range(generation.year_from, generation.year_to)
    return [
        Offer(replace(criteria, generations=(generation.id,)), reason),
        Offer(replace(criteria, year=years), reason, BY_YEAR, lambda car: not car.generation),
    ]


def _siblings(target: Target) -> list[Offer]:
    """Other generations and other bodies of the same model; a pinned body is not bargained with."""
    criteria, model = replace(target.criteria, states=FOR_SALE), {"car": target.model.full_name}
    found: list[Offer] = []
    if target.generation:
        fits = _Generations(target)
        found = [
            Offer(criteria, _("Previous generation of the %(car)s") % model, SIBLING, fits.before),
            Offer(criteria, _("Newer generation of the %(car)s") % model, SIBLING, fits.after),
        ]
    if target.body and target.role != PINNED:
        reason = _("%(car)s with another body") % model
        bodies = replace(criteria, bodies=())
        found.append(Offer(bodies, reason, SIBLING, lambda car: car.body != target.body))
    return found


def _alike(target: Target, named: set[int]) -> list[Offer]:
    """Other models in its segment and price class, those named in the article left out."""
    models = tuple(pk for pk in alike_models(target.model) if pk not in named)
    if not models:
        return []
    sold = numbers(target.criteria)
    price = around(sold.low, sold.high) if sold.low and sold.high else Range()
    criteria = replace(target.criteria, models=models, price_eur=price, states=FOR_SALE)
    reason = _("In the class and price range of the %(car)s") % {"car": target.model.full_name}
    return [Offer(criteria, reason, FEW_ONLY)]


class _Generations:
    """Tells whether a car is older or newer than the generation that was meant."""

    def __init__(self, target: Target) -> None:
        self._meant: GenerationTerm = target.generation  # type: ignore[assignment]
        self._began = {one.id: one.year_from for one in target.model.generations}

    def before(self, car: Candidate) -> bool:
        return self._year(car) < self._meant.year_from

    def after(self, car: Candidate) -> bool:
        if car.generation in self._began:
            return self._year(car) > self._meant.year_from
        return self._year(car) > (self._meant.year_to or self._year(car))

    def _year(self, car: Candidate) -> int:
        """In which its generation began, else of its registration."""
        return self._began.get(car.generation or 0, car.year or self._meant.year_from)


def _reason(target: Target) -> str:
    """Why a car stands beside the article."""
    car = {"car": target.name_with_years}
    if target.role == PINNED:
        return _("Chosen by the editors: %(car)s") % car
    if target.role == Role.RIVAL:
        return _("Compared in this article: %(car)s") % car
    if target.role == Role.PREDECESSOR:
        return _("Predecessor in this article: %(car)s") % car
    if target.evidence.get("in_title"):
        return _("Subject of this article: %(car)s") % car
    times = target.evidence.get("mentions", 1)
    return ngettext(
        "%(car)s is named once in this article",
        "%(car)s is named %(times)s times in this article",
        times,
    ) % {**car, "times": times}
