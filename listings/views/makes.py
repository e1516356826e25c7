"""All makes and models with what is for sale of each, now."""

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from listings.models import CarModel, Make
from listings.search import index
from listings.search.criteria import Criteria
from listings.vocabulary.folding import folded


@dataclass(frozen=True, slots=True)
class Line:
    """A model, or a make with its models, and the cars of it that are for sale."""

    slug: str
    name: str
    count: int
    models: "tuple[Line, ...]" = ()

    @property
    def letter(self) -> str:
        """Where it stands in the alphabet: Š and S are one letter."""
        first = folded(self.name)[:1].upper()
        return first if first.isalpha() else "#"


class Letter(NamedTuple):
    """A letter of the alphabet: makes with cars, and the names of those without."""

    letter: str
    lines: list[Line]
    without: list[str]

    @classmethod
    def of(cls, letter: str, lines: list[Line]) -> "Letter":
        some = [line for line in lines if line.count]
        return cls(letter, some, [line.name for line in lines if not line.count])


@require_safe
def makes(request: HttpRequest) -> HttpResponse:
    """Every active make, A to Z, with its models that have cars."""
    lines = sorted(all_makes(), key=lambda line: folded(line.name))
    letters = [
        Letter.of(letter, list(group)) for letter, group in groupby(lines, lambda line: line.letter)
    ]
    total = sum(line.count for line in lines)
    return render(request, "listings/makes.html", {"letters": letters, "total": total})


@require_safe
def models(request: HttpRequest, make: str) -> HttpResponse:
    """The models of a make as a select's options, for htmx; a visitor goes to its cars."""
    row = get_object_or_404(Make, slug=make, is_active=True)
    if request.headers.get("HX-Request") == "true":
        response = render(request, "listings/_models.html", {"models": models_of(row)})
    else:
        response = redirect("listings:search_make", make=row.slug)
    patch_vary_headers(response, ["HX-Request"])
    return response


def all_makes() -> list[Line]:
    """Active makes with their models for sale; two queries, whatever there is."""
    counts = index.search(Criteria()).counts
    by_make: dict[int, list[Line]] = {}
    for model in CarModel.objects.filter(pk__in=counts["models"]).order_by("name"):
        line = Line(model.slug, model.name, counts["models"][model.pk])
        by_make.setdefault(model.make_id, []).append(line)
    return [
        Line(make.slug, make.name, counts["makes"].get(make.pk, 0), tuple(by_make.get(make.pk, ())))
        for make in Make.objects.filter(is_active=True)
    ]


def models_of(make: Make) -> list[Line]:
    """A make's models that have cars for sale."""
    counts = index.search(Criteria(makes=(make.pk,))).counts["models"]
    rows = CarModel.objects.filter(make=make, pk__in=counts).order_by("name")
    return [Line(model.slug, model.name, counts[model.pk]) for model in rows]
