""" "Why not this one?": an editor names a car and gets the block's own steps as an answer."""

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from articles.admin.unsaved import Said, saved, unsaved
from articles.links import find
from articles.models import Article, ArticlePin
from articles.why import Answer, why
from listings.models import Listing
from listings.search import index

# "#123", the address of a car on the site (…/gt-2019-123/) or on the desk (…/listing/123/change/).
NUMBER = re.compile(r"^#?(\d{1,15})$|/listing/(\d{1,15})/|-(\d{1,15})/?(?:[?#]\S*)?$", re.ASCII)
LONGEST = 500


class WhyForm(forms.Form):
    """A car, by its number or address or chosen by typing; the first one given counts."""

    car = forms.CharField(label=_("Number or address of a car"), max_length=LONGEST, required=False)
    listing = forms.ModelChoiceField(
        Listing.objects.none(), label=_("Or find a car by name"), required=False
    )

    def __init__(self, site: AdminSite, cars: "QuerySet[Listing]", data: QueryDict | None) -> None:
        # Its fields stand inside the article's form, and belong to another.
        attrs = {"form": "why-form"}
        super().__init__(data, auto_id="id_why_%s")
        field = self.fields["listing"]
        field.widget = AutocompleteSelect(ArticlePin._meta.get_field("listing"), site, attrs=attrs)
        field.queryset = cars  # type: ignore[attr-defined]
        self.fields["car"].widget.attrs.update(attrs)

    def clean_car(self) -> Listing | None:
        text = self.cleaned_data["car"].strip()
        if not text:
            return None
        found = NUMBER.search(text)
        number = found and next(filter(None, found.groups()))
        car: Listing | None = self.fields["listing"].queryset.filter(pk=number or 0).first()  # type: ignore[attr-defined]
        if car is None:
            raise forms.ValidationError(_t("There is no car with this number or address."))
        return car

    def chosen(self) -> Listing | None:
        if not self.is_valid():
            return None
        return self.cleaned_data["car"] or self.cleaned_data["listing"]


class WhyAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.why_view)
        return [path("<int:pk>/why/", view, name="articles_article_why"), *super().get_urls()]

    def why_form(self, request: HttpRequest, data: QueryDict | None = None) -> WhyForm:
        may_see_all = request.user.has_perm("listings.view_listing")
        cars = Listing.objects.all() if may_see_all else Listing.objects.viewable()
        return WhyForm(self.admin_site, cars.select_related("make", "model__make"), data)

    def why_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """A page about the article as it is saved; for a script, the answer for what is written."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        article: Article | None = self.get_queryset(request).filter(pk=pk).first()
        if article is None:
            raise Http404(_t("There is no such article."))
        is_written = request.method == "POST" and self.has_change_permission(request)
        data = request.POST if request.method == "POST" else request.GET
        form = self.why_form(request, data if {"car", "listing"} & data.keys() else None)
        said = unsaved(article, request.POST) if is_written else saved(article)
        context: dict[str, Any] = {"why": form, "answer": answered(form, said), "original": article}
        if request.method == "POST":
            return TemplateResponse(request, "admin/articles/article/answer.html", context)
        context |= {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _t("Why not this car?"),
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/articles/article/why.html", context)


def answered(form: WhyForm, said: Said) -> Answer | None:
    """The answer for the car that the form names, if it names one."""
    car = form.chosen()
    if car is None:
        return None
    index.fresh(now=True)
    found = find(said.article, said.corrections)
    said.article.sensitive = found.sensitivity.kind
    return why(said.article, found.vehicles, said.pins, car)
