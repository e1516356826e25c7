"""The vocabulary, from which a dealer chooses what a car is."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from listings.admin.catalogue import CatalogueAdmin, GenerationAdmin
from listings.dealers.base import Choices
from listings.dealers.site import site
from listings.models import CarModel, Generation, Make


@admin.register(Make, site=site)
class MakeChoices(Choices, CatalogueAdmin):
    search_fields = ["name", "slug", "aliases"]


@admin.register(CarModel, site=site)
class CarModelChoices(Choices, CatalogueAdmin):
    search_fields = ["make__name", "name", "aliases"]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[CarModel]":
        return super().get_queryset(request).select_related("make")


@admin.register(Generation, site=site)
class GenerationChoices(Choices, GenerationAdmin):
    pass
