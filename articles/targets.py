"""What an article leads to in the stock: models with the body and generation it speaks of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import ArticlePin, ArticleVehicle
from carsite.templatetags.site_text import number
from listings.choices import Body
from listings.naming import body_word
from listings.search import index
from listings.search.criteria import Criteria
from listings.vocabulary import dictionary
from listings.vocabulary.terms import GenerationTerm, ModelTerm
from listings.vocabulary.words import words

Role = ArticleVehicle.Role
PINNED = "pinned"  # beside the roles: the editor's own choice


@dataclass(frozen=True, slots=True)
class Target:
    """A model that an article leads to; the name is that of its cars: Peugeot 508 SW."""

    model: ModelTerm
    role: str
    body: str = ""
    generation: GenerationTerm | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return car_name(self.model, self.body)

    @property
    def name_with_years(self) -> str:
        """With the years of the generation, where the article speaks of one."""
        if self.generation is None:
            return self.name
        if self.generation.year_to is None:
            return _("%(car)s (from %(year)s)") % {
                "car": self.name,
                "year": self.generation.year_from,
            }
        return f"{self.name} ({self.generation.year_from}–{self.generation.year_to})"

    @property
    def criteria(self) -> Criteria:
        """All its public cars, as the search page at ``url`` shows them."""
        return Criteria(models=(self.model.id,), bodies=(self.body,) if self.body else ())

    @property
    def url(self) -> str:
        return search_url(self.model, self.body)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Cars on the page of a search, and their lowest and highest asking price, if any has one."""

    total: int
    low: int | None = None
    high: int | None = None


def numbers(criteria: Criteria) -> Numbers:
    """The true numbers of a search, now."""
    points = index.fresh().points(criteria)
    prices = points.price_eur[points.price_eur > 0]
    if not len(prices):
        return Numbers(len(points))
    return Numbers(len(points), int(prices.min()), int(prices.max()))


def for_sale(total: int) -> str:
    """12 te koop."""
    text = ngettext("%(total)s for sale", "%(total)s for sale", total)
    return text % {"total": number(total)}


def targets(vehicles: Iterable[ArticleVehicle], pins: Iterable[ArticlePin]) -> list[Target]:
    """The editor's models first, then what the text is about; what was excluded is left out."""
    chosen = list(pins)
    banned = bans(chosen)
    found = [
        Target(model, PINNED, pin.body)
        for pin in chosen
        if not pin.is_ban and (model := _model(pin.model_id))
    ]
    for vehicle in vehicles:
        model = _model(vehicle.model_id)
        if model and not {(model.id, ""), (model.id, vehicle.body)} & banned:
            generation = _generation(model, vehicle.generation_id)
            found.append(Target(model, vehicle.role, vehicle.body, generation, vehicle.evidence))
    return found


def bans(pins: Iterable[ArticlePin]) -> set[tuple[int, str]]:
    """Models (with "" for every body) that the editor never wants to see beside the article."""
    return {(pin.model_id, pin.body) for pin in pins if pin.is_ban and pin.model_id}


def car_name(model: ModelTerm, body: str = "") -> str:
    """Peugeot 508 SW; with the general word where the make has none of its own."""
    word = body_word(model.make.slug, body, list(model.bodies)) if body else ""
    general = str(Body(body).label) if body and not word else ""
    return " ".join(filter(None, [model.full_name, word or general]))


def search_url(model: ModelTerm, body: str = "") -> str:
    """The search page of a model, or of its cars with one body."""
    url = reverse("listings:search_model", kwargs={"make": model.make.slug, "model": model.slug})
    return f"{url}?carrosserie={words('body').slug_of(body)}" if body else url


def _model(pk: int | None) -> ModelTerm | None:
    return dictionary.current().model_by_id.get(pk or 0)


def _generation(model: ModelTerm, pk: int | None) -> GenerationTerm | None:
    return next((one for one in model.generations if one.id == pk), None)
