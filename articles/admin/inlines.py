"""What an editor says of one article, in tables under its text: cars chosen, words corrected."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.models import ArticleCorrection, ArticlePin
from listings.admin.labels import label_cells


class LabelledFormSet(forms.BaseInlineFormSet):
    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        label_cells(form)


class PinInline(admin.TabularInline):
    model = ArticlePin
    formset = LabelledFormSet
    autocomplete_fields = ["model", "listing"]
    fields = ["kind", "model", "body", "listing", "position"]
    extra = 0
    verbose_name_plural = _("Cars that you choose yourself: shown first, or never")


class CorrectionFormSet(LabelledFormSet):
    def clean(self) -> None:
        """Words given twice are told here: their key in the database is no field of the form."""
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            if not hasattr(form, "cleaned_data") or form in self.deleted_forms:
                continue
            if form.instance.folded and form.instance.folded in seen:
                form.add_error("words", _("These words are corrected already."))
            seen.add(form.instance.folded)


class CorrectionInline(admin.TabularInline):
    model = ArticleCorrection
    formset = CorrectionFormSet
    autocomplete_fields = ["make", "model"]
    fields = ["words", "make", "model"]
    extra = 0
    verbose_name_plural = _("Words read otherwise in this article: no make and no model is no car")


def signed(formset: Any, person: Any) -> None:
    """Note who made the corrections that are new; call before they are saved."""
    for form in formset.forms:
        if isinstance(form.instance, ArticleCorrection) and form.instance.pk is None:
            form.instance.created_by = person
